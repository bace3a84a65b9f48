/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterAccountCard: says how an account is, and leads to what can be done with it. */

#include "ui/preferences/roster-account-card.h"

#include <glib/gi18n-lib.h>

#include "core/accounts/roster-key-search.h"
#include "core/base/roster-error.h"
#include "core/base/roster-text.h"
#include "core/services/roster-connection-test.h"
#include "ui/accounts/roster-account-dialog.h"
#include "ui/accounts/roster-account-list.h"
#include "ui/preferences/roster-account-forget.h"
#include "ui/widgets/roster-weak-callback.h"
#include "ui/widgets/roster-widget-children.h"

typedef enum
{
  RESULT_NONE,
  RESULT_BUSY,
  RESULT_GOOD,
  RESULT_BAD,
} Result;

struct _RosterAccountCard
{
  GtkWidget parent_instance;

  /* Template widgets */
  GtkLabel *user_label;
  GtkLabel *endpoint_label;
  GtkLabel *organizations_label;
  GtkLabel *key_label;
  GtkLabel *signing_label;
  GtkWidget *edit_button;
  GtkWidget *key_button;
  GtkButton *test_button;
  GtkWidget *forget_button;
  GtkWidget *result_box;
  GtkSpinner *spinner;
  GtkImage *result_icon;
  GtkLabel *result_label;

  /* Owned */
  RosterDirectory *directory;
  RosterChangeQueue *queue;
  RosterAccount *account;
  GCancellable *search;       /* (nullable) for the key */
  RosterConnectionTest *test; /* (nullable) */
  GPtrArray *tested;          /* (nullable) (element-type RosterOrganization): in its order */
  GString *failures;          /* of the test: a line each */

  gboolean testing; /* also while the keyring is asked first */
};

G_DEFINE_FINAL_TYPE (RosterAccountCard, roster_account_card, GTK_TYPE_WIDGET)

/* --- the key --- */

static const char *
describe_key (RosterAccountCard *self, gboolean found)
{
  if (found)
    return _ ("API key: in the keyring");
  return roster_account_has_key (self->account)
             ? _ ("API key: known until you quit Roster, but not in the keyring")
             : _ ("API key: not in the keyring");
}

static void
on_searched (GObject *account, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RosterAccountCard) self = roster_weak_callback_take (user_data);
  g_autoptr (GError) error = NULL;
  gboolean found = FALSE;

  roster_key_search_finish (ROSTER_ACCOUNT (account), result, &found, &error);
  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_label_set_text (self->key_label, error != NULL ? error->message : describe_key (self, found));
}

static void
search_key (RosterAccountCard *self)
{
  if (self->directory == NULL)
    return;
  if (roster_directory_get_keyring (self->directory) == NULL)
    {
      gtk_label_set_text (self->key_label, _ ("API key: the demo’s own, for this run"));
      return;
    }
  g_cancellable_cancel (self->search);
  g_clear_object (&self->search);
  self->search = g_cancellable_new ();
  gtk_label_set_text (self->key_label, _ ("API key: asking the keyring…"));
  roster_key_search_async (self->account, self->search, on_searched,
                           roster_weak_callback_new (self));
}

/* Not known before the first answer. */
static void
show_signing (RosterAccountCard *self)
{
  const char *text = roster_signing_describe (roster_account_get_signing (self->account));

  gtk_label_set_text (self->signing_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->signing_label), text != NULL);
}

/* --- the test --- */

static void
show_result (RosterAccountCard *self, Result result, const char *text)
{
  static const char *const icons[] = { NULL, NULL, "object-select-symbolic",
                                       "dialog-error-symbolic" };
  static const char *const classes[] = { "dim-label", "dim-label", "note-good", "note-bad" };

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (self->result_box, classes[i]);
  gtk_widget_add_css_class (self->result_box, classes[result]);
  gtk_label_set_text (self->result_label, text);
  gtk_image_set_from_icon_name (self->result_icon, icons[result]);
  gtk_widget_set_visible (GTK_WIDGET (self->result_icon), icons[result] != NULL);
  gtk_spinner_set_spinning (self->spinner, result == RESULT_BUSY);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), result == RESULT_BUSY);
  gtk_widget_set_visible (self->result_box, result != RESULT_NONE);
  gtk_button_set_label (self->test_button, result == RESULT_BUSY ? _ ("Stop") : _ ("Test"));
}

