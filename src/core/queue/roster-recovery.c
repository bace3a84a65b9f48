/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * For each organization with changes of an ended run that have no outcome:
 *
 *   read the members → did it happen? → (not yet, and only just sent: wait, read again)
 *   → outcome into the journal
 *
 * A request may be on its way still when its sender has been killed: that a change did not happen
 * is believed once the patience is over.
 */

#include "core/queue/roster-recovery.h"

#include "core/queue/roster-undo.h"
#include "core/queue/roster-verdict.h"

struct _RosterRecovery
{
  GObject parent_instance;

  RosterJournal *journal;
  GListModel *organizations; /* (element-type RosterOrganization) */
  guint patience;            /* milliseconds */

  GPtrArray *found;   /* (element-type RosterChange) */
  GPtrArray *waiting; /* (element-type Group): their list could not be read yet */
  GTask *task;        /* (nullable): the run */
  guint n_open;       /* reads and writes that the run waits for */
  guint n_damaged;
};

/* What is to be settled in one organization. */
typedef struct
{
  RosterRecovery *recovery; /* borrowed; whatever is under way holds it */
  RosterOrganization *organization;
  GPtrArray *verdicts; /* (element-type RosterVerdict) */
} Group;

static void roster_recovery_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RosterRecovery,
                               roster_recovery,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      roster_recovery_list_model_init))

static void
group_free (Group *group)
{
  g_object_unref (group->organization);
  g_ptr_array_unref (group->verdicts);
  g_free (group);
}

static void
close_one (RosterRecovery *self)
{
  if (--self->n_open > 0 || self->task == NULL)
    return;

  g_task_return_boolean (self->task, TRUE);
  g_clear_object (&self->task);
}

static void
on_written (GObject *journal, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RosterRecovery) self = user_data;
  g_autoptr (GError) error = NULL;

  /* It is found again at the next start. */
  if (!roster_journal_write_finish (ROSTER_JOURNAL (journal), result, &error))
    g_message ("The outcome of an earlier change is not in the journal: %s", error->message);
  close_one (self);
}

/* A change that was recorded as unknown before and still is, is not reported again. */
static gboolean
is_news (RosterVerdict *verdict)
{
  return !verdict->was_unknown ||
         roster_change_get_state (verdict->change) != ROSTER_CHANGE_UNKNOWN;
}

static void
settle_group (Group *group, RosterMemberTable *table)
{
  RosterRecovery *self = group->recovery;
  guint before = self->found->len;

  for (guint i = 0; i < group->verdicts->len; i++)
    {
      RosterVerdict *verdict = group->verdicts->pdata[i];

      roster_verdict_settle (verdict, table);
      if (!is_news (verdict))
        continue;

      g_ptr_array_add (self->found, g_object_ref (verdict->change));
      self->n_open++;
      roster_journal_write_outcome_async (self->journal, verdict->change, on_written,
                                          g_object_ref (self));
    }
  g_list_model_items_changed (G_LIST_MODEL (self), before, 0, self->found->len - before);
  group_free (group);
}

/* Milliseconds until what the list does not show can be said not to have happened. */
static gint64
get_wait (Group *group, RosterMemberTable *table)
{
  gint64 now = g_get_real_time () / G_TIME_SPAN_MILLISECOND;
  gint64 wait = 0;

  for (guint i = 0; i < group->verdicts->len; i++)
    {
      RosterVerdict *verdict = group->verdicts->pdata[i];
      gint64 age = now - verdict->time;

      if (roster_verdict_judge (verdict, table) == ROSTER_VERDICT_DID_NOT_HAPPEN && age >= 0 &&
          age < group->recovery->patience)
        wait = MAX (wait, group->recovery->patience - age);
    }

  return wait;
}

static void read_group (Group *group);

static gboolean
on_waited (gpointer user_data)
{
  Group *group = user_data;
  RosterRecovery *self = group->recovery;

  read_group (group);
  close_one (self);
  g_object_unref (self);

  return G_SOURCE_REMOVE;
}

static void
take_list (Group *group)
{
  RosterRecovery *self = group->recovery;
  RosterMemberTable *table = roster_organization_get_table (group->organization);
  gint64 wait = get_wait (group, table);

  if (wait == 0)
    {
      settle_group (group, table);
      return;
    }

  self->n_open++;
  g_object_ref (self);
  g_timeout_add ((guint)wait, on_waited, group);
}

static void
on_state_changed (RosterRecovery *self, GParamSpec *pspec, RosterOrganization *organization);

static void
wait_for_list (Group *group)
{
  g_ptr_array_add (group->recovery->waiting, group);
  g_signal_connect_object (group->organization, "notify::state", G_CALLBACK (on_state_changed),
                           group->recovery, G_CONNECT_SWAPPED);
}

/* The list came after all: somebody entered the key, or the service is back. */
static void
on_state_changed (RosterRecovery *self, GParamSpec *pspec, RosterOrganization *organization)
{
  if (roster_organization_get_state (organization) != ROSTER_ORGANIZATION_READY)
    return;

  g_signal_handlers_disconnect_by_func (organization, on_state_changed, self);
  for (guint i = self->waiting->len; i > 0; i--)
    {
      Group *group = self->waiting->pdata[i - 1];

      if (group->organization != organization)
        continue;
      g_ptr_array_steal_index (self->waiting, i - 1);
      take_list (group);
    }
}

