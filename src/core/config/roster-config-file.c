/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a threatstack.cfg means: one account, its key, its organizations. The syntax is
 * RosterConfigText's; reading and rewriting the file is in roster-config-io.c. */

#include "core/config/roster-config-file.h"

#include "core/accounts/roster-account.h"
#include "core/base/roster-error.h"
#include "core/config/roster-config-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define USER_SECTION "USER_INFO"
#define DEFAULT_SECTION "DEFAULT"
#define MAX_REPORTED 12

#define USER_ID "TS_USER_ID"
#define API_KEY "TS_API_KEY"
#define API_ENDPOINT "TS_API_ENDPOINT"
#define ORGANIZATION_ID "TS_ORGANIZATION_ID"
#define ORGANIZATION_NAME "TS_ORGANIZATION_NAME"

static void
organization_free (RosterConfigOrganization *organization)
{
  g_free (organization->section);
  g_free (organization->name);
  g_free (organization->id);
  g_free (organization);
}

void
roster_config_file_free (RosterConfigFile *self)
{
  g_free (self->user_id);
  g_free (self->endpoint);
  g_clear_pointer (&self->key, secret_value_unref);
  g_ptr_array_unref (self->organizations);
  g_free (self);
}

/* What the section itself sets. */
static RosterConfigOption *
find_own (const RosterConfigSection *section, const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  return roster_config_section_find (section, lower);
}

/* What the section sets, else what it inherits from DEFAULT. */
static RosterConfigOption *
find_option (const RosterConfigText *text, const RosterConfigSection *section, const char *name)
{
  RosterConfigOption *option = find_own (section, name);

  if (option != NULL)
    return option;
  return find_own (roster_config_text_find (text, DEFAULT_SECTION), name);
}

/* (nullable): the value without the quotes round it; NULL where it has more than one line. Nothing
 * is copied: it may be the key. */
static const char *
get_value (const RosterConfigOption *option, gsize *length)
{
  const char *value = option->value->str;

  *length = option->value->len;
  if (memchr (value, '\n', *length) != NULL)
    return NULL;
  if (*length < 2 || value[0] != value[*length - 1] || (value[0] != '"' && value[0] != '\''))
    return value;
  *length -= 2;
  return value + 1;
}

static gboolean
has_control_character (const char *data, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (g_ascii_iscntrl (data[i]))
      return TRUE;
  return FALSE;
}

/* <> of the sample file, and anything else in such brackets, is still to be filled in. */
static gboolean
is_placeholder (const char *data, gsize length)
{
  return length >= 2 && data[0] == '<' && data[length - 1] == '>';
}

/* Where the value can be used, its bytes; otherwise NULL and a problem, unless it is empty and may
 * be. */
static const char *
read_value (RosterConfigText *text,
            const RosterConfigOption *option,
            const char *name,
            gboolean may_be_empty,
            gsize *length)
{
  const char *value = get_value (option, length);

  if (value == NULL)
    roster_config_text_add_problem (
        text, option->line, _ ("%s has more than one line: indented lines continue it"), name);
  else if (*length == 0 && may_be_empty)
    return NULL;
  else if (*length == 0 || is_placeholder (value, *length))
    roster_config_text_add_problem (text, option->line, _ ("%s is not filled in"), name);
  else if (has_control_character (value, *length))
    roster_config_text_add_problem (text, option->line,
                                    _ ("%s holds a character that cannot be part of it"), name);
  else
    return value;
  return NULL;
}

/* section: (nullable): has been reported as missing already. */
static char *
dup_required (RosterConfigText *text, const RosterConfigSection *section, const char *name)
{
  const RosterConfigOption *option = find_option (text, section, name);
  const char *value;
  gsize length;

  if (section == NULL)
    return NULL;
  if (option == NULL)
    {
      roster_config_text_add_problem (text, section->line, _ ("%s is missing in [%s]"), name,
                                      section->name);
      return NULL;
    }
  value = read_value (text, option, name, FALSE, &length);
  return value != NULL ? g_utf8_make_valid (value, (gssize)length) : NULL;
}

