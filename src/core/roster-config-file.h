/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <libsecret/secret.h>

G_BEGIN_DECLS

/** RosterConfigOrganization: one section of the file. */
typedef struct
{
  char *section;
  char *name; /* without the quotes round it */
  char *id;
} RosterConfigOrganization;

/**
 * RosterConfigFile:
 * @user_id: TS_USER_ID
 * @key: (nullable): TS_API_KEY; NULL where it has been taken out of the file
 * @endpoint: (nullable): TS_API_ENDPOINT
 * @organizations: (element-type RosterConfigOrganization): DEFAULT first, then in the order of the
 * file
 *
 * A threatstack.cfg as the official scripts read it (api.md, "Their configuration file").
 */
typedef struct
{
  char *user_id;
  SecretValue *key;
  char *endpoint;
  GPtrArray *organizations;
} RosterConfigFile;

void roster_config_file_free (RosterConfigFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterConfigFile, roster_config_file_free)

/* Pure. Errors are ROSTER_ERROR_FILE and name the file and the line; all that is wrong is in one
 * message, a line each. They never quote a key. */
RosterConfigFile *
roster_config_file_parse (const char *filename, const char *data, gsize length, GError **error);
void roster_config_file_load_async (GFile *file,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
RosterConfigFile *roster_config_file_load_finish (GAsyncResult *result, GError **error);

/* The text of the file with every TS_API_KEY's value taken out and nothing else changed. Pure. */
GBytes *roster_config_file_strip_key (const char *data, gsize length);
/* Rewrites the file so: atomically, without a backup, keeping its mode; through a symbolic link to
 * its target. */
void
roster_config_file_remove_key_async (GFile *file, GAsyncReadyCallback callback, gpointer user_data);
gboolean roster_config_file_remove_key_finish (GAsyncResult *result, GError **error);

G_END_DECLS
