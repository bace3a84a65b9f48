/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterApplication: the one process: its command line, what its windows share, and how it ends. It
 * keeps running until every change has been answered. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ROSTER_TYPE_APPLICATION (roster_application_get_type ())
G_DECLARE_FINAL_TYPE (RosterApplication, roster_application, ROSTER, APPLICATION, GtkApplication)

RosterApplication *roster_application_new (void);

G_END_DECLS
