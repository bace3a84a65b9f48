/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterAddDialog: adds people who have a user id already. */

#include "ui/changes/roster-add-dialog.h"

#include "ui/changes/roster-id-check.h"
#include "ui/changes/roster-known-person-picker.h"
#include "ui/changes/roster-known-person-search.h"
#include "ui/changes/roster-recipients-entry.h"
#include "ui/widgets/roster-role-chooser.h"

#include <glib/gi18n-lib.h>

struct _RosterAddDialog
{
  RosterChangeDialog parent_instance;

  /* Template widgets */
  GtkStack *pages;
  RosterKnownPersonPicker *picker;
  RosterRecipientsEntry *entry;
  RosterRoleChooser *role;

  guint n_left;           /* of the last run, to be tried again */
  gboolean shows_problem; /* the message bar says why nothing of the text can be used */

  /* Owned */
  GPtrArray *sources;        /* of RosterOrganization: the others */
  GCancellable *cancellable; /* (nullable): of the search that runs */
  RosterIdCheck *ids;        /* (nullable): the text, as checked last */
};

G_DEFINE_FINAL_TYPE (RosterAddDialog, roster_add_dialog, ROSTER_TYPE_CHANGE_DIALOG)

static RosterOrganization *
get_organization (RosterAddDialog *self)
{
  return roster_change_dialog_get_organization (ROSTER_CHANGE_DIALOG (self));
}

static gboolean
is_picking (RosterAddDialog *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), "pick") == 0;
}

static const char *
get_role (RosterAddDialog *self)
{
  return roster_role_to_string (roster_role_chooser_get_role (self->role));
}

static guint
count_sendable (RosterAddDialog *self)
{
  g_autoptr (GPtrArray) checked = NULL;

  if (!is_picking (self))
    return self->ids != NULL ? roster_plan_count_ready (self->ids->plan) : 0;
  checked = roster_known_person_picker_list_checked (self->picker);
  return checked->len;
}

static const char *
find_obstacle (RosterAddDialog *self, guint n)
{
  if (roster_organization_get_own_role (get_organization (self)) == ROSTER_ROLE_READER)
    return _ ("This account is a reader here, and readers cannot add anybody.");
  if (n > 0)
    return NULL;
  if (is_picking (self))
    return _ ("Choose at least one person.");
  if (self->ids != NULL && self->ids->problem != NULL)
    return self->ids->problem;
  if (self->ids == NULL || g_list_model_get_n_items (self->ids->items) == 0)
    return _ ("Type, paste or drop at least one user id.");
  return _ ("None of these ids can be added.");
}

static char *
describe_note (RosterAddDialog *self, guint n_sendable)
{
  g_autofree char *left_out = NULL;
  guint n;

  if (roster_organization_get_own_role (get_organization (self)) == ROSTER_ROLE_READER)
    return g_strdup (find_obstacle (self, n_sendable));
  if (is_picking (self))
    {
      n = roster_known_person_picker_count_hidden (self->picker);
      if (n > 0)
        return g_strdup_printf (ngettext ("%u who is chosen is hidden by the search.",
                                          "%u who are chosen are hidden by the search.", n),
                                n);
      return NULL;
    }
  n = self->ids != NULL ? g_list_model_get_n_items (self->ids->items) - n_sendable : 0;
  if (n > 0)
    left_out = g_strdup_printf (ngettext ("%u id is left out.", "%u ids are left out.", n), n);
  if (self->ids == NULL || self->ids->left_out == NULL)
    return g_steal_pointer (&left_out);
  if (left_out == NULL)
    return g_strdup (self->ids->left_out);
  return g_strjoin (" ", left_out, self->ids->left_out, NULL);
}

static void
show_editing (RosterAddDialog *self)
{
  RosterDialogFooter *footer = roster_change_dialog_get_footer (ROSTER_CHANGE_DIALOG (self));
  guint n = count_sendable (self);
  g_autofree char *many = g_strdup_printf (ngettext ("Add %u person", "Add %u people", n), n);
  g_autofree char *note = describe_note (self, n);

  roster_dialog_footer_set_action (footer, n > 0 ? many : _ ("Add"), find_obstacle (self, n));
  roster_dialog_footer_set_note (footer, note);
}

