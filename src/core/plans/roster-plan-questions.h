/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RosterPlanQuestions:
 * @ROSTER_PLAN_ASKS_NOTHING: it may be carried out as it is
 * @ROSTER_PLAN_ASKS_REMOVAL: somebody loses access: asked with names and consequence
 * @ROSTER_PLAN_ASKS_OWNERS: an owner loses access
 * @ROSTER_PLAN_ASKS_MANY: more than max (2, 25 %) lose access within 24 hours: the organization's
 *   name has to be typed
 * @ROSTER_PLAN_ASKS_SELF: the account's own user loses access
 * @ROSTER_PLAN_ASKS_LOOK_ALIKES: an address is invited whose domain only looks like another one
 *
 * What a person has to agree to in one organization before a plan may be carried out there.
 */
typedef enum
{
  ROSTER_PLAN_ASKS_NOTHING = 0,
  ROSTER_PLAN_ASKS_REMOVAL = 1 << 0,
  ROSTER_PLAN_ASKS_OWNERS = 1 << 1,
  ROSTER_PLAN_ASKS_MANY = 1 << 2,
  ROSTER_PLAN_ASKS_SELF = 1 << 3,
  ROSTER_PLAN_ASKS_LOOK_ALIKES = 1 << 4,
} RosterPlanQuestions;

G_END_DECLS
