/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RosterRequest:
 * @subject_name: (nullable): static: which text of a change's answer names its subject
 * @subject: (nullable): whom a change is about, as that text has to say
 *
 * One call of the service, not yet sent: pure data. One builder per endpoint of
 * threat-stack/README.md, and one parser per answer.
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

void roster_request_free (RosterRequest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterRequest, roster_request_free)

RosterRequest *
roster_request_list_members (const char *endpoint, gboolean enabled_only, const char *token);
RosterRequest *
roster_request_add_member (const char *endpoint, const char *user_id, const char *role);
/* NULL where no path can name the member: "", "." and "..". */
RosterRequest *roster_request_remove_member (const char *endpoint, const char *user_id);
RosterRequest *roster_request_invite (const char *endpoint,
                                      const char *email,
                                      const char *role,
                                      gboolean with_put);
RosterRequest *roster_request_self_test (const char *endpoint);

gboolean roster_request_is_answered (const RosterRequest *self, GBytes *body);

/* The service's own words in an error body (JSON `errors`, plain text, HTML without its tags), one
 * line, at most 300 characters, or NULL. What is or looks like a credential is taken out
 * (roster_redaction_apply()); secret: (nullable): the one that the service was sent. */
char *roster_requests_parse_error (GBytes *body, const char *secret);

G_END_DECLS
