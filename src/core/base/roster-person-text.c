/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/base/roster-person-text.h"

#include "core/base/roster-text.h"

static gboolean
is_new (const char *text, const char *label, const char *before)
{
  return text != NULL && *text != '\0' && g_strcmp0 (text, label) != 0 &&
         g_strcmp0 (text, before) != 0;
}

/**
 * roster_person_text:
 * @label: (nullable): the name, or what stands for it
 * @email: (nullable): the address
 * @id: (nullable): the user id
 *
 * Returns: (transfer full): “Ada Lovelace (ada@example.com, a1b2c3)”, each part once and without
 *   those that are not known; safe to show
 */
char *
roster_person_text (const char *label, const char *email, const char *id)
{
  const gboolean has_email = is_new (email, label, NULL);
  const gboolean has_id = is_new (id, label, email);
  g_autofree char *shown_label = roster_text_display (label);
  g_autofree char *shown_email = roster_text_display (email);
  g_autofree char *shown_id = roster_text_display (id);

  if (*shown_label == '\0' && (has_email || has_id))
    return has_email ? roster_person_text (email, NULL, id) : g_steal_pointer (&shown_id);
  if (has_email && has_id)
    return g_strdup_printf ("%s (%s, %s)", shown_label, shown_email, shown_id);
  if (has_email || has_id)
    return g_strdup_printf ("%s (%s)", shown_label, has_email ? shown_email : shown_id);

  return g_steal_pointer (&shown_label);
}
