/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterChangeItem: one person in a dialog, with how they stand. It follows its change, if any. */

#include "ui/changes/roster-change-item.h"

#include "core/base/roster-error.h"
#include "core/base/roster-text.h"
#include "ui/widgets/roster-status-text.h"

#include <glib/gi18n-lib.h>

struct _RosterChangeItem
{
  GObject parent_instance;

  RosterMark mark;

  /* Owned */
  char *title;
  char *detail;         /* (nullable) */
  char *status;         /* (nullable) */
  RosterChange *change; /* (nullable) */

  guint tick_id; /* while the change waits, else 0 */
};

enum
{
  PROP_0,
  PROP_MARK,
  PROP_STATUS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ENUM_TYPE (RosterMark,
                    roster_mark,
                    G_DEFINE_ENUM_VALUE (ROSTER_MARK_READY, "ready"),
                    G_DEFINE_ENUM_VALUE (ROSTER_MARK_FLAGGED, "flagged"),
                    G_DEFINE_ENUM_VALUE (ROSTER_MARK_REFUSED, "refused"),
                    G_DEFINE_ENUM_VALUE (ROSTER_MARK_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (ROSTER_MARK_SENDING, "sending"),
                    G_DEFINE_ENUM_VALUE (ROSTER_MARK_DONE, "done"),
                    G_DEFINE_ENUM_VALUE (ROSTER_MARK_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (ROSTER_MARK_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (ROSTER_MARK_SKIPPED, "skipped"))

G_DEFINE_FINAL_TYPE (RosterChangeItem, roster_change_item, G_TYPE_OBJECT)

static gboolean
is_waiting (RosterChange *change)
{
  return roster_change_get_state (change) == ROSTER_CHANGE_SENDING &&
         roster_call_progress_get_wait_until (roster_change_get_progress (change)) != 0;
}

static RosterMark
mark_of_change (RosterChange *change)
{
  switch (roster_change_get_state (change))
    {
    case ROSTER_CHANGE_SENDING:
      return is_waiting (change) ? ROSTER_MARK_WAITING : ROSTER_MARK_SENDING;
    case ROSTER_CHANGE_DONE:
      return ROSTER_MARK_DONE;
    case ROSTER_CHANGE_FAILED:
      return ROSTER_MARK_FAILED;
    case ROSTER_CHANGE_UNKNOWN:
      return ROSTER_MARK_UNKNOWN;
    case ROSTER_CHANGE_SKIPPED:
      return ROSTER_MARK_SKIPPED;
    case ROSTER_CHANGE_PENDING:
    default:
      return ROSTER_MARK_WAITING;
    }
}

static const char *
done_text (RosterChange *change)
{
  if (roster_change_get_note (change) != NULL)
    return roster_change_get_note (change);

  switch (roster_change_get_kind (change))
    {
    case ROSTER_CHANGE_INVITE:
      return _ ("Invited");
    case ROSTER_CHANGE_ADD:
      return _ ("Added");
    case ROSTER_CHANGE_REMOVE:
    default:
      return _ ("Removed");
    }
}

static const char *
unknown_text (RosterChangeKind kind)
{
  switch (kind)
    {
    case ROSTER_CHANGE_INVITE:
      return _ ("The answer was lost: it may have been sent. It is not sent again by itself.");
    case ROSTER_CHANGE_ADD:
      return _ ("The answer was lost: they may have been added. Refresh the list to see.");
    case ROSTER_CHANGE_REMOVE:
    default:
      return _ ("The answer was lost: they may have been removed. Refresh the list to see.");
    }
}

/* (nullable): what to do about it, where it is about this person and not about the account */
static const char *
advise (RosterChange *change, const GError *error)
{
  if (error->domain != ROSTER_ERROR)
    return roster_error_get_advice (error);
  switch ((int)error->code)
    {
    case ROSTER_ERROR_REFUSED:
    case ROSTER_ERROR_CONFLICT: /* the list was read again */
      return NULL;
    case ROSTER_ERROR_NOT_FOUND:
      if (roster_change_get_kind (change) == ROSTER_CHANGE_ADD)
        return _ ("Check the user id; whoever has none yet is invited by email.");
      return roster_error_get_advice (error);
    default:
      return roster_error_get_advice (error);
    }
}

static char *
failed_text (RosterChange *change)
{
  const GError *error = roster_change_get_error (change);
  g_autofree char *message = NULL;
  const char *advice;

  if (error == NULL)
    return g_strdup (_ ("It did not work."));
  message = roster_text_display (error->message);
  advice = advise (change, error);
  return advice != NULL ? g_strjoin ("\n", message, advice, NULL) : g_steal_pointer (&message);
}

/* Why it waits before the next try, and how long yet. */
static char *
waiting_text (RosterChange *change)
{
  RosterCallProgress *progress = roster_change_get_progress (change);
  const char *reason = roster_call_progress_get_reason (progress);
  g_autofree char *shown = reason != NULL ? roster_text_display (reason) : NULL;

  return roster_status_text_wait (shown, roster_call_progress_get_wait_until (progress),
                                  g_get_monotonic_time ());
}

static const char *
skipped_text (RosterChange *change)
{
  return roster_change_get_note (change) != NULL ? roster_change_get_note (change)
                                                 : _ ("Stopped before it was sent");
}

static char *
status_of_change (RosterChange *change)
{
  switch (roster_change_get_state (change))
    {
    case ROSTER_CHANGE_SENDING:
      return is_waiting (change) ? waiting_text (change) : g_strdup (_ ("Sending…"));
    case ROSTER_CHANGE_DONE:
      return g_strdup (done_text (change));
    case ROSTER_CHANGE_FAILED:
      return failed_text (change);
    case ROSTER_CHANGE_UNKNOWN:
      return g_strdup (unknown_text (roster_change_get_kind (change)));
    case ROSTER_CHANGE_SKIPPED:
      return g_strdup (skipped_text (change));
    case ROSTER_CHANGE_PENDING:
    default:
      return g_strdup (_ ("Waiting"));
    }
}

static void
roster_change_item_follow (RosterChangeItem *self)
{
  g_autofree char *status = status_of_change (self->change);
  RosterMark mark = mark_of_change (self->change);

  g_object_freeze_notify (G_OBJECT (self));
  if (mark != self->mark)
    {
      self->mark = mark;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MARK]);
    }
  if (g_strcmp0 (status, self->status) != 0)
    {
      g_free (self->status);
      self->status = g_steal_pointer (&status);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATUS]);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

static gboolean
on_tick (gpointer user_data)
{
  roster_change_item_follow (user_data);
  return G_SOURCE_CONTINUE;
}

/* The seconds are counted down while it waits. */
static void
change_moved (RosterChangeItem *self)
{
  roster_change_item_follow (self);
  if (!is_waiting (self->change))
    g_clear_handle_id (&self->tick_id, g_source_remove);
  else if (self->tick_id == 0)
    self->tick_id = g_timeout_add_seconds (1, on_tick, self);
}

static void
roster_change_item_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RosterChangeItem *self = ROSTER_CHANGE_ITEM (object);

  switch (prop_id)
    {
    case PROP_MARK:
      g_value_set_enum (value, (int)self->mark);
      break;
    case PROP_STATUS:
      g_value_set_string (value, self->status);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_change_item_finalize (GObject *object)
{
  RosterChangeItem *self = ROSTER_CHANGE_ITEM (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_free (self->title);
  g_free (self->detail);
  g_free (self->status);
  g_clear_object (&self->change);

  G_OBJECT_CLASS (roster_change_item_parent_class)->finalize (object);
}

static void
roster_change_item_class_init (RosterChangeItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = roster_change_item_finalize;
  object_class->get_property = roster_change_item_get_property;

  properties[PROP_MARK] =
      g_param_spec_enum ("mark", NULL, NULL, ROSTER_TYPE_MARK, ROSTER_MARK_READY,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_STATUS] =
      g_param_spec_string ("status", NULL, NULL, NULL,
                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
roster_change_item_init (RosterChangeItem *self)
{
}

/**
 * roster_change_item_new:
 * @title: who, as the person or the service spelt it; shown safely whatever it holds
 * @detail: (nullable): what tells them from others, such as their role
 * @mark: how they stand
 * @status: (nullable): why, one sentence
 *
 * Returns: (transfer full): an item that does not change
 */
RosterChangeItem *
roster_change_item_new (const char *title, const char *detail, RosterMark mark, const char *status)
{
  RosterChangeItem *self = g_object_new (ROSTER_TYPE_CHANGE_ITEM, NULL);

  self->title = roster_text_display (title);
  self->detail = detail != NULL ? roster_text_display (detail) : NULL;
  self->status = status != NULL ? roster_text_display (status) : NULL;
  self->mark = mark;
  return self;
}

/**
 * roster_change_item_new_for_change:
 * @change: the change to follow
 *
 * Returns: (transfer full): an item whose mark and status are those of @change, now and later
 */
RosterChangeItem *
roster_change_item_new_for_change (RosterChange *change)
{
  g_autofree char *role = roster_role_display (roster_change_get_role (change));
  RosterChangeItem *self =
      roster_change_item_new (roster_change_get_label (change), role, ROSTER_MARK_WAITING, NULL);

  self->change = g_object_ref (change);
  g_signal_connect_object (change, "notify::state", G_CALLBACK (change_moved), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (roster_change_get_progress (change), "notify::wait-until",
                           G_CALLBACK (change_moved), self, G_CONNECT_SWAPPED);
  change_moved (self);
  return self;
}

/**
 * roster_change_item_get_title:
 * @self: an item
 *
 * Returns: who, fit to be shown
 */
const char *
roster_change_item_get_title (RosterChangeItem *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE_ITEM (self), NULL);

  return self->title;
}

/**
 * roster_change_item_get_detail:
 * @self: an item
 *
 * Returns: (nullable): what tells them from others, fit to be shown
 */
const char *
roster_change_item_get_detail (RosterChangeItem *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE_ITEM (self), NULL);

  return self->detail;
}

/**
 * roster_change_item_get_mark:
 * @self: an item
 *
 * Returns: how they stand
 */
RosterMark
roster_change_item_get_mark (RosterChangeItem *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE_ITEM (self), ROSTER_MARK_READY);

  return self->mark;
}

/**
 * roster_change_item_get_status:
 * @self: an item
 *
 * Returns: (nullable): why, one sentence, fit to be shown
 */
const char *
roster_change_item_get_status (RosterChangeItem *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE_ITEM (self), NULL);

  return self->status;
}

/**
 * roster_change_item_describe:
 * @self: an item
 *
 * What a screen reader says of the row: who and how they stand, so that nothing hangs on an icon or
 * a colour.
 *
 * Returns: (transfer full): one translated line
 */
char *
roster_change_item_describe (RosterChangeItem *self)
{
  const char *status;

  g_return_val_if_fail (ROSTER_IS_CHANGE_ITEM (self), NULL);

  status = self->status != NULL ? self->status : roster_mark_get_label (self->mark);
  if (self->detail == NULL)
    /* Translators: who, then how they stand: “ada@example.com: Invited” */
    return g_strdup_printf (_ ("%s: %s"), self->title, status);
  /* Translators: who, their role, then how they stand: “ada@example.com, Reader: Invited” */
  return g_strdup_printf (_ ("%s, %s: %s"), self->title, self->detail, status);
}

/**
 * roster_mark_get_label:
 * @mark: how somebody stands
 *
 * Returns: the same in a word or two, translated; static
 */
const char *
roster_mark_get_label (RosterMark mark)
{
  switch (mark)
    {
    case ROSTER_MARK_FLAGGED:
      return _ ("Look twice");
    case ROSTER_MARK_REFUSED:
      return _ ("Left out");
    case ROSTER_MARK_WAITING:
      return _ ("Waiting");
    case ROSTER_MARK_SENDING:
      return _ ("Sending");
    case ROSTER_MARK_DONE:
      return _ ("Done");
    case ROSTER_MARK_FAILED:
      return _ ("Failed");
    case ROSTER_MARK_UNKNOWN:
      return _ ("Not known");
    case ROSTER_MARK_SKIPPED:
      return _ ("Not sent");
    case ROSTER_MARK_READY:
    default:
      return _ ("Ready");
    }
}

/**
 * roster_mark_get_icon_name:
 * @mark: how somebody stands
 *
 * Returns: a symbolic icon, static
 */
const char *
roster_mark_get_icon_name (RosterMark mark)
{
  switch (mark)
    {
    case ROSTER_MARK_FLAGGED:
      return "dialog-warning-symbolic";
    case ROSTER_MARK_REFUSED:
      return "action-unavailable-symbolic";
    case ROSTER_MARK_WAITING:
    case ROSTER_MARK_SENDING:
      return "content-loading-symbolic";
    case ROSTER_MARK_DONE:
      return "object-select-symbolic";
    case ROSTER_MARK_FAILED:
      return "dialog-error-symbolic";
    case ROSTER_MARK_UNKNOWN:
      return "dialog-question-symbolic";
    case ROSTER_MARK_SKIPPED:
      return "media-playback-pause-symbolic";
    case ROSTER_MARK_READY:
    default:
      return "avatar-default-symbolic";
    }
}

/**
 * roster_role_display:
 * @role: (nullable): a role as the service spells it
 *
 * Returns: (transfer full) (nullable): its label; a role that threat-stack/README.md does not know,
 * safe to show
 */
char *
roster_role_display (const char *role)
{
  RosterRole known = roster_role_from_string (role);

  if (role == NULL || *role == '\0')
    return NULL;
  return known == ROSTER_ROLE_OTHER ? roster_text_display (role)
                                    : g_strdup (roster_role_get_label (known));
}
