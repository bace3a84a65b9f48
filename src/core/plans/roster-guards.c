/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The guards of a plan (core/plans/README.md), for roster-plan.c alone. Pure: the member list and
 * the changes go in, a report comes out.
 */

#include "core/plans/roster-guards.h"

#include <glib/gi18n-lib.h>

#include "core/base/roster-address-key.h"
#include "core/base/roster-error.h"
#include "core/base/roster-text.h"

/* Removals that need no typed name in any organization, and the share of it that does not. */
#define FEW_REMOVALS 2
#define SHARE_OF_REMOVALS 4 /* a quarter */

typedef struct
{
  RosterMemberTable *table;
  const char *own_id;
  RosterRole own_role; /* ROSTER_ROLE_OTHER where it is not known */
  GPtrArray *changes;  /* (element-type RosterChange) */
  GPtrArray *people;   /* (element-type utf8): whom each change is about, see identify() */
  GPtrArray *refusals; /* (element-type GError) */
} Check;

static RosterChange *
get_change (Check *check, guint i)
{
  return check->changes->pdata[i];
}

static gboolean
is_removal (RosterChange *change)
{
  return roster_change_get_kind (change) == ROSTER_CHANGE_REMOVE;
}

static gboolean
is_refused (Check *check, guint i)
{
  return check->refusals->pdata[i] != NULL;
}

/* How the person is called, safe to show; g_free(). */
static char *
dup_label (RosterChange *change)
{
  return roster_text_display (roster_change_get_label (change));
}

static void
check_lock (Check *check, guint i)
{
  roster_organization_check_lock (roster_change_get_organization (get_change (check, i)),
                                  (GError **)&check->refusals->pdata[i]);
}

/* Takes @message. The first refusal of a change is the one that is shown. */
static void
refuse (Check *check, guint i, char *message)
{
  g_autofree char *text = message;

  if (!is_refused (check, i))
    check->refusals->pdata[i] = g_error_new_literal (ROSTER_ERROR, ROSTER_ERROR_REFUSED, text);
}

/* One string for each person, however they are named: a member by id, others by what is known. */
static char *
identify (RosterMemberTable *table, RosterChange *change)
{
  const RosterMember *member = roster_change_find_member (change, table);
  g_autofree char *folded = NULL;

  if (member != NULL)
    return g_strconcat ("id:", member->id, NULL);
  if (roster_change_get_kind (change) != ROSTER_CHANGE_INVITE)
    return g_strconcat ("id:", roster_change_get_subject (change), NULL);

  folded = roster_address_key (roster_change_get_subject (change));

  return g_strconcat ("mail:", folded, NULL);
}

static void
check_own_role (Check *check, guint i)
{
  RosterChange *change = get_change (check, i);
  const char *role = roster_change_get_role (change);
  g_autofree char *label = NULL;
  g_autofree char *role_word = NULL;

  if (check->own_role == ROSTER_ROLE_OTHER ||
      (check->own_role != ROSTER_ROLE_READER &&
       (is_removal (change) ||
        roster_role_may_give (check->own_role, roster_role_from_string (role)))))
    return;

  label = dup_label (change);
  role_word = roster_role_dup_word (role);
  if (check->own_role == ROSTER_ROLE_READER)
    refuse (check, i,
            /* Translators: %s is a person or an email address */
            g_strdup_printf (_ ("Your role here is reader, which may change nothing: ask an owner "
                                "of the organization to do this for %s."),
                             label));
  else
    refuse (
        check, i,
        /* Translators: %1$s is a person or an email address, %2$s a role (“owner”) */
        g_strdup_printf (_ ("Your own role here does not let you make %1$s %2$s: choose another "
                            "role, or ask an owner of the organization."),
                         label, role_word));
}

static void
check_membership (Check *check, guint i)
{
  RosterChange *change = get_change (check, i);
  const RosterMember *member = roster_change_find_member (change, check->table);
  g_autofree char *label = NULL;
  g_autofree char *role = NULL;

  if (is_removal (change) == (member != NULL))
    return;

  label = dup_label (change);
  role = roster_role_dup_word (member != NULL ? member->role : NULL);
  if (member == NULL)
    refuse (check, i,
            /* Translators: %s is a person */
            g_strdup_printf (_ ("%s is not a member: refresh the list, there may be nothing left "
                                "to do."),
                             label));
  else if (g_ascii_strcasecmp (member->role, roster_change_get_role (change)) == 0)
    refuse (check, i,
            /* Translators: %1$s is a person or an email address, %2$s a role (“reader”) */
            g_strdup_printf (_ ("%1$s already is a member as %2$s: there is nothing left to do."),
                             label, role));
  else
    refuse (check, i,
            /* Translators: %1$s is a person or an email address, %2$s a role (“reader”) */
            g_strdup_printf (_ ("%1$s already is a member as %2$s: to give another role, remove "
                                "them first, then add them again."),
                             label, role));
}

