/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file is put in the place of the old one, and in no place that somebody else has chosen. */

#include "core/base/roster-file-replace.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SOMEBODY 65534 /* a user who is not the one that runs this */

typedef struct
{
  char *folder; /* without links in it */
  char *shared; /* in it: as /tmp is */
  char *mine;   /* in it: a file */
} Fixture;

static char *
in (const char *folder, const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *made = g_dir_make_tmp ("roster-replace-XXXXXX", NULL);
  int code;

  fixture->folder = roster_file_replace_resolve (made, &code);
  g_assert_cmpint (code, ==, 0);
  fixture->shared = in (fixture->folder, "shared");
  fixture->mine = in (fixture->folder, "mine");
  g_assert_cmpint (g_mkdir (fixture->shared, 0700), ==, 0);
  g_assert_cmpint (g_chmod (fixture->shared, 01777), ==, 0);
  g_assert_true (g_file_set_contents (fixture->mine, "old", -1, NULL));
}

static void
empty (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = in (path, name);

      g_assert_cmpint (g_unlink (child), ==, 0);
    }
  g_assert_cmpint (g_rmdir (path), ==, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  empty (fixture->shared);
  empty (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->shared);
  g_free (fixture->mine);
}

static guint
count_files (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (folder) != NULL)
    n++;
  return n;
}

static void
assert_content (const char *path, const char *expected)
{
  g_autofree char *content = NULL;

  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, expected);
}

static int
replace (const char *path)
{
  int code;
  g_autoptr (RosterFileReplace) file = roster_file_replace_begin (path, &code);

  g_assert_cmpint (file == NULL, ==, code != 0);
  if (file != NULL)
    code = roster_file_replace_write (roster_file_replace_get_fd (file), "new", 3);
  return code == 0 ? roster_file_replace_commit (file) : code;
}

/* What another user has put into a shared folder: a link, a file, a link on the way. */
static void
test_planted (Fixture *fixture, gconstpointer data)
{
  const int kind = GPOINTER_TO_INT (data);
  g_autofree char *planted = in (fixture->shared, "planted");
  g_autofree char *path = kind == 2 ? in (planted, "mine") : g_strdup (planted);

  if (geteuid () != 0)
    {
      g_test_skip ("only root can act for two users");
      return;
    }
  if (kind == 1)
    g_assert_true (g_file_set_contents (planted, "theirs", -1, NULL));
  else
    g_assert_cmpint (symlink (kind == 2 ? ".." : "../mine", planted), ==, 0);

  g_assert_cmpint (lchown (planted, SOMEBODY, SOMEBODY), ==, 0);
  g_assert_cmpint (replace (path), ==, kind == 1 ? EACCES : ROSTER_FILE_REPLACE_FOREIGN_LINK);
  assert_content (fixture->mine, "old");
  if (kind == 1)
    assert_content (planted, "theirs");
  g_assert_cmpuint (count_files (fixture->shared), ==, 1);

  /* That of whose folder it is, and one's own, are meant; so is what only we can have put there. */
  g_assert_cmpint (lchown (fixture->shared, SOMEBODY, SOMEBODY), ==, 0);
  g_assert_cmpint (replace (path), ==, 0);
  g_assert_cmpint (lchown (fixture->shared, 0, 0), ==, 0);
  g_assert_cmpint (lchown (planted, 0, 0), ==, 0);
  g_assert_cmpint (replace (path), ==, 0);
  g_assert_cmpint (lchown (planted, SOMEBODY, SOMEBODY), ==, 0);
  g_assert_cmpint (g_chmod (fixture->shared, 0755), ==, 0);
  g_assert_cmpint (replace (path), ==, 0);
  assert_content (kind == 1 ? planted : fixture->mine, "new");
}

