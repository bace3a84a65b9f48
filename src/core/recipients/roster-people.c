/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is named in arguments, texts and files. */

#include "core/recipients/roster-people.h"

#include <glib/gi18n-lib.h>

#include "core/base/roster-text.h"

/**
 * roster_people_new:
 * @kind: how they are to be named
 *
 * Returns: (transfer full): nobody
 */
RosterPeople *
roster_people_new (RosterPeopleKind kind)
{
  RosterPeople *self = g_new0 (RosterPeople, 1);

  self->kind = kind;
  self->persons = g_ptr_array_new_with_free_func ((GDestroyNotify)roster_person_free);
  self->left_out = g_ptr_array_new_with_free_func (g_free);

  return self;
}

/**
 * roster_people_free:
 * @self: (transfer full): people
 */
void
roster_people_free (RosterPeople *self)
{
  g_ptr_array_unref (self->persons);
  g_ptr_array_unref (self->left_out);
  g_free (self->problem);
  g_free (self);
}

char *
roster_people_find_problem (RosterPeople *self)
{
  if (self->problem != NULL)
    return g_strdup (self->problem);

  for (guint i = 0; i < self->persons->len; i++)
    {
      const RosterPerson *person = g_ptr_array_index (self->persons, i);
      g_autofree char *problem = roster_person_describe_problem (person);
      g_autofree char *text = roster_text_display (person->text);

      if (problem != NULL)
        /* Translators: %1$s is what stands in a text, %2$s a whole sentence about it */
        return g_strdup_printf (_ ("“%1$s”: %2$s"), text, problem);
    }

  return NULL;
}

char *
roster_people_describe_left_out (RosterPeople *self)
{
  g_autofree char *names = NULL;

  if (self->left_out->len == 0)
    return NULL;

  g_ptr_array_add (self->left_out, NULL);
  names = g_strjoinv (", ", (char **)self->left_out->pdata);
  g_ptr_array_set_size (self->left_out, (int)self->left_out->len - 1);

  /* Translators: %s are the headers of columns of a table */
  return g_strdup_printf (_ ("Columns that are not used: %s."), names);
}

void
roster_people_refuse_two_roles (RosterPeople *self)
{
  g_autoptr (GHashTable) roles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) several = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->persons->len; i++)
    {
      const RosterPerson *person = g_ptr_array_index (self->persons, i);
      g_autofree char *key = person->problem == NULL ? roster_person_dup_key (person) : NULL;
      gpointer role;

      if (key == NULL)
        continue;
      if (!g_hash_table_lookup_extended (roles, key, NULL, &role))
        g_hash_table_insert (roles, g_steal_pointer (&key), person->role);
      else if (g_strcmp0 (role, person->role) != 0)
        g_hash_table_add (several, g_steal_pointer (&key));
    }
  for (guint i = 0; i < self->persons->len && g_hash_table_size (several) > 0; i++)
    {
      RosterPerson *person = g_ptr_array_index (self->persons, i);
      g_autofree char *key = person->problem == NULL ? roster_person_dup_key (person) : NULL;

      if (key != NULL && g_hash_table_contains (several, key))
        roster_person_refuse (person, _ ("This person is in the list with two roles."));
    }
}
