/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What GTK tells screen readers wrongly of widgets that it makes itself, which no .ui file reaches.
 *
 * Until GTK 4.12, which computes names anew (Debian 12 has 4.8): a widget without a name is called
 * by its type, a button says its label twice, once with the underscore, and what has the focus in a
 * drop-down, a table or an information bar has no name. That part goes when 4.12 is required.
 * From GTK 4.12 to 4.18 at least: the items of menus have no name, and nobody
 * hears that the text of a status is another one. A GtkMessageDialog never has a name. */

#include "ui/widgets/roster-accessible.h"

#include <glib/gi18n-lib.h>

#include "ui/widgets/roster-announcement.h"
#include "ui/widgets/roster-inscription.h"

static void
set_label (GtkWidget *widget, const char *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

static void
connect_once (gpointer instance, const char *signal, GCallback callback, GConnectFlags flags)
{
  if (g_signal_handler_find (instance, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, (gpointer)callback, NULL) ==
      0)
    g_signal_connect_data (instance, signal, callback, NULL, NULL, flags);
}

static GtkLabel *
find_label (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return gtk_widget_get_child_visible (widget) ? GTK_LABEL (widget) : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkLabel *found = gtk_widget_get_child_visible (child) ? find_label (child) : NULL;

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
name_by_label (GtkWidget *widget)
{
  GtkLabel *label = find_label (widget);

  if (label != NULL)
    set_label (widget, gtk_label_get_text (label));
}

static void
collect_texts (GtkWidget *widget, GString *texts)
{
  const char *text = NULL;

  if (!gtk_widget_get_visible (widget))
    return;
  if (GTK_IS_LABEL (widget))
    text = gtk_label_get_text (GTK_LABEL (widget));
  else if (GTK_IS_INSCRIPTION (widget))
    text = roster_inscription_get_spoken (GTK_INSCRIPTION (widget));
  if (text != NULL && *text != '\0')
    g_string_append_printf (texts, "%s%s", texts->len > 0 ? ", " : "", text);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_texts (child, texts);
}

/* ---- Until GTK 4.12 ---- */

/* Each new label brings the one with the underscore back. */
static void
clean_button (GtkButton *button)
{
  if (gtk_button_get_use_underline (button) && gtk_button_get_label (button) != NULL)
    gtk_accessible_reset_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL);
}

/* GTK’s own ones with a picture and nothing else. */
static void
name_picture (GtkButton *button)
{
  GtkWidget *child = gtk_button_get_child (button);
  const char *icon = GTK_IS_IMAGE (child) ? gtk_image_get_icon_name (GTK_IMAGE (child)) : NULL;

  if (g_strcmp0 (icon, "window-close-symbolic") == 0)
    set_label (GTK_WIDGET (button), _ ("Close"));
  else if (g_strcmp0 (icon, "edit-find-symbolic") == 0)
    set_label (GTK_WIDGET (button), _ ("Find"));
}

static void
mend_button (GtkButton *button)
{
  clean_button (button);
  name_picture (button);
  connect_once (button, "notify::label", G_CALLBACK (clean_button), G_CONNECT_DEFAULT);
}

/* What has the focus in a drop-down is a button of its own, which is named as the drop-down is and
 * says what is chosen. */
static void
name_chosen (GtkDropDown *drop_down)
{
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (drop_down));
  GtkLabel *chosen = find_label (button);

  gtk_accessible_update_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  drop_down, NULL, -1);
  set_label (button, chosen != NULL ? gtk_label_get_text (chosen) : "");
}

static void
row_entered (GtkEventController *controller)
{
  roster_accessible_name_by_texts (gtk_event_controller_get_widget (controller));
}

/* A row of a table has the focus, and no name. It is another person’s whenever the list scrolls, so
 * that it gets one when somebody comes to it. */
static void
mend_row (GtkWidget *row)
{
  const char *key = "roster-accessible-row";
  GtkEventController *controller = NULL;

  set_label (row, "");
  if (g_object_get_data (G_OBJECT (row), key) != NULL)
    return;
  controller = gtk_event_controller_focus_new ();
  g_signal_connect (controller, "enter", G_CALLBACK (row_entered), NULL);
  gtk_widget_add_controller (row, controller);
  g_object_set_data (G_OBJECT (row), key, controller);
}

/* “GtkImage”, “RosterFilterBar”: nobody wants to hear that. Nothing of these roles is given a
 * name, but windows. */
