/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a command is going to do: made from the lists as they are now, checked, shown. */

#include "cli/roster-cli-plan.h"

#include <glib/gi18n-lib.h>

#include "cli/roster-cli-await.h"
#include "cli/roster-cli-output.h"
#include "cli/roster-cli-wait.h"
#include "core/base/roster-error.h"
#include "core/base/roster-person-text.h"
#include "core/base/roster-text.h"
#include "core/changes/roster-change-text.h"
#include "core/recipients/roster-address.h"
#include "core/recipients/roster-people-words.h"

/* What is planned in one organization. */
typedef struct
{
  RosterPlan *plan;
  RosterOrganization *organization;
  const RosterCliOptions *options;
  RosterPeople *people;
  GHashTable
      *found; /* (element-type RosterPerson): gets whoever is to be removed and is a member */
} Scope;

/* problem: (nullable) */
static void
add_change (Scope *self,
            RosterChangeKind kind,
            const char *subject,
            const char *label,
            const char *role,
            const char *problem)
{
  g_autoptr (RosterChange) change =
      roster_change_new (kind, self->organization, subject, label, role);

  roster_plan_add (self->plan, change, problem);
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
plan_invitations (Scope *self)
{
  for (guint i = 0; i < self->people->persons->len; i++)
    {
      g_autoptr (RosterAddress) address =
          roster_address_new_for_person (g_ptr_array_index (self->people->persons, i));

      roster_plan_add_invitation (self->plan, self->organization, address,
                                  choose_role (roster_address_get_role (address), self->options));
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
plan_additions (Scope *self)
{
  for (guint i = 0; i < self->people->persons->len; i++)
    {
      const RosterPerson *person = g_ptr_array_index (self->people->persons, i);
      const char *id = person->id != NULL ? person->id : person->text;
      g_autofree char *problem = roster_person_describe_problem (person);

      add_change (self, ROSTER_CHANGE_ADD, id, id, choose_role (person->role, self->options),
                  problem);
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
fail_two_meanings (Scope *self, const RosterPerson *person, const char *members, GError **error)
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
find_member (Scope *self, const RosterPerson *person, guint *row, GError **error)
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

/* With --all-orgs nobody has to be a member everywhere. */
static gboolean
plan_removals (Scope *self, GError **error)
{
  RosterMemberTable *table = roster_organization_get_table (self->organization);
  const gboolean all_orgs = self->options->all_orgs;

  for (guint i = 0; i < self->people->persons->len; i++)
    {
      RosterPerson *person = g_ptr_array_index (self->people->persons, i);
      const RosterMember *member;
      guint row;

      if (!find_member (self, person, &row, error))
        return FALSE;
      if (row == G_MAXUINT)
        {
          if (person->line > 0 && person->email == NULL && !all_orgs &&
              !roster_people_words_has_digit (person->id))
            return fail_removal (person, _ ("This is neither an email address nor a user id."),
                                 error);
          if (!all_orgs)
            add_change (self, ROSTER_CHANGE_REMOVE, person->id != NULL ? person->id : person->text,
                        person->text, "", NULL);
          continue;
        }
      member = roster_member_table_get (table, row);
      add_change (self, ROSTER_CHANGE_REMOVE, member->id, roster_member_get_label (member),
                  member->role, NULL);
      g_hash_table_add (self->found, person);
    }
  return TRUE;
}

/* Nobody who was named may be passed over in silence. */
static gboolean
check_everybody_found (RosterPeople *people, GHashTable *found, GError **error)
{
  for (guint i = 0; i < people->persons->len; i++)
    {
      RosterPerson *person = g_ptr_array_index (people->persons, i);

      if (!g_hash_table_contains (found, person))
        {
          g_autofree char *name = roster_text_display (person->text);

          g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_NOT_FOUND,
                       _ ("%s is a member of none of the organizations; nothing was sent."), name);
          return FALSE;
        }
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

static gboolean
plan_organization (Scope *self, GError **error)
{
  if (!roster_organization_check_lock (self->organization, error) ||
      !read_organization (self->organization, error))
    return FALSE;
  if (self->options->command == ROSTER_CLI_REMOVE)
    return plan_removals (self, error);
  if (self->options->command == ROSTER_CLI_INVITE)
    plan_invitations (self);
  else
    plan_additions (self);
  return TRUE;
}

/* What is refused failed, in the words of the results too. */
static void
note_verdicts (RosterPlan *plan)
{
  for (guint i = 0; i < roster_plan_get_n_changes (plan); i++)
    {
      const GError *refusal = roster_plan_get_refusal (plan, i);
      g_autofree char *flag = roster_plan_dup_flag (plan, i);

      roster_change_set_state (roster_plan_get_change (plan, i),
                               refusal != NULL ? ROSTER_CHANGE_FAILED : ROSTER_CHANGE_PENDING,
                               refusal, flag);
    }
}

/**
 * roster_cli_plan_new:
 * @organizations: (element-type RosterOrganization): where
 * @journal: for the removals of the last 24 hours
 * @options: what
 * @people: whom, as roster_cli_people_read() gives it
 * @error: return location for an error of %ROSTER_ERROR or %G_OPTION_ERROR
 *
 * Reads the members first. What the plan refuses is a failed change with its reason.
 *
 * Returns: (transfer full) (nullable): the plan, prepared; nothing has been sent
 */
RosterPlan *
roster_cli_plan_new (GPtrArray *organizations,
                     RosterJournal *journal,
                     const RosterCliOptions *options,
                     RosterPeople *people,
                     GError **error)
{
  g_autoptr (RosterPlan) plan = roster_plan_new (journal);
  g_autoptr (GHashTable) found = g_hash_table_new (NULL, NULL);
  g_autoptr (GAsyncResult) result = NULL;

  for (guint i = 0; i < organizations->len; i++)
    {
      Scope scope = { plan, g_ptr_array_index (organizations, i), options, people, found };

      if (!plan_organization (&scope, error))
        return NULL;
    }
  roster_plan_prepare_async (plan, 0, NULL, roster_cli_take_result, &result);
  if (!roster_plan_prepare_finish (plan, roster_cli_await (&result), error))
    return NULL;
  if (options->all_orgs && !check_everybody_found (people, found, error))
    return NULL;
  note_verdicts (plan);
  return g_steal_pointer (&plan);
}

static gboolean
removes_owner (RosterChange *change)
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
 * @plan: a plan
 * @part: the organization that is printed
 * @fd: standard output or standard error
 * @error: return location for an error of %ROSTER_ERROR
 *
 * Owners who lose access come first.
 *
 * Returns: %TRUE if it was written
 */
gboolean
roster_cli_plan_print (RosterPlan *plan, RosterPlanPart *part, int fd, GError **error)
{
  RosterOrganization *organization = roster_plan_part_get_organization (part);
  RosterAccount *account = roster_organization_get_account (organization);
  g_autoptr (RosterCliTable) table = roster_cli_table_new (4);
  g_autofree char *name = roster_text_display (roster_organization_get_name (organization));
  g_autofree char *id = roster_text_display (roster_organization_get_id (organization));
  g_autofree char *user_id = roster_text_display (roster_account_get_user_id (account));
  /* Translators: the heading of a plan: organization, its id, user id, address of the service. */
  g_autofree char *heading = g_strdup_printf (_ ("%s (%s), as %s at %s:"), name, id, user_id,
                                              roster_account_get_endpoint (account));
  g_autofree char *line = g_strconcat (heading, "\n", NULL);

  for (int owners = TRUE; owners >= FALSE; owners--)
    for (guint i = 0; i < roster_plan_get_n_changes (plan); i++)
      {
        RosterChange *change = roster_plan_get_change (plan, i);

        if (roster_change_get_organization (change) == organization &&
            removes_owner (change) == owners)
          add_row (table, change);
      }
  return roster_cli_print (fd, line, error) && roster_cli_table_print (table, fd, error);
}
