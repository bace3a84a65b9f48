/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a running call is doing: how far it is, whether and why it waits, whether it may go on
 * waiting. */

#include "core/wire/roster-call-progress.h"

struct _RosterCallProgress
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

G_DEFINE_FINAL_TYPE (RosterCallProgress, roster_call_progress, G_TYPE_OBJECT)

static void
roster_call_progress_get_property (GObject *object,
                                   guint property_id,
                                   GValue *value,
                                   GParamSpec *pspec)
{
  RosterCallProgress *self = ROSTER_CALL_PROGRESS (object);

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
roster_call_progress_finalize (GObject *object)
{
  RosterCallProgress *self = ROSTER_CALL_PROGRESS (object);

  g_free (self->reason);
  g_clear_object (&self->stop);

  G_OBJECT_CLASS (roster_call_progress_parent_class)->finalize (object);
}

static void
roster_call_progress_class_init (RosterCallProgressClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = roster_call_progress_get_property;
  object_class->finalize = roster_call_progress_finalize;

  properties[PROP_N_MEMBERS] = g_param_spec_uint ("n-members", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_WAIT_UNTIL] =
      g_param_spec_int64 ("wait-until", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_REASON] = g_param_spec_string ("reason", NULL, NULL, NULL, flags);
  properties[PROP_PROMPTING] = g_param_spec_boolean ("prompting", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
roster_call_progress_init (RosterCallProgress *self)
{
  self->stop = g_cancellable_new ();
}

RosterCallProgress *
roster_call_progress_new (void)
{
  return g_object_new (ROSTER_TYPE_CALL_PROGRESS, NULL);
}

/**
 * roster_call_progress_reset:
 * @self: a call progress
 *
 * Back to the state of a new one: nothing read, not waiting.
 */
void
roster_call_progress_reset (RosterCallProgress *self)
{
  g_return_if_fail (ROSTER_IS_CALL_PROGRESS (self));

  roster_call_progress_set_n_members (self, 0);
  roster_call_progress_set_waiting (self, 0, NULL);
  roster_call_progress_set_prompting (self, FALSE);
}

/** roster_call_progress_get_prompting: whether the keyring asks the person for its password */
gboolean
roster_call_progress_get_prompting (RosterCallProgress *self)
{
  g_return_val_if_fail (ROSTER_IS_CALL_PROGRESS (self), FALSE);

  return self->is_prompting;
}

void
roster_call_progress_set_prompting (RosterCallProgress *self, gboolean is_prompting)
{
  g_return_if_fail (ROSTER_IS_CALL_PROGRESS (self));

  if (self->is_prompting == is_prompting)
    return;

  self->is_prompting = is_prompting;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROMPTING]);
}

guint
roster_call_progress_get_n_members (RosterCallProgress *self)
{
  g_return_val_if_fail (ROSTER_IS_CALL_PROGRESS (self), 0);

  return self->n_members;
}

void
roster_call_progress_set_n_members (RosterCallProgress *self, guint n_members)
{
  g_return_if_fail (ROSTER_IS_CALL_PROGRESS (self));

  if (self->n_members == n_members)
    return;

  self->n_members = n_members;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_MEMBERS]);
}

/**
 * roster_call_progress_get_wait_until:
 * @self: a call progress
 *
 * Returns: the time of g_get_monotonic_time() at which the next try starts, 0 where it does not
 * wait
 */
gint64
roster_call_progress_get_wait_until (RosterCallProgress *self)
{
  g_return_val_if_fail (ROSTER_IS_CALL_PROGRESS (self), 0);

  return self->wait_until;
}

/**
 * roster_call_progress_get_reason:
 * @self: a call progress
 *
 * Returns: (nullable): why it waits, one translated sentence
 */
const char *
roster_call_progress_get_reason (RosterCallProgress *self)
{
  g_return_val_if_fail (ROSTER_IS_CALL_PROGRESS (self), NULL);

  return self->reason;
}

/**
 * roster_call_progress_set_waiting:
 * @self: a call progress
 * @until: monotonic microseconds, or 0 where the wait is over
 * @reason: (nullable): why, one translated sentence
 */
void
roster_call_progress_set_waiting (RosterCallProgress *self, gint64 until, const char *reason)
{
  g_return_if_fail (ROSTER_IS_CALL_PROGRESS (self));
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
 * roster_call_progress_get_stop:
 * @self: a call progress
 *
 * Returns: (transfer none): is cancelled by roster_call_progress_stop(), for whoever waits
 */
GCancellable *
roster_call_progress_get_stop (RosterCallProgress *self)
{
  g_return_val_if_fail (ROSTER_IS_CALL_PROGRESS (self), NULL);

  return self->stop;
}

/**
 * roster_call_progress_stop:
 * @self: the call progress of a change
 *
 * Ends the wait of a change before it is sent, or sent again, now and later: it then returns
 * G_IO_ERROR_CANCELLED. What has left is let finish. A read has a cancellable of its own and does
 * not look at this.
 */
void
roster_call_progress_stop (RosterCallProgress *self)
{
  g_return_if_fail (ROSTER_IS_CALL_PROGRESS (self));

  g_cancellable_cancel (self->stop);
}
