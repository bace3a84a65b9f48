/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a command is going to do in one organization: made from the list as it is now, checked,
 * shown, confirmed. */

#include "cli/roster-cli-plan.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "cli/roster-cli-await.h"
#include "cli/roster-cli-output.h"
#include "cli/roster-cli-wait.h"
#include "core/base/roster-error.h"
#include "core/base/roster-person-text.h"
#include "core/base/roster-text.h"
#include "core/plans/roster-change-text.h"
#include "core/recipients/roster-address.h"
#include "core/recipients/roster-people-words.h"

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
  g_clear_pointer (&self->report, roster_guards_report_free);
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
append_member (RosterMemberTable *table, guint row, GString *lines, guint *n)
{
  const RosterMember *member = roster_member_table_get (table, row);
  g_autofree char *person =
      roster_person_text (roster_member_get_label (member), member->email, member->id);

  g_string_append_printf (lines, "\n  %s", person);
  (*n)++;
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

static gboolean
fail_two_meanings (RosterCliPlan *self,
                   const RosterPerson *person,
                   const char *members,
                   GError **error)
{
  g_autofree char *shown = roster_text_display (person->text);
  g_autofree char *organization =
      roster_text_display (roster_organization_get_name (self->organization));

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               /* Translators: %1$s is what was typed, %2$s an organization, %3$s a list, one person
                  a line. */
               _ ("“%1$s” means more than one member of %2$s; nothing was sent. Give the id of the "
                  "one who is meant:%3$s"),
               shown, organization, members);
  return FALSE;
}

/* An id may be written like another member's address, and several may have one address: whose
 * access ends is for the person to say. row: (out): G_MAXUINT where nobody is meant */
static gboolean
find_member (RosterCliPlan *self, const RosterPerson *person, guint *row, GError **error)
{
  RosterMemberTable *table = roster_organization_get_table (self->organization);
  const gboolean has_both = person->id != NULL && person->email != NULL;
  const char *id = person->id != NULL ? person->id : person->email;
  const guint by_id = roster_member_table_find_id (table, id);
  const guint by_email =
      roster_member_table_find_email (table, person->email != NULL ? person->email : id);
  g_autoptr (GString) lines = g_string_new (NULL);
  guint n = 0;

  *row = by_id != G_MAXUINT ? by_id : by_email;
  if (by_id != G_MAXUINT)
    append_member (table, by_id, lines, &n);
  for (guint i = by_email; i != G_MAXUINT; i = roster_member_table_find_next_email (table, i))
    {
      if (i != by_id)
        append_member (table, i, lines, &n);
      else if (has_both)
        return TRUE; /* the id says which of those with the address */
    }
  if (n <= 1)
    return TRUE;
  if (has_both && by_id != G_MAXUINT)
    return fail_removal (person, _ ("The id and the address are of two members."), error);
  return fail_two_meanings (self, person, lines->str, error);
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
      const RosterMember *member;
      guint row;

      if (!find_member (self, person, &row, error))
        return FALSE;
      if (row == G_MAXUINT)
        {
          if (person->line > 0 && person->email == NULL && !options->all_orgs &&
              !roster_people_words_has_digit (person->id))
            return fail_removal (person, _ ("This is neither an email address nor a user id."),
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

/* The guards see what is still to be sent; what they refuse becomes a failed change with their
 * reason. */
static gboolean
check_guards (RosterCliPlan *self, RosterJournal *journal, GError **error)
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
  self->report = roster_guards_check (roster_organization_get_table (self->organization),
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
      roster_cli_wait_new (roster_organization_get_progress (organization));
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
  if (!roster_guards_check_lock (organization, error) || !read_organization (organization, error))
    return NULL;
  if (options->command == ROSTER_CLI_INVITE)
    plan_invitations (self, options, people);
  else if (options->command == ROSTER_CLI_ADD)
    plan_additions (self, options, people);
  else if (!plan_removals (self, options, people, found, error))
    return NULL;
  if (!check_guards (self, journal, error))
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
 * roster_cli_plan_removes_owner:
 * @change: a change of a plan
 *
 * Returns: whether it is the removal of an owner
 */
gboolean
roster_cli_plan_removes_owner (RosterChange *change)
{
  return roster_change_get_kind (change) == ROSTER_CHANGE_REMOVE &&
         roster_role_from_string (roster_change_get_role (change)) == ROSTER_ROLE_OWNER;
}

static void
add_row (RosterCliTable *table, RosterChange *change)
{
  const char *const verbs[] = { _ ("invite"), _ ("add"), _ ("remove") };
  const GError *refusal = roster_change_get_error (change);
  const char *note = roster_change_get_note (change);
  g_autofree char *verb = g_strconcat ("  ", verbs[roster_change_get_kind (change)], NULL);
  g_autofree char *person = roster_change_dup_person (change);

  roster_cli_table_add (table, ROSTER_CLI_PLAIN, verb);
  roster_cli_table_add (table, ROSTER_CLI_BOLD, person);
  roster_cli_table_add (table, ROSTER_CLI_PLAIN, roster_change_get_role (change));
  roster_cli_table_add (table, ROSTER_CLI_WARNING,
                        refusal != NULL ? refusal->message
                        : note != NULL  ? note
                                        : "");
}

/**
 * roster_cli_plan_print:
 * @fd: standard output or standard error
 * @error: return location for an error of %ROSTER_ERROR
 *
 * Owners who lose access come first.
 *
 * Returns: %TRUE if it was written
 */
gboolean
roster_cli_plan_print (RosterCliPlan *self, int fd, GError **error)
{
  RosterAccount *account = roster_organization_get_account (self->organization);
  g_autoptr (RosterCliTable) table = roster_cli_table_new (4);
  g_autofree char *name = roster_text_display (roster_organization_get_name (self->organization));
  g_autofree char *id = roster_text_display (roster_organization_get_id (self->organization));
  g_autofree char *user_id = roster_text_display (roster_account_get_user_id (account));
  /* Translators: the heading of a plan: organization, its id, user id, address of the service. */
  g_autofree char *heading = g_strdup_printf (_ ("%s (%s), as %s at %s:"), name, id, user_id,
                                              roster_account_get_endpoint (account));
  g_autofree char *line = g_strconcat (heading, "\n", NULL);

  for (int owners = TRUE; owners >= FALSE; owners--)
    for (guint i = 0; i < self->changes->len; i++)
      {
        RosterChange *change = g_ptr_array_index (self->changes, i);

        if (roster_cli_plan_removes_owner (change) == owners)
          add_row (table, change);
      }
  return roster_cli_print (fd, line, error) && roster_cli_table_print (table, fd, error);
}
