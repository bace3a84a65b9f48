/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forgets an account: first its key, then its tabs; where the key cannot be taken out of the
 * keyring, the tabs stay. Nothing is asked of the service. */

#include "ui/preferences/roster-account-forget.h"

#include <glib/gi18n-lib.h>

#include "core/base/roster-error.h"
#include "core/base/roster-text.h"
#include "ui/accounts/roster-account-list.h"
#include "ui/widgets/roster-question.h"

/* What the question has to remember. */
typedef struct
{
  RosterDirectory *directory;
  RosterChangeQueue *queue;
  RosterAccount *account;
  GtkWindow *parent; /* (nullable) weak */
} Forgetting;

static Forgetting *
forgetting_copy (const Forgetting *from)
{
  Forgetting *self = g_new0 (Forgetting, 1);

  self->directory = g_object_ref (from->directory);
  self->queue = g_object_ref (from->queue);
  self->account = g_object_ref (from->account);
  g_set_weak_pointer (&self->parent, from->parent);
  return self;
}

static void
forgetting_free (Forgetting *self)
{
  g_object_unref (self->directory);
  g_object_unref (self->queue);
  g_object_unref (self->account);
  g_clear_weak_pointer (&self->parent);
  g_free (self);
}

static void
free_with_closure (gpointer user_data, GClosure *closure)
{
  forgetting_free (user_data);
}

static void
remove_tabs (Forgetting *self)
{
  for (guint i = roster_directory_get_n_organizations (self->directory); i-- > 0;)
    if (roster_organization_get_account (roster_directory_get_organization (self->directory, i)) ==
        self->account)
      roster_directory_remove (self->directory, i);
}

static void
on_key_forgotten (GObject *keyring, GAsyncResult *result, gpointer user_data)
{
  Forgetting *self = user_data;
  g_autoptr (GError) error = NULL;

  if (roster_keyring_forget_key_finish (ROSTER_KEYRING (keyring), result, &error))
    {
      remove_tabs (self);
      roster_account_set_signing (self->account, ROSTER_SIGNING_UNKNOWN);
    }
  else
    {
      g_autofree char *why =
          g_strdup_printf ("%s\n%s", error->message, roster_error_get_advice (error));

      roster_question_show_failure (
          self->parent, _ ("The API key is still in the keyring, and the tabs are still here"),
          why);
    }
  forgetting_free (self);
}

static void
forget (const Forgetting *self)
{
  RosterKeyring *keyring = roster_directory_get_keyring (self->directory);

  /* Their requests still need the key. */
  if (roster_change_queue_get_busy (self->queue))
    roster_question_show_failure (
        self->parent, _ ("The account was not forgotten"),
        _ ("Changes are being sent: wait until they have been answered, then try again."));
  else if (keyring != NULL)
    roster_keyring_forget_key_async (keyring, self->account, on_key_forgotten,
                                     forgetting_copy (self));
}

static void
on_answered (GtkDialog *dialog, int response, gpointer user_data)
{
  if (response == GTK_RESPONSE_ACCEPT)
    forget (user_data);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static char *
describe (RosterDirectory *directory, RosterAccount *account)
{
  g_autoptr (GPtrArray) organizations = roster_account_list_organizations (directory, account);
  g_autofree char *names = roster_account_list_describe (organizations);
  g_autofree char *tabs = g_strdup_printf (
      /* Translators: %2$s is the name of the organization, or names. */
      ngettext ("Its API key goes from this computer’s keyring, and its %1$u tab here: %2$s.",
                "Its API key goes from this computer’s keyring, and its %1$u tabs here: %2$s.",
                organizations->len),
      organizations->len, names);

  return g_strjoin ("\n\n", tabs,
                    _ ("Nothing is removed from the service: every member keeps their access, and "
                       "the key stays valid there. The history stays too."),
                    NULL);
}

/**
 * roster_account_forget_ask:
 * @parent: the window in which somebody asked for it
 * @directory: the organizations, with a keyring
 * @queue: while it is busy, nothing is forgotten
 * @account: an account of @directory
 */
void
roster_account_forget_ask (GtkWindow *parent,
                           RosterDirectory *directory,
                           RosterChangeQueue *queue,
                           RosterAccount *account)
{
  const Forgetting data = { directory, queue, account, parent };
  g_autofree char *user_id = roster_text_display (roster_account_get_user_id (account));
  g_autofree char *title = g_strdup_printf (_ ("Forget the account “%s”?"), user_id);
  g_autofree char *text = describe (directory, account);
  GtkDialog *question = roster_question_new (parent, title, text);
  GtkWidget *button = NULL;

  gtk_dialog_add_button (question, _ ("_Cancel"), GTK_RESPONSE_CANCEL);
  button = gtk_dialog_add_button (question, _ ("_Forget account"), GTK_RESPONSE_ACCEPT);
  gtk_widget_add_css_class (button, "destructive-action");
  g_signal_connect_data (question, "response", G_CALLBACK (on_answered), forgetting_copy (&data),
                         free_with_closure, G_CONNECT_DEFAULT);
  roster_question_ask (question);
}
