/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line of the journal says what was written into it; what is damaged is seen. */

#include "core/base/roster-error.h"
#include "core/journal/roster-journal-record.h"

#include <string.h>

static RosterOrganization *
make_organization (void)
{
  g_autoptr (RosterAccount) account = roster_account_new (ROSTER_DEFAULT_ENDPOINT, "a1b2c3d4");
  g_autoptr (RosterTransport) transport = roster_transport_new ();
  g_autoptr (RosterClient) client = roster_client_new (transport, account);

  return roster_organization_new ("Production “1”", "0123456", client, NULL);
}

static void
finish_change (RosterChange *change, RosterChangeState state)
{
  g_autoptr (GError) error =
      g_error_new_literal (ROSTER_ERROR, ROSTER_ERROR_FORBIDDEN, "Not “allowed”.\nNever.");

  roster_change_set_state (change, state, state == ROSTER_CHANGE_DONE ? NULL : error,
                           "The service said no.");
}

static void
test_round_trip (void)
{
  g_autoptr (RosterOrganization) organization = make_organization ();
  g_autoptr (RosterChange) change =
      roster_change_new (ROSTER_CHANGE_REMOVE, organization, "id7", "Ada\xff\nLovelace", "owner");
  g_autoptr (RosterJournalRecord) record = NULL;
  g_autoptr (RosterJournalRecord) read = NULL;
  g_autofree char *line = NULL;

  finish_change (change, ROSTER_CHANGE_UNKNOWN);
  record = roster_journal_record_new (ROSTER_JOURNAL_OUTCOME, change);
  line = roster_journal_record_to_line (record);
  g_assert_true (g_utf8_validate (line, -1, NULL));
  g_assert_true (strchr (line, '\n') == line + strlen (line) - 1);

  read = roster_journal_record_parse (line, strlen (line));
  g_assert_nonnull (read);
  g_assert_cmpint (read->event, ==, ROSTER_JOURNAL_OUTCOME);
  g_assert_cmpint (read->time, ==, record->time);
  g_assert_cmpint (read->kind, ==, ROSTER_CHANGE_REMOVE);
  g_assert_cmpint (read->result, ==, ROSTER_CHANGE_UNKNOWN);
  g_assert_cmpstr (read->uuid, ==, record->uuid);
  g_assert_cmpstr (read->user_id, ==, "a1b2c3d4");
  g_assert_cmpstr (read->subject, ==, "id7");
  g_assert_cmpstr (read->error, ==, record->error);
}

static void
test_parse_bad (void)
{
  static const char good[] =
      "{\"version\":1,\"time\":\"2026-01-02T03:04:05.678Z\",\"event\":\"intent\",\"kind\":\"add\","
      "\"uuid\":\"u\",\"endpoint\":\"e\",\"organization-id\":\"o\",\"organization-name\":\"n\","
      "\"user-id\":\"i\",\"subject\":\"s\",\"label\":\"l\",\"role\":\"r\",\"more\":[1]}";
  static const char *const replacements[][2] = {
    { "\"version\":1", "\"version\":2" },
    { "\"version\":1", "\"version\":\"1\"" },
    { "\"version\":1,", "" },
    { "2026-01-02T03:04:05.678Z", "yesterday" },
    { "\"2026-01-02T03:04:05.678Z\"", "17" },
    { "2026-01-02T03:04:05.678Z", "0001-01-01T00:00:00+14:00" },
    { "2026-01-02T03:04:05.678Z", "9999-12-31T23:59:59-14:00" },
    { "intent", "idea" },
    { "intent", "outcome" },
    { "\"add\"", "null" },
    { "\"add\"", "\"adopt\"" },
    { "\"uuid\":\"u\",", "" },
    { "\"subject\":\"s\"", "\"subject\":{}" },
    { "\"role\":\"r\"", "\"role\":null" },
    { "\"more\":[1]}", "" },
    { "\"l\"", "\"\xff\"" },
  };
  static const char *const others[] = { "", "x", "[]", "null", "{}", "17", "{\"version\":1}" };
  g_autoptr (RosterJournalRecord) record = roster_journal_record_parse (good, strlen (good));

  g_assert_nonnull (record);
  g_assert_cmpint (record->time, ==, 1767323045678);
  g_assert_cmpint (record->kind, ==, ROSTER_CHANGE_ADD);
  g_assert_null (record->error);

  for (guint i = 0; i < G_N_ELEMENTS (replacements); i++)
    {
      g_autoptr (GString) bad = g_string_new (good);

      g_assert_cmpuint (g_string_replace (bad, replacements[i][0], replacements[i][1], 1), ==, 1);
      g_assert_null (roster_journal_record_parse (bad->str, bad->len));
    }
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_null (roster_journal_record_parse (others[i], strlen (others[i])));
}

/* What a line says of its time can be written again, also before 1970. */
static void
test_times (void)
{
  static const char *const times[] = {
    "0001-01-01T00:00:00.001Z",
    "1969-12-31T23:59:59.999Z",
    "1970-01-01T00:00:00.000Z",
    "9999-12-31T23:59:59.999Z",
  };

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autofree char *line = g_strdup_printf (
          "{\"version\":1,\"time\":\"%s\",\"event\":\"intent\",\"kind\":\"add\",\"uuid\":\"u\","
          "\"endpoint\":\"e\",\"organization-id\":\"o\",\"organization-name\":\"n\","
          "\"user-id\":\"i\",\"subject\":\"s\",\"label\":\"l\",\"role\":\"r\"}\n",
          times[i]);
      g_autoptr (RosterJournalRecord) record = roster_journal_record_parse (line, strlen (line));
      g_autofree char *again = NULL;

      g_assert_nonnull (record);
      again = roster_journal_record_to_line (record);
      g_assert_cmpstr (again, ==, line);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/journal-record/round-trip", test_round_trip);
  g_test_add_func ("/journal-record/parse-bad", test_parse_bad);
  g_test_add_func ("/journal-record/times", test_times);
  return g_test_run ();
}
