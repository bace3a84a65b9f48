/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An address to invite, and what stands against it. */

#include "core/recipients/roster-address.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/base/roster-text.h"
#include "core/recipients/roster-domains.h"
#include "core/recipients/roster-people-reader.h"

struct _RosterAddress
{
  GObject parent_instance;

  char *email;   /* owned */
  char *name;    /* owned, (nullable) */
  char *role;    /* owned, (nullable): what a table says */
  char *problem; /* owned, (nullable): why it was not understood, with its line */
  RosterAddressVerdict verdict;
};

G_DEFINE_FINAL_TYPE (RosterAddress, roster_address, G_TYPE_OBJECT)

static void
roster_address_finalize (GObject *object)
{
  RosterAddress *self = ROSTER_ADDRESS (object);

  g_clear_pointer (&self->email, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->role, g_free);
  g_clear_pointer (&self->problem, g_free);

  G_OBJECT_CLASS (roster_address_parent_class)->finalize (object);
}

static void
roster_address_class_init (RosterAddressClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = roster_address_finalize;
}

static void
roster_address_init (RosterAddress *self)
{
}

/**
 * roster_address_new_for_person:
 * @person: somebody of a text whose people are named by their addresses
 *
 * Returns: (transfer full): their address, or what stands in its place, not judged yet
 */
RosterAddress *
roster_address_new_for_person (const RosterPerson *person)
{
  RosterAddress *self = g_object_new (ROSTER_TYPE_ADDRESS, NULL);

  self->email = g_strdup (person->email != NULL ? person->email : person->text);
  self->name = g_strdup (person->name);
  self->role = g_strdup (person->role);
  self->problem = roster_person_describe_problem (person);
  return self;
}

/**
 * roster_address_get_email:
 * @self: an address
 *
 * Returns: (transfer none): the address, trimmed, else as it was typed
 */
const char *
roster_address_get_email (RosterAddress *self)
{
  g_return_val_if_fail (ROSTER_IS_ADDRESS (self), "");

  return self->email;
}

/**
 * roster_address_get_name:
 * @self: an address
 *
 * Returns: (transfer none) (nullable): the name of `Name <a@b.c>`
 */
const char *
roster_address_get_name (RosterAddress *self)
{
  g_return_val_if_fail (ROSTER_IS_ADDRESS (self), NULL);

  return self->name;
}

/**
 * roster_address_get_role:
 * @self: an address
 *
 * Returns: (transfer none) (nullable): the role that stands beside it: owner, user or reader
 */
const char *
roster_address_get_role (RosterAddress *self)
{
  g_return_val_if_fail (ROSTER_IS_ADDRESS (self), NULL);

  return self->role;
}

/**
 * roster_address_get_verdict:
 * @self: an address
 *
 * Returns: what stands against it
 */
RosterAddressVerdict
roster_address_get_verdict (RosterAddress *self)
{
  g_return_val_if_fail (ROSTER_IS_ADDRESS (self), ROSTER_ADDRESS_NOT_AN_ADDRESS);

  return self->verdict;
}

/**
 * roster_address_is_sendable:
 * @self: an address
 *
 * Returns: whether it may be invited: it is good, or only its domain is suspect or unusual
 */
gboolean
roster_address_is_sendable (RosterAddress *self)
{
  g_return_val_if_fail (ROSTER_IS_ADDRESS (self), FALSE);

  return self->verdict == ROSTER_ADDRESS_GOOD || self->verdict == ROSTER_ADDRESS_UNUSUAL_DOMAIN ||
         self->verdict == ROSTER_ADDRESS_SUSPECT_DOMAIN;
}

/**
 * roster_address_describe_verdict:
 * @self: an address
 *
 * Returns: (transfer full) (nullable): one translated sentence, %NULL for a good one
 */
char *
roster_address_describe_verdict (RosterAddress *self)
{
  g_autofree char *domain = NULL;

  g_return_val_if_fail (ROSTER_IS_ADDRESS (self), NULL);

  switch (self->verdict)
    {
    case ROSTER_ADDRESS_UNUSUAL_DOMAIN:
      domain = roster_text_display (strchr (self->email, '@') + 1);
      /* Translators: the part of an email address behind the @. */
      return g_strdup_printf (_ ("“%s” is not the usual domain here."), domain);
    case ROSTER_ADDRESS_SUSPECT_DOMAIN:
      domain = roster_text_display (strchr (self->email, '@') + 1);
      return g_strdup_printf (
          /* Translators: the part of an email address behind the @. */
          _ ("“%s” is not what it looks like: some of its letters are look-alikes."), domain);
    case ROSTER_ADDRESS_NOT_AN_ADDRESS:
      return g_strdup (self->problem != NULL ? self->problem : _ ("This is not an email address."));
    case ROSTER_ADDRESS_TWICE:
      return g_strdup (_ ("This address is in the list already."));
    case ROSTER_ADDRESS_ALREADY_MEMBER:
      return g_strdup (_ ("Somebody with this address is a member already."));
    case ROSTER_ADDRESS_GOOD:
    default:
      return NULL;
    }
}

