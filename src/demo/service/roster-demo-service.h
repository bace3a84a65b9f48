/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** ROSTER_DEMO_DEFAULT_PAGE_SIZE: how many members a page has where nothing else is asked for. */
#define ROSTER_DEMO_DEFAULT_PAGE_SIZE 100

/**
 * RosterDemoOptions:
 * @port: where to listen on 127.0.0.1; 0 picks a free port
 * @page_size: members a page; 0 for %ROSTER_DEMO_DEFAULT_PAGE_SIZE
 * @n_members: of the first organization, up to 1,000,000; 0 for 240
 * @page_delay_ms: how long each page of a list is held back, in milliseconds
 * @clock_offset_s: how far the service's clock is ahead of this computer's, in seconds
 * @invite_needs_put: whether invitations are taken as PUT only, POST being answered by 405
 * @has_control: whether faults can be set over a second port, see #RosterDemoControl
 * @certificate: (nullable): a PEM file with a certificate and its private key, to speak TLS
 *   with; borrowed until the service has started
 * @now_ms: the time that people's habits are counted back from, milliseconds since the epoch; 0 for
 *   the start of the service
 *
 * How the demo service is to be. All zero is a good one.
 */
typedef struct
{
  guint port;
  guint page_size;
  guint n_members;
  guint page_delay_ms;
  gint64 clock_offset_s;
  gboolean invite_needs_put;
  gboolean has_control;
  const char *certificate;
  gint64 now_ms;
} RosterDemoOptions;

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

/* What goes wrong, see roster_demo_fault_parse(). */
gboolean roster_demo_service_add_fault (RosterDemoService *self, const char *spec, GError **error);
void roster_demo_service_clear_faults (RosterDemoService *self);
char *roster_demo_service_describe_faults (RosterDemoService *self);
guint roster_demo_service_count_calls (RosterDemoService *self, guint calls);
char *roster_demo_service_describe_state (RosterDemoService *self);
char *roster_demo_service_describe_members (RosterDemoService *self, const char *organization_id);

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

/**
 * RosterDemoRequestFunc:
 * @line: a request that was answered, as one line of JSON: method, resource, organization, body (as
 * a string), status
 * @user_data: what was given with the function
 *
 * Called in the service's own thread, before the answer leaves; it must not call the service.
 */
typedef void (*RosterDemoRequestFunc) (const char *line, gpointer user_data);

void roster_demo_service_set_request_func (RosterDemoService *self,
                                           RosterDemoRequestFunc func,
                                           gpointer user_data);

G_END_DECLS
