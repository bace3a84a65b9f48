/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text of user ids, taken apart and judged before anything is sent. */

#include "ui/changes/roster-id-check.h"

#include "core/recipients/roster-people-reader.h"
#include "ui/changes/roster-change-item.h"

#include <glib/gi18n-lib.h>

static RosterChangeItem *
make_item (RosterChange *change, const RosterPerson *person, const GError *refusal)
{
  const char *label = roster_change_get_label (change);
  const char *id = roster_change_get_subject (change);
  const char *known = g_str_equal (id, label) ? NULL : id;
  g_autofree char *role = roster_role_display (person->role);
  g_autofree char *both = NULL;

  if (refusal != NULL)
    return roster_change_item_new (label, _ ("Not sent"), ROSTER_MARK_REFUSED, refusal->message);
  if (known != NULL && role != NULL)
    /* Translators: a list of organizations: the ones before, and one more */
    both = g_strdup_printf (_ ("%1$s, %2$s"), known, role);
  return roster_change_item_new (label,
                                 both != NULL   ? both
                                 : role != NULL ? role
                                                : known,
                                 ROSTER_MARK_READY, NULL);
}

static void
add_people (RosterPlan *plan,
            RosterPeople *people,
            RosterOrganization *organization,
            const char *role,
            RosterIdNameFunc name_func,
            gpointer user_data)
{
  for (guint i = 0; i < people->persons->len; i++)
    {
      const RosterPerson *person = g_ptr_array_index (people->persons, i);
      const char *id = person->id != NULL ? person->id : person->text;
      const char *name = name_func != NULL ? name_func (id, user_data) : NULL;
      g_autofree char *problem = roster_person_describe_problem (person);
      g_autoptr (RosterChange) change = roster_change_new (
          ROSTER_CHANGE_ADD, organization, id, name != NULL ? name : person->name,
          person->role != NULL ? person->role : role);

      roster_plan_add (plan, change, problem);
    }
}

/**
 * roster_id_check_new:
 * @text: user ids, as roster_people_reader_add_text() reads them
 * @organization: where they are to be added
 * @journal: of the queue that they go through
 * @role: with which role
 * @name_func: (nullable): says how somebody is called
 * @user_data: for @name_func
 *
 * Returns: (transfer full): what stands against each, and what can be sent
 */
RosterIdCheck *
roster_id_check_new (const char *text,
                     RosterOrganization *organization,
                     RosterJournal *journal,
                     const char *role,
                     RosterIdNameFunc name_func,
                     gpointer user_data)
{
  g_autoptr (RosterPeople) people = NULL;
  g_autoptr (GListStore) items = g_list_store_new (ROSTER_TYPE_CHANGE_ITEM);
  RosterIdCheck *self;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (ROSTER_IS_ORGANIZATION (organization), NULL);

  people = roster_people_new (ROSTER_PEOPLE_IDS);
  roster_people_reader_add_text (people, text);
  self = g_new0 (RosterIdCheck, 1);
  self->plan = roster_plan_new (journal);
  add_people (self->plan, people, organization, role, name_func, user_data);
  roster_plan_prepare_additions (self->plan);
  for (guint i = 0; i < people->persons->len; i++)
    {
      g_autoptr (RosterChangeItem) item =
          make_item (roster_plan_get_change (self->plan, i), g_ptr_array_index (people->persons, i),
                     roster_plan_get_refusal (self->plan, i));

      g_list_store_append (items, item);
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
  g_object_unref (self->plan);
  g_free (self->problem);
  g_free (self->left_out);
  g_free (self);
}
