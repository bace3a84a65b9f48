/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an organization may be called, and what is said where none or several are called so. */

#include "core/base/roster-error.h"
#include "core/organizations/roster-directory-search.h"

#include <string.h>

static const struct
{
  const char *name;
  const char *id;
} organizations[] = {
  { "Production", "5ebd1111" }, { "Größe", "5ebd2222" },     { "Twins", "5EBD3333" },
  { "twins", "5ebd4444" },      { "5ebd1111x", "5ebd5555" }, { "Caf\xc3\xa9", "5ebd6666" },
  { "staging", "5ebd3333" },
};

static const struct
{
  const char *name;
  int position; /* or -1 */
  RosterError error;
} table[] = {
  { "Production", 0, 0 },
  { "pRODUCTION", 0, 0 },
  { " production ", 0, 0 },
  { "5ebd1111", 0, 0 },
  { "GRÖSSE", 1, 0 },
  { "5EBD2222", 1, 0 },
  { "5EBD3333", 2, 0 }, /* exactly that id, though there is another by its letters */
  { "5ebd3333", 6, 0 },
  { "5eBd3333", -1, ROSTER_ERROR_CONFLICT },
  { "TWINS", -1, ROSTER_ERROR_CONFLICT },
  { "5ebd4444", 3, 0 },
  { "CAFE\xcc\x81", 5, 0 }, /* the accent as a character of its own */
  { "Prod", -1, ROSTER_ERROR_NOT_FOUND },
  { "", -1, ROSTER_ERROR_NOT_FOUND },
  { "\xff", -1, ROSTER_ERROR_NOT_FOUND },
};

static RosterDirectory *
new_directory (guint n)
{
  g_autoptr (RosterTransport) transport = roster_transport_new ();
  RosterDirectory *directory = roster_directory_new (NULL, transport, NULL);
  RosterAccount *account =
      roster_directory_ensure_account (directory, "https://127.0.0.1:1/v2", "ada");

  for (guint i = 0; i < n; i++)
    roster_directory_add (directory, account, organizations[i].name, organizations[i].id);
  return directory;
}

static void
test_names (void)
{
  g_autoptr (RosterDirectory) directory = new_directory (G_N_ELEMENTS (organizations));

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GError) error = NULL;
      RosterOrganization *found =
          roster_directory_search_account (directory, table[i].name, NULL, NULL, NULL, &error);

      g_test_message ("row %u", i);
      if (table[i].position < 0)
        {
          g_assert_null (found);
          g_assert_error (error, ROSTER_ERROR, (int)table[i].error);
          g_assert_true (g_utf8_validate (error->message, -1, NULL));
          continue;
        }
      g_assert_no_error (error);
      g_assert_true (found ==
                     roster_directory_get_organization (directory, (guint)table[i].position));
    }
}

static void
test_messages (void)
{
  g_autoptr (RosterDirectory) directory = new_directory (4);
  g_autoptr (RosterDirectory) empty = new_directory (0);
  g_autoptr (GError) unknown = NULL;
  g_autoptr (GError) several = NULL;
  g_autoptr (GError) none = NULL;

  roster_directory_search_account (directory, "Research", NULL, NULL, NULL, &unknown);
  g_assert_cmpstr (unknown->message, ==,
                   "No organization is called “Research”. There is:\n  Production\n  Größe\n"
                   "  Twins\n  twins");
  roster_directory_search_account (directory, "twinS", NULL, NULL, NULL, &several);
  g_assert_cmpstr (several->message, ==,
                   "More than one organization is called “twinS”; give its id:\n"
                   "  Twins (5EBD3333)\n  twins (5ebd4444)");
  roster_directory_search_account (empty, "Research", NULL, NULL, NULL, &none);
  g_assert_cmpstr (none->message, ==,
                   "No organization is called “Research”: Roster knows none yet.");
}

