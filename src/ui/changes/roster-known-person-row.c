/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterKnownPersonRow: the whole row is the check mark, for the mouse and for the keyboard. */

#include "ui/changes/roster-known-person-row.h"

#include "core/base/roster-text.h"

#include <glib/gi18n-lib.h>

struct _RosterKnownPersonRow
{
  RosterItemRow parent_instance;

  /* Template widgets */
  GtkCheckButton *check;
  GtkLabel *name;
  GtkLabel *organizations;
  GtkLabel *identity;
};

G_DEFINE_FINAL_TYPE (RosterKnownPersonRow, roster_known_person_row, ROSTER_TYPE_ITEM_ROW)

/* The check mark is not a stop of its own: the row says whether it is set. */
static void
name_row (RosterKnownPersonRow *self, gboolean checked, const char *name, const char *identity)
{
  g_autofree char *text = checked
                              /* Translators: a row of a list: name, then address and id */
                              ? g_strdup_printf (_ ("Chosen: %1$s, %2$s"), name, identity)
                              /* Translators: a row of a list: name, then address and id */
                              : g_strdup_printf (_ ("Not chosen: %1$s, %2$s"), name, identity);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  roster_item_row_name (ROSTER_ITEM_ROW (self), text);
}

static void
roster_known_person_row_update (RosterItemRow *row)
{
  RosterKnownPersonRow *self = ROSTER_KNOWN_PERSON_ROW (row);
  RosterKnownPerson *item = roster_item_row_get_item (row);
  const RosterMember *member = item != NULL ? roster_known_person_get_member (item) : NULL;
  g_autofree char *name = NULL;
  g_autofree char *email = NULL;
  g_autofree char *id = NULL;
  g_autofree char *identity = NULL;

  if (member == NULL)
    return;
  name = roster_text_display (roster_member_get_label (member));
  email = roster_text_display (member->email);
  id = roster_text_display (member->id);
  /* Translators: the email address and the user id of one person */
  identity = *email != '\0' ? g_strdup_printf (_ ("%1$s · %2$s"), email, id) : g_strdup (id);
  roster_item_row_set_text (self->name, name);
  roster_item_row_set_text (self->organizations, roster_known_person_get_organizations (item));
  roster_item_row_set_text (self->identity, identity);
  gtk_check_button_set_active (self->check, roster_known_person_get_checked (item));
  name_row (self, roster_known_person_get_checked (item), name, identity);
}

static void
roster_known_person_row_class_init (RosterKnownPersonRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  ROSTER_ITEM_ROW_CLASS (klass)->update = roster_known_person_row_update;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/roster/Roster/roster-known-person-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterKnownPersonRow, check);
  gtk_widget_class_bind_template_child (widget_class, RosterKnownPersonRow, name);
  gtk_widget_class_bind_template_child (widget_class, RosterKnownPersonRow, organizations);
  gtk_widget_class_bind_template_child (widget_class, RosterKnownPersonRow, identity);
}

static void
roster_known_person_row_init (RosterKnownPersonRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
