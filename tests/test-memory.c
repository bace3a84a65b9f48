/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Blocks of every size hold what is put into them, and large ones go back to the system. */

#include "roster-memory.h"

#include <stdlib.h>
#include <string.h>

#define LARGE ((gsize)64 * 1024 * 1024)

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

/* In bytes */
static gsize
get_resident (void)
{
  g_autofree char *text = NULL;
  const char *line;

  g_assert_true (g_file_get_contents ("/proc/self/status", &text, NULL, NULL));
  line = strstr (text, "VmRSS:");
  return (gsize)strtoul (line + strlen ("VmRSS:"), NULL, 10) * 1024;
}

/* Whatever was made after it is still there. */
static void
test_given_back (void)
{
  char *block = roster_memory_new (LARGE);
  g_autofree char *after = g_malloc (1024);
  gsize with;

  memset (block, 'x', LARGE);
  memset (after, 'y', 1024);
  with = get_resident ();
  roster_memory_free (block, LARGE);
#ifndef __SANITIZE_ADDRESS__
  g_assert_cmpuint (get_resident () + LARGE / 10 * 9, <, with);
#else
  g_assert_cmpuint (with, >, LARGE);
#endif
}

/* Whether the system was asked for huge pages where the block begins: /proc/self/smaps tells it of
 * each mapping, first its addresses and last its flags. */
static gboolean
has_huge_pages (gconstpointer block)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  gboolean is_it = FALSE;

  g_assert_true (g_file_get_contents ("/proc/self/smaps", &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *after = NULL;
      guint64 start = g_ascii_strtoull (lines[i], &after, 16);

      if (*after == '-')
        is_it = start <= GPOINTER_TO_SIZE (block) &&
                GPOINTER_TO_SIZE (block) < g_ascii_strtoull (after + 1, NULL, 16);
      else if (is_it && g_str_has_prefix (lines[i], "VmFlags:"))
        return strstr (lines[i], " hg") != NULL;
    }
  g_assert_not_reached ();
}

/* Small ones have none: they would not fill one. */
static void
test_huge_pages (void)
{
  char *large = roster_memory_new (LARGE);
  char *small = roster_memory_new (1024 * 1024);

#ifndef __SANITIZE_ADDRESS__
  g_assert_cmpint (has_huge_pages (large), ==,
                   g_file_test ("/sys/kernel/mm/transparent_hugepage", G_FILE_TEST_IS_DIR));
#endif
  g_assert_false (has_huge_pages (small));
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
