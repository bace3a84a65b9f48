/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/wire/roster-trust.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "core/base/roster-error.h"

static void
take_reason (const char *variable, const char *path, const GError *cause, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_CERTIFICATE,
               /* Translators: a file or a folder, the environment variable that names it, and why
                * it cannot be read. */
               _ ("The certificates in “%s”, which %s names, cannot be read: %s"), shown, variable,
               cause->message);
}

/* All certificates of a folder, one after the other. Nobody but GnuTLS looks at what they are. */
static gboolean
append_folder (GString *pem, const char *path, GError **error)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, error);
  const char *name;

  if (folder == NULL)
    return FALSE;
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      g_autofree char *text = NULL;
      gsize length;

      if (!g_file_test (file, G_FILE_TEST_IS_REGULAR) ||
          !g_file_get_contents (file, &text, &length, NULL) ||
          g_strstr_len (text, (gssize)length, "-----BEGIN CERTIFICATE-----") == NULL)
        continue;
      g_string_append_len (pem, text, (gssize)length);
      g_string_append_c (pem, '\n');
    }
  return TRUE;
}

/* @place: a file, or folders with colons between them */
static gboolean
append_place (GString *pem, const char *place, GError **error)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) folders = NULL;
  gsize length;

  if (g_file_test (place, G_FILE_TEST_IS_REGULAR))
    {
      if (!g_file_get_contents (place, &text, &length, error))
        return FALSE;
      g_string_append_len (pem, text, (gssize)length);
      g_string_append_c (pem, '\n');
      return TRUE;
    }

  folders = g_strsplit (place, ":", -1);
  for (char **folder = folders; *folder != NULL; folder++)
    if (**folder != '\0' && !append_folder (pem, *folder, error))
      return FALSE;
  return TRUE;
}

static void
close_file (gpointer fd)
{
  close (GPOINTER_TO_INT (fd));
}

/* GIO takes certificates of authorities from a file alone, and GnuTLS reads it again whenever it
 * likes. */
static GTlsDatabase *
make_database (const GString *pem, GError **error)
{
  int fd = memfd_create ("roster-trust", MFD_CLOEXEC);
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);
  GTlsDatabase *database = NULL;

  if (fd < 0 || write (fd, pem->str, pem->len) != (gssize)pem->len)
    g_set_error_literal (error, G_FILE_ERROR, (int)g_file_error_from_errno (errno),
                         g_strerror (errno));
  else
    database = G_TLS_DATABASE (g_tls_file_database_new (path, error));
  if (database != NULL)
    g_object_set_data_full (G_OBJECT (database), "roster-file", GINT_TO_POINTER (fd), close_file);
  else if (fd >= 0)
    close (fd);
  return database;
}

/**
 * roster_trust_from_environment:
 * @error: %ROSTER_ERROR_CERTIFICATE where what a variable names cannot be read or holds no
 *   certificate
 *
 * REQUESTS_CA_BUNDLE is a file or a folder; SSL_CERT_FILE is a file and SSL_CERT_DIR folders with
 * colons between them, and both are taken where both are set. What is named takes the place of the
 * system's certificates.
 *
 * Returns: (transfer full) (nullable): the certificates to trust; %NULL without an error where no
 *   variable is set
 */
GTlsDatabase *
roster_trust_from_environment (GError **error)
{
  static const char *const variables[] = { "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR" };
  g_autoptr (GString) pem = g_string_new (NULL);
  g_autoptr (GError) cause = NULL;
  const char *variable = NULL;
  const char *place = NULL;
  GTlsDatabase *database;

  for (gsize i = 0; i < G_N_ELEMENTS (variables); i++)
    {
      const char *value = g_getenv (variables[i]);

      if (value == NULL || *value == '\0')
        continue;
      variable = variables[i];
      place = value;
      if (!append_place (pem, place, &cause))
        {
          take_reason (variable, place, cause, error);
          return NULL;
        }
      if (i == 0)
        break;
    }
  if (variable == NULL)
    return NULL;

  if (strstr (pem->str, "-----BEGIN CERTIFICATE-----") == NULL)
    {
      cause = g_error_new_literal (G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE,
                                   _ ("There is no certificate in it."));
      take_reason (variable, place, cause, error);
      return NULL;
    }
  database = make_database (pem, &cause);
  if (database == NULL)
    take_reason (variable, place, cause, error);
  return database;
}
