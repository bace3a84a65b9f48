/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One invite, add or remove, aimed at one person in one organization. What is to be done never
 * changes; how far it is does, and only the queue moves it on.
 */

#include "core/changes/roster-change.h"

struct _RosterChange
{
  GObject parent_instance;

  char *uuid;
  RosterChangeKind kind;
  RosterOrganization *organization;
  char *subject;
  char *label;
  char *email; /* (nullable) */
  char *role;

  RosterChangeState state;
  GError *error; /* (nullable) */
  char *note;    /* (nullable) */
  guint most_removals;
  RosterCallProgress *call_progress;
  gboolean settling;
};

enum
{
  PROP_0,
  PROP_STATE,
  PROP_ERROR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (RosterChange, roster_change, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (RosterChangeState,
                    roster_change_state,
                    G_DEFINE_ENUM_VALUE (ROSTER_CHANGE_PENDING, "pending"),
                    G_DEFINE_ENUM_VALUE (ROSTER_CHANGE_SENDING, "sending"),
                    G_DEFINE_ENUM_VALUE (ROSTER_CHANGE_DONE, "done"),
                    G_DEFINE_ENUM_VALUE (ROSTER_CHANGE_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (ROSTER_CHANGE_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (ROSTER_CHANGE_SKIPPED, "skipped"))

static void
roster_change_finalize (GObject *object)
{
  RosterChange *self = ROSTER_CHANGE (object);

  g_clear_pointer (&self->uuid, g_free);
  g_clear_object (&self->organization);
  g_clear_pointer (&self->subject, g_free);
  g_clear_pointer (&self->label, g_free);
  g_clear_pointer (&self->email, g_free);
  g_clear_pointer (&self->role, g_free);
  g_clear_error (&self->error);
  g_clear_pointer (&self->note, g_free);
  g_clear_object (&self->call_progress);

  G_OBJECT_CLASS (roster_change_parent_class)->finalize (object);
}

static void
roster_change_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RosterChange *self = ROSTER_CHANGE (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_change_class_init (RosterChangeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = roster_change_finalize;
  object_class->get_property = roster_change_get_property;

  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, ROSTER_TYPE_CHANGE_STATE,
                                              ROSTER_CHANGE_PENDING, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
roster_change_init (RosterChange *self)
{
  self->uuid = g_uuid_string_random ();
  self->most_removals = G_MAXUINT;
  self->call_progress = roster_call_progress_new ();
}

/* (nullable): the address of whoever is removed, as the list has it: the id alone will say nothing
 * to anybody once they are gone. */
static const char *
find_email (RosterChange *self)
{
  RosterMemberTable *table = roster_organization_get_table (self->organization);
  const RosterMember *member;

  if (self->kind == ROSTER_CHANGE_INVITE)
    return self->subject;
  if (self->kind != ROSTER_CHANGE_REMOVE || table == NULL)
    return NULL;
  member = roster_change_find_member (self, table);

  return member != NULL ? member->email : NULL;
}

/**
 * roster_change_new:
 * @kind: what is to be done
 * @organization: where
 * @subject: to whom: an email address for an invitation, a user id for the others
 * @label: (nullable): how the person is called on screen; %NULL where only @subject is known
 * @role: as the service names it; for a removal the role that they have
 *
 * Returns: (transfer full): a new change, pending, with a random id of its own
 */
RosterChange *
roster_change_new (RosterChangeKind kind,
                   RosterOrganization *organization,
                   const char *subject,
                   const char *label,
                   const char *role)
{
  RosterChange *self;

  g_return_val_if_fail (ROSTER_IS_ORGANIZATION (organization), NULL);
  g_return_val_if_fail (subject != NULL && *subject != '\0', NULL);

  self = g_object_new (ROSTER_TYPE_CHANGE, NULL);
  self->kind = kind;
  self->organization = g_object_ref (organization);
  self->subject = g_strdup (subject);
  self->label = g_strdup (label != NULL && *label != '\0' ? label : subject);
  self->role = g_strdup (role != NULL ? role : "");
  roster_change_set_email (self, find_email (self));

  return self;
}

/**
 * roster_change_new_again:
 * @uuid: the id by which the journal knows it
 * @kind: what was to be done
 * @organization: where
 * @subject: to whom
 * @label: how the person was called
 * @role: as the service names it
 *
 * A change that an earlier run sent, or was about to, and whose end it did not see. It is never
 * sent: only its outcome is looked for.
 *
 * Returns: (transfer full): the change, being sent
 */
RosterChange *
roster_change_new_again (const char *uuid,
                         RosterChangeKind kind,
                         RosterOrganization *organization,
                         const char *subject,
                         const char *label,
                         const char *role)
{
  RosterChange *self = roster_change_new (kind, organization, subject, label, role);

  g_return_val_if_fail (self != NULL, NULL);

  g_free (self->uuid);
  self->uuid = g_strdup (uuid);
  self->state = ROSTER_CHANGE_SENDING;

  return self;
}

/** roster_change_get_uuid: the random id by which the journal knows it. */
const char *
roster_change_get_uuid (RosterChange *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE (self), NULL);

  return self->uuid;
}

/** roster_change_get_kind: what is to be done. */
RosterChangeKind
roster_change_get_kind (RosterChange *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE (self), ROSTER_CHANGE_INVITE);

  return self->kind;
}

/** roster_change_get_organization: where; borrowed. */
RosterOrganization *
roster_change_get_organization (RosterChange *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE (self), NULL);

  return self->organization;
}

/** roster_change_get_subject: to whom: an address for an invitation, a user id for the others. */
const char *
roster_change_get_subject (RosterChange *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE (self), NULL);

  return self->subject;
}

/** roster_change_get_label: how the person is called, not yet made safe to show. */
const char *
roster_change_get_label (RosterChange *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE (self), NULL);

  return self->label;
}

/**
 * roster_change_find_member:
 * @self: a change
 * @table: a list of its organization
 *
 * Returns: (transfer none) (nullable): the row of the person, by id, or by address for an
 * invitation
 */
const RosterMember *
roster_change_find_member (RosterChange *self, RosterMemberTable *table)
{
  guint row;

  g_return_val_if_fail (ROSTER_IS_CHANGE (self), NULL);

  row = self->kind == ROSTER_CHANGE_INVITE ? roster_member_table_find_email (table, self->subject)
                                           : roster_member_table_find_id (table, self->subject);

  return row != G_MAXUINT ? roster_member_table_get (table, row) : NULL;
}

/** roster_change_get_email: (nullable) the person's address, where it is known; as it came. */
const char *
roster_change_get_email (RosterChange *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE (self), NULL);

