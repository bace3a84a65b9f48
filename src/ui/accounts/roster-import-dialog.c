/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterImportDialog: reading → problems, or review → testing → importing → result → cleaning →
 * result. Where the test fails, it is back to the review, in which the endpoint can be corrected.
 * What can be done in the result depends on what became of the key. */

#include "ui/accounts/roster-import-dialog.h"

#include <glib/gi18n-lib.h>

#include "core/base/roster-error.h"
#include "core/config/roster-config-file.h"
#include "ui/accounts/roster-import-result.h"
#include "ui/accounts/roster-import-review.h"
#include "ui/widgets/roster-message-bar.h"

typedef enum
{
  READING,
  PROBLEMS,
  REVIEW,
  ASKING,  /* the keyring for the key that Roster has */
  TESTING, /* the key */
  IMPORTING,
  RESULT,
  CLEANING,
  CLOSED,
} State;

struct _RosterImportDialog
{
  GtkWindow parent_instance;

  /* template widgets */
  RosterMessageBar *bar;
  GtkStack *stack;
  GtkSpinner *spinner;
  GtkLabel *busy_label;
  GtkLabel *problems_label;
  RosterImportReview *review;
  RosterImportResult *result;
  GtkButton *again_button;
  GtkButton *close_button;
  GtkButton *action_button;

  /* owned */
  RosterDirectory *directory;
  GFile *file;
  char *path; /* of the file, as it is shown */
  GCancellable *cancellable;
  RosterConfigFile *config; /* (nullable) until it is read */
  RosterAccount *account;   /* (nullable) until it is imported */
  SecretValue *key;         /* (nullable): what is to be imported */

  State state;
  RosterImportOutcome outcome;
  guint n_read;         /* lists, by the test */
  guint is_partly : 1;  /* some list could not be read */
  guint may_insist : 1; /* the test failed, and nothing would be replaced by a key that fails */
};

G_DEFINE_FINAL_TYPE (RosterImportDialog, roster_import_dialog, GTK_TYPE_WINDOW)

/* What each state shows: the page, the text beside the spinner, the two buttons. */
typedef struct
{
  const char *page;
  const char *busy;
  const char *close;
  const char *action; /* (nullable): none */
} View;

static const View views[] = {
  [READING] = { "busy", N_ ("Reading the file…"), N_ ("_Cancel"), NULL },
  [PROBLEMS] = { "problems", "", N_ ("_Close"), N_ ("C_hoose another file…") },
  [REVIEW] = { "review", "", N_ ("_Cancel"), N_ ("_Import") },
  [ASKING] = { "review", "", N_ ("_Cancel"), NULL },
  [TESTING] = { "review", "", N_ ("_Cancel"), NULL },
  [IMPORTING] = { "busy", N_ ("Putting the key into the keyring…"), N_ ("_Close"), NULL },
  [RESULT] = { "result", "", N_ ("_Close"), NULL },
  [CLEANING] = { "busy", N_ ("Taking the key out of the file…"), N_ ("_Close"), NULL },
};

static const View removal_view = { "result", "", N_ ("_Keep it there"),
                                   N_ ("_Remove key from file") };

/* --- what the person sees --- */

static gboolean
can_remove (RosterImportDialog *self)
{
  return self->state == RESULT && self->outcome == ROSTER_IMPORT_STORED &&
         self->config->key != NULL;
}

/* To take a key out of a file is nothing that Return does by itself. */
static void
choose_default (RosterImportDialog *self, gboolean is_removal)
{
  GtkWidget *action = GTK_WIDGET (self->action_button);
  GtkWidget *close = GTK_WIDGET (self->close_button);
  GtkWidget *chosen = gtk_widget_get_visible (action) && !is_removal ? action : close;

  (is_removal ? gtk_widget_remove_css_class : gtk_widget_add_css_class) (action,
                                                                         "suggested-action");
  gtk_window_set_default_widget (GTK_WINDOW (self), chosen);
  gtk_widget_grab_focus (chosen);
}

