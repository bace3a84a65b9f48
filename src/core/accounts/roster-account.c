/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose key it is and where it is used: endpoint, user id and, once known, the API key. */

#include "core/accounts/roster-account.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/base/roster-error.h"

struct _RosterAccount
{
  GObject parent_instance;

  /* owned */
  char *endpoint;
  char *user_id;
  char *service;
  SecretValue *key; /* (nullable) */

  gint64 clock_offset; /* seconds */
  guint learnt;
  gint64 accepted_clock;
  gboolean any_clock;
  RosterSigning signing;
};

enum
{
  PROP_0,
  PROP_ENDPOINT,
  PROP_USER_ID,
  PROP_HAS_KEY,
  PROP_SIGNING,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (RosterAccount, roster_account, G_TYPE_OBJECT)

/**
 * roster_account_check_key:
 * @key: an API key
 * @error: return location of a #ROSTER_ERROR_UNAUTHORIZED
 *
 * A key that was pasted with its quotation marks or its line break makes a signature that the
 * service refuses without a reason.
 *
 * Returns: whether @key can be one
 */
gboolean
roster_account_check_key (SecretValue *key, GError **error)
{
  gsize length;
  const char *text;

  g_return_val_if_fail (key != NULL, FALSE);

  text = secret_value_get (key, &length);
  for (gsize i = 0; i < length; i++)
    if ((guchar)text[i] <= ' ' || text[i] == 0x7f || text[i] == '"' || text[i] == '\'')
      {
        g_set_error_literal (error, ROSTER_ERROR, ROSTER_ERROR_UNAUTHORIZED,
                             _ ("The API key has a character that cannot be part of it, such as a "
                                "space, a line break or a quotation mark."));
        return FALSE;
      }
  return TRUE;
}

static void
roster_account_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  RosterAccount *self = ROSTER_ACCOUNT (object);

