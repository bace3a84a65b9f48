/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The body of an answer that is an error: whatever it is, one printable line comes out, or none. */

#include "core/wire/roster-error-body.h"
#include "fuzz.h"

#define MAX_CHARACTERS 300

static void
check_line (const char *line)
{
  g_assert_true (g_utf8_validate (line, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (line, -1), >, 0);
  g_assert_cmpint (g_utf8_strlen (line, -1), <=, MAX_CHARACTERS);
  g_assert_false (g_unichar_isspace (g_utf8_get_char (line)));
  for (const char *p = line; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_assert_false (g_unichar_iscntrl (c));
      g_assert_cmpint (g_unichar_type (c), !=, G_UNICODE_FORMAT);
      g_assert_cmpint (g_unichar_type (c), !=, G_UNICODE_LINE_SEPARATOR);
      g_assert_cmpint (g_unichar_type (c), !=, G_UNICODE_PARAGRAPH_SEPARATOR);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autoptr (GBytes) body = g_bytes_new (data, size);
  g_autofree char *line = roster_error_body_dup_text (body, NULL);

  if (line != NULL)
    check_line (line);

  return 0;
}
