/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "demo/people/roster-demo-world.h"
#include "demo/service/roster-demo-exchange.h"
#include "demo/service/roster-demo-listener.h"

G_BEGIN_DECLS

/** ROSTER_DEMO_DEFAULT_PAGE_SIZE: how many members a page has where nothing else is asked for. */
#define ROSTER_DEMO_DEFAULT_PAGE_SIZE 100

/**
 * RosterDemoOptions:
 * @port: where to listen on 127.0.0.1; 0 picks a free port
 * @page_size: members a page; 0 for %ROSTER_DEMO_DEFAULT_PAGE_SIZE
 * @n_members: of the first organization, up to 1,000,000; 0 for 240
 * @now_ms: the time that people's habits are counted back from, milliseconds since the epoch; 0 for
 *   the start of the service
 * @certificate: (nullable): a PEM file with a certificate and its private key, to speak TLS
 *   with; borrowed until the service has started
 *
 * How the demo service is to be. All zero is a good one.
 */
typedef struct
{
  guint port;
  guint page_size;
  guint n_members;
  gint64 now_ms;
  const char *certificate;
} RosterDemoOptions;

/**
 * RosterDemoService:
 *
 * A service of our own that speaks all of threat-stack/README.md over HTTP on a loopback port, with
 * Hawk, and is full of invented people. It belongs to the thread in which it is started.
 */
#define ROSTER_TYPE_DEMO_SERVICE (roster_demo_service_get_type ())
G_DECLARE_DERIVABLE_TYPE (RosterDemoService, roster_demo_service, ROSTER, DEMO_SERVICE, GObject)

/**
 * RosterDemoServiceClass:
 * @handle: answers a request that has arrived whole; tests answer wrongly here
 */
struct _RosterDemoServiceClass
{
  GObjectClass parent_class;

  void (*handle) (RosterDemoService *self, RosterDemoExchange *exchange);
};

RosterDemoService *roster_demo_service_new (const RosterDemoOptions *options);
void roster_demo_service_set_options (RosterDemoService *self, const RosterDemoOptions *options);

gboolean roster_demo_service_start (RosterDemoService *self, GError **error);
void roster_demo_service_stop (RosterDemoService *self);

const char *roster_demo_service_get_endpoint (RosterDemoService *self);
const char *roster_demo_service_get_key (RosterDemoService *self);
char *roster_demo_service_describe (RosterDemoService *self);

/* For those who answer in its place. All (transfer none). */
RosterDemoWorld *roster_demo_service_get_world (RosterDemoService *self);
RosterDemoGuard *roster_demo_service_get_guard (RosterDemoService *self);
RosterDemoListener *roster_demo_service_get_listener (RosterDemoService *self);
RosterDemoAnswer *
roster_demo_service_answer (RosterDemoService *self, const RosterDemoExchange *exchange);

G_END_DECLS
