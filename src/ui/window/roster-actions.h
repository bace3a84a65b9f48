/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** RosterActionEntry: one thing that a person can do in a window. The data is that of the table. */
typedef struct
{
  const char *name; /* without “win.” */
  void (*activate) (gpointer data);
  const char *accelerator;                /* several are separated by | */
  const char *tip;                        /* (nullable) not translated; NULL: no button does it */
  const char *(*why_not) (gpointer data); /* (nullable) where it is always possible */
  gboolean yields_to_text;                /* a text field has a use for the same key */
} RosterActionEntry;

/**
 * RosterActions:
 *
 * A table of actions in a window: adds them to it with their shortcuts, enables what is possible,
 * and gives the buttons their tooltips: what a button does, or why that is not possible.
 */
#define ROSTER_TYPE_ACTIONS (roster_actions_get_type ())
G_DECLARE_FINAL_TYPE (RosterActions, roster_actions, ROSTER, ACTIONS, GObject)

RosterActions *roster_actions_new (GtkApplicationWindow *window,
                                   const RosterActionEntry *entries,
                                   guint n_entries,
                                   gpointer data);
void roster_actions_update (RosterActions *self, gboolean new_widgets);

G_END_DECLS