static void
set_state (RosterImportDialog *self, State state)
{
  const View *view;
  gboolean busy;

  self->state = state;
  view = can_remove (self) ? &removal_view : &views[state];
  busy = g_str_equal (view->page, "busy");
  gtk_button_set_label (self->close_button, _ (view->close));
  if (view->action != NULL)
    gtk_button_set_label (self->action_button, _ (view->action));
  gtk_widget_set_visible (GTK_WIDGET (self->action_button), view->action != NULL);
  gtk_button_set_label (self->again_button,
                        state == PROBLEMS ? _ ("_Read again") : _ ("Import _anyway"));
  gtk_widget_set_visible (GTK_WIDGET (self->again_button),
                          state == PROBLEMS || (state == REVIEW && self->may_insist));
  choose_default (self, can_remove (self));

  gtk_label_set_text (self->busy_label, busy ? _ (view->busy) : "");
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_stack_set_visible_child_name (self->stack, view->page);
  /* A screen reader says what changes before its eyes. */
  if (g_str_equal (view->page, "result"))
    roster_import_result_show (self->result, self->outcome, self->config->organizations->len,
                               self->is_partly, self->config->key != NULL ? self->path : NULL);
}

/* --- reading --- */

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RosterImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterConfigFile) config = roster_config_file_load_finish (result, &error);

  if (self->state != READING)
    return;
  if (config == NULL)
    {
      gtk_label_set_text (self->problems_label, error->message);
      set_state (self, PROBLEMS);
      return;
    }
  self->config = g_steal_pointer (&config);
  roster_import_review_show (self->review, self->path, self->config, self->directory);
  set_state (self, REVIEW);
}

static void
read_file (RosterImportDialog *self)
{
  set_state (self, READING);
  roster_config_file_load_async (self->file, self->cancellable, on_loaded, g_object_ref (self));
}

/* --- importing --- */

static void
end_import (RosterImportDialog *self, RosterImportOutcome outcome)
{
  const gboolean is_untried = outcome == ROSTER_IMPORT_STORED && self->n_read == 0;

  self->outcome = is_untried ? ROSTER_IMPORT_UNTRIED : outcome;
  set_state (self, RESULT);
}

static void
on_stored (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RosterImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  roster_keyring_store_key_finish (ROSTER_KEYRING (source), result, &error);
  if (self->state != IMPORTING)
    return;
  if (error != NULL)
    roster_message_bar_show_error (self->bar, error);
  end_import (self, error != NULL ? ROSTER_IMPORT_UNSTORED : ROSTER_IMPORT_STORED);
}

/* The keyring’s prompt was answered after all, when this had said that the key is not stored. */
static void
on_write_ended (RosterImportDialog *self, RosterAccount *account, const GError *error)
{
  if (self->state != RESULT || self->outcome != ROSTER_IMPORT_UNSTORED || account != self->account)
    return;
  roster_message_bar_hide (self->bar);
  if (error != NULL)
    roster_message_bar_show_error (self->bar, error);
  else
    end_import (self, ROSTER_IMPORT_STORED);
}

static void
store_key (RosterImportDialog *self, SecretValue *key)
{
  set_state (self, IMPORTING);
  roster_keyring_store_key_async (roster_directory_get_keyring (self->directory), self->account,
                                  key, on_stored, g_object_ref (self));
}

/* Everything has been tried, or the person does without. */
static void
import (RosterImportDialog *self)
{
  RosterKeyring *keyring = roster_directory_get_keyring (self->directory);
  g_autoptr (GError) error = NULL;

  if (!roster_import_save (self->directory, self->account, self->config, self->key,
                           roster_import_review_get_rename (self->review), &error))
    {
      roster_message_bar_show_error (self->bar, error);
      set_state (self, REVIEW);
    }
  else if (self->key != NULL && keyring != NULL)
    store_key (self, self->key);
  else if (roster_account_has_key (self->account))
    end_import (self, keyring != NULL ? ROSTER_IMPORT_STORED : ROSTER_IMPORT_UNSTORED);
  else
    end_import (self, ROSTER_IMPORT_NO_KEY);
}

/* Back in the review, where what is wrong can be corrected. A key that Roster has gives way to none
 * that does not work. */