  switch (property_id)
    {
    case PROP_ENDPOINT:
      g_value_set_string (value, self->endpoint);
      break;
    case PROP_USER_ID:
      g_value_set_string (value, self->user_id);
      break;
    case PROP_HAS_KEY:
      g_value_set_boolean (value, roster_account_has_key (self));
      break;
    case PROP_SIGNING:
      g_value_set_uint (value, self->signing);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
roster_account_set_property (GObject *object,
                             guint property_id,
                             const GValue *value,
                             GParamSpec *pspec)
{
  RosterAccount *self = ROSTER_ACCOUNT (object);

  switch (property_id)
    {
    case PROP_ENDPOINT:
      self->endpoint = g_value_dup_string (value);
      break;
    case PROP_USER_ID:
      self->user_id = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
roster_account_finalize (GObject *object)
{
  RosterAccount *self = ROSTER_ACCOUNT (object);

  g_clear_pointer (&self->key, secret_value_unref);
  g_free (self->endpoint);
  g_free (self->user_id);
  g_free (self->service);

  G_OBJECT_CLASS (roster_account_parent_class)->finalize (object);
}

static void
roster_account_class_init (RosterAccountClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = roster_account_get_property;
  object_class->set_property = roster_account_set_property;
  object_class->finalize = roster_account_finalize;

  properties[PROP_ENDPOINT] =
      g_param_spec_string ("endpoint", NULL, NULL, "",
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_USER_ID] =
      g_param_spec_string ("user-id", NULL, NULL, "",
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_HAS_KEY] =
      g_param_spec_boolean ("has-key", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_SIGNING] = g_param_spec_uint (
      "signing", NULL, NULL, ROSTER_SIGNING_UNKNOWN, ROSTER_SIGNING_YES, ROSTER_SIGNING_UNKNOWN,
      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
roster_account_init (RosterAccount *self)
{
  self->service = g_strdup ("");
}

/**
 * roster_account_new:
 * @endpoint: as roster_account_check_endpoint() gave it
 * @user_id: the user id, which is the Hawk id (threat-stack/README.md, "Authentication")
 *
 * Returns: (transfer full): an account whose key is not known yet
 */
RosterAccount *
roster_account_new (const char *endpoint, const char *user_id)
{
  g_return_val_if_fail (endpoint != NULL, NULL);
  g_return_val_if_fail (user_id != NULL, NULL);

  return g_object_new (ROSTER_TYPE_ACCOUNT, "endpoint", endpoint, "user-id", user_id, NULL);
}

const char *
roster_account_get_endpoint (RosterAccount *self)
{
  g_return_val_if_fail (ROSTER_IS_ACCOUNT (self), NULL);

  return self->endpoint;
}

const char *
roster_account_get_user_id (RosterAccount *self)
{
  g_return_val_if_fail (ROSTER_IS_ACCOUNT (self), NULL);

  return self->user_id;
}

gboolean
roster_account_has_key (RosterAccount *self)
{
  g_return_val_if_fail (ROSTER_IS_ACCOUNT (self), FALSE);

  return self->key != NULL;
}

/**
 * roster_account_get_key:
 * @self: an account
 *
 * Returns: (transfer none) (nullable): the API key, which is for signing alone and is never copied
 *   into ordinary memory
 */
SecretValue *
roster_account_get_key (RosterAccount *self)
{
  g_return_val_if_fail (ROSTER_IS_ACCOUNT (self), NULL);

  return self->key;
}

/**
 * roster_account_set_key:
 * @self: an account
 * @key: (nullable): the API key; an empty one counts as none
 *
 * Keeps the key for as long as the account lives. Requests that are being signed go on with the key
 * that was there when they were signed.
 */
void
roster_account_set_key (RosterAccount *self, SecretValue *key)
{
  gboolean had_key;
  gsize length = 0;

  g_return_if_fail (ROSTER_IS_ACCOUNT (self));

  if (self->key == key)
    return;
  if (key != NULL)
    secret_value_get (key, &length);

  had_key = self->key != NULL;
  g_clear_pointer (&self->key, secret_value_unref);
  if (length > 0)
    self->key = secret_value_ref (key);

  /* Also where another key takes a key's place: who failed with the old one can try again. */
  if (had_key || self->key != NULL)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_KEY]);
}

/**
 * roster_account_is_same_key:
 * @a: a key
 * @b: a key
 *
 * Returns: whether they are the same, byte for byte; the bytes do not leave non-pageable memory
 */
gboolean
roster_account_is_same_key (SecretValue *a, SecretValue *b)
{
  gsize length_a;
  gsize length_b;
  const char *bytes_a = secret_value_get (a, &length_a);
  const char *bytes_b = secret_value_get (b, &length_b);

  return length_a == length_b && memcmp (bytes_a, bytes_b, length_a) == 0;
}

/**
 * roster_account_is_key:
 * @self: an account
 * @key: a key
 *
 * Returns: whether @key is the account's, byte for byte; nothing is copied
 */
gboolean
roster_account_is_key (RosterAccount *self, SecretValue *key)
{
  g_return_val_if_fail (ROSTER_IS_ACCOUNT (self), FALSE);
  g_return_val_if_fail (key != NULL, FALSE);

  return self->key != NULL && roster_account_is_same_key (self->key, key);
}

/** roster_account_get_clock_offset: seconds to add to this computer's clock to get the service's,
 * as a stale timestamp taught it (threat-stack/README.md, "Authentication"). */
gint64
roster_account_get_clock_offset (RosterAccount *self)
{
  return self->clock_offset;
}

void
roster_account_set_clock_offset (RosterAccount *self, gint64 seconds)
{
  self->clock_offset = seconds;
}

guint
roster_account_get_learnt (RosterAccount *self)
{
  return self->learnt;
}

/** roster_account_learn: adds to what is known of the endpoint; the bits are the service's own. */
void
roster_account_learn (RosterAccount *self, guint learnt)
{
  self->learnt |= learnt;
}

const char *
roster_account_get_service (RosterAccount *self)
{
  return self->service;
}

/** roster_account_set_service: before anything is asked; "" is the default service. */
void
roster_account_set_service (RosterAccount *self, const char *service)
{
  g_free (self->service);
  self->service = g_strdup (service);
}

gint64
roster_account_get_accepted_clock (RosterAccount *self)
{
  return self->accepted_clock;
}

void
roster_account_set_accepted_clock (RosterAccount *self, gint64 clock)
{
  self->accepted_clock = clock;
}

/** roster_account_get_any_clock: whether a person has agreed to a clock that is far off. */
gboolean
roster_account_get_any_clock (RosterAccount *self)
{
  return self->any_clock;
}

/** roster_account_set_any_clock: for a person to say: any time that is proven is taken. */
void
roster_account_set_any_clock (RosterAccount *self, gboolean any_clock)
{
  self->any_clock = any_clock;
}

/** roster_account_get_signing: whether the service signs its answers, as far as was seen. */
RosterSigning
roster_account_get_signing (RosterAccount *self)
{
  return self->signing;
}

/** roster_account_set_signing: never from yes to less, but where a person forgets the account. */
void
roster_account_set_signing (RosterAccount *self, RosterSigning signing)
{
  self->signing = signing;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIGNING]);
}
