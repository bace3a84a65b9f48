/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RosterJsonSplitter:
 *
 * Finds where one JSON value ends whose text comes in pieces. It looks only at quotes and brackets;
 * whether the value is valid is seen once it lies in one piece.
 */
typedef struct
{
  /*< private >*/
  guint depth;
  gboolean in_string;
  gboolean escaped;
  gboolean scalar; /* a number or a word: it ends before the byte behind it */
} RosterJsonSplitter;

void roster_json_splitter_start (RosterJsonSplitter *self, char first);
gsize roster_json_splitter_scan (RosterJsonSplitter *self,
                                 const char *data,
                                 gsize length,
                                 gboolean *ended);

G_END_DECLS
