/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is to be done, checked before anything is sent:
 *
 *   lists (read again where they are too old) and removals of the last 24 hours (under the
 * journal's lock) → addresses judged, in a thread → guards → refusals and questions → answers → the
 * queue
 */

#include "core/plans/roster-plan.h"

#include <glib/gi18n-lib.h>

#include "core/base/roster-error.h"

struct _RosterPlan
{
  GObject parent_instance;

  RosterJournal *journal;
  GPtrArray *entries; /* (element-type RosterPlanEntry) */
  GPtrArray *parts;   /* (element-type RosterPlanPart) */
  gboolean is_preparing;
  gboolean is_prepared;
  gboolean is_taken;
};

G_DEFINE_FINAL_TYPE (RosterPlan, roster_plan, G_TYPE_OBJECT)

/* What is under way while it is prepared. */
typedef struct
{
  guint n_open;  /* parts that are not prepared yet */
  GError *error; /* (nullable): of the journal */
} Preparation;

static void
preparation_free (Preparation *preparation)
{
  g_clear_error (&preparation->error);
  g_free (preparation);
}

static RosterPlanEntry *
get_entry (RosterPlan *self, guint position)
{
  return self->entries->pdata[position];
}

static RosterPlanPart *
ensure_part (RosterPlan *self, RosterOrganization *organization)
{
  for (guint i = 0; i < self->parts->len; i++)
    if (roster_plan_part_get_organization (self->parts->pdata[i]) == organization)
      return self->parts->pdata[i];

  g_ptr_array_add (self->parts, roster_plan_part_new (organization));

  return self->parts->pdata[self->parts->len - 1];
}

/* Takes a reference to @task. */
static void
close_one (GTask *task)
{
  g_autoptr (GTask) owned G_GNUC_UNUSED = task;
  RosterPlan *self = g_task_get_source_object (task);
  Preparation *preparation = g_task_get_task_data (task);

  if (--preparation->n_open > 0)
    return;

  self->is_preparing = FALSE;
  if (preparation->error != NULL)
    g_task_return_error (task, g_steal_pointer (&preparation->error));
  else if (!g_task_return_error_if_cancelled (task))
    {
      self->is_prepared = TRUE;
      g_task_return_boolean (task, TRUE);
    }
}

static void
on_part_prepared (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Preparation *preparation = g_task_get_task_data (user_data);

  roster_plan_part_prepare_finish (result, preparation->error == NULL ? &preparation->error : NULL);
  close_one (user_data);
}

static void
roster_plan_finalize (GObject *object)
{
  RosterPlan *self = ROSTER_PLAN (object);

  g_clear_object (&self->journal);
  g_ptr_array_unref (self->entries);
  g_ptr_array_unref (self->parts);

  G_OBJECT_CLASS (roster_plan_parent_class)->finalize (object);
}

static void
roster_plan_class_init (RosterPlanClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = roster_plan_finalize;
}

static void
roster_plan_init (RosterPlan *self)
{
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify)roster_plan_entry_free);
  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify)roster_plan_part_free);
}

/**
 * roster_plan_new:
 * @journal: for the removals of the last 24 hours
 *
 * Returns: (transfer full): a plan of nothing
 */
RosterPlan *
roster_plan_new (RosterJournal *journal)
{
  RosterPlan *self;

  g_return_val_if_fail (ROSTER_IS_JOURNAL (journal), NULL);

  self = g_object_new (ROSTER_TYPE_PLAN, NULL);
  self->journal = g_object_ref (journal);

  return self;
}

/* Takes @change and @address. */
static void
add_entry (RosterPlan *self, RosterChange *change, RosterAddress *address, const char *problem)
{
  RosterPlanEntry *entry = roster_plan_entry_new (change, address, problem);

  g_ptr_array_add (self->entries, entry);
  roster_plan_part_add (ensure_part (self, roster_change_get_organization (change)), entry);
  self->is_prepared = FALSE;
}

/**
 * roster_plan_add:
 * @self: a plan that is not being prepared
 * @change: (transfer none): what is to be done, pending and in no other plan
 * @problem: (nullable): why it cannot be done, a translated sentence: what was typed was not
 *   understood, say. It is refused for that, and the guards do not look at it.
 */
void
roster_plan_add (RosterPlan *self, RosterChange *change, const char *problem)
{
  RosterAddress *address = NULL;

  g_return_if_fail (ROSTER_IS_PLAN (self));
  g_return_if_fail (ROSTER_IS_CHANGE (change));
  g_return_if_fail (!self->is_preparing && !self->is_taken);

  if (roster_change_get_kind (change) == ROSTER_CHANGE_INVITE)
    {
      RosterPerson person = { .text = (char *)roster_change_get_subject (change),
                              .email = (char *)roster_change_get_subject (change) };

      address = roster_address_new_for_person (&person);
    }
  add_entry (self, g_object_ref (change), address, problem);
}

