/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The style follows the theme: with one of high contrast nothing is pale. */

#include <math.h>

#include "support/ui-test.h"

#include "ui/window/roster-style.h"

static void
test_names (void)
{
  static const struct
  {
    const char *theme;
    gboolean contrast;
  } cases[] = {
    { "HighContrast", TRUE },
    { "HighContrastInverse", TRUE },
    { "highcontrast:dark", TRUE },
    { "Default-hc", TRUE },
    { "Default-hc-dark", TRUE },
    { "Default-hc:dark", TRUE },
    { "Adwaita-hc", TRUE },
    { "Adwaita", FALSE },
    { "Adwaita:dark", FALSE },
    { "Default", FALSE },
    { "hc", FALSE },
    { "", FALSE },
    { NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (roster_style_is_contrast (cases[i].theme), ==, cases[i].contrast);
}

static double
get_luminance (const GdkRGBA *color)
{
  const float parts[] = { color->red, color->green, color->blue };
  static const double weights[] = { 0.2126, 0.7152, 0.0722 };
  double luminance = 0;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    luminance += weights[i] *
                 (parts[i] <= 0.04045 ? parts[i] / 12.92 : pow ((parts[i] + 0.055) / 1.055, 2.4));
  return luminance;
}

/* As WCAG 2.1 defines it, on the theme's background. */
static double
get_contrast (GtkWidget *widget)
{
  GtkStyleContext *context = gtk_widget_get_style_context (widget);
  GdkRGBA color;
  GdkRGBA background;
  double text;
  double around;

  gtk_style_context_get_color (context, &color);
  g_assert_true (gtk_style_context_lookup_color (context, "theme_bg_color", &background));
  text = get_luminance (&color) + 0.05;
  around = get_luminance (&background) + 0.05;
  return MAX (text, around) / MIN (text, around);
}

static void
test_follows_theme (void)
{
  static const struct
  {
    const char *theme;
    gboolean dark;
    double contrast; /* WCAG 2.1 asks for 4.5, and for 7 at its highest level */
  } themes[] = { { "Default", FALSE, 4.5 },
                 { "Default-hc", FALSE, 7 },
                 { "Default-hc", TRUE, 7 },
                 { "Default", TRUE, 4.5 } };
  static const char *const classes[] = { "note-bad", "note-good", "member-warning",
                                         "member-marked" };
  GtkWidget *labels[G_N_ELEMENTS (classes)];
  GtkSettings *settings = gtk_settings_get_default ();
  GtkWidget *window = gtk_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (box, "members");
  gtk_window_set_child (GTK_WINDOW (window), box);
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      labels[i] = gtk_label_new ("x");
      gtk_widget_add_css_class (labels[i], classes[i]);
      gtk_box_append (GTK_BOX (box), labels[i]);
    }
  gtk_window_present (GTK_WINDOW (window));
  for (guint i = 0; i < G_N_ELEMENTS (themes); i++)
    {
      g_object_set (settings, "gtk-theme-name", themes[i].theme,
                    "gtk-application-prefer-dark-theme", themes[i].dark, NULL);
      ui_test_spin (100);
      for (guint j = 0; j < G_N_ELEMENTS (labels); j++)
        {
          double contrast = get_contrast (labels[j]);

          if (contrast < themes[i].contrast)
            {
              g_test_message ("%s in %s, dark %d: %g", classes[j], themes[i].theme, themes[i].dark,
                              contrast);
              g_test_fail ();
            }
        }
    }
  gtk_settings_reset_property (settings, "gtk-theme-name");
  gtk_settings_reset_property (settings, "gtk-application-prefer-dark-theme");
  ui_test_destroy (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  g_unsetenv ("GTK_THEME");
  g_test_add_func ("/ui/style/names", test_names);
  g_test_add_func ("/ui/style/follows-theme", test_follows_theme);
  return g_test_run ();
}
