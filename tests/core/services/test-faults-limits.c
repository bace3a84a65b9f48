/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers without an end: they are given up, and the memory stays bounded. */

#include <string.h>
#include <sys/resource.h>

#include "core/base/roster-error.h"
#include "support/fault-fixture.h"

#define SMALL (100 * 1024)

/* most_memory: KiB, of the whole process; the rows are in its order. What is slow takes a gigabyte,
 * or half a minute, and is run with "-m slow" alone. */
static const struct
{
  const char *name;
  const char *spec;
  gboolean wrong_key;
  gboolean streams;
  gboolean slow;
  int error;
  const char *text;
  glong most_memory;
} limits[] = {
  /* libsoup itself would keep the whole of a 401. */
  { "refusal", "list:endless", TRUE, FALSE, FALSE, ROSTER_ERROR_UNAUTHORIZED, "(401)", SMALL },
  { "spaces", "list:endless=spaces", FALSE, FALSE, FALSE, ROSTER_ERROR_BAD_ANSWER, "does not end",
    SMALL },
  { "streamed", "list:endless", FALSE, TRUE, FALSE, ROSTER_ERROR_BAD_ANSWER, "does not end",
    SMALL },
  { "members", "list:endless", FALSE, FALSE, FALSE, ROSTER_ERROR_BAD_ANSWER,
    "more members than the limit max-members (200000)", 200 * 1024 },
  { "names", "list:endless=people", FALSE, FALSE, FALSE, ROSTER_ERROR_BAD_ANSWER,
    "more memory than the limit max-members (200000)", 300 * 1024 },
  { "pages", "list:new-token", FALSE, FALSE, TRUE, ROSTER_ERROR_BAD_ANSWER, "the limit max-members",
    300 * 1024 },
};

static glong
get_memory (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

static RosterClient *
make_client (FaultFixture *service, gboolean wrong_key)
{
  const char *key = wrong_key ? "not-the-key" : mock_service_get_key (service->service);
  g_autoptr (RosterTransport) transport = roster_transport_new ();
  g_autoptr (RosterAccount) account = roster_account_new (
      mock_service_get_endpoint (service->service), mock_service_get_user_id (service->service));
  SecretValue *value = secret_value_new (key, -1, "text/plain");

  roster_account_set_key (account, value);
  secret_value_unref (value);
  return roster_client_new (transport, account);
}

static void
keep_result (GObject *source, GAsyncResult *result, gpointer place)
{
  *(GAsyncResult **)place = g_object_ref (result);
}

static gboolean
pass_over (const RosterMember *member, gpointer user_data, GError **error)
{
  return TRUE;
}

static void
list_members (RosterClient *client, gboolean streams, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (RosterMemberTable) table = NULL;

  if (streams)
    roster_client_stream_members_async (client, FAULT_ORGANIZATION, FALSE, pass_over, NULL, NULL,
                                        NULL, keep_result, &result);
  else
    roster_client_list_members_async (client, FAULT_ORGANIZATION, FALSE, NULL, NULL, keep_result,
                                      &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  if (streams)
    g_assert_false (roster_client_stream_members_finish (client, result, error));
  else
    table = roster_client_list_members_finish (client, result, error);
  g_assert_null (table);
}

static void
test_limit (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_auto (FaultFixture) service = { 0 };
  g_autoptr (RosterClient) client = NULL;
  g_autoptr (GError) error = NULL;

  fault_fixture_init (&service);
  fault_fixture_set (&service, limits[i].spec);
  client = make_client (&service, limits[i].wrong_key);
  list_members (client, limits[i].streams, &error);
  g_assert_error (error, ROSTER_ERROR, limits[i].error);
  g_assert_nonnull (strstr (error->message, limits[i].text));
  g_test_message ("%ld KiB", get_memory ());
#ifndef __SANITIZE_ADDRESS__
  g_assert_cmpint (get_memory (), <, limits[i].most_memory);
#endif
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      g_autofree char *path = g_strconcat ("/faults-limits/", limits[i].name, NULL);

      if (!limits[i].slow || g_test_slow ())
        g_test_add_data_func (path, GUINT_TO_POINTER (i), test_limit);
    }
  return g_test_run ();
}
