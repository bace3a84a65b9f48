/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RosterRequest:
 * @subject_name: (nullable): static: which text of a change's answer names its subject
 * @subject: (nullable): whom a change is about, as that text has to say
 *
 * One call of the service, not yet sent: pure data. The builders are in
 * core/services/threat-stack/roster-requests.h.
 */
typedef struct
{
  const char *method; /* static */
  char *uri;          /* absolute */
  char *content_type; /* (nullable) */
  GBytes *body;       /* (nullable) */
  const char *subject_name;
  char *subject;
} RosterRequest;

RosterRequest *roster_request_new (const char *method, char *uri);
void roster_request_free (RosterRequest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterRequest, roster_request_free)

gboolean roster_request_is_answered (const RosterRequest *self, GBytes *body);

G_END_DECLS