/* Refuses @last and what was asked before it for the same person. */
static void
refuse_opposites (Check *check, guint last)
{
  for (guint i = 0; i <= last; i++)
    {
      g_autofree char *label = NULL;

      if (!g_str_equal (check->people->pdata[i], check->people->pdata[last]))
        continue;
      label = dup_label (get_change (check, i));
      refuse (check, i,
              /* Translators: %s is a person or an email address */
              g_strdup_printf (_ ("%s is to be removed and added at once: leave one of the two "
                                  "out."),
                               label));
    }
}

/* The same twice: the second goes. Opposites: neither goes, since nobody can tell which is meant.
 */
static void
check_pairs (Check *check)
{
  g_autoptr (GHashTable) first = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < check->changes->len; i++)
    {
      RosterChange *change = get_change (check, i);
      g_autofree char *label = NULL;
      gpointer found;
      guint other;

      if (!g_hash_table_lookup_extended (first, check->people->pdata[i], NULL, &found))
        {
          g_hash_table_insert (first, check->people->pdata[i], GUINT_TO_POINTER (i));
          continue;
        }

      other = GPOINTER_TO_UINT (found);
      if (is_removal (change) == is_removal (get_change (check, other)))
        {
          label = dup_label (change);
          refuse (check, i,
                  /* Translators: %s is a person or an email address */
                  g_strdup_printf (_ ("%s is named twice here: the first time is enough."), label));
          continue;
        }

      refuse_opposites (check, i);
    }
}

static gboolean
removes_owner (Check *check, guint i)
{
  RosterChange *change = get_change (check, i);
  const RosterMember *member = roster_change_find_member (change, check->table);

  return is_removal (change) && member != NULL &&
         roster_member_get_role (member) == ROSTER_ROLE_OWNER;
}

static gboolean
removes_self (Check *check, guint i)
{
  RosterChange *change = get_change (check, i);

  return is_removal (change) && g_strcmp0 (roster_change_get_subject (change), check->own_id) == 0;
}

/* How many owners may go and still leave one. Those who are added in the same run count, because
 * additions go first, and the list is read afresh before an owner goes. */
static guint
count_spare_owners (Check *check)
{
  guint n = roster_member_table_count_owners (check->table);

  for (guint i = 0; i < check->changes->len; i++)
    {
      RosterChange *change = get_change (check, i);

      if (!is_refused (check, i) && roster_change_get_kind (change) == ROSTER_CHANGE_ADD &&
          roster_role_from_string (roster_change_get_role (change)) == ROSTER_ROLE_OWNER)
        n++;
    }

  return n > 0 ? n - 1 : 0;
}

/* Lets as many owners go as leave one; the account's own user comes last, as it does in the run. */
static void
check_owners (Check *check)
{
  guint spare = count_spare_owners (check);

  for (int self = FALSE; self <= TRUE; self++)
    for (guint i = 0; i < check->changes->len; i++)
      {
        g_autofree char *label = NULL;

        if (is_refused (check, i) || !removes_owner (check, i) || removes_self (check, i) != self)
          continue;
        if (spare > 0)
          {
            spare--;
            continue;
          }

        label = dup_label (get_change (check, i));
        refuse (check, i,
                /* Translators: %s is a person */
                g_strdup_printf (_ ("Without %s the organization would have no owner: add another "
                                    "owner first."),
                                 label));
      }
}

/* How many of an organization may be removed within 24 hours before its name has to be typed. */
static guint
get_most_removals (guint n_members)
{
  return MAX (FEW_REMOVALS, n_members / SHARE_OF_REMOVALS);
}