static void
on_tested (RosterImportDialog *self, guint n_read, const GError *error)
{
  g_autofree char *text = NULL;

  if (self->state != TESTING)
    return;
  self->n_read = n_read;
  self->is_partly = error != NULL;
  if (error == NULL)
    {
      import (self);
      return;
    }
  self->may_insist = n_read > 0 || !roster_import_is_replacing (self->account, self->key);
  text = roster_import_review_describe_error (self->review, error);
  roster_message_bar_show (self->bar, GTK_MESSAGE_ERROR, text, NULL);
  set_state (self, REVIEW);
  if (n_read == 0)
    roster_import_review_focus_endpoint (self->review);
}

/* The account knows the key that Roster has, if it has one. */
static void
begin_test (RosterImportDialog *self)
{
  RosterAccount *offered = roster_import_review_get_offered (self->review);

  if (self->key == NULL && offered != NULL && roster_account_has_key (offered))
    self->key = secret_value_ref (roster_account_get_key (offered));
  if (self->key == NULL)
    {
      import (self);
      return;
    }
  set_state (self, TESTING);
  roster_import_review_start_test (self->review, self->key);
}

static void
on_key_ensured (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RosterImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  roster_keyring_ensure_key_finish (ROSTER_KEYRING (source), result, &error);
  if (self->state != ASKING)
    return;
  /* Without the key that was asked for, nothing can go on; that there is none to replace is fine.
   */
  if (error != NULL && roster_import_review_get_offered (self->review) != NULL)
    {
      roster_message_bar_show_error (self->bar, error);
      set_state (self, REVIEW);
      return;
    }
  begin_test (self);
}

static void
begin_import (RosterImportDialog *self)
{
  RosterKeyring *keyring = roster_directory_get_keyring (self->directory);
  RosterAccount *offered = roster_import_review_get_offered (self->review);
  g_autofree char *endpoint = roster_import_review_dup_endpoint (self->review);

  roster_message_bar_hide (self->bar);
  if (endpoint == NULL)
    return;
  self->may_insist = FALSE;
  self->n_read = 0;
  self->is_partly = FALSE;
  g_clear_pointer (&self->key, secret_value_unref);
  self->key = self->config->key != NULL ? secret_value_ref (self->config->key)
                                        : roster_import_review_dup_key (self->review);
  g_set_object (&self->account,
                roster_directory_ensure_account (self->directory, endpoint, self->config->user_id));
  if (keyring == NULL || (self->key == NULL && offered == NULL))
    {
      begin_test (self);
      return;
    }
  set_state (self, ASKING);
  roster_keyring_ensure_key_async (keyring, self->key == NULL ? offered : self->account,
                                   on_key_ensured, g_object_ref (self));
}

/* --- taking the key out of the file --- */

static void
on_cleaned (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RosterImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean from_comments = FALSE;

  roster_config_file_remove_key_finish (result, &from_comments, &error);
  if (self->state != CLEANING)
    return;
  if (error != NULL)
    roster_message_bar_show_error (self->bar, error);
  else
    self->outcome = from_comments ? ROSTER_IMPORT_CLEAN_COMMENTS : ROSTER_IMPORT_CLEAN;
  set_state (self, RESULT);
}

static void
on_action_clicked (RosterImportDialog *self)
{
  if (self->state == PROBLEMS)
    {
      roster_import_choose (gtk_window_get_transient_for (GTK_WINDOW (self)), self->directory);
      gtk_window_close (GTK_WINDOW (self));
    }
  else if (self->state == REVIEW)
    begin_import (self);
  else if (can_remove (self))
    {
      roster_message_bar_hide (self->bar);
      set_state (self, CLEANING);
      roster_config_file_remove_key_async (self->file, on_cleaned, g_object_ref (self));
    }
}

static void
on_again_clicked (RosterImportDialog *self)
{
  g_autofree char *endpoint = NULL;

  roster_message_bar_hide (self->bar);
  if (self->state == PROBLEMS)
    {
      read_file (self);
      return;
    }
  /* What was tried is what is insisted on. */
  endpoint = roster_import_review_dup_endpoint (self->review);
  if (g_strcmp0 (endpoint, roster_account_get_endpoint (self->account)) == 0)
    import (self);
  else
    begin_import (self);
}

