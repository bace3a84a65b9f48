/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All pages of one list: whole, each page once, or not at all. */

#include "core/services/roster-member-download.h"

#include <glib/gi18n-lib.h>

#include "core/base/roster-error.h"
#include "core/base/roster-text.h"
#include "core/members/roster-id-set.h"
#include "core/members/roster-member-census.h"

#define MAX_PAGES 100000
/* Of a list that is not kept. */
#define MAX_STREAMED 5000000
/* What each member of the limit may take where the list is kept, in bytes: 128 MiB for 200,000; and
 * how many such lists the process keeps in all. */
#define BYTES_PER_MEMBER (128 * 1024 * 1024 / 200000)
#define MAX_LISTS 8
/* A small limit of members is none of memory, in bytes. */
#define LEAST_SIZE ((gsize)16 * 1024 * 1024)
/* What may come without a member in it, in bytes. */
#define MAX_BARREN (16 * 1024 * 1024)

struct _RosterMemberDownload
{
  /* owned */
  gpointer reader;          /* of the shape */
  RosterMemberTable *table; /* (nullable) */
  RosterIdSet *ids;         /* (nullable): where there is no table */
  char *twice;              /* (nullable): who was seen twice, for the screen */

  /* borrowed */
  const RosterListShape *shape;
  const RosterAnswerRules *answers; /* (nullable) */
  RosterMemberFunc func;            /* (nullable): where there is no table */
  gpointer func_data;
  RosterProgressReporter *progress; /* while it runs */

  guint max_members;    /* of a table */
  guint n_members;      /* taken so far */
  guint n_members_kept; /* of complete pages */
  gsize n_barren;       /* bytes since the last member */
  guint learnt;         /* of the endpoint; bits of the service's own */
};

static gboolean
fail_as_endless (GError **error)
{
  g_set_error_literal (error, ROSTER_ERROR, ROSTER_ERROR_BAD_ANSWER,
                       _ ("The service’s list of members does not end."));
  return FALSE;
}

/* Somebody came or went while the pages were read. */
static gboolean
fail_as_moved (const char *label, GError **error)
{
  g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_LIST_MOVED,
               /* Translators: %s is a person. */
               _ ("The service’s list has “%s” twice: it may have changed while it was read, so "
                  "that others are missing."),
               label);
  return FALSE;
}

static gboolean
on_member (const RosterMember *member, gpointer user_data, GError **error)
{
  RosterMemberDownload *self = user_data;

  if (self->table == NULL)
    {
      if (self->n_members >= MAX_STREAMED)
        return fail_as_endless (error);
      self->n_members++;
      if (self->twice == NULL && !roster_id_set_add (self->ids, member->id))
        self->twice = roster_text_display (roster_member_get_label (member));
      return self->func (member, self->func_data, error);
    }

  if (self->n_members >= self->max_members)
    {
      g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_BAD_ANSWER,
                   _ ("The list has more members than the limit max-members (%u) allows."),
                   self->max_members);
      return FALSE;
    }
  self->n_members++;
  roster_member_table_append (self->table, member);
  return TRUE;
}

static RosterMemberDownload *
download_new (const RosterService *service,
              const RosterServiceContext *context,
              RosterListScope scope)
{
  RosterMemberDownload *self = g_new0 (RosterMemberDownload, 1);

  self->shape = service->list;
  self->answers = service->answers;
  self->reader = self->shape->new (context, scope, on_member, self);
  return self;
}

/**
 * roster_member_download_new_table:
 * @service: whose list it is
 * @context: of the account
 * @scope: how much of it
 * @max_members: how many there may be. They may take 671 bytes each, 128 MiB for 200,000, and all
 *   lists of the process together eight times that.
 *
 * Returns: (transfer full): a download into a table
 */
RosterMemberDownload *
roster_member_download_new_table (const RosterService *service,
                                  const RosterServiceContext *context,
                                  RosterListScope scope,
                                  guint max_members)
{
  RosterMemberDownload *self = download_new (service, context, scope);

  self->table = roster_member_table_new ();
  self->max_members = max_members;
  return self;
}

/**
 * roster_member_download_new_stream:
 * @service: whose list it is
 * @context: of the account
 * @scope: how much of it
 * @func: called for each member as it arrives, in the thread that runs the download
 * @func_data: for @func
 *
 * Returns: (transfer full): a download that keeps nothing. A page that breaks after members were
 *   handed on cannot be read again, so it fails the whole.
 */
RosterMemberDownload *
roster_member_download_new_stream (const RosterService *service,
                                   const RosterServiceContext *context,
                                   RosterListScope scope,
                                   RosterMemberFunc func,
                                   gpointer func_data)
{
  RosterMemberDownload *self = download_new (service, context, scope);

  self->ids = roster_id_set_new ();
  self->func = func;
  self->func_data = func_data;
  return self;
}

void
roster_member_download_free (RosterMemberDownload *self)
{
  if (self == NULL)
    return;

  self->shape->free (self->reader);
  g_clear_pointer (&self->table, roster_member_table_unref);
  g_clear_pointer (&self->ids, roster_id_set_free);
  g_free (self->twice);
  g_free (self);
}

/**
 * roster_member_download_steal_table:
 * @self: a download into a table that has run
 *
 * Returns: (transfer full): the table
 */
RosterMemberTable *
roster_member_download_steal_table (RosterMemberDownload *self)
{
  return g_steal_pointer (&self->table);
}

/* Before each try of a page: back to where the page began. */
static gboolean
restart_page (gpointer user_data)
{
  RosterMemberDownload *self = user_data;

  if (self->n_members > self->n_members_kept)
    {
      if (self->table == NULL)
        return FALSE;
      roster_member_table_truncate (self->table, self->n_members_kept);
      self->n_members = self->n_members_kept;
    }

  self->n_barren = 0;
  self->shape->restart_page (self->reader);
  return TRUE;
}

