/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "demo/service/roster-demo-state.h"

G_BEGIN_DECLS

/**
 * RosterDemoService:
 *
 * A service of our own that speaks all of threat-stack/README.md over HTTP on a loopback port, with
 * Hawk, and is full of invented people. Every function may be called from any thread.
 */
#define ROSTER_TYPE_DEMO_SERVICE (roster_demo_service_get_type ())
G_DECLARE_FINAL_TYPE (RosterDemoService, roster_demo_service, ROSTER, DEMO_SERVICE, GObject)

RosterDemoService *roster_demo_service_new (const RosterDemoOptions *options);

gboolean roster_demo_service_start (RosterDemoService *self, GError **error);
gboolean roster_demo_service_start_in_thread (RosterDemoService *self, GError **error);
void roster_demo_service_stop (RosterDemoService *self);

const char *roster_demo_service_get_endpoint (RosterDemoService *self);
const char *roster_demo_service_get_user_id (RosterDemoService *self);
const char *roster_demo_service_get_key (RosterDemoService *self);
guint roster_demo_service_get_n_organizations (RosterDemoService *self);
const char *roster_demo_service_get_organization_id (RosterDemoService *self, guint position);
const char *roster_demo_service_get_organization_name (RosterDemoService *self, guint position);
char *roster_demo_service_describe (RosterDemoService *self);

/* (transfer none): for the functions of this header only. */
RosterDemoState *roster_demo_service_get_state (RosterDemoService *self);

/* What goes wrong, see roster_demo_fault_parse(). */
gboolean roster_demo_service_add_fault (RosterDemoService *self, const char *spec, GError **error);
void roster_demo_service_clear_faults (RosterDemoService *self);
char *roster_demo_service_describe_faults (RosterDemoService *self);
guint roster_demo_service_count_calls (RosterDemoService *self, guint calls);
char *roster_demo_service_describe_state (RosterDemoService *self);
char *roster_demo_service_describe_members (RosterDemoService *self, const char *organization_id);

void roster_demo_service_set_refusing (RosterDemoService *self, gboolean refuses, guint seconds);

/* What the service knows, for those who test against it. */
guint roster_demo_service_get_n_members (RosterDemoService *self, const char *organization_id);
char *roster_demo_service_dup_member_id (RosterDemoService *self,
                                         const char *organization_id,
                                         guint position);
char *roster_demo_service_dup_role (RosterDemoService *self,
                                    const char *organization_id,
                                    const char *user_id);
char **roster_demo_service_dup_invitations (RosterDemoService *self, const char *organization_id);
guint roster_demo_service_get_n_requests (RosterDemoService *self,
                                          const char *method,
                                          const char *resource_prefix);
char **roster_demo_service_dup_requests (RosterDemoService *self);
void roster_demo_service_clear_requests (RosterDemoService *self);
void roster_demo_service_set_clock_offset (RosterDemoService *self, gint64 offset_s);
void roster_demo_service_set_invite_needs_put (RosterDemoService *self, gboolean needs_put);
void roster_demo_service_set_page_delay (RosterDemoService *self, guint delay_ms);

void roster_demo_service_set_request_func (RosterDemoService *self,
                                           RosterDemoRequestFunc func,
                                           gpointer user_data);

G_END_DECLS
