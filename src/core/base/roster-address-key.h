/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * roster_address_key:
 * @address: an email address, in any spelling
 *
 * What addresses are compared by, everywhere: without blanks and invisible marks around it, in NFC
 * and lower case, with the domain in its ASCII form. Lower case is that of single characters and of
 * no language; it is not case folding, so that “ß” stays another letter than “ss”.
 *
 * Returns: (transfer full): the key; two addresses are the same where their keys are equal
 */
char *roster_address_key (const char *address);

/**
 * roster_address_key_is_plain:
 * @address: an email address
 *
 * Returns: whether @address is its own key, which can be told at a glance for nearly all
 */
gboolean roster_address_key_is_plain (const char *address);

/**
 * roster_address_is_mark:
 * @c: a character
 *
 * Returns: whether it is nothing that anybody sees around an address: a space of any kind, a
 *   control character, or one of the marks without width that come along with copied text
 */
gboolean roster_address_is_mark (gunichar c);

/**
 * roster_address_trim:
 * @text: text in UTF-8
 * @length: its length in bytes
 *
 * Returns: (transfer full): @text without the marks around it, see roster_address_is_mark()
 */
char *roster_address_trim (const char *text, gsize length);

/**
 * roster_address_is_valid:
 * @email: (nullable): a text
 *
 * Of the form x@y.z, as the official scripts ask, and stricter where mail systems are: one @, no
 * spaces, quotes or invisible characters, no dot at the start or end of either part, at most 254
 * bytes. Internationalized addresses and domains are fine.
 *
 * Returns: whether @email can be an address
 */
gboolean roster_address_is_valid (const char *email);

G_END_DECLS
