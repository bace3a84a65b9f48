/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterExport: saves members as a CSV file. */

#include "ui/page/roster-export.h"

#include <glib/gi18n-lib.h>

#include "core/base/roster-text.h"
#include "core/csv/roster-csv-name.h"
#include "core/csv/roster-csv-save.h"
#include "ui/widgets/roster-export-folder.h"

#define CHOICE "members"

static const char *const scope_ids[] = {
  [ROSTER_EXPORT_ALL] = "all",
  [ROSTER_EXPORT_SHOWN] = "shown",
  [ROSTER_EXPORT_SELECTED] = "selected",
};

struct _RosterExport
{
  GObject parent_instance;

  /* Owned */
  RosterOrganization *organization;
  RosterMemberView *view;
  RosterMessageBar *bar;
  GSettings *settings;           /* (nullable) */
  GtkFileChooserNative *chooser; /* (nullable) while it is open */
  GCancellable *cancellable;

  /* What was said last, for another try. Owned. */
  GFile *file; /* (nullable) */
  RosterExportScope scope;
  gboolean failed;

  /* What the open chooser was opened with. */
  char *name; /* owned, (nullable) */
  char *id;   /* owned, (nullable): of the organization, where the name needs it */
  RosterExportScope offered;

  gint64 since;     /* when the last one began to be written, monotonic microseconds */
  gboolean looking; /* for the folder, before the chooser is shown */
};

enum
{
  ENDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RosterExport, roster_export, G_TYPE_OBJECT)

/* Opening the folder */

static void
on_folder_opened (GObject *source_object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RosterExport) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *reason = NULL;
  g_autofree char *text = NULL;

  if (g_app_info_launch_default_for_uri_finish (result, &error) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  reason = roster_text_dup_sentence (error->message);
  /* Translators: %s is the system’s reason, a sentence */
  text = g_strdup_printf (_ ("The folder cannot be opened: %s"), reason);
  roster_message_bar_show (self->bar, GTK_MESSAGE_WARNING, text, NULL);
}

static void
open_folder (RosterExport *self)
{
  g_autoptr (GFile) folder = g_file_get_parent (self->file);
  g_autofree char *uri = g_file_get_uri (folder);
  g_autoptr (GdkAppLaunchContext) context =
      gdk_display_get_app_launch_context (gtk_widget_get_display (GTK_WIDGET (self->bar)));

  g_app_info_launch_default_for_uri_async (uri, G_APP_LAUNCH_CONTEXT (context), self->cancellable,
                                           on_folder_opened, g_object_ref (self));
}

static void
on_remedy (RosterExport *self)
{
  if (self->failed)
    {
      roster_message_bar_hide (self->bar);
      roster_export_ask (self);
    }
  else if (self->file != NULL)
    {
      open_folder (self);
    }
}

/* Writing */

static void
show_saved (RosterExport *self, guint n)
{
  g_autofree char *path = g_file_get_parse_name (self->file);
  g_autofree char *shown = roster_text_display (path);
  g_autofree char *text =
      g_strdup_printf (ngettext ("%'u member saved to %s", "%'u members saved to %s", n), n, shown);

  roster_export_folder_keep (self->settings, self->file);
  roster_message_bar_show (self->bar, GTK_MESSAGE_INFO, text, _ ("_Open folder"));
}

static void
on_saved (GObject *source_object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RosterExport) self = user_data;
  g_autoptr (GError) error = NULL;
  gint64 milliseconds = (g_get_monotonic_time () - self->since) / 1000;
  guint n = 0;

  self->failed = !roster_csv_save_finish (result, &n, &error);
  if (self->failed)
    roster_message_bar_show_error (self->bar, error);
  else
    {
      g_set_object (&self->file, roster_csv_save_get_file (result));
      show_saved (self, n);
    }
  g_signal_emit (self, signals[ENDED], 0, self->failed ? -1 : (int)n, (guint)milliseconds);
}

