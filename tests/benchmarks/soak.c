/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The change queue for a long time against the demo service, of whose requests one in twenty goes
 * wrong: memory stays what it is, and at the end the service, the journal and what the queue said
 * tell the same. The service is a process of its own, so that all of this one's memory is Roster's.
 *
 * Run: ninja -C build tests/soak && build/tests/soak build/src/demo/roster-demo [OPERATIONS [SEED]]
 * The seed is of who is changed; which request goes wrong is drawn by the service each time.
 * It starts itself again without glibc's caches of freed memory, of which each thread has one and
 * which count as memory in use. */

#include <glib/gstdio.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/queue/roster-change-queue.h"
#include "support/demo-program.h"
#include "support/plan-runner.h"

#define EACH 3 /* additions, removals and invitations in a round, and a list */
#define LOOKS 10
#define MOST_GROWTH 1.15 /* of memory, from one fifth of the operations to the end */
#define TUNABLES "GLIBC_TUNABLES"

/* Together one request in twenty. A list that breaks is read again after a second or two, so most
 * of its faults say themselves when to come back. */
static const char *const arguments[] = {
  "--fault=list:status=503,retry-after=0,chance=4.5",
  "--fault=list:cut,chance=0.5",
  "--fault=change:reset,chance=1",
  "--fault=change:reset,applied,chance=1",
  "--fault=change:status=500,chance=0.5",
  "--fault=change:status=502,applied,chance=0.5",
  "--fault=change:status=429,retry-after=0,chance=1",
  "--fault=change:status=403,chance=0.5",
  "--fault=change:forged,chance=0.5",
  NULL,
};

/* KiB */
typedef struct
{
  gsize resident;
  gsize in_use; /* of the heap */
} Memory;

typedef struct
{
  DemoProgram *service;
  RosterOrganization *organization;
  RosterJournal *journal;
  RosterChangeQueue *queue;
  GRand *random;
  GPtrArray *ids;      /* (element-type utf8): everybody who can be added and removed */
  FILE *results;       /* uuid, state, kind and subject of each change, a line each */
  GHashTable *inside;  /* (element-type utf8): those who must be members now */
  GHashTable *states;  /* uuid → RosterChangeState, of all changes */
  GHashTable *invited; /* address → RosterChangeState */
  guint counts[ROSTER_CHANGE_SKIPPED + 1];
  guint n_changes;
  guint n_lists;
  guint n_failed_lists;
  guint n_wrong;
} Soak;

static void
complain (Soak *soak, const char *what, const char *who)
{
  soak->n_wrong++;
  g_printerr ("WRONG: %s: %s\n", what, who);
}

/* pid: (nullable): this process */
static gsize
get_resident_kib (const char *pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%s/status", pid != NULL ? pid : "self");
  g_autofree char *text = NULL;
  const char *line;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  line = strstr (text, "\nVmRSS:");
  g_assert_nonnull (line);

  return g_ascii_strtoull (line + strlen ("\nVmRSS:"), NULL, 10);
}

static Memory
measure (void)
{
  struct mallinfo2 heap = mallinfo2 ();

  return (Memory){ .resident = get_resident_kib (NULL),
                   .in_use = (heap.uordblks + heap.hblkhd) / 1024 };
}

static const char *
get_organization_id (Soak *soak)
{
  return roster_organization_get_id (soak->organization);
}

static void
read_list (Soak *soak)
{
  roster_organization_refresh (soak->organization);
  while (roster_organization_get_state (soak->organization) == ROSTER_ORGANIZATION_LOADING)
    g_main_context_iteration (NULL, TRUE);
  soak->n_lists++;
  soak->n_failed_lists +=
      roster_organization_get_state (soak->organization) != ROSTER_ORGANIZATION_READY;
}

