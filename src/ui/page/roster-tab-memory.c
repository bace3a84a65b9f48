/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterTabMemory: how an organization's list was last sorted, filtered and searched. */

#include "ui/page/roster-tab-memory.h"

#include "core/organizations/roster-directory-search.h"
#include "ui/list/roster-column.h"

#define SETTING "views"

struct _RosterTabMemory
{
  GObject parent_instance;

  /* Owned */
  char *id;  /* of the organization: earlier versions kept the view under it */
  char *key; /* of the organization and its account */
  GSettings *settings;
  RosterMemberView *view;
};

G_DEFINE_FINAL_TYPE (RosterTabMemory, roster_tab_memory, G_TYPE_OBJECT)

/* What is as at the first start is left out. */
static GVariant *
describe_view (RosterMemberView *view)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{ss}"));
  const RosterMemberQuery *query = roster_member_view_get_query (view);

  if (query->field != ROSTER_FIELD_NAME)
    g_variant_builder_add (&builder, "{ss}", "sort", roster_member_fields[query->field].id);
  if (query->descending)
    g_variant_builder_add (&builder, "{ss}", "order", "descending");
  if (query->filter != ROSTER_FILTER_ALL)
    g_variant_builder_add (&builder, "{ss}", "filter", roster_filter_get_info (query->filter)->id);
  if (*query->words != '\0')
    g_variant_builder_add (&builder, "{ss}", "search", query->words);
  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

/* (nullable): what is kept of an organization */
static GVariant *
find_view (GVariant *views, const char *key, const char *id)
{
  GVariant *view = g_variant_lookup_value (views, key, G_VARIANT_TYPE ("a{ss}"));

  return view != NULL ? view : g_variant_lookup_value (views, id, G_VARIANT_TYPE ("a{ss}"));
}

static void
copy_views (GVariantBuilder *copy, GVariant *views, RosterTabMemory *without)
{
  GVariantIter iter;
  const char *key = NULL;
  GVariant *view = NULL;

  g_variant_iter_init (&iter, views);
  while (g_variant_iter_loop (&iter, "{&s@a{ss}}", &key, &view))
    if (!g_str_equal (key, without->key) && !g_str_equal (key, without->id))
      g_variant_builder_add (copy, "{s@a{ss}}", key, view);
}

static void
save (RosterTabMemory *self)
{
  g_autoptr (GVariant) views = g_settings_get_value (self->settings, SETTING);
  g_autoptr (GVariant) view = describe_view (self->view);
  g_autoptr (GVariant) before = find_view (views, self->key, self->id);
  g_auto (GVariantBuilder) copy = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{sa{ss}}"));

  if (before != NULL ? g_variant_equal (before, view) : g_variant_n_children (view) == 0)
    return;
  copy_views (&copy, views, self);
  if (g_variant_n_children (view) > 0)
    g_variant_builder_add (&copy, "{s@a{ss}}", self->key, view);
  g_settings_set_value (self->settings, SETTING, g_variant_builder_end (&copy));
}

static void
restore (RosterTabMemory *self, RosterMemberList *list, RosterFilterBar *bar)
{
  g_autoptr (GVariant) views = g_settings_get_value (self->settings, SETTING);
  g_autoptr (GVariant) view = find_view (views, self->key, self->id);
  RosterMemberField field = ROSTER_FIELD_NAME;
  RosterFilter filter = ROSTER_FILTER_ALL;
  const char *sort = NULL;
  const char *order = "";
  const char *name = "";
  const char *words = "";

  if (view == NULL)
    return;
  g_variant_lookup (view, "order", "&s", &order);
  g_variant_lookup (view, "filter", "&s", &name);
  g_variant_lookup (view, "search", "&s", &words);
  roster_filter_from_id (name, &filter);
  if (!g_variant_lookup (view, "sort", "&s", &sort) || roster_member_field_from_id (sort, &field))
    roster_member_list_sort (list, field, g_str_equal (order, "descending"));
  roster_filter_bar_restore (bar, filter, words);
}

static void
roster_tab_memory_dispose (GObject *object)
{
  RosterTabMemory *self = ROSTER_TAB_MEMORY (object);

  if (self->view != NULL)
    save (self);
  g_clear_object (&self->settings);
  g_clear_object (&self->view);

  G_OBJECT_CLASS (roster_tab_memory_parent_class)->dispose (object);
}

static void
roster_tab_memory_finalize (GObject *object)
{
  RosterTabMemory *self = ROSTER_TAB_MEMORY (object);

  g_free (self->id);
  g_free (self->key);

  G_OBJECT_CLASS (roster_tab_memory_parent_class)->finalize (object);
}

static void
roster_tab_memory_class_init (RosterTabMemoryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = roster_tab_memory_dispose;
  G_OBJECT_CLASS (klass)->finalize = roster_tab_memory_finalize;
}

static void
roster_tab_memory_init (RosterTabMemory *self)
{
}

/**
 * roster_tab_memory_new:
 * @organization: whose list it is
 * @settings: with the key `views`
 * @view: what is kept
 * @list: what sorts @view
 * @bar: what searches and filters @view
 *
 * Brings back what was kept. What the settings do not know, of an older or a later version, is as
 * at the first start.
 *
 * Returns: (transfer full): a memory, which keeps what happens to @view
 */
RosterTabMemory *
roster_tab_memory_new (RosterOrganization *organization,
                       GSettings *settings,
                       RosterMemberView *view,
                       RosterMemberList *list,
                       RosterFilterBar *bar)
{
  RosterTabMemory *self = g_object_new (ROSTER_TYPE_TAB_MEMORY, NULL);

  self->id = g_strdup (roster_organization_get_id (organization));
  self->key = roster_directory_dup_key (organization);
  self->settings = g_object_ref (settings);
  self->view = g_object_ref (view);
  restore (self, list, bar);
  g_signal_connect_object (view, "arranged", G_CALLBACK (save), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * roster_tab_memory_prune:
 * @settings: with the key `views`
 * @directory: the organizations there are
 *
 * Forgets how organizations were shown that are there no more; what an earlier version kept under
 * the id alone is kept for each account that has it.
 */
void
roster_tab_memory_prune (GSettings *settings, RosterDirectory *directory)
{
  g_autoptr (GVariant) views = g_settings_get_value (settings, SETTING);
  g_auto (GVariantBuilder) copy = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{sa{ss}}"));
  g_autoptr (GVariant) kept = NULL;

  for (guint i = 0; i < roster_directory_get_n_organizations (directory); i++)
    {
      RosterOrganization *organization = roster_directory_get_organization (directory, i);
      g_autofree char *key = roster_directory_dup_key (organization);
      g_autoptr (GVariant) view = find_view (views, key, roster_organization_get_id (organization));

      if (view != NULL && g_variant_n_children (view) > 0)
        g_variant_builder_add (&copy, "{s@a{ss}}", key, view);
    }
  kept = g_variant_ref_sink (g_variant_builder_end (&copy));
  if (!g_variant_equal (kept, views))
    g_settings_set_value (settings, SETTING, kept);
}
