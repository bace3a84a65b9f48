/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What GTK 4.8 tells screen readers wrongly, put right for every widget, GTK's own dialogs among
 * them, when it comes on the screen. */

#include "ui/widgets/roster-accessible.h"

#include <glib/gi18n-lib.h>

#include "ui/widgets/roster-inscription.h"

static void
set_label (GtkWidget *widget, const char *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

static gboolean
has_property (GtkWidget *widget)
{
  return gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL);
}

static gboolean
has_label (GtkWidget *widget)
{
  return has_property (widget) || gtk_test_accessible_has_relation (
                                      GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

/* “_Retry”, as a button’s label, is both its name and, without the underscore, the name of the
 * label in it, which would be read one after the other. */
static void
clean_button (GtkButton *button)
{
  if (gtk_button_get_use_underline (button) && gtk_button_get_label (button) != NULL)
    gtk_accessible_reset_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL);
}

/* Some of GTK’s own buttons have a picture and nothing else. */
static void
mend_picture_button (GtkButton *button)
{
  static const struct
  {
    const char *icon_name;
    const char *name;
  } pictures[] = {
    { "edit-find-symbolic", N_ ("Find") },
    { "window-close-symbolic", N_ ("Close") },
  };
  GtkWidget *child = gtk_button_get_child (button);

  if (!GTK_IS_IMAGE (child) || has_property (GTK_WIDGET (button)))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    if (g_strcmp0 (gtk_image_get_icon_name (GTK_IMAGE (child)), pictures[i].icon_name) == 0)
      set_label (GTK_WIDGET (button), _ (pictures[i].name));
}

/* Every new label brings the wrong name back. */
static void
mend_button (GtkButton *button)
{
  clean_button (button);
  mend_picture_button (button);
  if (g_signal_handler_find (button, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, clean_button, NULL) == 0)
    g_signal_connect (button, "notify::label", G_CALLBACK (clean_button), NULL);
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
mend_drop_down (GtkDropDown *drop_down)
{
  name_chosen (drop_down);
  if (g_signal_handler_find (drop_down, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, name_chosen, NULL) == 0)
    g_signal_connect_after (drop_down, "notify::selected", G_CALLBACK (name_chosen), NULL);
}

/* Around the button of a menu button there is another one that nobody can reach. */
static void
mend_menu_button (GtkMenuButton *button)
{
  GtkLabel *label = find_label (gtk_widget_get_first_child (GTK_WIDGET (button)));

  if (!has_label (GTK_WIDGET (button)))
    set_label (GTK_WIDGET (button), label != NULL ? gtk_label_get_text (label) : "");
}

/* A question has no title; it is named by what it asks. */
static void
mend_question (GtkMessageDialog *dialog)
{
  g_autofree char *text = NULL;

  g_object_get (dialog, "text", &text, NULL);
  set_label (GTK_WIDGET (dialog), text);
}

static void
add_text (GString *texts, const char *text)
{
  if (text != NULL && *text != '\0')
    g_string_append_printf (texts, "%s%s", texts->len > 0 ? ", " : "", text);
}

static void
collect_texts (GtkWidget *widget, GString *texts)
{
  if (!gtk_widget_get_visible (widget))
    return;
  if (GTK_IS_LABEL (widget))
    add_text (texts, gtk_label_get_text (GTK_LABEL (widget)));
  else if (GTK_IS_INSCRIPTION (widget))
    add_text (texts, roster_inscription_get_spoken (GTK_INSCRIPTION (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_texts (child, texts);
}

static void
name_by_texts (GtkWidget *widget)
{
  g_autoptr (GString) texts = g_string_new (NULL);

  collect_texts (widget, texts);
  set_label (widget, texts->str);
}

/* What has no name gets its type’s: “GtkImage”, “RosterFilterBar”. Nobody wants to hear that. */
static void
silence (GtkWidget *widget)
{
  switch (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)))
    {
    case GTK_ACCESSIBLE_ROLE_GRID_CELL:
    case GTK_ACCESSIBLE_ROLE_IMG:
    case GTK_ACCESSIBLE_ROLE_LIST:
    case GTK_ACCESSIBLE_ROLE_MENU:
    case GTK_ACCESSIBLE_ROLE_ROW:
    case GTK_ACCESSIBLE_ROLE_SCROLLBAR:
    case GTK_ACCESSIBLE_ROLE_TAB_LIST:
    case GTK_ACCESSIBLE_ROLE_WIDGET:
      if (!has_label (widget))
        set_label (widget, "");
      break;
    default:
      break;
    }
}

/* A row is what is in it. */
static void
mend_row (GtkWidget *row)
{
  if (!has_label (row))
    name_by_texts (row);
}

static void
row_entered (GtkEventController *controller)
{
  name_by_texts (gtk_event_controller_get_widget (controller));
}

/* A row of a table has the focus, and no name. It is another person’s whenever the list scrolls, so
 * that it gets one when somebody comes to it. */
static void
mend_table_row (GtkWidget *row)
{
  GtkEventController *controller = NULL;

  silence (row);
  if (g_object_get_data (G_OBJECT (row), "roster-accessible-row") != NULL)
    return;
  controller = gtk_event_controller_focus_new ();
  g_signal_connect (controller, "enter", G_CALLBACK (row_entered), NULL);
  gtk_widget_add_controller (row, controller);
  g_object_set_data (G_OBJECT (row), "roster-accessible-row", controller);
}

/* The pages of a GtkStackSwitcher keep the underscore of their titles. */
static void
mend_tab (GtkWidget *tab)
{
  GtkLabel *label = find_label (tab);

  if (label != NULL)
    set_label (tab, gtk_label_get_text (label));
}

/* The title of a column is what its header is called. */
static void
mend_column_title (GtkWidget *title)
{
  GtkLabel *label = find_label (title);

  if (label != NULL)
    set_label (title, gtk_label_get_text (label));
}

/* From GTK 4.14 on nobody hears that the text of a status is another one: it has no name there. */
static void
announce_status (GtkLabel *status)
{
  roster_accessible_announce (GTK_WIDGET (status), gtk_label_get_text (status));
}

static void
mend_status (GtkLabel *status)
{
  if (g_signal_handler_find (status, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, announce_status, NULL) != 0)
    return;
  g_signal_connect (status, "notify::label", G_CALLBACK (announce_status), NULL);
  g_signal_connect_after (status, "map", G_CALLBACK (announce_status), NULL);
}

/* GTK 4.18 names the items of a menu by labels that it hides, which leaves them without a name. */
static void
name_item (GtkWidget *item)
{
  GtkLabel *label = find_label (item);

  gtk_accessible_reset_relation (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  if (label != NULL)
    set_label (item, gtk_label_get_text (label));
}

static void
mend_item (GtkWidget *item)
{
  GtkLabel *label = find_label (item);

  if (label == NULL || !gtk_test_accessible_has_relation (GTK_ACCESSIBLE (item),
                                                          GTK_ACCESSIBLE_RELATION_LABELLED_BY))
    return;
  name_item (item);
  g_signal_connect_object (label, "notify::label", G_CALLBACK (name_item), item, G_CONNECT_SWAPPED);
}

static gboolean
is_a (GtkWidget *widget, const char *type)
{
  return g_str_equal (G_OBJECT_TYPE_NAME (widget), type);
}

static gboolean
is_status (GtkWidget *widget)
{
  return GTK_IS_LABEL (widget) &&
         gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)) == GTK_ACCESSIBLE_ROLE_STATUS;
}

static void
mend (GtkWidget *widget)
{
  GtkWidget *named =
      GTK_IS_LABEL (widget) ? gtk_label_get_mnemonic_widget (GTK_LABEL (widget)) : NULL;

  /* An entry that has a name and a label with a mnemonic is read twice too. */
  if (named != NULL && !GTK_IS_BUTTON (named))
    gtk_accessible_reset_property (GTK_ACCESSIBLE (named), GTK_ACCESSIBLE_PROPERTY_LABEL);
  if (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)) == GTK_ACCESSIBLE_ROLE_TAB)
    mend_tab (widget);
  else if (is_status (widget))
    mend_status (GTK_LABEL (widget));
  else if (GTK_IS_BUTTON (widget))
    mend_button (GTK_BUTTON (widget));
  else if (GTK_IS_DROP_DOWN (widget))
    mend_drop_down (GTK_DROP_DOWN (widget));
  else if (GTK_IS_MENU_BUTTON (widget))
    mend_menu_button (GTK_MENU_BUTTON (widget));
  else if (GTK_IS_MESSAGE_DIALOG (widget))
    mend_question (GTK_MESSAGE_DIALOG (widget));
  else if (GTK_IS_LIST_BOX_ROW (widget))
    mend_row (widget);
  else if (is_a (widget, "GtkModelButton"))
    mend_item (widget);
  else if (is_a (widget, "GtkColumnViewTitle"))
    mend_column_title (widget);
  else if (is_a (widget, "GtkListItemWidget") &&
           is_a (gtk_widget_get_parent (widget), "GtkColumnListView"))
    mend_table_row (widget);
  else
    silence (widget);
}