/* The memory that a list takes is bounded, and so is the time in which nothing comes of it. */
static gboolean
check_growth (RosterMemberDownload *self, guint n_members_before, gsize length, GError **error)
{
  const gsize max_size = MAX ((gsize)self->max_members * BYTES_PER_MEMBER, LEAST_SIZE);
  gsize total;

  self->n_barren = self->n_members > n_members_before ? 0 : self->n_barren + length;
  if (self->n_barren > MAX_BARREN)
    return fail_as_endless (error);
  if (self->table == NULL)
    return TRUE;

  total = roster_member_table_count_size (self->table);
  if (roster_member_table_get_size (self->table) <= max_size && total <= max_size * MAX_LISTS)
    return TRUE;

  g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_BAD_ANSWER,
               _ ("The lists take more memory than the limit max-members (%u) allows."),
               self->max_members);
  return FALSE;
}

static gboolean
take_piece (gpointer user_data, const char *data, gsize length, GError **error)
{
  RosterMemberDownload *self = user_data;
  guint n_before = self->n_members;

  if (!self->shape->feed (self->reader, data, length, error) ||
      !check_growth (self, n_before, length, error))
    return FALSE;
  roster_progress_reporter_set_n_members (self->progress, self->n_members);
  return TRUE;
}

static gboolean
end_page (gpointer user_data, GError **error)
{
  RosterMemberDownload *self = user_data;

  if (!self->shape->finish_page (self->reader, error))
    return FALSE;
  self->n_members_kept = self->n_members;
  roster_progress_reporter_set_n_members (self->progress, self->n_members);
  return TRUE;
}

/* A page, or the other request for it that the service has on some statuses. */
static gboolean
read_page (RosterMemberDownload *self,
           RosterRetryPolicy *policy,
           const RosterRequest *request,
           GError **error)
{
  static const RosterBodySink sink = { restart_page, take_piece, end_page };
  g_autoptr (GError) local_error = NULL;
  guint status;

  if (roster_retry_policy_read (policy, request, &sink, self, &local_error))
    return TRUE;

  status = roster_retry_policy_get_status (policy);
  if (local_error->domain == ROSTER_ERROR && roster_request_has_other (request, status))
    {
      self->learnt |= request->learns;
      return read_page (self, policy, request->other, error);
    }
  if (local_error->domain == ROSTER_ERROR && self->shape->pass_over != NULL &&
      self->shape->pass_over (self->reader, status))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
run_pages (RosterMemberDownload *self, RosterRetryPolicy *policy, GError **error)
{
  for (guint n_pages = 0; n_pages < MAX_PAGES; n_pages++)
    {
      g_autoptr (RosterRequest) request = self->shape->build_next (self->reader);

      if (request == NULL)
        return TRUE;
      roster_request_set_rules (request, self->answers);
      if (!read_page (self, policy, request, error))
        return FALSE;
    }

  return fail_as_endless (error);
}

static gboolean
check_twice (RosterMemberDownload *self, GError **error)
{
  guint row = roster_member_census_find_twice (self->table);
  g_autofree char *label = NULL;

  if (row == G_MAXUINT)
    return TRUE;

  label =
      roster_text_display (roster_member_get_label (roster_member_table_get (self->table, row)));
  return fail_as_moved (label, error);
}

/* Everything again from the first page. */
static void
start_again (RosterMemberDownload *self)
{
  roster_member_table_truncate (self->table, 0);
  self->shape->restart (self->reader);
  self->n_members = 0;
  self->n_members_kept = 0;
  self->n_barren = 0;
}

/* Also makes the indexes, here, so that the main loop never has to. */
static gboolean
run_into_table (RosterMemberDownload *self, RosterRetryPolicy *policy, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  gboolean complete = run_pages (self, policy, &local_error) && check_twice (self, &local_error);

  if (!complete && g_error_matches (local_error, ROSTER_ERROR, ROSTER_ERROR_LIST_MOVED))
    {
      g_clear_error (&local_error);
      start_again (self);
      complete = run_pages (self, policy, &local_error) && check_twice (self, &local_error);
    }
  if (complete)
    roster_member_table_index (self->table);
  else
    g_propagate_error (error, g_steal_pointer (&local_error));
  return complete;
}

/**
 * roster_member_download_get_learnt:
 * @self: a download that has run
 *
 * Returns: what was learnt of the endpoint; bits of the service's own
 */
guint
roster_member_download_get_learnt (RosterMemberDownload *self)
{
  return self->learnt |
         (self->shape->get_learnt != NULL ? self->shape->get_learnt (self->reader) : 0);
}

/**
 * roster_member_download_run:
 * @policy: sends the requests
 * @progress: is told how many members there are
 * @download: a #RosterMemberDownload that has not run yet
 * @error: of #ROSTER_ERROR, G_IO_ERROR_CANCELLED or of the function of a stream
 *
 * A #RosterTransportFunc. Reads at most 100,000 pages, and of what is not kept 5 million members. A
 * list that has a member twice is read again, once.
 *
 * Returns: whether the list is complete
 */
gboolean
roster_member_download_run (RosterRetryPolicy *policy,
                            RosterProgressReporter *progress,
                            gpointer download,
                            GError **error)
{
  RosterMemberDownload *self = download;
  gboolean complete;

  self->progress = progress;
  if (self->table != NULL)
    complete = run_into_table (self, policy, error);
  else
    complete = run_pages (self, policy, error) &&
               (self->twice == NULL || fail_as_moved (self->twice, error));
  self->progress = NULL;
  return complete;
}
