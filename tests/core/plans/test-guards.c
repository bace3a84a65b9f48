/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a run may not do, and what has to be asked before it goes. */

#include "core/base/roster-error.h"
#include "core/plans/roster-guards.h"

#include <string.h>

#define MAX_CHANGES 6

typedef struct
{
  RosterChangeKind kind;
  const char *subject;
  const char *role;
  const char *refusal; /* (nullable) a part of the sentence */
} Expected;

typedef struct
{
  const char *name;
  const char *own_id; /* (nullable) */
  guint removed_lately;
  RosterPlanQuestions questions;
  Expected changes[MAX_CHANGES];
} Case;

/* Two owners, five users, one reader. */
static const struct
{
  const char *id;
  const char *email;
  const char *role;
} people[] = {
  { "olga", "olga@example.com", "owner" }, { "otto", "otto@example.com", "Owner" },
  { "uma", "Uma@Example.com", "user" },    { "ugo", "ugo@example.com", "user" },
  { "ute", "ute@example.com", "user" },    { "uwe", "uwe@example.com", "user" },
  { "udo", "udo@example.com", "user" },    { "rosa", "rosa@example.com", "reader" },
};

#define INVITE ROSTER_CHANGE_INVITE
#define ADD ROSTER_CHANGE_ADD
#define REMOVE ROSTER_CHANGE_REMOVE
#define REMOVES ROSTER_PLAN_ASKS_REMOVAL
#define OWNER ROSTER_PLAN_ASKS_OWNERS
#define MANY ROSTER_PLAN_ASKS_MANY
#define SELF ROSTER_PLAN_ASKS_SELF

