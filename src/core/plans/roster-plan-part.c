/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a plan does in one organization. The only place that asks the guards. */

#include "core/plans/roster-plan-part.h"

#include "core/plans/roster-guards.h"

struct _RosterPlanPart
{
  RosterOrganization *organization;
  GPtrArray *entries;       /* (element-type RosterPlanEntry): the plan's */
  RosterMemberTable *table; /* (nullable): what it is judged by */
  GError *error;            /* (nullable): why the list could not be read */
  guint removed_lately;     /* within 24 hours, by the journal */

  RosterGuardsReport *report; /* (nullable): NULL where it was not judged yet */
  RosterPlanQuestions answers;
};

/* What is under way while it is prepared. */
typedef struct
{
  RosterPlanPart *part; /* borrowed from the plan */
  guint n_open;         /* the list that is read, the removals that are counted */
  GError *error;        /* (nullable): of the journal */
} Preparation;

static void
preparation_free (Preparation *preparation)
{
  g_clear_error (&preparation->error);
  g_free (preparation);
}

/** roster_plan_part_new: a part of which nothing is known yet. */
RosterPlanPart *
roster_plan_part_new (RosterOrganization *organization)
{
  RosterPlanPart *self = g_new0 (RosterPlanPart, 1);

  self->organization = g_object_ref (organization);
  self->entries = g_ptr_array_new ();

  return self;
}

/** roster_plan_part_free: frees a part. */
void
roster_plan_part_free (RosterPlanPart *self)
{
  g_object_unref (self->organization);
  g_ptr_array_unref (self->entries);
  g_clear_pointer (&self->table, roster_member_table_unref);
  g_clear_error (&self->error);
  g_clear_pointer (&self->report, roster_guards_report_free);
  g_free (self);
}

void
roster_plan_part_add (RosterPlanPart *self, RosterPlanEntry *entry)
{
  g_ptr_array_add (self->entries, entry);
}

/** roster_plan_part_get_organization: where; borrowed. */
RosterOrganization *
roster_plan_part_get_organization (RosterPlanPart *self)
{
  return self->organization;
}

static RosterPlanEntry *
get_entry (RosterPlanPart *self, guint i)
{
  return self->entries->pdata[i];
}

static gboolean
is_removal (const RosterPlanEntry *entry)
{
  return roster_change_get_kind (entry->change) == ROSTER_CHANGE_REMOVE;
}

static gboolean
is_ready (const RosterPlanEntry *entry)
{
  return entry->refusal == NULL && !entry->is_left_out;
}

/* (nullable): the row of whom it is about, in the list by which it was judged */
static const RosterMember *
find_member (RosterPlanPart *self, const RosterPlanEntry *entry)
{
  return self->table != NULL ? roster_change_find_member (entry->change, self->table) : NULL;
}

static gboolean
has_removal (RosterPlanPart *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    if (is_removal (get_entry (self, i)))
      return TRUE;

  return FALSE;
}

gboolean
roster_plan_part_is_current (RosterPlanPart *self)
{
  return self->table == roster_organization_get_table (self->organization);
}

void
roster_plan_part_take_list (RosterPlanPart *self)
{
  RosterMemberTable *table = roster_organization_get_table (self->organization);

  g_clear_pointer (&self->table, roster_member_table_unref);
  self->table = table != NULL ? roster_member_table_ref (table) : NULL;
  roster_plan_part_invalidate (self);
}

void
roster_plan_part_invalidate (RosterPlanPart *self)
{
  g_clear_pointer (&self->report, roster_guards_report_free);
  self->answers = ROSTER_PLAN_ASKS_NOTHING;
}

static void
judge_addresses (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  RosterPlanPart *self = ((Preparation *)task_data)->part;
  g_autoptr (GPtrArray) addresses = g_ptr_array_new ();

  for (guint i = 0; i < self->entries->len; i++)
    if (get_entry (self, i)->address != NULL)
      g_ptr_array_add (addresses, get_entry (self, i)->address);
  roster_address_judge_list (addresses, self->table);
  g_task_return_boolean (task, TRUE);
}

/* Takes a reference to @task. */
static void
close_one (GTask *task)
{
  g_autoptr (GTask) owned G_GNUC_UNUSED = task;
  Preparation *preparation = g_task_get_task_data (task);

  if (--preparation->n_open > 0)
    return;

  if (preparation->error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&preparation->error));
      return;
    }
  roster_plan_part_take_list (preparation->part);
  g_task_run_in_thread (task, judge_addresses);
}

