/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo/service/roster-demo-service.h"
#include "mock/mock-faults.h"
#include "mock/mock-request-log.h"

G_BEGIN_DECLS

/**
 * MockOptions:
 * @port: where to listen on 127.0.0.1; 0 picks a free port
 * @page_size: members a page; 0 for %ROSTER_DEMO_DEFAULT_PAGE_SIZE
 * @n_members: of the first organization, up to 1,000,000; 0 for 240
 * @page_delay_ms: how long each page of a list is held back, in milliseconds
 * @clock_offset_s: how far the service's clock is ahead of this computer's, in seconds
 * @invite_needs_put: whether invitations are taken as PUT only, POST being answered by 405
 * @certificate: (nullable): as in #RosterDemoOptions
 * @now_ms: likewise
 *
 * How the service is to be. All zero is a good one.
 */
typedef struct
{
  guint port;
  guint page_size;
  guint n_members;
  guint page_delay_ms;
  gint64 clock_offset_s;
  gboolean invite_needs_put;
  const char *certificate;
  gint64 now_ms;
} MockOptions;

/**
 * MockRequestFunc:
 * @line: a request that was answered, as one line of JSON: method, resource, organization, body (as
 * a string), status
 * @user_data: what was given with the function
 *
 * Called in the service's own thread, before the answer leaves; it must not call the service.
 */
typedef void (*MockRequestFunc) (const char *line, gpointer user_data);

/**
 * MockState:
 * @lock: held by whoever looks at the rest
 * @world: borrowed from the service
 * @request_func: (nullable)
 *
 * What the service knows and how it behaves.
 */
typedef struct
{
  GMutex lock;
  MockOptions options;
  RosterDemoWorld *world;
  MockRequestLog *log;
  MockFaults *faults;
  MockRequestFunc request_func;
  gpointer request_data; /* borrowed */
} MockState;

/**
 * MockService:
 *
 * The demo service with faults, a record of its requests, and where wanted a thread of its own.
 * Every function may be called from any thread.
 */
#define MOCK_TYPE_SERVICE (mock_service_get_type ())
G_DECLARE_FINAL_TYPE (MockService, mock_service, MOCK, SERVICE, RosterDemoService)

MockService *mock_service_new (const MockOptions *options);

gboolean mock_service_start (MockService *self, GError **error);
gboolean mock_service_start_in_thread (MockService *self, GError **error);
void mock_service_stop (MockService *self);

const char *mock_service_get_endpoint (MockService *self);
const char *mock_service_get_user_id (MockService *self);
const char *mock_service_get_key (MockService *self);
guint mock_service_get_n_organizations (MockService *self);
const char *mock_service_get_organization_id (MockService *self, guint position);
const char *mock_service_get_organization_name (MockService *self, guint position);

/* (transfer none): for the functions of this header only. */
MockState *mock_service_get_state (MockService *self);

/* What goes wrong, see mock_fault_parse(). */
gboolean mock_service_add_fault (MockService *self, const char *spec, GError **error);
void mock_service_clear_faults (MockService *self);
char *mock_service_describe_faults (MockService *self);
guint mock_service_count_calls (MockService *self, guint calls);
char *mock_service_describe_state (MockService *self);
char *mock_service_describe_members (MockService *self, const char *organization_id);

void mock_service_set_refusing (MockService *self, gboolean refuses, guint seconds);

/* What the service knows. */
guint mock_service_get_n_members (MockService *self, const char *organization_id);
char *mock_service_dup_member_id (MockService *self, const char *organization_id, guint position);
char *mock_service_dup_role (MockService *self, const char *organization_id, const char *user_id);
char **mock_service_dup_invitations (MockService *self, const char *organization_id);
guint
mock_service_get_n_requests (MockService *self, const char *method, const char *resource_prefix);
char **mock_service_dup_requests (MockService *self);
void mock_service_clear_requests (MockService *self);
void mock_service_set_clock_offset (MockService *self, gint64 offset_s);
void mock_service_set_invite_needs_put (MockService *self, gboolean needs_put);
void mock_service_set_page_delay (MockService *self, guint delay_ms);

void mock_service_set_request_func (MockService *self, MockRequestFunc func, gpointer user_data);

G_END_DECLS
