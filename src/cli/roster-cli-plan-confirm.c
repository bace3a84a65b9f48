/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli/roster-cli-plan-confirm.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "cli/roster-cli-output.h"
#include "core/base/roster-text.h"
#include "core/changes/roster-change-text.h"

static gboolean
fail (GError **error, const char *text)
{
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, text);
  return FALSE;
}

/* On a terminal the answer has to be the word that the question asks for; elsewhere the option has
 * to be there. */
static gboolean
ask_for (const char *question,
         const char *wanted,
         gboolean may_ask,
         const char *without_terminal,
         GError **error)
{
  g_autofree char *answer = NULL;

  if (!may_ask)
    return fail (error, without_terminal);
  answer = roster_cli_ask (question);
  if (g_strcmp0 (answer, wanted) == 0)
    return TRUE;
  return fail (error, _ ("Nothing was sent."));
}

/* The plan that was just printed names everybody. */
static char *
list_people (RosterPlanPart *part, RosterPlanQuestions question)
{
  g_autoptr (GPtrArray) changes = roster_plan_part_list_asked (part, question);

  return roster_change_list_people (changes);
}

static gboolean
confirm_removal (RosterPlanPart *part, gboolean may_ask, GError **error)
{
  g_autoptr (GPtrArray) removals = roster_plan_part_list_asked (part, ROSTER_PLAN_ASKS_REMOVAL);
  const guint n = removals->len;
  g_autofree char *name =
      roster_text_display (roster_organization_get_name (roster_plan_part_get_organization (part)));
  g_autofree char *people = roster_change_list_people (removals);
  /* Translators: %1$u members, %2$s is an organization, %3$s a list of people. The answer to this
     question is the word “yes”, also in translations of it. */
  g_autofree char *question = g_strdup_printf (
      ngettext ("Remove %1$u member of %2$s? They lose access at once: %3$s. (yes/no)",
                "Remove %1$u members of %2$s? They lose access at once: %3$s. (yes/no)", n),
      n, name, people);

  return ask_for (question, "yes", may_ask, _ ("Removing needs --yes where nobody can be asked."),
                  error);
}

static gboolean
confirm_owners (RosterPlanPart *part, gboolean may_ask, GError **error)
{
  g_autofree char *owners = list_people (part, ROSTER_PLAN_ASKS_OWNERS);
  /* Translators: %s is a list of people. */
  g_autofree char *who = g_strdup_printf (_ ("Owners who lose access: %s."), owners);
  g_autofree char *question =
      g_strjoin (" ", who, _ ("An owner is among them. Type “owner” to go on:"), NULL);
  g_autofree char *refusal =
      g_strjoin (" ", who, _ ("An owner is among them: that needs --force-remove-owners."), NULL);

  return ask_for (question, "owner", may_ask, refusal, error);
}

static gboolean
confirm_many (RosterPlanPart *part, gboolean may_ask, GError **error)
{
  const char *name = roster_organization_get_name (roster_plan_part_get_organization (part));
  g_autofree char *shown = roster_text_display (name);
  g_autofree char *counted = roster_plan_part_describe_many (part);
  g_autofree char *ask =
      /* Translators: %s is an organization */
      g_strdup_printf (_ ("This is more than a quarter of the members within 24 hours. Type the "
                          "organization’s name, “%s”, to go on."),
                       shown);
  g_autofree char *question = g_strjoin (" ", counted, ask, NULL);
  g_autofree char *refusal = g_strjoin (
      " ", counted, _ ("That is a large part of the organization: it needs --force-remove-many."),
      NULL);

  return ask_for (question, name, may_ask, refusal, error);
}

/* Those whose domain is not what it looks like are named. */
static gboolean
confirm_look_alikes (RosterPlanPart *part, gboolean may_ask, GError **error)
{
  g_autoptr (GPtrArray) changes = roster_plan_part_list_asked (part, ROSTER_PLAN_ASKS_LOOK_ALIKES);
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *question = NULL;
  g_autofree char *refusal = NULL;

  for (guint i = 0; i < changes->len; i++)
    {
      g_autofree char *name = roster_text_display (roster_change_get_subject (changes->pdata[i]));

      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
    }
  /* Translators: %s are addresses; the answer is the word “yes”, also in translations of it. */
  question = g_strdup_printf (
      _ ("The domain only looks like another one: %s. Invite them all the same? (yes/no)"),
      names->str);
  /* Translators: %s are addresses */
  refusal = g_strdup_printf (
      _ ("The domain only looks like another one: %s. That needs --force-look-alike."), names->str);
  return ask_for (question, "yes", may_ask, refusal, error);
}

/**
 * roster_cli_plan_confirm:
 * @part: what is to be done in one organization
 * @options: --yes and the --force options
 * @error: return location for an error of %G_OPTION_ERROR
 *
 * Asks what @part asks, and agrees to it. --yes answers the plain question only: what is rarer has
 * a
 * --force option of its own.
 *
 * Returns: %TRUE if it may be carried out
 */
gboolean
roster_cli_plan_confirm (RosterPlanPart *part, const RosterCliOptions *options, GError **error)
{
  const RosterPlanQuestions questions = roster_plan_part_get_questions (part);
  const gboolean may_ask = roster_cli_is_terminal (STDIN_FILENO) &&
                           roster_cli_is_terminal (STDERR_FILENO) &&
                           g_strcmp0 (options->from, "-") != 0;
  const char *own_id = roster_account_get_user_id (
      roster_organization_get_account (roster_plan_part_get_organization (part)));

  if ((questions & ROSTER_PLAN_ASKS_REMOVAL) != 0 && !options->yes &&
      !confirm_removal (part, may_ask, error))
    return FALSE;
  if ((questions & ROSTER_PLAN_ASKS_OWNERS) != 0 && !options->force_owners &&
      !confirm_owners (part, may_ask, error))
    return FALSE;
  if ((questions & ROSTER_PLAN_ASKS_SELF) != 0 && !options->force_self &&
      !ask_for (_ ("The account’s own user is among them. Type its user id to go on:"), own_id,
                may_ask,
                _ ("The account’s own user is among them: that needs --force-remove-self."), error))
    return FALSE;
  if ((questions & ROSTER_PLAN_ASKS_MANY) != 0 && !options->force_many &&
      !confirm_many (part, may_ask, error))
    return FALSE;
  if ((questions & ROSTER_PLAN_ASKS_LOOK_ALIKES) != 0 && !options->force_look_alike &&
      !confirm_look_alikes (part, may_ask, error))
    return FALSE;

  roster_plan_part_agree (part, questions);
  return TRUE;
}
