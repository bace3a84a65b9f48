/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/base/roster-descriptors.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

/**
 * roster_descriptors_ensure:
 *
 * Opens each standard descriptor that is closed. Reading from standard input and writing to
 * standard output fail, as if it were closed still; standard error goes nowhere, for nothing that
 * is said there is a reason to stop. To be called first.
 */
void
roster_descriptors_ensure (void)
{
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
    if (fcntl (fd, F_GETFD) < 0 && errno == EBADF &&
        open ("/dev/null", fd == STDOUT_FILENO ? O_RDONLY : O_WRONLY) != fd)
      abort ();
}

/**
 * roster_descriptors_can_write:
 * @fd: a descriptor
 *
 * Returns: whether it is open for writing; else errno is set
 */
gboolean
roster_descriptors_can_write (int fd)
{
  int flags = fcntl (fd, F_GETFL);

  if (flags >= 0 && (flags & O_ACCMODE) != O_RDONLY)
    return TRUE;
  errno = EBADF;
  return FALSE;
}
