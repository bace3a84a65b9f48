/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterImportReview: account and organizations of a file, to be looked at, and tried, before they
 * are kept. */

#include "ui/accounts/roster-import-review.h"

#include <glib/gi18n-lib.h>

#include "core/base/roster-error.h"
#include "core/services/roster-connection-test.h"
#include "ui/accounts/roster-import-row.h"
#include "ui/accounts/roster-key-offer.h"
#include "ui/accounts/roster-key-text.h"
#include "ui/widgets/roster-accessible.h"
#include "ui/widgets/roster-single-tab-stop.h"

struct _RosterImportReview
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkWidget *scrolled_window;
  GtkLabel *path_label;
  GtkLabel *user_id_label;
  GtkLabel *key_label;
  GtkPasswordEntry *key_entry;
  GtkLabel *key_help;
  GtkEntry *endpoint_entry;
  GtkLabel *endpoint_help;
  RosterKeyOffer *offer;
  GtkListBox *list_box;
  GtkCheckButton *rename_check;
  GtkWidget *status_box;
  GtkSpinner *spinner;
  GtkLabel *status_label;

  /* borrowed */
  const RosterConfigFile *config; /* (nullable) until it is shown */

  /* owned */
  RosterDirectory *directory; /* (nullable) likewise */
  RosterConnectionTest *test; /* (nullable) */
  GError *test_error;         /* (nullable): of the first list that could not be read */
  guint n_read;
  guint n_failed;
};

enum
{
  TESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RosterImportReview, roster_import_review, GTK_TYPE_WIDGET)

/* error: (nullable): what is wrong with the endpoint */
static void
show_endpoint_help (RosterImportReview *self, const char *error)
{
  GtkWidget *label = GTK_WIDGET (self->endpoint_help);

  gtk_label_set_text (self->endpoint_help,
                      error != NULL ? error
                                    : _ ("Where the service is; change it if yours is elsewhere."));
  if (error != NULL)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->endpoint_entry), "error");
      gtk_widget_add_css_class (label, "note-bad");
      gtk_widget_remove_css_class (label, "dim-label");
    }
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->endpoint_entry), "error");
      gtk_widget_remove_css_class (label, "note-bad");
      gtk_widget_add_css_class (label, "dim-label");
    }
}

static void
set_status (RosterImportReview *self, const char *text, gboolean is_busy)
{
  gtk_label_set_text (self->status_label, text != NULL ? text : "");
  gtk_spinner_set_spinning (self->spinner, is_busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), is_busy);
  gtk_widget_set_visible (self->status_box, text != NULL);
}

static void refresh (RosterImportReview *self);

static void
on_endpoint_changed (RosterImportReview *self)
{
  show_endpoint_help (self, NULL);
  set_status (self, NULL, FALSE);
  refresh (self);
}

static void
roster_import_review_dispose (GObject *object)
{
  RosterImportReview *self = ROSTER_IMPORT_REVIEW (object);

  roster_import_review_stop_test (self);
  g_clear_object (&self->directory);
  g_clear_pointer (&self->scrolled_window, gtk_widget_unparent);

  G_OBJECT_CLASS (roster_import_review_parent_class)->dispose (object);
}