static void
end_test (RosterAccountCard *self)
{
  if (self->test != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->test, self);
      roster_connection_test_cancel (self->test);
    }
  g_clear_object (&self->test);
  g_clear_pointer (&self->tested, g_ptr_array_unref);
  self->testing = FALSE;
}

static void
show_error (RosterAccountCard *self, const GError *error)
{
  g_autofree char *text =
      g_strdup_printf ("%s\n%s", error->message, roster_error_get_advice (error));

  show_result (self, RESULT_BAD, text);
}

static void
on_listed (RosterAccountCard *self, guint position, RosterMemberTable *table, const GError *error)
{
  g_autofree char *name =
      roster_text_display (roster_organization_get_name (self->tested->pdata[position]));

  if (error == NULL)
    return;
  if (self->failures->len > 0)
    g_string_append_c (self->failures, '\n');
  /* Translators: %1$s is an organization, %2$s a sentence of what went wrong. */
  g_string_append_printf (self->failures, _ ("“%1$s” cannot be read: %2$s"), name, error->message);
}

static void
on_test_ended (RosterAccountCard *self, const GError *error)
{
  end_test (self);
  if (error != NULL)
    show_error (self, error);
  else if (self->failures->len > 0)
    show_result (self, RESULT_BAD, self->failures->str);
  else
    show_result (self, RESULT_GOOD,
                 _ ("The service accepts the key, and every organization can be read."));
}

static void
ask_service (RosterAccountCard *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;

  self->tested = roster_account_list_organizations (self->directory, self->account);
  for (guint i = 0; i < self->tested->len; i++)
    g_strv_builder_add (builder, roster_organization_get_id (self->tested->pdata[i]));
  ids = g_strv_builder_end (builder);
  g_string_truncate (self->failures, 0);

  self->test = roster_connection_test_new (
      roster_organization_get_client (g_ptr_array_index (self->tested, 0)),
      (const char *const *)ids);
  g_signal_connect_object (self->test, "listed", G_CALLBACK (on_listed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->test, "ended", G_CALLBACK (on_test_ended), self,
                           G_CONNECT_SWAPPED);
  roster_connection_test_start (self->test);
}

static void
on_key_ensured (GObject *keyring, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RosterAccountCard) self = roster_weak_callback_take (user_data);
  g_autoptr (GError) error = NULL;

  roster_keyring_ensure_key_finish (ROSTER_KEYRING (keyring), result, &error);
  if (self == NULL || !self->testing || self->test != NULL)
    return;
  if (error == NULL)
    {
      ask_service (self);
      return;
    }
  end_test (self);
  show_error (self, error);
}

static void
on_test (RosterAccountCard *self)
{
  RosterKeyring *keyring = roster_directory_get_keyring (self->directory);

  if (self->testing)
    {
      end_test (self);
      show_result (self, RESULT_NONE, "");
      return;
    }
  self->testing = TRUE;
  show_result (self, RESULT_BUSY, _ ("Asking the service…"));
  if (keyring == NULL || roster_account_has_key (self->account))
    ask_service (self);
  else
    roster_keyring_ensure_key_async (keyring, self->account, on_key_ensured,
                                     roster_weak_callback_new (self));
}

/* --- what leads elsewhere --- */

static GtkWindow *
get_window (RosterAccountCard *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

/* What it has put into the keyring is there when it goes. */
static GtkWindow *
open_dialog (RosterAccountCard *self)
{
  GtkWindow *dialog = roster_account_dialog_new (get_window (self), self->directory, self->account);

  g_signal_connect_object (dialog, "destroy", G_CALLBACK (search_key), self, G_CONNECT_SWAPPED);
  gtk_window_present (dialog);
  return dialog;
}

static void
on_edit (RosterAccountCard *self)
{
  open_dialog (self);
}

static void
on_replace_key (RosterAccountCard *self)
{
  roster_account_dialog_focus_key (open_dialog (self));
}

static void
on_forget (RosterAccountCard *self)
{
  roster_account_forget_ask (get_window (self), self->directory, self->queue, self->account);
}

/* The demo’s account is not the person’s: there is nothing of it to keep or to forget. */
static void
update_buttons (RosterAccountCard *self)
{
  GtkWidget *buttons[] = { self->edit_button, self->key_button, self->forget_button };
  const char *refusal = roster_account_list_get_refusal (self->directory);

  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      gtk_widget_set_sensitive (buttons[i], refusal == NULL);
      gtk_widget_set_tooltip_text (buttons[i], refusal);
    }
}

