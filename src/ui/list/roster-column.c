/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a column of the list is, and what it says of a member. */

#include "ui/list/roster-column.h"

#include <glib/gi18n-lib.h>

#include "core/base/roster-text.h"
#include "core/base/roster-time-text.h"

/* Symbols beside the words, so that nobody has to tell colours apart; each is in DejaVu Sans. */
#define SYMBOL_OWNER "★"
#define SYMBOL_USER "●"
#define SYMBOL_READER "○"
#define SYMBOL_OTHER_ROLE "◇"
#define SYMBOL_ON "✓"
#define SYMBOL_OFF "–"
#define SYMBOL_MISSING "⚠\uFE0E"
#define SYMBOL_DISABLED "⊘"
#define SYMBOL_NOT_TOLD "–"

static const RosterColumn columns[ROSTER_N_FIELDS] = {
  [ROSTER_FIELD_NAME] = { 24, 12, TRUE },
  [ROSTER_FIELD_EMAIL] = { 30, 14, TRUE },
  [ROSTER_FIELD_ROLE] = { 9, 8, FALSE },
  [ROSTER_FIELD_MFA] = { 6, 6, FALSE },
  [ROSTER_FIELD_SSO] = { 6, 6, FALSE },
  [ROSTER_FIELD_STATUS] = { 10, 10, FALSE },
  [ROSTER_FIELD_LAST_SIGN_IN] = { 14, 12, FALSE },
  [ROSTER_FIELD_ID] = { 24, 10, FALSE },
};

static gboolean
is_not_told (RosterMemberField field, const RosterMember *member)
{
  return roster_member_fields[field].type == ROSTER_FIELD_TYPE_FLAG &&
         roster_member_get_flag (member, field) == ROSTER_FLAG_NOT_TOLD;
}

/* The word of a column that has a word and a symbol; *symbol is %NULL for the others. */
static const char *
get_word (RosterMemberField field, const RosterMember *member, const char **symbol)
{
  static const char *const role_symbols[ROSTER_N_ROLES] = {
    [ROSTER_ROLE_OWNER] = SYMBOL_OWNER,
    [ROSTER_ROLE_USER] = SYMBOL_USER,
    [ROSTER_ROLE_READER] = SYMBOL_READER,
    [ROSTER_ROLE_OTHER] = SYMBOL_OTHER_ROLE,
  };

  switch (field)
    {
    case ROSTER_FIELD_ROLE:
      *symbol = role_symbols[roster_member_get_role (member)];
      return roster_member_get_role (member) == ROSTER_ROLE_OTHER && *member->role != '\0'
                 ? member->role
                 : roster_role_get_label (roster_member_get_role (member));
    case ROSTER_FIELD_MFA:
      *symbol = member->mfa == ROSTER_FLAG_ON ? SYMBOL_ON : SYMBOL_MISSING;
      return member->mfa == ROSTER_FLAG_ON ? C_ ("MFA", "On") : C_ ("MFA", "Off");
    case ROSTER_FIELD_SSO:
      *symbol = member->sso == ROSTER_FLAG_ON ? SYMBOL_ON : SYMBOL_OFF;
      return member->sso == ROSTER_FLAG_ON ? C_ ("SSO", "On") : C_ ("SSO", "Off");
    case ROSTER_FIELD_STATUS:
      *symbol = member->enabled == ROSTER_FLAG_ON ? SYMBOL_ON : SYMBOL_DISABLED;
      return member->enabled == ROSTER_FLAG_ON ? C_ ("status", "Enabled")
                                               : C_ ("status", "Disabled");
    case ROSTER_FIELD_NAME:
    case ROSTER_FIELD_EMAIL:
    case ROSTER_FIELD_LAST_SIGN_IN:
    case ROSTER_FIELD_ID:
    default:
      *symbol = NULL;
      return NULL;
    }
}

static const char *
get_plain_text (RosterMemberField field, const RosterMember *member)
{
  if (field == ROSTER_FIELD_EMAIL)
    return member->email;
  if (field == ROSTER_FIELD_ID)
    return member->id;
  return roster_member_get_label (member);
}

