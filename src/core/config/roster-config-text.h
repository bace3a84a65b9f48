/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** RosterConfigSpan: bytes of the text. */
typedef struct
{
  gsize start;
  gsize length;
} RosterConfigSpan;

/**
 * RosterConfigOption:
 * @name: in lower case
 * @line: where it is set, counted from 1
 * @value: its lines, each without the blanks round it, separated by \n; wiped when it is freed
 * @n_blank: empty lines behind it, which belong to it only where another line follows
 */
typedef struct
{
  char *name;
  guint line;
  GString *value;
  guint n_blank;
} RosterConfigOption;

/**
 * RosterConfigSection:
 * @name: as in the file; "" for what stands before the first header
 * @line: of its first header
 * @options: (element-type RosterConfigOption): in the order of the file
 * @index: (element-type utf8 RosterConfigOption): the first option of each name
 */
typedef struct
{
  char *name;
  guint line;
  GPtrArray *options;
  GHashTable *index;
} RosterConfigSection;

/** RosterConfigProblem: @message is translated and quotes no value; @line is 0 for the whole text.
 */
typedef struct
{
  guint line;
  char *message;
} RosterConfigProblem;

/**
 * RosterConfigText:
 * @data: borrowed from the caller of roster_config_text_parse()
 * @sections: (element-type RosterConfigSection): in the order of the file
 * @problems: (element-type RosterConfigProblem)
 * @keys: (element-type RosterConfigSpan): the lines of each value of TS_API_KEY
 * @comments: (element-type RosterConfigSpan): each line that is a comment, from its # or ; on
 * @is_utf8: whether all of it is
 *
 * The syntax of Python's configparser.
 */
typedef struct
{
  const char *data;
  GPtrArray *sections;
  GPtrArray *problems;
  GArray *keys;
  GArray *comments;
  gboolean is_utf8;
} RosterConfigText;

RosterConfigText *roster_config_text_parse (const char *data, gsize length);
void roster_config_text_free (RosterConfigText *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterConfigText, roster_config_text_free)

RosterConfigSection *roster_config_text_find (const RosterConfigText *self, const char *name);
RosterConfigOption *roster_config_section_find (const RosterConfigSection *self, const char *name);
void roster_config_text_add_problem (RosterConfigText *self, guint line, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

G_END_DECLS
