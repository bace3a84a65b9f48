/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The history is found by what a person remembers of it, and read by other programs. */

#include "core/journal/roster-history-index.h"

#include <gio/gio.h>

#define N_LARGE 100000u

static void
add_record (GPtrArray *records,
            guint number,
            const char *label,
            const char *organization,
            RosterChangeState result)
{
  RosterJournalRecord *record = g_new0 (RosterJournalRecord, 1);

  record->event = ROSTER_JOURNAL_OUTCOME;
  record->time = 1767323045000 + number;
  record->uuid = g_strdup_printf ("u%u", number);
  record->kind = ROSTER_CHANGE_REMOVE;
  record->endpoint = g_strdup ("https://api.example.com/v2");
  record->organization_id = g_strdup (organization);
  record->organization_name = g_strdup_printf ("%s, called %u", organization, number);
  record->user_id = g_strdup ("a1b2c3d4");
  record->subject = g_strdup_printf ("id%u", number);
  record->label = g_strdup (label);
  record->role = g_strdup ("user");
  record->result = result;
  if (number % 2 == 0)
    record->email = g_strdup_printf ("who%u@example.com", number);
  if (result == ROSTER_CHANGE_FAILED)
    record->error = g_strdup ("Not allowed.");
  g_ptr_array_add (records, record);
}

static RosterHistoryIndex *
make_index (void)
{
  g_autoptr (GPtrArray) records =
      g_ptr_array_new_with_free_func ((GDestroyNotify)roster_journal_record_free);
  g_autoptr (RosterHistory) history = NULL;

  add_record (records, 0, "Ada Lovelace", "one", ROSTER_CHANGE_DONE);
  add_record (records, 1, "Grace Hopper", "two", ROSTER_CHANGE_FAILED);
  add_record (records, 2, "Élodie Straße", "one", ROSTER_CHANGE_UNKNOWN);
  add_record (records, 3, "=cmd|' /C calc'!A0", "two", ROSTER_CHANGE_SKIPPED);
  history = roster_history_new (records, NULL, 0);

  return roster_history_index_new (history);
}

static void
test_search (void)
{
  static const struct
  {
    const char *text;
    guint organization;
    guint result;
    const char *found; /* newest first */
  } cases[] = {
    { NULL, G_MAXUINT, ROSTER_HISTORY_N_RESULTS, "3210" },
    { "", G_MAXUINT, ROSTER_HISTORY_N_RESULTS, "3210" },
    { "  ada  LOVE ", G_MAXUINT, ROSTER_HISTORY_N_RESULTS, "0" },
    { "ada hopper", G_MAXUINT, ROSTER_HISTORY_N_RESULTS, "" },
    { "E\xcc\x81LODIE STRASSE", G_MAXUINT, ROSTER_HISTORY_N_RESULTS, "2" },
    { "id1", G_MAXUINT, ROSTER_HISTORY_N_RESULTS, "1" },
    { "WHO0@example.com", G_MAXUINT, ROSTER_HISTORY_N_RESULTS, "0" },
    { "not allowed", G_MAXUINT, ROSTER_HISTORY_N_RESULTS, "1" },
    { "\xff", G_MAXUINT, ROSTER_HISTORY_N_RESULTS, "3210" },
    { NULL, 0, ROSTER_HISTORY_N_RESULTS, "20" },
    { NULL, 1, ROSTER_HISTORY_N_RESULTS, "31" },
    { NULL, 1, ROSTER_HISTORY_FAILED, "1" },
    { NULL, G_MAXUINT, ROSTER_HISTORY_UNKNOWN, "2" },
    { NULL, G_MAXUINT, ROSTER_HISTORY_IN_FLIGHT, "" },
    { "ada", 1, ROSTER_HISTORY_N_RESULTS, "" },
  };
  g_autoptr (RosterHistoryIndex) index = make_index ();

  g_assert_cmpuint (roster_history_index_get_n_organizations (index), ==, 2);
  g_assert_cmpstr (roster_history_index_get_organization_name (index, 0), ==, "one, called 2");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const RosterHistoryFilter filter = { cases[i].text, cases[i].organization, cases[i].result };
      g_autoptr (GArray) found = roster_history_index_search (index, &filter);
      g_autoptr (GString) digits = g_string_new (NULL);

      for (guint k = 0; k < found->len; k++)
        g_string_append_printf (digits, "%u", g_array_index (found, guint, k));
      g_assert_cmpstr (digits->str, ==, cases[i].found);
    }
}

