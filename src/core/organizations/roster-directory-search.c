/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds an organization by what people call it: its name or its id, however they are capitalized,
 * and its account. Where several are meant, none is found: nobody acts in the wrong one. */

#include "core/organizations/roster-directory-search.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/base/roster-error.h"
#include "core/base/roster-text.h"
#include "core/csv/roster-csv-name.h"

static char *
fold (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *normal = g_utf8_normalize (g_strstrip (valid), -1, G_NORMALIZE_ALL_COMPOSE);

  return g_utf8_casefold (normal, -1);
}

static gboolean
is_folded (const char *text, const char *folded)
{
  g_autofree char *own = text != NULL ? fold (text) : NULL;

  return g_strcmp0 (own, folded) == 0;
}

/**
 * roster_directory_is_organization:
 * @typed: what somebody typed
 * @name: of an organization
 * @id: of the same
 *
 * Returns: whether @typed is its name or its id; capitals do not matter
 */
gboolean
roster_directory_is_organization (const char *typed, const char *name, const char *id)
{
  g_autofree char *folded = fold (typed);

  return is_folded (name, folded) || is_folded (id, folded);
}

/**
 * roster_directory_is_account:
 * @typed: what somebody typed
 * @endpoint: of an account
 * @user_id: of the same
 *
 * Returns: whether @typed is its user id, its endpoint, or both as USER@ENDPOINT
 */
gboolean
roster_directory_is_account (const char *typed, const char *endpoint, const char *user_id)
{
  g_autofree char *checked = roster_account_check_endpoint (typed, NULL);
  g_autofree char *both = g_strconcat (user_id, "@", endpoint, NULL);

  return g_str_equal (typed, user_id) || g_str_equal (typed, endpoint) ||
         g_str_equal (typed, both) || g_strcmp0 (checked, endpoint) == 0;
}

/* Not an account of an organization: what is typed is often a name that is nothing of that. */
static gboolean
has_account (RosterOrganization *organization, const char *typed)
{
  RosterAccount *account = roster_organization_get_account (organization);

  return typed == NULL || roster_directory_is_account (typed, roster_account_get_endpoint (account),
                                                       roster_account_get_user_id (account));
}

/* " as USER at ENDPOINT", safe to show */
static char *
describe_account (RosterOrganization *organization)
{
  RosterAccount *account = roster_organization_get_account (organization);
  g_autofree char *user_id = roster_text_display (roster_account_get_user_id (account));

  /* Translators: a user id and the address of a service. */
  return g_strdup_printf (_ ("%1$s at %2$s"), user_id, roster_account_get_endpoint (account));
}

/**
 * roster_directory_list_account:
 * @self: a directory
 * @account: (nullable): a user id, an endpoint, or both as USER@ENDPOINT; %NULL for all
 * @error: place for %ROSTER_ERROR_NOT_FOUND; the message lists the accounts, one a line
 *
 * Returns: (transfer full) (nullable) (element-type RosterOrganization): the organizations of the
 *   accounts that are called so
 */
GPtrArray *
roster_directory_list_account (RosterDirectory *self, const char *account, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autofree char *shown = NULL;

  g_return_val_if_fail (ROSTER_IS_DIRECTORY (self), NULL);

  for (guint i = 0; i < roster_directory_get_n_organizations (self); i++)
    {
      RosterOrganization *organization = roster_directory_get_organization (self, i);
      g_autofree char *text = describe_account (organization);
      g_autofree char *line = g_strconcat ("\n  ", text, NULL);

      if (has_account (organization, account))
        g_ptr_array_add (list, g_object_ref (organization));
      if (strstr (lines->str, line) == NULL)
        g_string_append (lines, line);
    }
  if (list->len > 0 || account == NULL)
    return g_steal_pointer (&list);

  shown = roster_text_display (account);
  g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_NOT_FOUND,
               /* Translators: %s at the end is a list, one account a line. */
               _ ("No account has the user id or endpoint “%s”. There is:%s"), shown, lines->str);
  return NULL;
}

typedef struct
{
  const char *name;
  const char *folded;
  RosterDirectoryAlias alias; /* (nullable) */
  gpointer user_data;
} Search;

/* exactly: as it is written; else however it is capitalized */
static gboolean
is_called (const Search *search, RosterOrganization *organization, gboolean exactly)
{
  const char *const texts[] = {
    roster_organization_get_id (organization),
    roster_organization_get_name (organization),
    search->alias != NULL ? search->alias (organization, search->user_data) : NULL,
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (exactly ? g_strcmp0 (texts[i], search->name) == 0
                : texts[i] != NULL && is_folded (texts[i], search->folded))
      return TRUE;
  return FALSE;
}

/* Those that are called exactly so, or else those that are nearly. */
static GPtrArray *
find_called (const Search *search, GPtrArray *organizations)
{
  GPtrArray *found = g_ptr_array_new ();

  for (int exactly = TRUE; exactly >= FALSE && found->len == 0; exactly--)
    for (guint i = 0; i < organizations->len; i++)
      if (is_called (search, organizations->pdata[i], exactly))
        g_ptr_array_add (found, organizations->pdata[i]);
  return found;
}

/* Whether the id does not tell them apart. */
static gboolean
share_an_id (GPtrArray *organizations)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < organizations->len; i++)
    if (!g_hash_table_add (ids, (gpointer)roster_organization_get_id (organizations->pdata[i])))
      return TRUE;
  return FALSE;
}

