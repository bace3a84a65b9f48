/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterKnownPersonPicker: who is chosen stays chosen while the search hides them. */

#include "ui/changes/roster-known-person-picker.h"

#include "ui/changes/roster-known-person-list.h"
#include "ui/changes/roster-known-person-row.h"
#include "ui/widgets/roster-widget-children.h"

#include <glib/gi18n-lib.h>

struct _RosterKnownPersonPicker
{
  GtkWidget parent_instance;

  /* Template widgets */
  GtkEditable *search;
  GtkListView *list;
  GtkLabel *placeholder;

  /* Owned */
  RosterKnownPersonList *candidates;
  char *nobody; /* (nullable): why there is nobody at all */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RosterKnownPersonPicker, roster_known_person_picker, GTK_TYPE_WIDGET)

static guint
count_shown (RosterKnownPersonPicker *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->candidates));
}

static void
show_placeholder (RosterKnownPersonPicker *self)
{
  guint n = roster_known_person_list_get_n_candidates (self->candidates);

  gtk_label_set_text (self->placeholder,
                      n > 0 || self->nobody == NULL ? _ ("Nobody is found.") : self->nobody);
  gtk_widget_set_visible (GTK_WIDGET (self->placeholder), count_shown (self) == 0);
}

static void
toggle (RosterKnownPersonPicker *self, RosterKnownPerson *candidate)
{
  roster_known_person_list_check (self->candidates, candidate,
                                  !roster_known_person_get_checked (candidate));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
activated (RosterKnownPersonPicker *self, guint position)
{
  g_autoptr (RosterKnownPerson) candidate =
      g_list_model_get_item (G_LIST_MODEL (self->candidates), position);

  if (candidate != NULL)
    toggle (self, candidate);
}

/* The space bar does what it does on a check mark; the list itself only knows Return. */
static gboolean
space_pressed (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  RosterKnownPersonPicker *self = user_data;
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  GtkWidget *row = focus != NULL ? gtk_widget_get_first_child (focus) : NULL;

  if (!ROSTER_IS_KNOWN_PERSON_ROW (row))
    return FALSE;
  toggle (self, roster_item_row_get_item (ROSTER_ITEM_ROW (row)));
  return TRUE;
}

static void
search_changed (RosterKnownPersonPicker *self)
{
  roster_known_person_list_set_query (self->candidates, gtk_editable_get_text (self->search));
  show_placeholder (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Escape first empties the search; in an empty one it is the dialog’s. */
static void
search_stopped (RosterKnownPersonPicker *self)
{
  if (*gtk_editable_get_text (self->search) == '\0')
    gtk_widget_activate_action (GTK_WIDGET (self), "window.close", NULL);
  else
    gtk_editable_set_text (self->search, "");
}

/* Return takes the only one that is found. */
static void
search_activated (RosterKnownPersonPicker *self)
{
  search_changed (self);
  if (count_shown (self) == 1)
    activated (self, 0);
}

/* The list is one stop of the Tab key: on GTK 4.8 it otherwise goes through every row. The arrow
 * keys move in it. */
static gboolean
roster_known_person_picker_focus (GtkWidget *widget, GtkDirectionType direction)
{
  RosterKnownPersonPicker *self = ROSTER_KNOWN_PERSON_PICKER (widget);
  GtkWidget *search = GTK_WIDGET (self->search);
  GtkWidget *list = count_shown (self) > 0 ? GTK_WIDGET (self->list) : NULL;
  gboolean in_search = roster_widget_has_focus_within (search);
  gboolean inside = roster_widget_has_focus_within (widget);

  if (direction == GTK_DIR_TAB_FORWARD)
    {
      if (!inside)
        return gtk_widget_grab_focus (search);
      return in_search && list != NULL && gtk_widget_grab_focus (list);
    }
  if (direction == GTK_DIR_TAB_BACKWARD)
    {
      if (!inside && list != NULL)
        return gtk_widget_grab_focus (list);
      return !in_search && gtk_widget_grab_focus (search);
    }
  return GTK_WIDGET_CLASS (roster_known_person_picker_parent_class)->focus (widget, direction);
}

static void
roster_known_person_picker_dispose (GObject *object)
{
  roster_widget_unparent_children (GTK_WIDGET (object));

  G_OBJECT_CLASS (roster_known_person_picker_parent_class)->dispose (object);
}

static void
roster_known_person_picker_finalize (GObject *object)
{
  RosterKnownPersonPicker *self = ROSTER_KNOWN_PERSON_PICKER (object);

  g_clear_object (&self->candidates);
  g_free (self->nobody);

  G_OBJECT_CLASS (roster_known_person_picker_parent_class)->finalize (object);
}

static void
roster_known_person_picker_class_init (RosterKnownPersonPickerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = roster_known_person_picker_dispose;
  object_class->finalize = roster_known_person_picker_finalize;
  widget_class->focus = roster_known_person_picker_focus;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (ROSTER_TYPE_KNOWN_PERSON_ROW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/roster/Roster/roster-known-person-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterKnownPersonPicker, search);
  gtk_widget_class_bind_template_child (widget_class, RosterKnownPersonPicker, list);
  gtk_widget_class_bind_template_child (widget_class, RosterKnownPersonPicker, placeholder);
  gtk_widget_class_bind_template_callback (widget_class, search_changed);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped);
  gtk_widget_class_bind_template_callback (widget_class, search_activated);
  gtk_widget_class_bind_template_callback (widget_class, activated);
}

static void
roster_known_person_picker_init (RosterKnownPersonPicker *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  g_autoptr (GtkNoSelection) selection = NULL;

  self->candidates = roster_known_person_list_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->candidates)));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_space, 0),
                        gtk_callback_action_new (space_pressed, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
}

