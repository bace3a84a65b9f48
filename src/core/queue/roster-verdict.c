/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a list of members says of a change whose end nobody saw (core/wire/README.md). */

#include "core/queue/roster-verdict.h"

#include <glib/gi18n-lib.h>

#include "core/base/roster-error.h"

/** roster_verdict_new: @entry as a change of @organization. */
RosterVerdict *
roster_verdict_new (const RosterHistoryEntry *entry, RosterOrganization *organization)
{
  RosterVerdict *self = g_new0 (RosterVerdict, 1);

  self->change = roster_change_new_again (entry->uuid, entry->kind, organization, entry->subject,
                                          entry->label, entry->role);
  roster_change_set_email (self->change, entry->email);
  self->time = entry->time;
  self->is_superseded = entry->is_superseded;
  self->was_unknown = entry->result == ROSTER_CHANGE_UNKNOWN;

  return self;
}

/** roster_verdict_free: frees a verdict. */
void
roster_verdict_free (RosterVerdict *self)
{
  g_object_unref (self->change);
  g_free (self);
}

/**
 * roster_verdict_judge:
 * @self: a change of an earlier run
 * @table: the members, read after that run ended
 *
 * An invitation shows in no list; only that the person is a member now says something.
 *
 * Returns: whether it happened
 */
RosterVerdictVerdict
roster_verdict_judge (RosterVerdict *self, RosterMemberTable *table)
{
  const RosterMember *member = roster_change_find_member (self->change, table);

  if (self->is_superseded)
    return ROSTER_VERDICT_CANNOT_TELL;

  switch (roster_change_get_kind (self->change))
    {
    case ROSTER_CHANGE_INVITE:
      return member != NULL ? ROSTER_VERDICT_HAPPENED : ROSTER_VERDICT_CANNOT_TELL;
    case ROSTER_CHANGE_ADD:
      if (member == NULL)
        return ROSTER_VERDICT_DID_NOT_HAPPEN;
      return g_ascii_strcasecmp (member->role, roster_change_get_role (self->change)) == 0
                 ? ROSTER_VERDICT_HAPPENED
                 : ROSTER_VERDICT_OTHER_ROLE;
    case ROSTER_CHANGE_REMOVE:
    default:
      return member == NULL ? ROSTER_VERDICT_HAPPENED : ROSTER_VERDICT_DID_NOT_HAPPEN;
    }
}

/* Takes @message. */
static void
set_state (RosterVerdict *self, RosterChangeState state, RosterError code, char *message)
{
  g_autofree char *text = message;
  g_autoptr (GError) error = g_error_new_literal (ROSTER_ERROR, (int)code, text);

  roster_change_set_state (self->change, state, error, NULL);
}

static const char *
explain_unknown (RosterVerdict *self)
{
  if (self->is_superseded)
    return _ ("Roster ended before the answer came, and a later change of the same person hides "
              "whether it happened.");

  return _ ("Roster ended before the answer came, and invitations show in no list. It is not sent "
            "again: ask them whether it arrived.");
}

/**
 * roster_verdict_settle:
 * @self: a change of an earlier run, not finished
 * @table: the members, read after that run ended
 *
 * Gives it its final state, with the reason.
 */
void
roster_verdict_settle (RosterVerdict *self, RosterMemberTable *table)
{
  const RosterMember *member = roster_change_find_member (self->change, table);
  g_autofree char *role = roster_role_dup_word (member != NULL ? member->role : NULL);

  switch (roster_verdict_judge (self, table))
    {
    case ROSTER_VERDICT_HAPPENED:
      roster_change_set_state (
          self->change, ROSTER_CHANGE_DONE, NULL,
          _ ("Roster ended before the answer came; the list shows that it happened."));
      break;
    case ROSTER_VERDICT_DID_NOT_HAPPEN:
      set_state (self, ROSTER_CHANGE_FAILED, ROSTER_ERROR_INTERRUPTED,
                 g_strdup (_ ("It was not carried out: Roster ended before the answer came, and "
                              "the list shows that it did not happen.")));
      break;
    case ROSTER_VERDICT_OTHER_ROLE:
      set_state (self, ROSTER_CHANGE_FAILED, ROSTER_ERROR_CONFLICT,
                 /* Translators: %s is a role (“reader”) */
                 g_strdup_printf (_ ("It was not carried out: they are a member as %s."), role));
      break;
    case ROSTER_VERDICT_CANNOT_TELL:
    default:
      set_state (self, ROSTER_CHANGE_UNKNOWN, ROSTER_ERROR_UNKNOWN_OUTCOME,
                 g_strdup (explain_unknown (self)));
    }
}
