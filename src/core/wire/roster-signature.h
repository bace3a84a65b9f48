/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsecret/secret.h>
#include <libsoup/soup.h>

#include "core/accounts/roster-account.h"

G_BEGIN_DECLS

/**
 * RosterCredentials:
 * @user_id: the Hawk id
 * @key: the API key, in non-pageable memory
 * @clock_offset: seconds to add to this computer's clock
 * @clock_learnt: whether @clock_offset was learnt by the thread that uses it
 * @any_clock: whether a person has agreed to a clock that is far off
 * @must_sign: whether nothing that is not signed is believed
 * @accepted_clock: by what clock the service has accepted a request, as seconds ahead of this
 *   computer's monotonic time; 0 where it has not
 * @signing: whether the service signs its answers, as far as this thread has seen
 *
 * What one thread needs to know of an account.
 */
typedef struct
{
  char *user_id;
  SecretValue *key;
  gint64 clock_offset;
  gboolean clock_learnt;
  gboolean any_clock;
  gboolean must_sign;
  gint64 accepted_clock;
  RosterSigning signing;
} RosterCredentials;

RosterCredentials *
roster_credentials_new (const char *user_id, SecretValue *key, gint64 clock_offset);
void roster_credentials_free (RosterCredentials *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterCredentials, roster_credentials_free)

/**
 * RosterSignature:
 *
 * Signs one SoupMessage each time it leaves, and proves its answer (threat-stack/README.md,
 * "Authentication").
 */
typedef struct _RosterSignature RosterSignature;

RosterSignature *roster_signature_new (SoupMessage *message,
                                       RosterCredentials *credentials,
                                       const char *organization_id,
                                       const char *payload_hash);
void roster_signature_free (RosterSignature *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterSignature, roster_signature_free)

gboolean roster_signature_sign (RosterSignature *self, GError **error);
gboolean roster_signature_is_answered (RosterSignature *self);
gboolean roster_signature_check_answer (RosterSignature *self,
                                        const char *payload_hash,
                                        gboolean has_body,
                                        GError **error);
gboolean roster_signature_check_unsigned (RosterSignature *self, GError **error);
gboolean roster_signature_is_clock_accepted (RosterSignature *self);
gboolean roster_signature_learn_clock (RosterSignature *self, GError **error);

G_END_DECLS