static void
save (RosterExport *self, GFile *file, RosterExportScope scope, RosterCsvFlags flags)
{
  RosterMemberTable *table = roster_member_view_get_table (self->view);
  g_autoptr (GArray) rows = NULL;

  if (table == NULL)
    return;
  if (scope == ROSTER_EXPORT_SHOWN)
    rows = roster_member_view_dup_shown_rows (self->view);
  else if (scope == ROSTER_EXPORT_SELECTED)
    rows = roster_member_selection_dup_rows (roster_member_view_get_selection (self->view));

  g_set_object (&self->file, file);
  self->scope = scope;
  self->failed = FALSE;
  self->since = g_get_monotonic_time ();
  roster_message_bar_hide (self->bar);
  roster_csv_save_async (file, table, rows, flags, self->cancellable, on_saved,
                         g_object_ref (self));
}

/* Asking */

static guint
get_n_members (RosterExport *self, RosterExportScope scope)
{
  switch (scope)
    {
    case ROSTER_EXPORT_SELECTED:
      return roster_member_selection_count_shown (roster_member_view_get_selection (self->view));
    case ROSTER_EXPORT_SHOWN:
      return roster_member_view_get_n_shown (self->view);
    case ROSTER_EXPORT_ALL:
    default:
      return roster_member_view_get_count (self->view, ROSTER_FILTER_ALL);
    }
}

static char *
dup_scope_label (RosterExport *self, RosterExportScope scope)
{
  guint n = get_n_members (self, scope);

  switch (scope)
    {
    case ROSTER_EXPORT_SELECTED:
      return g_strdup_printf (ngettext ("The %'u selected", "The %'u selected", n), n);
    case ROSTER_EXPORT_SHOWN:
      return g_strdup_printf (ngettext ("The %'u shown", "The %'u shown", n), n);
    case ROSTER_EXPORT_ALL:
    default:
      return g_strdup_printf (ngettext ("All %'u member", "All %'u members", n), n);
    }
}

static gboolean
is_possible (RosterExport *self, RosterExportScope scope)
{
  if (scope == ROSTER_EXPORT_SHOWN)
    return roster_member_query_is_narrowed (roster_member_view_get_query (self->view)) &&
           get_n_members (self, scope) > 0;
  return scope == ROSTER_EXPORT_ALL || get_n_members (self, scope) > 0;
}

/* The one that is meant most likely comes first: gtk_file_chooser_set_choice() does nothing for a
 * choice with several options in GTK 4.8, where the first one is what is chosen. */
static void
add_choice (RosterExport *self, GtkFileChooser *chooser, RosterExportScope first)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (scope_ids); i++)
    {
      RosterExportScope scope = (first + i) % G_N_ELEMENTS (scope_ids);

      if (!is_possible (self, scope))
        continue;
      g_ptr_array_add (ids, (gpointer)scope_ids[scope]);
      g_ptr_array_add (labels, dup_scope_label (self, scope));
    }
  g_ptr_array_add (ids, NULL);
  g_ptr_array_add (labels, NULL);

  gtk_file_chooser_add_choice (chooser, CHOICE, _ ("Members"), (const char **)ids->pdata,
                               (const char **)labels->pdata);
  gtk_file_chooser_set_choice (chooser, CHOICE, scope_ids[first]);
}

static void
add_filter (GtkFileChooser *chooser, const char *name, const char *pattern)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  gtk_file_filter_add_pattern (filter, pattern);
  gtk_file_chooser_add_filter (chooser, filter);
}

static RosterExportScope
get_chosen_scope (GtkFileChooser *chooser)
{
  const char *id = gtk_file_chooser_get_choice (chooser, CHOICE);

  for (guint i = 0; i < G_N_ELEMENTS (scope_ids); i++)
    if (g_strcmp0 (id, scope_ids[i]) == 0)
      return (RosterExportScope)i;
  return ROSTER_EXPORT_ALL;
}

