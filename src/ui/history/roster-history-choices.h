/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/journal/roster-history-index.h"

G_BEGIN_DECLS

/* What the history can be narrowed to: the first choice of each is all. */

void roster_history_choices_fill_results (GtkDropDown *choice);
/* keys: (element-type utf8): of the organizations that are there to choose from; is brought up to
 * date. The one that is chosen stays. */
void roster_history_choices_fill_organizations (GtkDropDown *choice,
                                                RosterHistoryIndex *index,
                                                GPtrArray *keys);
/* The number that is chosen, or all. */
guint roster_history_choices_get (GtkDropDown *choice, guint all);

G_END_DECLS