/* Those of the large organization who are not in the small one at the start, and not oneself. */
static void
find_people (Soak *soak)
{
  g_auto (GStrv) all = demo_program_dup_member_ids (
      soak->service, demo_program_get_organization_id (soak->service, 0));
  g_auto (GStrv) inside = demo_program_dup_member_ids (soak->service, get_organization_id (soak));

  for (char **id = all; *id != NULL; id++)
    if (!g_strv_contains ((const char *const *)inside, *id) &&
        strcmp (*id, demo_program_get_user_id (soak->service)) != 0)
      g_ptr_array_add (soak->ids, g_strdup (*id));
}

static RosterOrganization *
make_organization (DemoProgram *service, RosterTransport *transport)
{
  g_autoptr (RosterAccount) account =
      roster_account_new (demo_program_get_endpoint (service), demo_program_get_user_id (service));
  g_autoptr (RosterClient) client = NULL;
  SecretValue *key = secret_value_new (demo_program_get_key (service), -1, "text/plain");

  roster_account_set_key (account, key);
  secret_value_unref (key);
  client = roster_client_new (transport, account);

  return roster_organization_new (demo_program_get_organization_name (service, 1),
                                  demo_program_get_organization_id (service, 1), client, NULL);
}

static void
start (Soak *soak, const char *program, const char *path)
{
  g_autoptr (RosterTransport) transport = roster_transport_new ();

  soak->service = demo_program_new (program, arguments);
  soak->organization = make_organization (soak->service, transport);
  soak->journal = roster_journal_new (path);
  soak->queue = roster_change_queue_new (soak->journal);
  soak->results = tmpfile ();
  g_assert_nonnull (soak->results);
  soak->ids = g_ptr_array_new_with_free_func (g_free);
  soak->inside = g_hash_table_new (g_str_hash, g_str_equal);
  soak->states = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  soak->invited = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  find_people (soak);
}

static void
plan (Soak *soak, GPtrArray *changes, RosterChangeKind kind, const char *subject)
{
  g_ptr_array_add (changes, roster_change_new (kind, soak->organization, subject, NULL, "reader"));
}

/* Up to three who are in, or are not in, each once. */
static void
plan_people (Soak *soak, GPtrArray *changes, RosterChangeKind kind)
{
  gboolean inside = kind == ROSTER_CHANGE_REMOVE;
  guint at = (guint)g_rand_int_range (soak->random, 0, (gint32)soak->ids->len);
  guint n = 0;

  for (guint i = 0; i < soak->ids->len && n < EACH; i++)
    {
      const char *id = soak->ids->pdata[(at + i) % soak->ids->len];

      if (g_hash_table_contains (soak->inside, id) != inside)
        continue;
      plan (soak, changes, kind, id);
      n++;
    }
}

static gboolean
is_member (Soak *soak, const char *id)
{
  g_auto (GStrv) ids = demo_program_dup_member_ids (soak->service, get_organization_id (soak));

  return g_strv_contains ((const char *const *)ids, id);
}

/* What the queue says of a change, and what the service must know by it. */
static void
take_result (Soak *soak, RosterChange *change)
{
  const char *subject = roster_change_get_subject (change);
  RosterChangeState state = roster_change_get_state (change);
  RosterChangeKind kind = roster_change_get_kind (change);
  gboolean inside = kind == ROSTER_CHANGE_ADD;
  gpointer id;

  soak->n_changes++;
  soak->counts[state]++;
  fprintf (soak->results, "%s %d %d %s\n", roster_change_get_uuid (change), (int)state, (int)kind,
           subject);
  if (kind == ROSTER_CHANGE_INVITE)
    return;

  /* Where it is said to be unknown, both are right. */
  if (state == ROSTER_CHANGE_UNKNOWN)
    inside = is_member (soak, subject);
  else if (state != ROSTER_CHANGE_DONE)
    inside = !inside;

  for (guint i = 0; i < soak->ids->len; i++)
    if (strcmp (soak->ids->pdata[i], subject) == 0)
      {
        id = soak->ids->pdata[i];
        if (inside)
          g_hash_table_add (soak->inside, id);
        else
          g_hash_table_remove (soak->inside, id);
      }
}

