/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one place where an HTTP status, or a fault of the network, becomes an error of Roster. */

#include "core/wire/roster-wire-error.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>

#include "core/accounts/roster-account.h"
#include "core/base/roster-error.h"
#include "core/base/roster-text.h"
#include "core/wire/roster-error-body.h"

static RosterError
get_code (guint status)
{
  switch (status)
    {
    case SOUP_STATUS_UNAUTHORIZED:
      return ROSTER_ERROR_UNAUTHORIZED;
    case SOUP_STATUS_FORBIDDEN:
      return ROSTER_ERROR_FORBIDDEN;
    case SOUP_STATUS_NOT_FOUND:
      return ROSTER_ERROR_NOT_FOUND;
    case SOUP_STATUS_CONFLICT:
      return ROSTER_ERROR_CONFLICT;
    case 425:
    case 429:
      return ROSTER_ERROR_RATE_LIMITED;
    case SOUP_STATUS_REQUEST_TIMEOUT:
      return ROSTER_ERROR_SERVICE;
    case 511:
      return ROSTER_ERROR_SIGN_IN;
    default:
      break;
    }

  if (status >= 500 && status < 600)
    return ROSTER_ERROR_SERVICE;
  if (status >= 400 && status < 500)
    return ROSTER_ERROR_BAD_REQUEST;
  return ROSTER_ERROR_BAD_ANSWER;
}

/* The sentence with the service's own words, or the one without. */
#define SAY(with_words, without_words)                                                             \
  (words != NULL ? g_strdup_printf (with_words, status, words)                                     \
                 : g_strdup_printf (without_words, status))

/* Translators: in each of these, the number is an HTTP status and the text after the colon is what
 * the service says itself, in its language. */
static char *
say_status (RosterError code, guint status, const char *words)
{
  if (status == SOUP_STATUS_NOT_MODIFIED)
    return g_strdup_printf (_ ("The service, or a cache in between, answers that nothing has "
                               "changed (%u), which was not asked."),
                            status);
  if (status == 511)
    return g_strdup_printf (_ ("The network wants a sign-in before it lets anything through (%u)."),
                            status);
  if (status == SOUP_STATUS_REQUEST_TIMEOUT)
    return SAY (_ ("The request did not reach the service in time (%u): %s"),
                _ ("The request did not reach the service in time (%u)."));
  if (status == 425)
    return SAY (_ ("The service does not take the request this early (%u): %s"),
                _ ("The service does not take the request this early (%u)."));

  switch (code)
    {
    case ROSTER_ERROR_UNAUTHORIZED:
      return SAY (_ ("The service did not accept the user id or the API key (%u): %s"),
                  _ ("The service did not accept the user id or the API key (%u)."));
    case ROSTER_ERROR_FORBIDDEN:
      return SAY (_ ("The service does not allow this account to do that in this organization "
                     "(%u): %s"),
                  _ ("The service does not allow this account to do that in this organization "
                     "(%u)."));
    case ROSTER_ERROR_NOT_FOUND:
      return SAY (_ ("The service does not know what was asked for (%u): %s"),
                  _ ("The service does not know what was asked for (%u)."));
    case ROSTER_ERROR_CONFLICT:
      return SAY (_ ("The person is already a member (%u): %s"),
                  _ ("The person is already a member (%u)."));
    case ROSTER_ERROR_RATE_LIMITED:
      return SAY (_ ("The service was asked too often (%u): %s"),
                  _ ("The service was asked too often (%u)."));
    case ROSTER_ERROR_SERVICE:
      return SAY (_ ("The service has a fault of its own (%u): %s"),
                  _ ("The service has a fault of its own (%u)."));
    case ROSTER_ERROR_BAD_REQUEST:
      return SAY (_ ("The service did not accept the request (%u): %s"),
                  _ ("The service did not accept the request (%u)."));
    default:
      return SAY (_ ("The service gave an answer that was not expected (%u): %s"),
                  _ ("The service gave an answer that was not expected (%u)."));
    }
}

