/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RosterStatus:
 * @n_shown: members in the list
 * @n_members: members in the organization
 * @n_selected: members selected and shown
 * @n_selected_hidden: members selected and not shown
 * @read_at: when the list was read, milliseconds since the epoch
 * @loading: it is being read again
 * @n_read: how many have been read so far
 * @wait_until: monotonic microseconds, 0 where the read does not wait
 * @sending: changes are on their way
 * @n_new: members who were not there when the list was read before
 * @n_gone: members who were there then
 * @n_changed: members whose access or name is another one since then
 * @note: (nullable): what was just done
 *
 * What the status line is made of.
 */
typedef struct
{
  guint n_shown;
  guint n_members;
  guint n_selected;
  guint n_selected_hidden;
  gint64 read_at;
  gboolean loading;
  guint n_read;
  gint64 wait_until;
  gboolean sending;
  guint n_new;
  guint n_gone;
  guint n_changed;
  const char *note;
} RosterStatus;

char *roster_status_text (const RosterStatus *status, gint64 now, gint64 monotonic_now);
char *roster_status_text_wait (const char *reason, gint64 wait_until, gint64 monotonic_now);
char *roster_status_text_stale (gint64 read_at, gint64 now, GTimeZone *zone);

G_END_DECLS
