/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The attributes of a key in the keyring. */

#include "core/accounts/roster-secrets-schema.h"

static const SecretSchema schema = {
  "io.github.roster.Roster",
  SECRET_SCHEMA_NONE,
  {
      { "endpoint", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "user-id", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { NULL, 0 },
  },
};

/** roster_secrets_get_schema: static */
const SecretSchema *
roster_secrets_get_schema (void)
{
  return &schema;
}
