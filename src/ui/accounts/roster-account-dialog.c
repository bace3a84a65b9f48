/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterAccountDialog: an account by hand. Editing → testing → editing → saving → closed; where the
 * key cannot be stored, saved is a state of its own that says so and lets it be tried again. */

#include "ui/accounts/roster-account-dialog.h"

#include <glib/gi18n-lib.h>

#include "core/organizations/roster-directory-check.h"
#include "core/services/roster-connection-test.h"
#include "ui/accounts/roster-account-form.h"
#include "ui/accounts/roster-account-save.h"
#include "ui/widgets/roster-message-bar.h"

typedef enum
{
  EDITING,
  TESTING,
  SAVING,
  SAVED, /* but for the key */
  CLOSED,
} State;

struct _RosterAccountDialog
{
  GtkWindow parent_instance;

  /* template widgets */
  RosterMessageBar *bar;
  RosterAccountForm *form;
  GtkWidget *status_box;
  GtkSpinner *spinner;
  GtkLabel *status_label;
  GtkButton *test_button;
  GtkButton *cancel_button;
  GtkButton *save_button;

  /* owned */
  RosterDirectory *directory;
  RosterAccount *account;     /* (nullable) while it is new */
  RosterAccount *replaced;    /* (nullable) the one that it was, where that has changed */
  GHashTable *original_ids;   /* of the organizations that were there at the start */
  RosterConnectionTest *test; /* (nullable) */
  GPtrArray *tested_rows;     /* (nullable) the rows that the test lists, in its order */

  State state;
  guint n_failed; /* organizations of the test that could not be read */
  gboolean any_clock;
};

G_DEFINE_FINAL_TYPE (RosterAccountDialog, roster_account_dialog, GTK_TYPE_WINDOW)

static void
set_status (RosterAccountDialog *self, const char *text)
{
  gboolean busy = self->state == TESTING || self->state == SAVING;

  gtk_label_set_text (self->status_label, text != NULL ? text : "");
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_widget_set_visible (self->status_box, text != NULL);
}

static void
set_state (RosterAccountDialog *self, State state, const char *status)
{
  self->state = state;
  /* The cursor leaves an entry before the entry becomes insensitive. */
  if (state == TESTING)
    gtk_widget_grab_focus (GTK_WIDGET (self->test_button));
  else if (state != EDITING)
    gtk_widget_grab_focus (GTK_WIDGET (self->cancel_button));
  gtk_widget_set_sensitive (GTK_WIDGET (self->form), state == EDITING);
  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), state == EDITING);
  gtk_widget_set_visible (GTK_WIDGET (self->save_button), state != SAVED);
  gtk_widget_set_sensitive (GTK_WIDGET (self->test_button), state == EDITING || state == TESTING);
  gtk_button_set_label (self->test_button, state == TESTING ? _ ("S_top") : _ ("_Test connection"));
  gtk_button_set_label (self->cancel_button,
                        state == SAVING || state == SAVED ? _ ("_Close") : _ ("_Cancel"));
  set_status (self, status);
}

static void
end_test (RosterAccountDialog *self)
{
  if (self->test != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->test, self);
      roster_connection_test_cancel (self->test);
    }
  g_clear_object (&self->test);
  g_clear_pointer (&self->tested_rows, g_ptr_array_unref);
}

static void
forget_messages (RosterAccountDialog *self)
{
  roster_message_bar_hide (self->bar);
  if (self->state == EDITING)
    set_status (self, NULL);
}

/* --- testing --- */

static void
clear_notes (RosterAccountDialog *self)
{
  for (guint i = 0; self->tested_rows != NULL && i < self->tested_rows->len; i++)
    roster_organization_row_set_note (g_ptr_array_index (self->tested_rows, i),
                                      ROSTER_ROW_NOTE_NONE, NULL);
}

static void
on_listed (RosterAccountDialog *self, guint position, RosterMemberTable *table, const GError *error)
{
  RosterOrganizationRow *row = g_ptr_array_index (self->tested_rows, position);
  g_autofree char *text = NULL;

  if (error != NULL)
    {
      text = g_strdup_printf ("%s\n%s", error->message, roster_error_get_advice (error));
      self->n_failed++;
    }
  else
    {
      guint n = roster_member_table_get_n_members (table);

      text = g_strdup_printf (ngettext ("%u member", "%u members", n), n);
    }
  roster_organization_row_set_note (row, error != NULL ? ROSTER_ROW_NOTE_BAD : ROSTER_ROW_NOTE_GOOD,
                                    text);
}