static void
show_result (RosterAddDialog *self)
{
  RosterDialogFooter *footer = roster_change_dialog_get_footer (ROSTER_CHANGE_DIALOG (self));
  g_autofree char *again =
      g_strdup_printf (ngettext ("Try %u again…", "Try %u again…", self->n_left), self->n_left);

  roster_dialog_footer_set_action (footer, self->n_left > 0 ? again : NULL, NULL);
  roster_dialog_footer_set_note (footer, NULL);
}

static void
roster_add_dialog_update (RosterChangeDialog *dialog)
{
  RosterAddDialog *self = ROSTER_ADD_DIALOG (dialog);

  roster_role_chooser_set_own_role (self->role,
                                    roster_organization_get_own_role (get_organization (self)));
  if (roster_change_dialog_get_state (dialog) == ROSTER_CHANGE_DIALOG_RESULT)
    show_result (self);
  else
    show_editing (self);
}

static void
picked (RosterAddDialog *self)
{
  roster_add_dialog_update (ROSTER_CHANGE_DIALOG (self));
}

static const char *
name_of_id (const char *id, gpointer user_data)
{
  RosterAddDialog *self = user_data;
  RosterMemberTable *table = roster_organization_get_table (get_organization (self));
  guint row = table != NULL ? roster_member_table_find_id (table, id) : G_MAXUINT;
  RosterKnownPerson *candidate;

  if (row != G_MAXUINT)
    return roster_member_get_label (roster_member_table_get (table, row));
  candidate = roster_known_person_picker_find (self->picker, id);
  if (candidate == NULL)
    return NULL;
  return roster_member_get_label (roster_known_person_get_member (candidate));
}

static void
show_page (RosterAddDialog *self)
{
  RosterChangeDialog *dialog = ROSTER_CHANGE_DIALOG (self);

  if (roster_change_dialog_get_state (dialog) == ROSTER_CHANGE_DIALOG_EDITING)
    {
      roster_change_dialog_set_list_visible (dialog, !is_picking (self));
      if (self->ids != NULL)
        roster_change_list_set_items (roster_change_dialog_get_list (dialog), self->ids->items);
    }
  roster_add_dialog_update (dialog);
}

/* Why nothing of the text can be used: there are no rows that could say it. */
static void
show_problem (RosterAddDialog *self)
{
  RosterMessageBar *bar = roster_change_dialog_get_bar (ROSTER_CHANGE_DIALOG (self));

  if (self->ids->problem != NULL)
    roster_message_bar_show (bar, GTK_MESSAGE_WARNING, self->ids->problem, NULL);
  else if (self->shows_problem)
    roster_message_bar_hide (bar);
  self->shows_problem = self->ids->problem != NULL;
}

static void
check (RosterAddDialog *self)
{
  g_autofree char *text = roster_recipients_entry_dup_text (self->entry);

  g_clear_pointer (&self->ids, roster_id_check_free);
  self->ids = roster_id_check_new (text, get_organization (self),
                                   roster_change_queue_get_journal (roster_change_dialog_get_queue (
                                       ROSTER_CHANGE_DIALOG (self))),
                                   get_role (self), name_of_id, self);
  show_page (self);
  show_problem (self);
}

static void
page_changed (RosterAddDialog *self)
{
  if (get_organization (self) != NULL)
    show_page (self);
}

static const char *
describe_nobody (RosterAddDialog *self)
{
  gboolean unread = FALSE;

  for (guint i = 0; i < self->sources->len; i++)
    {
      RosterOrganization *other = g_ptr_array_index (self->sources, i);

      if (roster_organization_get_state (other) == ROSTER_ORGANIZATION_LOADING)
        return _ ("The other organizations are being read…");
      unread = unread || roster_organization_get_table (other) == NULL;
    }
  if (self->sources->len == 0)
    return _ ("There is no other organization to choose from. Give a user id instead.");
  if (unread)
    return _ ("The other organizations could not be read. Give a user id instead.");
  return _ ("Everybody in the other organizations is here already.");
}

static void
candidates_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RosterAddDialog) self = user_data;
  g_autoptr (GPtrArray) candidates = roster_known_person_search_finish (result, NULL);

  if (candidates == NULL)
    return; /* a newer search is running, or the dialog is closed */
  roster_known_person_picker_set_placeholder (self->picker, describe_nobody (self));
  roster_known_person_picker_set_candidates (self->picker, candidates);
}

static void
find_candidates (RosterAddDialog *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  roster_known_person_search_async (self->sources, get_organization (self), self->cancellable,
                                    candidates_found, g_object_ref (self));
}