static void
test_csv (void)
{
  static const char *const lines[] = {
    "2026-01-02T03:04:05Z,a1b2c3d4,https://api.example.com/v2,remove,Ada Lovelace,id0,user,"
    "\"one, called 0\",one,done,,who0@example.com\n",
    "2026-01-02T03:04:05Z,a1b2c3d4,https://api.example.com/v2,remove,Grace Hopper,id1,user,"
    "\"two, called 1\",two,failed,Not allowed.,\n",
    "2026-01-02T03:04:05Z,a1b2c3d4,https://api.example.com/v2,remove,Élodie Straße,id2,user,"
    "\"one, called 2\",one,unknown,,who2@example.com\n",
    "2026-01-02T03:04:05Z,a1b2c3d4,https://api.example.com/v2,remove,'=cmd|' /C calc'!A0,id3,user,"
    "\"two, called 3\",two,skipped,,\n",
  };
  g_autoptr (RosterHistoryIndex) index = make_index ();
  RosterHistory *history = roster_history_index_get_history (index);

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      roster_history_entry_append_csv (roster_history_get (history, i), text, ROSTER_CSV_DEFAULT);
      g_assert_cmpstr (text->str, ==, lines[i]);
    }
}

static void
test_words (void)
{
  static const struct
  {
    RosterHistoryEntry entry;
    const char *action;
    const char *detail;
    RosterHistoryResult result;
  } cases[] = {
    { { .kind = ROSTER_CHANGE_INVITE, .role = "reader", .result = ROSTER_CHANGE_DONE },
      "Invite as reader",
      "",
      ROSTER_HISTORY_DONE },
    { { .kind = ROSTER_CHANGE_ADD, .role = "user", .result = ROSTER_CHANGE_SENDING },
      "Add as user",
      "Roster ended before the answer came.",
      ROSTER_HISTORY_UNKNOWN },
    { { .kind = ROSTER_CHANGE_REMOVE,
        .role = "owner",
        .result = ROSTER_CHANGE_SENDING,
        .is_alive = TRUE },
      "Remove, was owner",
      "",
      ROSTER_HISTORY_IN_FLIGHT },
    { { .kind = ROSTER_CHANGE_REMOVE,
        .role = "",
        .result = ROSTER_CHANGE_FAILED,
        .error = "No.",
        .detail = "Indeed." },
      "Remove",
      "No.",
      ROSTER_HISTORY_FAILED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *action = roster_history_entry_dup_action (&cases[i].entry);
      g_autofree char *detail = roster_history_entry_dup_detail (&cases[i].entry);

      g_assert_cmpstr (action, ==, cases[i].action);
      g_assert_cmpstr (detail, ==, cases[i].detail);
      g_assert_cmpint (roster_history_entry_get_result (&cases[i].entry), ==, cases[i].result);
    }
}

/* A keystroke in a long history is one pass over it. */
static void
test_large (void)
{
  g_autoptr (GPtrArray) records =
      g_ptr_array_new_with_free_func ((GDestroyNotify)roster_journal_record_free);
  const RosterHistoryFilter filter = { "id99999", G_MAXUINT, ROSTER_HISTORY_N_RESULTS };
  g_autoptr (RosterHistory) history = NULL;
  g_autoptr (RosterHistoryIndex) index = NULL;
  g_autoptr (GArray) found = NULL;
  gint64 begun;

  for (guint i = 0; i < N_LARGE; i++)
    add_record (records, i, "Ada Lovelace, Countess", i % 2 == 0 ? "one" : "two",
                ROSTER_CHANGE_DONE);
  begun = g_get_monotonic_time ();
  history = roster_history_new (records, NULL, 0);
  index = roster_history_index_new (history);
  g_test_message ("%u changes prepared in %" G_GINT64_FORMAT " ms", N_LARGE,
                  (g_get_monotonic_time () - begun) / 1000);
  begun = g_get_monotonic_time ();
  found = roster_history_index_search (index, &filter);
  g_test_message ("searched in %" G_GINT64_FORMAT " ms", (g_get_monotonic_time () - begun) / 1000);
  g_assert_cmpuint (found->len, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/history-index/search", test_search);
  g_test_add_func ("/history-index/csv", test_csv);
  g_test_add_func ("/history-index/words", test_words);
  g_test_add_func ("/history-index/large", test_large);
  return g_test_run ();
}
