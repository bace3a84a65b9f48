/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes a text of addresses apart in a thread, so that a long one does not stop the window. */

#include "roster-address-check.h"

#include <string.h>

typedef struct
{
  char *text;
  RosterMemberTable *table; /* (nullable) */
} Check;

static void
check_free (gpointer data)
{
  Check *check = data;

  g_free (check->text);
  g_clear_pointer (&check->table, roster_member_table_unref);
  g_free (check);
}

static void
check_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Check *check = task_data;

  g_task_return_pointer (task, roster_address_parse_list (check->text, check->table),
                         (GDestroyNotify)g_ptr_array_unref);
}

/**
 * roster_address_check_async:
 * @text: any text, see roster_address_parse_list()
 * @table: (nullable): the members, where they are known
 * @cancellable: (nullable): ends the call
 * @callback: what to call at the end
 * @user_data: for @callback
 *
 * Does what roster_address_parse_list() does, in a thread.
 */
void
roster_address_check_async (const char *text,
                            RosterMemberTable *table,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Check *check;

  g_return_if_fail (text != NULL);

  check = g_new0 (Check, 1);
  check->text = g_strdup (text);
  check->table = table != NULL ? roster_member_table_ref (table) : NULL;
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, roster_address_check_async);
  g_task_set_task_data (task, check, check_free);
  g_task_run_in_thread (task, check_in_thread);
}

/**
 * roster_address_check_finish:
 * @result: the result
 * @error: where to say that it was cancelled
 *
 * Returns: (transfer full) (element-type RosterAddress): the addresses, or %NULL
 */
GPtrArray *
roster_address_check_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * roster_address_check_to_lines:
 * @addresses: (element-type RosterAddress): addresses
 *
 * Returns: (transfer full): the same as a text, one on a line, with the names they came with
 */
char *
roster_address_check_to_lines (GPtrArray *addresses)
{
  GString *lines;

  g_return_val_if_fail (addresses != NULL, NULL);

  lines = g_string_new (NULL);
  for (guint i = 0; i < addresses->len; i++)
    {
      RosterAddress *address = g_ptr_array_index (addresses, i);
      const char *name = roster_address_get_name (address);

      /* A name that would have to be quoted is left out: only the address is sent. */
      if (name != NULL && strpbrk (name, "\",;<>\n") == NULL)
        g_string_append_printf (lines, "%s <%s>\n", name, roster_address_get_email (address));
      else
        g_string_append_printf (lines, "%s\n", roster_address_get_email (address));
    }
  return g_string_free (lines, FALSE);
}
