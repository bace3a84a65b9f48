/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterHistoryWindow: the journal, to be read. */

#include "ui/history/roster-history-window.h"

#include <glib/gi18n-lib.h>

#include "core/queue/roster-undo.h"
#include "ui/history/roster-history-choices.h"
#include "ui/history/roster-history-columns.h"
#include "ui/history/roster-history-export.h"
#include "ui/history/roster-history-undo.h"
#include "ui/widgets/roster-single-tab-stop.h"
#include "ui/widgets/roster-weak-callback.h"

#define NARROW 620              /* pixels */
#define RELOAD_MILLISECONDS 250 /* several lines are written in a row */

struct _RosterHistoryWindow
{
  GtkWindow parent_instance;

  /* Template widgets */
  RosterMessageBar *bar;
  GtkEditable *search_entry;
  GtkDropDown *organization_choice;
  GtkDropDown *result_choice;
  GtkStack *stack;
  GtkLabel *failed_message;
  GtkLabel *failed_advice;
  GtkColumnView *column_view;
  GtkWidget *detail_box;
  GtkLabel *detail;
  GtkButton *undo_button;
  GtkLabel *status;

  /* Owned */
  RosterChangeQueue *queue;
  GListModel *organizations;
  RosterHistoryList *list;
  RosterHistoryIndex *index; /* (nullable) until it was read */
  GtkSingleSelection *selection;
  RosterHistoryExport *export;
  GSignalGroup *lock_signals; /* of the organization of the selected change */
  GPtrArray *keys; /* (element-type utf8): of the organizations to choose from, after “all” */

  guint reload_id;
  guint narrow_id;
  gboolean narrow;
  gboolean reading;
  gboolean read_again;
  gboolean filling; /* the choices are being made anew */
};

G_DEFINE_FINAL_TYPE (RosterHistoryWindow, roster_history_window, GTK_TYPE_WINDOW)

static RosterJournal *
get_journal (RosterHistoryWindow *self)
{
  return roster_change_queue_get_journal (self->queue);
}

/* What is shown */

static RosterHistoryFilter
get_filter (RosterHistoryWindow *self)
{
  return (RosterHistoryFilter){
    gtk_editable_get_text (self->search_entry),
    roster_history_choices_get (self->organization_choice, G_MAXUINT),
    roster_history_choices_get (self->result_choice, ROSTER_HISTORY_N_RESULTS),
  };
}

static const char *
choose_page (RosterHistoryWindow *self, guint n_shown)
{
  if (roster_history_get_n_entries (roster_history_index_get_history (self->index)) == 0)
    return "empty";
  return n_shown > 0 ? "list" : "nothing";
}

static char *
describe_status (RosterHistoryWindow *self, guint n_shown)
{
  RosterHistory *history = roster_history_index_get_history (self->index);
  guint n = roster_history_get_n_entries (history);
  guint n_damaged = roster_history_get_n_damaged (history);
  g_autofree char *count = n_shown == n
                               ? g_strdup_printf (ngettext ("%'u change", "%'u changes", n), n)
                               /* Translators: how many are shown of how many there are */
                               : g_strdup_printf (_ ("%1$'u of %2$'u changes"), n_shown, n);
  g_autofree char *damaged = NULL;

  if (n_damaged == 0)
    return g_steal_pointer (&count);
  damaged = g_strdup_printf (
      ngettext ("%'u damaged line of the journal is kept aside and not shown",
                "%'u damaged lines of the journal are kept aside and not shown", n_damaged),
      n_damaged);
  return g_strjoin (" · ", count, damaged, NULL);
}

static RosterHistoryItem *
get_selected (RosterHistoryWindow *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

static void
show_detail (RosterHistoryWindow *self)
{
  RosterHistoryItem *item = get_selected (self);
  g_autofree char *text = item != NULL ? roster_history_item_describe (item) : NULL;
  const char *obstacle =
      item != NULL
          ? roster_undo_find_obstacle (roster_history_item_get_entry (item), self->organizations)
          : NULL;

  g_signal_group_set_target (
      self->lock_signals, item != NULL
                              ? roster_undo_find_organization (roster_history_item_get_entry (item),
                                                               self->organizations)
                              : NULL);
  gtk_label_set_text (self->detail, text != NULL ? text : "");
  gtk_widget_set_visible (self->detail_box, item != NULL);
  /* Taking an addition back always asks before. */
  gtk_button_set_label (self->undo_button,
                        item != NULL &&
                                roster_history_item_get_entry (item)->kind == ROSTER_CHANGE_ADD
                            ? _ ("_Undo…")
                            : _ ("_Undo"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->undo_button), item != NULL && obstacle == NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->undo_button), obstacle);
}