/* --- the widget --- */

static void
roster_account_card_dispose (GObject *object)
{
  RosterAccountCard *self = ROSTER_ACCOUNT_CARD (object);

  end_test (self);
  g_cancellable_cancel (self->search);
  g_clear_object (&self->search);
  roster_widget_unparent_children (GTK_WIDGET (object));
  g_clear_object (&self->directory);
  g_clear_object (&self->queue);
  g_clear_object (&self->account);

  G_OBJECT_CLASS (roster_account_card_parent_class)->dispose (object);
}

static void
roster_account_card_finalize (GObject *object)
{
  g_string_free (ROSTER_ACCOUNT_CARD (object)->failures, TRUE);

  G_OBJECT_CLASS (roster_account_card_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, RosterAccountCard, user_label);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountCard, endpoint_label);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountCard, organizations_label);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountCard, key_label);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountCard, edit_button);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountCard, key_button);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountCard, signing_label);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountCard, test_button);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountCard, forget_button);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountCard, result_box);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountCard, spinner);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountCard, result_icon);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountCard, result_label);
  gtk_widget_class_bind_template_callback (widget_class, on_edit);
  gtk_widget_class_bind_template_callback (widget_class, on_replace_key);
  gtk_widget_class_bind_template_callback (widget_class, on_test);
  gtk_widget_class_bind_template_callback (widget_class, on_forget);
}

static void
roster_account_card_class_init (RosterAccountCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = roster_account_card_dispose;
  object_class->finalize = roster_account_card_finalize;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/roster/Roster/roster-account-card.ui");
  bind_template (widget_class);
}

static void
roster_account_card_init (RosterAccountCard *self)
{
  self->failures = g_string_new (NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_account_card_new:
 * @directory: the organizations
 * @queue: what their changes go through
 * @account: an account of @directory that has an organization
 *
 * Returns: (transfer floating): a card for it
 */
GtkWidget *
roster_account_card_new (RosterDirectory *directory,
                         RosterChangeQueue *queue,
                         RosterAccount *account)
{
  RosterAccountCard *self;
  g_autofree char *user_id = NULL;
  g_autofree char *endpoint = NULL;

  g_return_val_if_fail (ROSTER_IS_DIRECTORY (directory), NULL);
  g_return_val_if_fail (ROSTER_IS_CHANGE_QUEUE (queue), NULL);
  g_return_val_if_fail (ROSTER_IS_ACCOUNT (account), NULL);

  self = g_object_new (ROSTER_TYPE_ACCOUNT_CARD, NULL);
  self->directory = g_object_ref (directory);
  self->queue = g_object_ref (queue);
  self->account = g_object_ref (account);
  user_id = roster_text_display (roster_account_get_user_id (account));
  endpoint = roster_text_display (roster_account_get_endpoint (account));
  gtk_label_set_text (self->user_label, user_id);
  gtk_label_set_text (self->endpoint_label, endpoint);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->endpoint_label), endpoint);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, user_id,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, endpoint, -1);
  g_signal_connect_object (account, "notify::has-key", G_CALLBACK (search_key), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (account, "notify::signing", G_CALLBACK (show_signing), self,
                           G_CONNECT_SWAPPED);
  show_signing (self);
  update_buttons (self);
  roster_account_card_update (self);
  search_key (self);
  return GTK_WIDGET (self);
}

/** roster_account_card_get_account: borrowed */
RosterAccount *
roster_account_card_get_account (RosterAccountCard *self)
{
  g_return_val_if_fail (ROSTER_IS_ACCOUNT_CARD (self), NULL);

  return self->account;
}

/** roster_account_card_update: says again which organizations use it */
void
roster_account_card_update (RosterAccountCard *self)
{
  g_autoptr (GPtrArray) organizations = NULL;
  g_autofree char *names = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (ROSTER_IS_ACCOUNT_CARD (self));

  organizations = roster_account_list_organizations (self->directory, self->account);
  names = roster_account_list_describe (organizations);
  text = g_strdup_printf (
      /* Translators: %2$s is the name of the organization, or names. */
      ngettext ("%1$u organization: %2$s", "%1$u organizations: %2$s", organizations->len),
      organizations->len, names);
  gtk_label_set_text (self->organizations_label, text);
}
