/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RosterSigning:
 * @ROSTER_SIGNING_UNKNOWN: no answer was seen yet
 * @ROSTER_SIGNING_NO: the answers that were seen carry no signature
 * @ROSTER_SIGNING_YES: a signed answer was seen; nothing unsigned is believed from then on
 *
 * Whether a service signs its answers.
 */
typedef enum
{
  ROSTER_SIGNING_UNKNOWN,
  ROSTER_SIGNING_NO,
  ROSTER_SIGNING_YES,
} RosterSigning;

gboolean roster_signing_is_required (RosterSigning self, const char *endpoint);
const char *roster_signing_describe (RosterSigning self); /* (nullable) */

G_END_DECLS
