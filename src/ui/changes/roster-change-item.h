/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/changes/roster-change.h"

G_BEGIN_DECLS

/** RosterMark: how one person stands; a row shows it as an icon and in words. */
typedef enum
{
  ROSTER_MARK_READY,   /* will be sent */
  ROSTER_MARK_FLAGGED, /* will be sent, but should be looked at */
  ROSTER_MARK_REFUSED, /* will not be sent */
  ROSTER_MARK_WAITING,
  ROSTER_MARK_SENDING,
  ROSTER_MARK_DONE,
  ROSTER_MARK_FAILED,
  ROSTER_MARK_UNKNOWN,
  ROSTER_MARK_SKIPPED,
} RosterMark;

#define ROSTER_TYPE_MARK (roster_mark_get_type ())
GType roster_mark_get_type (void);

/**
 * RosterChangeItem:
 *
 * One person in a dialog, before, while and after something is done: who, how they stand, and why.
 *
 * Properties: "mark" and "status" (read only, notified); the rest are plain getters.
 */
#define ROSTER_TYPE_CHANGE_ITEM (roster_change_item_get_type ())
G_DECLARE_FINAL_TYPE (RosterChangeItem, roster_change_item, ROSTER, CHANGE_ITEM, GObject)

RosterChangeItem *
roster_change_item_new (const char *title, const char *detail, RosterMark mark, const char *status);
RosterChangeItem *roster_change_item_new_for_change (RosterChange *change);
const char *roster_change_item_get_title (RosterChangeItem *self);
const char *roster_change_item_get_detail (RosterChangeItem *self); /* (nullable) */
RosterMark roster_change_item_get_mark (RosterChangeItem *self);
const char *roster_change_item_get_status (RosterChangeItem *self); /* (nullable) */
char *roster_change_item_describe (RosterChangeItem *self);

const char *roster_mark_get_label (RosterMark mark);
const char *roster_mark_get_icon_name (RosterMark mark);
char *roster_role_display (const char *role);

G_END_DECLS
