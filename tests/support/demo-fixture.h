/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mock/mock-service.h"
#include "support/hawk-caller.h"

G_BEGIN_DECLS

#define JSON "application/json"
#define MEMBERS "/v2/organizations/members"
#define INVITES "/v2/organizations/invites"
#define SELF_TEST "/help/hawk/self-test"

#define PRODUCTION "demo-production"
#define STAGING "demo-staging"
#define RESEARCH "demo-research"

/**
 * DemoFixture:
 * @service: runs in a thread of its own
 * @caller: knows the key, and begins with the first organization
 *
 * For g_test_add(); the test's data are the service's options.
 */
typedef struct
{
  MockService *service;
  HawkCaller caller;
  char *base;
} DemoFixture;

void demo_fixture_set_up (DemoFixture *self, gconstpointer options);
void demo_fixture_tear_down (DemoFixture *self, gconstpointer options);

HawkReply *demo_fixture_call (
    DemoFixture *self, const char *method, const char *resource, const char *body, guint status);
void demo_fixture_expect (
    DemoFixture *self, const char *method, const char *resource, const char *body, guint status);

G_END_DECLS
