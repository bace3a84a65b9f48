/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libsecret keeps the list of what it unlocked. */

#include "support/library-leaks.h"

/* Read by the sanitizer; another program never calls them. Stacks are unwound in full, since a
 * library is seldom the one that calls malloc(). */
const char *
__asan_default_options (void)
{
  return "fast_unwind_on_malloc=0";
}

const char *
__lsan_default_suppressions (void)
{
  return "leak:libsecret\n";
}