static void
roster_import_review_class_init (RosterImportReviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_import_review_dispose;

  signals[TESTED] = g_signal_new ("tested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_ERROR);

  g_type_ensure (ROSTER_TYPE_KEY_OFFER);
  g_type_ensure (ROSTER_TYPE_SINGLE_TAB_STOP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/roster/Roster/roster-import-review.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterImportReview, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, RosterImportReview, path_label);
  gtk_widget_class_bind_template_child (widget_class, RosterImportReview, user_id_label);
  gtk_widget_class_bind_template_child (widget_class, RosterImportReview, key_label);
  gtk_widget_class_bind_template_child (widget_class, RosterImportReview, key_entry);
  gtk_widget_class_bind_template_child (widget_class, RosterImportReview, key_help);
  gtk_widget_class_bind_template_child (widget_class, RosterImportReview, endpoint_entry);
  gtk_widget_class_bind_template_child (widget_class, RosterImportReview, endpoint_help);
  gtk_widget_class_bind_template_child (widget_class, RosterImportReview, list_box);
  gtk_widget_class_bind_template_child (widget_class, RosterImportReview, offer);
  gtk_widget_class_bind_template_child (widget_class, RosterImportReview, rename_check);
  gtk_widget_class_bind_template_child (widget_class, RosterImportReview, status_box);
  gtk_widget_class_bind_template_child (widget_class, RosterImportReview, spinner);
  gtk_widget_class_bind_template_child (widget_class, RosterImportReview, status_label);
  gtk_widget_class_bind_template_callback (widget_class, on_endpoint_changed);
}

static void
roster_import_review_init (RosterImportReview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Whether the directory has an organization of that user and id, at whichever endpoint. */
static gboolean
is_known (RosterDirectory *directory, const char *user_id, const char *id)
{
  for (guint i = 0; i < roster_directory_get_n_organizations (directory); i++)
    {
      RosterOrganization *organization = roster_directory_get_organization (directory, i);
      RosterAccount *account = roster_organization_get_account (organization);

      if (g_str_equal (roster_organization_get_id (organization), id) &&
          g_str_equal (roster_account_get_user_id (account), user_id))
        return TRUE;
    }
  return FALSE;
}

/* The file does not say where the service is, but an account that is set up already may. */
static const char *
guess_endpoint (RosterDirectory *directory, const RosterConfigFile *config)
{
  if (config->endpoint != NULL)
    return config->endpoint;

  for (guint i = 0; i < roster_directory_get_n_organizations (directory); i++)
    {
      RosterAccount *account =
          roster_organization_get_account (roster_directory_get_organization (directory, i));

      if (g_str_equal (roster_account_get_user_id (account), config->user_id))
        return roster_account_get_endpoint (account);
    }
  return ROSTER_DEFAULT_ENDPOINT;
}

/* (nullable): the account of the file’s user at the endpoint, or at any (NULL). */
static RosterAccount *
find_account (RosterImportReview *self, const char *endpoint)
{
  for (guint i = 0; i < roster_directory_get_n_organizations (self->directory); i++)
    {
      RosterAccount *account =
          roster_organization_get_account (roster_directory_get_organization (self->directory, i));

      if (g_str_equal (roster_account_get_user_id (account), self->config->user_id) &&
          (endpoint == NULL || g_str_equal (roster_account_get_endpoint (account), endpoint)))
        return account;
    }
  return NULL;
}

/* (nullable): where it is none */
static char *
dup_endpoint (RosterImportReview *self)
{
  return roster_account_check_endpoint (gtk_editable_get_text (GTK_EDITABLE (self->endpoint_entry)),
                                        NULL);
}

static GtkWidget *
get_row (RosterImportReview *self, guint position)
{
  return gtk_list_box_row_get_child (gtk_list_box_get_row_at_index (self->list_box, (int)position));
}

/* account: (nullable): what Roster has. Whether it is called otherwise there. */
static gboolean
append_row (RosterImportReview *self,
            RosterAccount *account,
            const RosterConfigOrganization *organization)
{
  RosterOrganization *known =
      account != NULL ? roster_directory_find (self->directory, account, organization->id) : NULL;
  const char *name = known != NULL ? roster_organization_get_name (known) : NULL;
  const gboolean is_other = name != NULL && !g_str_equal (name, organization->name);
  GtkWidget *row = roster_import_row_new (
      organization, is_known (self->directory, self->config->user_id, organization->id),
      is_other ? name : NULL);

  gtk_list_box_append (self->list_box, row);
  roster_accessible_name_by_texts (gtk_widget_get_parent (row));
  return is_other;
}

/* Looks again at what Roster has at the endpoint: its names, and its key. */
static void
refresh (RosterImportReview *self)
{
  g_autofree char *endpoint = dup_endpoint (self);
  RosterAccount *account = NULL;
  GtkListBoxRow *row;
  gboolean has_other = FALSE;

  if (self->config == NULL)
    return;
  if (endpoint != NULL)
    account = find_account (self, endpoint);

  while ((row = gtk_list_box_get_row_at_index (self->list_box, 0)) != NULL)
    gtk_list_box_remove (self->list_box, GTK_WIDGET (row));
  for (guint i = 0; i < self->config->organizations->len; i++)
    has_other =
        append_row (self, account, g_ptr_array_index (self->config->organizations, i)) || has_other;
  gtk_widget_set_visible (GTK_WIDGET (self->rename_check), has_other);

  if (self->config->key != NULL)
    gtk_label_set_text (
        self->key_label,
        account != NULL && roster_account_has_key (account) &&
                !roster_account_is_key (account, self->config->key)
            ? _ ("In the file; it replaces the key that Roster has once it has been found to work.")
            : _ ("In the file; it goes into the keyring of this computer."));
  else
    roster_key_offer_set (self->offer, account == NULL ? find_account (self, NULL) : NULL,
                          endpoint);
}

static void
on_key_looked_up (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RosterImportReview) self = user_data;

  /* Why there is none is said where it is needed. */
  roster_keyring_ensure_key_finish (ROSTER_KEYRING (source), result, NULL);
  if (self->test == NULL && self->directory != NULL)
    refresh (self);
}

/* Whether the file's key replaces another. Of an account that is new here the keyring is not asked
 * yet: it might want to be unlocked. */
static void
look_up_key (RosterImportReview *self)
{
  RosterKeyring *keyring = roster_directory_get_keyring (self->directory);
  g_autofree char *endpoint = dup_endpoint (self);
  RosterAccount *account = endpoint != NULL ? find_account (self, endpoint) : NULL;

  if (keyring != NULL && account != NULL && self->config->key != NULL)
    roster_keyring_ensure_key_async (keyring, account, on_key_looked_up, g_object_ref (self));
}

/**
 * roster_import_review_show:
 * @self: a review
 * @path: of the file, as it is shown
 * @config: what is in it; it has to stay for as long as the review
 * @directory: what is in Roster already
 */
void
roster_import_review_show (RosterImportReview *self,
                           const char *path,
                           const RosterConfigFile *config,
                           RosterDirectory *directory)
{
  gboolean has_key = config->key != NULL;

  g_return_if_fail (ROSTER_IS_IMPORT_REVIEW (self));

  self->config = config;
  g_set_object (&self->directory, directory);
  gtk_label_set_text (self->path_label, path);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->path_label), path);
  gtk_label_set_text (self->user_id_label, config->user_id);
  gtk_widget_set_visible (GTK_WIDGET (self->key_label), has_key);
  gtk_widget_set_visible (GTK_WIDGET (self->key_entry), !has_key);
  gtk_widget_set_visible (GTK_WIDGET (self->key_help), !has_key);
  gtk_editable_set_text (GTK_EDITABLE (self->endpoint_entry), guess_endpoint (directory, config));
  show_endpoint_help (self, NULL);
  refresh (self);
  look_up_key (self);
}

