/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes a text of addresses apart in a thread, so that a long one does not stop the window. */

#include "ui/changes/roster-address-check.h"

#include "core/recipients/roster-people-reader.h"

#include <string.h>

/**
 * roster_address_check_free:
 * @self: (transfer full): a check
 */
void
roster_address_check_free (RosterAddressCheck *self)
{
  g_clear_pointer (&self->people, roster_people_free);
  g_clear_pointer (&self->addresses, g_ptr_array_unref);
  g_free (self);
}

static void
check_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  RosterAddressCheck *result = g_new0 (RosterAddressCheck, 1);

  result->people = roster_people_new (ROSTER_PEOPLE_ADDRESSES);
  roster_people_reader_add_text (result->people, task_data);
  result->addresses = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < result->people->persons->len; i++)
    g_ptr_array_add (result->addresses,
                     roster_address_new_for_person (result->people->persons->pdata[i]));
  g_task_return_pointer (task, result, (GDestroyNotify)roster_address_check_free);
}

/**
 * roster_address_check_async:
 * @text: any text, see roster_people_reader_add_text()
 * @cancellable: (nullable): ends the call
 * @callback: what to call at the end
 * @user_data: for @callback
 *
 * Reads @text, in a thread.
 */
void
roster_address_check_async (const char *text,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (text != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, roster_address_check_async);
  g_task_set_task_data (task, g_strdup (text), g_free);
  g_task_run_in_thread (task, check_in_thread);
}

/**
 * roster_address_check_finish:
 * @result: the result
 * @error: where to say that it was cancelled
 *
 * Returns: (transfer full): what the text holds, or %NULL
 */
RosterAddressCheck *
roster_address_check_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* A cell of a table, in quotes where it needs them. */
static void
append_cell (GString *line, const char *text)
{
  const gboolean quoted = strpbrk (text, "\",;\t|'#") != NULL;

  g_string_append (line, quoted ? "\"" : "");
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (line, '"');
      g_string_append_c (line, *p);
    }
  g_string_append (line, quoted ? "\"" : "");
}

static void
append_row (GString *table, RosterAddress *address)
{
  const char *name = roster_address_get_name (address);

  append_cell (table, roster_address_get_email (address));
  g_string_append_c (table, ',');
  append_cell (table, name != NULL ? name : "");
  g_string_append_printf (table, ",%s\n", roster_address_get_role (address));
}

/**
 * roster_address_check_to_lines:
 * @addresses: (element-type RosterAddress): addresses
 *
 * Returns: (transfer full): a text that is read as the same again, one on a line, with the names
 *   they came with; those that came with a role make a table at its end
 */
char *
roster_address_check_to_lines (GPtrArray *addresses)
{
  g_autoptr (GString) table = g_string_new (NULL);
  GString *lines;

  g_return_val_if_fail (addresses != NULL, NULL);

  lines = g_string_new (NULL);
  for (guint i = 0; i < addresses->len; i++)
    {
      RosterAddress *address = g_ptr_array_index (addresses, i);
      g_autofree char *line = roster_address_to_text (address);

      if (roster_address_get_role (address) != NULL)
        append_row (table, address);
      else
        g_string_append_printf (lines, "%s\n", line);
    }
  if (table->len > 0)
    g_string_append_printf (lines, "%semail,name,role\n%s", lines->len > 0 ? "\n" : "", table->str);

  return g_string_free (lines, FALSE);
}
