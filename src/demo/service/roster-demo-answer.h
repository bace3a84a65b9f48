/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo/people/roster-demo-organization.h"

G_BEGIN_DECLS

/**
 * RosterDemoAnswer:
 * @status: HTTP status
 * @content_type: (nullable): static; %NULL where there is no body
 * @body: (element-type GBytes): in pieces, may be empty
 * @hash: its payload hash
 * @allow: (nullable): static; the Allow header of a 405
 * @challenge: (nullable): the WWW-Authenticate header of a 401
 *
 * An answer of the demo before it is signed and sent.
 */
typedef struct
{
  guint status;
  const char *content_type;
  GPtrArray *body;
  char *hash;
  const char *allow;
  char *challenge;
} RosterDemoAnswer;

RosterDemoAnswer *roster_demo_answer_new (guint status, const char *content_type, GBytes *body);
RosterDemoAnswer *roster_demo_answer_new_pieces (GPtrArray *body, char *hash);
RosterDemoAnswer *
roster_demo_answer_new_text (guint status, const char *content_type, const char *text);
RosterDemoAnswer *roster_demo_answer_new_error (guint status, const char *text);
void roster_demo_answer_free (RosterDemoAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterDemoAnswer, roster_demo_answer_free)

G_END_DECLS
