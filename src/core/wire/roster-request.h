/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One call of the service that has not been sent, and the check that the body of an answer belongs
 * to it. */
#pragma once

#include <libsoup/soup.h>

#include "core/wire/roster-wire-error.h"

G_BEGIN_DECLS

typedef struct _RosterRequest RosterRequest;

/**
 * RosterAnswerRules:
 * @accept: (nullable): whether the body of a change's success is the answer of a service that did
 *   it; %NULL for roster_request_is_answered()
 * @refine_error: (nullable): what an answer that is no success means to this service; %NULL where
 *   it means what its status says. @retry says whether trying again makes sense and can be changed
 *
 * What a service's answers mean beyond HTTP. Static data.
 */
typedef struct
{
  gboolean (*accept) (const RosterRequest *request, guint status, GBytes *body);
  GError *(*refine_error) (guint status,
                           SoupMessageHeaders *headers,
                           GBytes *body,
                           const char *secret,
                           RosterWireRetry *retry);
} RosterAnswerRules;

/**
 * RosterRequest:
 * @method: static
 * @uri: absolute
 * @content_type: (nullable): of @body
 * @body: (nullable): what is sent
 * @accepts: (nullable): static: the types of answer that are asked for
 * @subject_name: (nullable): static: which text of a change's answer names its subject
 * @subject: (nullable): whom a change is about, as that text has to say
 * @rules: (nullable): static: what the answer means
 * @other: (nullable): what is sent in its place where the answer has one of the statuses in
 *   @other_on, by which this service says that nothing was done
 * @other_on: statuses; 0 for none
 * @learns: what is known of the endpoint where @other was needed; bits of the service's own
 * @then: (nullable): of a GET before a change: makes the change of what was read
 *
 * One call of a service, not yet sent: pure data. Each service has builders of its own.
 */
struct _RosterRequest
{
  const char *method;
  char *uri;
  char *content_type;
  GBytes *body;
  const char *accepts;
  const char *subject_name;
  char *subject;
  const RosterAnswerRules *rules;

  RosterRequest *other;
  guint other_on[2];
  guint learns;
  RosterRequest *(*then) (const RosterRequest *self, GBytes *body, GError **error);
};

RosterRequest *roster_request_new (const char *method, char *uri);
void roster_request_free (RosterRequest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterRequest, roster_request_free)

void roster_request_set_rules (RosterRequest *self, const RosterAnswerRules *rules);
gboolean roster_request_has_other (const RosterRequest *self, guint status);
gboolean roster_request_is_answered (const RosterRequest *self, GBytes *body);

G_END_DECLS
