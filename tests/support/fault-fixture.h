/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/queue/roster-change-queue.h"
#include "mock/mock-service.h"
#include "mock/fault-table.h"

G_BEGIN_DECLS

#define FAULT_ORGANIZATION "demo-staging"
#define FAULT_N_MEMBERS 40
#define FAULT_PAGE_SIZE 15
#define FAULT_ROLE "reader"
#define FAULT_EMAIL "new.person@example.org"

/**
 * FaultFixture:
 * @service: the demo service in a thread, whose lists have three pages
 * @folder: of this test alone
 * @journal: where the journal is
 * @stranger: user id of somebody who is not a member
 * @member: user id of a member who is no owner
 *
 * A service that can have bad days, and whom to change there.
 */
typedef struct
{
  MockService *service;
  char *folder;
  char *journal;
  char *stranger;
  char *member;
} FaultFixture;

void fault_fixture_init (FaultFixture *self);
void fault_fixture_init_tls (FaultFixture *self, const char *certificate);
void fault_fixture_clear (FaultFixture *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FaultFixture, fault_fixture_clear)

void fault_fixture_set (FaultFixture *self, const char *spec);
guint fault_fixture_count (FaultFixture *self, FaultCall call);
const char *fault_fixture_get_subject (FaultFixture *self, FaultCall call);

/* Each ends the test where it does not hold. */
void fault_fixture_check_service (FaultFixture *self, FaultCall call, gboolean applied);
void
fault_fixture_check_journal (FaultFixture *self, FaultCall call, const FaultExpectation *expected);

G_END_DECLS
