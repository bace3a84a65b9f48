/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A Secret Service for what a real keyring cannot be made to do: it answers late, or keeps
 * something else than it was given. It lives in the main loop of the test, on a connection of its
 * own, so that nothing may wait for it without turning the main loop. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** FakeSecretsMood: what it does with a secret that it is to keep. */
typedef enum
{
  FAKE_SECRETS_KEEP,
  FAKE_SECRETS_GARBLE, /* keeps another one */
  FAKE_SECRETS_LOSE,   /* says yes, and keeps nothing */
  FAKE_SECRETS_REFUSE,
} FakeSecretsMood;

typedef struct _FakeSecrets FakeSecrets;

FakeSecrets *fake_secrets_new (void);
void fake_secrets_free (FakeSecrets *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FakeSecrets, fake_secrets_free)

void fake_secrets_set_mood (FakeSecrets *self, FakeSecretsMood mood);
/* From now on: what is to be kept is not answered until the release. */
void fake_secrets_hold (FakeSecrets *self);
void fake_secrets_release (FakeSecrets *self);
gboolean fake_secrets_is_holding (FakeSecrets *self);    /* somebody waits */
const char *fake_secrets_get_secret (FakeSecrets *self); /* (nullable) the only one that it keeps */

G_END_DECLS