static char *
describe_test (RosterAccountDialog *self)
{
  if (self->n_failed > 0)
    return g_strdup_printf (ngettext ("%u organization cannot be read: see above.",
                                      "%u organizations cannot be read: see above.",
                                      self->n_failed),
                            self->n_failed);
  if (self->tested_rows->len == 0)
    return g_strdup (_ ("The service accepts the key."));
  return g_strdup (_ ("The service accepts the key, and every organization can be read."));
}

static void
on_test_ended (RosterAccountDialog *self, const GError *error)
{
  g_autofree char *learnt = roster_connection_test_describe (self->test);
  g_autofree char *result = error == NULL ? describe_test (self) : NULL;
  g_autofree char *status = result != NULL ? g_strjoin ("\n", result, learnt, NULL) : NULL;

  if (error != NULL)
    {
      clear_notes (self);
      roster_message_bar_show_error (self->bar, error);
    }
  end_test (self);
  set_state (self, EDITING, status);
}

static void
start_test (RosterAccountDialog *self, SecretValue *key)
{
  g_autofree char *endpoint = roster_account_form_dup_endpoint (self->form);
  g_autofree char *user_id = roster_account_form_dup_user_id (self->form);
  g_autoptr (RosterAccount) account = roster_account_new (endpoint, user_id);
  g_autoptr (RosterClient) client =
      roster_client_new (roster_directory_get_transport (self->directory), account);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_auto (GStrv) id_array = NULL;

  roster_account_set_key (account, key);
  roster_account_set_any_clock (account, self->any_clock);
  self->n_failed = 0;
  self->tested_rows = roster_account_form_get_rows (self->form);
  for (guint i = 0; i < self->tested_rows->len; i++)
    {
      RosterOrganizationRow *row = g_ptr_array_index (self->tested_rows, i);
      g_autofree char *id = roster_organization_row_dup_id (row);

      g_strv_builder_add (ids, id);
      roster_organization_row_set_note (row, ROSTER_ROW_NOTE_BUSY, _ ("Not asked yet"));
    }

  id_array = g_strv_builder_end (ids);
  self->test = roster_connection_test_new (client, (const char *const *)id_array);
  g_signal_connect_object (self->test, "listed", G_CALLBACK (on_listed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->test, "ended", G_CALLBACK (on_test_ended), self,
                           G_CONNECT_SWAPPED);
  roster_connection_test_start (self->test);
}

static void save (RosterAccountDialog *self, SecretValue *key);

/* The key that the keyring has, for an account that stays the same, or for its new endpoint. */
static void
on_key_ensured (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RosterAccountDialog) self = user_data;
  g_autoptr (SecretValue) key = NULL;
  g_autoptr (GError) error = NULL;

  roster_keyring_ensure_key_finish (ROSTER_KEYRING (source), result, &error);
  if ((self->state != TESTING && self->state != SAVING) || self->test != NULL)
    return;
  if (error != NULL)
    {
      roster_message_bar_show_error (self->bar, error);
      set_state (self, EDITING, NULL);
      return;
    }
  key = secret_value_ref (roster_account_get_key (self->account));
  if (self->state == TESTING)
    {
      start_test (self, key);
      return;
    }
  set_state (self, EDITING, NULL);
  save (self, key);
}

static void
begin_test (RosterAccountDialog *self)
{
  g_autoptr (SecretValue) key = NULL;
  RosterKeyring *keyring = roster_directory_get_keyring (self->directory);

  roster_message_bar_hide (self->bar);
  if (!roster_account_form_check (self->form, TRUE))
    return;

  set_state (self, TESTING, _ ("Asking the service…"));
  key = roster_account_form_dup_key (self->form);
  if (key != NULL)
    start_test (self, key);
  else if (keyring == NULL || roster_account_has_key (self->account))
    start_test (self, roster_account_get_key (self->account));
  else
    roster_keyring_ensure_key_async (keyring, self->account, on_key_ensured, g_object_ref (self));
}

