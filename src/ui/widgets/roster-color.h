/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** ROSTER_N_COLORS: how many colours there are to choose from. */
#define ROSTER_N_COLORS 8

/* The colours that an organization may have, by their place in the palette. */
const char *roster_color_get_id (guint color);    /* as the settings call it */
const char *roster_color_get_label (guint color); /* translated */
gboolean roster_color_find (const char *id, guint *color);

G_END_DECLS