static void
on_remedy (RosterImportDialog *self)
{
  roster_message_bar_hide (self->bar);
  if (self->state == RESULT && self->outcome == ROSTER_IMPORT_UNSTORED)
    store_key (self, roster_account_get_key (self->account));
  else
    on_action_clicked (self);
}

/* --- the window --- */

static void
stop (RosterImportDialog *self)
{
  self->state = CLOSED;
  g_cancellable_cancel (self->cancellable);
  if (self->review != NULL)
    roster_import_review_stop_test (self->review);
}

/* A key on its way into the keyring arrives there, and a file that is being rewritten is finished.
 */
static gboolean
roster_import_dialog_close_request (GtkWindow *window)
{
  stop (ROSTER_IMPORT_DIALOG (window));

  return GTK_WINDOW_CLASS (roster_import_dialog_parent_class)->close_request (window);
}

static void
roster_import_dialog_dispose (GObject *object)
{
  stop (ROSTER_IMPORT_DIALOG (object));

  G_OBJECT_CLASS (roster_import_dialog_parent_class)->dispose (object);
}

static void
roster_import_dialog_finalize (GObject *object)
{
  RosterImportDialog *self = ROSTER_IMPORT_DIALOG (object);

  g_clear_object (&self->directory);
  g_clear_object (&self->file);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->account);
  g_clear_pointer (&self->key, secret_value_unref);
  g_clear_pointer (&self->config, roster_config_file_free);
  g_free (self->path);

  G_OBJECT_CLASS (roster_import_dialog_parent_class)->finalize (object);
}

static void
roster_import_dialog_class_init (RosterImportDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = roster_import_dialog_dispose;
  object_class->finalize = roster_import_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = roster_import_dialog_close_request;

  g_type_ensure (ROSTER_TYPE_IMPORT_RESULT);
  g_type_ensure (ROSTER_TYPE_IMPORT_REVIEW);
  g_type_ensure (ROSTER_TYPE_MESSAGE_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/roster/Roster/roster-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterImportDialog, bar);
  gtk_widget_class_bind_template_child (widget_class, RosterImportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, RosterImportDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, RosterImportDialog, busy_label);
  gtk_widget_class_bind_template_child (widget_class, RosterImportDialog, problems_label);
  gtk_widget_class_bind_template_child (widget_class, RosterImportDialog, review);
  gtk_widget_class_bind_template_child (widget_class, RosterImportDialog, result);
  gtk_widget_class_bind_template_child (widget_class, RosterImportDialog, again_button);
  gtk_widget_class_bind_template_child (widget_class, RosterImportDialog, close_button);
  gtk_widget_class_bind_template_child (widget_class, RosterImportDialog, action_button);
  gtk_widget_class_bind_template_callback (widget_class, on_action_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_again_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_remedy);
  gtk_widget_class_bind_template_callback (widget_class, on_tested);
}

static void
roster_import_dialog_init (RosterImportDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_import_dialog_new:
 * @parent: (nullable): the window it belongs to
 * @directory: where account and organizations are to be
 * @file: a threatstack.cfg
 *
 * Returns: (transfer none): the dialog, to be presented; it reads the file at once
 */
GtkWindow *
roster_import_dialog_new (GtkWindow *parent, RosterDirectory *directory, GFile *file)
{
  RosterImportDialog *self;
  g_autofree char *title = NULL;

  g_return_val_if_fail (ROSTER_IS_DIRECTORY (directory), NULL);
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  self = g_object_new (ROSTER_TYPE_IMPORT_DIALOG, "transient-for", parent, NULL);
  self->directory = g_object_ref (directory);
  if (roster_directory_get_keyring (directory) != NULL)
    g_signal_connect_object (roster_directory_get_keyring (directory), "write-ended",
                             G_CALLBACK (on_write_ended), self, G_CONNECT_SWAPPED);
  self->file = g_object_ref (file);
  self->path = roster_import_describe_path (file);

  title = roster_import_dup_title (file);
  gtk_window_set_title (GTK_WINDOW (self), title);
  read_file (self);
  return GTK_WINDOW (self);
}