  return self->email;
}

/** roster_change_set_email: for whoever knows the address of somebody who is not in the list. */
void
roster_change_set_email (RosterChange *self, const char *email)
{
  g_return_if_fail (ROSTER_IS_CHANGE (self));

  g_free (self->email);
  self->email = email != NULL && *email != '\0' ? g_strdup (email) : NULL;
}

/** roster_change_get_role: as the service names it; for a removal the role that they have. */
const char *
roster_change_get_role (RosterChange *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE (self), NULL);

  return self->role;
}

/** roster_change_get_state: how far it is. */
RosterChangeState
roster_change_get_state (RosterChange *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE (self), ROSTER_CHANGE_PENDING);

  return self->state;
}

/** roster_change_is_finished: whether its state is final. */
gboolean
roster_change_is_finished (RosterChange *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE (self), FALSE);

  return self->state != ROSTER_CHANGE_PENDING && self->state != ROSTER_CHANGE_SENDING;
}

/** roster_change_get_error: (nullable) why it failed, or why it is unknown whether it happened. */
const GError *
roster_change_get_error (RosterChange *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE (self), NULL);

  return self->error;
}

/** roster_change_get_note: (nullable) a note, a translated sentence. */
const char *
roster_change_get_note (RosterChange *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE (self), NULL);

  return self->note;
}

/**
 * roster_change_set_most_removals:
 * @self: a removal
 * @most: how many removals there may be in the organization within 24 hours, this one included
 *
 * For the plan alone: while it was made, nobody had to confirm that there are more.
 */
void
roster_change_set_most_removals (RosterChange *self, guint most)
{
  g_return_if_fail (ROSTER_IS_CHANGE (self));

  self->most_removals = most;
}

/** roster_change_get_most_removals: as it was set; %G_MAXUINT where there is no limit. */
guint
roster_change_get_most_removals (RosterChange *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE (self), 0);

  return self->most_removals;
}

/**
 * roster_change_get_progress:
 * @self: a change
 *
 * Returns: (transfer none): whether it waits before it is sent again, or before the list is read
 *   again that settles it
 */
RosterCallProgress *
roster_change_get_progress (RosterChange *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE (self), NULL);

  return self->call_progress;
}

/** roster_change_can_stop_waiting: whether it waits, and nothing of it is on its way. */
gboolean
roster_change_can_stop_waiting (RosterChange *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE (self), FALSE);

  return self->state == ROSTER_CHANGE_SENDING && !self->settling &&
         roster_call_progress_get_wait_until (self->call_progress) != 0;
}

/**
 * roster_change_begin_settling:
 * @self: a change that is being sent
 *
 * For the queue alone: it may have happened, so that it is too late to stop it; what it waits for
 * from now on is the list that tells.
 */
void
roster_change_begin_settling (RosterChange *self)
{
  g_return_if_fail (ROSTER_IS_CHANGE (self));

  self->settling = TRUE;
}

/**
 * roster_change_set_state:
 * @self: a change
 * @state: how far it is now
 * @error: (nullable): why it failed or is unknown; copied
 * @note: (nullable): a note, a translated sentence; copied
 *
 * For the queue alone. A state that is final stays, but that what the service called done failed
 * where the list shows that it did not happen.
 */
void
roster_change_set_state (RosterChange *self,
                         RosterChangeState state,
                         const GError *error,
                         const char *note)
{
  g_return_if_fail (ROSTER_IS_CHANGE (self));
  g_return_if_fail (!roster_change_is_finished (self) ||
                    (self->state == ROSTER_CHANGE_DONE && state == ROSTER_CHANGE_FAILED));

  g_object_freeze_notify (G_OBJECT (self));
  g_free (self->note);
  self->note = g_strdup (note);
  if (self->error != NULL || error != NULL)
    {
      g_clear_error (&self->error);
      self->error = error != NULL ? g_error_copy (error) : NULL;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
    }
  if (self->state != state)
    {
      self->state = state;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
    }
  g_object_thaw_notify (G_OBJECT (self));
}