/* One organization in two accounts: its id does not tell which is meant. */
static void
test_accounts (void)
{
  g_autoptr (RosterDirectory) directory = new_directory (2);
  RosterAccount *ben = roster_directory_ensure_account (directory, "https://127.0.0.1:1/v2", "ben");
  RosterAccount *cleo =
      roster_directory_ensure_account (directory, "https://127.0.0.1:2/v2", "ada");
  RosterOrganization *of_ada = roster_directory_get_organization (directory, 0);
  RosterOrganization *of_ben =
      roster_directory_add (directory, ben, organizations[0].name, organizations[0].id);
  RosterOrganization *of_cleo =
      roster_directory_add (directory, cleo, organizations[0].name, organizations[0].id);
  g_autofree char *key = roster_directory_dup_key (of_ben);
  const struct
  {
    const char *account;
    RosterOrganization *found; /* (nullable) */
    RosterError error;
  } cases[] = {
    { NULL, NULL, ROSTER_ERROR_CONFLICT },
    { "ben", of_ben, 0 },
    { "ada", NULL, ROSTER_ERROR_CONFLICT },
    { "https://127.0.0.1:2/v2", of_cleo, 0 },
    { "https://127.0.0.1:2/v2/", of_cleo, 0 },
    { "https://127.0.0.1:1/v2", NULL, ROSTER_ERROR_CONFLICT },
    { "ada@https://127.0.0.1:1/v2", of_ada, 0 },
    { "dora", NULL, ROSTER_ERROR_NOT_FOUND },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      static const char *const names[] = { "5ebd1111", "Production", "PRODUCTION" };

      for (guint k = 0; k < G_N_ELEMENTS (names); k++)
        {
          g_autoptr (GError) error = NULL;
          RosterOrganization *found = roster_directory_search_account (
              directory, names[k], cases[i].account, NULL, NULL, &error);

          g_assert_true (found == cases[i].found);
          if (found == NULL)
            g_assert_error (error, ROSTER_ERROR, (int)cases[i].error);
          if (g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_CONFLICT))
            g_assert_nonnull (strstr (error->message, "--account"));
        }
    }

  g_assert_true (roster_directory_find_key (directory, key) == of_ben);
  g_assert_null (roster_directory_find_key (directory, "5ebd1111"));
  g_assert_true (roster_directory_find_key (directory, "5ebd2222") ==
                 roster_directory_get_organization (directory, 1));
  g_assert_true (roster_directory_find_key (directory, "https://gone.example/v2\nada\n5ebd2222") ==
                 roster_directory_get_organization (directory, 1));
  g_assert_null (roster_directory_find_key (directory, ""));
  g_assert_null (roster_directory_find_key (directory, NULL));
}

static void
test_positions (void)
{
  g_autoptr (RosterDirectory) directory = new_directory (3);
  g_autoptr (RosterDirectory) other = new_directory (1);
  guint position = 7;

  for (guint i = 0; i < 3; i++)
    {
      RosterOrganization *organization = roster_directory_get_organization (directory, i);

      g_assert_true (roster_directory_find_position (directory, organization, &position));
      g_assert_cmpuint (position, ==, i);
      g_assert_true (roster_directory_find_position (directory, organization, NULL));
      /* The same id and account do not make it the same organization. */
      g_assert_false (roster_directory_find_position (other, organization, &position));
      g_assert_cmpuint (position, ==, i);
    }
}

static void
test_file_ids (void)
{
  g_autoptr (RosterDirectory) directory = new_directory (G_N_ELEMENTS (organizations));

  for (guint i = 0; i < G_N_ELEMENTS (organizations); i++)
    {
      RosterOrganization *organization = roster_directory_get_organization (directory, i);
      g_autofree char *id = roster_directory_dup_file_id (directory, organization);

      g_assert_cmpstr (id, ==, i == 2 || i == 3 ? organizations[i].id : NULL);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/directory-search/names", test_names);
  g_test_add_func ("/directory-search/messages", test_messages);
  g_test_add_func ("/directory-search/accounts", test_accounts);
  g_test_add_func ("/directory-search/positions", test_positions);
  g_test_add_func ("/directory-search/file-ids", test_file_ids);
  return g_test_run ();
}
