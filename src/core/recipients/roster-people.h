/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/recipients/roster-person.h"

G_BEGIN_DECLS

/**
 * RosterPeopleKind:
 * @ROSTER_PEOPLE_ADDRESSES: email addresses, to be invited
 * @ROSTER_PEOPLE_IDS: user ids, to be added
 * @ROSTER_PEOPLE_MEMBERS: either
 *
 * How the people of a text are to be named.
 */
typedef enum
{
  ROSTER_PEOPLE_ADDRESSES,
  ROSTER_PEOPLE_IDS,
  ROSTER_PEOPLE_MEMBERS,
} RosterPeopleKind;

/**
 * RosterPeople:
 * @kind: how they are to be named
 * @persons: (element-type RosterPerson): who is named, in the order of the text
 * @left_out: (element-type utf8): the headers of the columns of tables that are not used
 * @problem: (nullable): why nothing of the text can be used, one translated sentence
 *
 * Who is named in arguments, in what somebody typed or pasted, and in files.
 */
typedef struct
{
  RosterPeopleKind kind;
  GPtrArray *persons;
  GPtrArray *left_out;
  char *problem;
} RosterPeople;

RosterPeople *roster_people_new (RosterPeopleKind kind);
void roster_people_free (RosterPeople *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterPeople, roster_people_free)

/**
 * roster_people_find_problem:
 * @self: people
 *
 * Returns: (transfer full) (nullable): what was not understood first, with its text, its line and
 *   the reason; %NULL where everything was
 */
char *roster_people_find_problem (RosterPeople *self);

/**
 * roster_people_refuse_two_roles:
 * @self: people
 *
 * Takes back whoever is named with two roles: nobody can tell which one is meant.
 */
void roster_people_refuse_two_roles (RosterPeople *self);

/**
 * roster_people_describe_left_out:
 * @self: people
 *
 * Returns: (transfer full) (nullable): which columns of a table are not used, one translated
 *   sentence
 */
char *roster_people_describe_left_out (RosterPeople *self);

G_END_DECLS
