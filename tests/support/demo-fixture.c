/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A demo service in a thread, and somebody who calls it. */

#include "support/demo-fixture.h"

#include <string.h>

/* Starts the service. */
void
demo_fixture_set_up (DemoFixture *self, gconstpointer options)
{
  g_autoptr (GError) error = NULL;
  const char *endpoint;

  self->service = mock_service_new (options);
  mock_service_start_in_thread (self->service, &error);
  g_assert_no_error (error);
  endpoint = mock_service_get_endpoint (self->service);
  g_assert_true (g_str_has_prefix (endpoint, "http://127.0.0.1:"));
  g_assert_true (g_str_has_suffix (endpoint, "/v2"));

  self->base = g_strndup (endpoint, strlen (endpoint) - strlen ("/v2"));
  self->caller.session = soup_session_new ();
  self->caller.base = self->base;
  self->caller.id = mock_service_get_user_id (self->service);
  self->caller.key = mock_service_get_key (self->service);
  self->caller.ext = PRODUCTION;
}

/* Stops the service. */
void
demo_fixture_tear_down (DemoFixture *self, gconstpointer options)
{
  g_clear_object (&self->caller.session);
  mock_service_stop (self->service);
  g_assert_finalize_object (self->service);
  g_free (self->base);
}

/* Calls, and looks that the answer has this status and proves itself. */
HawkReply *
demo_fixture_call (
    DemoFixture *self, const char *method, const char *resource, const char *body, guint status)
{
  HawkReply *reply =
      hawk_caller_send (&self->caller, method, resource, body != NULL ? JSON : NULL, body);

  g_assert_cmpuint (reply->status, ==, status);
  g_assert_true (reply->authentic);
  return reply;
}

/* The same where only the status counts. */
void
demo_fixture_expect (
    DemoFixture *self, const char *method, const char *resource, const char *body, guint status)
{
  g_autoptr (HawkReply) reply = demo_fixture_call (self, method, resource, body, status);

  if (status >= 400)
    g_assert_true (g_str_has_prefix (reply->body, "{\"errors\":[\""));
}
