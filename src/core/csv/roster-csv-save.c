/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saves members of a table as a CSV file, in a thread. */

#include "core/csv/roster-csv-save.h"

#include "core/csv/roster-csv-file.h"

#define ROWS_PER_CHECK 1024

typedef struct
{
  GFile *file;
  RosterMemberTable *table;
  GArray *rows; /* (nullable) */
  RosterCsvFlags flags;
} SaveData;

static void
save_data_free (SaveData *data)
{
  g_clear_object (&data->file);
  g_clear_pointer (&data->table, roster_member_table_unref);
  g_clear_pointer (&data->rows, g_array_unref);
  g_free (data);
}

static gboolean
save_rows (SaveData *data, guint n_rows, GCancellable *cancellable, GError **error)
{
  g_autoptr (RosterCsvFile) out = roster_csv_file_open (data->file, data->flags, error);

  if (out == NULL)
    return FALSE;

  for (guint i = 0; i < n_rows; i++)
    {
      guint row = data->rows != NULL ? g_array_index (data->rows, guint32, i) : i;

      if (i % ROWS_PER_CHECK == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (!roster_csv_file_append (out, roster_member_table_get (data->table, row), error))
        return FALSE;
    }

  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !roster_csv_file_commit (out, error))
    return FALSE;
  g_set_object (&data->file, roster_csv_file_get_file (out));
  return TRUE;
}

static void
save_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  SaveData *data = task_data;
  guint n_rows =
      data->rows != NULL ? data->rows->len : roster_member_table_get_n_members (data->table);
  GError *error = NULL;

  if (save_rows (data, n_rows, cancellable, &error))
    g_task_return_int (task, n_rows);
  else
    g_task_return_error (task, error);
}

static gboolean
rows_exist (RosterMemberTable *table, GArray *rows)
{
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    if (g_array_index (rows, guint32, i) >= roster_member_table_get_n_members (table))
      return FALSE;

  return TRUE;
}

void
roster_csv_save_async (GFile *file,
                       RosterMemberTable *table,
                       GArray *rows,
                       RosterCsvFlags flags,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  SaveData *data;

  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (table != NULL);
  g_return_if_fail (rows_exist (table, rows));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, roster_csv_save_async);
  g_task_set_check_cancellable (task, FALSE); /* what is written is written */

  data = g_new0 (SaveData, 1);
  data->file = g_object_ref (file);
  data->table = roster_member_table_ref (table);
  data->rows = rows != NULL ? g_array_ref (rows) : NULL;
  data->flags = flags;
  g_task_set_task_data (task, data, (GDestroyNotify)save_data_free);

  g_task_run_in_thread (task, save_in_thread);
}

gboolean
roster_csv_save_finish (GAsyncResult *result, guint *n_written, GError **error)
{
  gssize n;

  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, roster_csv_save_async), FALSE);

  n = g_task_propagate_int (G_TASK (result), error);
  if (n_written != NULL)
    *n_written = n >= 0 ? (guint)n : 0;

  return n >= 0;
}

GFile *
roster_csv_save_get_file (GAsyncResult *result)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, roster_csv_save_async), NULL);

  return ((const SaveData *)g_task_get_task_data (G_TASK (result)))->file;
}
