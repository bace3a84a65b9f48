/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterRemoveDialog: says who loses access to what, and asks what the plan asks. */

#include "ui/changes/roster-remove-dialog.h"

#include "core/base/roster-text.h"
#include "core/changes/roster-change-text.h"
#include "ui/changes/roster-remove-item.h"
#include "ui/widgets/roster-check-text.h"

#include <glib/gi18n-lib.h>

struct _RosterRemoveDialog
{
  RosterChangeDialog parent_instance;

  /* Template widgets */
  GtkLabel *consequence;
  GtkCheckButton *owners;
  GtkLabel *owner_names;
  GtkCheckButton *self_removal;
  GtkWidget *many;
  GtkLabel *many_label;
  GtkEntry *name;

  /* Owned */
  GPtrArray *ids;   /* of char *: whom to remove */
  RosterPlan *plan; /* (nullable): of those who are members, as prepared last */
};

G_DEFINE_FINAL_TYPE (RosterRemoveDialog, roster_remove_dialog, ROSTER_TYPE_CHANGE_DIALOG)

static RosterOrganization *
get_organization (RosterRemoveDialog *self)
{
  return roster_change_dialog_get_organization (ROSTER_CHANGE_DIALOG (self));
}

static RosterChangeDialogState
get_state (RosterRemoveDialog *self)
{
  return roster_change_dialog_get_state (ROSTER_CHANGE_DIALOG (self));
}

static char *
dup_organization_name (RosterRemoveDialog *self)
{
  return roster_text_display (roster_organization_get_name (get_organization (self)));
}

/* What cannot be seen cannot be typed, so the name as it is shown is taken too. */
static gboolean
is_name_typed (RosterRemoveDialog *self)
{
  g_autofree char *typed = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name)));
  g_autofree char *shown = dup_organization_name (self);
  g_autofree char *name = g_strdup (roster_organization_get_name (get_organization (self)));

  g_strstrip (typed);
  return g_str_equal (typed, g_strstrip (name)) || g_str_equal (typed, g_strstrip (shown));
}

/* (nullable): NULL where nobody can be removed */
static RosterPlanPart *
get_part (RosterRemoveDialog *self)
{
  return self->plan != NULL && roster_plan_get_n_parts (self->plan) > 0
             ? roster_plan_get_part (self->plan, 0)
             : NULL;
}

static guint
count_ready (RosterRemoveDialog *self)
{
  return self->plan != NULL ? roster_plan_count_ready (self->plan) : 0;
}

static gboolean
is_asked (RosterRemoveDialog *self, RosterPlanQuestions question)
{
  RosterPlanPart *part = get_part (self);

  return part != NULL && (roster_plan_part_get_questions (part) & question) != 0;
}

static RosterPlanQuestions
get_answers (RosterRemoveDialog *self)
{
  return ROSTER_PLAN_ASKS_REMOVAL |
         (gtk_check_button_get_active (self->owners) ? ROSTER_PLAN_ASKS_OWNERS : 0) |
         (gtk_check_button_get_active (self->self_removal) ? ROSTER_PLAN_ASKS_SELF : 0) |
         (is_name_typed (self) ? ROSTER_PLAN_ASKS_MANY : 0);
}

static const char *
find_obstacle (RosterRemoveDialog *self)
{
  const RosterPlanQuestions answers = get_answers (self);

  if (self->plan == NULL)
    return _ ("What has to be checked before could not be checked, so nothing is removed.");
  if (count_ready (self) == 0)
    return _ ("None of these people can be removed.");
  if (is_asked (self, ROSTER_PLAN_ASKS_OWNERS & ~answers))
    return _ ("First confirm that owners lose access.");
  if (is_asked (self, ROSTER_PLAN_ASKS_SELF & ~answers))
    return _ ("First confirm that you remove yourself.");
  if (is_asked (self, ROSTER_PLAN_ASKS_MANY & ~answers))
    return _ ("First type the organization’s name.");
  return NULL;
}

static char *
describe_action (RosterRemoveDialog *self)
{
  guint n = count_ready (self);

  if (n == 0)
    return g_strdup (_ ("Remove"));
  return g_strdup_printf (ngettext ("Remove %u member", "Remove %u members", n), n);
}

static char *
describe_left_out (RosterRemoveDialog *self)
{
  const char *obstacle = find_obstacle (self);
  guint n = self->ids->len - count_ready (self);

  if (obstacle != NULL && self->plan != NULL)
    return g_strdup (obstacle);
  if (n > 0)
    return g_strdup_printf (ngettext ("%u member is left out.", "%u members are left out.", n), n);
  return NULL;
}

