/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cells of the list of members: one inscription each, which follows the list item that it is
 * bound to. */
#pragma once

#include <gtk/gtk.h>

#include "core/members/roster-member-order.h"

G_BEGIN_DECLS

GtkListItemFactory *roster_member_cell_factory_new (RosterMemberField field);
gboolean roster_member_cell_get_position (GtkWidget *widget, guint *position);

G_END_DECLS
