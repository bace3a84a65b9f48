/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a command is going to do in one organization: made from the list as it is now, checked,
 * shown, confirmed. */

#include "roster-cli-plan.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "roster-address.h"
#include "roster-cli-await.h"
#include "roster-cli-output.h"
#include "roster-cli-wait.h"
#include "roster-error.h"
#include "roster-people-words.h"
#include "roster-text.h"
#include "roster-text.h"

/**
 * roster_cli_plan_free:
 * @self: (transfer full):
 */
void
roster_cli_plan_free (RosterCliPlan *self)
{
  g_clear_object (&self->organization);
  g_clear_pointer (&self->look_alikes, g_ptr_array_unref);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  g_clear_pointer (&self->report, roster_rails_report_free);
  g_free (self);
}

static void
add_change (RosterCliPlan *self,
            RosterChangeKind kind,
            const char *subject,
            const char *label,
            const char *role)
{
  g_ptr_array_add (self->changes,
                   roster_change_new (kind, self->organization, subject, label, role));
}

static void
refuse (RosterChange *change, const GError *error)
{
  roster_change_set_state (change, ROSTER_CHANGE_FAILED, error, NULL);
}

/* The role that a table gives somebody, else that of the command line. */
static const char *
choose_role (const char *role, const RosterCliOptions *options)
{
  if (role != NULL)
    return role;
  return options->role != NULL ? options->role : "user";
}

static void
refuse_text (RosterChange *change, const char *text)
{
  g_autoptr (GError) error = g_error_new_literal (ROSTER_ERROR, ROSTER_ERROR_REFUSED, text);

  refuse (change, error);
}

static void
plan_invitations (RosterCliPlan *self, const RosterCliOptions *options, RosterPeople *people)
{
  RosterMemberTable *table = roster_organization_get_table (self->organization);
  g_autoptr (GPtrArray) addresses = roster_address_judge_people (people, table);

  for (guint i = 0; i < addresses->len; i++)
    {
      RosterAddress *address = g_ptr_array_index (addresses, i);
      const char *email = roster_address_get_email (address);
      g_autofree char *verdict = roster_address_describe_verdict (address);

      add_change (self, ROSTER_CHANGE_INVITE, email, email,
                  choose_role (roster_address_get_role (address), options));
      if (!roster_address_is_sendable (address))
        refuse_text (g_ptr_array_index (self->changes, i), verdict);
      else if (verdict != NULL)
        roster_change_set_state (g_ptr_array_index (self->changes, i), ROSTER_CHANGE_PENDING, NULL,
                                 verdict);
      if (roster_address_get_verdict (address) == ROSTER_ADDRESS_SUSPECT_DOMAIN)
        g_ptr_array_add (self->look_alikes, g_ptr_array_index (self->changes, i));
    }
}

static void
plan_additions (RosterCliPlan *self, const RosterCliOptions *options, RosterPeople *people)
{
  for (guint i = 0; i < people->persons->len; i++)
    {
      const RosterPerson *person = g_ptr_array_index (people->persons, i);
      const char *id = person->id != NULL ? person->id : person->text;
      g_autofree char *problem = roster_person_describe_problem (person);

      add_change (self, ROSTER_CHANGE_ADD, id, id, choose_role (person->role, options));
      if (problem != NULL)
        refuse_text (g_ptr_array_index (self->changes, i), problem);
    }
}

static gboolean
fail_removal (const RosterPerson *person, const char *text, GError **error)
{
  g_autofree char *name = roster_text_display (person->text);

  /* Translators: %1$u is the number of a line, %2$s what stands in it, %3$s a sentence about it */
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _ ("Line %1$u, “%2$s”: %3$s Nothing was sent."), person->line, name, text);
  return FALSE;
}

/* Whether the id is that of another member than the address: rows of tables name both. */
static gboolean
is_contradictory (RosterMemberTable *table, const RosterPerson *person)
{
  const guint by_id = roster_member_table_find_id (table, person->id);
  g_autofree char *wanted = NULL;
  g_autofree char *found = NULL;

  if (by_id == G_MAXUINT || roster_member_table_find_email (table, person->email) == G_MAXUINT)
    return FALSE;
  wanted = roster_address_key (person->email);
  found = roster_address_key (roster_member_table_get (table, by_id)->email);
  return !g_str_equal (wanted, found);
}

