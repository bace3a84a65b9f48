/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a running call is doing: how far it is, whether and why it waits, whether it may go on
 * waiting. */

#include "core/wire/roster-activity.h"

struct _RosterActivity
{
  GObject parent_instance;

  guint n_members;
  gint64 wait_until; /* monotonic microseconds, 0 where it does not wait */
  char *reason;      /* (nullable) owned */
  gboolean is_prompting;
  GCancellable *stop;
};

enum
{
  PROP_0,
  PROP_N_MEMBERS,
  PROP_WAIT_UNTIL,
  PROP_REASON,
  PROP_PROMPTING,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (RosterActivity, roster_activity, G_TYPE_OBJECT)

static void
roster_activity_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  RosterActivity *self = ROSTER_ACTIVITY (object);

  switch (property_id)
    {
    case PROP_N_MEMBERS:
      g_value_set_uint (value, self->n_members);
      break;
    case PROP_WAIT_UNTIL:
      g_value_set_int64 (value, self->wait_until);
      break;
    case PROP_REASON:
      g_value_set_string (value, self->reason);
      break;
    case PROP_PROMPTING:
      g_value_set_boolean (value, self->is_prompting);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
roster_activity_finalize (GObject *object)
{
  RosterActivity *self = ROSTER_ACTIVITY (object);

  g_free (self->reason);
  g_clear_object (&self->stop);

  G_OBJECT_CLASS (roster_activity_parent_class)->finalize (object);
}

static void
roster_activity_class_init (RosterActivityClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = roster_activity_get_property;
  object_class->finalize = roster_activity_finalize;

  properties[PROP_N_MEMBERS] = g_param_spec_uint ("n-members", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_WAIT_UNTIL] =
      g_param_spec_int64 ("wait-until", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_REASON] = g_param_spec_string ("reason", NULL, NULL, NULL, flags);
  properties[PROP_PROMPTING] = g_param_spec_boolean ("prompting", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
roster_activity_init (RosterActivity *self)
{
  self->stop = g_cancellable_new ();
}

RosterActivity *
roster_activity_new (void)
{
  return g_object_new (ROSTER_TYPE_ACTIVITY, NULL);
}

/**
 * roster_activity_reset:
 * @self: an activity
 *
 * Back to the state of a new one: nothing read, not waiting.
 */
void
roster_activity_reset (RosterActivity *self)
{
  g_return_if_fail (ROSTER_IS_ACTIVITY (self));

  roster_activity_set_n_members (self, 0);
  roster_activity_set_waiting (self, 0, NULL);
  roster_activity_set_prompting (self, FALSE);
}

/** roster_activity_get_prompting: whether the keyring asks the person for its password */
gboolean
roster_activity_get_prompting (RosterActivity *self)
{
  g_return_val_if_fail (ROSTER_IS_ACTIVITY (self), FALSE);

  return self->is_prompting;
}

void
roster_activity_set_prompting (RosterActivity *self, gboolean is_prompting)
{
  g_return_if_fail (ROSTER_IS_ACTIVITY (self));

  if (self->is_prompting == is_prompting)
    return;

  self->is_prompting = is_prompting;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROMPTING]);
}

guint
roster_activity_get_n_members (RosterActivity *self)
{
  g_return_val_if_fail (ROSTER_IS_ACTIVITY (self), 0);

  return self->n_members;
}

void
roster_activity_set_n_members (RosterActivity *self, guint n_members)
{
  g_return_if_fail (ROSTER_IS_ACTIVITY (self));

  if (self->n_members == n_members)
    return;

  self->n_members = n_members;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_MEMBERS]);
}

/**
 * roster_activity_get_wait_until:
 * @self: an activity
 *
 * Returns: the time of g_get_monotonic_time() at which the next try starts, 0 where it does not
 * wait
 */
gint64
roster_activity_get_wait_until (RosterActivity *self)
{
  g_return_val_if_fail (ROSTER_IS_ACTIVITY (self), 0);

  return self->wait_until;
}

/**
 * roster_activity_get_reason:
 * @self: an activity
 *
 * Returns: (nullable): why it waits, one translated sentence
 */
const char *
roster_activity_get_reason (RosterActivity *self)
{
  g_return_val_if_fail (ROSTER_IS_ACTIVITY (self), NULL);

  return self->reason;
}

/**
 * roster_activity_set_waiting:
 * @self: an activity
 * @until: monotonic microseconds, or 0 where the wait is over
 * @reason: (nullable): why, one translated sentence
 */
void
roster_activity_set_waiting (RosterActivity *self, gint64 until, const char *reason)
{
  g_return_if_fail (ROSTER_IS_ACTIVITY (self));
  g_return_if_fail (until >= 0);

  g_object_freeze_notify (G_OBJECT (self));

  if (self->wait_until != until)
    {
      self->wait_until = until;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WAIT_UNTIL]);
    }
  if (g_strcmp0 (self->reason, reason) != 0)
    {
      g_free (self->reason);
      self->reason = g_strdup (reason);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REASON]);
    }

  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * roster_activity_get_stop:
 * @self: an activity
 *
 * Returns: (transfer none): is cancelled by roster_activity_stop(), for whoever waits
 */
GCancellable *
roster_activity_get_stop (RosterActivity *self)
{
  g_return_val_if_fail (ROSTER_IS_ACTIVITY (self), NULL);

  return self->stop;
}

/**
 * roster_activity_stop:
 * @self: the activity of a change
 *
 * Ends the wait of a change before it is sent, or sent again, now and later: it then returns
 * G_IO_ERROR_CANCELLED. What has left is let finish. A read has a cancellable of its own and does
 * not look at this.
 */
void
roster_activity_stop (RosterActivity *self)
{
  g_return_if_fail (ROSTER_IS_ACTIVITY (self));

  g_cancellable_cancel (self->stop);
}
