/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A token in the header: whoever reads it can use it, so it goes to the account's endpoint alone.
 */

#include "core/wire/roster-bearer-signature.h"

#include <glib/gi18n-lib.h>

#include "core/base/roster-error.h"

static gboolean
bearer_check_account (RosterAccount *account, GError **error)
{
  SecretValue *token = roster_account_get_key (account);
  const char *text;
  gsize length;

  if (token == NULL)
    {
      g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_NO_KEY,
                   /* Translators: %s is the address of a service. */
                   _ ("The token for %s is not known."), roster_account_get_endpoint (account));
      return FALSE;
    }

  text = secret_value_get (token, &length);
  for (gsize i = 0; i < length; i++)
    if ((guchar)text[i] <= ' ' || (guchar)text[i] >= 0x7f)
      {
        g_set_error_literal (error, ROSTER_ERROR, ROSTER_ERROR_UNAUTHORIZED,
                             _ ("The token has a character that cannot be part of it, such as a "
                                "space or a line break."));
        return FALSE;
      }
  return TRUE;
}

static RosterSignature *
bearer_new (SoupMessage *message,
            RosterCredentials *credentials,
            const char *organization_id,
            const char *content_type,
            GBytes *body)
{
  return g_new0 (RosterSignature, 1);
}

static void
bearer_free (RosterSignature *self)
{
  g_free (self);
}

static gboolean
bearer_sign (RosterSignature *self, GError **error)
{
  const char *token = secret_value_get_text (self->credentials->key);

  roster_signature_set_header (self, g_strconcat ("Bearer ", token, NULL));
  return TRUE;
}

const RosterSignatureKind roster_bearer_signature = {
  .check_account = bearer_check_account,
  .new = bearer_new,
  .free = bearer_free,
  .sign = bearer_sign,
};
