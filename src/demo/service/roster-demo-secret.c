/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "demo/service/roster-demo-secret.h"

#include <sys/random.h>

#define TOKEN_BYTES 24

/**
 * roster_demo_secret_new:
 *
 * Returns: (transfer full): letters and digits that nobody can guess, others at each call
 */
char *
roster_demo_secret_new (void)
{
  guint8 bytes[TOKEN_BYTES];
  GString *token = g_string_new (NULL);

  if (getrandom (bytes, sizeof bytes, 0) != (gssize)sizeof bytes)
    g_error ("The system gives no random numbers.");
  for (gsize i = 0; i < sizeof bytes; i++)
    g_string_append_printf (token, "%02x", bytes[i]);
  return g_string_free (token, FALSE);
}