/* (nullable): the service's own words as a sentence */
static char *
dup_words (GBytes *body, const char *secret)
{
  g_autofree char *words = roster_error_body_dup_text (body, secret);

  return words != NULL ? roster_text_dup_sentence (words) : NULL;
}

/**
 * roster_wire_error_from_status:
 * @status: the HTTP status of an answer that is no success
 * @body: (nullable): its body, for the service's own words, without what looks like a credential
 * @secret: (nullable): the account's key, which the error must not hold
 * @retry: (out): whether it makes sense to try again (core/wire/README.md)
 *
 * Returns: (transfer full): an error of #ROSTER_ERROR
 */
GError *
roster_wire_error_from_status (guint status,
                               GBytes *body,
                               const char *secret,
                               RosterWireRetry *retry)
{
  RosterError code = get_code (status);
  g_autofree char *words = NULL;
  g_autofree char *message = NULL;

  *retry =
      status == SOUP_STATUS_REQUEST_TIMEOUT || status == 429 || (status >= 502 && status <= 504)
          ? ROSTER_WIRE_RETRY_PATIENTLY
          : ROSTER_WIRE_RETRY_NEVER;
  if (status >= 300 && status < 400 && status != SOUP_STATUS_NOT_MODIFIED)
    {
      message = g_strdup_printf (
          /* Translators: the number is an HTTP status. */
          _ ("The service sends Roster to another address (%u), which is not followed because a "
             "request is signed for one address only."),
          status);
      return g_error_new_literal (ROSTER_ERROR, code, message);
    }

  if (body != NULL)
    words = dup_words (body, secret);
  message = say_status (code, status, words);
  return g_error_new_literal (ROSTER_ERROR, code, message);
}

/**
 * roster_wire_error_from_proxy:
 * @status: how a proxy answered when it was asked for a way to the service
 * @proxy: (nullable): its host and port
 * @host: the service's host
 * @retry: (out): whether it makes sense to try again
 *
 * Returns: (transfer full): %ROSTER_ERROR_PROXY
 */
GError *
roster_wire_error_from_proxy (guint status,
                              const char *proxy,
                              const char *host,
                              RosterWireRetry *retry)
{
  *retry = status >= 502 && status <= 504 ? ROSTER_WIRE_RETRY_BRIEFLY : ROSTER_WIRE_RETRY_NEVER;
  if (proxy == NULL)
    return g_error_new (ROSTER_ERROR, ROSTER_ERROR_PROXY,
                        /* Translators: the name of a computer, and an HTTP status. */
                        _ ("The proxy does not let Roster through to “%s” (%u)."), host, status);
  if (status == SOUP_STATUS_PROXY_UNAUTHORIZED)
    return g_error_new (ROSTER_ERROR, ROSTER_ERROR_PROXY,
                        /* Translators: first the proxy, as host and port. */
                        _ ("The proxy “%s” wants a user name and a password before it lets Roster "
                           "through to “%s” (%u)."),
                        proxy, host, status);
  return g_error_new (ROSTER_ERROR, ROSTER_ERROR_PROXY,
                      /* Translators: first the proxy, as host and port. */
                      _ ("The proxy “%s” does not let Roster through to “%s” (%u)."), proxy, host,
                      status);
}

/**
 * roster_wire_error_from_page:
 * @host: the service's host
 *
 * Returns: (transfer full): %ROSTER_ERROR_SIGN_IN: HTML came as a success
 */
GError *
roster_wire_error_from_page (const char *host)
{
  return g_error_new (ROSTER_ERROR, ROSTER_ERROR_SIGN_IN,
                      /* Translators: %s is the name of a computer. */
                      _ ("A web page came in place of an answer of “%s”."), host);
}