static void
show_list (RosterHistoryWindow *self)
{
  RosterHistoryFilter filter = get_filter (self);
  g_autofree char *status = NULL;
  guint n_shown;

  if (self->index == NULL || self->filling)
    return;
  roster_history_list_show (self->list, self->index, &filter);
  n_shown = roster_history_list_get_n_shown (self->list);
  status = describe_status (self, n_shown);
  gtk_label_set_text (self->status, status);
  gtk_stack_set_visible_child_name (self->stack, choose_page (self, n_shown));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "history.export", n_shown > 0);
  show_detail (self);
}

/* Reading */

static void
show_failure (RosterHistoryWindow *self, const GError *error)
{
  gtk_label_set_text (self->failed_message, error->message);
  gtk_label_set_text (self->failed_advice, roster_error_get_advice (error));
  gtk_label_set_text (self->status, "");
  gtk_widget_set_visible (self->detail_box, FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "history.export", FALSE);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

static void read_journal (RosterHistoryWindow *self);

static void
on_read (GObject *journal, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RosterHistoryWindow) self = roster_weak_callback_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterHistoryIndex) index =
      roster_history_index_read_finish (ROSTER_JOURNAL (journal), result, &error);

  if (self == NULL)
    return;

  self->reading = FALSE;
  g_clear_pointer (&self->index, roster_history_index_unref);
  self->index = g_steal_pointer (&index);
  if (self->index != NULL)
    {
      self->filling = TRUE;
      roster_history_choices_fill_organizations (self->organization_choice, self->index,
                                                 self->keys);
      self->filling = FALSE;
      show_list (self);
    }
  else
    {
      show_failure (self, error);
    }
  if (self->read_again)
    read_journal (self);
}

static void
read_journal (RosterHistoryWindow *self)
{
  self->read_again = self->reading;
  if (self->reading)
    return;
  self->reading = TRUE;
  if (self->index == NULL)
    gtk_stack_set_visible_child_name (self->stack, "loading");
  roster_history_index_read_async (get_journal (self), on_read, roster_weak_callback_new (self));
}

static gboolean
on_reload (gpointer user_data)
{
  RosterHistoryWindow *self = user_data;

  self->reload_id = 0;
  read_journal (self);
  return G_SOURCE_REMOVE;
}

static void
on_journal_written (RosterHistoryWindow *self)
{
  if (self->reload_id == 0)
    self->reload_id = g_timeout_add (RELOAD_MILLISECONDS, on_reload, self);
}

/* rosterctl may have written to it meanwhile. */
static void
on_active (RosterHistoryWindow *self)
{
  if (gtk_window_is_active (GTK_WINDOW (self)) && self->index != NULL)
    on_journal_written (self);
}

/* Buttons */

static void
on_retry (RosterHistoryWindow *self)
{
  read_journal (self);
}

static void
on_clear (RosterHistoryWindow *self)
{
  gtk_editable_set_text (self->search_entry, "");
  gtk_drop_down_set_selected (self->organization_choice, 0);
  gtk_drop_down_set_selected (self->result_choice, 0);
}

/* Escape first shows everything again; where that is so already, it is the window’s. */
static void
on_stop_search (RosterHistoryWindow *self)
{
  if (*gtk_editable_get_text (self->search_entry) == '\0' &&
      gtk_drop_down_get_selected (self->organization_choice) == 0 &&
      gtk_drop_down_get_selected (self->result_choice) == 0)
    gtk_window_close (GTK_WINDOW (self));
  else
    on_clear (self);
}

static void
on_undo (RosterHistoryWindow *self)
{
  RosterHistoryItem *item = get_selected (self);

  if (item == NULL ||
      roster_undo_find_obstacle (roster_history_item_get_entry (item), self->organizations) != NULL)
    return;
  roster_message_bar_hide (self->bar);
  roster_history_undo (
      item,
      roster_undo_find_organization (roster_history_item_get_entry (item), self->organizations),
      self->queue, GTK_WIDGET (self->undo_button), self->bar);
}

static void
on_remedy (RosterHistoryWindow *self, guint remedy)
{
  roster_message_bar_hide (self->bar);
  if ((RosterRemedy)remedy == ROSTER_REMEDY_ENTER_KEY ||
      (RosterRemedy)remedy == ROSTER_REMEDY_EDIT_ACCOUNT)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.edit-account", NULL);
  else if ((RosterRemedy)remedy != ROSTER_REMEDY_NONE)
    on_undo (self);
}

/* An account is the business of the window that this one belongs to. */
static void
edit_account_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (widget));

  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), action_name, NULL);
}

static void
export_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  roster_history_export_ask (ROSTER_HISTORY_WINDOW (widget)->export);
}

static void
find_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (ROSTER_HISTORY_WINDOW (widget)->search_entry));
}

static void
reload_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  read_journal (ROSTER_HISTORY_WINDOW (widget));
}

/* The widget */

/* What is being allocated cannot be changed. */
static gboolean
on_narrow (gpointer user_data)
{
  RosterHistoryWindow *self = user_data;

  self->narrow_id = 0;
  roster_history_columns_set_narrow (self->column_view, self->narrow);
  return G_SOURCE_REMOVE;
}

