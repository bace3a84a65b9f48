/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo/people/roster-demo-world.h"
#include "demo/service/roster-demo-faults.h"
#include "demo/service/roster-demo-guard.h"
#include "demo/service/roster-demo-request-log.h"

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
 * RosterDemoRequestFunc:
 * @line: a request that was answered, as one line of JSON: method, resource, organization, body (as
 * a string), status
 * @user_data: what was given with the function
 *
 * Called in the service's own thread, before the answer leaves; it must not call the service.
 */
typedef void (*RosterDemoRequestFunc) (const char *line, gpointer user_data);

/**
 * RosterDemoState:
 * @lock: held by whoever looks at the rest
 * @key: of the caller: another one at each start of the program
 * @request_func: (nullable)
 *
 * What the demo service knows and how it behaves, without the network. Plain data.
 */
typedef struct
{
  GMutex lock;

  /* owned; guarded by lock */
  RosterDemoOptions options;
  RosterDemoWorld *world;
  char *key;
  RosterDemoGuard *guard;
  RosterDemoRequestLog *log;
  RosterDemoFaults *faults;
  RosterDemoRequestFunc request_func;
  gpointer request_data; /* borrowed */
} RosterDemoState;

void roster_demo_state_init (RosterDemoState *self);
void roster_demo_state_set_options (RosterDemoState *self, const RosterDemoOptions *options);
void roster_demo_state_clear (RosterDemoState *self);

G_END_DECLS
