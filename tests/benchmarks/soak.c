/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The change queue for a long time against the demo service, of whose requests one in twenty goes
 * wrong: memory stays what it is, and at the end the service, the journal and what the queue said
 * tell the same.
 *
 * Client and service share the process, but not the heap: the service allocates in its own thread.
 * What Roster holds is what is in use in glibc's main arena, which is the main thread's.
 * Run: ninja -C build tests/soak && G_SLICE=always-malloc build/tests/soak [OPERATIONS [SEED]] */

#include <glib/gstdio.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "roster-change-queue.h"
#include "roster-demo-service.h"

#define ROUND 10 /* operations: three adds, three removals, three invitations, one list */
#define EACH 3

/* Together one request in twenty. A list that breaks is read again after a second or two, so most
 * of its faults say themselves when to come back. */
static const char *const faults[] = {
  "list:status=503,retry-after=0,chance=4.5",
  "list:cut,chance=0.5",
  "change:reset,chance=1",
  "change:reset,applied,chance=1",
  "change:status=500,chance=0.5",
  "change:status=502,applied,chance=0.5",
  "change:status=429,retry-after=0,chance=1",
  "change:status=403,chance=0.5",
  "change:forged,chance=0.5",
};

typedef struct
{
  RosterDemoService *service;
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

static gsize
get_resident_kib (void)
{
  g_autofree char *text = NULL;
  gsize pages = 0;

  if (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    pages = g_ascii_strtoull (strchr (text, ' '), NULL, 10);

  return pages * (gsize)sysconf (_SC_PAGESIZE) / 1024;
}

static gsize
read_size (const char *heap, const char *what)
{
  const char *place = strstr (heap, what);
  const char *size = place != NULL ? strstr (place, "size=\"") : NULL;

  return size != NULL ? g_ascii_strtoull (size + strlen ("size=\""), NULL, 10) : 0;
}

/* Of the main thread: of glibc's arenas the first one is its, and the service's thread has another.
 */
static gsize
get_in_use_kib (void)
{
  char *text = NULL;
  size_t length = 0;
  FILE *stream = open_memstream (&text, &length);
  char *end;
  gsize used;

  malloc_info (0, stream);
  fclose (stream);
  end = strstr (text, "</heap>");
  if (end != NULL)
    *end = '\0';
  used = read_size (text, "<system type=\"current\"") - read_size (text, "<total type=\"fast\"") -
         read_size (text, "<total type=\"rest\"");
  free (text);

  return used / 1024;
}

static gboolean
is_member (Soak *soak, const char *id)
{
  g_autofree char *role = roster_demo_service_dup_role (
      soak->service, roster_organization_get_id (soak->organization), id);

  return role != NULL;
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

static RosterOrganization *
make_organization (Soak *soak, RosterClient *client, guint place)
{
  return roster_organization_new (roster_demo_service_get_organization_name (soak->service, place),
                                  roster_demo_service_get_organization_id (soak->service, place),
                                  client, NULL);
}

/* Those of the large organization who are not in the small one at the start, and not oneself. */
static void
find_people (Soak *soak)
{
  const char *large = roster_demo_service_get_organization_id (soak->service, 0);
  guint n = roster_demo_service_get_n_members (soak->service, large);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = roster_demo_service_dup_member_id (soak->service, large, i);

      if (!is_member (soak, id) &&
          strcmp (id, roster_demo_service_get_user_id (soak->service)) != 0)
        g_ptr_array_add (soak->ids, g_steal_pointer (&id));
    }
}

static void
start (Soak *soak, const char *path)
{
  const RosterDemoOptions options = { 0 };
  g_autoptr (RosterTransport) transport = roster_transport_new ();
  g_autoptr (RosterAccount) account = NULL;
  g_autoptr (RosterClient) client = NULL;
  g_autoptr (GError) error = NULL;
  SecretValue *key;

  soak->service = roster_demo_service_new (&options);
  roster_demo_service_start_in_thread (soak->service, &error);
  g_assert_no_error (error);
  account = roster_account_new (roster_demo_service_get_endpoint (soak->service),
                                roster_demo_service_get_user_id (soak->service));
  key = secret_value_new (roster_demo_service_get_key (soak->service), -1, "text/plain");
  roster_account_set_key (account, key);
  secret_value_unref (key);
  client = roster_client_new (transport, account);
  soak->organization = make_organization (soak, client, 1);
  soak->journal = roster_journal_new (path);
  soak->queue = roster_change_queue_new (soak->journal);
  soak->results = tmpfile ();
  g_assert_nonnull (soak->results);
  soak->ids = g_ptr_array_new_with_free_func (g_free);
  soak->inside = g_hash_table_new (g_str_hash, g_str_equal);
  soak->states = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  soak->invited = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  find_people (soak);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      roster_demo_service_add_fault (soak->service, faults[i], &error);
      g_assert_no_error (error);
    }
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

  run = roster_change_queue_submit (soak->queue, changes);
  while (!roster_change_run_is_finished (run))
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < roster_change_run_get_n_changes (run); i++)
    take_result (soak, roster_change_run_get_change (run, i));

  read_list (soak);
  roster_demo_service_clear_requests (soak->service);
}