static void
set_several (GError **error, const char *shown, GPtrArray *found)
{
  const gboolean by_account = share_an_id (found);
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    {
      g_autofree char *name = roster_text_display (roster_organization_get_name (found->pdata[i]));
      g_autofree char *id = roster_text_display (roster_organization_get_id (found->pdata[i]));
      g_autofree char *account = describe_account (found->pdata[i]);

      g_string_append_printf (lines, "\n  %s (%s)", name, id);
      if (by_account)
        g_string_append_printf (lines, ", %s", account);
    }
  g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_CONFLICT,
               /* Translators: %s at the end is a list, one organization a line. */
               by_account ? _ ("More than one organization is called “%s”; say with --account "
                               "which one, by the user id or the endpoint:%s")
                          : _ ("More than one organization is called “%s”; give its id:%s"),
               shown, lines->str);
}

static void
set_none (GError **error, const char *shown, GPtrArray *organizations)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; i < organizations->len; i++)
    {
      g_autofree char *name =
          roster_text_display (roster_organization_get_name (organizations->pdata[i]));

      g_string_append_printf (lines, "\n  %s", name);
    }
  if (lines->len == 0)
    g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_NOT_FOUND,
                 _ ("No organization is called “%s”: Roster knows none yet."), shown);
  else
    g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_NOT_FOUND,
                 /* Translators: %s at the end is a list, one name a line. */
                 _ ("No organization is called “%s”. There is:%s"), shown, lines->str);
}

/**
 * roster_directory_search_account:
 * @self: a directory
 * @name: the name, the id or the alias of an organization; capitals do not matter
 * @account: (nullable): as for roster_directory_list_account()
 * @alias: (nullable): gives other names
 * @user_data: for @alias
 * @error: ROSTER_ERROR_NOT_FOUND where none is called so, ROSTER_ERROR_CONFLICT where several are;
 *   the message lists those that there are, one a line
 *
 * What is called exactly @name comes before what is nearly called so.
 *
 * Returns: (transfer none) (nullable): the organization
 */
RosterOrganization *
roster_directory_search_account (RosterDirectory *self,
                                 const char *name,
                                 const char *account,
                                 RosterDirectoryAlias alias,
                                 gpointer user_data,
                                 GError **error)
{
  g_autoptr (GPtrArray) organizations = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autofree char *folded = NULL;
  g_autofree char *shown = NULL;

  g_return_val_if_fail (ROSTER_IS_DIRECTORY (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  organizations = roster_directory_list_account (self, account, error);
  if (organizations == NULL)
    return NULL;

  folded = fold (name);
  shown = roster_text_display (name);
  found = find_called (&(const Search){ name, folded, alias, user_data }, organizations);
  if (found->len == 1)
    return found->pdata[0]; /* the directory keeps it */
  if (found->len > 1)
    set_several (error, shown, found);
  else
    set_none (error, shown, organizations);
  return NULL;
}

/**
 * roster_directory_dup_key:
 * @organization: an organization
 *
 * Returns: (transfer full): what names it in settings and notifications: endpoint, user id and id,
 *   one a line
 */
char *
roster_directory_dup_key (RosterOrganization *organization)
{
  RosterAccount *account = roster_organization_get_account (organization);

  return g_strjoin ("\n", roster_account_get_endpoint (account),
                    roster_account_get_user_id (account), roster_organization_get_id (organization),
                    NULL);
}

/**
 * roster_directory_find_key:
 * @self: a directory
 * @key: (nullable): of roster_directory_dup_key(), or an id alone, as earlier versions kept it
 *
 * Where the account is another one now, the id finds it, if there is one of that id only.
 *
 * Returns: (transfer none) (nullable): the organization
 */
RosterOrganization *
roster_directory_find_key (RosterDirectory *self, const char *key)
{
  const char *last = key != NULL ? strrchr (key, '\n') : NULL;
  const char *id = last != NULL ? last + 1 : key;
  RosterOrganization *found = NULL;
  guint n_found = 0;

  g_return_val_if_fail (ROSTER_IS_DIRECTORY (self), NULL);

  for (guint i = 0; i < roster_directory_get_n_organizations (self); i++)
    {
      RosterOrganization *organization = roster_directory_get_organization (self, i);
      g_autofree char *own = roster_directory_dup_key (organization);

      if (g_strcmp0 (own, key) == 0)
        return organization;
      if (g_strcmp0 (roster_organization_get_id (organization), id) != 0)
        continue;
      n_found++;
      found = organization;
    }
  return n_found == 1 ? found : NULL;
}

/**
 * roster_directory_find_position:
 * @self: a directory
 * @organization: an organization
 * @position: (out) (optional): where it stands; untouched where it does not
 *
 * Returns: whether @organization is in @self
 */
gboolean
roster_directory_find_position (RosterDirectory *self,
                                RosterOrganization *organization,
                                guint *position)
{
  g_return_val_if_fail (ROSTER_IS_DIRECTORY (self), FALSE);

  for (guint i = 0; i < roster_directory_get_n_organizations (self); i++)
    if (roster_directory_get_organization (self, i) == organization)
      {
        if (position != NULL)
          *position = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * roster_directory_dup_file_id:
 * @self: a directory
 * @organization: one of its organizations
 *
 * Returns: (transfer full) (nullable): the organization's id, where a file that is named after it
 *   needs that, because the name of another organization comes down to the same
 */
char *
roster_directory_dup_file_id (RosterDirectory *self, RosterOrganization *organization)
{
  const char *name = roster_organization_get_name (organization);

  for (guint i = 0; i < roster_directory_get_n_organizations (self); i++)
    {
      RosterOrganization *other = roster_directory_get_organization (self, i);

      if (other != organization &&
          roster_csv_name_is_same (name, roster_organization_get_name (other)))
        return g_strdup (roster_organization_get_id (organization));
    }
  return NULL;
}
