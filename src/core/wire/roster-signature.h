/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every kind of signature needs: who sends, and a header that is wiped from memory. */
#pragma once

#include <libsecret/secret.h>
#include <libsoup/soup.h>

#include "core/accounts/roster-account.h"

G_BEGIN_DECLS

typedef struct _RosterSignature RosterSignature;
typedef struct _RosterSignatureKind RosterSignatureKind;

/**
 * RosterCredentials:
 * @kind: how its requests are signed
 * @user_id: whose they are
 * @key: the API key or the token, in non-pageable memory
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
  const RosterSignatureKind *kind;
  char *user_id;
  SecretValue *key;
  gint64 clock_offset;
  gboolean clock_learnt;
  gboolean any_clock;
  gboolean must_sign;
  gint64 accepted_clock;
  RosterSigning signing;
} RosterCredentials;

RosterCredentials *roster_credentials_new (const RosterSignatureKind *kind,
                                           const char *user_id,
                                           SecretValue *key,
                                           gint64 clock_offset);
void roster_credentials_free (RosterCredentials *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterCredentials, roster_credentials_free)

/**
 * RosterSignatureKind:
 * @check_account: whether the account's key is there and can be one
 * @new: makes a signature, of which the parts of #RosterSignature are filled in later
 * @free: frees it
 * @sign: puts a fresh header on the message (roster_signature_set_header())
 * @is_answered: (nullable): whether the answer is signed; %NULL where no answer ever is
 * @check_answer: (nullable): proves a signed answer
 * @is_clock_accepted: (nullable): whether the service has accepted the clock before
 * @learn_clock: (nullable): corrects the clock by a 401; %NULL where no request tells the time
 *
 * How requests are signed. Static data.
 */
struct _RosterSignatureKind
{
  gboolean (*check_account) (RosterAccount *account, GError **error);
  RosterSignature *(*new) (SoupMessage *message,
                           RosterCredentials *credentials,
                           const char *organization_id,
                           const char *content_type,
                           GBytes *body);
  void (*free) (RosterSignature *self);
  gboolean (*sign) (RosterSignature *self, GError **error);
  gboolean (*is_answered) (RosterSignature *self);
  gboolean (*check_answer) (RosterSignature *self,
                            const char *payload_hash,
                            gboolean has_body,
                            GError **error);
  gboolean (*is_clock_accepted) (RosterSignature *self);
  gboolean (*learn_clock) (RosterSignature *self, GError **error);
};

/**
 * RosterSignature:
 * @kind: how it signs
 * @message: borrowed: it outlives the signature
 * @credentials: borrowed
 *
 * Signs one SoupMessage each time it leaves, and proves its answer where answers are signed. Each
 * kind begins its own struct with this one.
 */
struct _RosterSignature
{
  const RosterSignatureKind *kind;
  SoupMessage *message;
  RosterCredentials *credentials;
};

RosterSignature *roster_signature_new (SoupMessage *message,
                                       RosterCredentials *credentials,
                                       const char *organization_id,
                                       const char *content_type,
                                       GBytes *body);
void roster_signature_free (RosterSignature *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterSignature, roster_signature_free)

void roster_signature_set_header (RosterSignature *self, char *header);
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
