/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The journal's lines become changes: what is open, what a later change hides, what can be undone.
 */

#include "core/journal/roster-history.h"

#include <string.h>

#define DAY_MS (24 * 60 * 60 * G_GINT64_CONSTANT (1000))
#define NOW (1000 * DAY_MS)

typedef struct
{
  const char *uuid;
  RosterJournalEvent event;
  RosterChangeKind kind;
  const char *subject;
  RosterChangeState result;
  const char *run;
  gint64 time;
  const char *email; /* (nullable) */
} Line;

static RosterHistory *
make_history (const Line *lines, guint n_lines)
{
  g_autoptr (GPtrArray) records =
      g_ptr_array_new_with_free_func ((GDestroyNotify)roster_journal_record_free);
  g_autoptr (GHashTable) living = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < n_lines; i++)
    {
      RosterJournalRecord *record = g_new0 (RosterJournalRecord, 1);

      record->event = lines[i].event;
      record->time = lines[i].time;
      record->run = g_strdup (lines[i].run);
      record->uuid = g_strdup (lines[i].uuid);
      record->kind = lines[i].kind;
      record->endpoint = g_strdup ("https://api.example.com/v2");
      record->organization_id = g_strdup ("o");
      record->organization_name = g_strdup ("Production");
      record->user_id = g_strdup ("me");
      record->subject = g_strdup (lines[i].subject);
      record->label = g_strdup ("Ada");
      record->email = g_strdup (lines[i].email);
      record->role = g_strdup ("user");
      record->result = lines[i].result;
      g_ptr_array_add (records, record);
    }
  g_hash_table_add (living, (gpointer) "living");

  return roster_history_new (records, living, 3);
}

#define INTENT ROSTER_JOURNAL_INTENT
#define OUTCOME ROSTER_JOURNAL_OUTCOME

static void
test_fold (void)
{
  static const Line lines[] = {
    { "a", INTENT, ROSTER_CHANGE_REMOVE, "x", ROSTER_CHANGE_SENDING, "dead", NOW - 10 },
    { "b", INTENT, ROSTER_CHANGE_ADD, "y", ROSTER_CHANGE_SENDING, "living", NOW - 9 },
    { "a", OUTCOME, ROSTER_CHANGE_REMOVE, "x", ROSTER_CHANGE_DONE, "dead", NOW - 8 },
    { "a", OUTCOME, ROSTER_CHANGE_REMOVE, "x", ROSTER_CHANGE_DONE, "dead", NOW - 8 },
    { "c", OUTCOME, ROSTER_CHANGE_INVITE, "z", ROSTER_CHANGE_UNKNOWN, NULL, NOW - 7 },
  };
  g_autoptr (RosterHistory) history = make_history (lines, G_N_ELEMENTS (lines));
  g_autoptr (RosterHistory) unsettled = roster_history_pick_unsettled (history, NOW);
  const RosterHistoryEntry *entry = roster_history_get (history, 0);

  g_assert_cmpuint (roster_history_get_n_entries (history), ==, 3);
  g_assert_cmpuint (roster_history_get_n_damaged (history), ==, 3);
  g_assert_cmpint (entry->time, ==, NOW - 10);
  g_assert_cmpint (entry->ended, ==, NOW - 8);
  g_assert_cmpint (entry->result, ==, ROSTER_CHANGE_DONE);
  entry = roster_history_get (history, 1);
  g_assert_true (entry->is_alive);
  g_assert_cmpint (entry->ended, ==, 0);
  g_assert_cmpint (entry->result, ==, ROSTER_CHANGE_SENDING);

  /* What is picked outlives what it was picked from. */
  g_clear_pointer (&history, roster_history_unref);
  g_assert_cmpuint (roster_history_get_n_entries (unsettled), ==, 1);
  g_assert_cmpstr (roster_history_get (unsettled, 0)->uuid, ==, "c");
  g_assert_cmpstr (roster_history_get (unsettled, 0)->label, ==, "Ada");
}