static void
test_resolve (Fixture *fixture, gconstpointer data)
{
  g_autofree char *link = in (fixture->folder, "link");
  g_autofree char *loop = in (fixture->folder, "loop");
  g_autofree char *before = g_get_current_dir ();
  const struct
  {
    const char *path;
    const char *place; /* (nullable): in the folder */
    int code;
  } cases[] = {
    { "mine", "mine", 0 },
    { "./shared/..//mine", "mine", 0 },
    { "link/x", "shared/x", 0 },
    { "link/../mine", "mine", 0 }, /* by way of what the link means, as the kernel does */
    { "none/x", "none/x", 0 },
    { "loop", NULL, ELOOP },
    { "loop/x", NULL, ELOOP },
  };

  g_assert_cmpint (symlink ("shared/", link), ==, 0);
  g_assert_cmpint (symlink ("loop", loop), ==, 0);
  g_assert_cmpint (g_chdir (fixture->folder), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int code;
      g_autofree char *absolute = in (fixture->folder, cases[i].path);
      g_autofree char *expected =
          cases[i].place != NULL ? in (fixture->folder, cases[i].place) : NULL;
      g_autofree char *relative_place = roster_file_replace_resolve (cases[i].path, &code);
      g_autofree char *place = NULL;

      g_assert_cmpint (code, ==, cases[i].code);
      g_assert_cmpstr (relative_place, ==, expected);
      place = roster_file_replace_resolve (absolute, &code);
      g_assert_cmpint (code, ==, cases[i].code);
      g_assert_cmpstr (place, ==, expected);
    }
  g_assert_cmpint (g_chdir (before), ==, 0);
}

/* Names that were not asked for never take the place of a file. */
static void
test_beside (Fixture *fixture, gconstpointer data)
{
  const char *const names[] = { "list.csv", "list-2.csv", "list-3.csv" };
  g_autofree char *path = in (fixture->folder, names[0]);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      int code;
      g_autoptr (RosterFileReplace) file = roster_file_replace_begin (path, &code);
      g_autofree char *expected = in (fixture->folder, names[i]);
      g_autofree char *place = NULL;
      struct stat now;

      g_assert_cmpint (code, ==, 0);
      g_assert_cmpint (roster_file_replace_write (roster_file_replace_get_fd (file), names[i],
                                                  strlen (names[i])),
                       ==, 0);
      g_assert_cmpint (roster_file_replace_commit_beside (file, &place), ==, 0);
      g_assert_cmpstr (place, ==, expected);
      g_assert_cmpint (stat (place, &now), ==, 0);
      g_assert_cmpuint (now.st_mode & 0777, ==, 0600);
      g_assert_cmpuint (now.st_nlink, ==, 1);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *place = in (fixture->folder, names[i]);

      assert_content (place, names[i]);
    }
  g_assert_cmpuint (count_files (fixture->folder), ==, 5);
}

static void
test_special (Fixture *fixture, gconstpointer data)
{
  g_autofree char *pipe = in (fixture->shared, "pipe");
  g_autofree char *none = in (fixture->folder, "none");
  int code, reader, fd;

  g_assert_cmpint (roster_file_replace_open_special (fixture->mine, &code), ==, -1);
  g_assert_cmpint (code, ==, 0);
  g_assert_cmpint (roster_file_replace_open_special (none, &code), ==, -1);
  g_assert_cmpint (code, ==, 0);
  fd = roster_file_replace_open_special ("/dev/null", &code);
  g_assert_cmpint (fd, >=, 0);
  close (fd);

  g_assert_cmpint (mkfifo (pipe, 0666), ==, 0);
  reader = open (pipe, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  fd = roster_file_replace_open_special (pipe, &code);
  g_assert_cmpint (fd, >=, 0);
  close (fd);
  if (geteuid () == 0)
    {
      g_assert_cmpint (lchown (pipe, SOMEBODY, SOMEBODY), ==, 0);
      g_assert_cmpint (roster_file_replace_open_special (pipe, &code), ==, -1);
      g_assert_cmpint (code, ==, EACCES);
    }
  close (reader);
}

static void
add (const char *name, gconstpointer data, void (*func) (Fixture *, gconstpointer))
{
  g_test_add (name, Fixture, data, set_up, func, tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("/file-replace/planted/link", GINT_TO_POINTER (0), test_planted);
  add ("/file-replace/planted/file", GINT_TO_POINTER (1), test_planted);
  add ("/file-replace/planted/link-on-the-way", GINT_TO_POINTER (2), test_planted);
  add ("/file-replace/resolve", NULL, test_resolve);
  add ("/file-replace/beside", NULL, test_beside);
  add ("/file-replace/special", NULL, test_special);
  return g_test_run ();
}
