/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void roster_descriptors_ensure (void);
gboolean roster_descriptors_can_write (int fd);

G_END_DECLS
