/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/accounts/roster-import-row.h"

#include <glib/gi18n-lib.h>

#define NOTE "note"

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (label, text);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* What the test says of it; nothing yet. */
static GtkWidget *
make_note (void)
{
  GtkWidget *note = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (note), 0);
  gtk_label_set_wrap (GTK_LABEL (note), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (note), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_visible (note, FALSE);
  return note;
}

/**
 * roster_import_row_new:
 * @organization: of the file
 * @is_known: whether it is in Roster already
 * @other_name: (nullable): how it is called there, where that differs
 *
 * Returns: (transfer floating): name over id over what is to be known of it
 */
GtkWidget *
roster_import_row_new (const RosterConfigOrganization *organization,
                       gboolean is_known,
                       const char *other_name)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *names = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *id = make_label (organization->id, "dim-label");
  GtkWidget *note = make_note ();

  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_widget_add_css_class (id, "caption");
  gtk_box_append (GTK_BOX (names), make_label (organization->name, NULL));
  gtk_box_append (GTK_BOX (names), id);
  if (other_name != NULL)
    {
      /* Translators: of an organization in a file: how it is called in Roster. */
      g_autofree char *text = g_strdup_printf (_ ("is called “%s” here"), other_name);

      gtk_box_append (GTK_BOX (names), make_label (text, "note-bad"));
    }
  gtk_box_append (GTK_BOX (names), note);
  gtk_widget_set_hexpand (names, TRUE);
  gtk_box_append (GTK_BOX (box), names);
  if (is_known && other_name == NULL)
    gtk_box_append (GTK_BOX (box), make_label (_ ("in Roster already"), "dim-label"));
  g_object_set_data (G_OBJECT (box), NOTE, note);
  return box;
}

/**
 * roster_import_row_set_note:
 * @row: of roster_import_row_new()
 * @kind: (nullable): a style class
 * @text: (nullable): what became of the test; %NULL for nothing
 */
void
roster_import_row_set_note (GtkWidget *row, const char *kind, const char *text)
{
  GtkWidget *note = g_object_get_data (G_OBJECT (row), NOTE);
  const char *classes[] = { "caption", kind, NULL };

  gtk_widget_set_css_classes (note, classes);
  gtk_label_set_text (GTK_LABEL (note), text != NULL ? text : "");
  gtk_widget_set_visible (note, text != NULL);
}
