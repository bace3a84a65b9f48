/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterKnownPersonList: whoever is chosen stays chosen while the search hides them, and where the
 * candidates are found anew. */

#include "ui/changes/roster-known-person-list.h"

struct _RosterKnownPersonList
{
  GObject parent_instance;

  /* Owned */
  GPtrArray *candidates; /* of RosterKnownPerson: all */
  GPtrArray *shown;      /* of RosterKnownPerson, borrowed: those who are found */
  GHashTable *by_id;     /* id → RosterKnownPerson, both borrowed */
  GHashTable *checked;   /* of char *: ids that are chosen */
  char *folded;          /* what is looked for */
};

static void roster_known_person_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RosterKnownPersonList,
                               roster_known_person_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      roster_known_person_list_model_init))

static GType
roster_known_person_list_get_item_type (GListModel *model)
{
  return ROSTER_TYPE_KNOWN_PERSON;
}

static guint
roster_known_person_list_get_n_items (GListModel *model)
{
  return ROSTER_KNOWN_PERSON_LIST (model)->shown->len;
}

static gpointer
roster_known_person_list_get_item (GListModel *model, guint position)
{
  RosterKnownPersonList *self = ROSTER_KNOWN_PERSON_LIST (model);

  return position < self->shown->len ? g_object_ref (self->shown->pdata[position]) : NULL;
}

static void
roster_known_person_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = roster_known_person_list_get_item_type;
  iface->get_n_items = roster_known_person_list_get_n_items;
  iface->get_item = roster_known_person_list_get_item;
}

static void
roster_known_person_list_finalize (GObject *object)
{
  RosterKnownPersonList *self = ROSTER_KNOWN_PERSON_LIST (object);

  g_ptr_array_unref (self->shown);
  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->checked);
  g_ptr_array_unref (self->candidates);
  g_free (self->folded);

  G_OBJECT_CLASS (roster_known_person_list_parent_class)->finalize (object);
}

static void
roster_known_person_list_class_init (RosterKnownPersonListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = roster_known_person_list_finalize;
}

static void
roster_known_person_list_init (RosterKnownPersonList *self)
{
  self->candidates = g_ptr_array_new_with_free_func (g_object_unref);
  self->shown = g_ptr_array_new ();
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->checked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->folded = g_strdup ("");
}

static void
search (RosterKnownPersonList *self)
{
  guint before = self->shown->len;

  g_ptr_array_set_size (self->shown, 0);
  for (guint i = 0; i < self->candidates->len; i++)
    {
      RosterKnownPerson *candidate = g_ptr_array_index (self->candidates, i);

      if (*self->folded == '\0' || roster_known_person_matches (candidate, self->folded))
        g_ptr_array_add (self->shown, candidate);
    }
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, self->shown->len);
}

/**
 * roster_known_person_list_new:
 *
 * Returns: (transfer full): a list of nobody
 */
RosterKnownPersonList *
roster_known_person_list_new (void)
{
  return g_object_new (ROSTER_TYPE_KNOWN_PERSON_LIST, NULL);
}

/**
 * roster_known_person_list_set_candidates:
 * @self: a list
 * @candidates: (element-type RosterKnownPerson): who can be chosen, in order
 *
 * Whoever was chosen before and is among @candidates stays chosen.
 */
void
roster_known_person_list_set_candidates (RosterKnownPersonList *self, GPtrArray *candidates)
{
  g_autoptr (GHashTable) checked_before = NULL;
  g_autoptr (GPtrArray) before = NULL;

  g_return_if_fail (ROSTER_IS_KNOWN_PERSON_LIST (self));
  g_return_if_fail (candidates != NULL);

  checked_before = self->checked;
  before = self->candidates;
  self->checked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->candidates = g_ptr_array_ref (candidates);
  g_hash_table_remove_all (self->by_id);
  for (guint i = 0; i < candidates->len; i++)
    {
      RosterKnownPerson *candidate = g_ptr_array_index (candidates, i);
      const char *id = roster_known_person_get_member (candidate)->id;

      g_hash_table_insert (self->by_id, (gpointer)id, candidate);
      if (g_hash_table_contains (checked_before, id))
        roster_known_person_list_check (self, candidate, TRUE);
    }
  search (self);
}