/* What is refused does not go, so nothing is asked about it. */
static void
find_questions (Check *check, RosterGuardsReport *report)
{
  for (guint i = 0; i < check->changes->len; i++)
    {
      if (is_refused (check, i) || !is_removal (get_change (check, i)))
        continue;

      report->n_removals++;
      report->questions |= ROSTER_PLAN_ASKS_REMOVAL;
      if (removes_owner (check, i))
        report->questions |= ROSTER_PLAN_ASKS_OWNERS;
      if (removes_self (check, i))
        report->questions |= ROSTER_PLAN_ASKS_SELF;
    }

  if (report->n_removals > 0 &&
      report->n_removals + report->removed_lately > get_most_removals (report->n_members))
    report->questions |= ROSTER_PLAN_ASKS_MANY;
}

/* Whoever was not asked about many removals has not agreed to more than these: the journal counts
 * again when each of them is written down. */
static void
limit_removals (Check *check, const RosterGuardsReport *report)
{
  const gboolean asked = (report->questions & ROSTER_PLAN_ASKS_MANY) != 0;
  const guint most = asked ? G_MAXUINT : get_most_removals (report->n_members);

  for (guint i = 0; i < check->changes->len; i++)
    if (is_removal (get_change (check, i)))
      roster_change_set_most_removals (get_change (check, i), most);
}

static RosterRole
find_own_role (RosterMemberTable *table, const char *own_id)
{
  guint row = own_id != NULL ? roster_member_table_find_id (table, own_id) : G_MAXUINT;

  return row != G_MAXUINT ? roster_member_get_role (roster_member_table_get (table, row))
                          : ROSTER_ROLE_OTHER;
}

static void
free_refusal (gpointer refusal)
{
  if (refusal != NULL)
    g_error_free (refusal);
}

/** roster_guards_report_free: frees a report. */
void
roster_guards_report_free (RosterGuardsReport *self)
{
  g_ptr_array_unref (self->refusals);
  g_free (self);
}

/**
 * roster_guards_describe_many:
 * @report: a report with %ROSTER_PLAN_ASKS_MANY
 *
 * Returns: (transfer full): what was counted, a translated sentence
 */
char *
roster_guards_describe_many (const RosterGuardsReport *report)
{
  return g_strdup_printf (
      /* Translators: %1$u and %2$u members are removed, of all %3$u. */
      ngettext ("Removals: %1$u now and %2$u in the last 24 hours, of %3$u member.",
                "Removals: %1$u now and %2$u in the last 24 hours, of %3$u members.",
                report->n_members),
      report->n_removals, report->removed_lately, report->n_members);
}

/**
 * roster_guards_check:
 * @table: the members of the organization as they were last read
 * @own_id: (nullable): the account's user id, which is its member id too (threat-stack/README.md,
 * "Endpoints")
 * @removed_lately: removals in this organization during the last 24 hours, from the journal
 * @changes: (element-type RosterChange): all of one organization, as one run
 *
 * The rules are in core/plans/README.md. Each refusal is a whole translated sentence that names the
 * person and what fits instead. The questions are about what is not refused. More than max (2, 25
 * %) is counted together with what was removed lately, of the size that the organization had before
 * that. Removals that need no typed name get the limit up to which that holds.
 *
 * Returns: (transfer full): what is refused and what is to be asked
 */
RosterGuardsReport *
roster_guards_check (RosterMemberTable *table,
                     const char *own_id,
                     guint removed_lately,
                     GPtrArray *changes)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func (g_free);
  RosterGuardsReport *report;
  Check check;

  g_return_val_if_fail (table != NULL, NULL);
  g_return_val_if_fail (changes != NULL, NULL);

  report = g_new0 (RosterGuardsReport, 1);
  report->refusals = g_ptr_array_new_with_free_func (free_refusal);
  g_ptr_array_set_size (report->refusals, (int)changes->len);
  for (guint i = 0; i < changes->len; i++)
    g_ptr_array_add (people, identify (table, changes->pdata[i]));

  check =
      (Check){ table, own_id, find_own_role (table, own_id), changes, people, report->refusals };
  for (guint i = 0; i < changes->len; i++)
    {
      check_lock (&check, i);
      check_own_role (&check, i);
      check_membership (&check, i);
    }
  check_pairs (&check);
  check_owners (&check);

  report->removed_lately = removed_lately;
  report->n_members = roster_member_table_get_n_members (table) + removed_lately;
  find_questions (&check, report);
  limit_removals (&check, report);
  for (guint i = 0; i < changes->len; i++)
    report->n_refused += is_refused (&check, i);

  return report;
}
