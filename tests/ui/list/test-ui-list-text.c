/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the cells of the list and the status line say. */

#include <string.h>

#include "ui/list/roster-column.h"
#include "ui/widgets/roster-status-text.h"

#define MINUTE G_GINT64_CONSTANT (60000)
#define DAY (24 * 60 * MINUTE)
#define NOW G_GINT64_CONSTANT (1795456800000) /* 2026-11-23 18:00:00 UTC */
#define SECOND G_TIME_SPAN_SECOND

static const RosterMember ada = {
  "a1", "Ada Lovelace", "ada@example.com", "owner", NOW - 3 * DAY, 1, 1, 1
};
static const RosterMember nobody = {
  "b2", "", "b\n@example.com", "auditor", ROSTER_NEVER, 0, 0, 0
};
static const RosterMember untold = {
  "c3", "Cy", "", "user", NOW, ROSTER_FLAG_NOT_TOLD, ROSTER_FLAG_NOT_TOLD, ROSTER_FLAG_NOT_TOLD
};

static void
test_columns (void)
{
  static const struct
  {
    const RosterMember *member;
    RosterMemberField field;
    const char *text;
    const char *spoken;
    const char *tooltip;
    const char *style;
  } cases[] = {
    { &ada, ROSTER_FIELD_NAME, "Ada Lovelace", NULL, "Ada Lovelace", NULL },
    { &ada, ROSTER_FIELD_EMAIL, "ada@example.com", NULL, "ada@example.com", NULL },
    { &ada, ROSTER_FIELD_ROLE, "★ Owner", "Owner", "Owner", NULL },
    { &ada, ROSTER_FIELD_MFA, "✓ On", "MFA on", "Signs in with a second factor", NULL },
    { &ada, ROSTER_FIELD_SSO, "✓ On", "SSO on", "Signs in through single sign-on", NULL },
    { &ada, ROSTER_FIELD_STATUS, "✓ Enabled", "Enabled", "May sign in", NULL },
    { &ada, ROSTER_FIELD_LAST_SIGN_IN, "3 days ago", NULL,
      "2026-11-20 18:00:00 UTC, local time\n2026-11-20 18:00:00 UTC", NULL },
    { &ada, ROSTER_FIELD_ID, "a1", NULL, "a1", NULL },
    { &nobody, ROSTER_FIELD_NAME, "b␊@example.com", NULL, "b␊@example.com", "dim-label" },
    { &nobody, ROSTER_FIELD_ROLE, "◇ auditor", "auditor", "auditor", NULL },
    { &nobody, ROSTER_FIELD_MFA, "⚠\uFE0E Off", "MFA off", "Signs in without a second factor",
      "member-warning" },
    { &nobody, ROSTER_FIELD_SSO, "– Off", "SSO off", "Signs in without single sign-on",
      "dim-label" },
    { &nobody, ROSTER_FIELD_STATUS, "⊘ Disabled", "Disabled", "May not sign in", "member-warning" },
    { &untold, ROSTER_FIELD_NAME, "Cy", NULL, "Cy", NULL },
    { &untold, ROSTER_FIELD_MFA, "–", "The service does not say", "The service does not say",
      "dim-label" },
    { &untold, ROSTER_FIELD_SSO, "–", "The service does not say", "The service does not say",
      "dim-label" },
    { &untold, ROSTER_FIELD_STATUS, "–", "The service does not say", "The service does not say",
      "dim-label" },
    { &nobody, ROSTER_FIELD_LAST_SIGN_IN, "Never", NULL, "Has never signed in", "dim-label" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = roster_column_dup_text (cases[i].field, cases[i].member, NOW);
      g_autofree char *spoken = roster_column_dup_spoken (cases[i].field, cases[i].member);
      g_autofree char *tooltip = roster_column_dup_tooltip (cases[i].field, cases[i].member);

      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_cmpstr (spoken, ==, cases[i].spoken);
      g_assert_cmpstr (tooltip, ==, cases[i].tooltip);
      g_assert_cmpstr (roster_column_get_style (cases[i].field, cases[i].member), ==,
                       cases[i].style);
    }

  g_assert_true (roster_column_is_bold (ROSTER_FIELD_ROLE, &ada));
  g_assert_true (roster_column_is_bold (ROSTER_FIELD_MFA, &nobody));
  g_assert_true (roster_column_is_bold (ROSTER_FIELD_STATUS, &nobody));
  g_assert_false (roster_column_is_bold (ROSTER_FIELD_STATUS, &ada));
  g_assert_false (roster_column_is_bold (ROSTER_FIELD_SSO, &nobody));
  g_assert_false (roster_column_is_bold (ROSTER_FIELD_MFA, &untold));
  g_assert_false (roster_column_is_bold (ROSTER_FIELD_STATUS, &untold));
}

static void
test_column_ids (void)
{
  RosterMemberField field = ROSTER_FIELD_ID;

  for (guint i = 0; i < ROSTER_N_FIELDS; i++)
    {
      const RosterColumn *column = roster_column_get ((RosterMemberField)i);

      g_assert_true (roster_member_field_from_id (roster_member_fields[i].id, &field));
      g_assert_cmpuint (field, ==, i);
      g_assert_cmpuint (column->min_width, <=, column->width);
      g_assert_cmpuint (strlen (roster_member_field_get_title (field)), >, 0);
    }
  g_assert_false (roster_member_field_from_id ("height", &field));
}

static void
test_status (void)
{
  static const struct
  {
    RosterStatus status;
    const char *text;
  } cases[] = {
    { { .n_shown = 241, .n_members = 241, .read_at = NOW - 2 * MINUTE },
      "241 members · read 2 min ago" },
    { { .n_shown = 1, .n_members = 1, .read_at = NOW }, "1 member · read just now" },
    { { .n_shown = 38, .n_members = 241, .n_selected = 2, .read_at = NOW - 2 * MINUTE },
      "38 shown of 241 · 2 selected · read 2 min ago" },
    { { .n_shown = 0, .n_members = 241, .n_selected_hidden = 1, .read_at = NOW },
      "0 shown of 241 · 1 selected is hidden · read just now" },
    { { .n_shown = 9, .n_members = 9, .n_selected_hidden = 3, .read_at = NOW, .note = "done" },
      "9 members · 3 selected are hidden · done · read just now" },
    { { .n_shown = 9, .n_members = 9, .read_at = NOW, .n_new = 2, .n_gone = 1, .n_changed = 3 },
      "9 members · read just now · 2 new · 1 gone · 3 changed" },
    { { .n_shown = 9, .n_members = 9, .read_at = NOW, .n_gone = 1 },
      "9 members · read just now · 1 gone" },
    { { .n_shown = 9, .n_members = 9, .loading = TRUE, .sending = TRUE },
      "9 members · sending changes… · reading again…" },
    { { .n_shown = 9, .n_members = 9, .loading = TRUE, .n_read = 700 },
      "9 members · reading again, 700 so far…" },
    { { .n_shown = 9, .n_members = 9, .loading = TRUE, .wait_until = 12 * SECOND + 1 },
      "9 members · trying again in 3 seconds" },
    { { .n_shown = 9, .n_members = 9, .loading = TRUE, .wait_until = SECOND },
      "9 members · trying again in 0 seconds" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = roster_status_text (&cases[i].status, NOW, 10 * SECOND);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_wait_and_stale (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("+02:00");
  g_autofree char *wait = roster_status_text_wait ("It is busy.", 11 * SECOND, 10 * SECOND);
  g_autofree char *bare = roster_status_text_wait (NULL, 15 * SECOND, 10 * SECOND);
  g_autofree char *today = roster_status_text_stale (NOW - 5 * MINUTE, NOW, zone);
  g_autofree char *older = roster_status_text_stale (NOW - DAY, NOW, zone);

  g_assert_cmpstr (wait, ==, "It is busy.\nTrying again in 1 second.");
  g_assert_cmpstr (bare, ==, "Trying again in 5 seconds.");
  g_assert_cmpstr (today, ==, "This list was read at 19:55.");
  g_assert_cmpstr (older, ==, "This list was read at 2026-11-22 20:00.");
}

int
main (int argc, char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/list-text/columns", test_columns);
  g_test_add_func ("/ui/list-text/column-ids", test_column_ids);
  g_test_add_func ("/ui/list-text/status", test_status);
  g_test_add_func ("/ui/list-text/wait-and-stale", test_wait_and_stale);
  return g_test_run ();
}