/* What the file's name says of the members in it, in English as the scripts' names are. */
static char *
dup_whom (RosterExport *self, RosterExportScope scope)
{
  const RosterMemberQuery *query = roster_member_view_get_query (self->view);
  const gboolean is_filtered = query->filter != ROSTER_FILTER_ALL;
  const gboolean is_searched = query->words != NULL && *query->words != '\0';
  g_autofree char *filter =
      g_strdelimit (g_strdup (roster_filter_get_info (query->filter)->title), " ", '-');

  if (scope == ROSTER_EXPORT_ALL)
    return g_strdup (ROSTER_CSV_NAME_ALL);
  if (scope == ROSTER_EXPORT_SELECTED)
    return g_strdup ("Selected");
  return g_strconcat (is_filtered ? filter : "", is_filtered && is_searched ? "-" : "",
                      is_searched || !is_filtered ? "Found" : "", NULL);
}

static char *
suggest_name (RosterExport *self, RosterExportScope scope)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *whom = dup_whom (self, scope);

  return roster_csv_name_suggest (roster_organization_get_name (self->organization), self->id, whom,
                                  now);
}

/* Where the members were chosen anew and the name was left as it was offered, it says what is
 * chosen now. The dialog has not asked whether such a file may be replaced, so none is. */
static void
save_chosen (RosterExport *self, GFile *file, RosterExportScope scope)
{
  g_autofree char *basename = g_file_get_basename (file);
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *name = suggest_name (self, scope);
  g_autoptr (GFile) renamed = NULL;

  if (g_strcmp0 (basename, self->name) == 0 && scope != self->offered && folder != NULL)
    {
      renamed = g_file_get_child (folder, name);
      save (self, renamed, scope, ROSTER_CSV_KEEP_OLD);
    }
  else
    save (self, file, scope, ROSTER_CSV_DEFAULT);
}

static void
on_chosen (RosterExport *self, int response)
{
  g_autoptr (GtkFileChooserNative) chooser = g_steal_pointer (&self->chooser);

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));

      if (file != NULL)
        save_chosen (self, file, get_chosen_scope (GTK_FILE_CHOOSER (chooser)));
    }
}

/* The name that failed is offered again: a full disk must not cost what was typed. */
static void
suggest_file (RosterExport *self, GtkFileChooser *chooser, GFile *kept, RosterExportScope scope)
{
  g_autoptr (GFile) last = self->file != NULL ? g_file_get_parent (self->file) : NULL;
  GFile *folder = last != NULL ? last : kept;
  g_autofree char *name = NULL;

  g_free (self->name);
  self->name = suggest_name (self, scope);
  if (folder != NULL)
    gtk_file_chooser_set_current_folder (chooser, folder, NULL);
  name = self->failed ? g_file_get_basename (self->file) : g_strdup (self->name);
  gtk_file_chooser_set_current_name (chooser, name);
}

static void
roster_export_dispose (GObject *object)
{
  RosterExport *self = ROSTER_EXPORT (object);

  g_cancellable_cancel (self->cancellable);
  if (self->chooser != NULL)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
  g_clear_object (&self->organization);
  g_clear_object (&self->view);
  g_clear_object (&self->bar);
  g_clear_object (&self->file);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (roster_export_parent_class)->dispose (object);
}

static void
roster_export_finalize (GObject *object)
{
  g_clear_object (&ROSTER_EXPORT (object)->cancellable);
  g_free (ROSTER_EXPORT (object)->name);
  g_free (ROSTER_EXPORT (object)->id);

  G_OBJECT_CLASS (roster_export_parent_class)->finalize (object);
}

