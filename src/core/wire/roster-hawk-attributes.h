/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** ROSTER_HAWK_MAX_HEADER: the longest header that is read, in bytes, as in Hawk itself. */
#define ROSTER_HAWK_MAX_HEADER 4096

/** RosterHawkAttributes: the attributes of an Authorization, Server-Authorization or
 * WWW-Authenticate header; NULL where absent, never "". */
typedef struct
{
  char *id;
  char *ts;
  char *nonce;
  char *hash;
  char *ext;
  char *mac;
  char *tsm;
  char *error;
} RosterHawkAttributes;

void roster_hawk_attributes_free (RosterHawkAttributes *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterHawkAttributes, roster_hawk_attributes_free)

RosterHawkAttributes *roster_hawk_parse (const char *header, GError **error);

G_END_DECLS