/* found: gets whoever is a member here; with --all-orgs nobody has to be a member everywhere. */
static gboolean
plan_removals (RosterCliPlan *self,
               const RosterCliOptions *options,
               RosterPeople *people,
               GHashTable *found,
               GError **error)
{
  RosterMemberTable *table = roster_organization_get_table (self->organization);

  for (guint i = 0; i < people->persons->len; i++)
    {
      RosterPerson *person = g_ptr_array_index (people->persons, i);
      const guint by_id = roster_member_table_find_id (table, person->id);
      const guint by_email = roster_member_table_find_email (table, person->email);
      const guint row = by_id != G_MAXUINT ? by_id : by_email;
      const RosterMember *member;

      if (is_contradictory (table, person))
        return fail_removal (person, _ ("The id and the address are of two members."), error);
      if (row == G_MAXUINT)
        {
          if (person->line > 0 && person->email == NULL && !options->all_orgs &&
              !roster_people_words_has_digit (person->id))
            return fail_removal (person, _ ("This is neither an e-mail address nor a user id."),
                                 error);
          if (!options->all_orgs)
            add_change (self, ROSTER_CHANGE_REMOVE, person->id != NULL ? person->id : person->text,
                        person->text, "");
          continue;
        }
      member = roster_member_table_get (table, row);
      add_change (self, ROSTER_CHANGE_REMOVE, member->id, roster_member_get_label (member),
                  member->role);
      g_hash_table_add (found, person);
    }
  return TRUE;
}

static gboolean
count_removals (RosterOrganization *organization, RosterJournal *journal, guint *n, GError **error)
{
  RosterAccount *account = roster_organization_get_account (organization);
  g_autoptr (GAsyncResult) result = NULL;

  roster_journal_count_removals_async (
      journal, roster_account_get_endpoint (account), roster_organization_get_id (organization),
      g_get_real_time () / 1000 - ROSTER_JOURNAL_LATELY, roster_cli_take_result, &result);
  return roster_journal_count_removals_finish (journal, roster_cli_await (&result), n, error);
}

/* The rails see what is still to be sent; what they refuse becomes a failed change with their
 * reason. */
static gboolean
check_rails (RosterCliPlan *self, RosterJournal *journal, GError **error)
{
  RosterAccount *account = roster_organization_get_account (self->organization);
  g_autoptr (GPtrArray) open = g_ptr_array_new ();
  guint removed_lately = 0;

  if (!count_removals (self->organization, journal, &removed_lately, error))
    return FALSE;
  for (guint i = 0; i < self->changes->len; i++)
    {
      if (!roster_change_is_finished (g_ptr_array_index (self->changes, i)))
        g_ptr_array_add (open, g_ptr_array_index (self->changes, i));
    }
  self->report = roster_rails_check (roster_organization_get_table (self->organization),
                                     roster_account_get_user_id (account), removed_lately, open);
  for (guint i = 0; i < open->len; i++)
    {
      if (g_ptr_array_index (self->report->refusals, i) != NULL)
        refuse (g_ptr_array_index (open, i), g_ptr_array_index (self->report->refusals, i));
    }
  return TRUE;
}

static gboolean
read_organization (RosterOrganization *organization, GError **error)
{
  g_autoptr (RosterCliWait) wait =
      roster_cli_wait_new (roster_organization_get_activity (organization));
  g_autoptr (GAsyncResult) result = NULL;

  roster_organization_refresh_async (organization, TRUE, roster_cli_take_result, &result);
  return roster_organization_refresh_finish (organization, roster_cli_await (&result), error);
}

/**
 * roster_cli_plan_new:
 * @organization: where
 * @journal: for the removals of the last 24 hours
 * @options: what
 * @people: whom, as roster_cli_people_read() gives it
 * @found: (element-type RosterPerson): gets everybody who is to be removed and is a member here
 * @error: return location for an error of %ROSTER_ERROR
 *
 * Reads the members first.
 *
 * Returns: (transfer full) (nullable): the plan; nothing has been sent
 */