/**
 * roster_column_get:
 * @field: a field
 *
 * Returns: its column; static
 */
const RosterColumn *
roster_column_get (RosterMemberField field)
{
  g_return_val_if_fail ((guint)field < ROSTER_N_FIELDS, NULL);

  return &columns[field];
}

/* The words that a column chooses from; the ends of the list are %NULL. */
static void
list_words (RosterMemberField field, const char *words[ROSTER_N_ROLES])
{
  guint n = 0;

  if (field == ROSTER_FIELD_ROLE)
    for (guint role = 0; role < ROSTER_ROLE_OTHER; role++)
      words[n++] = roster_role_get_label ((RosterRole)role);
  if (field == ROSTER_FIELD_MFA || field == ROSTER_FIELD_SSO)
    {
      words[n++] = field == ROSTER_FIELD_MFA ? C_ ("MFA", "On") : C_ ("SSO", "On");
      words[n++] = field == ROSTER_FIELD_MFA ? C_ ("MFA", "Off") : C_ ("SSO", "Off");
    }
  if (field == ROSTER_FIELD_STATUS)
    {
      words[n++] = C_ ("status", "Enabled");
      words[n++] = C_ ("status", "Disabled");
    }
}

/**
 * roster_column_get_min_width:
 * @field: a field
 *
 * Returns: how many characters wide its column is at least: each of its words has room, with the
 *   symbol before it, in every language
 */
guint
roster_column_get_min_width (RosterMemberField field)
{
  const char *words[ROSTER_N_ROLES] = { NULL };
  guint width = roster_column_get (field)->min_width;

  list_words (field, words);
  for (guint i = 0; i < G_N_ELEMENTS (words) && words[i] != NULL; i++)
    width = MAX (width, (guint)g_utf8_strlen (words[i], -1) + 2);
  return width;
}

/**
 * roster_column_read_order:
 * @ids: (nullable): what the setting `columns` says
 * @order: (out): %ROSTER_N_FIELDS places: all fields in their order, those shown first
 *
 * What the setting says twice, or does not know, is passed over. Where it says nothing, everything
 * is shown but the id, which few people want to read.
 *
 * Returns: how many are shown
 */
guint
roster_column_read_order (const char *const *ids, RosterMemberField *order)
{
  gboolean taken[ROSTER_N_FIELDS] = { FALSE };
  guint n = 0;
  guint n_shown;

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      RosterMemberField field;

      if (roster_member_field_from_id (ids[i], &field) && !taken[field])
        {
          taken[field] = TRUE;
          order[n++] = field;
        }
    }

  n_shown = n;
  for (guint i = 0; i < ROSTER_N_FIELDS; i++)
    if (!taken[i])
      order[n++] = (RosterMemberField)i;
  return n_shown > 0 ? n_shown : ROSTER_N_FIELDS - 1;
}

/**
 * roster_column_dup_text:
 * @field: a field
 * @member: a member
 * @now: milliseconds since the epoch
 *
 * Returns: what the cell shows: one line, safe to show
 */
char *
roster_column_dup_text (RosterMemberField field, const RosterMember *member, gint64 now)
{
  const char *symbol = NULL;
  const char *word = get_word (field, member, &symbol);

  if (is_not_told (field, member))
    return g_strdup (SYMBOL_NOT_TOLD);
  if (field == ROSTER_FIELD_LAST_SIGN_IN)
    return roster_time_text_ago (member->last_sign_in, now);
  if (word != NULL)
    {
      g_autofree char *shown = roster_text_display (word);

      return g_strdup_printf ("%s %s", symbol, shown);
    }
  return roster_text_display (get_plain_text (field, member));
}

/**
 * roster_column_dup_spoken:
 * @field: a field
 * @member: a member
 *
 * Returns: (nullable): what a screen reader says in place of the text, where the text has a symbol
 *   in it or says nothing without its column
 */
