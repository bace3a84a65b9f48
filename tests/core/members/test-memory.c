/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Blocks of every size hold what is put into them, and large ones go back to the system. */

#include "core/members/roster-memory.h"

#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#define LARGE ((gsize)64 * 1024 * 1024)

/* What the program last wanted huge pages for. Whether it gets any, and where that could be read,
 * is the system's. */
static gpointer asked_start;
static gsize asked_size;

/* Instead of the C library's */
int
madvise (void *start, size_t size, int advice)
{
  if (advice == MADV_HUGEPAGE)
    {
      asked_start = start;
      asked_size = size;
    }
  return (int)syscall (SYS_madvise, start, size, advice);
}

/* Whether there is memory at the beginning of a block that was made */
static gboolean
is_there (gconstpointer block)
{
  const gsize page = (gsize)sysconf (_SC_PAGESIZE);
  guint8 in_memory;

  return mincore ((gpointer)(GPOINTER_TO_SIZE (block) / page * page), page, &in_memory) == 0;
}

static void
test_sizes (void)
{
  const gsize sizes[] = { 0, 1, 4096, 256 * 1024 - 1, 256 * 1024, 256 * 1024 + 1, 3000000 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      char *block = roster_memory_new (sizes[i]);

      if (sizes[i] > 0)
        {
          memset (block, 'x', sizes[i]);
          g_assert_cmpint (block[sizes[i] - 1], ==, 'x');
        }
      roster_memory_free (block, sizes[i]);
    }
  roster_memory_free (NULL, LARGE);
}

static void
test_array (void)
{
  guint64 *array = roster_memory_new_array (guint64, 100000);

  for (guint64 i = 0; i < 100000; i++)
    array[i] = i;
  g_assert_cmpuint (array[99999], ==, 99999);
  roster_memory_free_array (array, 100000);
}

/* Whatever was made after it is still there. */
static void
test_given_back (void)
{
  char *block = roster_memory_new (LARGE);
  g_autofree char *after = g_malloc (1024);

  memset (block, 'x', LARGE);
  memset (after, 'y', 1024);
  g_assert_true (is_there (block));
  roster_memory_free (block, LARGE);
#ifndef __SANITIZE_ADDRESS__
  g_assert_false (is_there (block));
#endif
}

/* Small ones ask for none: they would not fill one. */
static void
test_huge_pages (void)
{
  char *large = roster_memory_new (LARGE);
  char *small;

#ifndef __SANITIZE_ADDRESS__
  g_assert_true (asked_start == large);
  g_assert_cmpuint (asked_size, >=, LARGE);
#endif
  asked_start = NULL;
  small = roster_memory_new (1024 * 1024);
  g_assert_null (asked_start);
  roster_memory_free (large, LARGE);
  roster_memory_free (small, 1024 * 1024);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/memory/sizes", test_sizes);
  g_test_add_func ("/memory/array", test_array);
  g_test_add_func ("/memory/given-back", test_given_back);
  g_test_add_func ("/memory/huge-pages", test_huge_pages);
  return g_test_run ();
}
