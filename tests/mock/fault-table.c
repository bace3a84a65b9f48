/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every fault and every call: what the service has done, how often it was asked, what the person is
 * told (core/wire/README.md). The list has three pages.
 */

#include "mock/fault-table.h"

#include <string.h>

#include "core/base/roster-error.h"

/* clang-format off */

#define GOOD(n_sent) { -1, n_sent, TRUE, NULL }
#define SAID(n_sent, text) { -1, n_sent, TRUE, text }
#define BAD(error, n_sent, text) { ROSTER_ERROR_##error, n_sent, FALSE, text }

/* A change whose answer was lost, settled by the list; an invitation cannot be. */
#define HAPPENED SAID (1, "the list shows that it happened")
#define NOT_HAPPENED BAD (INTERRUPTED, 1, "the list shows that it did not happen")
#define MAYBE BAD (UNKNOWN_OUTCOME, 1, "ask them whether it arrived")
#define MAYBE_SENT { ROSTER_ERROR_UNKNOWN_OUTCOME, 1, TRUE, "ask them whether it arrived" }

#define ALL(x) x, x, x, x, x
#define READS(x) x, x
#define CHANGES(x) x, x, x
#define LOST_BEFORE NOT_HAPPENED, NOT_HAPPENED, MAYBE
#define LOST_AFTER HAPPENED, HAPPENED, MAYBE_SENT

/* What is said is not what the service documents: the list is no list, and a change is as one whose
 * answer was lost. A removal is answered with nothing, which stays so. */
#define WRONG_CHANGES GOOD (1), GOOD (1), MAYBE_SENT
#define WRONG_LIST(n_sent, text) BAD (BAD_ANSWER, n_sent, text), GOOD (1), WRONG_CHANGES