/** roster_import_review_focus_endpoint: puts the cursor where the address can be corrected */
void
roster_import_review_focus_endpoint (RosterImportReview *self)
{
  g_return_if_fail (ROSTER_IS_IMPORT_REVIEW (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->endpoint_entry));
}

/**
 * roster_import_review_dup_endpoint:
 * @self: a review
 *
 * Returns: (transfer full) (nullable): the endpoint; where it is none, %NULL, and what is wrong is
 *   said beside it
 */
char *
roster_import_review_dup_endpoint (RosterImportReview *self)
{
  g_autoptr (GError) error = NULL;
  char *endpoint;

  g_return_val_if_fail (ROSTER_IS_IMPORT_REVIEW (self), NULL);

  endpoint = roster_account_check_endpoint (
      gtk_editable_get_text (GTK_EDITABLE (self->endpoint_entry)), &error);
  if (endpoint == NULL)
    {
      show_endpoint_help (self, error->message);
      gtk_widget_grab_focus (GTK_WIDGET (self->endpoint_entry));
    }
  return endpoint;
}

/** roster_import_review_describe_error: (transfer full): what happened, and what to do now. */
char *
roster_import_review_describe_error (RosterImportReview *self, const GError *error)
{
  const char *advice = roster_error_get_advice (error);

  /* Nobody typed that key, so it cannot be entered again. */
  if (self->config->key != NULL && g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_UNAUTHORIZED))
    advice = _ ("The key in the file was refused: correct the file and read it again.");
  return g_strdup_printf ("%s\n%s", error->message, advice);
}

/** roster_import_review_dup_key: (transfer full) (nullable): the key that was typed, if any */
SecretValue *
roster_import_review_dup_key (RosterImportReview *self)
{
  g_return_val_if_fail (ROSTER_IS_IMPORT_REVIEW (self), NULL);

  return roster_key_text_dup (self->key_entry);
}

/** roster_import_review_get_offered: (transfer none) (nullable): the account whose key is to be
 * used at the new endpoint as well */
