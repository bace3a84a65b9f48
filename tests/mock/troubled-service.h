/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/organizations/roster-organization.h"

G_BEGIN_DECLS

/** TROUBLED_CUT: instead of an answer the connection ends. */
#define TROUBLED_CUT 0

/** TROUBLED_REFUSAL_AS_SUCCESS: a refusal whose status somebody made that of a success. */
#define TROUBLED_REFUSAL_AS_SUCCESS 299

/** TROUBLED_KEY: an API key for tests, from Hawk's documentation. */
#define TROUBLED_KEY "werxhqb98rpaxn39848xrunpaw3489ruxnpa98w4rxn"

/**
 * TroubledService:
 *
 * A service for bad days, in a thread of its own: it speaks threat-stack/README.md without proofs,
 * loses answers after doing what was asked or before, refuses, fails, and lets requests wait. Every
 * function may be called from the test's thread.
 */
typedef struct _TroubledService TroubledService;

/* Called in the service's thread for each request before anything is done: "POST /v2/… BODY". */
typedef void (*TroubledFunc) (const char *request, gpointer user_data);

TroubledService *troubled_service_new (void);
void troubled_service_free (TroubledService *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TroubledService, troubled_service_free)

const char *troubled_service_get_endpoint (TroubledService *self);
/* One of its organizations, with an account "me" of its own, whose key is TROUBLED_KEY. */
RosterOrganization *troubled_service_new_organization (TroubledService *self, const char *id);
void troubled_service_set_key (RosterOrganization *organization);
void troubled_service_set_func (TroubledService *self, TroubledFunc func, gpointer user_data);

/* What is true there. One list of members, whichever organization is asked for. */
void troubled_service_add_member (TroubledService *self,
                                  const char *id,
                                  const char *email,
                                  const char *role);
void troubled_service_remove_member (TroubledService *self, const char *id);
gboolean troubled_service_has_member (TroubledService *self, const char *id);

/* From now on: changes are done (or not), and answered with status (or one of the above). */
void troubled_service_answer_changes (TroubledService *self, gboolean done, guint status);
/* From now on: answers to changes carry a proof that is wrong. */
void troubled_service_forge_changes (TroubledService *self);
/* From now on: the first n_good lists are good, then they are answered with status. */
void troubled_service_answer_lists (TroubledService *self, guint n_good, guint status);
/* From now on: answers to method wait until the release. organization_id: (nullable): all */
void troubled_service_hold (TroubledService *self, const char *method, const char *organization_id);
void troubled_service_release (TroubledService *self);
guint troubled_service_get_n_held (TroubledService *self);

/* What was asked: "METHOD RESOURCE BODY", in the order of arrival. */
char **troubled_service_dup_requests (TroubledService *self);
guint troubled_service_count_requests (TroubledService *self, const char *prefix);
void troubled_service_clear_requests (TroubledService *self);

/* Runs the main loop until a condition of this thread or of another one holds. */
#define WAIT_UNTIL(condition)                                                                      \
  G_STMT_START                                                                                     \
  {                                                                                                \
    while (!(condition))                                                                           \
      if (!g_main_context_iteration (NULL, FALSE))                                                 \
        g_usleep (500);                                                                            \
  }                                                                                                \
  G_STMT_END

G_END_DECLS