static void
show_editing (RosterRemoveDialog *self)
{
  RosterDialogFooter *footer = roster_change_dialog_get_footer (ROSTER_CHANGE_DIALOG (self));
  g_autofree char *action = describe_action (self);
  g_autofree char *note = describe_left_out (self);

  roster_dialog_footer_set_destructive (footer, TRUE);
  roster_dialog_footer_set_action (footer, action, find_obstacle (self));
  roster_dialog_footer_set_note (footer, note);
}

static void
show_result (RosterRemoveDialog *self)
{
  RosterDialogFooter *footer = roster_change_dialog_get_footer (ROSTER_CHANGE_DIALOG (self));
  guint n = self->ids->len;
  g_autofree char *action = g_strdup_printf (ngettext ("Try %u again…", "Try %u again…", n), n);

  /* It only leads back to the questions. */
  roster_dialog_footer_set_destructive (footer, FALSE);
  roster_dialog_footer_set_action (footer, n > 0 ? action : NULL, NULL);
  roster_dialog_footer_set_note (footer, NULL);
}

static void
roster_remove_dialog_update (RosterChangeDialog *dialog)
{
  RosterRemoveDialog *self = ROSTER_REMOVE_DIALOG (dialog);

  if (get_state (self) == ROSTER_CHANGE_DIALOG_RESULT)
    show_result (self);
  else
    show_editing (self);
}

static void
answered (RosterRemoveDialog *self)
{
  roster_remove_dialog_update (ROSTER_CHANGE_DIALOG (self));
}

/* An answer is about the question as it was asked: another question takes it back. */
static void
ask (RosterRemoveDialog *self, GtkCheckButton *check, gboolean asked, const char *question)
{
  if (!asked || g_strcmp0 (gtk_check_button_get_label (check), question) != 0)
    gtk_check_button_set_active (check, FALSE);
  roster_check_text_set (check, question);
  gtk_widget_set_visible (GTK_WIDGET (check), asked);
}

static void
show_questions (RosterRemoveDialog *self, RosterPlanPart *part)
{
  g_autoptr (GPtrArray) owners_named = roster_plan_part_list_asked (part, ROSTER_PLAN_ASKS_OWNERS);
  const guint n_owners = owners_named->len;
  g_autofree char *name = dup_organization_name (self);
  g_autofree char *owners =
      g_strdup_printf (ngettext ("I understand that %u owner loses access",
                                 "I understand that %u owners lose access", n_owners),
                       n_owners);
  g_autofree char *people = roster_change_list_people (owners_named);
  /* Translators: %s is a list of people. */
  g_autofree char *owner_names = g_strdup_printf (_ ("Owners who lose access: %s."), people);
  /* Translators: %s is an organization */
  g_autofree char *myself = g_strdup_printf (_ ("I remove myself and lose access to %s"), name);
  /* Translators: %s is an organization */
  g_autofree char *ask_many = g_strdup_printf (
      _ ("This is more than a quarter of the members within 24 hours. Type the organization’s "
         "name, “%s”, to go on."),
      name);
  g_autofree char *counted = roster_plan_part_describe_many (part);
  g_autofree char *many = g_strjoin (" ", counted, ask_many, NULL);
  gboolean asks_many = is_asked (self, ROSTER_PLAN_ASKS_MANY);

  if (g_strcmp0 (gtk_label_get_text (self->owner_names), owner_names) != 0)
    gtk_check_button_set_active (self->owners, FALSE);
  gtk_label_set_text (self->owner_names, owner_names);
  gtk_widget_set_visible (GTK_WIDGET (self->owner_names), is_asked (self, ROSTER_PLAN_ASKS_OWNERS));
  ask (self, self->owners, is_asked (self, ROSTER_PLAN_ASKS_OWNERS), owners);
  ask (self, self->self_removal, is_asked (self, ROSTER_PLAN_ASKS_SELF), myself);
  gtk_label_set_text (self->many_label, many);
  gtk_widget_set_visible (self->many, asks_many);
  if (!asks_many)
    gtk_editable_set_text (GTK_EDITABLE (self->name), "");
}

static void
show_consequence (RosterRemoveDialog *self)
{
  g_autofree char *name = dup_organization_name (self);
  g_autofree char *text = NULL;

  text = g_strdup_printf (
      /* Translators: %s is an organization */
      ngettext ("They lose access to %s at once. Their account stays; they can be added again by "
                "user id.",
                "They lose access to %s at once. Their accounts stay; they can be added again by "
                "user id.",
                self->ids->len),
      name);
  gtk_label_set_text (self->consequence, text);
}

