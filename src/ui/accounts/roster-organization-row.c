/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/accounts/roster-organization-row.h"

#include "ui/widgets/roster-widget-children.h"

struct _RosterOrganizationRow
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkEntry *name_entry;
  GtkEntry *id_entry;
  GtkButton *remove_button;
  GtkWidget *note_box;
  GtkSpinner *note_spinner;
  GtkImage *note_icon;
  GtkLabel *note_label;
};

enum
{
  CHANGED,
  REMOVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RosterOrganizationRow, roster_organization_row, GTK_TYPE_WIDGET)

static void
on_changed (RosterOrganizationRow *self)
{
  roster_organization_row_set_note (self, ROSTER_ROW_NOTE_NONE, NULL);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_remove_clicked (RosterOrganizationRow *self)
{
  g_signal_emit (self, signals[REMOVE], 0);
}

static void
roster_organization_row_dispose (GObject *object)
{
  roster_widget_unparent_children (GTK_WIDGET (object));

  G_OBJECT_CLASS (roster_organization_row_parent_class)->dispose (object);
}

static void
roster_organization_row_class_init (RosterOrganizationRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_organization_row_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[REMOVE] = g_signal_new ("remove", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/roster/Roster/roster-organization-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterOrganizationRow, name_entry);
  gtk_widget_class_bind_template_child (widget_class, RosterOrganizationRow, id_entry);
  gtk_widget_class_bind_template_child (widget_class, RosterOrganizationRow, remove_button);
  gtk_widget_class_bind_template_child (widget_class, RosterOrganizationRow, note_box);
  gtk_widget_class_bind_template_child (widget_class, RosterOrganizationRow, note_spinner);
  gtk_widget_class_bind_template_child (widget_class, RosterOrganizationRow, note_icon);
  gtk_widget_class_bind_template_child (widget_class, RosterOrganizationRow, note_label);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_remove_clicked);
}

static void
roster_organization_row_init (RosterOrganizationRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_organization_row_new:
 * @name: (nullable): to begin with
 * @id: (nullable): to begin with
 *
 * Returns: a row without a note
 */
GtkWidget *
roster_organization_row_new (const char *name, const char *id)
{
  RosterOrganizationRow *self = g_object_new (ROSTER_TYPE_ORGANIZATION_ROW, NULL);

  gtk_editable_set_text (GTK_EDITABLE (self->name_entry), name != NULL ? name : "");
  gtk_editable_set_text (GTK_EDITABLE (self->id_entry), id != NULL ? id : "");
  return GTK_WIDGET (self);
}

static char *
dup_text (GtkEntry *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
}

/** roster_organization_row_dup_name: (transfer full): without the blanks round it */
char *
roster_organization_row_dup_name (RosterOrganizationRow *self)
{
  g_return_val_if_fail (ROSTER_IS_ORGANIZATION_ROW (self), NULL);

  return dup_text (self->name_entry);
}

/** roster_organization_row_dup_id: (transfer full): without the blanks round it */
char *
roster_organization_row_dup_id (RosterOrganizationRow *self)
{
  g_return_val_if_fail (ROSTER_IS_ORGANIZATION_ROW (self), NULL);

  return dup_text (self->id_entry);
}

/** roster_organization_row_is_blank: whether nothing was typed into it */
gboolean
roster_organization_row_is_blank (RosterOrganizationRow *self)
{
  g_autofree char *name = roster_organization_row_dup_name (self);
  g_autofree char *id = roster_organization_row_dup_id (self);

  return *name == '\0' && *id == '\0';
}

/**
 * roster_organization_row_set_note:
 * @self: a row
 * @kind: what kind of note it is
 * @text: (nullable): translated; %NULL with %ROSTER_ROW_NOTE_NONE
 *
 * Says something about the organization, until somebody types.
 */
void
roster_organization_row_set_note (RosterOrganizationRow *self, RosterRowNote kind, const char *text)
{
  static const char *const icons[] = { NULL, NULL, "object-select-symbolic",
                                       "dialog-error-symbolic" };
  static const char *const classes[] = { "dim-label", "dim-label", "note-good", "note-bad" };

  g_return_if_fail (ROSTER_IS_ORGANIZATION_ROW (self));

  gtk_label_set_text (self->note_label, text != NULL ? text : "");
  gtk_spinner_set_spinning (self->note_spinner, kind == ROSTER_ROW_NOTE_BUSY);
  gtk_widget_set_visible (GTK_WIDGET (self->note_spinner), kind == ROSTER_ROW_NOTE_BUSY);
  gtk_image_set_from_icon_name (self->note_icon, icons[kind]);
  gtk_widget_set_visible (GTK_WIDGET (self->note_icon), icons[kind] != NULL);
  gtk_widget_set_visible (self->note_box, kind != ROSTER_ROW_NOTE_NONE);

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (self->note_box, classes[i]);
  gtk_widget_add_css_class (self->note_box, classes[kind]);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text != NULL ? text : "", -1);
}

/** roster_organization_row_get_note: (nullable): what it says, or %NULL */
const char *
roster_organization_row_get_note (RosterOrganizationRow *self)
{
  g_return_val_if_fail (ROSTER_IS_ORGANIZATION_ROW (self), NULL);

  return gtk_widget_get_visible (self->note_box) ? gtk_label_get_text (self->note_label) : NULL;
}

/** roster_organization_row_focus: puts the cursor where something is missing */
void
roster_organization_row_focus (RosterOrganizationRow *self)
{
  g_autofree char *name = NULL;

  g_return_if_fail (ROSTER_IS_ORGANIZATION_ROW (self));

  name = roster_organization_row_dup_name (self);
  gtk_widget_grab_focus (GTK_WIDGET (*name == '\0' ? self->name_entry : self->id_entry));
}

/**
 * roster_organization_row_begin:
 * @self: a row
 *
 * Puts the cursor where a row begins. (A grab_focus of its own would keep Shift+Tab in the row: GTK
 * 4.8 calls it wherever the focus comes from.)
 */
void
roster_organization_row_begin (RosterOrganizationRow *self)
{
  g_return_if_fail (ROSTER_IS_ORGANIZATION_ROW (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->name_entry));
}
