/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** ROSTER_DEMO_CALLER: the number of the person whose key the demo's caller has. */
#define ROSTER_DEMO_CALLER 0
/** ROSTER_DEMO_CALLER_ID: the user id of that person, the one of Hawk's own documentation. */
#define ROSTER_DEMO_CALLER_ID "dh37fgj492je"
/** ROSTER_DEMO_NOBODY: the number of nobody. */
#define ROSTER_DEMO_NOBODY G_MAXUINT32

/**
 * RosterDemoSignIn:
 * @ROSTER_DEMO_SIGN_IN_MILLISECONDS: a number, as the service does in practice
 * @ROSTER_DEMO_SIGN_IN_ISO: an ISO-8601 string, as its reference says
 * @ROSTER_DEMO_SIGN_IN_NULL: null, never signed in
 * @ROSTER_DEMO_SIGN_IN_ABSENT: no such field, never signed in
 *
 * How the last sign-in of a person is written: threat-stack/README.md allows all four.
 */
typedef enum
{
  ROSTER_DEMO_SIGN_IN_MILLISECONDS,
  ROSTER_DEMO_SIGN_IN_ISO,
  ROSTER_DEMO_SIGN_IN_NULL,
  ROSTER_DEMO_SIGN_IN_ABSENT,
} RosterDemoSignIn;

/**
 * RosterDemoPerson:
 * @id: platform-wide user id
 * @name: display name
 * @email: address, unique
 * @sign_in: how the last sign-in is written
 * @minutes_ago: the last sign-in, before the demo was started
 *
 * One invented person. Everything about them follows from their number, so that a million of them
 * need no memory.
 */
typedef struct
{
  char id[16];
  char name[160];
  char email[96];
  RosterDemoSignIn sign_in;
  guint32 minutes_ago;
  guint mfa : 1;
  guint sso : 1;
  guint enabled : 1;
} RosterDemoPerson;

void roster_demo_person_init (RosterDemoPerson *self, guint32 number);
guint32 roster_demo_person_number_for_id (const char *id);
guint32 roster_demo_person_number_for_email (const char *email, guint32 n_people);
const char *roster_demo_person_role (guint32 number);
void roster_demo_person_append_json (const RosterDemoPerson *self,
                                     const char *role,
                                     gint64 now_ms,
                                     GString *json);
void roster_demo_append_json_string (GString *json, const char *text);

G_END_DECLS
