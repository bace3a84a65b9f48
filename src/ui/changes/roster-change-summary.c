/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/changes/roster-change-summary.h"

#include "core/base/roster-error.h"

#include <glib/gi18n-lib.h>

static char *
describe_done (RosterChangeKind kind, guint n)
{
  switch (kind)
    {
    case ROSTER_CHANGE_INVITE:
      return g_strdup_printf (ngettext ("%u person was invited.", "%u people were invited.", n), n);
    case ROSTER_CHANGE_ADD:
      return g_strdup_printf (ngettext ("%u person was added.", "%u people were added.", n), n);
    case ROSTER_CHANGE_REMOVE:
    default:
      return g_strdup_printf (ngettext ("%u member was removed.", "%u members were removed.", n),
                              n);
    }
}

static char *
describe_unknown (RosterChangeKind kind, guint n)
{
  switch (kind)
    {
    case ROSTER_CHANGE_INVITE:
      return g_strdup_printf (
          ngettext ("%u invitation may have been sent.", "%u invitations may have been sent.", n),
          n);
    case ROSTER_CHANGE_ADD:
      return g_strdup_printf (
          ngettext ("%u person may have been added.", "%u people may have been added.", n), n);
    case ROSTER_CHANGE_REMOVE:
    default:
      return g_strdup_printf (
          ngettext ("%u member may have been removed.", "%u members may have been removed.", n), n);
    }
}

static char *
describe_failed (RosterChangeKind kind, guint n)
{
  switch (kind)
    {
    case ROSTER_CHANGE_INVITE:
      return g_strdup_printf (
          ngettext ("%u person was not invited.", "%u people were not invited.", n), n);
    case ROSTER_CHANGE_ADD:
      return g_strdup_printf (ngettext ("%u person was not added.", "%u people were not added.", n),
                              n);
    case ROSTER_CHANGE_REMOVE:
    default:
      return g_strdup_printf (
          ngettext ("%u member was not removed.", "%u members were not removed.", n), n);
    }
}

static char *
describe_skipped (guint n)
{
  return g_strdup_printf (
      ngettext ("%u was stopped before it was sent.", "%u were stopped before they were sent.", n),
      n);
}

/**
 * roster_change_summary_new:
 * @run: a run that is finished
 *
 * Returns: (transfer full): whole sentences, one for each thing that happened, side by side
 */
char *
roster_change_summary_new (RosterChangeRun *run)
{
  g_autoptr (GStrvBuilder) sentences = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;
  guint done, failed, unknown, skipped;
  RosterChangeKind kind;

  g_return_val_if_fail (ROSTER_IS_CHANGE_RUN (run), NULL);
  g_return_val_if_fail (roster_change_run_get_n_changes (run) > 0, NULL);

  kind = roster_change_get_kind (roster_change_run_get_change (run, 0));
  done = roster_change_run_count (run, ROSTER_CHANGE_DONE);
  failed = roster_change_run_count (run, ROSTER_CHANGE_FAILED);
  unknown = roster_change_run_count (run, ROSTER_CHANGE_UNKNOWN);
  skipped = roster_change_run_count (run, ROSTER_CHANGE_SKIPPED);

  if (done > 0)
    {
      g_autofree char *text = describe_done (kind, done);
      g_strv_builder_add (sentences, text);
    }
  if (failed > 0)
    {
      g_autofree char *text = describe_failed (kind, failed);
      g_strv_builder_add (sentences, text);
    }
  if (unknown > 0)
    {
      g_autofree char *text = describe_unknown (kind, unknown);
      g_strv_builder_add (sentences, text);
    }
  if (skipped > 0)
    {
      g_autofree char *text = describe_skipped (skipped);
      g_strv_builder_add (sentences, text);
    }
  all = g_strv_builder_end (sentences);
  return g_strjoinv (" ", all);
}

/**
 * roster_change_summary_get_mark:
 * @run: a run
 *
 * Returns: the worst that happened to anybody
 */
RosterMark
roster_change_summary_get_mark (RosterChangeRun *run)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE_RUN (run), ROSTER_MARK_DONE);

  if (roster_change_run_count (run, ROSTER_CHANGE_FAILED) > 0)
    return ROSTER_MARK_FAILED;
  if (roster_change_run_count (run, ROSTER_CHANGE_UNKNOWN) > 0)
    return ROSTER_MARK_UNKNOWN;
  if (roster_change_run_count (run, ROSTER_CHANGE_SKIPPED) > 0)
    return ROSTER_MARK_SKIPPED;
  return ROSTER_MARK_DONE;
}

/* About the one person, not about the account, the network or this computer. */
static gboolean
is_personal (const GError *error)
{
  return g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_NOT_FOUND) ||
         g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_CONFLICT) ||
         g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_BAD_REQUEST) ||
         g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_REFUSED);
}

/**
 * roster_change_summary_get_common_error:
 * @run: a run
 *
 * Where everything that failed failed for one reason, and that has to do with no person in
 * particular, it can be said once, with its remedy.
 *
 * Returns: (nullable): the error, owned by a change of @run; %NULL where nothing failed or the
 *   reasons differ or are each person’s own
 */
const GError *
roster_change_summary_get_common_error (RosterChangeRun *run)
{
  const GError *common = NULL;

  g_return_val_if_fail (ROSTER_IS_CHANGE_RUN (run), NULL);

  for (guint i = 0; i < roster_change_run_get_n_changes (run); i++)
    {
      RosterChange *change = roster_change_run_get_change (run, i);
      const GError *error = roster_change_get_error (change);

      if (roster_change_get_state (change) != ROSTER_CHANGE_FAILED || error == NULL)
        continue;
      if (is_personal (error))
        return NULL;
      if (common == NULL)
        common = error;
      else if (error->domain != common->domain || error->code != common->code ||
               g_strcmp0 (error->message, common->message) != 0)
        return NULL;
    }
  return common;
}