/**
 * roster_known_person_picker_start_search:
 * @self: a picker
 *
 * Gives the keyboard to the search. (A grab_focus of its own would keep Shift+Tab in the picker.)
 */
void
roster_known_person_picker_start_search (RosterKnownPersonPicker *self)
{
  g_return_if_fail (ROSTER_IS_KNOWN_PERSON_PICKER (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

/**
 * roster_known_person_picker_set_candidates:
 * @self: a picker
 * @candidates: (element-type RosterKnownPerson): who can be chosen, in order
 *
 * Whoever was chosen before and is among @candidates stays chosen.
 */
void
roster_known_person_picker_set_candidates (RosterKnownPersonPicker *self, GPtrArray *candidates)
{
  g_return_if_fail (ROSTER_IS_KNOWN_PERSON_PICKER (self));
  g_return_if_fail (candidates != NULL);

  roster_known_person_list_set_candidates (self->candidates, candidates);
  show_placeholder (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * roster_known_person_picker_set_placeholder:
 * @self: a picker
 * @text: what is said where there is nobody to choose from
 */
void
roster_known_person_picker_set_placeholder (RosterKnownPersonPicker *self, const char *text)
{
  g_return_if_fail (ROSTER_IS_KNOWN_PERSON_PICKER (self));

  g_free (self->nobody);
  self->nobody = g_strdup (text);
  show_placeholder (self);
}

/**
 * roster_known_person_picker_list_checked:
 * @self: a picker
 *
 * Returns: (transfer full) (element-type RosterKnownPerson): who is chosen, shown or not, in order
 */
GPtrArray *
roster_known_person_picker_list_checked (RosterKnownPersonPicker *self)
{
  g_return_val_if_fail (ROSTER_IS_KNOWN_PERSON_PICKER (self), NULL);

  return roster_known_person_list_list_checked (self->candidates);
}

/**
 * roster_known_person_picker_find:
 * @self: a picker
 * @id: a user id
 *
 * Returns: (transfer none) (nullable): the candidate of that id
 */
RosterKnownPerson *
roster_known_person_picker_find (RosterKnownPersonPicker *self, const char *id)
{
  g_return_val_if_fail (ROSTER_IS_KNOWN_PERSON_PICKER (self), NULL);

  return roster_known_person_list_find (self->candidates, id);
}

/**
 * roster_known_person_picker_check:
 * @self: a picker
 * @id: a user id
 * @checked: whether they are chosen; nothing happens where @id is not among the candidates
 */
void
roster_known_person_picker_check (RosterKnownPersonPicker *self, const char *id, gboolean checked)
{
  RosterKnownPerson *candidate;

  g_return_if_fail (ROSTER_IS_KNOWN_PERSON_PICKER (self));
  g_return_if_fail (id != NULL);

  candidate = roster_known_person_picker_find (self, id);
  if (candidate != NULL && roster_known_person_get_checked (candidate) != checked)
    toggle (self, candidate);
}

/**
 * roster_known_person_picker_count_hidden:
 * @self: a picker
 *
 * Returns: how many are chosen, but not shown by the search
 */
guint
roster_known_person_picker_count_hidden (RosterKnownPersonPicker *self)
{
  g_return_val_if_fail (ROSTER_IS_KNOWN_PERSON_PICKER (self), 0);

  return roster_known_person_list_count_hidden (self->candidates);
}
