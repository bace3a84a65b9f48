/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** FaultCall: what is asked of the service. */
typedef enum
{
  FAULT_CALL_LIST,
  FAULT_CALL_SELF_TEST,
  FAULT_CALL_ADD,
  FAULT_CALL_REMOVE,
  FAULT_CALL_INVITE,
  FAULT_N_CALLS,
} FaultCall;

/**
 * FaultExpectation:
 * @error: what it ends in, a #RosterError; -1 where all is well in the end. A change that ends in
 *   %ROSTER_ERROR_UNKNOWN_OUTCOME is unknown, with any other error it failed
 * @n_sent: how many requests of this call the service counts
 * @applied: whether the service made the change
 * @text: (nullable): a part of what is said; or several, with | between them, one of which is
 *
 * What becomes of one call under one fault.
 */
typedef struct
{
  int error;
  guint n_sent;
  gboolean applied;
  const char *text;
} FaultExpectation;

/**
 * FaultCase:
 * @fault: as mock_fault_parse() reads it, without the call
 * @waits: whether it takes long where nobody shortens the waiting
 *
 * One fault, and what becomes of each call under it.
 */
typedef struct
{
  const char *fault;
  gboolean waits;
  FaultExpectation expected[FAULT_N_CALLS];
} FaultCase;

extern const FaultCase fault_cases[];
extern const guint n_fault_cases;

const char *fault_call_get_name (FaultCall call);
void fault_expectation_check_said (const FaultExpectation *expected, const char *said);

G_END_DECLS
