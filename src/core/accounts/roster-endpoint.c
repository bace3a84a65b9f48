/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which addresses can be a service's: encrypted, or on this computer itself. */

#include "core/accounts/roster-endpoint.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/base/roster-error.h"

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
