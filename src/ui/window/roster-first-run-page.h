/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterFirstRunPage: the content of a window without an organization: three ways to get one. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ROSTER_TYPE_FIRST_RUN_PAGE (roster_first_run_page_get_type ())
G_DECLARE_FINAL_TYPE (RosterFirstRunPage, roster_first_run_page, ROSTER, FIRST_RUN_PAGE, GtkWidget)

void roster_first_run_page_set_starting (RosterFirstRunPage *self, gboolean starting);
void roster_first_run_page_set_error (RosterFirstRunPage *self, const GError *error);

G_END_DECLS