static void
on_read (GObject *organization, GAsyncResult *result, gpointer user_data)
{
  Preparation *preparation = g_task_get_task_data (user_data);

  roster_organization_refresh_finish (ROSTER_ORGANIZATION (organization), result,
                                      &preparation->part->error);
  close_one (user_data);
}

static void
on_counted (GObject *journal, GAsyncResult *result, gpointer user_data)
{
  Preparation *preparation = g_task_get_task_data (user_data);

  roster_journal_count_removals_finish (ROSTER_JOURNAL (journal), result,
                                        &preparation->part->removed_lately, &preparation->error);
  close_one (user_data);
}

/**
 * roster_plan_part_prepare_async:
 * @self: a part; it has to stay until the end
 * @journal: for the removals of the last 24 hours
 * @not_before: as for roster_plan_prepare_async()
 * @callback: called when everything is known that it is judged by
 * @user_data: for @callback
 */
void
roster_plan_part_prepare_async (RosterPlanPart *self,
                                RosterJournal *journal,
                                gint64 not_before,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  RosterAccount *account = roster_organization_get_account (self->organization);
  const gint64 since = g_get_real_time () / G_TIME_SPAN_MILLISECOND - ROSTER_JOURNAL_LATELY;
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  Preparation *preparation = g_new0 (Preparation, 1);

  g_task_set_source_tag (task, roster_plan_part_prepare_async);
  g_task_set_task_data (task, preparation, (GDestroyNotify)preparation_free);
  preparation->part = self;
  preparation->n_open = 1;
  g_clear_error (&self->error);
  if (roster_organization_get_read_at (self->organization) < not_before)
    {
      preparation->n_open++;
      roster_organization_refresh_async (self->organization, TRUE, on_read, g_object_ref (task));
    }
  if (has_removal (self))
    {
      preparation->n_open++;
      roster_journal_count_removals_async (journal, roster_account_get_endpoint (account),
                                           roster_organization_get_id (self->organization), since,
                                           on_counted, g_object_ref (task));
    }
  close_one (task);
}

/** roster_plan_part_prepare_finish: %FALSE with %ROSTER_ERROR_JOURNAL where nothing was counted. */
gboolean
roster_plan_part_prepare_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Where the members are not known, the service judges additions, and nobody can be removed. */
static RosterGuardsReport *
ask_guards (RosterPlanPart *self, GPtrArray *open)
{
  const char *own_id =
      roster_account_get_user_id (roster_organization_get_account (self->organization));
  g_autoptr (RosterMemberTable) empty = roster_member_table_new ();
  g_autoptr (GPtrArray) changes = g_ptr_array_new ();

  for (guint i = 0; i < open->len; i++)
    g_ptr_array_add (changes, ((RosterPlanEntry *)open->pdata[i])->change);

  return roster_guards_check (self->table != NULL ? self->table : empty, own_id,
                              self->removed_lately, changes);
}

void
roster_plan_part_ensure_judged (RosterPlanPart *self)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new ();

  if (self->report != NULL)
    return;

  for (guint i = 0; i < self->entries->len; i++)
    {
      RosterPlanEntry *entry = get_entry (self, i);

      roster_plan_entry_refuse_alone (entry);
      if (self->error != NULL && entry->refusal == NULL)
        entry->refusal = g_error_copy (self->error);
      if (is_ready (entry))
        g_ptr_array_add (open, entry);
    }

  self->report = ask_guards (self, open);
  for (guint i = 0; i < open->len; i++)
    {
      RosterPlanEntry *entry = open->pdata[i];

      entry->refusal = g_steal_pointer (&self->report->refusals->pdata[i]);
      if (entry->refusal == NULL && roster_plan_entry_is_look_alike (entry))
        self->report->questions |= ROSTER_PLAN_ASKS_LOOK_ALIKES;
    }
}

/**
 * roster_plan_part_get_questions:
 * @self: a part of a plan that was prepared
 *
 * Returns: what has to be agreed to. What is refused or left out does not go, so nothing is asked
 *   about it.
 */
RosterPlanQuestions
roster_plan_part_get_questions (RosterPlanPart *self)
{
  roster_plan_part_ensure_judged (self);

  return self->report->questions;
}