char *
roster_column_dup_spoken (RosterMemberField field, const RosterMember *member)
{
  const char *symbol = NULL;
  const char *word = get_word (field, member, &symbol);

  if (is_not_told (field, member))
    return g_strdup (_ ("The service does not say"));
  if (field == ROSTER_FIELD_MFA)
    return g_strdup (member->mfa == ROSTER_FLAG_ON ? _ ("MFA on") : _ ("MFA off"));
  if (field == ROSTER_FIELD_SSO)
    return g_strdup (member->sso == ROSTER_FLAG_ON ? _ ("SSO on") : _ ("SSO off"));
  return word != NULL ? roster_text_display (word) : NULL;
}

/**
 * roster_column_dup_tooltip:
 * @field: a field
 * @member: a member
 *
 * Returns: all there is to say: the whole text, the exact time, what a word means
 */
char *
roster_column_dup_tooltip (RosterMemberField field, const RosterMember *member)
{
  if (is_not_told (field, member))
    return g_strdup (_ ("The service does not say"));

  switch (field)
    {
    case ROSTER_FIELD_LAST_SIGN_IN:
      return roster_time_text_exact (member->last_sign_in, NULL);
    case ROSTER_FIELD_MFA:
      return g_strdup (member->mfa == ROSTER_FLAG_ON ? _ ("Signs in with a second factor")
                                                     : _ ("Signs in without a second factor"));
    case ROSTER_FIELD_SSO:
      return g_strdup (member->sso == ROSTER_FLAG_ON ? _ ("Signs in through single sign-on")
                                                     : _ ("Signs in without single sign-on"));
    case ROSTER_FIELD_STATUS:
      return g_strdup (member->enabled == ROSTER_FLAG_ON ? _ ("May sign in")
                                                         : _ ("May not sign in"));
    case ROSTER_FIELD_ROLE:
      return roster_column_dup_spoken (field, member);
    case ROSTER_FIELD_NAME:
    case ROSTER_FIELD_EMAIL:
    case ROSTER_FIELD_ID:
    default:
      return roster_text_display (get_plain_text (field, member));
    }
}

/**
 * roster_column_get_style:
 * @field: a field
 * @member: a member
 *
 * Returns: (nullable): the style class of the cell: for what is a warning, and what steps back
 */
const char *
roster_column_get_style (RosterMemberField field, const RosterMember *member)
{
  if (is_not_told (field, member))
    return "dim-label";

  switch (field)
    {
    case ROSTER_FIELD_MFA:
      return member->mfa == ROSTER_FLAG_ON ? NULL : "member-warning";
    case ROSTER_FIELD_STATUS:
      return member->enabled == ROSTER_FLAG_ON ? NULL : "member-warning";
    case ROSTER_FIELD_SSO:
      return member->sso == ROSTER_FLAG_ON ? NULL : "dim-label";
    case ROSTER_FIELD_LAST_SIGN_IN:
      return member->last_sign_in == ROSTER_NEVER ? "dim-label" : NULL;
    case ROSTER_FIELD_NAME:
      return member->enabled == ROSTER_FLAG_OFF ? "dim-label" : NULL;
    case ROSTER_FIELD_ROLE:
    case ROSTER_FIELD_EMAIL:
    case ROSTER_FIELD_ID:
    default:
      return NULL;
    }
}

/**
 * roster_column_is_bold:
 * @field: a field
 * @member: a member
 *
 * Not a part of the style class: a class that changes the size of its text has GTK measure the
 * whole row again.
 *
 * Returns: whether the cell stands out
 */
gboolean
roster_column_is_bold (RosterMemberField field, const RosterMember *member)
{
  switch (field)
    {
    case ROSTER_FIELD_ROLE:
      return roster_member_get_role (member) == ROSTER_ROLE_OWNER;
    case ROSTER_FIELD_MFA:
      return member->mfa == ROSTER_FLAG_OFF;
    case ROSTER_FIELD_STATUS:
      return member->enabled == ROSTER_FLAG_OFF;
    case ROSTER_FIELD_NAME:
    case ROSTER_FIELD_EMAIL:
    case ROSTER_FIELD_SSO:
    case ROSTER_FIELD_LAST_SIGN_IN:
    case ROSTER_FIELD_ID:
    default:
      return FALSE;
    }
}
