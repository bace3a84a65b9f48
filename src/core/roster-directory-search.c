/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds an organization by what people call it: its name or its id, however they are capitalized.
 */

#include "roster-directory-search.h"

#include <glib/gi18n-lib.h>

#include "roster-csv-name.h"
#include "roster-error.h"
#include "roster-text.h"

static char *
fold (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *normal = g_utf8_normalize (g_strstrip (valid), -1, G_NORMALIZE_ALL_COMPOSE);

  return g_utf8_casefold (normal, -1);
}

static gboolean
is_called (RosterOrganization *organization, const char *folded)
{
  g_autofree char *name = fold (roster_organization_get_name (organization));
  g_autofree char *id = fold (roster_organization_get_id (organization));

  return g_str_equal (name, folded) || g_str_equal (id, folded);
}

/* A line for each: its name, and its id where that is what tells them apart. */
static char *
list_names (RosterDirectory *self, const char *folded)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; i < roster_directory_get_n_organizations (self); i++)
    {
      RosterOrganization *organization = roster_directory_get_organization (self, i);
      g_autofree char *name = roster_text_display (roster_organization_get_name (organization));
      g_autofree char *id = roster_text_display (roster_organization_get_id (organization));

      if (folded == NULL)
        g_string_append_printf (lines, "\n  %s", name);
      else if (is_called (organization, folded))
        g_string_append_printf (lines, "\n  %s (%s)", name, id);
    }
  return g_string_free (g_steal_pointer (&lines), FALSE);
}

/**
 * roster_directory_search:
 * @self: a directory
 * @name: the name or the id of an organization; capitals do not matter
 * @error: ROSTER_ERROR_NOT_FOUND where none is called so, ROSTER_ERROR_CONFLICT where several are;
 *   the message lists the names there are, one a line
 *
 * An id that is exactly @name comes before everything else.
 *
 * Returns: (transfer none) (nullable): the organization
 */
RosterOrganization *
roster_directory_search (RosterDirectory *self, const char *name, GError **error)
{
  g_autofree char *folded = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *names = NULL;
  RosterOrganization *found = NULL;
  guint n_found = 0;

  g_return_val_if_fail (ROSTER_IS_DIRECTORY (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  folded = fold (name);
  for (guint i = 0; i < roster_directory_get_n_organizations (self); i++)
    {
      RosterOrganization *organization = roster_directory_get_organization (self, i);

      if (g_str_equal (roster_organization_get_id (organization), name))
        return organization;
      if (!is_called (organization, folded))
        continue;
      found = organization;
      n_found++;
    }
  if (n_found == 1)
    return found;

  shown = roster_text_display (name);
  names = list_names (self, n_found > 1 ? folded : NULL);
  if (n_found > 1)
    /* Translators: %s at the end is a list, one name and id a line. */
    g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_CONFLICT,
                 _ ("More than one organization is called “%s”; give its id:%s"), shown, names);
  else if (*names == '\0')
    g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_NOT_FOUND,
                 _ ("No organization is called “%s”: Roster knows none yet."), shown);
  else
    /* Translators: %s at the end is a list, one name a line. */
    g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_NOT_FOUND,
                 _ ("No organization is called “%s”. There is:%s"), shown, names);
  return NULL;
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