static gboolean
realized (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer user_data)
{
  mend (GTK_WIDGET (g_value_get_object (&values[0])));
  return G_SOURCE_CONTINUE;
}

/**
 * roster_accessible_watch:
 *
 * Puts right what every widget of the program tells screen readers, from now on. To be called once
 * there is a display; again is harmless.
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

#if GTK_CHECK_VERSION(4, 14, 0)
/* Whether somebody can be told: only the context that speaks over the bus can announce. Without a
 * bus, or where GTK_A11Y says so, GTK 4.18 has one for its own tests, and calls NULL. */
static gboolean
can_announce (GtkAccessible *accessible)
{
  g_autoptr (GtkATContext) context = NULL;

  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  context = gtk_accessible_get_at_context (accessible);
  G_GNUC_END_IGNORE_DEPRECATIONS
  return context != NULL && g_str_equal (G_OBJECT_TYPE_NAME (context), "GtkAtSpiContext");
}
#endif

/**
 * roster_accessible_announce:
 * @widget: what it is about
 * @text: what has happened, translated
 *
 * Has a screen reader say @text. Does nothing before GTK 4.14: there an alert or a status is to be
 * called something else, and has to be on the screen before. Nor where no screen reader can listen.
 */
void
roster_accessible_announce (GtkWidget *widget, const char *text)
{
#if GTK_CHECK_VERSION(4, 14, 0)
  GtkRoot *root = gtk_widget_get_root (widget);

  /* By the window: what has not been looked at yet is not heard. */
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  if (root != NULL && gtk_widget_get_mapped (widget) && *text != '\0' &&
      can_announce (GTK_ACCESSIBLE (root)))
    gtk_accessible_announce (GTK_ACCESSIBLE (root), text,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  G_GNUC_END_IGNORE_DEPRECATIONS
#endif
}