static void
do_round (Soak *soak, guint number)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (RosterChangeRun) run = NULL;

  plan_people (soak, changes, ROSTER_CHANGE_ADD);
  plan_people (soak, changes, ROSTER_CHANGE_REMOVE);
  for (guint i = 0; i < EACH; i++)
    {
      g_autofree char *email = g_strdup_printf ("person.%u.%u@example.com", number, i);

      plan (soak, changes, ROSTER_CHANGE_INVITE, email);
    }

  run = plan_runner_submit (soak->queue, changes);
  while (!roster_change_run_is_finished (run))
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < roster_change_run_get_n_changes (run); i++)
    take_result (soak, roster_change_run_get_change (run, i));

  read_list (soak);
  demo_program_forget_requests (soak->service);
}

static void
check_members (Soak *soak)
{
  g_auto (GStrv) ids = demo_program_dup_member_ids (soak->service, get_organization_id (soak));

  for (guint i = 0; i < soak->ids->len; i++)
    if (g_strv_contains ((const char *const *)ids, soak->ids->pdata[i]) !=
        g_hash_table_contains (soak->inside, soak->ids->pdata[i]))
      complain (soak, "the service’s members are not what the queue said", soak->ids->pdata[i]);
}

/* Each address that was invited stands in the service's list once. */
static void
check_invitations (Soak *soak)
{
  g_auto (GStrv) addresses = demo_program_dup_invited (soak->service, get_organization_id (soak));
  g_autoptr (GHashTable) sent = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer email, state;

  for (char **address = addresses; *address != NULL; address++)
    if (!g_hash_table_add (sent, *address))
      complain (soak, "an invitation went out twice", *address);

  g_hash_table_iter_init (&iter, soak->invited);
  while (g_hash_table_iter_next (&iter, &email, &state))
    if (GPOINTER_TO_INT (state) != ROSTER_CHANGE_UNKNOWN &&
        g_hash_table_contains (sent, email) != (GPOINTER_TO_INT (state) == ROSTER_CHANGE_DONE))
      complain (soak, "an invitation is not what the queue said", email);
}

/* They were kept in a file, so that the heap is the queue's alone. */
static void
load_results (Soak *soak)
{
  char uuid[64], subject[128];
  int state, kind;

  rewind (soak->results);
  while (fscanf (soak->results, "%63s %d %d %127s", uuid, &state, &kind, subject) == 4)
    {
      g_hash_table_insert (soak->states, g_strdup (uuid), GINT_TO_POINTER (state));
      if (kind == ROSTER_CHANGE_INVITE)
        g_hash_table_insert (soak->invited, g_strdup (subject), GINT_TO_POINTER (state));
    }
  if (g_hash_table_size (soak->states) != soak->n_changes)
    complain (soak, "the results", "are not one for each change");
}

static void
on_journal_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(RosterHistory **)user_data =
      roster_journal_read_finish (ROSTER_JOURNAL (source), result, &error);
  g_assert_no_error (error);
}

static void
check_journal (Soak *soak)
{
  g_autoptr (RosterHistory) history = NULL;

  roster_journal_read_async (soak->journal, 0, on_journal_read, &history);
  while (history == NULL)
    g_main_context_iteration (NULL, TRUE);

  if (roster_history_get_n_entries (history) != soak->n_changes ||
      roster_history_get_n_damaged (history) > 0)
    complain (soak, "the journal", "has not one entry for each change");
  for (guint i = 0; i < roster_history_get_n_entries (history); i++)
    {
      const RosterHistoryEntry *entry = roster_history_get (history, i);
      gpointer state;

      if (!g_hash_table_lookup_extended (soak->states, entry->uuid, NULL, &state) ||
          GPOINTER_TO_INT (state) != (int)entry->result)
        complain (soak, "the journal does not say what the queue said", entry->subject);
    }
}

