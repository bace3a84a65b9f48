/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An address to invite, and what stands against it. */

#include "core/recipients/roster-address.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/base/roster-text.h"
#include "core/recipients/roster-domain-count.h"
#include "core/recipients/roster-domain-look.h"
#include "core/recipients/roster-domain-rivals.h"
#include "core/recipients/roster-people-reader.h"

/* From this many members on, their domains say what is usual; below, the list itself does. */
#define ENOUGH_MEMBERS 5
#define ENOUGH_ADDRESSES 3

struct _RosterAddress
{
  GObject parent_instance;

  char *email;   /* owned */
  char *name;    /* owned, (nullable) */
  char *role;    /* owned, (nullable): what a table says */
  char *problem; /* owned, (nullable): why it was not understood, with its line */
  RosterAddressVerdict verdict;
};

typedef enum
{
  PROP_VERDICT = 1,
} Property;

static GParamSpec *properties[PROP_VERDICT + 1];

G_DEFINE_FINAL_TYPE (RosterAddress, roster_address, G_TYPE_OBJECT)

static void
set_verdict (RosterAddress *self, RosterAddressVerdict verdict)
{
  if (self->verdict == verdict)
    return;

  self->verdict = verdict;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VERDICT]);
}

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
roster_address_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RosterAddress *self = ROSTER_ADDRESS (object);

  switch ((Property)id)
    {
    case PROP_VERDICT:
      g_value_set_int (value, (int)self->verdict);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
roster_address_class_init (RosterAddressClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = roster_address_finalize;
  object_class->get_property = roster_address_get_property;

  properties[PROP_VERDICT] = g_param_spec_int (
      "verdict", NULL, NULL, ROSTER_ADDRESS_GOOD, ROSTER_ADDRESS_ALREADY_MEMBER,
      ROSTER_ADDRESS_GOOD, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
roster_address_init (RosterAddress *self)
{
}

/**
 * roster_address_new:
 * @email: an address, or what stands in its place
 * @name: (nullable): the name beside it
 *
 * Returns: (transfer full): an address that has not been compared with others yet
 */
RosterAddress *
roster_address_new (const char *email, const char *name)
{
  RosterAddress *self;

  g_return_val_if_fail (email != NULL, NULL);

  self = g_object_new (ROSTER_TYPE_ADDRESS, NULL);
  self->email = g_strdup (email);
  self->name = g_strdup (name);
  if (!roster_address_is_valid (email))
    self->verdict = ROSTER_ADDRESS_NOT_AN_ADDRESS;

  return self;
}

/**
 * roster_address_new_for_person:
 * @person: somebody of a text whose people are named by their addresses
 *
 * Returns: (transfer full): their address, or what stands in its place
 */
RosterAddress *
roster_address_new_for_person (const RosterPerson *person)
{
  RosterAddress *self;

  g_return_val_if_fail (person != NULL, NULL);

  self = roster_address_new (person->email != NULL ? person->email : person->text, person->name);
  self->role = g_strdup (person->role);
  self->problem = roster_person_describe_problem (person);
  if (self->problem != NULL)
    self->verdict = ROSTER_ADDRESS_NOT_AN_ADDRESS;

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

/**
 * roster_address_parse_list:
 * @text: any text: typed, pasted, or the content of a file
 * @table: (nullable): the members to compare with
 *
 * Reads @text as roster_people_reader_add_text() does. What was not understood becomes a row too,
 * so that nothing that was typed is lost.
 *
 * Returns: (transfer full) (element-type RosterAddress): the addresses in their order, judged
 */
GPtrArray *
roster_address_parse_list (const char *text, RosterMemberTable *table)
{
  g_autoptr (RosterPeople) people = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  people = roster_people_new (ROSTER_PEOPLE_ADDRESSES);
  roster_people_reader_add_text (people, text);

  return roster_address_judge_people (people, table);
}

/**
 * roster_address_judge_people:
 * @people: who is named, by their addresses
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

/* The domains that are usual: the members' where there are enough of them, else the list's own,
 * where most of it has the same. NULL where nothing can be said. */
static RosterDomainCount *
find_usual_domains (GPtrArray *addresses,
                    const RosterAddressVerdict *verdicts,
                    RosterMemberTable *table)
{
  g_autoptr (RosterDomainCount) domains = roster_domain_count_new ();

  if (table != NULL && roster_member_table_get_n_members (table) >= ENOUGH_MEMBERS)
    {
      roster_domain_count_add_table (domains, table);
      return roster_domain_count_keep (domains, 10) ? g_steal_pointer (&domains) : NULL;
    }

  for (guint i = 0; i < addresses->len; i++)
    {
      RosterAddress *address = g_ptr_array_index (addresses, i);

      if (verdicts[i] == ROSTER_ADDRESS_GOOD)
        roster_domain_count_add (domains, address->email);
    }
  if (roster_domain_count_get_total (domains) < ENOUGH_ADDRESSES)
    return NULL;

  return roster_domain_count_keep (domains, 51) ? g_steal_pointer (&domains) : NULL;
}

/* The domains of the members and of what can be sent. */
static RosterDomainRivals *
collect_domains (GPtrArray *addresses,
                 const RosterAddressVerdict *verdicts,
                 RosterMemberTable *table)
{
  RosterDomainRivals *rivals = roster_domain_rivals_new ();

  if (table != NULL)
    roster_domain_rivals_add_table (rivals, table);
  for (guint i = 0; i < addresses->len; i++)
    if (verdicts[i] == ROSTER_ADDRESS_GOOD)
      roster_domain_rivals_add (rivals, ((RosterAddress *)g_ptr_array_index (addresses, i))->email);

  return rivals;
}

/**
 * roster_address_judge_list:
 * @addresses: (element-type RosterAddress): a list in its order
 * @table: (nullable): the members to compare with
 *
 * Says of each address what stands against it; to be called again where the list or the members
 * have changed. Addresses are compared by roster_address_key(). A domain is unusual where
 * there are at least five members and fewer than a tenth of them have it; with fewer members, where
 * more than half of the list (of three and more) has another one.
 */
void
roster_address_judge_list (GPtrArray *addresses, RosterMemberTable *table)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree RosterAddressVerdict *verdicts = NULL;
  g_autoptr (RosterDomainCount) usual = NULL;
  g_autoptr (RosterDomainRivals) rivals = NULL;

  g_return_if_fail (addresses != NULL);

  verdicts = g_new0 (RosterAddressVerdict, addresses->len + 1);
  for (guint i = 0; i < addresses->len; i++)
    {
      RosterAddress *address = g_ptr_array_index (addresses, i);

      if (address->problem != NULL || !roster_address_is_valid (address->email))
        verdicts[i] = ROSTER_ADDRESS_NOT_AN_ADDRESS;
      else if (table != NULL && roster_member_table_find_email (table, address->email) != G_MAXUINT)
        verdicts[i] = ROSTER_ADDRESS_ALREADY_MEMBER;
      else if (!g_hash_table_add (seen, roster_address_key (address->email)))
        verdicts[i] = ROSTER_ADDRESS_TWICE;
    }

  usual = find_usual_domains (addresses, verdicts, table);
  rivals = collect_domains (addresses, verdicts, table);
  for (guint i = 0; i < addresses->len; i++)
    {
      RosterAddress *address = g_ptr_array_index (addresses, i);

      if (verdicts[i] == ROSTER_ADDRESS_GOOD && usual != NULL &&
          !roster_domain_count_has (usual, address->email))
        verdicts[i] = ROSTER_ADDRESS_UNUSUAL_DOMAIN;
      if ((verdicts[i] == ROSTER_ADDRESS_GOOD || verdicts[i] == ROSTER_ADDRESS_UNUSUAL_DOMAIN) &&
          (roster_domain_rivals_is_doubtful (rivals, address->email) ||
           roster_domain_look_is_mixed (strchr (address->email, '@') + 1)))
        verdicts[i] = ROSTER_ADDRESS_SUSPECT_DOMAIN;
      set_verdict (address, verdicts[i]);
    }
}