static void
check_members (Soak *soak)
{
  for (guint i = 0; i < soak->ids->len; i++)
    if (is_member (soak, soak->ids->pdata[i]) !=
        g_hash_table_contains (soak->inside, soak->ids->pdata[i]))
      complain (soak, "the service’s members are not what the queue said", soak->ids->pdata[i]);
}

/* Each address that was invited stands in its line of the service's list once. */
static void
check_invitations (Soak *soak)
{
  g_auto (GStrv) lines = roster_demo_service_dup_invitations (
      soak->service, roster_organization_get_id (soak->organization));
  g_autoptr (GHashTable) sent = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer email, state;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *address = strstr (lines[i], "person.");

      if (address == NULL)
        continue;
      address[strspn (address, "abcdefghijklmnopqrstuvwxyz0123456789.@")] = '\0';
      if (!g_hash_table_add (sent, address))
        complain (soak, "an invitation went out twice", address);
    }

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
  roster_demo_service_clear_faults (soak->service);
  load_results (soak);
  check_members (soak);
  check_invitations (soak);
  check_journal (soak);
  g_object_unref (soak->queue);
  g_object_unref (soak->journal);
  g_object_unref (soak->organization);
  roster_demo_service_stop (soak->service);
  g_object_unref (soak->service);
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

int
main (int argc, char *argv[])
{
  guint n_operations = argc > 1 ? (guint)atoi (argv[1]) : 20000;
  guint seed = argc > 2 ? (guint)atoi (argv[2]) : 20261123;
  guint n_rounds = MAX (n_operations / ROUND, 10);
  g_autofree char *folder = g_dir_make_tmp ("roster-soak-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "journal.jsonl", NULL);
  Soak soak = { .random = g_rand_new_with_seed (seed) };
  gint64 begin = g_get_monotonic_time ();
  gsize warm = 0, now = 0;

  g_random_set_seed (seed);
  start (&soak, path);
  for (guint i = 0; i < n_rounds; i++)
    {
      do_round (&soak, i);
      if ((i + 1) % (n_rounds / 10) != 0)
        continue;
      now = get_in_use_kib ();
      if (i + 1 <= n_rounds / 5)
        warm = now;
      check_members (&soak);
      g_print ("%6u operations, %5.1f s, %zu KiB in use, %zu KiB resident with the service\n",
               soak.n_changes + soak.n_lists,
               (double)(g_get_monotonic_time () - begin) / G_USEC_PER_SEC, now,
               get_resident_kib ());
    }
  finish (&soak);

  g_print ("%u changes: %u done, %u failed, %u unknown; %u lists, %u failed\n", soak.n_changes,
           soak.counts[ROSTER_CHANGE_DONE], soak.counts[ROSTER_CHANGE_FAILED],
           soak.counts[ROSTER_CHANGE_UNKNOWN], soak.n_lists, soak.n_failed_lists);
  g_print ("memory at the end: %.3f of that after a fifth; wrong: %u\n",
           (double)now / (double)MAX (warm, 1), soak.n_wrong);
  if (soak.n_wrong == 0)
    remove_folder (folder);

  return soak.n_wrong == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