static SecretValue *
read_key (RosterConfigText *text, const RosterConfigSection *section)
{
  const RosterConfigOption *option = find_option (text, section, API_KEY);
  const char *value;
  gsize length;

  if (section == NULL || option == NULL)
    return NULL;
  value = read_value (text, option, API_KEY, TRUE, &length);
  return value != NULL ? secret_value_new (value, (gssize)length, "text/plain") : NULL;
}

static char *
read_endpoint (RosterConfigText *text, const RosterConfigSection *section)
{
  const RosterConfigOption *option = find_option (text, section, API_ENDPOINT);
  g_autoptr (GError) error = NULL;
  g_autofree char *written = NULL;
  char *endpoint;
  const char *value;
  gsize length;

  if (section == NULL || option == NULL)
    return NULL;
  value = read_value (text, option, API_ENDPOINT, TRUE, &length);
  if (value == NULL)
    return NULL;

  written = g_utf8_make_valid (value, (gssize)length);
  endpoint = roster_account_check_endpoint (written, &error);
  if (endpoint == NULL)
    roster_config_text_add_problem (text, option->line, "%s: %s", API_ENDPOINT, error->message);
  return endpoint;
}

static void
read_user (RosterConfigFile *self, RosterConfigText *text)
{
  RosterConfigSection *section = roster_config_text_find (text, USER_SECTION);

  if (section == NULL)
    roster_config_text_add_problem (text, 0, _ ("the section [%s] is missing"), USER_SECTION);

  self->user_id = dup_required (text, section, USER_ID);
  self->key = read_key (text, section);
  self->endpoint = read_endpoint (text, section);
}

static void
read_organization (RosterConfigFile *self,
                   RosterConfigText *text,
                   const RosterConfigSection *section,
                   GHashTable *lines)
{
  g_autofree char *name = NULL;
  g_autofree char *id = NULL;
  RosterConfigOrganization *organization;
  const RosterConfigOption *option = find_own (section, ORGANIZATION_ID);
  guint line = option != NULL ? option->line : section->line;

  if (option == NULL && find_own (section, ORGANIZATION_NAME) == NULL)
    return;

  name = dup_required (text, section, ORGANIZATION_NAME);
  id = dup_required (text, section, ORGANIZATION_ID);
  if (name == NULL || id == NULL)
    return;

  if (g_hash_table_contains (lines, id))
    {
      roster_config_text_add_problem (text, line, _ ("[%s] has the organization id of line %u"),
                                      section->name,
                                      GPOINTER_TO_UINT (g_hash_table_lookup (lines, id)));
      return;
    }
  g_hash_table_insert (lines, g_strdup (id), GUINT_TO_POINTER (line));

  organization = g_new0 (RosterConfigOrganization, 1);
  organization->section = g_strdup (section->name);
  organization->name = g_steal_pointer (&name);
  organization->id = g_steal_pointer (&id);
  g_ptr_array_add (self->organizations, organization);
}

static void
read_organizations (RosterConfigFile *self, RosterConfigText *text)
{
  g_autoptr (GHashTable) lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  RosterConfigSection *first = roster_config_text_find (text, DEFAULT_SECTION);
  guint n_problems = text->problems->len;

  if (first != NULL)
    read_organization (self, text, first, lines);

  for (guint i = 0; i < text->sections->len; i++)
    {
      RosterConfigSection *section = g_ptr_array_index (text->sections, i);

      if (section != first && *section->name != '\0' && !g_str_equal (section->name, USER_SECTION))
        read_organization (self, text, section, lines);
    }

  if (self->organizations->len == 0 && text->problems->len == n_problems)
    roster_config_text_add_problem (text, 0, _ ("there is no organization in it"));
}

/* Whether both say the same, or own says nothing yet. user: (nullable) */
static gboolean
is_agreed (const RosterConfigOption *own, const RosterConfigOption *user)
{
  gsize length;
  gsize user_length = 0;
  const char *mine = get_value (own, &length);
  const char *theirs = user != NULL ? get_value (user, &user_length) : NULL;

  if (mine == NULL)
    return FALSE;
  if (length == 0 || is_placeholder (mine, length))
    return TRUE;
  return theirs != NULL && length == user_length && memcmp (mine, theirs, length) == 0;
}