static void
on_test_clicked (RosterAccountDialog *self)
{
  if (self->state == EDITING)
    {
      begin_test (self);
      return;
    }
  clear_notes (self);
  end_test (self);
  set_state (self, EDITING, NULL);
}

/* --- saving --- */

static void
close_saved (RosterAccountDialog *self)
{
  self->state = CLOSED;
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
on_key_stored (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RosterAccountDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  roster_keyring_store_key_finish (ROSTER_KEYRING (source), result, &error);
  if (self->state == CLOSED)
    return;
  if (error == NULL)
    {
      roster_account_save_forget (self->directory, self->replaced);
      close_saved (self);
      return;
    }
  roster_message_bar_show_error (self->bar, error);
  set_state (self, SAVED,
             _ ("The organizations are saved; the key is kept until you quit Roster."));
}

/* The keyring’s prompt was answered after all, when this had said that the key is not stored. The
 * dialog stays: it does not go away under the hands of somebody who reads it. */
static void
on_write_ended (RosterAccountDialog *self, RosterAccount *account, const GError *error)
{
  if (self->state != SAVED || account != self->account)
    return;
  if (error != NULL)
    {
      roster_message_bar_show_error (self->bar, error);
      return;
    }
  roster_account_save_forget (self->directory, self->replaced);
  roster_message_bar_hide (self->bar);
  set_status (self, _ ("The organizations are saved, and the key is in the keyring."));
}

static void
store_key (RosterAccountDialog *self, SecretValue *key)
{
  RosterKeyring *keyring = roster_directory_get_keyring (self->directory);

  set_state (self, SAVING, _ ("Putting the key into the keyring…"));
  roster_keyring_store_key_async (keyring, self->account, key, on_key_stored, g_object_ref (self));
}

/* key: (nullable): where the account has one already, and keeps it */
static void
save (RosterAccountDialog *self, SecretValue *key)
{
  g_autofree char *endpoint = roster_account_form_dup_endpoint (self->form);
  g_autofree char *user_id = roster_account_form_dup_user_id (self->form);
  g_autoptr (GPtrArray) rows = roster_account_form_get_rows (self->form);
  g_autoptr (GError) error = NULL;
  RosterAccount *account = roster_directory_ensure_account (self->directory, endpoint, user_id);

  /* The key first: a tab that appears begins to read at once. */
  if (key != NULL)
    roster_account_set_key (account, key);
  if (self->account != NULL)
    roster_directory_replace_account (self->directory, self->account, account);
  g_set_object (&self->replaced, self->account);
  g_set_object (&self->account, account);

  roster_account_save_organizations (self->directory, account, rows, self->original_ids);
  roster_account_form_forget_key (self->form);
  if (!roster_directory_check_saved (self->directory, TRUE, &error))
    {
      roster_message_bar_show_error (self->bar, error);
      set_state (self, SAVED, _ ("The organizations are kept until you quit Roster."));
      return;
    }
  if (key != NULL && roster_directory_get_keyring (self->directory) != NULL)
    store_key (self, key);
  if (self->state == EDITING)
    close_saved (self);
}

static void
on_save_clicked (RosterAccountDialog *self)
{
  RosterKeyring *keyring = roster_directory_get_keyring (self->directory);
  g_autoptr (SecretValue) key = NULL;

  roster_message_bar_hide (self->bar);
  if (self->state != EDITING || !roster_account_form_check (self->form, FALSE))
    return;
  if (roster_account_form_uses_known_key (self->form) && keyring != NULL)
    {
      set_state (self, SAVING, NULL);
      roster_keyring_ensure_key_async (keyring, self->account, on_key_ensured, g_object_ref (self));
      return;
    }
  key = roster_account_form_dup_key (self->form);
  save (self, key);
}

static void
on_remedy (RosterAccountDialog *self, guint remedy)
{
  self->any_clock |= remedy == ROSTER_REMEDY_USE_CLOCK;
  if (self->state == SAVED)
    {
      roster_message_bar_hide (self->bar);
      if (roster_account_has_key (self->account))
        store_key (self, roster_account_get_key (self->account));
    }
  else if (self->state == EDITING &&
           (remedy == ROSTER_REMEDY_RETRY || remedy == ROSTER_REMEDY_USE_CLOCK))
    begin_test (self);
  else
    roster_account_form_focus (self->form, remedy == ROSTER_REMEDY_ENTER_KEY);
}

/* --- the window --- */

static gboolean
roster_account_dialog_close_request (GtkWindow *window)
{
  RosterAccountDialog *self = ROSTER_ACCOUNT_DIALOG (window);

  /* What has been saved stays, and a key on its way into the keyring arrives there. */
  self->state = CLOSED;
  end_test (self);

  return GTK_WINDOW_CLASS (roster_account_dialog_parent_class)->close_request (window);
}

static void
roster_account_dialog_dispose (GObject *object)
{
  RosterAccountDialog *self = ROSTER_ACCOUNT_DIALOG (object);

  self->state = CLOSED;
  end_test (self);
  g_clear_object (&self->directory);
  g_clear_object (&self->account);
  g_clear_object (&self->replaced);
  g_clear_pointer (&self->original_ids, g_hash_table_unref);

  G_OBJECT_CLASS (roster_account_dialog_parent_class)->dispose (object);
}

static void
roster_account_dialog_class_init (RosterAccountDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_account_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = roster_account_dialog_close_request;

  g_type_ensure (ROSTER_TYPE_ACCOUNT_FORM);
  g_type_ensure (ROSTER_TYPE_MESSAGE_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/roster/Roster/roster-account-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterAccountDialog, bar);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountDialog, form);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountDialog, status_box);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountDialog, status_label);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountDialog, test_button);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountDialog, save_button);
  gtk_widget_class_bind_template_callback (widget_class, forget_messages);
  gtk_widget_class_bind_template_callback (widget_class, on_remedy);
  gtk_widget_class_bind_template_callback (widget_class, on_save_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_test_clicked);
}

