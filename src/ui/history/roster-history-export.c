/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterHistoryExport: saves the history as a CSV file. */

#include "ui/history/roster-history-export.h"

#include <glib/gi18n-lib.h>

#include "core/base/roster-text.h"
#include "core/csv/roster-csv-file.h"
#include "ui/widgets/roster-export-folder.h"

struct _RosterHistoryExport
{
  GObject parent_instance;

  /* Owned */
  RosterHistoryList *list;
  RosterMessageBar *bar;
  GtkFileChooserNative *chooser; /* (nullable) while it is open */
  GSettings *settings;           /* (nullable) where the folder is kept */
  GCancellable *cancellable;     /* (nullable) while the folder is looked for */
};

G_DEFINE_FINAL_TYPE (RosterHistoryExport, roster_history_export, G_TYPE_OBJECT)

/* What the thread writes, and where to. */
typedef struct
{
  RosterHistory *history;
  GArray *positions;
  GFile *file;
} Job;

static void
job_free (Job *job)
{
  roster_history_unref (job->history);
  g_array_unref (job->positions);
  g_object_unref (job->file);
  g_free (job);
}

static void
write_file (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  g_autoptr (GString) text = g_string_new (ROSTER_HISTORY_CSV_HEADER "\n");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < job->positions->len; i++)
    roster_history_entry_append_csv (
        roster_history_get (job->history, g_array_index (job->positions, guint, i)), text,
        ROSTER_CSV_DEFAULT);
  if (roster_csv_file_save_text (job->file, text, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RosterHistoryExport *self = ROSTER_HISTORY_EXPORT (source);
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_file_get_parse_name (job->file);
  g_autofree char *shown = roster_text_display (path);
  g_autofree char *text = NULL;
  guint n = job->positions->len;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      roster_message_bar_show_error (self->bar, error);
      return;
    }
  roster_export_folder_keep (self->settings, job->file);
  text =
      g_strdup_printf (ngettext ("%'u change saved to %s", "%'u changes saved to %s", n), n, shown);
  roster_message_bar_show (self->bar, GTK_MESSAGE_INFO, text, NULL);
}

static void
on_chosen (RosterHistoryExport *self, int response)
{
  g_autoptr (GtkFileChooserNative) chooser = g_steal_pointer (&self->chooser);
  g_autoptr (GFile) file = NULL;

  if (response != GTK_RESPONSE_ACCEPT)
    return;
  file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  if (file != NULL)
    roster_history_export_save (self, file);
}

static void
roster_history_export_dispose (GObject *object)
{
  RosterHistoryExport *self = ROSTER_HISTORY_EXPORT (object);

  if (self->chooser != NULL)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->settings);
  g_clear_object (&self->list);
  g_clear_object (&self->bar);

  G_OBJECT_CLASS (roster_history_export_parent_class)->dispose (object);
}

static void
roster_history_export_class_init (RosterHistoryExportClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = roster_history_export_dispose;
}

static void
roster_history_export_init (RosterHistoryExport *self)
{
}

/**
 * roster_history_export_new:
 * @list: what is shown
 * @bar: where it is said how it went
 * @settings: (nullable): where the folder is kept that a list was last saved in
 *
 * Returns: (transfer full): an export
 */
RosterHistoryExport *
roster_history_export_new (RosterHistoryList *list, RosterMessageBar *bar, GSettings *settings)
{
  RosterHistoryExport *self = g_object_new (ROSTER_TYPE_HISTORY_EXPORT, NULL);

  self->list = g_object_ref (list);
  self->bar = g_object_ref (bar);
  g_set_object (&self->settings, settings);
  return self;
}

/* folder: (nullable): where a list was saved before */
static void
show_chooser (RosterHistoryExport *self, GFile *folder)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self->bar));
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *name = g_date_time_format (now, "Roster-History-%Y-%m-%d-%H-%M.csv");

  self->chooser = gtk_file_chooser_native_new (_ ("Save history"), GTK_WINDOW (root),
                                               GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  if (folder != NULL)
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (self->chooser), folder, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (on_chosen), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
on_folder_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RosterHistoryExport) self = user_data;
  g_autoptr (GFile) folder = roster_export_folder_find_finish (result);

  if (self->cancellable == NULL) /* the window has gone */
    return;
  g_clear_object (&self->cancellable);
  show_chooser (self, folder);
}

/** roster_history_export_ask: asks for a file, then saves. */
void
roster_history_export_ask (RosterHistoryExport *self)
{
  if (self->chooser != NULL || self->cancellable != NULL)
    return;
  self->cancellable = g_cancellable_new ();
  roster_export_folder_find_async (self->settings, self->cancellable, on_folder_found,
                                   g_object_ref (self));
}

/**
 * roster_history_export_save:
 * @self: an export
 * @file: where to
 *
 * Saves what is shown at this moment.
 */
void
roster_history_export_save (RosterHistoryExport *self, GFile *file)
{
  RosterHistoryIndex *index = roster_history_list_get_index (self->list);
  g_autoptr (GTask) task = g_task_new (self, NULL, on_written, NULL);
  Job *job;

  if (index == NULL)
    return;
  job = g_new0 (Job, 1);
  job->history = roster_history_ref (roster_history_index_get_history (index));
  job->positions = roster_history_list_dup_positions (self->list);
  job->file = g_object_ref (file);
  g_task_set_source_tag (task, roster_history_export_save);
  g_task_set_task_data (task, job, (GDestroyNotify)job_free);
  g_task_run_in_thread (task, write_file);
}
