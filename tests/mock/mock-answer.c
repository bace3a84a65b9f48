/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers that take the place of good ones. */

#include "mock/mock-answer.h"

#include "mock/mock-body.h"

#include <libsoup/soup.h>

#define ELSEWHERE "https://elsewhere.example/"
#define FAR_OFF 3600

static void
replace_header (const char *line, SoupMessageHeaders *headers)
{
  g_auto (GStrv) parts = g_strsplit (line, ": ", 2);

  soup_message_headers_replace (headers, parts[0], parts[1] != NULL ? parts[1] : "");
}

static void
add_retry_after (const MockFault *fault, gint64 now_s, SoupMessageHeaders *headers)
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
  soup_message_headers_replace (headers, "Retry-After", value);
}

static RosterDemoAnswer *
make_status (const MockFault *fault)
{
  guint status = (guint)fault->number;

  if (fault->body != NULL || fault->type != NULL)
    return roster_demo_answer_new_text (
        status, fault->type != NULL ? g_intern_string (fault->type) : "text/plain; charset=utf-8",
        fault->body != NULL ? fault->body : "");
  if (status == SOUP_STATUS_NO_CONTENT)
    return roster_demo_answer_new (status, NULL, NULL);
  return roster_demo_answer_new_error (status, "Not today");
}

static RosterDemoAnswer *
make_stale (const MockFault *fault, RosterDemoGuard *guard, gint64 now_s)
{
  gint64 offset = fault->number != -1 ? fault->number : FAR_OFF;
  RosterDemoAnswer *answer = roster_demo_answer_new_error (401, "Stale timestamp");

  if (fault->kind == MOCK_FAULT_STALE)
    answer->challenge = roster_demo_guard_tell_time (guard, now_s + offset);
  else
    answer->challenge = g_strdup_printf (
        "Hawk ts=\"%" G_GINT64_FORMAT "\", tsm=\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\", "
        "error=\"Stale timestamp\"",
        now_s + FAR_OFF);
  return answer;
}

/**
 * mock_answer_new:
 * @fault: one that replaces the answer
 * @guard: who can tell the time
 * @now_s: the service's time, seconds since the epoch
 *
 * Returns: (transfer full): the answer; its status is 0 where there is to be none
 */
RosterDemoAnswer *
mock_answer_new (const MockFault *fault, RosterDemoGuard *guard, gint64 now_s)
{
  switch ((guint)fault->kind)
    {
    case MOCK_FAULT_STATUS:
      return make_status (fault);
    case MOCK_FAULT_REDIRECT:
      return roster_demo_answer_new (SOUP_STATUS_TEMPORARY_REDIRECT, NULL, NULL);
    case MOCK_FAULT_STALE:
    case MOCK_FAULT_FORGED_CLOCK:
      return make_stale (fault, guard, now_s);
    default:
      return roster_demo_answer_new (0, NULL, NULL);
    }
}

/**
 * mock_answer_spoil:
 * @fault: any
 * @answer: (inout): a good answer; it stays so where the fault is not about its body
 */
void
mock_answer_spoil (const MockFault *fault, RosterDemoAnswer **answer)
{
  RosterDemoAnswer *good = *answer;

  if (fault->kind != MOCK_FAULT_BODY)
    return;
  *answer = mock_body_make (fault->text, good);
  roster_demo_answer_free (good);
}

/* The proof of an answer to an earlier request. */
static char *
replay (const RosterDemoExchange *exchange, RosterDemoGuard *guard, const char *hash)
{
  RosterHawkArtifacts earlier = exchange->artifacts;

  earlier.ts--;
  earlier.nonce = "earlier";
  return roster_demo_guard_sign (guard, &earlier, hash);
}

/**
 * mock_answer_spoil_headers:
 * @fault: any
 * @exchange: the answer was put into its message
 * @guard: who knows the key
 * @hash: the payload hash of the answer
 * @now_s: the service's time, seconds since the epoch
 *
 * Makes those headers wrong that the fault is about.
 */
void
mock_answer_spoil_headers (const MockFault *fault,
                           const RosterDemoExchange *exchange,
                           RosterDemoGuard *guard,
                           const char *hash,
                           gint64 now_s)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (exchange->message);
  g_autofree char *proof = NULL;

  switch ((guint)fault->kind)
    {
    case MOCK_FAULT_STATUS:
      g_ptr_array_foreach (fault->headers, (GFunc)replace_header, headers);
      add_retry_after (fault, now_s, headers);
      return;
    case MOCK_FAULT_REDIRECT:
      soup_message_headers_replace (headers, "Location",
                                    fault->text != NULL ? fault->text : ELSEWHERE);
      return;
    case MOCK_FAULT_UNSIGNED:
    case MOCK_FAULT_STALE:
    case MOCK_FAULT_FORGED_CLOCK:
      soup_message_headers_remove (headers, "Server-Authorization");
      return;
    case MOCK_FAULT_FORGED:
      proof = g_strdup_printf ("Hawk mac=\"%s\", hash=\"%s\"",
                               "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", hash);
      break;
    case MOCK_FAULT_REPLAYED:
      proof = exchange->given != NULL ? replay (exchange, guard, hash) : NULL;
      break;
    default:
      return;
    }
  if (exchange->given != NULL)
    soup_message_headers_replace (headers, "Server-Authorization", proof);
}
