/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/window/roster-remove-tab.h"

#include <glib/gi18n-lib.h>

#include "core/base/roster-text.h"
#include "core/organizations/roster-directory-search.h"
#include "ui/accounts/roster-account-list.h"
#include "ui/widgets/roster-question.h"
#include "ui/widgets/roster-weak-callback.h"

typedef struct
{
  RosterDirectory *directory;
  RosterOrganization *organization;
  GtkCheckButton *forget_key; /* (nullable) borrowed, of the question */
} Removal;

static void
removal_free (gpointer user_data, GClosure *closure)
{
  Removal *self = user_data;

  g_object_unref (self->directory);
  g_object_unref (self->organization);
  g_free (self);
}

static void
key_forgotten (GObject *keyring, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWindow) parent = roster_weak_callback_take (user_data);
  g_autoptr (GError) error = NULL;

  if (!roster_keyring_forget_key_finish (ROSTER_KEYRING (keyring), result, &error) &&
      parent != NULL)
    roster_question_show_failure (parent, _ ("The API key is still in the keyring"),
                                  error->message);
}

static void
answered (GtkWindow *question, int response, gpointer user_data)
{
  Removal *self = user_data;
  guint position = 0;

  if (response == GTK_RESPONSE_ACCEPT &&
      roster_directory_find_position (self->directory, self->organization, &position))
    {
      if (self->forget_key != NULL && gtk_check_button_get_active (self->forget_key))
        roster_keyring_forget_key_async (
            roster_directory_get_keyring (self->directory),
            roster_organization_get_account (self->organization), key_forgotten,
            roster_weak_callback_new (gtk_window_get_transient_for (question)));
      roster_directory_remove (self->directory, position);
    }
  gtk_window_destroy (question);
}

/* An account without a tab needs no key. */
static gboolean
is_key_left_over (const Removal *self)
{
  g_autoptr (GPtrArray) organizations = roster_account_list_organizations (
      self->directory, roster_organization_get_account (self->organization));

  return organizations->len == 1 && roster_directory_get_keyring (self->directory) != NULL;
}

static GtkCheckButton *
add_forget_key (GtkMessageDialog *question)
{
  GtkWidget *button =
      gtk_check_button_new_with_mnemonic (_ ("Take the account’s API key out of the _keyring too"));

  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (gtk_message_dialog_get_message_area (question)), button);
  return GTK_CHECK_BUTTON (button);
}

/**
 * roster_remove_tab_ask:
 * @parent: the window in which somebody asked for it
 * @directory: the organizations
 * @organization: the one whose tab is to be removed
 *
 * Asks, and removes @organization from @directory. Nothing is changed at the service.
 */
void
roster_remove_tab_ask (GtkWindow *parent,
                       RosterDirectory *directory,
                       RosterOrganization *organization)
{
  Removal *self = g_new0 (Removal, 1);
  g_autofree char *name = roster_text_display (roster_organization_get_name (organization));
  g_autofree char *title = g_strdup_printf (_ ("Remove the tab of “%s”?"), name);
  GtkDialog *question = roster_question_new (
      parent, title,
      _ ("Nothing is changed at the service: every member keeps their access. You can add the "
         "organization again at any time."));

  self->directory = g_object_ref (directory);
  self->organization = g_object_ref (organization);
  if (is_key_left_over (self))
    self->forget_key = add_forget_key (GTK_MESSAGE_DIALOG (question));
  gtk_dialog_add_buttons (question, _ ("_Cancel"), GTK_RESPONSE_CANCEL, _ ("_Remove tab"),
                          GTK_RESPONSE_ACCEPT, NULL);
  g_signal_connect_data (question, "response", G_CALLBACK (answered), self, removal_free,
                         G_CONNECT_DEFAULT);
  roster_question_ask (question);
}
