/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterColumnEditor: a tick and a place for each column; the lines stay the same widgets, so that
 * the cursor goes with the one that moves. */

#include "ui/list/roster-column-editor.h"

#include <glib/gi18n-lib.h>

#include "ui/list/roster-column.h"
#include "ui/widgets/roster-order-buttons.h"
#include "ui/widgets/roster-widget-children.h"

#define SETTING "columns"

typedef struct
{
  GtkWidget *line;
  GtkCheckButton *tick;
  RosterOrderButtons *order;
} Line;

struct _RosterColumnEditor
{
  GtkWidget parent_instance;

  Line lines[ROSTER_N_FIELDS]; /* by field; children */

  GSettings *settings; /* owned (nullable) until they are set */
  RosterMemberField order[ROSTER_N_FIELDS];
  guint n_shown;
  gboolean applying; /* the lines follow the setting, not the other way round */
};

G_DEFINE_FINAL_TYPE (RosterColumnEditor, roster_column_editor, GTK_TYPE_WIDGET)

static void
write_setting (RosterColumnEditor *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;

  for (guint i = 0; i < self->n_shown; i++)
    g_strv_builder_add (builder, roster_member_fields[self->order[i]].id);
  ids = g_strv_builder_end (builder);
  g_settings_set_strv (self->settings, SETTING, (const char *const *)ids);
}

static void
apply (RosterColumnEditor *self)
{
  g_auto (GStrv) ids = g_settings_get_strv (self->settings, SETTING);
  GtkWidget *before = NULL;

  self->n_shown = roster_column_read_order ((const char *const *)ids, self->order);
  self->applying = TRUE;
  for (guint i = 0; i < ROSTER_N_FIELDS; i++)
    {
      Line *line = &self->lines[self->order[i]];
      gboolean is_last = i < self->n_shown && self->n_shown == 1;

      gtk_widget_insert_after (line->line, GTK_WIDGET (self), before);
      gtk_check_button_set_active (line->tick, i < self->n_shown);
      gtk_widget_set_sensitive (GTK_WIDGET (line->tick), !is_last);
      gtk_widget_set_tooltip_text (GTK_WIDGET (line->tick),
                                   is_last ? _ ("The list needs a column.") : NULL);
      roster_order_buttons_set_place (line->order, roster_member_field_get_title (self->order[i]),
                                      i, self->n_shown);
      before = line->line;
    }
  self->applying = FALSE;
}

/* The place of a field in the order. */
static guint
find_place (RosterColumnEditor *self, RosterMemberField field)
{
  guint place = 0;

  while (self->order[place] != field)
    place++;
  return place;
}

/* Takes the field out of its place and puts it in at another. */
static void
put (RosterColumnEditor *self, guint from, guint to)
{
  RosterMemberField field = self->order[from];
  int step = from < to ? 1 : -1;

  for (guint i = from; i != to; i = (guint)((int)i + step))
    self->order[i] = self->order[(int)i + step];
  self->order[to] = field;
}

static void
on_toggled (GtkCheckButton *tick, RosterColumnEditor *self)
{
  RosterMemberField field = ROSTER_FIELD_NAME;

  if (self->applying || self->settings == NULL)
    return;
  for (guint i = 0; i < ROSTER_N_FIELDS; i++)
    if (self->lines[i].tick == tick)
      field = (RosterMemberField)i;

  /* Shown after the others; hidden before the others. */
  if (gtk_check_button_get_active (tick))
    put (self, find_place (self, field), self->n_shown++);
  else
    put (self, find_place (self, field), --self->n_shown);
  write_setting (self);
}

static void
on_move (RosterOrderButtons *order, int step, RosterColumnEditor *self)
{
  for (guint i = 0; i < ROSTER_N_FIELDS; i++)
    if (self->lines[i].order == order)
      {
        guint place = find_place (self, (RosterMemberField)i);

        put (self, place, (guint)((int)place + step));
        write_setting (self);
        return;
      }
}

static void
add_line (RosterColumnEditor *self, RosterMemberField field)
{
  Line *line = &self->lines[field];

  line->line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  line->tick =
      GTK_CHECK_BUTTON (gtk_check_button_new_with_label (roster_member_field_get_title (field)));
  line->order = ROSTER_ORDER_BUTTONS (roster_order_buttons_new ());
  gtk_widget_set_hexpand (GTK_WIDGET (line->tick), TRUE);
  gtk_widget_set_name (line->line, roster_member_fields[field].id);
  gtk_box_append (GTK_BOX (line->line), GTK_WIDGET (line->tick));
  gtk_box_append (GTK_BOX (line->line), GTK_WIDGET (line->order));
  roster_order_buttons_attach (line->order, line->line);
  gtk_widget_set_parent (line->line, GTK_WIDGET (self));
  g_signal_connect_object (line->tick, "toggled", G_CALLBACK (on_toggled), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (line->order, "move", G_CALLBACK (on_move), self, G_CONNECT_DEFAULT);
}

static void
roster_column_editor_dispose (GObject *object)
{
  roster_widget_unparent_children (GTK_WIDGET (object));
  g_clear_object (&ROSTER_COLUMN_EDITOR (object)->settings);

  G_OBJECT_CLASS (roster_column_editor_parent_class)->dispose (object);
}

static void
roster_column_editor_class_init (RosterColumnEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_column_editor_dispose;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
roster_column_editor_init (RosterColumnEditor *self)
{
  gtk_orientable_set_orientation (
      GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  for (guint i = 0; i < ROSTER_N_FIELDS; i++)
    {
      self->order[i] = (RosterMemberField)i;
      add_line (self, (RosterMemberField)i);
    }
}

/**
 * roster_column_editor_set_settings:
 * @self: an editor that has none yet
 * @settings: Roster's settings
 */
void
roster_column_editor_set_settings (RosterColumnEditor *self, GSettings *settings)
{
  g_return_if_fail (ROSTER_IS_COLUMN_EDITOR (self));
  g_return_if_fail (G_IS_SETTINGS (settings));
  g_return_if_fail (self->settings == NULL);

  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed::" SETTING, G_CALLBACK (apply), self,
                           G_CONNECT_SWAPPED);
  apply (self);
}
