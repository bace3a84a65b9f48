/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/base/roster-process.h"

#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "roster-config.h"

#define API_KEY "TS_API_KEY"

/* Takes the key out of the block that the kernel gave the process, which /proc/PID/environ goes on
 * to show after unsetenv(). (nullable) */
static SecretValue *
take_key (void)
{
  const gsize length = strlen (API_KEY);
  SecretValue *key = NULL;

  for (char **entry = environ; entry != NULL && *entry != NULL; entry++)
    {
      char *value = *entry + length + 1;

      if (strncmp (*entry, API_KEY "=", length + 1) != 0)
        continue;
      if (key == NULL && *value != '\0')
        key = secret_value_new (value, -1, "text/plain");
      explicit_bzero (value, strlen (value));
    }
  unsetenv (API_KEY);
  return key;
}

/* A sandbox is found out by others through /proc/PID/root, which they may not look at then: the
 * file chooser would not open any more. */
static gboolean
is_sandboxed (void)
{
  return access ("/.flatpak-info", F_OK) == 0;
}

/**
 * roster_process_protect:
 *
 * To be called first of all, before there is a second thread. Core dumps are switched off, and in a
 * release build nobody but root can attach to the process or read its memory; in another build a
 * debugger can. TS_API_KEY is taken out of the environment, so that neither /proc nor a child shows
 * it.
 *
 * Returns: (transfer full) (nullable): the value of TS_API_KEY, in non-pageable memory
 */
SecretValue *
roster_process_protect (void)
{
  const struct rlimit none = { 0, 0 };

  /* Neither can fail for a process that asks for less than it has. */
  setrlimit (RLIMIT_CORE, &none);
  if (ROSTER_IS_RELEASE && !is_sandboxed ())
    prctl (PR_SET_DUMPABLE, 0, 0, 0, 0);
  return take_key ();
}