static const char *
say_certificate_fault (GTlsCertificateFlags flags)
{
  if (flags & G_TLS_CERTIFICATE_BAD_IDENTITY)
    return _ ("it was made for another name");
  if (flags & G_TLS_CERTIFICATE_EXPIRED)
    return _ ("it has expired");
  if (flags & G_TLS_CERTIFICATE_NOT_ACTIVATED)
    return _ ("it is not valid yet");
  if (flags & G_TLS_CERTIFICATE_REVOKED)
    return _ ("it was revoked");
  if (flags & G_TLS_CERTIFICATE_INSECURE)
    return _ ("it uses a method that is no longer safe");
  if (flags & G_TLS_CERTIFICATE_UNKNOWN_CA)
    return _ ("this computer does not trust who signed it");
  return _ ("it is not valid");
}

/* Connections that were never made: what the operating system says about it. */
static gboolean
is_about_connecting (const GError *cause)
{
  static const GIOErrorEnum codes[] = {
    G_IO_ERROR_CONNECTION_REFUSED, G_IO_ERROR_HOST_UNREACHABLE,  G_IO_ERROR_NETWORK_UNREACHABLE,
    G_IO_ERROR_HOST_NOT_FOUND,     G_IO_ERROR_PROXY_FAILED,      G_IO_ERROR_PROXY_AUTH_FAILED,
    G_IO_ERROR_PROXY_NEED_AUTH,    G_IO_ERROR_PROXY_NOT_ALLOWED,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (cause, G_IO_ERROR, (int)codes[i]))
      return TRUE;
  return cause->domain == G_RESOLVER_ERROR;
}

static GError *
error_from_certificate (const GError *cause,
                        const char *host,
                        GTlsCertificateFlags flags,
                        const char *reason)
{
  if (g_error_matches (cause, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE))
    return g_error_new (ROSTER_ERROR, ROSTER_ERROR_CERTIFICATE,
                        /* Translators: first the name of a computer, then what is wrong with its
                         * certificate, such as “it has expired”. */
                        _ ("The certificate of “%s” cannot be trusted: %s."), host,
                        say_certificate_fault (flags));

  return g_error_new (ROSTER_ERROR, ROSTER_ERROR_CERTIFICATE,
                      /* Translators: first the name of a computer, then the reason. */
                      _ ("No secure connection to “%s” could be made: %s"), host, reason);
}

static GError *
error_from_interruption (const GError *cause, const char *host, const char *reason)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return g_error_new (ROSTER_ERROR, ROSTER_ERROR_INTERRUPTED,
                        /* Translators: %s is the name of a computer. */
                        _ ("“%s” did not answer in time."), host);

  return g_error_new (ROSTER_ERROR, ROSTER_ERROR_INTERRUPTED,
                      /* Translators: first the name of a computer, then the reason. */
                      _ ("The connection to “%s” broke: %s"), host, reason);
}

/**
 * roster_wire_error_from_transport:
 * @cause: what libsoup or GIO says, not G_IO_ERROR_CANCELLED
 * @host: the service's host
 * @sent: whether the request may have left this computer
 * @flags: what is wrong with the service's certificate
 * @retry: (out): whether it makes sense to try again
 *
 * A host that is not known, a certificate that is not trusted and an answer that is no HTTP stay
 * what they are. A connection that was refused is tried again only briefly, and not at all on
 * this computer itself, where nobody listens then.
 *
 * Returns: (transfer full): an error of #ROSTER_ERROR
 */
GError *
roster_wire_error_from_transport (const GError *cause,
                                  const char *host,
                                  gboolean sent,
                                  GTlsCertificateFlags flags,
                                  RosterWireRetry *retry)
{
  g_autofree char *reason = roster_text_dup_sentence (cause->message);

  *retry = ROSTER_WIRE_RETRY_NEVER;

  if (g_error_matches (cause, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND) ||
      g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_HOST_NOT_FOUND))
    return g_error_new (ROSTER_ERROR, ROSTER_ERROR_HOST_NOT_FOUND,
                        /* Translators: %s is the name of a computer. */
                        _ ("There is no computer called “%s”."), host);

  if (cause->domain == G_TLS_ERROR && !sent)
    return error_from_certificate (cause, host, flags, reason);

  if (cause->domain == SOUP_SESSION_ERROR ||
      g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_INVALID_DATA)) /* badly compressed */
    return g_error_new (ROSTER_ERROR, ROSTER_ERROR_BAD_ANSWER,
                        /* Translators: first the name of a computer, then the reason. */
                        _ ("“%s” does not answer as a web service does: %s"), host, reason);

  if (!sent &&
      (is_about_connecting (cause) || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_TIMED_OUT)))
    {
      if (is_about_connecting (cause) && !roster_account_is_loopback (host))
        *retry = ROSTER_WIRE_RETRY_BRIEFLY;
      return g_error_new (ROSTER_ERROR, ROSTER_ERROR_OFFLINE,
                          /* Translators: first the name of a computer, then the reason. */
                          _ ("No connection to “%s” could be made: %s"), host, reason);
    }

  *retry = ROSTER_WIRE_RETRY_PATIENTLY;
  return error_from_interruption (cause, host, reason);
}