static const Case cases[] = {
  { "additions",
    "olga",
    0,
    0,
    { { INVITE, "new@example.com", "reader", NULL }, { ADD, "nora", "owner", NULL } } },
  { "no change", "olga", 3, 0, { { 0 } } },
  { "removal", "olga", 0, REMOVES, { { REMOVE, "uma", "user", NULL } } },
  { "owner", "olga", 0, REMOVES | OWNER, { { REMOVE, "otto", "owner", NULL } } },
  { "self", "uma", 0, REMOVES | SELF, { { REMOVE, "uma", "user", NULL } } },
  { "last owner",
    "olga",
    0,
    REMOVES | OWNER,
    { { REMOVE, "olga", "owner", "no owner" }, { REMOVE, "otto", "owner", NULL } } },
  { "last owner, in the order of the run",
    "uma",
    0,
    REMOVES | OWNER,
    { { REMOVE, "olga", "owner", NULL }, { REMOVE, "otto", "owner", "Without otto" } } },
  { "last owner with a successor",
    "olga",
    0,
    REMOVES | OWNER | SELF,
    { { REMOVE, "olga", "owner", NULL },
      { REMOVE, "otto", "owner", NULL },
      { ADD, "nora", "owner", NULL } } },
  { "an invited owner is none yet",
    "olga",
    0,
    REMOVES | OWNER,
    { { REMOVE, "olga", "owner", "no owner" },
      { REMOVE, "otto", "owner", NULL },
      { INVITE, "nora@example.com", "owner", NULL } } },
  { "a role that is not what the list says",
    "uma",
    0,
    REMOVES | OWNER,
    { { REMOVE, "olga", "user", NULL } } },
  { "opposites",
    "olga",
    0,
    0,
    { { REMOVE, "uma", "user", "at once" }, { ADD, "uma", "reader", "already is a member" } } },
  { "opposites by address",
    "olga",
    0,
    0,
    { { REMOVE, "uma", "user", "at once" },
      { INVITE, "uma@example.COM", "reader", "already is a member as user" } } },
  { "opposites of a stranger",
    "olga",
    0,
    0,
    { { ADD, "nora", "user", "at once" }, { REMOVE, "nora", "user", "not a member" } } },
  { "twice",
    "olga",
    0,
    REMOVES,
    { { REMOVE, "uma", "user", NULL },
      { REMOVE, "uma", "user", "twice" },
      { INVITE, "New@example.com", "user", NULL },
      { INVITE, "new@EXAMPLE.com", "user", "twice" },
      { ADD, "nora", "user", NULL },
      { ADD, "nora", "reader", "twice" } } },
  { "invite a member",
    "olga",
    0,
    0,
    { { INVITE, "UGO@example.com", "user", "nothing left to do" },
      { INVITE, "ugo@example.com", "reader", "remove them first" } } },
  { "add a member",
    "olga",
    0,
    0,
    { { ADD, "uma", "USER", "nothing left to do" },
      { ADD, "ugo", "reader", "remove them first" } } },
  { "remove a stranger", "olga", 0, 0, { { REMOVE, "nobody", "user", "nobody is not a member" } } },
  { "a reader may nothing",
    "rosa",
    0,
    0,
    { { INVITE, "new@example.com", "reader", "Your role here is reader" },
      { ADD, "nora", "reader", "Your role here is reader" },
      { REMOVE, "uma", "user", "Your role here is reader" } } },
  { "a user makes no owner",
    "uma",
    0,
    0,
    { { INVITE, "new@example.com", "owner", "make new@example.com owner" },
      { ADD, "nora", "Owner", "does not let you" },
      { INVITE, "more@example.com", "user", NULL } } },
  { "an unknown role",
    "olga",
    0,
    0,
    { { INVITE, "new@example.com", "superuser", "does not let you" } } },
  { "an unknown role with characters of its own",
    "olga",
    0,
    0,
    { { INVITE, "new@example.com", "<b>super\n\u202euser",
        "make new@example.com <b>super␊[U+202E]user: choose" } } },
  { "the service knows who we are", "stranger", 0, 0, { { ADD, "nora", "owner", NULL } } },
  { "nobody in particular", NULL, 0, REMOVES, { { REMOVE, "uma", "user", NULL } } },
  { "two of eight",
    "olga",
    0,
    REMOVES,
    { { REMOVE, "uma", "user", NULL }, { REMOVE, "ugo", "user", NULL } } },
  { "three of eight",
    "olga",
    0,
    REMOVES | MANY,
    { { REMOVE, "uma", "user", NULL },
      { REMOVE, "ugo", "user", NULL },
      { REMOVE, "ute", "user", NULL } } },
  { "one more after two of ten", "olga", 2, REMOVES | MANY, { { REMOVE, "uma", "user", NULL } } },
  { "one more after one of nine", "olga", 1, REMOVES, { { REMOVE, "uma", "user", NULL } } },
  { "what is refused is not counted",
    "olga",
    1,
    REMOVES,
    { { REMOVE, "uma", "user", NULL },
      { REMOVE, "uma", "user", "twice" },
      { REMOVE, "nobody", "user", "not a member" } } },
  { "an addition after many removals", "olga", 100, 0, { { ADD, "nora", "user", NULL } } },
};

static RosterMemberTable *
make_table (void)
{
  RosterMemberTable *table = roster_member_table_new ();

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      const RosterMember member = { .id = people[i].id,
                                    .display_name = people[i].id,
                                    .email = people[i].email,
                                    .role = people[i].role,
                                    .last_sign_in = ROSTER_NEVER,
                                    .enabled = 1 };

      roster_member_table_append (table, &member);
    }

  return table;
}

static RosterOrganization *
make_organization (void)
{
  g_autoptr (RosterAccount) account = roster_account_new (ROSTER_DEFAULT_ENDPOINT, "olga");
  g_autoptr (RosterTransport) transport = roster_transport_new ();
  g_autoptr (RosterClient) client = roster_client_new (transport, account);

  return roster_organization_new ("Production", "0123456", client, NULL);
}

