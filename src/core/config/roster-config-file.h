/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <libsecret/secret.h>

G_BEGIN_DECLS

/**
 * RosterConfigOrganization:
 * @section: its header
 * @name: without the quotes round it
 * @id: the organization id
 *
 * One section of the file.
 */
typedef struct
{
  char *section;
  char *name;
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
 * A threatstack.cfg as the official scripts read it (threat-stack/README.md, "Their configuration
 * file").
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

RosterConfigFile *
roster_config_file_parse (const char *filename, const char *data, gsize length, GError **error);
void roster_config_file_load_async (GFile *file,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
RosterConfigFile *roster_config_file_load_finish (GAsyncResult *result, GError **error);

GBytes *roster_config_file_strip_key (const char *data, gsize length, gboolean *from_comments);
void
roster_config_file_remove_key_async (GFile *file, GAsyncReadyCallback callback, gpointer user_data);
gboolean roster_config_file_remove_key_finish (GAsyncResult *result,
                                               gboolean *from_comments,
                                               GError **error);

G_END_DECLS
