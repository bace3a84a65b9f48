/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opens the three standard descriptors where the caller has closed them. Otherwise the next file or
 * socket would get such a number, and messages would be written into it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void roster_descriptors_ensure (void);
gboolean roster_descriptors_can_write (int fd);

G_END_DECLS
