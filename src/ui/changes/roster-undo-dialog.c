/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterUndoDialog: adds again who was removed. */

#include "ui/changes/roster-undo-dialog.h"

#include <glib/gi18n-lib.h>

#include "ui/changes/roster-change-item.h"
#include "ui/changes/roster-remove-dialog.h"

struct _RosterUndoDialog
{
  RosterChangeDialog parent_instance;

  /* Owned */
  GPtrArray *wanted; /* (element-type RosterChange): what was asked for */
  RosterPlan *plan;  /* (nullable): the same, where the members are known */
};

G_DEFINE_FINAL_TYPE (RosterUndoDialog, roster_undo_dialog, ROSTER_TYPE_CHANGE_DIALOG)

static RosterOrganization *
get_organization (RosterUndoDialog *self)
{
  return roster_change_dialog_get_organization (ROSTER_CHANGE_DIALOG (self));
}

static RosterChangeItem *
make_item (RosterChange *change, const GError *refusal)
{
  g_autofree char *role = roster_role_display (roster_change_get_role (change));

  if (refusal != NULL)
    return roster_change_item_new (roster_change_get_label (change), _ ("Left out"),
                                   ROSTER_MARK_REFUSED, refusal->message);
  return roster_change_item_new (roster_change_get_label (change), role, ROSTER_MARK_READY,
                                 roster_change_get_subject (change));
}

/* A change that was sent is over: another try is another change. */
static RosterPlan *
make_plan (RosterUndoDialog *self)
{
  RosterPlan *plan = roster_change_dialog_new_plan (ROSTER_CHANGE_DIALOG (self));

  for (guint i = 0; i < self->wanted->len; i++)
    {
      RosterChange *change = self->wanted->pdata[i];
      g_autoptr (RosterChange) again = roster_change_new (
          ROSTER_CHANGE_ADD, get_organization (self), roster_change_get_subject (change),
          roster_change_get_label (change), roster_change_get_role (change));

      roster_change_set_email (again, roster_change_get_email (change));
      roster_plan_add (plan, again, NULL);
    }
  return plan;
}

static void
judge (RosterUndoDialog *self)
{
  g_autoptr (GListStore) items = g_list_store_new (ROSTER_TYPE_CHANGE_ITEM);

  g_clear_object (&self->plan);
  if (roster_organization_get_table (get_organization (self)) == NULL)
    return;
  self->plan = make_plan (self);
  roster_plan_prepare_additions (self->plan);
  for (guint i = 0; i < self->wanted->len; i++)
    {
      g_autoptr (RosterChangeItem) item = make_item (roster_plan_get_change (self->plan, i),
                                                     roster_plan_get_refusal (self->plan, i));

      g_list_store_append (items, item);
    }
  roster_change_list_set_items (roster_change_dialog_get_list (ROSTER_CHANGE_DIALOG (self)),
                                G_LIST_MODEL (items));
}

static const char *
find_obstacle (RosterUndoDialog *self)
{
  if (self->plan == NULL)
    return _ ("The members have not been read yet.");
  return roster_plan_count_ready (self->plan) == 0 ? _ ("None of these people can be added again.")
                                                   : NULL;
}

static void
show_editing (RosterUndoDialog *self)
{
  RosterDialogFooter *footer = roster_change_dialog_get_footer (ROSTER_CHANGE_DIALOG (self));
  guint n = self->plan != NULL ? roster_plan_count_ready (self->plan) : 0;
  guint n_left_out = self->plan != NULL ? roster_plan_count_refused (self->plan) : 0;
  g_autofree char *action =
      n > 0 ? g_strdup_printf (ngettext ("Add %u member again", "Add %u members again", n), n)
            : g_strdup (_ ("Add again"));
  g_autofree char *note = n_left_out > 0
                              ? g_strdup_printf (ngettext ("%u member is left out.",
                                                           "%u members are left out.", n_left_out),
                                                 n_left_out)
                              : g_strdup (find_obstacle (self));

  roster_dialog_footer_set_action (footer, action, find_obstacle (self));
  roster_dialog_footer_set_note (footer, note);
}

