/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The secret that only the program that started the demo knows. Every user of this computer can
 * connect to the demo's ports. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *roster_demo_secret_new (void);

G_END_DECLS