static void
test_unsettled (void)
{
  static const struct
  {
    RosterChangeState result;
    gboolean alive;
    gboolean superseded;
    gint64 age;
    gboolean unsettled;
  } cases[] = {
    { ROSTER_CHANGE_SENDING, FALSE, FALSE, 0, TRUE },
    { ROSTER_CHANGE_SENDING, FALSE, TRUE, 400 * DAY_MS, TRUE },
    { ROSTER_CHANGE_SENDING, TRUE, FALSE, 0, FALSE },
    { ROSTER_CHANGE_UNKNOWN, FALSE, FALSE, 29 * DAY_MS, TRUE },
    { ROSTER_CHANGE_UNKNOWN, FALSE, FALSE, 31 * DAY_MS, FALSE },
    { ROSTER_CHANGE_UNKNOWN, FALSE, TRUE, 0, FALSE },
    { ROSTER_CHANGE_UNKNOWN, TRUE, FALSE, 0, FALSE },
    { ROSTER_CHANGE_DONE, FALSE, FALSE, 0, FALSE },
    { ROSTER_CHANGE_FAILED, FALSE, FALSE, 0, FALSE },
    { ROSTER_CHANGE_SKIPPED, FALSE, FALSE, 0, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const RosterHistoryEntry entry = { .result = cases[i].result,
                                         .is_alive = cases[i].alive,
                                         .is_superseded = cases[i].superseded,
                                         .time = NOW - cases[i].age };

      g_assert_cmpint (roster_history_entry_is_unsettled (&entry, NOW), ==, cases[i].unsettled);
    }
}

static void
test_superseded (void)
{
  static const Line lines[] = {
    { "a", OUTCOME, ROSTER_CHANGE_REMOVE, "x", ROSTER_CHANGE_DONE, NULL, 1 },
    { "b", OUTCOME, ROSTER_CHANGE_REMOVE, "y", ROSTER_CHANGE_DONE, NULL, 2 },
    { "c", OUTCOME, ROSTER_CHANGE_ADD, "x", ROSTER_CHANGE_DONE, NULL, 3 },
    { "d", OUTCOME, ROSTER_CHANGE_ADD, "y", ROSTER_CHANGE_FAILED, NULL, 4 },
    { "e", OUTCOME, ROSTER_CHANGE_REMOVE, "z", ROSTER_CHANGE_DONE, NULL, 5 },
    { "f", INTENT, ROSTER_CHANGE_ADD, "z", ROSTER_CHANGE_SENDING, NULL, 6 },
    { "g", OUTCOME, ROSTER_CHANGE_INVITE, "a@example.com", ROSTER_CHANGE_DONE, NULL, 7 },
  };
  static const gboolean superseded[] = { TRUE, FALSE, FALSE, FALSE, TRUE, FALSE, FALSE };
  static const gboolean can_undo[] = { FALSE, TRUE, TRUE, FALSE, FALSE, FALSE, FALSE };
  g_autoptr (RosterHistory) history = make_history (lines, G_N_ELEMENTS (lines));

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      const RosterHistoryEntry *entry = roster_history_get (history, i);

      g_assert_cmpint (entry->is_superseded, ==, superseded[i]);
      g_assert_cmpint (roster_history_entry_can_undo (entry), ==, can_undo[i]);
    }
}

/* An invitation has an address and the others have an id: the address of a member links them, but
 * not two members who have the same one. */
static void
test_linked (void)
{
  static const Line lines[] = {
    { "a", OUTCOME, ROSTER_CHANGE_INVITE, "ada@example.com", ROSTER_CHANGE_UNKNOWN, NULL, 1, NULL },
    { "b", OUTCOME, ROSTER_CHANGE_REMOVE, "x", ROSTER_CHANGE_DONE, NULL, 2, "Ada@Example.com" },
    { "c", OUTCOME, ROSTER_CHANGE_REMOVE, "y", ROSTER_CHANGE_DONE, NULL, 3, NULL },
    { "d", OUTCOME, ROSTER_CHANGE_ADD, "y", ROSTER_CHANGE_FAILED, NULL, 4, "yan@example.com" },
    { "e", OUTCOME, ROSTER_CHANGE_INVITE, "YAN@example.com", ROSTER_CHANGE_DONE, NULL, 5, NULL },
    { "f", OUTCOME, ROSTER_CHANGE_REMOVE, "k1", ROSTER_CHANGE_DONE, NULL, 6, "kim@example.com" },
    { "g", OUTCOME, ROSTER_CHANGE_REMOVE, "k2", ROSTER_CHANGE_DONE, NULL, 7, "kim@example.com" },
    { "h", OUTCOME, ROSTER_CHANGE_REMOVE, "z", ROSTER_CHANGE_DONE, NULL, 8, NULL },
    { "i", OUTCOME, ROSTER_CHANGE_INVITE, "zoe@example.com", ROSTER_CHANGE_DONE, NULL, 9, NULL },
  };
  static const gboolean superseded[] = {
    TRUE, FALSE, TRUE, TRUE, FALSE, FALSE, FALSE, FALSE, FALSE
  };
  g_autoptr (RosterHistory) history = make_history (lines, G_N_ELEMENTS (lines));

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_test_message ("%s", lines[i].uuid);
      g_assert_cmpint (roster_history_get (history, i)->is_superseded, ==, superseded[i]);
    }
  g_assert_cmpstr (roster_history_get (history, 0)->email, ==, "ada@example.com");
  g_assert_cmpstr (roster_history_get (history, 2)->email, ==, "yan@example.com");
  g_assert_null (roster_history_get (history, 7)->email);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/history/fold", test_fold);
  g_test_add_func ("/history/unsettled", test_unsettled);
  g_test_add_func ("/history/superseded", test_superseded);
  g_test_add_func ("/history/linked", test_linked);
  return g_test_run ();
}