static void
organization_read (RosterAddDialog *self)
{
  find_candidates (self);
  check (self);
}

static void
file_read (RosterAddDialog *self, const char *text)
{
  roster_recipients_entry_add_block (self->entry, text);
}

static void
file_failed (RosterAddDialog *self, const GError *error)
{
  roster_message_bar_show_error (roster_change_dialog_get_bar (ROSTER_CHANGE_DIALOG (self)), error);
}

static RosterPlan *
plan_picked (RosterAddDialog *self)
{
  RosterPlan *plan = roster_change_dialog_new_plan (ROSTER_CHANGE_DIALOG (self));
  g_autoptr (GPtrArray) checked = roster_known_person_picker_list_checked (self->picker);

  for (guint i = 0; i < checked->len; i++)
    {
      const RosterMember *member = roster_known_person_get_member (g_ptr_array_index (checked, i));
      g_autoptr (RosterChange) change =
          roster_change_new (ROSTER_CHANGE_ADD, get_organization (self), member->id,
                             roster_member_get_label (member), get_role (self));

      roster_change_set_email (change, member->email);
      roster_plan_add (plan, change, NULL);
    }
  roster_plan_prepare_additions (plan);
  return plan;
}

/* (nullable): why somebody who was chosen cannot be added after all */
static const GError *
find_refusal (RosterPlan *plan)
{
  for (guint i = 0; i < roster_plan_get_n_changes (plan); i++)
    if (roster_plan_get_refusal (plan, i) != NULL)
      return roster_plan_get_refusal (plan, i);
  return NULL;
}

/* The text may have been edited since it was checked, and who is chosen may be a member by now:
 * only as many go as the button says. */
static void
send (RosterAddDialog *self)
{
  RosterChangeDialog *dialog = ROSTER_CHANGE_DIALOG (self);
  guint announced = count_sendable (self);
  g_autoptr (RosterPlan) plan = NULL;

  if (is_picking (self))
    plan = plan_picked (self);
  else
    {
      check (self);
      plan = g_object_ref (self->ids->plan);
    }
  if (is_picking (self) && find_refusal (plan) != NULL)
    roster_message_bar_show_error (roster_change_dialog_get_bar (dialog), find_refusal (plan));
  else if (announced > 0 && roster_plan_count_ready (plan) == announced &&
           roster_change_dialog_submit (dialog, plan))
    g_clear_pointer (&self->ids, roster_id_check_free);
}

static void
start_input (RosterAddDialog *self)
{
  if (is_picking (self))
    roster_known_person_picker_start_search (self->picker);
  else
    roster_recipients_entry_start_typing (self->entry);
}

static void
edit_again (RosterAddDialog *self)
{
  RosterChangeDialog *dialog = ROSTER_CHANGE_DIALOG (self);

  roster_message_bar_hide (roster_change_dialog_get_bar (dialog));
  roster_change_dialog_set_state (dialog, ROSTER_CHANGE_DIALOG_EDITING);
  check (self);
  start_input (self);
}

static void
roster_add_dialog_confirm (RosterChangeDialog *dialog)
{
  RosterAddDialog *self = ROSTER_ADD_DIALOG (dialog);

  if (roster_change_dialog_get_state (dialog) == ROSTER_CHANGE_DIALOG_RESULT)
    edit_again (self);
  else
    send (self);
}

/* Whoever was added is not chosen and not in the box any more. */
static gboolean
roster_add_dialog_settle (RosterChangeDialog *dialog, RosterChangeRun *run)
{
  RosterAddDialog *self = ROSTER_ADD_DIALOG (dialog);
  g_autoptr (GString) ids = g_string_new (NULL);
  g_autoptr (GString) rows = g_string_new ("id,role\n");
  gboolean any_role = FALSE; /* of a table */

  self->n_left = 0;
  for (guint i = 0; i < roster_change_run_get_n_changes (run); i++)
    {
      RosterChange *change = roster_change_run_get_change (run, i);
      const char *id = roster_change_get_subject (change);

      if (roster_change_get_state (change) != ROSTER_CHANGE_DONE)
        {
          self->n_left++;
          any_role |= !g_str_equal (roster_change_get_role (change), get_role (self));
          g_string_append_printf (ids, "%s\n", id);
          g_string_append_printf (rows, "%s,%s\n", id, roster_change_get_role (change));
        }
      else if (is_picking (self))
        roster_known_person_picker_check (self->picker, id, FALSE);
    }
  if (!is_picking (self))
    roster_recipients_entry_set_text (self->entry, any_role ? rows->str : ids->str);
  return FALSE;
}

