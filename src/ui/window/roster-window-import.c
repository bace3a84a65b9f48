/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What comes to a RosterWindow from outside: files dropped on it or opened with it, and the
 * organization that somebody wants to see. A threatstack.cfg is imported; for everything else it
 * says why not. */

#include "ui/window/roster-window-private.h"

#include <glib/gi18n-lib.h>

#include "ui/accounts/roster-import-dialog.h"

static const char *
why_not (RosterWindow *self, guint n_files)
{
  if (roster_window_is_demo (self))
    return _ ("The demo imports nothing: it keeps no accounts. Choose “Set up a real account…” "
              "and drop the file there.");
  if (n_files == 0)
    return _ ("Nothing was dropped that is a file. Drop a threatstack.cfg to import it.");
  if (n_files > 1)
    return _ ("One file at a time: drop a single threatstack.cfg to import it.");
  return NULL;
}

/**
 * roster_window_show_organization:
 * @self: a window
 * @organization: whose tab comes to the front
 *
 * Returns: whether @organization has a tab here
 */
gboolean
roster_window_show_organization (RosterWindow *self, RosterOrganization *organization)
{
  g_return_val_if_fail (ROSTER_IS_WINDOW (self), FALSE);
  g_return_val_if_fail (ROSTER_IS_ORGANIZATION (organization), FALSE);

  roster_window_fill (self);
  return roster_window_tabs_select (self, organization);
}

/**
 * roster_window_import:
 * @self: a window
 * @files: (array length=n_files): what was dropped or opened
 * @n_files: how many
 *
 * Opens the review of a threatstack.cfg, which says what is wrong with any other file; where it
 * cannot be imported here at all, the window says why not.
 */
void
roster_window_import (RosterWindow *self, GFile *const *files, guint n_files)
{
  const char *reason = NULL;

  g_return_if_fail (ROSTER_IS_WINDOW (self));

  roster_window_fill (self);
  reason = why_not (self, n_files);
  if (reason != NULL)
    {
      roster_message_bar_show (self->import_bar, GTK_MESSAGE_WARNING, reason, NULL);
      return;
    }
  roster_message_bar_hide (self->import_bar);
  roster_import_file (GTK_WINDOW (self), self->directory, files[0]);
}

static gboolean
on_drop (RosterWindow *self, const GValue *value)
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
  roster_window_import (self, (GFile *const *)files->pdata, files->len);
  return TRUE;
}

static GdkDragAction
on_enter (RosterWindow *self, double x, double y)
{
  gtk_widget_set_visible (self->drop_hint, TRUE);
  return GDK_ACTION_COPY;
}

static void
on_leave (RosterWindow *self)
{
  gtk_widget_set_visible (self->drop_hint, FALSE);
}

/* What covers the window while a file is held over it. */
static GtkWidget *
new_hint (RosterWindow *self)
{
  GtkWidget *hint = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name (
      roster_window_is_demo (self) ? "action-unavailable-symbolic" : "document-open-symbolic");
  GtkWidget *label =
      gtk_label_new (roster_window_is_demo (self) ? _ ("The demo imports nothing")
                                                  : _ ("Drop a threatstack.cfg to import it"));

  gtk_image_set_pixel_size (GTK_IMAGE (icon), 64);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (label, "title-2");
  gtk_widget_set_valign (icon, GTK_ALIGN_END);
  gtk_widget_set_vexpand (icon, TRUE);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_set_vexpand (label, TRUE);
  gtk_box_append (GTK_BOX (hint), icon);
  gtk_box_append (GTK_BOX (hint), label);
  gtk_widget_set_name (hint, "drop_hint");
  gtk_widget_add_css_class (hint, "drop-hint");
  gtk_widget_set_can_target (hint, FALSE);
  gtk_widget_set_visible (hint, FALSE);
  return hint;
}

/**
 * roster_window_import_init:
 * @self: a window that knows whether it is the demo
 *
 * Puts the content into @self, so that it takes files that are dropped on it, wherever in it that
 * is.
 */
void
roster_window_import_init (RosterWindow *self)
{
  GType types[] = { GDK_TYPE_FILE_LIST, G_TYPE_FILE };
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);
  GtkWidget *overlay = gtk_overlay_new ();

  self->drop_hint = new_hint (self);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), self->content);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->drop_hint);
  gtk_window_set_child (GTK_WINDOW (self), overlay);

  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  /* Before the text fields, which would take a file for its address. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect_object (target, "enter", G_CALLBACK (on_enter), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "leave", G_CALLBACK (on_leave), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "drop", G_CALLBACK (on_drop), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