/* The list was read again under the dialog, or it is back from a try. */
static void
roster_undo_dialog_update (RosterChangeDialog *dialog)
{
  RosterUndoDialog *self = ROSTER_UNDO_DIALOG (dialog);
  RosterDialogFooter *footer = roster_change_dialog_get_footer (dialog);

  switch (roster_change_dialog_get_state (dialog))
    {
    case ROSTER_CHANGE_DIALOG_EDITING:
      judge (self);
      show_editing (self);
      break;
    case ROSTER_CHANGE_DIALOG_RESULT:
      roster_dialog_footer_set_action (footer, self->wanted->len > 0 ? _ ("Try again…") : NULL,
                                       NULL);
      roster_dialog_footer_set_note (footer, NULL);
      break;
    case ROSTER_CHANGE_DIALOG_CHECKING:
    case ROSTER_CHANGE_DIALOG_SENDING:
    default:
      roster_dialog_footer_set_note (footer, NULL);
    }
}

static void
roster_undo_dialog_confirm (RosterChangeDialog *dialog)
{
  RosterUndoDialog *self = ROSTER_UNDO_DIALOG (dialog);

  if (roster_change_dialog_get_state (dialog) == ROSTER_CHANGE_DIALOG_RESULT)
    {
      roster_change_dialog_set_state (dialog, ROSTER_CHANGE_DIALOG_EDITING);
      return;
    }
  if (find_obstacle (self) != NULL)
    return;
  roster_change_dialog_submit (dialog, self->plan);
}

static gboolean
roster_undo_dialog_settle (RosterChangeDialog *dialog, RosterChangeRun *run)
{
  RosterUndoDialog *self = ROSTER_UNDO_DIALOG (dialog);

  g_clear_pointer (&self->wanted, g_ptr_array_unref);
  self->wanted = roster_change_run_list_left (run);
  return FALSE;
}

static void
roster_undo_dialog_finalize (GObject *object)
{
  RosterUndoDialog *self = ROSTER_UNDO_DIALOG (object);

  g_ptr_array_unref (self->wanted);
  g_clear_object (&self->plan);

  G_OBJECT_CLASS (roster_undo_dialog_parent_class)->finalize (object);
}

static void
roster_undo_dialog_class_init (RosterUndoDialogClass *klass)
{
  RosterChangeDialogClass *dialog_class = ROSTER_CHANGE_DIALOG_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = roster_undo_dialog_finalize;
  dialog_class->confirm = roster_undo_dialog_confirm;
  dialog_class->update = roster_undo_dialog_update;
  dialog_class->settle = roster_undo_dialog_settle;

  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/io/github/roster/Roster/roster-undo-dialog.ui");
}

static void
roster_undo_dialog_init (RosterUndoDialog *self)
{
  self->wanted = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GtkWindow *
new_removal (GtkWindow *parent, GPtrArray *changes, RosterChangeQueue *queue)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < changes->len; i++)
    g_ptr_array_add (ids, (gpointer)roster_change_get_subject (changes->pdata[i]));
  return roster_remove_dialog_new (parent, roster_change_get_organization (changes->pdata[0]), ids,
                                   queue);
}

/**
 * roster_undo_dialog_new:
 * @parent: (nullable): the window it belongs to
 * @changes: (element-type RosterChange): what takes changes back, at least one, of one organization
 * @queue: what they go through
 *
 * Returns: (transfer none): a dialog, owned by GTK; to be presented
 */
GtkWindow *
roster_undo_dialog_new (GtkWindow *parent, GPtrArray *changes, RosterChangeQueue *queue)
{
  RosterUndoDialog *self;

  g_return_val_if_fail (changes != NULL && changes->len > 0, NULL);
  g_return_val_if_fail (ROSTER_IS_CHANGE_QUEUE (queue), NULL);

  if (roster_change_get_kind (changes->pdata[0]) == ROSTER_CHANGE_REMOVE)
    return new_removal (parent, changes, queue);

  self = g_object_new (ROSTER_TYPE_UNDO_DIALOG, "transient-for", parent, "organization",
                       roster_change_get_organization (changes->pdata[0]), "queue", queue, NULL);
  for (guint i = 0; i < changes->len; i++)
    g_ptr_array_add (self->wanted, g_object_ref (changes->pdata[i]));
  roster_change_dialog_set_list_visible (ROSTER_CHANGE_DIALOG (self), TRUE);
  roster_change_dialog_set_state (ROSTER_CHANGE_DIALOG (self), ROSTER_CHANGE_DIALOG_EDITING);
  return GTK_WINDOW (self);
}