/* Each row: fault, whether it takes long; then list, self-test, add, remove, invite. */
const FaultCase fault_cases[] = {
  { "clock=0", FALSE, { GOOD (3), GOOD (1), CHANGES (GOOD (1)) } },

  /* Refused: the service did not act. */
  { "status=400,body=Odd", FALSE, { ALL (BAD (BAD_REQUEST, 1, "(400): Odd")) } },
  { "status=400,body=\033]0;Owned\007\033[31mRed\r\n\xe2\x80\xae", FALSE,
    { ALL (BAD (BAD_REQUEST, 1, "Red")) } },
  { "status=401", FALSE, { ALL (BAD (UNAUTHORIZED, 1, "(401)")) } },
  { "status=403", FALSE, { ALL (BAD (FORBIDDEN, 1, "(403): Not today")) } },
  { "status=404", FALSE, { ALL (BAD (NOT_FOUND, 1, "(404)")) } },
  { "status=405", FALSE, { READS (BAD (BAD_REQUEST, 1, "(405)")),
                           BAD (BAD_REQUEST, 1, "(405)"), BAD (BAD_REQUEST, 1, "(405)"),
                           BAD (BAD_REQUEST, 2, "(405)") } },
  { "status=405,times=1", FALSE, { READS (BAD (BAD_REQUEST, 1, "(405)")),
                                   BAD (BAD_REQUEST, 1, "(405)"), BAD (BAD_REQUEST, 1, "(405)"),
                                   GOOD (2) } },
  { "status=409", FALSE, { ALL (BAD (CONFLICT, 1, "(409)")) } },
  { "status=418", FALSE, { ALL (BAD (BAD_REQUEST, 1, "(418)")) } },

  /* Busy: everything is sent again after 429, only reads after 503. */
  { "status=429,retry-after=0,times=2", FALSE, { GOOD (5), GOOD (3), CHANGES (GOOD (3)) } },
  { "status=429,retry-after-date=0,times=5", FALSE, { GOOD (8), GOOD (6), CHANGES (GOOD (6)) } },
  { "status=429,retry-after=0", FALSE, { ALL (BAD (RATE_LIMITED, 6, "(429)")) } },
  { "status=429,retry-after=3600", FALSE, { ALL (BAD (RATE_LIMITED, 1, "(429)")) } },
  { "status=429", TRUE, { ALL (BAD (RATE_LIMITED, 6, "(429)")) } },
  { "status=503,retry-after=0,times=2", FALSE, { GOOD (5), GOOD (3), LOST_BEFORE } },
  { "status=503,retry-after=0", FALSE, { READS (BAD (SERVICE, 6, "(503)")), LOST_BEFORE } },
  { "status=503,retry-after=0,applied", FALSE, { READS (BAD (SERVICE, 6, "(503)")), LOST_AFTER } },
  { "status=502,times=3", TRUE, { GOOD (6), GOOD (4), LOST_BEFORE } },
  { "status=504,applied", TRUE, { READS (BAD (SERVICE, 6, "(504)")), LOST_AFTER } },
  { "status=500", FALSE, { READS (BAD (SERVICE, 1, "(500)")), LOST_BEFORE } },
  { "status=500,applied", FALSE, { READS (BAD (SERVICE, 1, "(500)")), LOST_AFTER } },
  { "status=507,type=text/html,body=<h1>Full</h1>", FALSE,
    { READS (BAD (SERVICE, 1, "(507): Full")), LOST_BEFORE } },

  /* The connection. */
  { "refuse", FALSE, { ALL (BAD (OFFLINE, 0, "could be made")) } },
  { "reset", TRUE, { READS (BAD (INTERRUPTED, 6, "broke")), LOST_BEFORE } },
  { "reset,times=1", TRUE, { GOOD (4), GOOD (2), LOST_BEFORE } },
  { "reset,applied", TRUE, { READS (BAD (INTERRUPTED, 6, "broke")), LOST_AFTER } },
  { "cut", TRUE, { READS (BAD (INTERRUPTED, 6, "too early")), LOST_AFTER } },
  { "cut,times=1", TRUE, { GOOD (4), GOOD (2), LOST_AFTER } },
  { "cut,after=1,times=1", TRUE, { GOOD (4), GOOD (1), CHANGES (GOOD (1)) } },
  { "cut=0,times=1", TRUE, { GOOD (4), GOOD (2), LOST_AFTER } },
  { "silence,times=1", TRUE, { GOOD (4), GOOD (2), LOST_BEFORE } },
  { "silence,applied,times=1", TRUE, { GOOD (4), GOOD (2), LOST_AFTER } },
  { "slow=20000", FALSE, { GOOD (3), GOOD (1), CHANGES (GOOD (1)) } },

  /* Who answers? */
  { "unsigned", FALSE, { READS (BAD (NOT_AUTHENTIC, 1, "not signed")), LOST_AFTER } },
  { "forged", FALSE, { READS (BAD (NOT_AUTHENTIC, 1, "not come from the service")), LOST_AFTER } },
  { "replayed", FALSE, { READS (BAD (NOT_AUTHENTIC, 1, "not come from the service")), LOST_AFTER } },
  { "redirect=http://127.0.0.1:9/", FALSE,
    { READS (BAD (BAD_ANSWER, 1, "not followed")), LOST_BEFORE } },
  { "clock=3600", FALSE, { GOOD (4), GOOD (2), CHANGES (GOOD (2)) } },
  { "clock=-3600", FALSE, { GOOD (4), GOOD (2), CHANGES (GOOD (2)) } },
  { "stale", FALSE, { ALL (BAD (CLOCK, 2, "3599 seconds off|3600 seconds off|3601 seconds off")) } },
  { "forged-clock", FALSE, { READS (BAD (NOT_AUTHENTIC, 1, "not come from the service")), LOST_BEFORE } },

  /* What is said. */
  { "not-json", FALSE, { WRONG_LIST (1, "not JSON") } },
  { "empty", FALSE, { BAD (BAD_ANSWER, 1, "empty"), GOOD (1), CHANGES (GOOD (1)) } },
  { "wrong-types", FALSE, { WRONG_LIST (1, "is not a text") } },
  { "missing-fields", FALSE, { WRONG_LIST (1, "without an id") } },
  { "duplicate-keys", FALSE, { WRONG_LIST (1, "stands twice") } },
  { "deep", FALSE, { WRONG_LIST (1, "nested too deeply") } },
  { "bad-utf8", FALSE, { WRONG_LIST (1, "not UTF-8") } },
  { "huge-string", FALSE, { WRONG_LIST (1, "over 64 KiB") } },
  { "huge-member", FALSE,
    { BAD (BAD_ANSWER, 1, "over 1 MiB"), BAD (BAD_ANSWER, 1, "far too long"), LOST_AFTER } },
  { "repeat-token", FALSE, { WRONG_LIST (2, "the same page of the list twice") } },
  { "long-names", FALSE, { GOOD (3), GOOD (1), WRONG_CHANGES } },
  { "hostile-names", FALSE, { GOOD (3), GOOD (1), WRONG_CHANGES } },
  { "endless=name", FALSE,
    { BAD (BAD_ANSWER, 1, "over 1 MiB"), BAD (BAD_ANSWER, 1, "far too long"),
      HAPPENED, GOOD (1), MAYBE_SENT } },
  { "endless=spaces", FALSE,
    { BAD (BAD_ANSWER, 1, "does not end"), BAD (BAD_ANSWER, 1, "far too long"),
      HAPPENED, GOOD (1), MAYBE_SENT } },
  { "endless=headers", TRUE, { READS (BAD (INTERRUPTED, 6, "broke")), LOST_AFTER } },
};

/* clang-format on */

const guint n_fault_cases = G_N_ELEMENTS (fault_cases);

const char *
fault_call_get_name (FaultCall call)
{
  static const char *const names[FAULT_N_CALLS] = { "list", "self-test", "add", "remove",
                                                    "invite" };

  return names[call];
}

/**
 * fault_expectation_check_said:
 * @expected: what becomes of a call
 * @said: (nullable): what was said of it
 *
 * Ends the test where none of the texts of @expected is a part of @said.
 */
void
fault_expectation_check_said (const FaultExpectation *expected, const char *said)
{
  g_auto (GStrv) texts = NULL;

  if (expected->text == NULL)
    return;

  texts = g_strsplit (expected->text, "|", -1);
  for (guint i = 0; texts[i] != NULL; i++)
    if (said != NULL && strstr (said, texts[i]) != NULL)
      return;
  g_error ("“%s” is not in what it says: %s", expected->text, said);
}