/* The members among the ids that are still there. */
static RosterPlan *
make_plan (RosterRemoveDialog *self)
{
  RosterPlan *plan = roster_change_dialog_new_plan (ROSTER_CHANGE_DIALOG (self));
  RosterMemberTable *table = roster_organization_get_table (get_organization (self));

  for (guint i = 0; i < self->ids->len && table != NULL; i++)
    {
      const char *id = g_ptr_array_index (self->ids, i);
      guint row = roster_member_table_find_id (table, id);
      g_autoptr (RosterChange) change = NULL;

      if (row == G_MAXUINT)
        continue;
      change = roster_change_new (ROSTER_CHANGE_REMOVE, get_organization (self), id,
                                  roster_member_get_label (roster_member_table_get (table, row)),
                                  roster_member_table_get (table, row)->role);
      roster_plan_add (plan, change, NULL);
    }
  return plan;
}

/* Owners come first: nobody is to find them at the end of a long list. */
static void
show_people (RosterRemoveDialog *self, RosterMemberTable *table)
{
  g_autoptr (GListStore) items = g_list_store_new (ROSTER_TYPE_CHANGE_ITEM);
  GListModel *list = G_LIST_MODEL (items);
  g_autofree char *name = dup_organization_name (self);
  guint next = 0;
  guint n_first = 0;

  for (guint i = 0; i < self->ids->len; i++)
    {
      const char *id = g_ptr_array_index (self->ids, i);
      guint row = roster_member_table_find_id (table, id);
      gboolean is_owner = FALSE;
      g_autoptr (RosterChangeItem) item = NULL;

      if (row == G_MAXUINT)
        item = roster_remove_item_new_missing (id, name);
      else
        {
          const RosterMember *member = roster_member_table_get (table, row);
          const GError *refusal = roster_plan_get_refusal (self->plan, next++);

          item = roster_remove_item_new (member, refusal);
          is_owner = refusal == NULL && roster_member_get_role (member) == ROSTER_ROLE_OWNER;
        }
      g_list_store_insert (items, is_owner ? n_first++ : g_list_model_get_n_items (list), item);
    }
  roster_change_list_set_items (roster_change_dialog_get_list (ROSTER_CHANGE_DIALOG (self)), list);
}

static void
take_plan (RosterRemoveDialog *self, RosterPlan *plan)
{
  g_set_object (&self->plan, plan);
  show_people (self, roster_organization_get_table (get_organization (self)));
  if (get_part (self) != NULL)
    show_questions (self, get_part (self));
}

static void
prepared (GObject *plan, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RosterRemoveDialog) self = user_data;
  RosterChangeDialog *dialog = ROSTER_CHANGE_DIALOG (self);
  g_autoptr (GError) error = NULL;
  gboolean done = roster_plan_prepare_finish (ROSTER_PLAN (plan), result, &error);

  if (get_state (self) != ROSTER_CHANGE_DIALOG_CHECKING &&
      get_state (self) != ROSTER_CHANGE_DIALOG_EDITING)
    return;
  /* Where the list was read again meanwhile, another plan is being prepared. */
  if (done && !roster_plan_is_prepared (ROSTER_PLAN (plan)))
    return;

  g_clear_object (&self->plan);
  if (!done)
    roster_message_bar_show_error (roster_change_dialog_get_bar (dialog), error);
  else if (roster_organization_get_table (get_organization (self)) != NULL)
    take_plan (self, ROSTER_PLAN (plan));
  roster_change_dialog_set_state (dialog, ROSTER_CHANGE_DIALOG_EDITING);
}

static void
prepare (RosterRemoveDialog *self)
{
  g_autoptr (RosterPlan) plan = make_plan (self);

  roster_plan_prepare_async (plan, 0, NULL, prepared, g_object_ref (self));
}

static void
check (RosterRemoveDialog *self)
{
  roster_message_bar_hide (roster_change_dialog_get_bar (ROSTER_CHANGE_DIALOG (self)));
  show_consequence (self);
  roster_change_dialog_set_state (ROSTER_CHANGE_DIALOG (self), ROSTER_CHANGE_DIALOG_CHECKING);
  prepare (self);
}

/* The list was read again under the dialog: whoever is gone says so at once. */
static void
organization_read (RosterRemoveDialog *self)
{
  if (get_state (self) == ROSTER_CHANGE_DIALOG_EDITING ||
      get_state (self) == ROSTER_CHANGE_DIALOG_CHECKING)
    prepare (self);
}

static void
roster_remove_dialog_confirm (RosterChangeDialog *dialog)
{
  RosterRemoveDialog *self = ROSTER_REMOVE_DIALOG (dialog);

  if (get_state (self) == ROSTER_CHANGE_DIALOG_RESULT)
    {
      check (self);
      return;
    }
  if (find_obstacle (self) != NULL)
    return;
  roster_plan_part_agree (get_part (self), get_answers (self));
  if (roster_change_dialog_submit (dialog, self->plan))
    g_clear_object (&self->plan);
}

