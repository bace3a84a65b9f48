/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the history can be narrowed to. */

#include "ui/history/roster-history-choices.h"

#include <glib/gi18n-lib.h>

#include "core/base/roster-text.h"

/** roster_history_choices_fill_results: every outcome there is. */
void
roster_history_choices_fill_results (GtkDropDown *choice)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  gtk_string_list_append (labels, _ ("All results"));
  for (guint i = 0; i < ROSTER_HISTORY_N_RESULTS; i++)
    gtk_string_list_append (labels, roster_history_result_get_label ((RosterHistoryResult)i));
  gtk_drop_down_set_model (choice, G_LIST_MODEL (labels));
}

static char *
dup_chosen_key (GtkDropDown *choice, GPtrArray *keys)
{
  guint selected = roster_history_choices_get (choice, G_MAXUINT);

  return selected < keys->len ? g_strdup (keys->pdata[selected]) : NULL;
}

/**
 * roster_history_choices_fill_organizations:
 * @choice: where to choose
 * @index: a history
 * @keys: (element-type utf8): what the choices stand for
 *
 * Every organization of the history, in the order in which they came into it.
 */
void
roster_history_choices_fill_organizations (GtkDropDown *choice,
                                           RosterHistoryIndex *index,
                                           GPtrArray *keys)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *chosen = dup_chosen_key (choice, keys);
  guint selected = 0;

  g_ptr_array_set_size (keys, 0);
  gtk_string_list_append (names, _ ("All organizations"));
  for (guint i = 0; i < roster_history_index_get_n_organizations (index); i++)
    {
      const char *key = roster_history_index_get_organization_key (index, i);
      g_autofree char *name =
          roster_text_display (roster_history_index_get_organization_name (index, i));

      gtk_string_list_append (names, name);
      g_ptr_array_add (keys, g_strdup (key));
      if (g_strcmp0 (chosen, key) == 0)
        selected = i + 1;
    }
  gtk_drop_down_set_model (choice, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (choice, selected);
}

/** roster_history_choices_get: the number of what is chosen, @all where that is everything. */
guint
roster_history_choices_get (GtkDropDown *choice, guint all)
{
  guint selected = gtk_drop_down_get_selected (choice);

  return selected == 0 || selected == GTK_INVALID_LIST_POSITION ? all : selected - 1;
}