static void
test_case (gconstpointer data)
{
  const Case *expected = data;
  g_autoptr (RosterMemberTable) table = make_table ();
  g_autoptr (RosterOrganization) organization = make_organization ();
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (RosterGuardsReport) report = NULL;
  guint n_refused = 0;

  for (const Expected *e = expected->changes;
       e < expected->changes + MAX_CHANGES && e->subject != NULL; e++)
    g_ptr_array_add (changes, roster_change_new (e->kind, organization, e->subject, NULL, e->role));

  report = roster_guards_check (table, expected->own_id, expected->removed_lately, changes);

  g_assert_cmpuint (report->refusals->len, ==, changes->len);
  for (guint i = 0; i < changes->len; i++)
    {
      const GError *error = report->refusals->pdata[i];
      const char *refusal = expected->changes[i].refusal;

      if (refusal == NULL)
        {
          g_assert_no_error (error);
          continue;
        }
      n_refused++;
      g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_REFUSED);
      if (strstr (error->message, refusal) == NULL)
        g_error ("“%s” does not say “%s”", error->message, refusal);
      g_assert_true (g_str_has_suffix (error->message, "."));
    }
  g_assert_cmpuint (report->n_refused, ==, n_refused);
  g_assert_cmpuint (report->questions, ==, expected->questions);
}

/* The 25 % are of what was there before: 100 members, 25 go without a typed name, 26 do not. */
static void
test_quarter (void)
{
  static const struct
  {
    guint n_members, removed_lately, n_removals;
    gboolean many;
  } quarters[] = {
    { 100, 0, 25, FALSE }, { 100, 0, 26, TRUE }, { 80, 20, 5, FALSE },
    { 80, 20, 6, TRUE },   { 2, 0, 2, FALSE },   { 3, 0, 3, TRUE },
  };

  for (guint c = 0; c < G_N_ELEMENTS (quarters); c++)
    {
      g_autoptr (RosterMemberTable) table = roster_member_table_new ();
      g_autoptr (RosterOrganization) organization = make_organization ();
      g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (g_object_unref);
      g_autoptr (RosterGuardsReport) report = NULL;

      for (guint i = 0; i < quarters[c].n_members; i++)
        {
          g_autofree char *id = g_strdup_printf ("m%u", i);
          const RosterMember member = { .id = id, .email = "", .role = "user" };

          roster_member_table_append (table, &member);
          if (i < quarters[c].n_removals)
            g_ptr_array_add (
                changes, roster_change_new (ROSTER_CHANGE_REMOVE, organization, id, NULL, "user"));
        }

      report = roster_guards_check (table, "me", quarters[c].removed_lately, changes);
      g_assert_cmpuint (report->n_refused, ==, 0);
      g_assert_cmpint ((report->questions & MANY) != 0, ==, quarters[c].many);
    }
}

/* Nothing goes in an organization that somebody has locked, and so nothing is asked either. */
static void
test_locked (void)
{
  g_autoptr (RosterMemberTable) table = make_table ();
  g_autoptr (RosterOrganization) organization = make_organization ();
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (RosterGuardsReport) locked = NULL;
  g_autoptr (RosterGuardsReport) unlocked = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (changes,
                   roster_change_new (INVITE, organization, "n@example.com", NULL, "user"));
  g_ptr_array_add (changes, roster_change_new (ADD, organization, "nora", NULL, "user"));
  g_ptr_array_add (changes, roster_change_new (REMOVE, organization, "otto", NULL, "owner"));

  roster_organization_set_read_only (organization, TRUE);
  locked = roster_guards_check (table, "olga", 0, changes);
  g_assert_cmpuint (locked->n_refused, ==, 3);
  g_assert_cmpuint (locked->questions, ==, 0);
  for (guint i = 0; i < changes->len; i++)
    {
      const GError *refusal = locked->refusals->pdata[i];

      g_assert_error (refusal, ROSTER_ERROR, ROSTER_ERROR_LOCKED);
      g_assert_nonnull (strstr (refusal->message, "“Production” is locked"));
    }
  g_assert_false (roster_organization_check_lock (organization, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_LOCKED);
  g_assert_false (roster_organization_check_lock (organization, NULL));

  roster_organization_set_read_only (organization, FALSE);
  g_assert_true (roster_organization_check_lock (organization, NULL));
  unlocked = roster_guards_check (table, "olga", 0, changes);
  g_assert_cmpuint (unlocked->n_refused, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/guards/case/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/guards/quarter", test_quarter);
  g_test_add_func ("/guards/locked", test_locked);
  return g_test_run ();
}
