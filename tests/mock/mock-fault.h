/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MockCallKind:
 *
 * The calls of threat-stack/README.md, as flags: which of them a fault is for.
 */
typedef enum
{
  MOCK_CALL_NONE = 0,
  MOCK_CALL_LIST = 1 << 0,
  MOCK_CALL_ADD = 1 << 1,
  MOCK_CALL_REMOVE = 1 << 2,
  MOCK_CALL_INVITE = 1 << 3,
  MOCK_CALL_SELF_TEST = 1 << 4,
  MOCK_CALL_CHANGE = MOCK_CALL_ADD | MOCK_CALL_REMOVE | MOCK_CALL_INVITE,
  MOCK_CALL_ANY = MOCK_CALL_CHANGE | MOCK_CALL_LIST | MOCK_CALL_SELF_TEST,
} MockCallKind;

MockCallKind mock_call_kind_find (const char *method, const char *path);
const char *mock_call_kind_get_name (MockCallKind kind);

/**
 * MockFaultKind:
 * @MOCK_FAULT_STATUS: another status in place of the answer
 * @MOCK_FAULT_REDIRECT: 307 to another address
 * @MOCK_FAULT_STALE: 401 for a stale timestamp, whatever the timestamp is
 * @MOCK_FAULT_FORGED_CLOCK: the same, told by somebody who does not know the key
 * @MOCK_FAULT_CLOCK: the service's clock is off
 * @MOCK_FAULT_REFUSE: nobody listens
 * @MOCK_FAULT_RESET: the connection is reset in place of the answer
 * @MOCK_FAULT_SILENCE: there is no answer, and the connection stays
 * @MOCK_FAULT_CUT: the connection ends in the middle of the answer
 * @MOCK_FAULT_SLOW: the answer comes a few bytes at a time
 * @MOCK_FAULT_UNSIGNED: Server-Authorization is missing
 * @MOCK_FAULT_FORGED: Server-Authorization is wrong
 * @MOCK_FAULT_REPLAYED: Server-Authorization is that of another request
 * @MOCK_FAULT_BODY: the body is not what threat-stack/README.md says; @text is which, see
 *   mock_body_make()
 * @MOCK_FAULT_ENDLESS: the body does not end; @text is of what
 */
typedef enum
{
  MOCK_FAULT_STATUS,
  MOCK_FAULT_REDIRECT,
  MOCK_FAULT_STALE,
  MOCK_FAULT_FORGED_CLOCK,
  MOCK_FAULT_CLOCK,
  MOCK_FAULT_REFUSE,
  MOCK_FAULT_RESET,
  MOCK_FAULT_SILENCE,
  MOCK_FAULT_CUT,
  MOCK_FAULT_SLOW,
  MOCK_FAULT_UNSIGNED,
  MOCK_FAULT_FORGED,
  MOCK_FAULT_REPLAYED,
  MOCK_FAULT_BODY,
  MOCK_FAULT_ENDLESS,
} MockFaultKind;

/**
 * MockFault:
 * @spec: what it was read from
 * @calls: flags of #MockCallKind: what it happens to
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
  MockFaultKind kind;
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
} MockFault;

MockFault *mock_fault_parse (const char *spec, GError **error);
void mock_fault_free (MockFault *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MockFault, mock_fault_free)

gboolean mock_fault_strikes (MockFault *self, MockCallKind call, const char *organization_id);
gboolean mock_fault_is_refusal (const MockFault *self);
gboolean mock_fault_replaces (const MockFault *self);

G_END_DECLS