/* The other tabs may never have been looked at: their members are read now. */
static void
watch_sources (RosterAddDialog *self)
{
  for (guint i = 0; i < self->sources->len; i++)
    {
      RosterOrganization *other = g_ptr_array_index (self->sources, i);

      g_signal_connect_object (other, "notify::table", G_CALLBACK (find_candidates), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (other, "notify::state", G_CALLBACK (find_candidates), self,
                               G_CONNECT_SWAPPED);
      if (roster_organization_get_state (other) == ROSTER_ORGANIZATION_IDLE)
        roster_organization_refresh (other);
    }
}

static void
roster_add_dialog_dispose (GObject *object)
{
  g_cancellable_cancel (ROSTER_ADD_DIALOG (object)->cancellable);

  G_OBJECT_CLASS (roster_add_dialog_parent_class)->dispose (object);
}

static void
roster_add_dialog_finalize (GObject *object)
{
  RosterAddDialog *self = ROSTER_ADD_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->ids, roster_id_check_free);
  g_clear_pointer (&self->sources, g_ptr_array_unref);

  G_OBJECT_CLASS (roster_add_dialog_parent_class)->finalize (object);
}

static void
roster_add_dialog_class_init (RosterAddDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  RosterChangeDialogClass *dialog_class = ROSTER_CHANGE_DIALOG_CLASS (klass);

  object_class->dispose = roster_add_dialog_dispose;
  object_class->finalize = roster_add_dialog_finalize;
  dialog_class->confirm = roster_add_dialog_confirm;
  dialog_class->update = roster_add_dialog_update;
  dialog_class->settle = roster_add_dialog_settle;

  g_type_ensure (ROSTER_TYPE_KNOWN_PERSON_PICKER);
  g_type_ensure (ROSTER_TYPE_RECIPIENTS_ENTRY);
  g_type_ensure (ROSTER_TYPE_ROLE_CHOOSER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/roster/Roster/roster-add-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterAddDialog, pages);
  gtk_widget_class_bind_template_child (widget_class, RosterAddDialog, picker);
  gtk_widget_class_bind_template_child (widget_class, RosterAddDialog, entry);
  gtk_widget_class_bind_template_child (widget_class, RosterAddDialog, role);
  gtk_widget_class_bind_template_callback (widget_class, page_changed);
  gtk_widget_class_bind_template_callback (widget_class, picked);
  gtk_widget_class_bind_template_callback (widget_class, check);
  gtk_widget_class_bind_template_callback (widget_class, file_read);
  gtk_widget_class_bind_template_callback (widget_class, file_failed);
}

static void
roster_add_dialog_init (RosterAddDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_add_dialog_new:
 * @parent: (nullable): the window it belongs to
 * @organization: where people are added to
 * @directory: all organizations: whom they know can be chosen
 * @queue: what the additions go through
 *
 * Returns: (transfer none): a dialog, owned by GTK; to be presented
 */
GtkWindow *
roster_add_dialog_new (GtkWindow *parent,
                       RosterOrganization *organization,
                       RosterDirectory *directory,
                       RosterChangeQueue *queue)
{
  RosterAddDialog *self;

  g_return_val_if_fail (ROSTER_IS_ORGANIZATION (organization), NULL);
  g_return_val_if_fail (ROSTER_IS_DIRECTORY (directory), NULL);
  g_return_val_if_fail (ROSTER_IS_CHANGE_QUEUE (queue), NULL);

  self = g_object_new (ROSTER_TYPE_ADD_DIALOG, "transient-for", parent, "organization",
                       organization, "queue", queue, NULL);
  self->sources = roster_known_person_search_list_sources (directory, organization);
  g_signal_connect_object (organization, "notify::table", G_CALLBACK (organization_read), self,
                           G_CONNECT_SWAPPED);
  watch_sources (self);
  roster_known_person_picker_set_placeholder (self->picker, describe_nobody (self));
  gtk_stack_set_visible_child_name (self->pages, self->sources->len > 0 ? "pick" : "ids");
  organization_read (self);
  start_input (self);
  return GTK_WINDOW (self);
}