static void
roster_history_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RosterHistoryWindow *self = ROSTER_HISTORY_WINDOW (widget);

  if (self->narrow != (width < NARROW))
    {
      self->narrow = width < NARROW;
      if (self->narrow_id == 0)
        self->narrow_id = g_idle_add (on_narrow, self);
    }

  GTK_WIDGET_CLASS (roster_history_window_parent_class)
      ->size_allocate (widget, width, height, baseline);
}

static void
roster_history_window_dispose (GObject *object)
{
  RosterHistoryWindow *self = ROSTER_HISTORY_WINDOW (object);

  g_clear_handle_id (&self->reload_id, g_source_remove);
  g_clear_handle_id (&self->narrow_id, g_source_remove);
  g_clear_object (&self->export);
  g_clear_object (&self->lock_signals);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  g_clear_pointer (&self->index, roster_history_index_unref);
  g_clear_object (&self->organizations);

  G_OBJECT_CLASS (roster_history_window_parent_class)->dispose (object);
}

static void
roster_history_window_finalize (GObject *object)
{
  RosterHistoryWindow *self = ROSTER_HISTORY_WINDOW (object);

  g_clear_object (&self->queue);
  g_ptr_array_unref (self->keys);

  G_OBJECT_CLASS (roster_history_window_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/roster/Roster/roster-history-window.ui");
#define bind(child) gtk_widget_class_bind_template_child (widget_class, RosterHistoryWindow, child)
  bind (bar);
  bind (search_entry);
  bind (organization_choice);
  bind (result_choice);
  bind (stack);
  bind (failed_message);
  bind (failed_advice);
  bind (column_view);
  bind (detail_box);
  bind (detail);
  bind (undo_button);
  bind (status);
#undef bind
  gtk_widget_class_bind_template_callback (widget_class, show_list);
  gtk_widget_class_bind_template_callback (widget_class, on_retry);
  gtk_widget_class_bind_template_callback (widget_class, on_clear);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
  gtk_widget_class_bind_template_callback (widget_class, on_undo);
  gtk_widget_class_bind_template_callback (widget_class, on_remedy);
}

static void
roster_history_window_class_init (RosterHistoryWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = roster_history_window_dispose;
  object_class->finalize = roster_history_window_finalize;
  widget_class->size_allocate = roster_history_window_size_allocate;

  g_type_ensure (ROSTER_TYPE_MESSAGE_BAR);
  g_type_ensure (ROSTER_TYPE_SINGLE_TAB_STOP);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "win.edit-account", NULL, edit_account_activated);
  gtk_widget_class_install_action (widget_class, "history.export", NULL, export_activated);
  gtk_widget_class_install_action (widget_class, "history.find", NULL, find_activated);
  gtk_widget_class_install_action (widget_class, "history.reload", NULL, reload_activated);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "history.export",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "history.find",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "history.reload", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
roster_history_window_init (RosterHistoryWindow *self)
{
  self->keys = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  roster_history_columns_append (self->column_view);
  roster_history_choices_fill_results (self->result_choice);

  self->list = roster_history_list_new ();
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->list)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_column_view_set_model (self->column_view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (show_detail), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (on_active), NULL);
  self->lock_signals = g_signal_group_new (ROSTER_TYPE_ORGANIZATION);
  g_signal_group_connect_object (self->lock_signals, "notify::read-only", G_CALLBACK (show_detail),
                                 self, G_CONNECT_SWAPPED);
}

/**
 * roster_history_window_new:
 * @parent: the window it belongs to; it goes with it
 * @queue: whose journal is shown, and what is undone through
 * @organizations: (element-type RosterOrganization): where changes can be taken back
 * @settings: (nullable): where the folder is kept that a list was last saved in
 *
 * Returns: (transfer none): a window, owned by GTK; to be presented
 */
GtkWindow *
roster_history_window_new (GtkWindow *parent,
                           RosterChangeQueue *queue,
                           GListModel *organizations,
                           GSettings *settings)
{
  RosterHistoryWindow *self;

  g_return_val_if_fail (ROSTER_IS_CHANGE_QUEUE (queue), NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (organizations), NULL);

  self = g_object_new (ROSTER_TYPE_HISTORY_WINDOW, "transient-for", parent, NULL);
  self->queue = g_object_ref (queue);
  self->organizations = g_object_ref (organizations);
  self->export = roster_history_export_new (self->list, self->bar, settings);
  g_signal_connect_object (organizations, "items-changed", G_CALLBACK (show_detail), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_journal (self), "written", G_CALLBACK (on_journal_written), self,
                           G_CONNECT_SWAPPED);
  read_journal (self);
  return GTK_WINDOW (self);
}

/**
 * roster_history_window_export:
 * @self: a window
 * @file: where to
 *
 * Saves what is shown as a CSV file, and says in the window how it went.
 */
void
roster_history_window_export (RosterHistoryWindow *self, GFile *file)
{
  g_return_if_fail (ROSTER_IS_HISTORY_WINDOW (self));

  roster_history_export_save (self->export, file);
}
