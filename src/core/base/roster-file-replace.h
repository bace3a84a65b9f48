/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RosterFileReplace:
 *
 * A file that is being written beside the place where it goes, and takes that place in one step
 * once it is complete. Not thread safe: one thread writes it; the calls block.
 */
typedef struct _RosterFileReplace RosterFileReplace;

/** ROSTER_FILE_REPLACE_FOREIGN_LINK: beside the values of errno, which are above 0 */
#define ROSTER_FILE_REPLACE_FOREIGN_LINK (-1)

char *roster_file_replace_resolve (const char *path, int *code);

RosterFileReplace *roster_file_replace_begin (const char *path, int *code);
int roster_file_replace_get_fd (RosterFileReplace *self);
int roster_file_replace_commit (RosterFileReplace *self);
int roster_file_replace_commit_beside (RosterFileReplace *self, char **path);

void roster_file_replace_free (RosterFileReplace *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterFileReplace, roster_file_replace_free)

int roster_file_replace_open_special (const char *path, int *code);
int roster_file_replace_write (int fd, const char *data, gsize length);
const char *roster_file_replace_describe (int code);

/* What is told of a file that is not whole yet, and gives a number for it; and what is told of that
 * number once it is whole or gone. */
typedef int (*RosterFileReplaceBegunFunc) (const char *path);
typedef void (*RosterFileReplaceEndedFunc) (int number);

void
roster_file_replace_set_watch (RosterFileReplaceBegunFunc begun, RosterFileReplaceEndedFunc ended);

G_END_DECLS
