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
  SecretValue *key; /* (nullable) */

  gint64 clock_offset; /* seconds */
  gboolean invites_with_put;
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
 * roster_account_is_loopback:
 * @host: a host name or an address, without brackets
 *
 * Returns: whether it is this computer itself: localhost, 127.0.0.0/8 or ::1
 */
gboolean
roster_account_is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = NULL;

  g_return_val_if_fail (host != NULL, FALSE);

  if (g_ascii_strcasecmp (host, "localhost") == 0)
    return TRUE;

  address = g_inet_address_new_from_string (host);
  return address != NULL && g_inet_address_get_is_loopback (address);
}

static gboolean
check_scheme (GUri *uri, GError **error)
{
  const char *scheme = g_uri_get_scheme (uri);

  if (g_str_equal (scheme, "https"))
    return TRUE;
  if (g_str_equal (scheme, "http") && roster_account_is_loopback (g_uri_get_host (uri)))
    return TRUE;

  if (g_str_equal (scheme, "http"))
    /* Translators: %s is the name of a computer. */
    g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_BAD_ENDPOINT,
                 _ ("The connection to “%s” would not be encrypted: the endpoint has to start "
                    "with https://."),
                 g_uri_get_host (uri));
  else
    g_set_error_literal (error, ROSTER_ERROR, ROSTER_ERROR_BAD_ENDPOINT,
                         _ ("The endpoint has to start with https://."));
  return FALSE;
}

static gboolean
check_parts (GUri *uri, GError **error)
{
  if (g_uri_get_userinfo (uri) != NULL)
    {
      g_set_error_literal (error, ROSTER_ERROR, ROSTER_ERROR_BAD_ENDPOINT,
                           _ ("The endpoint must not hold a user name or a password."));
      return FALSE;
    }
  if (g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL)
    {
      g_set_error_literal (error, ROSTER_ERROR, ROSTER_ERROR_BAD_ENDPOINT,
                           _ ("The endpoint must not hold a “?” or a “#”."));
      return FALSE;
    }
  return TRUE;
}

/* GUri would take characters that no request line may hold. */
static gboolean
check_characters (const char *endpoint, GError **error)
{
  gboolean good = g_utf8_validate (endpoint, -1, NULL);

  for (const char *p = endpoint; good && *p != '\0'; p++)
    good = (guchar)*p > ' ' && *p != 0x7f && *p != '\\';

  if (!good)
    g_set_error_literal (error, ROSTER_ERROR, ROSTER_ERROR_BAD_ENDPOINT,
                         _ ("The endpoint holds a character that no address may hold."));
  return good;
}

static GUri *
parse_endpoint (const char *endpoint, GError **error)
{
  g_autoptr (GUri) uri = NULL;
  const char *host = NULL;

  if (!check_characters (endpoint, error))
    return NULL;

  uri = g_uri_parse (endpoint, G_URI_FLAGS_ENCODED | G_URI_FLAGS_SCHEME_NORMALIZE, NULL);
  if (uri != NULL)
    host = g_uri_get_host (uri);
  if (host == NULL || *host == '\0' || g_uri_get_port (uri) == 0)
    {
      g_set_error_literal (error, ROSTER_ERROR, ROSTER_ERROR_BAD_ENDPOINT,
                           _ ("The endpoint is not an address like https://api.example.com/v2."));
      return NULL;
    }
  return g_steal_pointer (&uri);
}

/**
 * roster_account_check_endpoint:
 * @endpoint: an address, as somebody typed it
 * @error: return location of a #ROSTER_ERROR_BAD_ENDPOINT
 *
 * The one place that decides where requests may go (core/wire/README.md): https
 * anywhere, http to a loopback address only; no user name, query or fragment. “localhost” can mean
 * 127.0.0.1 and ::1, where another user may listen: over http it is the first alone, and the
 * endpoint says so.
 *
 * Returns: (transfer full) (nullable): the endpoint without surrounding spaces and final slashes,
 *   its scheme and host in lower case, without a port that is the scheme's own
 */
char *
roster_account_check_endpoint (const char *endpoint, GError **error)
{
  g_autofree char *trimmed = NULL;
  g_autofree char *host = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GUri) uri = NULL;
  int port;

  g_return_val_if_fail (endpoint != NULL, NULL);

  trimmed = g_strstrip (g_strdup (endpoint));
  uri = parse_endpoint (trimmed, error);
  if (uri == NULL || !check_scheme (uri, error) || !check_parts (uri, error))
    return NULL;

  host = g_hostname_to_ascii (g_uri_get_host (uri));
  if (host == NULL)
    {
      g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_BAD_ENDPOINT,
                   /* Translators: %s is the name of a computer. */
                   _ ("“%s” cannot be the name of a computer."), g_uri_get_host (uri));
      return NULL;
    }

  if (g_str_equal (g_uri_get_scheme (uri), "http") && g_ascii_strcasecmp (host, "localhost") == 0)
    {
      g_free (host);
      host = g_strdup ("127.0.0.1");
    }

  path = g_strdup (g_uri_get_path (uri));
  for (gsize length = strlen (path); length > 0 && path[length - 1] == '/'; length--)
    path[length - 1] = '\0';

  port = g_uri_get_port (uri);
  if (port == (g_str_equal (g_uri_get_scheme (uri), "https") ? 443 : 80))
    port = -1;
  return g_uri_join (G_URI_FLAGS_ENCODED, g_uri_get_scheme (uri), NULL, host, port, path, NULL,
                     NULL);
}

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

/** roster_account_get_invites_with_put: whether the endpoint answered 405 to POST, so that
 * invitations are sent with PUT (threat-stack/README.md, "Endpoints"). */
gboolean
roster_account_get_invites_with_put (RosterAccount *self)
{
  g_return_val_if_fail (ROSTER_IS_ACCOUNT (self), FALSE);

  return self->invites_with_put;
}

void
roster_account_set_invites_with_put (RosterAccount *self, gboolean with_put)
{
  g_return_if_fail (ROSTER_IS_ACCOUNT (self));

  self->invites_with_put = with_put;
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
