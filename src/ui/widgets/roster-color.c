/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The palette of organizations: what each colour is called. How it looks is in style.css, under the
 * class “color-” and its id. */

#include "ui/widgets/roster-color.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct
{
  const char *id;
  const char *label;
} colors[ROSTER_N_COLORS] = {
  { "red", NC_ ("color", "Red") },       { "orange", NC_ ("color", "Orange") },
  { "yellow", NC_ ("color", "Yellow") }, { "green", NC_ ("color", "Green") },
  { "teal", NC_ ("color", "Teal") },     { "blue", NC_ ("color", "Blue") },
  { "purple", NC_ ("color", "Purple") }, { "pink", NC_ ("color", "Pink") },
};

/** roster_color_get_id: as the settings call a colour */
const char *
roster_color_get_id (guint color)
{
  g_return_val_if_fail (color < ROSTER_N_COLORS, "");

  return colors[color].id;
}

/** roster_color_get_label: the name of a colour, translated */
const char *
roster_color_get_label (guint color)
{
  g_return_val_if_fail (color < ROSTER_N_COLORS, "");

  return g_dpgettext2 (GETTEXT_PACKAGE, "color", colors[color].label);
}

/**
 * roster_color_find:
 * @id: as the settings call it
 * @color: (out): its place in the palette
 *
 * Returns: whether @id is a colour of the palette; a later version may have more of them
 */
gboolean
roster_color_find (const char *id, guint *color)
{
  for (guint i = 0; i < ROSTER_N_COLORS; i++)
    if (strcmp (colors[i].id, id) == 0)
      {
        *color = i;
        return TRUE;
      }
  return FALSE;
}