static gboolean
roster_remove_dialog_settle (RosterChangeDialog *dialog, RosterChangeRun *run)
{
  RosterRemoveDialog *self = ROSTER_REMOVE_DIALOG (dialog);
  g_autoptr (GPtrArray) left = roster_change_run_list_left (run);

  g_ptr_array_set_size (self->ids, 0);
  for (guint i = 0; i < left->len; i++)
    g_ptr_array_add (self->ids, g_strdup (roster_change_get_subject (left->pdata[i])));
  return FALSE;
}

static void
roster_remove_dialog_remedy (RosterChangeDialog *dialog, RosterRemedy remedy)
{
  RosterRemoveDialog *self = ROSTER_REMOVE_DIALOG (dialog);

  if (remedy == ROSTER_REMEDY_RETRY && self->plan == NULL)
    check (self);
  else
    ROSTER_CHANGE_DIALOG_CLASS (roster_remove_dialog_parent_class)->remedy (dialog, remedy);
}

static void
roster_remove_dialog_constructed (GObject *object)
{
  RosterRemoveDialog *self = ROSTER_REMOVE_DIALOG (object);

  G_OBJECT_CLASS (roster_remove_dialog_parent_class)->constructed (object);

  g_signal_connect_object (get_organization (self), "notify::table", G_CALLBACK (organization_read),
                           self, G_CONNECT_SWAPPED);
  gtk_widget_grab_focus (GTK_WIDGET (roster_dialog_footer_get_close (
      roster_change_dialog_get_footer (ROSTER_CHANGE_DIALOG (self)))));
}

static void
roster_remove_dialog_finalize (GObject *object)
{
  RosterRemoveDialog *self = ROSTER_REMOVE_DIALOG (object);

  g_ptr_array_unref (self->ids);
  g_clear_object (&self->plan);

  G_OBJECT_CLASS (roster_remove_dialog_parent_class)->finalize (object);
}

static void
roster_remove_dialog_class_init (RosterRemoveDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  RosterChangeDialogClass *dialog_class = ROSTER_CHANGE_DIALOG_CLASS (klass);

  object_class->constructed = roster_remove_dialog_constructed;
  object_class->finalize = roster_remove_dialog_finalize;
  dialog_class->confirm = roster_remove_dialog_confirm;
  dialog_class->update = roster_remove_dialog_update;
  dialog_class->settle = roster_remove_dialog_settle;
  dialog_class->remedy = roster_remove_dialog_remedy;
  dialog_class->destructive = TRUE;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/roster/Roster/roster-remove-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterRemoveDialog, consequence);
  gtk_widget_class_bind_template_child (widget_class, RosterRemoveDialog, owners);
  gtk_widget_class_bind_template_child (widget_class, RosterRemoveDialog, owner_names);
  gtk_widget_class_bind_template_child (widget_class, RosterRemoveDialog, self_removal);
  gtk_widget_class_bind_template_child (widget_class, RosterRemoveDialog, many);
  gtk_widget_class_bind_template_child (widget_class, RosterRemoveDialog, many_label);
  gtk_widget_class_bind_template_child (widget_class, RosterRemoveDialog, name);
  gtk_widget_class_bind_template_callback (widget_class, answered);
}

static void
roster_remove_dialog_init (RosterRemoveDialog *self)
{
  self->ids = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_remove_dialog_new:
 * @parent: (nullable): the window it belongs to
 * @organization: where they are removed from
 * @ids: (element-type utf8): the members’ ids, at least one; copied
 * @queue: what the removals go through
 *
 * Returns: (transfer none): a dialog, owned by GTK; to be presented
 */
GtkWindow *
roster_remove_dialog_new (GtkWindow *parent,
                          RosterOrganization *organization,
                          GPtrArray *ids,
                          RosterChangeQueue *queue)
{
  RosterRemoveDialog *self;

  g_return_val_if_fail (ROSTER_IS_ORGANIZATION (organization), NULL);
  g_return_val_if_fail (ids != NULL && ids->len > 0, NULL);
  g_return_val_if_fail (ROSTER_IS_CHANGE_QUEUE (queue), NULL);

  self = g_object_new (ROSTER_TYPE_REMOVE_DIALOG, "transient-for", parent, "organization",
                       organization, "queue", queue, NULL);
  for (guint i = 0; i < ids->len; i++)
    g_ptr_array_add (self->ids, g_strdup (g_ptr_array_index (ids, i)));
  check (self);
  return GTK_WINDOW (self);
}
