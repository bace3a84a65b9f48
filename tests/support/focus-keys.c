/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/focus-keys.h"

#include <gdk/x11/gdkx.h>
#include <stdio.h>
#include <stdlib.h>

#include "support/ui-test.h"

#define FRAMES 2
#define DATA "focus-keys"

/* Of one window. */
typedef struct
{
  GtkWindow *window; /* borrowed */
  GtkEventController *controller;
  guint n_released;
  guint n_awaited;
  guint n_frames;
} Keys;

/* The one xdotool of the program, which reads its commands one after another. */
static FILE *hand = NULL;

static void
end_hand (void)
{
  pclose (hand);
}

/* An order to xdotool. */
G_GNUC_PRINTF (1, 2)
static void
order (const char *format, ...)
{
  va_list args;

  if (hand == NULL)
    {
      hand = popen ("xdotool -", "w");
      g_assert_nonnull (hand);
      atexit (end_hand);
    }
  va_start (args, format);
  vfprintf (hand, format, args);
  va_end (args);
  fflush (hand);
}

static void
on_released (Keys *self)
{
  self->n_released++;
}

static gboolean
is_released (gpointer data)
{
  Keys *self = data;

  return self->n_released >= self->n_awaited;
}

static void
on_frame (Keys *self)
{
  self->n_frames++;
}

static gboolean
has_frame (gpointer data)
{
  return ((Keys *)data)->n_frames > 0;
}

/* Waits until what is to come of something is on the screen: the focus has been scrolled to, and
 * that has been drawn. */
void
focus_keys_settle (GtkWindow *window)
{
  Keys *self = g_object_get_data (G_OBJECT (window), DATA);
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self->window));
  gulong id = g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (on_frame), self);

  for (guint i = 0; i < FRAMES; i++)
    {
      self->n_frames = 0;
      gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_PAINT);
      g_assert_true (ui_test_wait (has_frame, self));
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
  g_signal_handler_disconnect (clock, id);
}

static gboolean
is_active (gpointer window)
{
  return gtk_window_is_active (window);
}

/* To be called before there is a window: nothing moves by itself. */
void
focus_keys_still (void)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, "gtk-cursor-blink",
                FALSE, NULL);
}

/* Gives the window the keyboard. */
void
focus_keys_begin (GtkWindow *window)
{
  Keys *self = g_new0 (Keys, 1);
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));

  self->window = window;
  self->controller = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (self->controller, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (self->controller, "key-released", G_CALLBACK (on_released), self);
  gtk_widget_add_controller (GTK_WIDGET (window), self->controller);
  g_object_set_data_full (G_OBJECT (window), DATA, self, g_free);

  order ("windowfocus %lu\n", gdk_x11_surface_get_xid (surface));
  g_assert_true (ui_test_wait (is_active, window));
  focus_keys_settle (window);
}

/* Presses and releases a key of xdotool’s (“shift+Tab”) and waits for what comes of it. */
void
focus_keys_press (GtkWindow *window, const char *key)
{
  Keys *self = g_object_get_data (G_OBJECT (window), DATA);

  /* Shift is a key too. */
  self->n_awaited = self->n_released + (strchr (key, '+') != NULL ? 2 : 1);
  order ("key %s\n", key);
  g_assert_true (ui_test_wait (is_released, self));
  focus_keys_settle (window);
}

void
focus_keys_end (GtkWindow *window)
{
  Keys *self = g_object_get_data (G_OBJECT (window), DATA);

  gtk_widget_remove_controller (GTK_WIDGET (window), self->controller);
  g_object_set_data (G_OBJECT (window), DATA, NULL);
}