/**
 * roster_plan_add_invitation:
 * @self: a plan that is not being prepared
 * @organization: where to
 * @address: (transfer none): who; in no other plan. It is judged when @self is prepared.
 * @role: as the service names it
 */
void
roster_plan_add_invitation (RosterPlan *self,
                            RosterOrganization *organization,
                            RosterAddress *address,
                            const char *role)
{
  const char *email;

  g_return_if_fail (ROSTER_IS_PLAN (self));
  g_return_if_fail (ROSTER_IS_ADDRESS (address));
  g_return_if_fail (!self->is_preparing && !self->is_taken);

  email = roster_address_get_email (address);
  add_entry (self, roster_change_new (ROSTER_CHANGE_INVITE, organization, email, email, role),
             g_object_ref (address), NULL);
}

/**
 * roster_plan_prepare_async:
 * @self: a plan that is not being prepared
 * @not_before: unix milliseconds: a list that was read earlier is read again; 0 takes the lists as
 *   they are known
 * @cancellable: (nullable): ends it
 * @callback: called when it is prepared
 * @user_data: for @callback
 *
 * Reads what has to be known now, and finds out what is refused and what has to be asked. Where a
 * list cannot be read, what was planned there is refused with the reason. Where a list was never
 * read and is not read now, the service judges additions and invitations, and removals are refused.
 */
void
roster_plan_prepare_async (RosterPlan *self,
                           gint64 not_before,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task;
  Preparation *preparation;

  g_return_if_fail (ROSTER_IS_PLAN (self));
  g_return_if_fail (!self->is_preparing && !self->is_taken);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, roster_plan_prepare_async);
  preparation = g_new0 (Preparation, 1);
  preparation->n_open = self->parts->len + 1;
  g_task_set_task_data (task, preparation, (GDestroyNotify)preparation_free);
  self->is_prepared = FALSE;
  self->is_preparing = TRUE;
  for (guint i = 0; i < self->parts->len; i++)
    roster_plan_part_prepare_async (self->parts->pdata[i], self->journal, not_before,
                                    on_part_prepared, g_object_ref (task));
  close_one (task);
}

/**
 * roster_plan_prepare_finish:
 * @self: a plan
 * @result: what the callback was given
 * @error: place for %ROSTER_ERROR_JOURNAL, where nothing could be counted, or
 *   %G_IO_ERROR_CANCELLED
 *
 * Returns: whether it is prepared
 */