/* A file is one account, that of [USER_INFO]. A section that names another would be read, and its
 * key be kept, as that one's. */
static void
check_one_account (RosterConfigText *text)
{
  static const char *const names[] = { USER_ID, API_KEY, API_ENDPOINT };
  const RosterConfigSection *user = roster_config_text_find (text, USER_SECTION);

  for (guint i = 0; user != NULL && i < text->sections->len; i++)
    {
      const RosterConfigSection *section = g_ptr_array_index (text->sections, i);

      for (gsize k = 0; k < G_N_ELEMENTS (names); k++)
        {
          const RosterConfigOption *own = find_own (section, names[k]);
          const RosterConfigOption *effective = find_option (text, user, names[k]);

          if (own != NULL && own != effective && !is_agreed (own, effective))
            roster_config_text_add_problem (
                text, own->line,
                /* Translators: a section's name, the name of a setting. */
                _ ("[%s] has a %s of its own: move the section to a file of its own, with a "
                   "[USER_INFO] of its own"),
                section->name, names[k]);
        }
    }
}

static int
compare_problems (gconstpointer a, gconstpointer b)
{
  const RosterConfigProblem *const *first = a;
  const RosterConfigProblem *const *second = b;

  return (*first)->line < (*second)->line ? -1 : (*first)->line > (*second)->line;
}

static GError *
make_error (const char *filename, RosterConfigText *text)
{
  g_autoptr (GString) message = g_string_new (NULL);
  guint n_shown = MIN (text->problems->len, MAX_REPORTED);

  g_ptr_array_sort (text->problems, compare_problems);
  for (guint i = 0; i < n_shown; i++)
    {
      const RosterConfigProblem *problem = g_ptr_array_index (text->problems, i);

      if (i > 0)
        g_string_append_c (message, '\n');
      if (problem->line > 0)
        /* Translators: a file's name, a line of it, what is wrong there. */
        g_string_append_printf (message, _ ("%s, line %u: %s"), filename, problem->line,
                                problem->message);
      else
        /* Translators: a file's name, what is wrong with it. */
        g_string_append_printf (message, _ ("%s: %s"), filename, problem->message);
    }

  if (text->problems->len > n_shown)
    {
      guint n_more = text->problems->len - n_shown;

      g_string_append_c (message, '\n');
      g_string_append_printf (message, ngettext ("… and %u more", "… and %u more", n_more), n_more);
    }
  return g_error_new_literal (ROSTER_ERROR, ROSTER_ERROR_FILE, message->str);
}

/**
 * roster_config_file_parse:
 * @filename: how the file is called in errors
 * @data: (array length=length): its bytes
 * @length: in bytes
 * @error: return location for a #GError
 *
 * Reads a threatstack.cfg by the API's section "Their configuration file". [USER_INFO] names the
 * account; every other section that sets an organization id or name of its own is an organization,
 * DEFAULT the first; what a section does not set, it inherits from DEFAULT. One pair of quotes
 * round a value is not part of it, `<>` is a value that is not filled in. A section that names
 * another account than [USER_INFO] is a problem.
 *
 * Returns: (transfer full): all of it, or %NULL with %ROSTER_ERROR_FILE, which says all that is
 *   wrong, a line of text each, with the file's name and the line number, and never quotes a value
 */
RosterConfigFile *
roster_config_file_parse (const char *filename, const char *data, gsize length, GError **error)
{
  g_autoptr (RosterConfigText) text = roster_config_text_parse (data, length);
  g_autoptr (RosterConfigFile) self = g_new0 (RosterConfigFile, 1);

  self->organizations = g_ptr_array_new_with_free_func ((GDestroyNotify)organization_free);
  if (text->is_utf8)
    {
      read_user (self, text);
      read_organizations (self, text);
      check_one_account (text);
    }
  if (text->problems->len > 0)
    {
      g_propagate_error (error, make_error (filename, text));
      return NULL;
    }
  return g_steal_pointer (&self);
}