static void
finish (Soak *soak)
{
  demo_program_end_faults (soak->service);
  load_results (soak);
  check_members (soak);
  check_invitations (soak);
  check_journal (soak);
  g_object_unref (soak->queue);
  g_object_unref (soak->journal);
  g_object_unref (soak->organization);
  demo_program_free (soak->service);
  g_ptr_array_unref (soak->ids);
  g_hash_table_unref (soak->inside);
  g_hash_table_unref (soak->states);
  g_hash_table_unref (soak->invited);
  fclose (soak->results);
  g_rand_free (soak->random);
}

/* The journal is left behind where something is wrong with it. */
static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) entries = g_dir_open (folder, 0, NULL);
  const char *name;

  while (entries != NULL && (name = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_remove (path) != 0)
        remove_folder (path);
    }
  g_rmdir (folder);
}

static guint
count_operations (Soak *soak)
{
  return soak->n_changes + soak->n_lists;
}

/* Each tenth of the way. */
static Memory
look (Soak *soak, gint64 begin)
{
  Memory now = measure ();

  check_members (soak);
  g_print ("%6u operations, %5.1f s, %zu KiB resident, %zu KiB of the heap in use, the service %zu "
           "KiB resident\n",
           count_operations (soak), (double)(g_get_monotonic_time () - begin) / G_USEC_PER_SEC,
           now.resident, now.in_use, get_resident_kib (demo_program_get_pid (soak->service)));

  return now;
}

static void
judge_growth (Soak *soak, const char *what, gsize fifth, gsize end)
{
  double growth = (double)end / (double)MAX (fifth, 1);

  g_print ("%s at the end: %.3f of that after a fifth (at most %.2f)\n", what, growth, MOST_GROWTH);
  if (growth > MOST_GROWTH)
    complain (soak, "memory grows", what);
}

static void
judge (Soak *soak, Memory fifth, Memory end)
{
  g_print ("%u changes: %u done, %u failed, %u unknown; %u lists, %u failed\n", soak->n_changes,
           soak->counts[ROSTER_CHANGE_DONE], soak->counts[ROSTER_CHANGE_FAILED],
           soak->counts[ROSTER_CHANGE_UNKNOWN], soak->n_lists, soak->n_failed_lists);
  judge_growth (soak, "resident", fifth.resident, end.resident);
  judge_growth (soak, "heap in use", fifth.in_use, end.in_use);
  g_print ("wrong: %u\n", soak->n_wrong);
}

/* It is read before main(). */
static void
begin_again (char *argv[])
{
  if (g_getenv (TUNABLES) != NULL)
    return;
  g_setenv (TUNABLES, "glibc.malloc.tcache_count=0", TRUE);
  g_setenv ("G_SLICE", "always-malloc", TRUE);
  execv ("/proc/self/exe", argv);
}

int
main (int argc, char *argv[])
{
  guint n_operations = argc > 2 ? (guint)atoi (argv[2]) : 20000;
  guint seed = argc > 3 ? (guint)atoi (argv[3]) : 20261123;
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  Soak soak = { .random = g_rand_new_with_seed (seed) };
  gint64 begin = g_get_monotonic_time ();
  Memory fifth = { 0 }, now = { 0 };

  begin_again (argv);
  if (argc < 2)
    {
      g_printerr ("usage: soak ROSTER_DEMO [OPERATIONS [SEED]]\n");
      return EXIT_FAILURE;
    }
  folder = g_dir_make_tmp ("roster-soak-XXXXXX", NULL);
  path = g_build_filename (folder, "journal.jsonl", NULL);
  start (&soak, argv[1], path);
  for (guint i = 0, n_looks = 0; n_looks < LOOKS; i++)
    {
      do_round (&soak, i);
      if (count_operations (&soak) < n_operations / LOOKS * (n_looks + 1))
        continue;
      now = look (&soak, begin);
      if (++n_looks == LOOKS / 5)
        fifth = now;
    }
  finish (&soak);
  judge (&soak, fifth, now);
  if (soak.n_wrong == 0)
    remove_folder (folder);

  return soak.n_wrong == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