gboolean
roster_plan_prepare_finish (RosterPlan *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * roster_plan_prepare_additions:
 * @self: a plan that is not being prepared
 *
 * Prepares it at once, from the lists as they are known: additions need nothing that would have to
 * be waited for.
 *
 * Returns: whether it is prepared; %FALSE where there is anything but additions in it
 */
gboolean
roster_plan_prepare_additions (RosterPlan *self)
{
  g_return_val_if_fail (ROSTER_IS_PLAN (self), FALSE);
  g_return_val_if_fail (!self->is_preparing && !self->is_taken, FALSE);

  for (guint i = 0; i < self->entries->len; i++)
    if (roster_change_get_kind (get_entry (self, i)->change) != ROSTER_CHANGE_ADD)
      return FALSE;

  for (guint i = 0; i < self->parts->len; i++)
    roster_plan_part_take_list (self->parts->pdata[i]);
  self->is_prepared = TRUE;

  return TRUE;
}

/**
 * roster_plan_is_prepared:
 * @self: a plan
 *
 * Returns: whether it was prepared, and by the lists that its organizations have now
 */
gboolean
roster_plan_is_prepared (RosterPlan *self)
{
  g_return_val_if_fail (ROSTER_IS_PLAN (self), FALSE);

  for (guint i = 0; i < self->parts->len; i++)
    if (!roster_plan_part_is_current (self->parts->pdata[i]))
      return FALSE;

  return self->is_prepared;
}

/** roster_plan_get_n_changes: how many changes were added. */
guint
roster_plan_get_n_changes (RosterPlan *self)
{
  g_return_val_if_fail (ROSTER_IS_PLAN (self), 0);

  return self->entries->len;
}

/** roster_plan_get_change: the change at @position; borrowed. */
RosterChange *
roster_plan_get_change (RosterPlan *self, guint position)
{
  g_return_val_if_fail (position < self->entries->len, NULL);

  return get_entry (self, position)->change;
}

static RosterPlanPart *
find_part (RosterPlan *self, const RosterPlanEntry *entry)
{
  return ensure_part (self, roster_change_get_organization (entry->change));
}

/**
 * roster_plan_get_refusal:
 * @self: a plan that was prepared
 * @position: of a change
 *
 * Returns: (transfer none) (nullable): why it will not be done, a translated sentence that names
 * the person and what fits instead
 */
const GError *
roster_plan_get_refusal (RosterPlan *self, guint position)
{
  RosterPlanEntry *entry;

  g_return_val_if_fail (position < self->entries->len, NULL);

  entry = get_entry (self, position);
  roster_plan_part_ensure_judged (find_part (self, entry));

  return entry->refusal;
}

/**
 * roster_plan_dup_flag:
 * @self: a plan that was prepared
 * @position: of a change
 *
 * Returns: (transfer full) (nullable): why a person should look at it before it is done, a
 *   translated sentence
 */
char *
roster_plan_dup_flag (RosterPlan *self, guint position)
{
  RosterAddress *address;

  g_return_val_if_fail (position < self->entries->len, NULL);

  address = get_entry (self, position)->address;

  return address != NULL && roster_address_is_sendable (address)
             ? roster_address_describe_verdict (address)
             : NULL;
}

/**
 * roster_plan_set_left_out:
 * @self: a plan
 * @position: of a change
 * @is_left_out: whether it is not to be done
 *
 * The guards do not look at what is left out. Where that changes, answers are taken back.
 */
void
roster_plan_set_left_out (RosterPlan *self, guint position, gboolean is_left_out)
{
  RosterPlanEntry *entry;

  g_return_if_fail (position < self->entries->len);

  entry = get_entry (self, position);
  if (entry->is_left_out == !!is_left_out)
    return;

  entry->is_left_out = !!is_left_out;
  roster_plan_part_invalidate (find_part (self, entry));
}

/** roster_plan_is_ready: whether the change will be done: neither refused nor left out. */
gboolean
roster_plan_is_ready (RosterPlan *self, guint position)
{
  g_return_val_if_fail (position < self->entries->len, FALSE);

  return roster_plan_get_refusal (self, position) == NULL &&
         !get_entry (self, position)->is_left_out;
}

/** roster_plan_count_ready: how many changes will be done. */
guint
roster_plan_count_ready (RosterPlan *self)
{
  guint n = 0;

  g_return_val_if_fail (ROSTER_IS_PLAN (self), 0);

  for (guint i = 0; i < self->entries->len; i++)
    n += roster_plan_is_ready (self, i);

  return n;
}

/** roster_plan_count_refused: how many changes are refused. */
guint
roster_plan_count_refused (RosterPlan *self)
{
  guint n = 0;

  g_return_val_if_fail (ROSTER_IS_PLAN (self), 0);

  for (guint i = 0; i < self->entries->len; i++)
    n += roster_plan_get_refusal (self, i) != NULL;

  return n;
}

/** roster_plan_get_n_parts: in how many organizations something is to be done. */
guint
roster_plan_get_n_parts (RosterPlan *self)
{
  g_return_val_if_fail (ROSTER_IS_PLAN (self), 0);

  return self->parts->len;
}

/** roster_plan_get_part: what is to be done in one of them, in their order; borrowed. */
RosterPlanPart *
roster_plan_get_part (RosterPlan *self, guint part)
{
  g_return_val_if_fail (part < self->parts->len, NULL);

  return self->parts->pdata[part];
}

/** roster_plan_is_agreed: whether a person has agreed to all that is asked. */
gboolean
roster_plan_is_agreed (RosterPlan *self)
{
  g_return_val_if_fail (ROSTER_IS_PLAN (self), FALSE);

  for (guint i = 0; i < self->parts->len; i++)
    if (!roster_plan_part_is_agreed (self->parts->pdata[i]))
      return FALSE;

  return TRUE;
}

/**
 * roster_plan_take:
 * @self: a plan
 * @error: place for %ROSTER_ERROR_STALE, where it has to be prepared (again), or
 *   %ROSTER_ERROR_REFUSED, where nobody has agreed to what it asks
 *
 * For the queue alone. A plan is carried out once. How many removals were agreed to is in the
 * changes: they are counted again, under the journal's lock, when each is written down.
 *
 * Returns: (transfer full) (nullable) (element-type RosterChange): what is ready
 */
GPtrArray *
roster_plan_take (RosterPlan *self, GError **error)
{
  GPtrArray *ready;

  g_return_val_if_fail (ROSTER_IS_PLAN (self), NULL);

  if (self->is_taken || !roster_plan_is_prepared (self))
    {
      g_set_error_literal (error, ROSTER_ERROR, ROSTER_ERROR_STALE,
                           _ ("Nothing was sent, because the members were read again since this "
                              "was checked."));
      return NULL;
    }
  if (!roster_plan_is_agreed (self))
    {
      g_set_error_literal (error, ROSTER_ERROR, ROSTER_ERROR_REFUSED,
                           _ ("Nothing was sent, because not everything that has to be confirmed "
                              "was confirmed."));
      return NULL;
    }

  self->is_taken = TRUE;
  ready = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < self->entries->len; i++)
    if (roster_plan_is_ready (self, i))
      g_ptr_array_add (ready, g_object_ref (get_entry (self, i)->change));

  return ready;
}
