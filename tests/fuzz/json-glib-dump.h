/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The member reader's oracle: the same page through json-glib. */

typedef enum
{
  JSON_GLIB_REFUSES, /* not JSON to it */
  JSON_GLIB_WRONG,   /* JSON, but not a page as the API's README documents it */
  JSON_GLIB_TAKES,
} JsonGlibVerdict;

/* dump: (out): of a page that is taken, as member_dump_page() gives it. json: (out): the page as
 * json-glib writes it. Of a key that stands twice, json-glib keeps the last. */
JsonGlibVerdict json_glib_dump_page (const char *page, gsize length, char **dump, char **json);

/* Whether json-glib reads the page's texts as they are: it ends one at U+0000, and refuses half of
 * a surrogate pair. */
gboolean json_glib_knows_texts (const char *page, gsize length);
