/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* For the data of a callback that may come after the end of a widget. */
gpointer roster_weak_callback_new (gpointer object);
gpointer roster_weak_callback_take (gpointer weak_ref); /* (nullable) (transfer full) */

G_END_DECLS
