/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "demo/people/roster-demo-world.h"
#include "demo/service/roster-demo-control.h"
#include "demo/service/roster-demo-faults.h"
#include "demo/service/roster-demo-guard.h"
#include "demo/service/roster-demo-listener.h"
#include "demo/service/roster-demo-request-log.h"
#include "demo/service/roster-demo-service.h"
#include "demo/service/roster-demo-wire.h"

G_BEGIN_DECLS

struct _RosterDemoService
{
  GObject parent_instance;

  /* owned; guarded by lock */
  RosterDemoOptions options;
  RosterDemoWorld *world;
  char *key; /* of the caller: another one at each start of the program */
  RosterDemoGuard *guard;
  RosterDemoRequestLog *log;
  RosterDemoFaults *faults;
  RosterDemoRequestFunc request_func; /* (nullable) */
  gpointer request_data;              /* borrowed */

  /* owned */
  SoupServer *server; /* (nullable) while stopped; belongs to the thread that started it */
  RosterDemoListener *listener; /* (nullable) likewise */
  RosterDemoWire *wire;         /* (nullable) likewise */
  RosterDemoControl *control;   /* (nullable) likewise, and where there is none */
  GMainContext *context;        /* (nullable) likewise: of that thread */
  GTlsCertificate *certificate; /* (nullable) */
  char *endpoint;               /* (nullable) before the first start */

  /* owned; only where the service runs in a thread of its own */
  GThread *thread;      /* (nullable) */
  GMainLoop *loop;      /* (nullable) */
  GError *thread_error; /* (nullable) */
  gboolean thread_ready;
  GCond ready;

  GMutex lock;
};

G_END_DECLS