RosterCliPlan *
roster_cli_plan_new (RosterOrganization *organization,
                     RosterJournal *journal,
                     const RosterCliOptions *options,
                     RosterPeople *people,
                     GHashTable *found,
                     GError **error)
{
  g_autoptr (RosterCliPlan) self = g_new0 (RosterCliPlan, 1);

  self->organization = g_object_ref (organization);
  self->changes = g_ptr_array_new_with_free_func (g_object_unref);
  self->look_alikes = g_ptr_array_new ();
  if (!roster_rails_check_lock (organization, error) || !read_organization (organization, error))
    return NULL;
  if (options->command == ROSTER_CLI_INVITE)
    plan_invitations (self, options, people);
  else if (options->command == ROSTER_CLI_ADD)
    plan_additions (self, options, people);
  else if (!plan_removals (self, options, people, found, error))
    return NULL;
  if (!check_rails (self, journal, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * roster_cli_plan_count_open:
 *
 * Returns: how many changes are to be sent
 */
guint
roster_cli_plan_count_open (RosterCliPlan *self)
{
  guint n = 0;

  for (guint i = 0; i < self->changes->len; i++)
    n += !roster_change_is_finished (g_ptr_array_index (self->changes, i));
  return n;
}

/**
 * roster_cli_plan_print:
 * @fd: standard output or standard error
 * @error: return location for an error of %ROSTER_ERROR
 *
 * Returns: %TRUE if it was written
 */
gboolean
roster_cli_plan_print (RosterCliPlan *self, int fd, GError **error)
{
  RosterAccount *account = roster_organization_get_account (self->organization);
  g_autoptr (RosterCliTable) table = roster_cli_table_new (4);
  const char *const verbs[] = { _ ("invite"), _ ("add"), _ ("remove") };
  /* Translators: the heading of a plan: organization, its id, user id, address of the service. */
  g_autofree char *heading = g_strdup_printf (
      _ ("%s (%s), as %s at %s:"), roster_organization_get_name (self->organization),
      roster_organization_get_id (self->organization), roster_account_get_user_id (account),
      roster_account_get_endpoint (account));
  g_autofree char *line = g_strconcat (heading, "\n", NULL);

  for (guint i = 0; i < self->changes->len; i++)
    {
      RosterChange *change = g_ptr_array_index (self->changes, i);
      const GError *refusal = roster_change_get_error (change);
      const char *note = roster_change_get_note (change);
      g_autofree char *verb = g_strconcat ("  ", verbs[roster_change_get_kind (change)], NULL);

      roster_cli_table_add (table, ROSTER_CLI_PLAIN, verb);
      roster_cli_table_add (table, ROSTER_CLI_BOLD, roster_change_get_label (change));
      roster_cli_table_add (table, ROSTER_CLI_PLAIN, roster_change_get_role (change));
      roster_cli_table_add (table, ROSTER_CLI_WARNING,
                            refusal != NULL ? refusal->message
                            : note != NULL  ? note
                                            : "");
    }
  return roster_cli_print (fd, line, error) && roster_cli_table_print (table, fd, error);
}

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

static gboolean
confirm_removal (RosterCliPlan *self, gboolean may_ask, GError **error)
{
  const guint n = roster_cli_plan_count_open (self);
  /* Translators: the answer to this question is the word “yes”, also in translations of it. */
  g_autofree char *question =
      g_strdup_printf (ngettext ("Remove %u member of %s? They lose access at once. (yes/no)",
                                 "Remove %u members of %s? They lose access at once. (yes/no)", n),
                       n, roster_organization_get_name (self->organization));

  return ask_for (question, "yes", may_ask, _ ("Removing needs --yes where nobody can be asked."),
                  error);
}

static gboolean
confirm_many (RosterCliPlan *self, gboolean may_ask, GError **error)
{
  const char *name = roster_organization_get_name (self->organization);
  g_autofree char *shown = roster_text_display (name);
  g_autofree char *counted = roster_rails_describe_many (self->report);
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

/* Those whose domain is not what it looks like, that are not refused: they are named. */
static gboolean
confirm_look_alikes (RosterCliPlan *self, gboolean may_ask, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *question = NULL;
  g_autofree char *refusal = NULL;

  for (guint i = 0; i < self->look_alikes->len; i++)
    {
      RosterChange *change = g_ptr_array_index (self->look_alikes, i);
      g_autofree char *name = roster_text_display (roster_change_get_subject (change));

      if (!roster_change_is_finished (change))
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
    }
  if (names->len == 0)
    return TRUE;
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
 * @options: --yes and the --force options
 * @error: return location for an error of %G_OPTION_ERROR
 *
 * Asks what the rails want asked (design.md, "Guards"). --yes answers the plain question only: what
 * is rarer has a --force option of its own.
 *
 * Returns: %TRUE if the plan may be carried out
 */
gboolean
roster_cli_plan_confirm (RosterCliPlan *self, const RosterCliOptions *options, GError **error)
{
  const gboolean may_ask = roster_cli_is_terminal (STDIN_FILENO) &&
                           roster_cli_is_terminal (STDERR_FILENO) &&
                           g_strcmp0 (options->from, "-") != 0;
  const char *own_id =
      roster_account_get_user_id (roster_organization_get_account (self->organization));

  if ((self->report->questions & ROSTER_RAIL_REMOVES) != 0 && !options->yes &&
      !confirm_removal (self, may_ask, error))
    return FALSE;
  if ((self->report->questions & ROSTER_RAIL_REMOVES_OWNER) != 0 && !options->force_owners &&
      !ask_for (_ ("An owner is among them. Type “owner” to go on:"), "owner", may_ask,
                _ ("An owner is among them: that needs --force-remove-owners."), error))
    return FALSE;
  if ((self->report->questions & ROSTER_RAIL_REMOVES_SELF) != 0 && !options->force_self &&
      !ask_for (_ ("The account’s own user is among them. Type its user id to go on:"), own_id,
                may_ask,
                _ ("The account’s own user is among them: that needs --force-remove-self."), error))
    return FALSE;
  if ((self->report->questions & ROSTER_RAIL_REMOVES_MANY) != 0 && !options->force_many &&
      !confirm_many (self, may_ask, error))
    return FALSE;
  if (!options->force_look_alike && !confirm_look_alikes (self, may_ask, error))
    return FALSE;
  return TRUE;
}
