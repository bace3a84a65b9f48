/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterChangeRow: shows a RosterChangeItem, never by colour alone. */

#include "ui/changes/roster-change-row.h"

struct _RosterChangeRow
{
  RosterItemRow parent_instance;

  /* Template widgets */
  GtkStack *marks;
  GtkImage *icon;
  GtkSpinner *spinner;
  GtkLabel *title;
  GtkLabel *detail;
  GtkLabel *status;

  const char *style; /* the mark's style class, static (nullable) */
};

G_DEFINE_FINAL_TYPE (RosterChangeRow, roster_change_row, ROSTER_TYPE_ITEM_ROW)

static const char *
get_style (RosterMark mark)
{
  switch (mark)
    {
    case ROSTER_MARK_FLAGGED:
    case ROSTER_MARK_UNKNOWN:
      return "flagged";
    case ROSTER_MARK_REFUSED:
    case ROSTER_MARK_SKIPPED:
    case ROSTER_MARK_WAITING:
      return "refused";
    case ROSTER_MARK_DONE:
      return "done";
    case ROSTER_MARK_FAILED:
      return "failed";
    case ROSTER_MARK_READY:
    case ROSTER_MARK_SENDING:
    default:
      return NULL;
    }
}

static void
set_style (RosterChangeRow *self, const char *style)
{
  if (g_strcmp0 (style, self->style) == 0)
    return;
  if (self->style != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->style);
  self->style = style;
  if (style != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), style);
}

static void
set_mark (RosterChangeRow *self, RosterMark mark)
{
  gboolean sending = mark == ROSTER_MARK_SENDING;

  if (!sending)
    gtk_image_set_from_icon_name (self->icon, roster_mark_get_icon_name (mark));
  gtk_spinner_set_spinning (self->spinner, sending);
  gtk_stack_set_visible_child_name (self->marks, sending ? "spinner" : "icon");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->marks), roster_mark_get_label (mark));
  set_style (self, get_style (mark));
}

/* What stands against somebody is worth more than one line. */
static gboolean
is_ordinary (RosterMark mark)
{
  return mark == ROSTER_MARK_READY || mark == ROSTER_MARK_SENDING || mark == ROSTER_MARK_DONE;
}

static void
roster_change_row_update (RosterItemRow *row)
{
  RosterChangeRow *self = ROSTER_CHANGE_ROW (row);
  RosterChangeItem *item = roster_item_row_get_item (row);
  g_autofree char *text = NULL;

  if (item == NULL)
    {
      gtk_spinner_set_spinning (self->spinner, FALSE);
      return;
    }
  roster_item_row_set_text (self->title, roster_change_item_get_title (item));
  roster_item_row_set_text (self->detail, roster_change_item_get_detail (item));
  roster_item_row_set_text (self->status, roster_change_item_get_status (item));
  gtk_label_set_lines (self->status, is_ordinary (roster_change_item_get_mark (item)) ? 1 : 4);
  set_mark (self, roster_change_item_get_mark (item));
  text = roster_change_item_describe (item);
  roster_item_row_name (row, text);
}

static void
roster_change_row_class_init (RosterChangeRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  ROSTER_ITEM_ROW_CLASS (klass)->update = roster_change_row_update;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/roster/Roster/roster-change-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterChangeRow, marks);
  gtk_widget_class_bind_template_child (widget_class, RosterChangeRow, icon);
  gtk_widget_class_bind_template_child (widget_class, RosterChangeRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, RosterChangeRow, title);
  gtk_widget_class_bind_template_child (widget_class, RosterChangeRow, detail);
  gtk_widget_class_bind_template_child (widget_class, RosterChangeRow, status);
}

static void
roster_change_row_init (RosterChangeRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
