/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers that take the place of good ones. */

#include "demo/service/roster-demo-wrong-answer.h"

#include "demo/service/roster-demo-wrong-body.h"

#include <libsoup/soup.h>

#define ELSEWHERE "https://elsewhere.example/"
#define FAR_OFF 3600

static void
add_header (RosterDemoAnswer *answer, const char *name, const char *value)
{
  if (answer->headers == NULL)
    answer->headers = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (answer->headers, g_strconcat (name, ": ", value, NULL));
}

static void
add_retry_after (RosterDemoAnswer *answer, const RosterDemoFault *fault, gint64 now_s)
{
  g_autofree char *value = NULL;

  if (fault->retry_after < 0)
    return;
  if (fault->retry_after_is_date)
    {
      g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (now_s + fault->retry_after);

      value = soup_date_time_to_string (date, SOUP_DATE_HTTP);
    }
  else
    value = g_strdup_printf ("%" G_GINT64_FORMAT, fault->retry_after);
  add_header (answer, "Retry-After", value);
}

static RosterDemoAnswer *
make_status (const RosterDemoFault *fault, gint64 now_s)
{
  guint status = (guint)fault->number;
  RosterDemoAnswer *answer;

  if (fault->body != NULL || fault->type != NULL)
    answer = roster_demo_answer_new_text (
        status, fault->type != NULL ? g_intern_string (fault->type) : "text/plain; charset=utf-8",
        fault->body != NULL ? fault->body : "");
  else if (status == SOUP_STATUS_NO_CONTENT)
    answer = roster_demo_answer_new (status, NULL, NULL);
  else
    answer = roster_demo_answer_new_error (status, "Not today");

  for (guint i = 0; i < fault->headers->len; i++)
    {
      if (answer->headers == NULL)
        answer->headers = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (answer->headers, g_strdup (fault->headers->pdata[i]));
    }
  add_retry_after (answer, fault, now_s);
  return answer;
}

static RosterDemoAnswer *
make_redirect (const char *address)
{
  RosterDemoAnswer *answer = roster_demo_answer_new (307, NULL, NULL);

  add_header (answer, "Location", address != NULL ? address : ELSEWHERE);
  return answer;
}

static RosterDemoAnswer *
make_stale (const RosterDemoFault *fault, RosterDemoGuard *guard, gint64 now_s)
{
  gint64 offset = fault->number != -1 ? fault->number : FAR_OFF;
  RosterDemoAnswer *answer = roster_demo_answer_new_error (401, "Stale timestamp");

  if (fault->kind == ROSTER_DEMO_FAULT_STALE)
    answer->challenge = roster_demo_guard_tell_time (guard, now_s + offset);
  else
    answer->challenge = g_strdup_printf (
        "Hawk ts=\"%" G_GINT64_FORMAT "\", tsm=\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\", "
        "error=\"Stale timestamp\"",
        now_s + FAR_OFF);
  answer->proof = ROSTER_DEMO_PROOF_NONE;
  return answer;
}

/**
 * roster_demo_wrong_answer_new:
 * @fault: one that replaces the answer
 * @guard: who can tell the time
 * @now_s: the service's time, seconds since the epoch
 *
 * Returns: (transfer full): the answer; its status is 0 where there is to be none
 */
RosterDemoAnswer *
roster_demo_wrong_answer_new (const RosterDemoFault *fault, RosterDemoGuard *guard, gint64 now_s)
{
  switch ((guint)fault->kind)
    {
    case ROSTER_DEMO_FAULT_STATUS:
      return make_status (fault, now_s);
    case ROSTER_DEMO_FAULT_REDIRECT:
      return make_redirect (fault->text);
    case ROSTER_DEMO_FAULT_STALE:
    case ROSTER_DEMO_FAULT_FORGED_CLOCK:
      return make_stale (fault, guard, now_s);
    default:
      return roster_demo_answer_new (0, NULL, NULL);
    }
}

/**
 * roster_demo_wrong_answer_spoil:
 * @fault: any
 * @answer: (inout): a good answer; it stays so where the fault is not about what it says
 */
void
roster_demo_wrong_answer_spoil (const RosterDemoFault *fault, RosterDemoAnswer **answer)
{
  switch ((guint)fault->kind)
    {
    case ROSTER_DEMO_FAULT_BODY:
      {
        RosterDemoAnswer *good = *answer;

        *answer = roster_demo_wrong_body_make (fault->text, good);
        roster_demo_answer_free (good);
        break;
      }
    case ROSTER_DEMO_FAULT_UNSIGNED:
      (*answer)->proof = ROSTER_DEMO_PROOF_NONE;
      break;
    case ROSTER_DEMO_FAULT_FORGED:
      (*answer)->proof = ROSTER_DEMO_PROOF_FORGED;
      break;
    case ROSTER_DEMO_FAULT_REPLAYED:
      (*answer)->proof = ROSTER_DEMO_PROOF_REPLAYED;
      break;
    default:
      break;
    }
}
