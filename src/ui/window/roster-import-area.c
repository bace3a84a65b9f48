/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/window/roster-import-area.h"

#include <glib/gi18n-lib.h>

#include "ui/accounts/roster-import-dialog.h"
#include "ui/widgets/roster-widget-children.h"

struct _RosterImportArea
{
  GtkWidget parent_instance;

  /* Template */
  GtkOverlay *overlay;
  GtkWidget *drop_hint;
  GtkImage *icon;
  GtkLabel *label;

  GtkWindow *window;          /* borrowed: it is in it */
  RosterMessageBar *bar;      /* borrowed: it is in the content */
  RosterDirectory *directory; /* owned */
  gboolean demo;
};

G_DEFINE_FINAL_TYPE (RosterImportArea, roster_import_area, GTK_TYPE_WIDGET)

static gboolean
on_drop (RosterImportArea *self, const GValue *value)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new ();
  g_autoptr (GSList) list = NULL;

  gtk_widget_set_visible (self->drop_hint, FALSE);
  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    list = gdk_file_list_get_files (g_value_get_boxed (value));
  else if (G_VALUE_HOLDS (value, G_TYPE_FILE))
    list = g_slist_append (NULL, g_value_get_object (value));
  for (GSList *link = list; link != NULL; link = link->next)
    g_ptr_array_add (files, link->data);
  roster_import_area_import (self, (GFile *const *)files->pdata, files->len);
  return TRUE;
}

static GdkDragAction
on_enter (RosterImportArea *self, double x, double y)
{
  gtk_widget_set_visible (self->drop_hint, TRUE);
  return GDK_ACTION_COPY;
}

static void
on_leave (RosterImportArea *self)
{
  gtk_widget_set_visible (self->drop_hint, FALSE);
}

static void
roster_import_area_dispose (GObject *object)
{
  roster_widget_unparent_children (GTK_WIDGET (object));
  g_clear_object (&ROSTER_IMPORT_AREA (object)->directory);

  G_OBJECT_CLASS (roster_import_area_parent_class)->dispose (object);
}

static void
roster_import_area_class_init (RosterImportAreaClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_import_area_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/roster/Roster/roster-import-area.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterImportArea, overlay);
  gtk_widget_class_bind_template_child (widget_class, RosterImportArea, drop_hint);
  gtk_widget_class_bind_template_child (widget_class, RosterImportArea, icon);
  gtk_widget_class_bind_template_child (widget_class, RosterImportArea, label);
}

static void
roster_import_area_init (RosterImportArea *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_import_area_new:
 * @window: the window that files are dropped on; the area has to be put into it
 * @content: what is in it
 * @bar: a bar in @content, which says why a file is not imported
 * @directory: where the accounts go
 * @demo: whether it is the demo’s, which imports nothing
 *
 * Returns: (transfer floating): a new area
 */
GtkWidget *
roster_import_area_new (GtkWindow *window,
                        GtkWidget *content,
                        RosterMessageBar *bar,
                        RosterDirectory *directory,
                        gboolean demo)
{
  RosterImportArea *self = g_object_new (ROSTER_TYPE_IMPORT_AREA, NULL);
  GType types[] = { GDK_TYPE_FILE_LIST, G_TYPE_FILE };
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);

  self->window = window;
  self->bar = bar;
  self->directory = g_object_ref (directory);
  self->demo = demo;
  gtk_overlay_set_child (self->overlay, content);
  if (demo)
    {
      gtk_image_set_from_icon_name (self->icon, "action-unavailable-symbolic");
      gtk_label_set_text (self->label, _ ("The demo imports nothing"));
    }
  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  /* Before the text fields, which would take a file for its address. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect_object (target, "enter", G_CALLBACK (on_enter), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "leave", G_CALLBACK (on_leave), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "drop", G_CALLBACK (on_drop), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (window), GTK_EVENT_CONTROLLER (target));
  return GTK_WIDGET (self);
}

static const char *
why_not (RosterImportArea *self, guint n_files)
{
  if (self->demo)
    return _ ("The demo imports nothing: it keeps no accounts. Choose “Set up a real account…” "
              "and drop the file there.");
  if (n_files == 0)
    return _ ("Nothing was dropped that is a file. Drop a threatstack.cfg to import it.");
  if (n_files > 1)
    return _ ("One file at a time: drop a single threatstack.cfg to import it.");
  return NULL;
}

/**
 * roster_import_area_import:
 * @self: an area
 * @files: (array length=n_files): what was dropped or opened
 * @n_files: how many
 *
 * Opens the review of a threatstack.cfg, which says what is wrong with any other file; where it
 * cannot be imported here at all, the message bar says why not.
 */
void
roster_import_area_import (RosterImportArea *self, GFile *const *files, guint n_files)
{
  const char *reason = why_not (self, n_files);

  if (reason != NULL)
    {
      roster_message_bar_show (self->bar, GTK_MESSAGE_WARNING, reason, NULL);
      return;
    }
  roster_message_bar_hide (self->bar);
  roster_import_file (self->window, self->directory, files[0]);
}
