/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterOrganizationEditor: rows that come and go, and whether they can be used as they are. */

#include "ui/accounts/roster-organization-editor.h"

#include <glib/gi18n-lib.h>

#include "ui/widgets/roster-widget-children.h"

struct _RosterOrganizationEditor
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkBox *rows_box;
  GtkButton *add_button;
};

G_DEFINE_FINAL_TYPE (RosterOrganizationEditor, roster_organization_editor, GTK_TYPE_WIDGET)

static void
on_add_clicked (RosterOrganizationEditor *self)
{
  roster_organization_row_begin (roster_organization_editor_add (self, NULL, NULL));
}

/* The last row is emptied instead: an account without a row would have nowhere to type. */
static void
on_row_remove (RosterOrganizationRow *row, RosterOrganizationEditor *self)
{
  GtkWidget *neighbour = gtk_widget_get_next_sibling (GTK_WIDGET (row));

  if (neighbour == NULL)
    neighbour = gtk_widget_get_prev_sibling (GTK_WIDGET (row));
  if (neighbour == NULL)
    neighbour = GTK_WIDGET (roster_organization_editor_add (self, NULL, NULL));

  gtk_box_remove (self->rows_box, GTK_WIDGET (row));
  roster_organization_row_begin (ROSTER_ORGANIZATION_ROW (neighbour));
}

static void
roster_organization_editor_dispose (GObject *object)
{
  roster_widget_unparent_children (GTK_WIDGET (object));

  G_OBJECT_CLASS (roster_organization_editor_parent_class)->dispose (object);
}

static void
roster_organization_editor_class_init (RosterOrganizationEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_organization_editor_dispose;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/roster/Roster/roster-organization-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterOrganizationEditor, rows_box);
  gtk_widget_class_bind_template_child (widget_class, RosterOrganizationEditor, add_button);
  gtk_widget_class_bind_template_callback (widget_class, on_add_clicked);
}

static void
roster_organization_editor_init (RosterOrganizationEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_organization_editor_add:
 * @self: an editor
 * @name: (nullable): to begin with
 * @id: (nullable): to begin with
 *
 * Returns: (transfer none): a new row at the end
 */
RosterOrganizationRow *
roster_organization_editor_add (RosterOrganizationEditor *self, const char *name, const char *id)
{
  GtkWidget *row;

  g_return_val_if_fail (ROSTER_IS_ORGANIZATION_EDITOR (self), NULL);

  row = roster_organization_row_new (name, id);
  g_signal_connect_object (row, "remove", G_CALLBACK (on_row_remove), self, 0);
  gtk_box_append (self->rows_box, row);
  return ROSTER_ORGANIZATION_ROW (row);
}

/**
 * roster_organization_editor_get_rows:
 * @self: an editor
 *
 * Returns: (transfer container) (element-type RosterOrganizationRow): the rows into which something
 *   was typed
 */
GPtrArray *
roster_organization_editor_get_rows (RosterOrganizationEditor *self)
{
  GPtrArray *rows = g_ptr_array_new ();

  g_return_val_if_fail (ROSTER_IS_ORGANIZATION_EDITOR (self), rows);

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows_box)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (!roster_organization_row_is_blank (ROSTER_ORGANIZATION_ROW (row)))
      g_ptr_array_add (rows, row);
  return rows;
}

/* What stands against a row, or NULL. ids: those of the rows before it. */
static const char *
find_obstacle (RosterOrganizationRow *row, GHashTable *ids)
{
  g_autofree char *name = roster_organization_row_dup_name (row);
  g_autofree char *id = roster_organization_row_dup_id (row);

  if (*name == '\0')
    return _ ("The name is missing.");
  if (*id == '\0')
    return _ ("The organization id is missing.");
  if (!g_hash_table_add (ids, g_steal_pointer (&id)))
    return _ ("The organization id is there twice.");
  return NULL;
}

/**
 * roster_organization_editor_check:
 * @self: an editor
 * @may_be_empty: whether no organization at all is good enough
 *
 * Checks the rows, says in each what is wrong with it, and puts the cursor into the first such.
 *
 * Returns: whether the rows can be used as they are
 */
gboolean
roster_organization_editor_check (RosterOrganizationEditor *self, gboolean may_be_empty)
{
  g_autoptr (GPtrArray) rows = roster_organization_editor_get_rows (self);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  RosterOrganizationRow *first_bad = NULL;

  g_return_val_if_fail (ROSTER_IS_ORGANIZATION_EDITOR (self), FALSE);

  if (rows->len == 0 && !may_be_empty)
    {
      first_bad =
          ROSTER_ORGANIZATION_ROW (gtk_widget_get_first_child (GTK_WIDGET (self->rows_box)));
      roster_organization_row_set_note (first_bad, ROSTER_ROW_NOTE_BAD,
                                        _ ("Enter at least one organization."));
    }

  for (guint i = 0; i < rows->len; i++)
    {
      RosterOrganizationRow *row = g_ptr_array_index (rows, i);
      const char *obstacle = find_obstacle (row, ids);

      roster_organization_row_set_note (
          row, obstacle != NULL ? ROSTER_ROW_NOTE_BAD : ROSTER_ROW_NOTE_NONE, obstacle);
      if (obstacle != NULL && first_bad == NULL)
        first_bad = row;
    }

  if (first_bad != NULL)
    roster_organization_row_focus (first_bad);
  return first_bad == NULL;
}