/**
 * roster_known_person_list_set_query:
 * @self: a list
 * @query: what to look for in names, addresses, ids and organizations, ignoring case; "" for all
 */
void
roster_known_person_list_set_query (RosterKnownPersonList *self, const char *query)
{
  g_autofree char *text = NULL;
  g_autofree char *folded = NULL;

  g_return_if_fail (ROSTER_IS_KNOWN_PERSON_LIST (self));
  g_return_if_fail (query != NULL);

  text = g_strdup (query);
  folded = g_utf8_casefold (g_strstrip (text), -1);
  if (g_str_equal (folded, self->folded))
    return;
  g_free (self->folded);
  self->folded = g_steal_pointer (&folded);
  search (self);
}

/**
 * roster_known_person_list_get_n_candidates:
 * @self: a list
 *
 * Returns: how many there are, found or not
 */
guint
roster_known_person_list_get_n_candidates (RosterKnownPersonList *self)
{
  g_return_val_if_fail (ROSTER_IS_KNOWN_PERSON_LIST (self), 0);

  return self->candidates->len;
}

/**
 * roster_known_person_list_find:
 * @self: a list
 * @id: a user id
 *
 * Returns: (transfer none) (nullable): the candidate of that id, found by the search or not
 */
RosterKnownPerson *
roster_known_person_list_find (RosterKnownPersonList *self, const char *id)
{
  g_return_val_if_fail (ROSTER_IS_KNOWN_PERSON_LIST (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return g_hash_table_lookup (self->by_id, id);
}

/**
 * roster_known_person_list_check:
 * @self: a list
 * @candidate: one of it
 * @checked: whether they are chosen
 */
void
roster_known_person_list_check (RosterKnownPersonList *self,
                                RosterKnownPerson *candidate,
                                gboolean checked)
{
  const char *id;

  g_return_if_fail (ROSTER_IS_KNOWN_PERSON_LIST (self));
  g_return_if_fail (ROSTER_IS_KNOWN_PERSON (candidate));

  id = roster_known_person_get_member (candidate)->id;
  if (checked)
    g_hash_table_add (self->checked, g_strdup (id));
  else
    g_hash_table_remove (self->checked, id);
  roster_known_person_set_checked (candidate, checked);
}

/**
 * roster_known_person_list_list_checked:
 * @self: a list
 *
 * Returns: (transfer full) (element-type RosterKnownPerson): who is chosen, found or not, in order
 */
GPtrArray *
roster_known_person_list_list_checked (RosterKnownPersonList *self)
{
  GPtrArray *checked = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (ROSTER_IS_KNOWN_PERSON_LIST (self), checked);

  for (guint i = 0; i < self->candidates->len && checked->len < g_hash_table_size (self->checked);
       i++)
    if (roster_known_person_get_checked (self->candidates->pdata[i]))
      g_ptr_array_add (checked, g_object_ref (self->candidates->pdata[i]));
  return checked;
}

/**
 * roster_known_person_list_count_hidden:
 * @self: a list
 *
 * Returns: how many are chosen, but not found by the search
 */
guint
roster_known_person_list_count_hidden (RosterKnownPersonList *self)
{
  g_autoptr (GPtrArray) checked = NULL;
  guint n = 0;

  g_return_val_if_fail (ROSTER_IS_KNOWN_PERSON_LIST (self), 0);

  checked = roster_known_person_list_list_checked (self);
  for (guint i = 0; i < checked->len; i++)
    n += !roster_known_person_matches (g_ptr_array_index (checked, i), self->folded);
  return n;
}
