/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterKnownPerson: somebody from another tab who may be added here. Made in a thread, used from
 * the main one afterwards. */

#include "ui/changes/roster-known-person.h"

#include <glib/gi18n-lib.h>

#include <string.h>

struct _RosterKnownPerson
{
  GObject parent_instance;

  guint row;
  gboolean checked;

  /* Owned */
  RosterMemberTable *table;
  char *organizations; /* names, as they are shown */
  char *folded;        /* (nullable) what a search looks through */
  char *sort_key;      /* (nullable) */
};

enum
{
  PROP_0,
  PROP_CHECKED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (RosterKnownPerson, roster_known_person, G_TYPE_OBJECT)

static void
roster_known_person_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_CHECKED:
      g_value_set_boolean (value, ROSTER_KNOWN_PERSON (object)->checked);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_known_person_set_property (GObject *object,
                                  guint prop_id,
                                  const GValue *value,
                                  GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_CHECKED:
      roster_known_person_set_checked (ROSTER_KNOWN_PERSON (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_known_person_finalize (GObject *object)
{
  RosterKnownPerson *self = ROSTER_KNOWN_PERSON (object);

  roster_member_table_unref (self->table);
  g_free (self->organizations);
  g_free (self->folded);
  g_free (self->sort_key);

  G_OBJECT_CLASS (roster_known_person_parent_class)->finalize (object);
}

static void
roster_known_person_class_init (RosterKnownPersonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = roster_known_person_finalize;
  object_class->get_property = roster_known_person_get_property;
  object_class->set_property = roster_known_person_set_property;

  properties[PROP_CHECKED] =
      g_param_spec_boolean ("checked", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
roster_known_person_init (RosterKnownPerson *self)
{
}

/**
 * roster_known_person_new:
 * @table: the members of another organization
 * @row: who of them
 * @organization: that organization’s name, fit to be shown
 *
 * Returns: (transfer full): a candidate, not chosen
 */
RosterKnownPerson *
roster_known_person_new (RosterMemberTable *table, guint row, const char *organization)
{
  RosterKnownPerson *self;

  g_return_val_if_fail (table != NULL, NULL);

  self = g_object_new (ROSTER_TYPE_KNOWN_PERSON, NULL);
  self->table = roster_member_table_ref (table);
  self->row = row;
  self->organizations = g_strdup (organization);
  return self;
}

/**
 * roster_known_person_add_organization:
 * @self: a candidate
 * @organization: one more organization they are a member of, fit to be shown
 */
void
roster_known_person_add_organization (RosterKnownPerson *self, const char *organization)
{
  char *both;

  g_return_if_fail (ROSTER_IS_KNOWN_PERSON (self));

  /* Translators: a list of organizations: the ones before, and one more */
  both = g_strdup_printf (_ ("%1$s, %2$s"), self->organizations, organization);
  g_free (self->organizations);
  self->organizations = both;
}

/**
 * roster_known_person_prepare:
 * @self: a candidate that is complete
 *
 * Makes ready what searching and sorting need, so that neither is slow.
 */
void
roster_known_person_prepare (RosterKnownPerson *self)
{
  const RosterMember *member;
  g_autofree char *text = NULL;
  g_autofree char *label = NULL;

  g_return_if_fail (ROSTER_IS_KNOWN_PERSON (self));

  member = roster_known_person_get_member (self);
  text =
      g_strjoin ("\n", member->display_name, member->email, member->id, self->organizations, NULL);
  label = g_utf8_casefold (roster_member_get_label (member), -1);
  g_free (self->folded);
  self->folded = g_utf8_casefold (text, -1);
  g_free (self->sort_key);
  self->sort_key = g_utf8_collate_key (label, -1);
}

/**
 * roster_known_person_get_member:
 * @self: a candidate
 *
 * Returns: (transfer none): who they are, as the other organization has them
 */
const RosterMember *
roster_known_person_get_member (RosterKnownPerson *self)
{
  g_return_val_if_fail (ROSTER_IS_KNOWN_PERSON (self), NULL);

  return roster_member_table_get (self->table, self->row);
}

/**
 * roster_known_person_get_organizations:
 * @self: a candidate
 *
 * Returns: the names of the organizations they are in, fit to be shown
 */
const char *
roster_known_person_get_organizations (RosterKnownPerson *self)
{
  g_return_val_if_fail (ROSTER_IS_KNOWN_PERSON (self), NULL);

  return self->organizations;
}

/**
 * roster_known_person_matches:
 * @self: a candidate that is prepared
 * @folded: what is looked for, by g_utf8_casefold()
 *
 * Returns: whether name, address, id or organizations hold it
 */
gboolean
roster_known_person_matches (RosterKnownPerson *self, const char *folded)
{
  g_return_val_if_fail (ROSTER_IS_KNOWN_PERSON (self), FALSE);

  return self->folded != NULL && strstr (self->folded, folded) != NULL;
}

/**
 * roster_known_person_get_checked:
 * @self: a candidate
 *
 * Returns: whether they are chosen
 */
gboolean
roster_known_person_get_checked (RosterKnownPerson *self)
{
  g_return_val_if_fail (ROSTER_IS_KNOWN_PERSON (self), FALSE);

  return self->checked;
}

/**
 * roster_known_person_set_checked:
 * @self: a candidate
 * @checked: whether they are chosen
 */
void
roster_known_person_set_checked (RosterKnownPerson *self, gboolean checked)
{
  g_return_if_fail (ROSTER_IS_KNOWN_PERSON (self));

  if (self->checked == checked)
    return;
  self->checked = checked;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHECKED]);
}

/**
 * roster_known_person_compare:
 * @a: a candidate that is prepared
 * @b: another
 *
 * Returns: their order by name, then by id
 */
int
roster_known_person_compare (RosterKnownPerson *a, RosterKnownPerson *b)
{
  int order = g_strcmp0 (a->sort_key, b->sort_key);

  return order != 0 ? order
                    : g_strcmp0 (roster_known_person_get_member (a)->id,
                                 roster_known_person_get_member (b)->id);
}
