/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A change as one line of text, for the command line: whom it is about cannot be mistaken. */

#include "core/changes/roster-change-text.h"

#include <glib/gi18n-lib.h>

#include "core/base/roster-person-text.h"

/* A sentence with more names than that is not read. */
#define MAX_NAMED 20

static char *
describe_invite (RosterChangeState state, const char *person, const char *role, const char *problem)
{
  switch (state)
    {
    case ROSTER_CHANGE_PENDING:
      /* Translators: waiting to be sent. %1$s is an email address, %2$s a role (“reader”) */
      return g_strdup_printf (_ ("Invite %1$s as %2$s"), person, role);
    case ROSTER_CHANGE_SENDING:
      /* Translators: %1$s is an email address, %2$s a role (“reader”) */
      return g_strdup_printf (_ ("Inviting %1$s as %2$s…"), person, role);
    case ROSTER_CHANGE_DONE:
      /* Translators: %1$s is an email address, %2$s a role (“reader”) */
      return g_strdup_printf (_ ("Invited %1$s as %2$s"), person, role);
    case ROSTER_CHANGE_FAILED:
      /* Translators: %1$s is an email address, %2$s a sentence of what went wrong */
      return g_strdup_printf (_ ("Could not invite %1$s: %2$s"), person, problem);
    case ROSTER_CHANGE_UNKNOWN:
      /* Translators: %1$s is an email address, %2$s a sentence of what went wrong */
      return g_strdup_printf (_ ("Perhaps invited %1$s: %2$s"), person, problem);
    case ROSTER_CHANGE_SKIPPED:
    default:
      /* Translators: the run was stopped before this was sent. %s is an email address */
      return g_strdup_printf (_ ("Did not invite %s: the run was stopped"), person);
    }
}

static char *
describe_add (RosterChangeState state, const char *person, const char *role, const char *problem)
{
  switch (state)
    {
    case ROSTER_CHANGE_PENDING:
      /* Translators: waiting to be sent. %1$s is a person, %2$s a role (“reader”) */
      return g_strdup_printf (_ ("Add %1$s as %2$s"), person, role);
    case ROSTER_CHANGE_SENDING:
      /* Translators: %1$s is a person, %2$s a role (“reader”) */
      return g_strdup_printf (_ ("Adding %1$s as %2$s…"), person, role);
    case ROSTER_CHANGE_DONE:
      /* Translators: %1$s is a person, %2$s a role (“reader”) */
      return g_strdup_printf (_ ("Added %1$s as %2$s"), person, role);
    case ROSTER_CHANGE_FAILED:
      /* Translators: %1$s is a person, %2$s a sentence of what went wrong */
      return g_strdup_printf (_ ("Could not add %1$s: %2$s"), person, problem);
    case ROSTER_CHANGE_UNKNOWN:
      /* Translators: %1$s is a person, %2$s a sentence of what went wrong */
      return g_strdup_printf (_ ("Perhaps added %1$s: %2$s"), person, problem);
    case ROSTER_CHANGE_SKIPPED:
    default:
      /* Translators: the run was stopped before this was sent. %s is a person */
      return g_strdup_printf (_ ("Did not add %s: the run was stopped"), person);
    }
}

static char *
describe_remove (RosterChangeState state, const char *person, const char *problem)
{
  switch (state)
    {
    case ROSTER_CHANGE_PENDING:
      /* Translators: waiting to be sent. %s is a person */
      return g_strdup_printf (_ ("Remove %s"), person);
    case ROSTER_CHANGE_SENDING:
      /* Translators: %s is a person */
      return g_strdup_printf (_ ("Removing %s…"), person);
    case ROSTER_CHANGE_DONE:
      /* Translators: %s is a person */
      return g_strdup_printf (_ ("Removed %s"), person);
    case ROSTER_CHANGE_FAILED:
      /* Translators: %1$s is a person, %2$s a sentence of what went wrong */
      return g_strdup_printf (_ ("Could not remove %1$s: %2$s"), person, problem);
    case ROSTER_CHANGE_UNKNOWN:
      /* Translators: %1$s is a person, %2$s a sentence of what went wrong */
      return g_strdup_printf (_ ("Perhaps removed %1$s: %2$s"), person, problem);
    case ROSTER_CHANGE_SKIPPED:
    default:
      /* Translators: the run was stopped before this was sent. %s is a person */
      return g_strdup_printf (_ ("Did not remove %s: the run was stopped"), person);
    }
}

/**
 * roster_change_dup_person:
 * @self: a change
 *
 * Returns: (transfer full): who it is about, with all that is known, as roster_person_text()
 */
char *
roster_change_dup_person (RosterChange *self)
{
  const char *id = roster_change_get_kind (self) != ROSTER_CHANGE_INVITE
                       ? roster_change_get_subject (self)
                       : NULL;

  g_return_val_if_fail (ROSTER_IS_CHANGE (self), NULL);

  return roster_person_text (roster_change_get_label (self), roster_change_get_email (self), id);
}

/**
 * roster_change_list_people:
 * @changes: (element-type RosterChange): a few, or very many
 *
 * Returns: (transfer full): for a sentence: who they are about; of very many, only how many more
 */
char *
roster_change_list_people (GPtrArray *changes)
{
  GString *list = g_string_new (NULL);
  guint n_more = changes->len > MAX_NAMED ? changes->len - MAX_NAMED : 0;

  for (guint i = 0; i < changes->len - n_more; i++)
    {
      g_autofree char *person = roster_change_dup_person (changes->pdata[i]);

      g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", person);
    }
  if (n_more > 0)
    {
      g_string_append_c (list, ' ');
      g_string_append_printf (list, ngettext ("… and %u more", "… and %u more", n_more), n_more);
    }

  return g_string_free (list, FALSE);
}

/**
 * roster_change_describe:
 * @self: a change
 *
 * Returns: (transfer full): one translated line of what is to be done, is being done or was done,
 *   with what went wrong or a note
 */
char *
roster_change_describe (RosterChange *self)
{
  g_autofree char *person = NULL;
  g_autofree char *role = NULL;
  g_autofree char *line = NULL;
  RosterChangeState state;
  const GError *error;
  const char *problem;

  g_return_val_if_fail (ROSTER_IS_CHANGE (self), NULL);

  person = roster_change_dup_person (self);
  role = roster_role_dup_word (roster_change_get_role (self));
  state = roster_change_get_state (self);
  error = roster_change_get_error (self);
  problem = error != NULL ? error->message : _ ("the reason is not known");
  switch (roster_change_get_kind (self))
    {
    case ROSTER_CHANGE_INVITE:
      line = describe_invite (state, person, role, problem);
      break;
    case ROSTER_CHANGE_ADD:
      line = describe_add (state, person, role, problem);
      break;
    case ROSTER_CHANGE_REMOVE:
    default:
      line = describe_remove (state, person, problem);
    }

  if (state != ROSTER_CHANGE_DONE || roster_change_get_note (self) == NULL)
    return g_steal_pointer (&line);

  /* Translators: %1$s is what was done (“Removed Ada Lovelace”), %2$s a sentence that adds to it */
  return g_strdup_printf (_ ("%1$s. %2$s"), line, roster_change_get_note (self));
}
