/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/window/roster-style.h"

#include <glib/gi18n-lib.h>

#define ADDED "roster-style-added"
#define RESOURCES "/io/github/roster/Roster/"

/**
 * roster_style_is_contrast:
 * @theme: (nullable): the name of a theme, as GtkSettings or GTK_THEME have it
 *
 * Returns: whether it is one of high contrast: GTK's own, which the desktop's setting chooses, or
 *   one that is called so
 */
gboolean
roster_style_is_contrast (const char *theme)
{
  g_autofree char *name = theme != NULL ? g_ascii_strdown (theme, -1) : g_strdup ("");

  return g_str_has_prefix (name, "highcontrast") || g_str_has_suffix (name, "-hc") ||
         g_str_has_suffix (name, "-hc-dark") || g_str_has_suffix (name, "-hc:dark");
}

static GtkCssProvider *
add_provider (GdkDisplay *display)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  return provider; /* the display keeps it */
}

static void
on_theme (GtkCssProvider *contrast, GParamSpec *pspec, GtkSettings *settings)
{
  const char *forced = g_getenv ("GTK_THEME");
  g_autofree char *theme = NULL;

  g_object_get (settings, "gtk-theme-name", &theme, NULL);
  if (roster_style_is_contrast (forced != NULL && *forced != '\0' ? forced : theme))
    gtk_css_provider_load_from_resource (contrast, RESOURCES "style-contrast.css");
  else
    gtk_css_provider_load_from_data (contrast, "", -1);
}

/**
 * roster_style_add:
 * @display: the display
 *
 * Gives all windows on @display Roster's style, once.
 */
void
roster_style_add (GdkDisplay *display)
{
  GtkSettings *settings = gtk_settings_get_for_display (display);
  GtkCssProvider *contrast = NULL;

  if (g_object_get_data (G_OBJECT (display), ADDED) != NULL)
    return;
  g_object_set_data (G_OBJECT (display), ADDED, display);
  gtk_css_provider_load_from_resource (add_provider (display), RESOURCES "style.css");
  contrast = add_provider (display);
  g_signal_connect_object (settings, "notify::gtk-theme-name", G_CALLBACK (on_theme), contrast,
                           G_CONNECT_SWAPPED);
  on_theme (contrast, NULL, settings);
}

void
roster_style_set_direction (void)
{
  /* Translators: not to be translated: “default:RTL” where your language is written from right to
   * left, and else “default:LTR”. */
  if (strcmp (_ ("default:LTR"), "default:RTL") == 0)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
}
