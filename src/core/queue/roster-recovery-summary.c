/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a recovery found, in the few sentences that the window and rosterctl say first. */

#include "core/queue/roster-recovery-summary.h"

#include <glib/gi18n-lib.h>

#include "core/base/roster-text.h"

/* Counts what was found. invited: gets the first address whose invitation may have gone out. */
static void
count_found (GListModel *found, guint *n_settled, guint *n_invited, guint *n_other, char **invited)
{
  for (guint i = 0; i < g_list_model_get_n_items (found); i++)
    {
      g_autoptr (RosterChange) change = g_list_model_get_item (found, i);

      if (roster_change_get_state (change) != ROSTER_CHANGE_UNKNOWN)
        ++*n_settled;
      else if (roster_change_get_kind (change) != ROSTER_CHANGE_INVITE)
        ++*n_other;
      else if ((*n_invited)++ == 0)
        *invited = roster_text_display (roster_change_get_label (change));
    }
}

static char *
describe_invitations (guint n, const char *first)
{
  if (n == 1)
    /* Translators: %s is an email address */
    return g_strdup_printf (_ ("An invitation to %s may have gone out: ask them before you send "
                               "another one."),
                            first);

  return g_strdup_printf (ngettext ("%u invitation may have gone out: ask before you send another "
                                    "one.",
                                    "%u invitations may have gone out: ask before you send others.",
                                    n),
                          n);
}

/**
 * roster_recovery_summary_describe:
 * @recovery: a recovery
 *
 * Returns: (transfer full) (nullable): what it found so far, in translated sentences; %NULL where
 *   there was nothing
 */
char *
roster_recovery_summary_describe (RosterRecovery *recovery)
{
  g_autoptr (GPtrArray) sentences = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *invited = NULL;
  guint n_settled = 0;
  guint n_invited = 0;
  guint n_other = 0;
  guint n_damaged;

  g_return_val_if_fail (ROSTER_IS_RECOVERY (recovery), NULL);

  n_damaged = roster_recovery_get_n_damaged (recovery);
  count_found (G_LIST_MODEL (recovery), &n_settled, &n_invited, &n_other, &invited);
  if (n_settled > 0)
    g_ptr_array_add (
        sentences, g_strdup_printf (
                       ngettext ("%u change of an earlier run was settled by reading the members.",
                                 "%u changes of an earlier run were settled by reading the "
                                 "members.",
                                 n_settled),
                       n_settled));
  if (n_invited > 0)
    g_ptr_array_add (sentences, describe_invitations (n_invited, invited));
  if (n_other > 0)
    g_ptr_array_add (
        sentences,
        g_strdup_printf (ngettext ("Of %u change of an earlier run it is not known whether it "
                                   "happened.",
                                   "Of %u changes of an earlier run it is not known whether they "
                                   "happened.",
                                   n_other),
                         n_other));
  if (n_damaged > 0)
    g_ptr_array_add (
        sentences,
        g_strdup_printf (ngettext ("%u damaged line of the journal was put aside.",
                                   "%u damaged lines of the journal were put aside.", n_damaged),
                         n_damaged));
  if (sentences->len == 0)
    return NULL;

  g_ptr_array_add (sentences, NULL);

  return g_strjoinv (" ", (char **)sentences->pdata);
}
