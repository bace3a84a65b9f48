/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "demo/people/roster-demo-world.h"
#include "demo/service/roster-demo-answer.h"

G_BEGIN_DECLS

/**
 * RosterDemoCall:
 * @method: "GET" and so on
 * @path: not decoded, without query
 * @query: (nullable): not decoded
 * @organization_id: (nullable): the ext of the Hawk header
 * @content_type: (nullable): of the body
 * @body: (nullable): of the request
 * @page_size: members a page
 *
 * A call of somebody whose Hawk header was checked. All strings are borrowed.
 */
typedef struct
{
  const char *method;
  const char *path;
  const char *query;
  const char *organization_id;
  const char *content_type;
  GBytes *body;
  guint page_size;
} RosterDemoCall;

RosterDemoAnswer *roster_demo_api_answer (RosterDemoWorld *world, const RosterDemoCall *call);

G_END_DECLS