static gboolean
is_asked (RosterPlanPart *self, const RosterPlanEntry *entry, RosterPlanQuestions question)
{
  const char *own_id =
      roster_account_get_user_id (roster_organization_get_account (self->organization));
  const RosterMember *member = find_member (self, entry);

  switch (question)
    {
    case ROSTER_PLAN_ASKS_REMOVAL:
    case ROSTER_PLAN_ASKS_MANY:
      return is_removal (entry);
    case ROSTER_PLAN_ASKS_OWNERS:
      return is_removal (entry) && member != NULL &&
             roster_member_get_role (member) == ROSTER_ROLE_OWNER;
    case ROSTER_PLAN_ASKS_SELF:
      return is_removal (entry) &&
             g_strcmp0 (roster_change_get_subject (entry->change), own_id) == 0;
    case ROSTER_PLAN_ASKS_LOOK_ALIKES:
      return roster_plan_entry_is_look_alike (entry);
    case ROSTER_PLAN_ASKS_NOTHING:
    default:
      return FALSE;
    }
}

/**
 * roster_plan_part_list_asked:
 * @self: a part of a plan that was prepared
 * @question: one question
 *
 * Returns: (transfer full) (element-type RosterChange): whom it is about, by name: those of the
 *   changes that will be done
 */
GPtrArray *
roster_plan_part_list_asked (RosterPlanPart *self, RosterPlanQuestions question)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func (g_object_unref);

  roster_plan_part_ensure_judged (self);
  for (guint i = 0; i < self->entries->len; i++)
    if (is_ready (get_entry (self, i)) && is_asked (self, get_entry (self, i), question))
      g_ptr_array_add (changes, g_object_ref (get_entry (self, i)->change));

  return changes;
}

/**
 * roster_plan_part_describe_many:
 * @self: a part that asks %ROSTER_PLAN_ASKS_MANY
 *
 * Returns: (transfer full): what was counted, a translated sentence
 */
char *
roster_plan_part_describe_many (RosterPlanPart *self)
{
  roster_plan_part_ensure_judged (self);

  return roster_guards_describe_many (self->report);
}

/**
 * roster_plan_part_get_figures:
 * @self: a part of a plan that was prepared
 * @before: (out): as the list says it; all 0 where there is none
 * @after: (out): once everything that is ready was done; who is invited is no member yet
 */
void
roster_plan_part_get_figures (RosterPlanPart *self,
                              RosterPlanFigures *before,
                              RosterPlanFigures *after)
{
  *before = (RosterPlanFigures){ 0 };
  roster_plan_part_ensure_judged (self);
  if (self->table != NULL)
    {
      before->n_members = roster_member_table_get_n_members (self->table);
      before->n_owners = roster_member_table_count_owners (self->table);
      for (guint row = 0; row < before->n_members; row++)
        before->n_mfa += roster_member_table_get (self->table, row)->mfa == ROSTER_FLAG_ON;
    }

  *after = *before;
  for (guint i = 0; i < self->entries->len; i++)
    {
      const RosterPlanEntry *entry = get_entry (self, i);
      const RosterMember *member = find_member (self, entry);
      const char *role = roster_change_get_role (entry->change);

      if (!is_ready (entry))
        continue;
      if (is_removal (entry) && member != NULL)
        {
          after->n_members--;
          after->n_owners -= roster_member_get_role (member) == ROSTER_ROLE_OWNER;
          after->n_mfa -= member->mfa == ROSTER_FLAG_ON;
        }
      else if (roster_change_get_kind (entry->change) == ROSTER_CHANGE_ADD)
        {
          after->n_members++;
          after->n_owners += roster_role_from_string (role) == ROSTER_ROLE_OWNER;
        }
    }
}

/**
 * roster_plan_part_agree:
 * @self: a part of a plan that was prepared
 * @answers: the questions that a person has agreed to, all of them at once
 *
 * An answer holds until the plan is prepared again, or something else is left out of it.
 */
void
roster_plan_part_agree (RosterPlanPart *self, RosterPlanQuestions answers)
{
  roster_plan_part_ensure_judged (self);
  self->answers = answers;
}

/** roster_plan_part_is_agreed: whether a person has agreed to all that it asks. */
gboolean
roster_plan_part_is_agreed (RosterPlanPart *self)
{
  return (roster_plan_part_get_questions (self) & ~self->answers) == 0;
}
