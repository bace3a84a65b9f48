/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the key that was typed into an entry into non-pageable memory, without a copy in between.
 */
#pragma once

#include <gtk/gtk.h>
#include <libsecret/secret.h>

G_BEGIN_DECLS

SecretValue *roster_key_text_dup (GtkPasswordEntry *entry);

G_END_DECLS
