/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RosterDemoCallKind:
 *
 * The calls of threat-stack/README.md, as flags: which of them a fault is for.
 */
typedef enum
{
  ROSTER_DEMO_CALL_NONE = 0,
  ROSTER_DEMO_CALL_LIST = 1 << 0,
  ROSTER_DEMO_CALL_ADD = 1 << 1,
  ROSTER_DEMO_CALL_REMOVE = 1 << 2,
  ROSTER_DEMO_CALL_INVITE = 1 << 3,
  ROSTER_DEMO_CALL_SELF_TEST = 1 << 4,
  ROSTER_DEMO_CALL_CHANGE =
      ROSTER_DEMO_CALL_ADD | ROSTER_DEMO_CALL_REMOVE | ROSTER_DEMO_CALL_INVITE,
  ROSTER_DEMO_CALL_ANY =
      ROSTER_DEMO_CALL_CHANGE | ROSTER_DEMO_CALL_LIST | ROSTER_DEMO_CALL_SELF_TEST,
} RosterDemoCallKind;

RosterDemoCallKind roster_demo_call_kind_find (const char *method, const char *path);
const char *roster_demo_call_kind_get_name (RosterDemoCallKind kind);

/**
 * RosterDemoFaultKind:
 * @ROSTER_DEMO_FAULT_STATUS: another status in place of the answer
 * @ROSTER_DEMO_FAULT_REDIRECT: 307 to another address
 * @ROSTER_DEMO_FAULT_STALE: 401 for a stale timestamp, whatever the timestamp is
 * @ROSTER_DEMO_FAULT_FORGED_CLOCK: the same, told by somebody who does not know the key
 * @ROSTER_DEMO_FAULT_CLOCK: the service's clock is off
 * @ROSTER_DEMO_FAULT_REFUSE: nobody listens
 * @ROSTER_DEMO_FAULT_RESET: the connection is reset in place of the answer
 * @ROSTER_DEMO_FAULT_SILENCE: there is no answer, and the connection stays
 * @ROSTER_DEMO_FAULT_CUT: the connection ends in the middle of the answer
 * @ROSTER_DEMO_FAULT_SLOW: the answer comes a few bytes at a time
 * @ROSTER_DEMO_FAULT_UNSIGNED: Server-Authorization is missing
 * @ROSTER_DEMO_FAULT_FORGED: Server-Authorization is wrong
 * @ROSTER_DEMO_FAULT_REPLAYED: Server-Authorization is that of another request
 * @ROSTER_DEMO_FAULT_BODY: the body is not what threat-stack/README.md says; @text is which, see
 *   roster_demo_wrong_body_make()
 * @ROSTER_DEMO_FAULT_ENDLESS: the body does not end; @text is of what
 */
typedef enum
{
  ROSTER_DEMO_FAULT_STATUS,
  ROSTER_DEMO_FAULT_REDIRECT,
  ROSTER_DEMO_FAULT_STALE,
  ROSTER_DEMO_FAULT_FORGED_CLOCK,
  ROSTER_DEMO_FAULT_CLOCK,
  ROSTER_DEMO_FAULT_REFUSE,
  ROSTER_DEMO_FAULT_RESET,
  ROSTER_DEMO_FAULT_SILENCE,
  ROSTER_DEMO_FAULT_CUT,
  ROSTER_DEMO_FAULT_SLOW,
  ROSTER_DEMO_FAULT_UNSIGNED,
  ROSTER_DEMO_FAULT_FORGED,
  ROSTER_DEMO_FAULT_REPLAYED,
  ROSTER_DEMO_FAULT_BODY,
  ROSTER_DEMO_FAULT_ENDLESS,
} RosterDemoFaultKind;

/**
 * RosterDemoFault:
 * @spec: what it was read from
 * @calls: flags of #RosterDemoCallKind: what it happens to
 * @kind: what happens
 * @number: status, seconds, bytes or bytes a second, as the kind wants; -1 where none was given
 * @text: (nullable): the address of a redirect, the kind of a body
 * @organization: (nullable): the only organization it happens in
 * @applied: whether the change is made although the answer is replaced
 * @headers: "Name: value", of the answer that replaces the service's
 * @type: (nullable): content type of @body
 * @body: (nullable): of the answer that replaces the service's
 * @retry_after: seconds, or -1
 * @retry_after_is_date: whether they are told as a date
 * @after: how many such calls are let pass first
 * @times: how often it happens; 0 for always
 * @every: it happens to each so manyth call
 * @chance: it happens in so many of 100 cases
 * @n_seen: how many such calls there were
 * @n_hit: how often it happened
 *
 * One thing that goes wrong, and how often.
 */
typedef struct
{
  char *spec;
  guint calls;
  RosterDemoFaultKind kind;
  gint64 number;
  char *text;
  char *organization;
  gboolean applied;
  GPtrArray *headers;
  char *type;
  char *body;
  gint64 retry_after;
  gboolean retry_after_is_date;

  guint after;
  guint times;
  guint every;
  double chance;
  guint n_seen;
  guint n_hit;
} RosterDemoFault;

RosterDemoFault *roster_demo_fault_parse (const char *spec, GError **error);
void roster_demo_fault_free (RosterDemoFault *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterDemoFault, roster_demo_fault_free)

gboolean roster_demo_fault_strikes (RosterDemoFault *self,
                                    RosterDemoCallKind call,
                                    const char *organization_id);
gboolean roster_demo_fault_is_refusal (const RosterDemoFault *self);
gboolean roster_demo_fault_replaces (const RosterDemoFault *self);

G_END_DECLS
