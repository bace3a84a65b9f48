/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a thread to the call progress that the main thread shows: at most ten times a second. */

#include "core/wire/roster-progress-reporter.h"

#define MIN_INTERVAL (100 * G_TIME_SPAN_MILLISECOND)

struct _RosterProgressReporter
{
  /* owned */
  RosterCallProgress *call_progress; /* (nullable): touched by the main thread alone */
  GMainContext *context;

  guint n_members;
  guint n_members_told;
  gint64 told_at; /* monotonic microseconds */
};

typedef struct
{
  RosterCallProgress *call_progress; /* owned */
  gboolean is_wait;
  guint n_members;
  gint64 until;
  char *reason; /* (nullable) owned */
} Message;

static void
message_free (gpointer data)
{
  Message *message = data;

  g_object_unref (message->call_progress);
  g_free (message->reason);
  g_free (message);
}

static gboolean
deliver (gpointer data)
{
  Message *message = data;

  if (message->is_wait)
    roster_call_progress_set_waiting (message->call_progress, message->until, message->reason);
  else
    roster_call_progress_set_n_members (message->call_progress, message->n_members);
  return G_SOURCE_REMOVE;
}

/* Never g_main_context_invoke(): where the main loop does not run, that calls at once. */
static void
post (RosterProgressReporter *self, const Message *content)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  Message *message = g_memdup2 (content, sizeof *content);

  message->call_progress = g_object_ref (self->call_progress);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, deliver, message, message_free);
  g_source_attach (source, self->context);
}

/**
 * roster_progress_reporter_new:
 * @call_progress: (nullable): what is told
 * @context: (nullable): the main context in which it is told
 *
 * Made and freed by the thread that owns the call progress.
 *
 * Returns: (transfer full): a progress to be used by one thread
 */
RosterProgressReporter *
roster_progress_reporter_new (RosterCallProgress *call_progress, GMainContext *context)
{
  RosterProgressReporter *self = g_new0 (RosterProgressReporter, 1);

  self->call_progress = call_progress != NULL ? g_object_ref (call_progress) : NULL;
  self->context = g_main_context_ref (context != NULL ? context : g_main_context_default ());
  return self;
}

void
roster_progress_reporter_free (RosterProgressReporter *self)
{
  if (self == NULL)
    return;

  g_clear_object (&self->call_progress);
  g_main_context_unref (self->context);
  g_free (self);
}

/**
 * roster_progress_reporter_set_n_members:
 * @self: a progress
 * @n_members: how many have been read by now; may be called for every piece
 */
void
roster_progress_reporter_set_n_members (RosterProgressReporter *self, guint n_members)
{
  self->n_members = n_members;
  if (g_get_monotonic_time () - self->told_at >= MIN_INTERVAL)
    roster_progress_reporter_flush (self);
}

/**
 * roster_progress_reporter_flush:
 * @self: a progress
 *
 * Tells the last number now.
 */
void
roster_progress_reporter_flush (RosterProgressReporter *self)
{
  if (self->call_progress == NULL || self->n_members == self->n_members_told)
    return;

  self->told_at = g_get_monotonic_time ();
  self->n_members_told = self->n_members;
  post (self, &(Message){ .n_members = self->n_members });
}

/**
 * roster_progress_reporter_set_waiting:
 * @self: a progress
 * @until: monotonic microseconds, 0 where the wait is over
 * @reason: (nullable): one translated sentence
 */
void
roster_progress_reporter_set_waiting (RosterProgressReporter *self,
                                      gint64 until,
                                      const char *reason)
{
  if (self->call_progress == NULL)
    return;

  roster_progress_reporter_flush (self);
  post (self, &(Message){ .is_wait = TRUE, .until = until, .reason = g_strdup (reason) });
}
