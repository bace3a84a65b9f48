/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every error has its advice and its remedy. */

#include "core/base/roster-error.h"

#include <gio/gio.h>

static void
test_advice (void)
{
  for (int code = ROSTER_ERROR_UNAUTHORIZED; code <= ROSTER_ERROR_SIGN_IN; code++)
    {
      g_autoptr (GError) error = g_error_new_literal (ROSTER_ERROR, code, "text");

      g_assert_cmpstr (roster_error_get_advice (error), !=, "Try again.");
    }
}

static void
test_remedy (void)
{
  g_autoptr (GError) no_key = g_error_new_literal (ROSTER_ERROR, ROSTER_ERROR_NO_KEY, "text");
  g_autoptr (GError) refused = g_error_new_literal (ROSTER_ERROR, ROSTER_ERROR_REFUSED, "text");
  g_autoptr (GError) other = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "text");

  g_assert_cmpint (roster_error_get_remedy (no_key), ==, ROSTER_REMEDY_ENTER_KEY);
  g_assert_cmpint (roster_error_get_remedy (refused), ==, ROSTER_REMEDY_NONE);
  g_assert_cmpint (roster_error_get_remedy (other), ==, ROSTER_REMEDY_RETRY);
}

static void
test_is_about_key (void)
{
  for (int code = ROSTER_ERROR_UNAUTHORIZED; code <= ROSTER_ERROR_SIGN_IN; code++)
    {
      g_autoptr (GError) error = g_error_new_literal (ROSTER_ERROR, code, "text");
      gboolean expected = code == ROSTER_ERROR_UNAUTHORIZED || code == ROSTER_ERROR_NO_KEY ||
                          code == ROSTER_ERROR_KEYRING_MISSING ||
                          code == ROSTER_ERROR_KEYRING_LOCKED || code == ROSTER_ERROR_KEYRING;

      g_assert_true (roster_error_is_about_key (error) == expected);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/error/advice", test_advice);
  g_test_add_func ("/error/remedy", test_remedy);
  g_test_add_func ("/error/is-about-key", test_is_about_key);
  return g_test_run ();
}
