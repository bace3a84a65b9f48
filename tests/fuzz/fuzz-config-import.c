/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A threatstack.cfg over organizations that are there already: what Roster has keeps its name, its
 * key and its place, unless renaming was asked for; and taking it back leaves what was there. The
 * first byte says what is asked for. */

#include "fuzz.h"

#include "core/organizations/roster-config-import.h"

#define ENDPOINT "https://api.example.com/v2"

static RosterDirectory *
make_directory (void)
{
  g_autoptr (RosterTransport) transport = roster_transport_new ();
  RosterDirectory *directory = roster_directory_new (NULL, transport, NULL);
  RosterAccount *account = roster_directory_ensure_account (directory, ENDPOINT, "u");
  g_autoptr (SecretValue) key = secret_value_new ("the key that works", -1, "text/plain");

  roster_account_set_key (account, key);
  roster_directory_add (directory, account, "Production", "1");
  roster_directory_add (directory, account, "Staging", "2");
  roster_directory_add (directory, roster_directory_ensure_account (directory, ENDPOINT, "other"),
                        "Other", "1");
  return directory;
}

/* What is there, in one line an organization. */
static char *
describe (RosterDirectory *directory, guint n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      RosterOrganization *organization = roster_directory_get_organization (directory, i);
      RosterAccount *account = roster_organization_get_account (organization);

      g_string_append_printf (text, "%s %s %s\n", roster_account_get_user_id (account),
                              roster_organization_get_id (organization),
                              roster_organization_get_name (organization));
    }
  return g_string_free (text, FALSE);
}

static void
check (const RosterConfigFile *config, gboolean rename)
{
  g_autoptr (RosterDirectory) directory = make_directory ();
  RosterAccount *account = roster_directory_ensure_account (directory, ENDPOINT, config->user_id);
  RosterAccount *known = roster_directory_ensure_account (directory, ENDPOINT, "u");
  g_autoptr (RosterConfigImport) import = roster_config_import_new (directory, account, config);
  const guint n_before = roster_directory_get_n_organizations (directory);
  g_autofree char *before = describe (directory, n_before);
  g_autofree char *after = NULL;
  g_autofree char *undone = NULL;

  for (guint i = 0; i < config->organizations->len; i++)
    roster_config_import_set_rename (import, i, rename);
  g_assert_true (roster_config_import_apply (import, TRUE, NULL));
  g_assert_cmpuint (roster_directory_get_n_organizations (directory), >=, n_before);
  for (guint i = 0; i < config->organizations->len; i++)
    {
      const RosterConfigOrganization *section = config->organizations->pdata[i];

      g_assert_nonnull (roster_directory_find (directory, account, section->id));
    }
  after = describe (directory, n_before);
  if (!rename)
    g_assert_cmpstr (after, ==, before);
  g_assert_cmpstr (secret_value_get_text (roster_account_get_key (known)), ==,
                   "the key that works");

  roster_config_import_undo (import);
  g_assert_cmpuint (roster_directory_get_n_organizations (directory), ==, n_before);
  undone = describe (directory, n_before);
  g_assert_cmpstr (undone, ==, before);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree char *text = g_memdup2 (size > 0 ? data : (const guint8 *)"", MAX (size, 1));
  g_autoptr (RosterConfigFile) config =
      size > 0 ? roster_config_file_parse ("f", text + 1, size - 1, NULL) : NULL;

  if (config != NULL)
    check (config, (text[0] & 1) != 0);
  return 0;
}
