/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RosterServiceContext:
 * @endpoint: the account's endpoint, without a final slash
 * @learnt: what is known of it; bits of the service's own
 * @mark: (nullable): what a change is known by in the journal, for services that keep it
 *
 * What the builders of a service need to know of an account.
 */
typedef struct
{
  const char *endpoint;
  guint learnt;
  const char *mark;
} RosterServiceContext;

G_END_DECLS
