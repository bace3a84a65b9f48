/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/members/roster-member.h"
#include "core/services/roster-service-context.h"
#include "core/wire/roster-request.h"

G_BEGIN_DECLS

/**
 * RosterMemberFunc:
 * @member: borrowed; its strings are valid during the call only
 *
 * Called for each member in the order of the answer, in the thread that reads.
 *
 * Returns: %FALSE with @error set to stop reading.
 */
typedef gboolean (*RosterMemberFunc) (const RosterMember *member,
                                      gpointer user_data,
                                      GError **error);

/**
 * RosterListScope:
 * @ROSTER_LIST_ALL: everybody
 * @ROSTER_LIST_ENABLED: whose account is enabled
 * @ROSTER_LIST_PROBE: as little as shows that there is a list
 *
 * How much of a list is read.
 */
typedef enum
{
  ROSTER_LIST_ALL,
  ROSTER_LIST_ENABLED,
  ROSTER_LIST_PROBE,
} RosterListScope;

/**
 * RosterListShape:
 * @new: a reader of one list, which gives its members to @func
 * @free: frees it
 * @build_next: the call for the next page; %NULL where the list is whole
 * @pass_over: (nullable): whether the list is read without a page that was refused
 * @restart_page: before each try of a page: what came of it is forgotten
 * @restart: everything again from the first page
 * @feed: takes a piece of a page
 * @finish_page: the page is at its end; ROSTER_ERROR_LIST_MOVED where the list changed while it was
 *   read
 * @get_learnt: (nullable): what was learnt of the endpoint; bits of the service's own
 *
 * How the pages of a service's list are asked for and read. Used by one thread.
 */
typedef struct
{
  gpointer (*new) (const RosterServiceContext *context,
                   RosterListScope scope,
                   RosterMemberFunc func,
                   gpointer user_data);
  void (*free) (gpointer reader);
  RosterRequest *(*build_next) (gpointer reader);
  gboolean (*pass_over) (gpointer reader, guint status);
  void (*restart_page) (gpointer reader);
  void (*restart) (gpointer reader);
  gboolean (*feed) (gpointer reader, const char *data, gsize length, GError **error);
  gboolean (*finish_page) (gpointer reader, GError **error);
  guint (*get_learnt) (gpointer reader);
} RosterListShape;

G_END_DECLS