static void
roster_account_dialog_init (RosterAccountDialog *self)
{
  self->original_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_account (RosterAccountDialog *self)
{
  g_autofree char *title =
      /* Translators: the title of a window: %s is a user id. */
      g_strdup_printf (_ ("Account %s"), roster_account_get_user_id (self->account));

  gtk_window_set_title (GTK_WINDOW (self), title);
  roster_account_form_show_account (self->form, self->account);
  for (guint i = 0; i < roster_directory_get_n_organizations (self->directory); i++)
    {
      RosterOrganization *organization = roster_directory_get_organization (self->directory, i);

      if (roster_organization_get_account (organization) != self->account)
        continue;
      roster_account_form_add_organization (self->form, roster_organization_get_name (organization),
                                            roster_organization_get_id (organization));
      g_hash_table_add (self->original_ids, g_strdup (roster_organization_get_id (organization)));
    }
}

/**
 * roster_account_dialog_new:
 * @parent: (nullable): the window it belongs to
 * @directory: where the account and its organizations are to be
 * @account: (nullable): an account of @directory, to change it or to add organizations to it; %NULL
 *   for a new one
 *
 * Returns: (transfer none): the dialog, to be presented; it closes itself when all is saved
 */
GtkWindow *
roster_account_dialog_new (GtkWindow *parent, RosterDirectory *directory, RosterAccount *account)
{
  RosterAccountDialog *self;

  g_return_val_if_fail (ROSTER_IS_DIRECTORY (directory), NULL);

  self = g_object_new (ROSTER_TYPE_ACCOUNT_DIALOG, "transient-for", parent, NULL);
  self->directory = g_object_ref (directory);
  if (roster_directory_get_keyring (directory) != NULL)
    g_signal_connect_object (roster_directory_get_keyring (directory), "write-ended",
                             G_CALLBACK (on_write_ended), self, G_CONNECT_SWAPPED);
  g_set_object (&self->account, account);
  if (account != NULL)
    show_account (self);
  roster_account_form_begin (self->form);
  set_state (self, EDITING, NULL);
  return GTK_WINDOW (self);
}

/** roster_account_dialog_focus_key: puts the cursor where another key is typed */
void
roster_account_dialog_focus_key (GtkWindow *dialog)
{
  g_return_if_fail (ROSTER_IS_ACCOUNT_DIALOG (dialog));

  roster_account_form_focus (ROSTER_ACCOUNT_DIALOG (dialog)->form, TRUE);
}
