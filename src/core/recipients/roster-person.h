/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RosterPerson:
 * @line: the line of the text it stands in, from 1; 0 for an argument
 * @text: what stands there, shortened; never empty
 * @email: (nullable): a valid address, as it was written
 * @id: (nullable): a user id
 * @name: (nullable): the name beside it
 * @role: (nullable): "owner", "user" or "reader", where a table says it
 * @problem: (nullable): why it was not understood, one translated sentence; the fields above are
 *   %NULL then, but for @text
 *
 * Somebody who is named in a text, or what stands where somebody should be named.
 */
typedef struct
{
  guint line;
  char *text;
  char *email;
  char *id;
  char *name;
  char *role;
  char *problem;
} RosterPerson;

/**
 * roster_person_new:
 * @line: the line, or 0
 * @text: what stands there; it is shortened and freed of line breaks
 *
 * Returns: (transfer full): a person of whom nothing else is known yet
 */
RosterPerson *roster_person_new (guint line, const char *text);
void roster_person_free (RosterPerson *self);

/** roster_person_set_name: sets the name beside it, unless @name is %NULL, empty or the address */
void roster_person_set_name (RosterPerson *self, const char *name);

/** roster_person_refuse: says why it was not understood; what was understood of it goes */
void roster_person_refuse (RosterPerson *self, const char *problem);

/**
 * roster_person_describe_problem:
 * @self: a person
 *
 * Returns: (transfer full) (nullable): the problem with its line, one translated sentence
 */
char *roster_person_describe_problem (const RosterPerson *self);

/**
 * roster_person_dup_key:
 * @self: a person that was understood
 *
 * Returns: (transfer full): equal for two that name the same person in the same way
 */
char *roster_person_dup_key (const RosterPerson *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterPerson, roster_person_free)

G_END_DECLS
