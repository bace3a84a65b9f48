/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  ROSTER_CLI_MEMBERS,
  ROSTER_CLI_EXPORT,
  ROSTER_CLI_INVITE,
  ROSTER_CLI_ADD,
  ROSTER_CLI_REMOVE,
  ROSTER_CLI_SELF_TEST,
  ROSTER_CLI_IMPORT,
  ROSTER_CLI_ORGANIZATIONS,
  ROSTER_CLI_HISTORY,
  /* The official scripts' own names. */
  ROSTER_CLI_GET_USERS,
  ROSTER_CLI_INVITE_USER,
  ROSTER_CLI_ADD_REMOVE_USER,
} RosterCliCommand;

typedef enum
{
  ROSTER_CLI_FORMAT_TABLE,
  ROSTER_CLI_FORMAT_CSV,
  ROSTER_CLI_FORMAT_JSON,
} RosterCliFormat;

/**
 * RosterCliOptions:
 *
 * A command line taken apart and checked. The calls of the official scripts have been put into the
 * words of the other commands, but for @from_script, which says that one of them was used.
 */
/* A number that the command line does not give */
#define ROSTER_CLI_NOT_GIVEN G_MININT

typedef struct
{
  RosterCliCommand command;
  gboolean from_script;
  char **people; /* email addresses, user ids: what stood behind the command */
  char *file;    /* (nullable): the file of import */

  char *config;   /* (nullable) */
  char *org;      /* (nullable) */
  char *account;  /* (nullable): a user id, an endpoint, or both */
  char *endpoint; /* (nullable) */
  gboolean all_orgs;
  gboolean any_clock;
  gboolean demo;

  RosterCliFormat format;
  char *output; /* (nullable) */
  gboolean enabled_only;
  gboolean raw;
  int since_days;  /* 0: all */
  int max_members; /* ROSTER_CLI_NOT_GIVEN: as the settings say */

  char *role; /* (nullable) */
  char *from; /* (nullable) */
  gboolean yes;
  gboolean dry_run;
  gboolean force_owners;
  gboolean force_many;
  gboolean force_self;
  gboolean force_look_alike;
  gboolean remove_key;
  gboolean replace;
} RosterCliOptions;

void roster_cli_options_free (RosterCliOptions *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterCliOptions, roster_cli_options_free)

RosterCliOptions *roster_cli_options_parse (char **argv, char **message, GError **error);

G_END_DECLS