static gboolean
is_called_by_type (GtkWidget *widget)
{
  switch (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)))
    {
    case GTK_ACCESSIBLE_ROLE_GRID_CELL:
    case GTK_ACCESSIBLE_ROLE_IMG:
    case GTK_ACCESSIBLE_ROLE_MENU:
    case GTK_ACCESSIBLE_ROLE_SCROLLBAR:
    case GTK_ACCESSIBLE_ROLE_WIDGET:
      return !GTK_IS_WINDOW (widget);
    case GTK_ACCESSIBLE_ROLE_LIST:
      return GTK_IS_COLUMN_VIEW (gtk_widget_get_parent (widget));
    default:
      return GTK_IS_STACK_SWITCHER (widget);
    }
}

static void
mend_before_4_12 (GtkWidget *widget)
{
  GtkAccessibleRole role = gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget));

  if (GTK_IS_BUTTON (widget))
    mend_button (GTK_BUTTON (widget));
  else if (GTK_IS_DROP_DOWN (widget))
    {
      name_chosen (GTK_DROP_DOWN (widget));
      connect_once (widget, "notify::selected", G_CALLBACK (name_chosen), G_CONNECT_AFTER);
    }
  else if (role == GTK_ACCESSIBLE_ROLE_ROW)
    mend_row (widget);
  else if (role == GTK_ACCESSIBLE_ROLE_COLUMN_HEADER)
    name_by_label (widget);
  else if (is_called_by_type (widget))
    set_label (widget, "");
}

/* ---- From GTK 4.12 on ---- */

/* It is named by a label that is hidden from screen readers. */
static void
name_item (GtkWidget *item)
{
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  name_by_label (item);
}

static void
mend_item (GtkWidget *item)
{
  GtkLabel *label = find_label (item);

  name_item (item);
  if (label != NULL)
    g_signal_connect_object (label, "notify::label", G_CALLBACK (name_item), item,
                             G_CONNECT_SWAPPED);
}

static void
announce_status (GtkWidget *status)
{
  if (GTK_IS_LABEL (status))
    roster_announcement_make (status, gtk_label_get_text (GTK_LABEL (status)));
}

static void
mend_from_4_12 (GtkWidget *widget)
{
  switch (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)))
    {
    case GTK_ACCESSIBLE_ROLE_MENU_ITEM:
    case GTK_ACCESSIBLE_ROLE_MENU_ITEM_CHECKBOX:
    case GTK_ACCESSIBLE_ROLE_MENU_ITEM_RADIO:
      mend_item (widget);
      break;
    case GTK_ACCESSIBLE_ROLE_STATUS:
      connect_once (widget, "notify::label", G_CALLBACK (announce_status), G_CONNECT_DEFAULT);
      connect_once (widget, "map", G_CALLBACK (announce_status), G_CONNECT_AFTER);
      break;
    default:
      break;
    }
}

/* ---- In all of them ---- */

/* A question has no title; it is named by what it asks. */
static void
mend_question (GtkMessageDialog *dialog)
{
  g_autofree char *text = NULL;

  g_object_get (dialog, "text", &text, NULL);
  set_label (GTK_WIDGET (dialog), text);
}

static gboolean
realized (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer user_data)
{
  GtkWidget *widget = GTK_WIDGET (g_value_get_object (&values[0]));

  if (GTK_IS_MESSAGE_DIALOG (widget))
    mend_question (GTK_MESSAGE_DIALOG (widget));
  else if (gtk_get_minor_version () < 12)
    mend_before_4_12 (widget);
  else
    mend_from_4_12 (widget);
  return G_SOURCE_CONTINUE;
}

/**
 * roster_accessible_watch:
 *
 * Puts right what GTK’s own widgets tell screen readers, from now on. To be called once there is a
 * display; again is harmless.
 */
void
roster_accessible_watch (void)
{
  static gsize watching = 0;

  if (!g_once_init_enter (&watching))
    return;
  /* The signal comes to be with its class. */
  g_type_class_unref (g_type_class_ref (GTK_TYPE_WIDGET));
  g_signal_add_emission_hook (g_signal_lookup ("realize", GTK_TYPE_WIDGET), 0, realized, NULL,
                              NULL);
  g_once_init_leave (&watching, 1);
}

/**
 * roster_accessible_name_by_texts:
 * @row: a row of a list
 *
 * Names it by all the texts in it: it has the focus, and GTK does not read what is in it.
 */
void
roster_accessible_name_by_texts (GtkWidget *row)
{
  g_autoptr (GString) texts = g_string_new (NULL);

  g_return_if_fail (GTK_IS_WIDGET (row));

  collect_texts (row, texts);
  set_label (row, texts->str);
}
