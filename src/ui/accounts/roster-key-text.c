/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/accounts/roster-key-text.h"

#include <string.h>

/**
 * roster_key_text_dup:
 * @entry: where a key was typed or pasted
 *
 * Returns: (transfer full) (nullable): the key without the blanks round it, or %NULL where there is
 *   none
 */
SecretValue *
roster_key_text_dup (GtkPasswordEntry *entry)
{
  const char *start;
  gsize length;

  g_return_val_if_fail (GTK_IS_PASSWORD_ENTRY (entry), NULL);

  start = gtk_editable_get_text (GTK_EDITABLE (entry));
  while (g_ascii_isspace (*start))
    start++;
  length = strlen (start);
  while (length > 0 && g_ascii_isspace (start[length - 1]))
    length--;

  return length > 0 ? secret_value_new (start, (gssize)length, "text/plain") : NULL;
}
