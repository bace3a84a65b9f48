/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One person of a text: understood, or with the reason why not. */

#include "core/recipients/roster-person.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/base/roster-address-key.h"

#define MAX_SHOWN 320 /* characters */

static char *
shorten (const char *text)
{
  g_autofree char *start = NULL;

  if (strlen (text) <= MAX_SHOWN || g_utf8_strlen (text, -1) <= MAX_SHOWN)
    return g_strdup (text);

  start = g_utf8_substring (text, 0, MAX_SHOWN);

  return g_strconcat (start, "…", NULL);
}

/* On one line: control characters and line breaks become spaces. */
static char *
clean (const char *text)
{
  g_autofree char *short_text = shorten (text);
  GString *line = g_string_new (NULL);

  for (const char *p = short_text; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (line, g_unichar_iscntrl (c) || c == 0x2028 || c == 0x2029 ? ' ' : c);
    }

  return g_string_free (line, FALSE);
}

RosterPerson *
roster_person_new (guint line, const char *text)
{
  RosterPerson *self = g_new0 (RosterPerson, 1);

  self->line = line;
  self->text = clean (text);

  return self;
}

void
roster_person_free (RosterPerson *self)
{
  g_free (self->text);
  g_free (self->email);
  g_free (self->id);
  g_free (self->name);
  g_free (self->role);
  g_free (self->problem);
  g_free (self);
}

void
roster_person_set_name (RosterPerson *self, const char *name)
{
  g_autofree char *trimmed = NULL;

  if (name == NULL)
    return;

  trimmed = roster_address_trim (name, strlen (name));
  if (*trimmed == '\0' || g_strcmp0 (trimmed, self->email) == 0)
    return;
  g_free (self->name);
  self->name = clean (trimmed);
}

void
roster_person_refuse (RosterPerson *self, const char *problem)
{
  g_clear_pointer (&self->email, g_free);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->role, g_free);
  g_free (self->problem);
  self->problem = g_strdup (problem);
}

char *
roster_person_describe_problem (const RosterPerson *self)
{
  if (self->problem == NULL || self->line == 0)
    return g_strdup (self->problem);

  /* Translators: %1$u is the number of a line of a text, %2$s a whole sentence */
  return g_strdup_printf (_ ("Line %1$u: %2$s"), self->line, self->problem);
}

char *
roster_person_dup_key (const RosterPerson *self)
{
  g_autofree char *address = self->email != NULL ? roster_address_key (self->email) : NULL;

  if (self->id != NULL)
    return g_strconcat ("id:", self->id, NULL);

  return g_strconcat ("mail:", address != NULL ? address : self->text, NULL);
}
