/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <json-glib/json-glib.h>

#include "cli/roster-cli-exit.h"

G_BEGIN_DECLS

/** RosterCliStyle: how a piece of text stands out on a terminal; nothing of it goes into a pipe. */
typedef enum
{
  ROSTER_CLI_PLAIN,
  ROSTER_CLI_BOLD,
  ROSTER_CLI_DIM,
  ROSTER_CLI_GOOD,
  ROSTER_CLI_BAD,
  ROSTER_CLI_WARNING,
} RosterCliStyle;

/**
 * RosterCliTable:
 *
 * Rows of cells that are printed aligned; what is in a cell cannot steer the terminal.
 */
typedef struct _RosterCliTable RosterCliTable;

RosterCliTable *roster_cli_table_new (guint n_columns);
void roster_cli_table_free (RosterCliTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterCliTable, roster_cli_table_free)
void roster_cli_table_add (RosterCliTable *self, RosterCliStyle style, const char *text);
gboolean roster_cli_table_print (RosterCliTable *self, int fd, GError **error);

gboolean roster_cli_print (int fd, const char *text, GError **error);
gboolean roster_cli_print_csv (const GString *csv, GError **error);
void roster_cli_add_json_texts (JsonBuilder *json, const char *const fields[][2], gsize n_fields);
gboolean roster_cli_print_json (JsonBuilder *builder, GError **error);
void roster_cli_say (RosterCliStyle style, const char *text);
void roster_cli_show_progress (const char *line);
RosterCliExit roster_cli_fail (const GError *error);
gboolean roster_cli_is_terminal (int fd);
gboolean roster_cli_has_escapes (int fd);
char *roster_cli_ask (const char *question);

void roster_cli_note_not_known (const char *organization, guint n);

G_END_DECLS
