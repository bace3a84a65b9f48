/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterFilterBar: search and quick filters of a list. */

#include "ui/page/roster-filter-bar.h"

#include <glib/gi18n-lib.h>

struct _RosterFilterBar
{
  GtkWidget parent_instance;

  /* Template */
  GtkWidget *search_box;
  GtkSearchEntry *search_entry;
  GtkMenuButton *columns_button;
  GtkWidget *scrolled_window;
  GtkBox *filter_box;

  /* Borrowed */
  GtkToggleButton *buttons[ROSTER_N_FILTERS];
  GtkLabel *counts[ROSTER_N_FILTERS];
  GtkWidget *list; /* (nullable) weak: what is searched, and gets the focus back */

  /* Owned */
  RosterMemberView *view;
};

G_DEFINE_FINAL_TYPE (RosterFilterBar, roster_filter_bar, GTK_TYPE_WIDGET)

static void
on_search_changed (RosterFilterBar *self)
{
  if (self->view != NULL)
    roster_member_view_set_words (self->view,
                                  gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
}

/* Somebody typed in the list: what follows goes to the entry directly, for the list may be gone by
 * then. */
static void
on_typed (RosterFilterBar *self)
{
  GtkEditable *editable = GTK_EDITABLE (self->search_entry);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || self->list == NULL || !gtk_widget_is_ancestor (focus, self->list) ||
      *gtk_editable_get_text (editable) == '\0')
    return;
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  gtk_editable_set_position (editable, -1);
}

static void
focus_list (RosterFilterBar *self)
{
  if (self->list != NULL)
    gtk_widget_grab_focus (self->list);
}

static void
on_stop_search (RosterFilterBar *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  focus_list (self);
}

static void
on_activate (RosterFilterBar *self)
{
  focus_list (self);
}

static void
on_toggled (RosterFilterBar *self, GtkToggleButton *button)
{
  if (self->view == NULL || !gtk_toggle_button_get_active (button))
    return;

  for (guint i = 0; i < ROSTER_N_FILTERS; i++)
    if (self->buttons[i] == button)
      roster_member_view_set_filter (self->view, (RosterFilter)i);
}

static void
update_counts (RosterFilterBar *self)
{
  for (guint i = 0; i < ROSTER_N_FILTERS; i++)
    {
      guint n = roster_member_view_get_count (self->view, (RosterFilter)i);
      g_autofree char *count = g_strdup_printf ("%'u", n);
      /* Translators: a quick filter as a screen reader says it: “Owners, 3”. */
      g_autofree char *spoken =
          g_strdup_printf (_ ("%s, %'u"), _ (roster_filter_get_info ((RosterFilter)i)->title), n);

      gtk_label_set_text (self->counts[i], count);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->buttons[i]),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
    }
}

static void
add_button (RosterFilterBar *self, RosterFilter filter)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  const RosterFilterInfo *info = roster_filter_get_info (filter);
  GtkWidget *title = gtk_label_new (_ (info->title));
  GtkWidget *count = gtk_label_new ("0");

  gtk_widget_add_css_class (count, "count");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), count);
  gtk_button_set_child (GTK_BUTTON (button), box);
  if (info->tip != NULL)
    gtk_widget_set_tooltip_text (button, _ (info->tip));
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), self->buttons[ROSTER_FILTER_ALL]);
  g_signal_connect_object (button, "toggled", G_CALLBACK (on_toggled), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->filter_box, button);

  self->buttons[filter] = GTK_TOGGLE_BUTTON (button);
  self->counts[filter] = GTK_LABEL (count);
}

static void
roster_filter_bar_dispose (GObject *object)
{
  RosterFilterBar *self = ROSTER_FILTER_BAR (object);

  if (self->search_box != NULL)
    {
      gtk_search_entry_set_key_capture_widget (self->search_entry, NULL);
      gtk_widget_unparent (g_steal_pointer (&self->search_box));
    }
  g_clear_pointer (&self->scrolled_window, gtk_widget_unparent);
  g_clear_weak_pointer (&self->list);
  g_clear_object (&self->view);

  G_OBJECT_CLASS (roster_filter_bar_parent_class)->dispose (object);
}

static void
roster_filter_bar_class_init (RosterFilterBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = roster_filter_bar_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/roster/Roster/roster-filter-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterFilterBar, search_box);
  gtk_widget_class_bind_template_child (widget_class, RosterFilterBar, search_entry);
  gtk_widget_class_bind_template_child (widget_class, RosterFilterBar, columns_button);
  gtk_widget_class_bind_template_child (widget_class, RosterFilterBar, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, RosterFilterBar, filter_box);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_typed);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
}

static void
roster_filter_bar_init (RosterFilterBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint i = 0; i < ROSTER_N_FILTERS; i++)
    add_button (self, (RosterFilter)i);
  gtk_toggle_button_set_active (self->buttons[ROSTER_FILTER_ALL], TRUE);
}

/**
 * roster_filter_bar_set_up:
 * @self: a bar
 * @view: what to search and filter
 * @list: where it is shown: typing there starts the search
 * @columns_menu: what shows and hides columns
 * @column_actions: its actions
 *
 * To be called once.
 */
void
roster_filter_bar_set_up (RosterFilterBar *self,
                          RosterMemberView *view,
                          GtkWidget *list,
                          GMenuModel *columns_menu,
                          GActionGroup *column_actions)
{
  g_return_if_fail (ROSTER_IS_FILTER_BAR (self));
  g_return_if_fail (self->view == NULL);

  self->view = g_object_ref (view);
  g_set_weak_pointer (&self->list, list);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "column", column_actions);
  gtk_menu_button_set_menu_model (self->columns_button, columns_menu);
  gtk_search_entry_set_key_capture_widget (self->search_entry, list);
  g_signal_connect_object (view, "arranged", G_CALLBACK (update_counts), self, G_CONNECT_SWAPPED);
}

/**
 * roster_filter_bar_set_inactive_days:
 * @self: a bar
 * @days: after how many days without signing in a member counts as inactive
 */
void
roster_filter_bar_set_inactive_days (RosterFilterBar *self, guint days)
{
  g_autofree char *tip =
      g_strdup_printf (ngettext ("Members who have not signed in for %u day, or never",
                                 "Members who have not signed in for %u days, or never", days),
                       days);

  gtk_widget_set_tooltip_text (GTK_WIDGET (self->buttons[ROSTER_FILTER_INACTIVE]), tip);
}

/**
 * roster_filter_bar_find:
 * @self: a bar
 *
 * Puts the cursor into the search, with what is there selected.
 */
void
roster_filter_bar_find (RosterFilterBar *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  gtk_editable_select_region (GTK_EDITABLE (self->search_entry), 0, -1);
}

/**
 * roster_filter_bar_clear:
 * @self: a bar
 *
 * Takes search and filter away.
 */
void
roster_filter_bar_clear (RosterFilterBar *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_toggle_button_set_active (self->buttons[ROSTER_FILTER_ALL], TRUE);
}

/**
 * roster_filter_bar_restore:
 * @self: a bar that has been set up
 * @filter: a quick filter
 * @words: what to look for, or ""
 *
 * Searches and filters as somebody did before.
 */
void
roster_filter_bar_restore (RosterFilterBar *self, RosterFilter filter, const char *words)
{
  g_return_if_fail (ROSTER_IS_FILTER_BAR (self));
  g_return_if_fail ((guint)filter < ROSTER_N_FILTERS);

  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), words);
  gtk_toggle_button_set_active (self->buttons[filter], TRUE);
}
