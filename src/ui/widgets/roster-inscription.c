/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/widgets/roster-inscription.h"

#define FIRST_STRONG_ISOLATE "\u2068"
#define LEFT_TO_RIGHT_ISOLATE "\u2066"
#define POP_DIRECTIONAL_ISOLATE "\u2069"
#define LEFT_TO_RIGHT_MARK "\u200e"
#define RIGHT_TO_LEFT_MARK "\u200f"

/* Digits and signs without a letter take the direction of what is around them. */
static gboolean
is_number (const char *text)
{
  gboolean found = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_unichar_isalpha (g_utf8_get_char (p)))
        return FALSE;
      found = found || g_unichar_isdigit (g_utf8_get_char (p));
    }
  return found;
}

/**
 * roster_inscription_set_text:
 * @inscription: a cell
 * @text: as roster_text_display() gives it
 *
 * A name from right to left stands at the same edge as the others: isolated text takes the
 * direction of what is before it. A telephone number runs from left to right everywhere.
 */
void
roster_inscription_set_text (GtkInscription *inscription, const char *text)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (inscription)) == GTK_TEXT_DIR_RTL;
  g_autofree char *marked = NULL;

  if (g_str_has_prefix (text, FIRST_STRONG_ISOLATE))
    text = marked = g_strconcat (rtl ? RIGHT_TO_LEFT_MARK : LEFT_TO_RIGHT_MARK, text, NULL);
  else if (rtl && is_number (text))
    text = marked =
        g_strconcat (RIGHT_TO_LEFT_MARK LEFT_TO_RIGHT_ISOLATE, text, POP_DIRECTIONAL_ISOLATE, NULL);
  gtk_inscription_set_text (inscription, text);
}

static GQuark
get_spoken_quark (void)
{
  return g_quark_from_static_string ("roster-inscription-spoken");
}

/**
 * roster_inscription_set_spoken:
 * @inscription: a cell
 * @spoken: (nullable): what a screen reader says of it
 */
void
roster_inscription_set_spoken (GtkInscription *inscription, const char *spoken)
{
  g_object_set_qdata_full (G_OBJECT (inscription), get_spoken_quark (), g_strdup (spoken), g_free);
  if (spoken != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (inscription), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    spoken, -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (inscription), GTK_ACCESSIBLE_PROPERTY_LABEL);
}

/**
 * roster_inscription_get_spoken:
 * @inscription: a cell
 *
 * Returns: (nullable): what a screen reader says of it
 */
const char *
roster_inscription_get_spoken (GtkInscription *inscription)
{
  return g_object_get_qdata (G_OBJECT (inscription), get_spoken_quark ());
}