RosterAccount *
roster_import_review_get_offered (RosterImportReview *self)
{
  g_return_val_if_fail (ROSTER_IS_IMPORT_REVIEW (self), NULL);

  return roster_key_offer_get_account (self->offer);
}

/** roster_import_review_get_rename: whether known organizations are to be called as in the file */
gboolean
roster_import_review_get_rename (RosterImportReview *self)
{
  g_return_val_if_fail (ROSTER_IS_IMPORT_REVIEW (self), FALSE);

  return gtk_widget_get_visible (GTK_WIDGET (self->rename_check)) &&
         gtk_check_button_get_active (self->rename_check);
}

/* --- the test --- */

static void
set_can_edit (RosterImportReview *self, gboolean can_edit)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->endpoint_entry), can_edit);
  gtk_widget_set_sensitive (GTK_WIDGET (self->key_entry), can_edit);
  gtk_widget_set_sensitive (GTK_WIDGET (self->offer), can_edit);
  gtk_widget_set_sensitive (GTK_WIDGET (self->rename_check), can_edit);
}

static void
on_listed (RosterImportReview *self, guint position, RosterMemberTable *table, const GError *error)
{
  g_autofree char *text = NULL;

  if (error != NULL)
    {
      text = roster_import_review_describe_error (self, error);
      self->n_failed++;
      if (self->test_error == NULL)
        self->test_error = g_error_copy (error);
    }
  else
    {
      guint n = roster_member_table_get_n_members (table);

      text = g_strdup_printf (ngettext ("%u member", "%u members", n), n);
      self->n_read++;
    }
  roster_import_row_set_note (get_row (self, position), error != NULL ? "note-bad" : "note-good",
                              text);
}

static void
on_test_ended (RosterImportReview *self, const GError *error)
{
  g_autoptr (GError) first = g_steal_pointer (&self->test_error);
  g_autofree char *status = NULL;
  const guint n_read = self->n_read;

  if (error == NULL && self->n_failed > 0)
    status =
        g_strdup_printf (ngettext ("%u organization cannot be read: see above.",
                                   "%u organizations cannot be read: see above.", self->n_failed),
                         self->n_failed);
  roster_import_review_stop_test (self);
  set_status (self, status, FALSE);
  g_signal_emit (self, signals[TESTED], 0, n_read, error != NULL ? error : first);
}

/**
 * roster_import_review_start_test:
 * @self: a review whose endpoint is one
 * @key: the key to try
 *
 * Reads each list at the endpoint, says beside it how that went, and at the end emits "tested".
 * Until then nothing can be changed.
 */
void
roster_import_review_start_test (RosterImportReview *self, SecretValue *key)
{
  g_autofree char *endpoint = roster_import_review_dup_endpoint (self);
  g_autoptr (RosterAccount) account = roster_account_new (endpoint, self->config->user_id);
  g_autoptr (RosterClient) client =
      roster_client_new (roster_directory_get_transport (self->directory), account);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  roster_import_review_stop_test (self);
  roster_account_set_key (account, key);
  for (guint i = 0; i < self->config->organizations->len; i++)
    {
      g_ptr_array_add (ids,
                       ((RosterConfigOrganization *)self->config->organizations->pdata[i])->id);
      roster_import_row_set_note (get_row (self, i), "dim-label", _ ("Not asked yet"));
    }
  g_ptr_array_add (ids, NULL);

  self->n_read = 0;
  self->n_failed = 0;
  set_can_edit (self, FALSE);
  set_status (self, _ ("Asking the service…"), TRUE);
  self->test = roster_connection_test_new (client, (const char *const *)ids->pdata);
  g_signal_connect_object (self->test, "listed", G_CALLBACK (on_listed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->test, "ended", G_CALLBACK (on_test_ended), self,
                           G_CONNECT_SWAPPED);
  roster_connection_test_start (self->test);
}

/** roster_import_review_stop_test: ends a test, where there is one; it says nothing any more */
void
roster_import_review_stop_test (RosterImportReview *self)
{
  g_return_if_fail (ROSTER_IS_IMPORT_REVIEW (self));

  g_clear_error (&self->test_error);
  if (self->test == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->test, self);
  roster_connection_test_cancel (self->test);
  g_clear_object (&self->test);
  set_can_edit (self, TRUE);
  set_status (self, NULL, FALSE);
  for (guint i = 0; self->n_read + self->n_failed == 0 && i < self->config->organizations->len; i++)
    roster_import_row_set_note (get_row (self, i), NULL, NULL);
}