static void
on_refreshed (GObject *organization, GAsyncResult *result, gpointer user_data)
{
  Group *group = user_data;
  g_autoptr (RosterRecovery) self = group->recovery;

  /* Why a list could not be read is shown where the list is. */
  if (roster_organization_refresh_finish (ROSTER_ORGANIZATION (organization), result, NULL))
    take_list (group);
  else
    wait_for_list (group);
  close_one (self);
}

static void
read_group (Group *group)
{
  group->recovery->n_open++;
  g_object_ref (group->recovery);
  roster_organization_refresh_async (group->organization, TRUE, on_refreshed, group);
}

static Group *
ensure_group (RosterRecovery *self, GPtrArray *groups, RosterOrganization *organization)
{
  Group *group;

  for (guint i = 0; i < groups->len; i++)
    {
      group = groups->pdata[i];
      if (group->organization == organization)
        return group;
    }

  group = g_new0 (Group, 1);
  group->recovery = self;
  group->organization = g_object_ref (organization);
  group->verdicts = g_ptr_array_new_with_free_func ((GDestroyNotify)roster_verdict_free);
  g_ptr_array_add (groups, group);

  return group;
}

static void
read_groups (RosterRecovery *self, RosterHistory *unsettled)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new ();

  for (guint i = 0; i < roster_history_get_n_entries (unsettled); i++)
    {
      const RosterHistoryEntry *entry = roster_history_get (unsettled, i);
      RosterOrganization *organization = roster_undo_find_organization (entry, self->organizations);

      if (organization != NULL && *entry->subject != '\0')
        g_ptr_array_add (ensure_group (self, groups, organization)->verdicts,
                         roster_verdict_new (entry, organization));
    }
  for (guint i = 0; i < groups->len; i++)
    read_group (groups->pdata[i]);
}

static void
on_unsettled (GObject *journal, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RosterRecovery) self = user_data;
  GError *error = NULL;
  g_autoptr (RosterHistory) unsettled =
      roster_journal_list_unsettled_finish (ROSTER_JOURNAL (journal), result, &error);

  if (unsettled == NULL)
    {
      g_task_return_error (self->task, error);
      g_clear_object (&self->task);
      self->n_open--;
      return;
    }

  self->n_damaged = roster_history_get_n_damaged (unsettled);
  read_groups (self, unsettled);
  close_one (self);
}

static GType
roster_recovery_get_item_type (GListModel *model)
{
  return ROSTER_TYPE_CHANGE;
}

static guint
roster_recovery_get_n_items (GListModel *model)
{
  return ROSTER_RECOVERY (model)->found->len;
}

static gpointer
roster_recovery_get_item (GListModel *model, guint position)
{
  RosterRecovery *self = ROSTER_RECOVERY (model);

  return position < self->found->len ? g_object_ref (self->found->pdata[position]) : NULL;
}

static void
roster_recovery_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = roster_recovery_get_item_type;
  iface->get_n_items = roster_recovery_get_n_items;
  iface->get_item = roster_recovery_get_item;
}

static void
roster_recovery_finalize (GObject *object)
{
  RosterRecovery *self = ROSTER_RECOVERY (object);

  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_object (&self->organizations);
  g_clear_object (&self->journal);

  G_OBJECT_CLASS (roster_recovery_parent_class)->finalize (object);
}

static void
roster_recovery_class_init (RosterRecoveryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = roster_recovery_finalize;
}

static void
roster_recovery_init (RosterRecovery *self)
{
  self->patience = ROSTER_RECOVERY_PATIENCE;
  self->found = g_ptr_array_new_with_free_func (g_object_unref);
  self->waiting = g_ptr_array_new_with_free_func ((GDestroyNotify)group_free);
}

/**
 * roster_recovery_new:
 * @journal: where the changes are
 * @organizations: (element-type RosterOrganization): where to look; what was sent to others is left
 *   as it is
 *
 * Returns: (transfer full): a recovery that has found nothing yet
 */
RosterRecovery *
roster_recovery_new (RosterJournal *journal, GListModel *organizations)
{
  RosterRecovery *self;

  g_return_val_if_fail (ROSTER_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (organizations), NULL);

  self = g_object_new (ROSTER_TYPE_RECOVERY, NULL);
  self->journal = g_object_ref (journal);
  self->organizations = g_object_ref (organizations);

  return self;
}

/** roster_recovery_set_patience: %ROSTER_RECOVERY_PATIENCE unless it was set. */
void
roster_recovery_set_patience (RosterRecovery *self, guint milliseconds)
{
  g_return_if_fail (ROSTER_IS_RECOVERY (self));

  self->patience = milliseconds;
}

/**
 * roster_recovery_run_async:
 * @self: a recovery, once
 * @callback: called when the outcomes are in the journal
 * @user_data: for @callback
 */
void
roster_recovery_run_async (RosterRecovery *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (ROSTER_IS_RECOVERY (self));
  g_return_if_fail (self->task == NULL);

  self->task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (self->task, roster_recovery_run_async);
  self->n_open = 1;
  roster_journal_list_unsettled_async (self->journal, on_unsettled, g_object_ref (self));
}

/**
 * roster_recovery_run_finish:
 * @self: a recovery
 * @result: what the callback was given
 * @error: place for %ROSTER_ERROR_JOURNAL
 *
 * Returns: whether the journal could be read
 */
gboolean
roster_recovery_run_finish (RosterRecovery *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/** roster_recovery_get_n_damaged: how many damaged lines of the journal went aside now. */
guint
roster_recovery_get_n_damaged (RosterRecovery *self)
{
  g_return_val_if_fail (ROSTER_IS_RECOVERY (self), 0);

  return self->n_damaged;
}
