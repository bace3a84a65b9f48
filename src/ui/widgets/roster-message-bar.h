/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/base/roster-error.h"

G_BEGIN_DECLS

/**
 * RosterMessageBar:
 *
 * What happened and what to do now, in the place where the person acted: text, at most one button,
 * and a button that closes it. Hidden until something is shown. Screen readers are told (alert).
 *
 * Signal "remedy" (guint remedy: a RosterRemedy): the button was pressed. The bar stays as it is;
 * who handles the signal hides it or shows something else. ROSTER_REMEDY_NONE where the button came
 * from roster_message_bar_show().
 */
#define ROSTER_TYPE_MESSAGE_BAR (roster_message_bar_get_type ())
G_DECLARE_FINAL_TYPE (RosterMessageBar, roster_message_bar, ROSTER, MESSAGE_BAR, GtkWidget)

void roster_message_bar_show (RosterMessageBar *self,
                              GtkMessageType type,
                              const char *text,
                              const char *button_label);
void roster_message_bar_show_error (RosterMessageBar *self, const GError *error);
void roster_message_bar_show_error_with_note (RosterMessageBar *self,
                                              const GError *error,
                                              const char *note);
void roster_message_bar_hide (RosterMessageBar *self);
const char *roster_message_bar_get_text (RosterMessageBar *self);

const char *roster_message_bar_get_remedy_label (RosterRemedy remedy);

G_END_DECLS