/**
 * roster_wire_error_from_clock:
 * @offset: how many seconds the service's clock is ahead
 *
 * Returns: (transfer full): %ROSTER_ERROR_CLOCK
 */
GError *
roster_wire_error_from_clock (gint64 offset)
{
  gulong seconds = (gulong)ABS (offset);

  return g_error_new (ROSTER_ERROR, ROSTER_ERROR_CLOCK,
                      g_dngettext (GETTEXT_PACKAGE,
                                   "This computer’s clock is %lu second off the service’s, and "
                                   "correcting that did not help.",
                                   "This computer’s clock is %lu seconds off the service’s, and "
                                   "correcting that did not help.",
                                   seconds),
                      seconds);
}

/**
 * roster_wire_error_from_far_clock:
 * @service_time: what the service says, seconds since the epoch
 *
 * Returns: (transfer full): %ROSTER_ERROR_FAR_CLOCK
 */
GError *
roster_wire_error_from_far_clock (gint64 service_time)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (service_time);
  g_autofree char *text = time != NULL ? g_date_time_format (time, "%F %T UTC") : g_strdup ("?");

  return g_error_new (
      ROSTER_ERROR, ROSTER_ERROR_FAR_CLOCK,
      /* Translators: %s is a date with a time. */
      _ ("This computer’s clock is more than an hour off: by the service’s clock it "
         "is %s."),
      text);
}

/**
 * roster_wire_error_unsigned:
 * @error: (transfer full): what an answer says that is not signed, where the service signs
 *
 * Returns: (transfer full): the same, with a word of that
 */
GError *
roster_wire_error_unsigned (GError *error)
{
  g_autoptr (GError) cause = error;

  return g_error_new (cause->domain, cause->code,
                      /* Translators: %s is a whole sentence: what is wrong. */
                      _ ("%s This answer is not signed, so it may not come from the service."),
                      cause->message);
}

/**
 * roster_wire_error_from_odd_success:
 * @status: the HTTP status of a success
 * @words: (nullable): the service's own words
 *
 * Returns: (transfer full): %ROSTER_ERROR_BAD_ANSWER: the answer to a change is not the one that
 * the service documents, as a refusal whose status somebody changed
 */
GError *
roster_wire_error_from_odd_success (guint status, const char *words)
{
  g_autofree char *sentence = words != NULL ? roster_text_dup_sentence (words) : NULL;
  g_autofree char *message = say_status (ROSTER_ERROR_BAD_ANSWER, status, sentence);

  return g_error_new_literal (ROSTER_ERROR, ROSTER_ERROR_BAD_ANSWER, message);
}

/**
 * roster_wire_error_unknown_outcome:
 * @cause: an error of #ROSTER_ERROR: how the answer to a change was lost
 *
 * Returns: (transfer full): %ROSTER_ERROR_UNKNOWN_OUTCOME
 */
GError *
roster_wire_error_unknown_outcome (const GError *cause)
{
  return g_error_new (ROSTER_ERROR, ROSTER_ERROR_UNKNOWN_OUTCOME,
                      /* Translators: %s is a whole sentence: how the answer was lost. */
                      _ ("It is not known whether the change was made. %s"), cause->message);
}
