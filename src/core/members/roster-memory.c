/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/members/roster-memory.h"

#include <errno.h>
#include <sys/mman.h>

#define LARGE_BLOCK (256 * 1024)
#define HUGE_PAGE (2 * 1024 * 1024)

/* The address sanitizer sees only what malloc() gives; GCC and clang tell of it in two ways. */
#ifdef __SANITIZE_ADDRESS__
#define IS_WATCHED 1
#elif defined(__has_feature)
#define IS_WATCHED __has_feature (address_sanitizer)
#else
#define IS_WATCHED 0
#endif

static gboolean
is_mapped (gsize size)
{
  return !IS_WATCHED && size >= LARGE_BLOCK;
}

/* With whole huge pages, unless half of the last one would be in vain. */
static gsize
get_mapped_size (gsize size)
{
  const gsize rest = size % HUGE_PAGE;

  return size > HUGE_PAGE && rest > HUGE_PAGE / 2 ? size - rest + HUGE_PAGE : size;
}

/* Huge pages, where the system has some: a million members come into memory in some hundred steps,
 * not in 70,000. Each of these holds up all threads of the program for a moment: those who read,
 * and the one that draws. */
static gpointer
map_block (gsize size)
{
  const gsize mapped_size = get_mapped_size (size);
  gpointer block =
      mmap (NULL, mapped_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  if (block == MAP_FAILED)
    g_error ("No memory for %" G_GSIZE_FORMAT " bytes: %s", size, g_strerror (errno));
  if (size >= HUGE_PAGE)
    madvise (block, mapped_size, MADV_HUGEPAGE);
  return block;
}

/**
 * roster_memory_new:
 * @size: in bytes
 *
 * Ends the program where there is no memory, as g_malloc() does.
 *
 * Returns: (transfer full): memory, for roster_memory_free(); what is in it is undefined
 */
gpointer
roster_memory_new (gsize size)
{
  return is_mapped (size) ? map_block (size) : g_malloc (size);
}

/**
 * roster_memory_free:
 * @block: (nullable) (transfer full): from roster_memory_new()
 * @size: what it was made with
 */
void
roster_memory_free (gpointer block, gsize size)
{
  if (block == NULL)
    return;
  if (!is_mapped (size))
    g_free (block);
  else if (munmap (block, get_mapped_size (size)) != 0)
    g_error ("Memory cannot be given back: %s", g_strerror (errno));
}
