/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/widgets/roster-export-folder.h"

#define SETTING "export-folder"

/**
 * roster_export_folder_keep:
 * @settings: (nullable): with the key `export-folder`; %NULL keeps nothing
 * @file: what was saved
 *
 * Remembers the folder of @file.
 */
void
roster_export_folder_keep (GSettings *settings, GFile *file)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *uri = folder != NULL ? g_file_get_uri (folder) : NULL;
  g_autofree char *before = NULL;

  if (settings == NULL || uri == NULL)
    return;
  before = g_settings_get_string (settings, SETTING);
  if (!g_str_equal (before, uri))
    g_settings_set_string (settings, SETTING, uri);
}

static void
on_info (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, NULL);

  if (info != NULL && g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
    g_task_return_pointer (task, g_object_ref (source), g_object_unref);
  else
    g_task_return_pointer (task, NULL, NULL);
}

/**
 * roster_export_folder_find_async:
 * @settings: (nullable): with the key `export-folder`
 * @cancellable: (nullable): ends the search
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Looks whether the folder that is kept is still there: it may be on a disk that was unplugged, or
 * on a server that does not answer.
 */
void
roster_export_folder_find_async (GSettings *settings,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autofree char *uri = settings != NULL ? g_settings_get_string (settings, SETTING) : NULL;
  g_autoptr (GFile) folder = NULL;

  g_task_set_source_tag (task, roster_export_folder_find_async);
  if (uri == NULL || *uri == '\0')
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }
  folder = g_file_new_for_uri (uri);
  g_file_query_info_async (folder, G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE,
                           G_PRIORITY_DEFAULT, cancellable, on_info, g_steal_pointer (&task));
}

/**
 * roster_export_folder_find_finish:
 * @result: what the callback was given
 *
 * Returns: (transfer full) (nullable): the folder; %NULL where none is kept or it is gone
 */
GFile *
roster_export_folder_find_finish (GAsyncResult *result)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, roster_export_folder_find_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}