static void
roster_export_class_init (RosterExportClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = roster_export_dispose;
  G_OBJECT_CLASS (klass)->finalize = roster_export_finalize;

  signals[ENDED] = g_signal_new ("ended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_UINT);
}

static void
roster_export_init (RosterExport *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * roster_export_new:
 * @organization: whose members are saved
 * @view: which of them are shown and selected
 * @bar: where the result is said; its signal "remedy" belongs to the export
 * @settings: (nullable): where the folder is kept
 *
 * Returns: (transfer full): an export that has not begun
 */
RosterExport *
roster_export_new (RosterOrganization *organization,
                   RosterMemberView *view,
                   RosterMessageBar *bar,
                   GSettings *settings)
{
  RosterExport *self = g_object_new (ROSTER_TYPE_EXPORT, NULL);

  self->organization = g_object_ref (organization);
  self->view = g_object_ref (view);
  self->bar = g_object_ref (bar);
  g_set_object (&self->settings, settings);
  g_signal_connect_object (bar, "remedy", G_CALLBACK (on_remedy), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * roster_export_get_default_scope:
 * @self: an export
 *
 * Returns: what is meant most likely: the selected, where somebody is selected, else the shown,
 *   where a search or filter is on, else all
 */
RosterExportScope
roster_export_get_default_scope (RosterExport *self)
{
  if (is_possible (self, ROSTER_EXPORT_SELECTED))
    return ROSTER_EXPORT_SELECTED;
  return is_possible (self, ROSTER_EXPORT_SHOWN) ? ROSTER_EXPORT_SHOWN : ROSTER_EXPORT_ALL;
}

/* folder: (nullable): where a list was saved in an earlier run */
static void
show_chooser (RosterExport *self, GFile *folder)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self->bar));
  RosterExportScope scope = roster_export_get_default_scope (self);
  g_autofree char *shown = NULL;
  g_autofree char *title = NULL;

  if (self->failed && is_possible (self, self->scope))
    scope = self->scope;

  shown = roster_text_display (roster_organization_get_name (self->organization));
  title = g_strdup_printf (_ ("Save members of %s"), shown);
  self->chooser =
      gtk_file_chooser_native_new (title, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                   GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  self->offered = scope;
  suggest_file (self, GTK_FILE_CHOOSER (self->chooser), folder, scope);
  add_choice (self, GTK_FILE_CHOOSER (self->chooser), scope);
  add_filter (GTK_FILE_CHOOSER (self->chooser), _ ("CSV files"), "*.csv");
  add_filter (GTK_FILE_CHOOSER (self->chooser), _ ("All files"), "*");
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (on_chosen), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
on_folder_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RosterExport) self = user_data;
  g_autoptr (GFile) folder = roster_export_folder_find_finish (result);

  self->looking = FALSE;
  if (self->view != NULL && roster_member_view_get_table (self->view) != NULL)
    show_chooser (self, folder);
}

/** roster_export_set_file_id: id (nullable): is to stand in the names of files that are suggested
 */
void
roster_export_set_file_id (RosterExport *self, const char *id)
{
  g_free (self->id);
  self->id = g_strdup (id);
}

/**
 * roster_export_ask:
 * @self: an export
 *
 * Asks for a file and which members, then saves. After a failure, what was chosen is offered again.
 */
void
roster_export_ask (RosterExport *self)
{
  if (self->chooser != NULL || self->looking || roster_member_view_get_table (self->view) == NULL)
    return;
  if (self->settings == NULL || self->file != NULL)
    {
      show_chooser (self, NULL);
      return;
    }
  self->looking = TRUE;
  roster_export_folder_find_async (self->settings, self->cancellable, on_folder_found,
                                   g_object_ref (self));
}

/**
 * roster_export_save:
 * @self: an export
 * @file: where to
 * @scope: which members
 *
 * Saves, in a thread, and says in the bar how it went. The members are those of this moment.
 */
void
roster_export_save (RosterExport *self, GFile *file, RosterExportScope scope)
{
  g_return_if_fail (ROSTER_IS_EXPORT (self));
  g_return_if_fail (G_IS_FILE (file));

  save (self, file, scope, ROSTER_CSV_DEFAULT);
}
