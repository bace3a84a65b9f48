/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A real gnome-keyring for tests, on the bus that tests/with-bus gives. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  GSubprocess *process; /* (nullable) while none runs */
  char *data_home;      /* the keyrings on disk: kept over a restart */
} KeyringDaemon;

KeyringDaemon *keyring_daemon_new (void);
void keyring_daemon_free (KeyringDaemon *self);
void keyring_daemon_start (KeyringDaemon *self, gboolean unlocked);
void keyring_daemon_stop (KeyringDaemon *self);
void keyring_daemon_lock (KeyringDaemon *self);
void keyring_daemon_signal (KeyringDaemon *self, int signal_number);

GDBusConnection *keyring_daemon_get_bus (void);
void keyring_daemon_wait_for_name (const char *name, gboolean owned);

G_END_DECLS
