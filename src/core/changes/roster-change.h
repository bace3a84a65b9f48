/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/organizations/roster-organization.h"

G_BEGIN_DECLS

typedef enum
{
  ROSTER_CHANGE_INVITE, /* subject: an email address */
  ROSTER_CHANGE_ADD,    /* subject: a user id */
  ROSTER_CHANGE_REMOVE, /* subject: a user id */
} RosterChangeKind;

typedef enum
{
  ROSTER_CHANGE_PENDING,
  ROSTER_CHANGE_SENDING,
  ROSTER_CHANGE_DONE,
  ROSTER_CHANGE_FAILED,
  ROSTER_CHANGE_UNKNOWN, /* sent, the answer was lost, and reading the list did not settle it */
  ROSTER_CHANGE_SKIPPED, /* the run was stopped before the service acted on it */
} RosterChangeState;

#define ROSTER_TYPE_CHANGE_STATE (roster_change_state_get_type ())
GType roster_change_state_get_type (void);

/**
 * RosterChange:
 *
 * One invite, add or remove, aimed at one person in one organization.
 *
 * Properties: "state" and "error" (notified, read only); the rest are plain getters.
 */
#define ROSTER_TYPE_CHANGE (roster_change_get_type ())
G_DECLARE_FINAL_TYPE (RosterChange, roster_change, ROSTER, CHANGE, GObject)

/* label: how the person is called on screen (name or address); role: as the service names it, for
 * a removal the role they have. */
RosterChange *roster_change_new (RosterChangeKind kind,
                                 RosterOrganization *organization,
                                 const char *subject,
                                 const char *label,
                                 const char *role);
/* A change of an earlier run, as the journal tells it: for RosterRecovery alone. */
RosterChange *roster_change_new_again (const char *uuid,
                                       RosterChangeKind kind,
                                       RosterOrganization *organization,
                                       const char *subject,
                                       const char *label,
                                       const char *role);
const char *roster_change_get_uuid (RosterChange *self);
RosterChangeKind roster_change_get_kind (RosterChange *self);
RosterOrganization *roster_change_get_organization (RosterChange *self);
const char *roster_change_get_subject (RosterChange *self);
const char *roster_change_get_label (RosterChange *self);
const char *roster_change_get_role (RosterChange *self);
RosterChangeState roster_change_get_state (RosterChange *self);
gboolean roster_change_is_finished (RosterChange *self);
const GError *roster_change_get_error (RosterChange *self); /* (nullable) */
/* What else is to be said of a change that is done ("They were already gone."); of one that failed
 * or is unknown, what the service said, where the error says more than that; or NULL. */
const char *roster_change_get_note (RosterChange *self);
const RosterMember *roster_change_find_member (RosterChange *self, RosterMemberTable *table);
const char *roster_change_get_email (RosterChange *self);
void roster_change_set_email (RosterChange *self, const char *email);
guint roster_change_get_most_removals (RosterChange *self);
void roster_change_set_most_removals (RosterChange *self, guint most);
RosterCallProgress *roster_change_get_progress (RosterChange *self);
gboolean roster_change_can_stop_waiting (RosterChange *self);
/* For the queue alone: it has left, and only the list tells what became of it. */
void roster_change_begin_settling (RosterChange *self);
/* For the queue alone. error: (nullable) copied; note: (nullable). */
void roster_change_set_state (RosterChange *self,
                              RosterChangeState state,
                              const GError *error,
                              const char *note);

G_END_DECLS
