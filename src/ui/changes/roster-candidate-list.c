/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterCandidateList: whoever is chosen stays chosen while the search hides them, and where the
 * candidates are found anew. */

#include "ui/changes/roster-candidate-list.h"

struct _RosterCandidateList
{
  GObject parent_instance;

  /* Owned */
  GPtrArray *candidates; /* of RosterCandidate: all */
  GPtrArray *shown;      /* of RosterCandidate, borrowed: those who are found */
  GHashTable *by_id;     /* id → RosterCandidate, both borrowed */
  GHashTable *checked;   /* of char *: ids that are chosen */
  char *folded;          /* what is looked for */
};

static void roster_candidate_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RosterCandidateList,
                               roster_candidate_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      roster_candidate_list_model_init))

static GType
roster_candidate_list_get_item_type (GListModel *model)
{
  return ROSTER_TYPE_CANDIDATE;
}

static guint
roster_candidate_list_get_n_items (GListModel *model)
{
  return ROSTER_CANDIDATE_LIST (model)->shown->len;
}

static gpointer
roster_candidate_list_get_item (GListModel *model, guint position)
{
  RosterCandidateList *self = ROSTER_CANDIDATE_LIST (model);

  return position < self->shown->len ? g_object_ref (self->shown->pdata[position]) : NULL;
}

static void
roster_candidate_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = roster_candidate_list_get_item_type;
  iface->get_n_items = roster_candidate_list_get_n_items;
  iface->get_item = roster_candidate_list_get_item;
}

static void
roster_candidate_list_finalize (GObject *object)
{
  RosterCandidateList *self = ROSTER_CANDIDATE_LIST (object);

  g_ptr_array_unref (self->shown);
  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->checked);
  g_ptr_array_unref (self->candidates);
  g_free (self->folded);

  G_OBJECT_CLASS (roster_candidate_list_parent_class)->finalize (object);
}

static void
roster_candidate_list_class_init (RosterCandidateListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = roster_candidate_list_finalize;
}

static void
roster_candidate_list_init (RosterCandidateList *self)
{
  self->candidates = g_ptr_array_new_with_free_func (g_object_unref);
  self->shown = g_ptr_array_new ();
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->checked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->folded = g_strdup ("");
}

static void
search (RosterCandidateList *self)
{
  guint before = self->shown->len;

  g_ptr_array_set_size (self->shown, 0);
  for (guint i = 0; i < self->candidates->len; i++)
    {
      RosterCandidate *candidate = g_ptr_array_index (self->candidates, i);

      if (*self->folded == '\0' || roster_candidate_matches (candidate, self->folded))
        g_ptr_array_add (self->shown, candidate);
    }
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, self->shown->len);
}

/**
 * roster_candidate_list_new:
 *
 * Returns: (transfer full): a list of nobody
 */
RosterCandidateList *
roster_candidate_list_new (void)
{
  return g_object_new (ROSTER_TYPE_CANDIDATE_LIST, NULL);
}

/**
 * roster_candidate_list_set_candidates:
 * @self: a list
 * @candidates: (element-type RosterCandidate): who can be chosen, in order
 *
 * Whoever was chosen before and is among @candidates stays chosen.
 */
void
roster_candidate_list_set_candidates (RosterCandidateList *self, GPtrArray *candidates)
{
  g_autoptr (GHashTable) checked_before = NULL;
  g_autoptr (GPtrArray) before = NULL;

  g_return_if_fail (ROSTER_IS_CANDIDATE_LIST (self));
  g_return_if_fail (candidates != NULL);

  checked_before = self->checked;
  before = self->candidates;
  self->checked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->candidates = g_ptr_array_ref (candidates);
  g_hash_table_remove_all (self->by_id);
  for (guint i = 0; i < candidates->len; i++)
    {
      RosterCandidate *candidate = g_ptr_array_index (candidates, i);
      const char *id = roster_candidate_get_member (candidate)->id;

      g_hash_table_insert (self->by_id, (gpointer)id, candidate);
      if (g_hash_table_contains (checked_before, id))
        roster_candidate_list_check (self, candidate, TRUE);
    }
  search (self);
}

/**
 * roster_candidate_list_set_query:
 * @self: a list
 * @query: what to look for in names, addresses, ids and organizations, ignoring case; "" for all
 */
void
roster_candidate_list_set_query (RosterCandidateList *self, const char *query)
{
  g_autofree char *text = NULL;
  g_autofree char *folded = NULL;

  g_return_if_fail (ROSTER_IS_CANDIDATE_LIST (self));
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
 * roster_candidate_list_get_n_candidates:
 * @self: a list
 *
 * Returns: how many there are, found or not
 */
guint
roster_candidate_list_get_n_candidates (RosterCandidateList *self)
{
  g_return_val_if_fail (ROSTER_IS_CANDIDATE_LIST (self), 0);

  return self->candidates->len;
}

/**
 * roster_candidate_list_find:
 * @self: a list
 * @id: a user id
 *
 * Returns: (transfer none) (nullable): the candidate of that id, found by the search or not
 */
RosterCandidate *
roster_candidate_list_find (RosterCandidateList *self, const char *id)
{
  g_return_val_if_fail (ROSTER_IS_CANDIDATE_LIST (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return g_hash_table_lookup (self->by_id, id);
}

/**
 * roster_candidate_list_check:
 * @self: a list
 * @candidate: one of it
 * @checked: whether they are chosen
 */
void
roster_candidate_list_check (RosterCandidateList *self,
                             RosterCandidate *candidate,
                             gboolean checked)
{
  const char *id;

  g_return_if_fail (ROSTER_IS_CANDIDATE_LIST (self));
  g_return_if_fail (ROSTER_IS_CANDIDATE (candidate));

  id = roster_candidate_get_member (candidate)->id;
  if (checked)
    g_hash_table_add (self->checked, g_strdup (id));
  else
    g_hash_table_remove (self->checked, id);
  roster_candidate_set_checked (candidate, checked);
}

/**
 * roster_candidate_list_list_checked:
 * @self: a list
 *
 * Returns: (transfer full) (element-type RosterCandidate): who is chosen, found or not, in order
 */
GPtrArray *
roster_candidate_list_list_checked (RosterCandidateList *self)
{
  GPtrArray *checked = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (ROSTER_IS_CANDIDATE_LIST (self), checked);

  for (guint i = 0; i < self->candidates->len && checked->len < g_hash_table_size (self->checked);
       i++)
    if (roster_candidate_get_checked (self->candidates->pdata[i]))
      g_ptr_array_add (checked, g_object_ref (self->candidates->pdata[i]));
  return checked;
}

/**
 * roster_candidate_list_count_hidden:
 * @self: a list
 *
 * Returns: how many are chosen, but not found by the search
 */
guint
roster_candidate_list_count_hidden (RosterCandidateList *self)
{
  g_autoptr (GPtrArray) checked = NULL;
  guint n = 0;

  g_return_val_if_fail (ROSTER_IS_CANDIDATE_LIST (self), 0);

  checked = roster_candidate_list_list_checked (self);
  for (guint i = 0; i < checked->len; i++)
    n += !roster_candidate_matches (g_ptr_array_index (checked, i), self->folded);
  return n;
}
