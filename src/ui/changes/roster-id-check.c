/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text of user ids, taken apart and judged by the guards before anything is sent. */

#include "ui/changes/roster-id-check.h"

#include "core/plans/roster-guards.h"
#include "core/recipients/roster-people-reader.h"
#include "ui/changes/roster-change-item.h"

#include <glib/gi18n-lib.h>

static RosterChangeItem *
make_item (RosterChange *change, const RosterPerson *person, const GError *refusal)
{
  const char *label = roster_change_get_label (change);
  const char *id = roster_change_get_subject (change);
  const char *known = g_str_equal (id, label) ? NULL : id;
  g_autofree char *fault = roster_person_describe_problem (person);
  g_autofree char *role = roster_role_display (person->role);
  g_autofree char *both = NULL;

  if (fault == NULL && refusal != NULL)
    fault = g_strdup (refusal->message);
  if (fault != NULL)
    return roster_change_item_new (label, _ ("Not sent"), ROSTER_MARK_REFUSED, fault);
  if (known != NULL && role != NULL)
    /* Translators: a list of organizations: the ones before, and one more */
    both = g_strdup_printf (_ ("%1$s, %2$s"), known, role);
  return roster_change_item_new (label,
                                 both != NULL   ? both
                                 : role != NULL ? role
                                                : known,
                                 ROSTER_MARK_READY, NULL);
}

static GPtrArray *
make_changes (RosterPeople *people,
              RosterOrganization *organization,
              const char *role,
              RosterIdNameFunc name_func,
              gpointer user_data)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < people->persons->len; i++)
    {
      const RosterPerson *person = g_ptr_array_index (people->persons, i);
      const char *id = person->id != NULL ? person->id : person->text;
      const char *name = name_func != NULL ? name_func (id, user_data) : NULL;

      g_ptr_array_add (changes, roster_change_new (ROSTER_CHANGE_ADD, organization, id,
                                                   name != NULL ? name : person->name,
                                                   person->role != NULL ? person->role : role));
    }
  return changes;
}

/* The members may not be known yet: then the service judges. */
static RosterGuardsReport *
ask_rails (RosterOrganization *organization, GPtrArray *changes)
{
  RosterMemberTable *table = roster_organization_get_table (organization);
  RosterAccount *account = roster_organization_get_account (organization);
  g_autoptr (RosterMemberTable) empty = roster_member_table_new ();

  return roster_guards_check (table != NULL ? table : empty, roster_account_get_user_id (account),
                              0, changes);
}

/**
 * roster_id_check_new:
 * @text: user ids, as roster_people_reader_add_text() reads them
 * @organization: where they are to be added
 * @role: with which role
 * @name_func: (nullable): says how somebody is called
 * @user_data: for @name_func
 *
 * Returns: (transfer full): what stands against each, and what can be sent
 */
RosterIdCheck *
roster_id_check_new (const char *text,
                     RosterOrganization *organization,
                     const char *role,
                     RosterIdNameFunc name_func,
                     gpointer user_data)
{
  g_autoptr (RosterPeople) people = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (RosterGuardsReport) report = NULL;
  g_autoptr (GListStore) items = g_list_store_new (ROSTER_TYPE_CHANGE_ITEM);
  RosterIdCheck *self;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (ROSTER_IS_ORGANIZATION (organization), NULL);

  people = roster_people_new (ROSTER_PEOPLE_IDS);
  roster_people_reader_add_text (people, text);
  changes = make_changes (people, organization, role, name_func, user_data);
  report = ask_rails (organization, changes);
  self = g_new0 (RosterIdCheck, 1);
  self->changes = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < changes->len; i++)
    {
      RosterChange *change = g_ptr_array_index (changes, i);
      const GError *refusal = g_ptr_array_index (report->refusals, i);
      g_autoptr (RosterChangeItem) item =
          make_item (change, g_ptr_array_index (people->persons, i), refusal);

      g_list_store_append (items, item);
      if (roster_change_item_get_mark (item) == ROSTER_MARK_READY)
        g_ptr_array_add (self->changes, g_object_ref (change));
    }
  self->items = G_LIST_MODEL (g_steal_pointer (&items));
  self->problem = g_strdup (people->problem);
  self->left_out = roster_people_describe_left_out (people);
  return self;
}

/**
 * roster_id_check_free:
 * @self: a check
 */
void
roster_id_check_free (RosterIdCheck *self)
{
  g_object_unref (self->items);
  g_ptr_array_unref (self->changes);
  g_free (self->problem);
  g_free (self->left_out);
  g_free (self);
}
