/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A tab says how its organization is, as a mark and in words. */

#include "support/ui-test.h"

#include "ui/page/roster-tab-label.h"

typedef struct
{
  RosterTransport *transport;
  RosterAccount *account;
  RosterClient *client;
  RosterOrganization *organization;
  GtkWidget *window;
  GtkWidget *notebook;
  GtkWidget *label;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->transport = roster_transport_new ();
  fixture->account = roster_account_new ("https://localhost", "user");
  fixture->client = roster_client_new (fixture->transport, fixture->account);
  fixture->organization = roster_organization_new ("Production", "1", fixture->client, NULL);
  fixture->label = roster_tab_label_new (fixture->organization);
  fixture->window = gtk_window_new ();
  fixture->notebook = gtk_notebook_new ();
  gtk_notebook_append_page (GTK_NOTEBOOK (fixture->notebook), gtk_label_new ("page"),
                            fixture->label);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->notebook);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  roster_tab_label_remove (GTK_NOTEBOOK (fixture->notebook), 0);
  ui_test_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->organization);
  g_object_unref (fixture->client);
  g_object_unref (fixture->account);
  g_object_unref (fixture->transport);
}

static gboolean
is_visible (Fixture *fixture, const char *id)
{
  return gtk_widget_get_visible (ui_test_find (fixture->label, id));
}

static void
assert_tooltip_has (Fixture *fixture, const char *text)
{
  const char *tooltip = gtk_widget_get_tooltip_text (fixture->label);

  g_assert_nonnull (tooltip);
  g_assert_nonnull (strstr (tooltip, text));
}

/* Colour and lock are shown, and the lock is said; a colour of a later version takes no room. */
static void
test_marks (Fixture *fixture, gconstpointer data)
{
  g_assert_false (is_visible (fixture, "color_mark"));
  g_assert_false (is_visible (fixture, "lock"));

  roster_organization_set_color (fixture->organization, "green");
  roster_organization_set_read_only (fixture->organization, TRUE);
  g_assert_true (is_visible (fixture, "color_mark"));
  g_assert_true (
      gtk_widget_has_css_class (ui_test_find (fixture->label, "color_mark"), "color-green"));
  g_assert_true (is_visible (fixture, "lock"));
  assert_tooltip_has (fixture, "Production\nLocked against changes\nNot read yet");

  roster_organization_set_color (fixture->organization, "ultraviolet");
  g_assert_false (is_visible (fixture, "color_mark"));
  roster_organization_set_read_only (fixture->organization, FALSE);
  g_assert_false (is_visible (fixture, "lock"));
  g_assert_null (strstr (gtk_widget_get_tooltip_text (fixture->label), "Locked"));
}

static gboolean
has_failed (gpointer data)
{
  return roster_organization_get_state (data) == ROSTER_ORGANIZATION_FAILED;
}

static void
test_states (Fixture *fixture, gconstpointer data)
{
  g_assert_false (is_visible (fixture, "count_label"));
  g_assert_false (is_visible (fixture, "spinner"));
  g_assert_false (is_visible (fixture, "mark"));
  assert_tooltip_has (fixture, "Not read yet");

  roster_organization_refresh (fixture->organization);
  g_assert_true (is_visible (fixture, "spinner"));
  assert_tooltip_has (fixture, "Reading the members…");
  roster_call_progress_set_n_members (roster_organization_get_progress (fixture->organization),
                                      1200);
  assert_tooltip_has (fixture, "1200 so far");

  g_assert_true (ui_test_wait (has_failed, fixture->organization));
  g_assert_false (is_visible (fixture, "spinner"));
  g_assert_true (is_visible (fixture, "mark"));
  g_assert_false (is_visible (fixture, "count_label"));
  assert_tooltip_has (fixture, "could not be read");
  assert_tooltip_has (fixture, roster_organization_get_error (fixture->organization)->message);
}

static void
test_waiting (Fixture *fixture, gconstpointer data)
{
  RosterCallProgress *progress = roster_organization_get_progress (fixture->organization);

  roster_organization_refresh (fixture->organization);
  roster_call_progress_set_waiting (progress, g_get_monotonic_time () + G_USEC_PER_SEC,
                                    "Waiting for the service.");
  assert_tooltip_has (fixture, "Waiting for the service.");
  g_assert_true (ui_test_wait (has_failed, fixture->organization));
}

static void
test_names (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *name;
    int width_chars;
  } cases[] = {
    { "A", 1 },
    { "Übersetzung", 11 },
    { "A name that is longer than any tab should ever be", 20 },
  };
  GtkLabel *label = GTK_LABEL (ui_test_find (fixture->label, "name_label"));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      roster_organization_set_name (fixture->organization, cases[i].name);
      g_assert_cmpstr (gtk_label_get_text (label), ==, cases[i].name);
      g_assert_cmpint (gtk_label_get_width_chars (label), ==, cases[i].width_chars);
      assert_tooltip_has (fixture, cases[i].name);
    }
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  g_test_add ("/ui/tab-label/states", Fixture, NULL, set_up, test_states, tear_down);
  g_test_add ("/ui/tab-label/waiting", Fixture, NULL, set_up, test_waiting, tear_down);
  g_test_add ("/ui/tab-label/marks", Fixture, NULL, set_up, test_marks, tear_down);
  g_test_add ("/ui/tab-label/names", Fixture, NULL, set_up, test_names, tear_down);
  return g_test_run ();
}