/* In quotes, with backslashes, so that it is read as one piece. */
static void
append_quoted (GString *text, const char *part)
{
  g_string_append_c (text, '"');
  for (const char *p = part; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_c (text, '\\');
      g_string_append_c (text, *p);
    }
  g_string_append_c (text, '"');
}

/* Whether it is a name without quotes: words of letters with single spaces between them. */
static gboolean
is_plain_name (const char *name)
{
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isalnum (c) && !g_unichar_ismark (c) &&
          strchr (" .'-", (int)MIN (c, 0x7f)) == NULL)
        return FALSE;
      if (c == ' ' && (p == name || p[1] == ' ' || p[1] == '\0'))
        return FALSE;
    }

  return TRUE;
}

/* Whether @text, read by itself, names somebody: what was not understood in a table, say. */
static gboolean
names_somebody (const char *text)
{
  g_autoptr (RosterPeople) people = roster_people_new (ROSTER_PEOPLE_ADDRESSES);

  roster_people_reader_add_text (people, text);
  for (guint i = 0; i < people->persons->len; i++)
    if (((RosterPerson *)people->persons->pdata[i])->problem == NULL)
      return TRUE;

  return FALSE;
}

/**
 * roster_address_to_text:
 * @self: an address
 *
 * Returns: (transfer full): one line that is read as the same address again, with its name; what
 *   was not understood is not understood then either. Its role is not in it.
 */
char *
roster_address_to_text (RosterAddress *self)
{
  GString *text;

  g_return_val_if_fail (ROSTER_IS_ADDRESS (self), NULL);

  text = g_string_new (NULL);
  if (self->problem != NULL && names_somebody (self->email))
    {
      g_autofree char *cells = g_strconcat (self->email, ",", NULL);

      append_quoted (text, cells);
    }
  else if (self->name == NULL && self->problem == NULL &&
           (*self->email == '#' || strchr (self->email, '|') != NULL))
    g_string_append_printf (text, "<%s>", self->email);
  else if (self->name == NULL)
    g_string_append (text, self->email);
  else
    {
      if (is_plain_name (self->name))
        g_string_append (text, self->name);
      else
        append_quoted (text, self->name);
      g_string_append_printf (text, " <%s>", self->email);
    }

  return g_string_free (text, FALSE);
}

/* What stands against each by itself, and beside the members and those before it. emails: (out):
 * what may be sent */
static void
judge_alone (GPtrArray *addresses, RosterMemberTable *table, GPtrArray *emails)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < addresses->len; i++)
    {
      RosterAddress *address = g_ptr_array_index (addresses, i);

      address->verdict = ROSTER_ADDRESS_GOOD;
      if (address->problem != NULL || !roster_address_is_valid (address->email))
        address->verdict = ROSTER_ADDRESS_NOT_AN_ADDRESS;
      else if (table != NULL && roster_member_table_find_email (table, address->email) != G_MAXUINT)
        address->verdict = ROSTER_ADDRESS_ALREADY_MEMBER;
      else if (!g_hash_table_add (seen, roster_address_key (address->email)))
        address->verdict = ROSTER_ADDRESS_TWICE;
      else
        g_ptr_array_add (emails, address->email);
    }
}

/**
 * roster_address_judge_list:
 * @addresses: (element-type RosterAddress): a list in its order
 * @table: (nullable): the members to compare with
 *
 * Says of each address what stands against it; to be called again where the list or the members
 * have changed. Addresses are compared by roster_address_key(), their domains by #RosterDomains.
 */
void
roster_address_judge_list (GPtrArray *addresses, RosterMemberTable *table)
{
  g_autoptr (GPtrArray) emails = g_ptr_array_new ();
  g_autoptr (RosterDomains) domains = NULL;

  g_return_if_fail (addresses != NULL);

  judge_alone (addresses, table, emails);
  domains = roster_domains_new (emails, table);
  for (guint i = 0; i < addresses->len; i++)
    {
      RosterAddress *address = g_ptr_array_index (addresses, i);

      if (address->verdict != ROSTER_ADDRESS_GOOD)
        continue;
      if (roster_domains_is_suspect (domains, address->email))
        address->verdict = ROSTER_ADDRESS_SUSPECT_DOMAIN;
      else if (roster_domains_is_unusual (domains, address->email))
        address->verdict = ROSTER_ADDRESS_UNUSUAL_DOMAIN;
    }
}

/**
 * roster_address_judge_people:
 * @people: who is named, by their addresses; what was not understood becomes a row too, so that
 *   nothing that was typed is lost
 * @table: (nullable): the members to compare with
 *
 * Returns: (transfer full) (element-type RosterAddress): the addresses in their order, judged
 */
GPtrArray *
roster_address_judge_people (RosterPeople *people, RosterMemberTable *table)
{
  GPtrArray *addresses;

  g_return_val_if_fail (people != NULL, NULL);

  addresses = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < people->persons->len; i++)
    g_ptr_array_add (addresses,
                     roster_address_new_for_person (g_ptr_array_index (people->persons, i)));
  roster_address_judge_list (addresses, table);
  return addresses;
}
