/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of members as Threat Stack gives it: a page names the token of the next. */

#include "core/services/threat-stack/roster-threat-stack-list.h"

#include <glib/gi18n-lib.h>

#include "core/base/roster-error.h"
#include "core/services/threat-stack/roster-member-reader.h"
#include "core/services/threat-stack/roster-requests.h"

typedef struct
{
  /* owned */
  char *endpoint;
  RosterMemberReader *reader;
  GHashTable *tokens; /* the hashes of all that were seen: a token can be long */
  char *token;        /* (nullable): of the next page */

  gboolean enabled_only;
  gboolean is_whole;
} List;

static gpointer
list_new (const RosterServiceContext *context,
          RosterListScope scope,
          RosterMemberFunc func,
          gpointer user_data)
{
  List *self = g_new0 (List, 1);

  self->endpoint = g_strdup (context->endpoint);
  self->reader = roster_member_reader_new (func, user_data);
  self->tokens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->enabled_only = scope == ROSTER_LIST_ENABLED;
  return self;
}

static void
list_free (gpointer reader)
{
  List *self = reader;

  roster_member_reader_free (self->reader);
  g_hash_table_unref (self->tokens);
  g_free (self->token);
  g_free (self->endpoint);
  g_free (self);
}

static RosterRequest *
list_build_next (gpointer reader)
{
  List *self = reader;

  if (self->is_whole)
    return NULL;
  return roster_request_list_members (self->endpoint, self->enabled_only, self->token);
}

static void
list_restart_page (gpointer reader)
{
  List *self = reader;

  roster_member_reader_restart_page (self->reader);
}

static void
list_restart (gpointer reader)
{
  List *self = reader;

  g_hash_table_remove_all (self->tokens);
  g_clear_pointer (&self->token, g_free);
  self->is_whole = FALSE;
}

static gboolean
list_feed (gpointer reader, const char *data, gsize length, GError **error)
{
  List *self = reader;

  return roster_member_reader_feed (self->reader, data, length, error);
}

static gboolean
list_finish_page (gpointer reader, GError **error)
{
  List *self = reader;

  g_clear_pointer (&self->token, g_free);
  if (!roster_member_reader_finish (self->reader, &self->token, error))
    return FALSE;

  self->is_whole = self->token == NULL;
  if (self->is_whole || g_hash_table_add (self->tokens, g_compute_checksum_for_string (
                                                            G_CHECKSUM_SHA256, self->token, -1)))
    return TRUE;

  g_set_error_literal (error, ROSTER_ERROR, ROSTER_ERROR_BAD_ANSWER,
                       _ ("The service names the same page of the list twice, so the list would "
                          "never end."));
  return FALSE;
}

const RosterListShape roster_threat_stack_list = {
  .new = list_new,
  .free = list_free,
  .build_next = list_build_next,
  .restart_page = list_restart_page,
  .restart = list_restart,
  .feed = list_feed,
  .finish_page = list_finish_page,
};
