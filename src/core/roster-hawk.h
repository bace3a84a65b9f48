/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RosterHawkArtifacts:
 *
 * What a Hawk mac is made over (https://github.com/mozilla/hawk). The key is given beside it, never
 * kept in it.
 */
typedef struct
{
  const char *id; /* (nullable) for a response */
  gint64 ts;      /* seconds since the epoch */
  const char *nonce;
  const char *method;   /* "GET" … */
  const char *resource; /* path?query */
  const char *host;
  guint port;
  const char *hash; /* (nullable) payload hash */
  const char *ext;  /* (nullable) */
} RosterHawkArtifacts;

/** RosterHawkAttributes: the attributes of an Authorization, Server-Authorization or
 * WWW-Authenticate header; NULL where absent. */
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

/* NULL with ROSTER_ERROR_BAD_ANSWER where it is no Hawk header, has a repeated or unknown
 * attribute, or a character Hawk does not allow. */
RosterHawkAttributes *roster_hawk_parse (const char *header, GError **error);

typedef enum
{
  ROSTER_HAWK_HEADER,   /* hawk.1.header */
  ROSTER_HAWK_RESPONSE, /* hawk.1.response */
} RosterHawkKind;

char *roster_hawk_mac (RosterHawkKind kind,
                       const RosterHawkArtifacts *artifacts,
                       const char *key,
                       gsize key_length);
char *roster_hawk_ts_mac (const char *ts, const char *key, gsize key_length);
char *roster_hawk_payload_hash (const char *content_type, const void *data, gsize length);
char *
roster_hawk_authorization (const RosterHawkArtifacts *artifacts, const char *key, gsize key_length);
char *roster_hawk_nonce (void);
/* Compares in constant time. */
gboolean roster_hawk_equal (const char *a, const char *b);

/* A payload hash made piece by piece, for bodies that arrive as a stream. */
typedef struct _RosterHawkHasher RosterHawkHasher;
RosterHawkHasher *roster_hawk_hasher_new (const char *content_type);
void roster_hawk_hasher_update (RosterHawkHasher *self, const void *data, gsize length);
char *roster_hawk_hasher_finish (RosterHawkHasher *self); /* frees self, gives the hash */
void roster_hawk_hasher_free (RosterHawkHasher *self);

/* The proof of an answer: request is what was sent; response_hash is the hash of the body as
 * received. Without a hash attribute the body is not covered: FALSE where the body is not empty. */
gboolean roster_hawk_check_response (const RosterHawkArtifacts *request,
                                     const char *server_authorization,
                                     const char *response_hash,
                                     const char *key,
                                     gsize key_length,
                                     GError **error);

G_END_DECLS
