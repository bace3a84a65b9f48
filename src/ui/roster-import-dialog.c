/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterImportDialog: reading → problems, or review → importing → imported → cleaning → clean.
 * Where the key cannot be stored, unstored takes the place of imported, and the file keeps its key.
 */

#include "roster-import-dialog.h"

#include <glib/gi18n-lib.h>

#include "roster-config-file.h"
#include "roster-import-review.h"
#include "roster-message-bar.h"

typedef enum
{
  READING,
  PROBLEMS,
  REVIEW,
  IMPORTING,
  IMPORTED,
  UNSTORED, /* imported, but the key is not in the keyring */
  CLEANING,
  CLEAN,
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
  GtkImage *result_icon;
  GtkLabel *result_title;
  GtkLabel *result_key;
  GtkLabel *result_file;
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

  State state;
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
  [IMPORTING] = { "busy", N_ ("Putting the key into the keyring…"), N_ ("_Close"), NULL },
  [IMPORTED] = { "result", "", N_ ("_Keep it there"), N_ ("_Remove key from file") },
  [UNSTORED] = { "result", "", N_ ("_Close"), NULL },
  [CLEANING] = { "busy", N_ ("Taking the key out of the file…"), N_ ("_Close"), NULL },
  [CLEAN] = { "result", "", N_ ("_Close"), NULL },
};

/* --- what the person sees --- */

static gboolean
file_has_key (RosterImportDialog *self)
{
  return self->config->key != NULL;
}

static void
show_key_result (RosterImportDialog *self)
{
  const char *text;

  if (self->state == UNSTORED)
    text = _ ("The API key is kept until you quit Roster.");
  else if (!roster_account_has_key (self->account))
    text = _ ("The file holds no API key: the tab asks for it.");
  else if (roster_directory_get_keyring (self->directory) == NULL)
    text = _ ("The API key is kept until you quit Roster.");
  else
    text = _ ("The API key is in the keyring of this computer.");
  gtk_label_set_text (self->result_key, text);
}

static void
show_file_result (RosterImportDialog *self)
{
  g_autofree char *text = NULL;

  if (self->state == CLEAN && file_has_key (self))
    /* Translators: %s is a file's path. */
    text = g_strdup_printf (_ ("The key has been taken out of %s. Everything else in it is as it "
                               "was."),
                            self->path);
  else if (self->state == IMPORTED)
    text = g_strdup_printf (_ ("It still lies in clear text in %s. Roster does not need it there; "
                               "the scripts do not work without it."),
                            self->path);
  else if (self->state == UNSTORED && file_has_key (self))
    text = g_strdup_printf (_ ("Leave the key in %s until the keyring works."), self->path);

  gtk_label_set_text (self->result_file, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->result_file), text != NULL);
}

static void
show_result (RosterImportDialog *self)
{
  guint n = self->config->organizations->len;
  g_autofree char *title =
      g_strdup_printf (ngettext ("%u organization imported", "%u organizations imported", n), n);

  gtk_label_set_text (self->result_title, title);
  gtk_image_set_from_icon_name (self->result_icon, self->state == UNSTORED
                                                       ? "dialog-warning-symbolic"
                                                       : "object-select-symbolic");
  show_key_result (self);
  show_file_result (self);
}

static void
set_state (RosterImportDialog *self, State state)
{
  const View *view = &views[state];
  gboolean busy = g_str_equal (view->page, "busy");

  self->state = state;
  gtk_button_set_label (self->close_button, _ (view->close));
  if (view->action != NULL)
    gtk_button_set_label (self->action_button, _ (view->action));
  gtk_widget_set_visible (GTK_WIDGET (self->action_button), view->action != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->again_button), state == PROBLEMS);
  gtk_widget_grab_focus (
      GTK_WIDGET (view->action != NULL ? self->action_button : self->close_button));

  gtk_label_set_text (self->busy_label, busy ? _ (view->busy) : "");
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_stack_set_visible_child_name (self->stack, view->page);
  /* A screen reader says what changes before its eyes. */
  if (g_str_equal (view->page, "result"))
    show_result (self);
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

static void
on_again_clicked (RosterImportDialog *self)
{
  read_file (self);
}

/* --- importing --- */

static void
end_import (RosterImportDialog *self)
{
  gboolean in_keyring = roster_directory_get_keyring (self->directory) != NULL;

  set_state (self, in_keyring && file_has_key (self) ? IMPORTED : CLEAN);
}

static void
on_stored (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RosterImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  roster_keyring_store_key_finish (ROSTER_KEYRING (source), result, &error);
  if (self->state != IMPORTING)
    return;
  if (error == NULL)
    {
      end_import (self);
      return;
    }
  roster_message_bar_show_error (self->bar, error);
  set_state (self, UNSTORED);
}

/* The keyring’s prompt was answered after all, when this had said that the key is not stored. */
static void
on_write_ended (RosterImportDialog *self, RosterAccount *account, const GError *error)
{
  if (self->state != UNSTORED || account != self->account)
    return;
  if (error != NULL)
    {
      roster_message_bar_show_error (self->bar, error);
      return;
    }
  roster_message_bar_hide (self->bar);
  end_import (self);
}

static void
store_key (RosterImportDialog *self, SecretValue *key)
{
  set_state (self, IMPORTING);
  roster_keyring_store_key_async (roster_directory_get_keyring (self->directory), self->account,
                                  key, on_stored, g_object_ref (self));
}

static void
add_organizations (RosterImportDialog *self)
{
  for (guint i = 0; i < self->config->organizations->len; i++)
    {
      const RosterConfigOrganization *organization =
          g_ptr_array_index (self->config->organizations, i);

      roster_directory_add (self->directory, self->account, organization->name, organization->id);
    }
}

/* The key first: a tab that appears begins to read at once. */
static void
import (RosterImportDialog *self)
{
  g_autofree char *endpoint = roster_import_review_dup_endpoint (self->review);
  g_autoptr (SecretValue) key = NULL;

  if (endpoint == NULL)
    return;

  key = file_has_key (self) ? secret_value_ref (self->config->key)
                            : roster_import_review_dup_key (self->review);
  g_set_object (&self->account,
                roster_directory_ensure_account (self->directory, endpoint, self->config->user_id));
  if (key != NULL && roster_directory_get_keyring (self->directory) != NULL)
    store_key (self, key);
  else if (key != NULL)
    roster_account_set_key (self->account, key);

  add_organizations (self);
  if (self->state == REVIEW)
    end_import (self);
}

/* --- taking the key out of the file --- */

static void
on_cleaned (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RosterImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  roster_config_file_remove_key_finish (result, NULL, &error);
  if (self->state != CLEANING)
    return;
  if (error != NULL)
    roster_message_bar_show_error (self->bar, error);
  set_state (self, error != NULL ? IMPORTED : CLEAN);
}

static void
clean_file (RosterImportDialog *self)
{
  roster_message_bar_hide (self->bar);
  set_state (self, CLEANING);
  roster_config_file_remove_key_async (self->file, on_cleaned, g_object_ref (self));
}

static void
choose_another (RosterImportDialog *self)
{
  roster_import_choose (gtk_window_get_transient_for (GTK_WINDOW (self)), self->directory);
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_action_clicked (RosterImportDialog *self)
{
  if (self->state == PROBLEMS)
    choose_another (self);
  else if (self->state == REVIEW)
    import (self);
  else if (self->state == IMPORTED)
    clean_file (self);
}

static void
on_remedy (RosterImportDialog *self)
{
  roster_message_bar_hide (self->bar);
  if (self->state == UNSTORED)
    store_key (self, roster_account_get_key (self->account));
  else if (self->state == IMPORTED)
    clean_file (self);
}

/* --- the window --- */

static void
stop (RosterImportDialog *self)
{
  self->state = CLOSED;
  g_cancellable_cancel (self->cancellable);
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
  gtk_widget_class_bind_template_child (widget_class, RosterImportDialog, result_icon);
  gtk_widget_class_bind_template_child (widget_class, RosterImportDialog, result_title);
  gtk_widget_class_bind_template_child (widget_class, RosterImportDialog, result_key);
  gtk_widget_class_bind_template_child (widget_class, RosterImportDialog, result_file);
  gtk_widget_class_bind_template_child (widget_class, RosterImportDialog, again_button);
  gtk_widget_class_bind_template_child (widget_class, RosterImportDialog, close_button);
  gtk_widget_class_bind_template_child (widget_class, RosterImportDialog, action_button);
  gtk_widget_class_bind_template_callback (widget_class, on_action_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_again_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_remedy);
}

static void
roster_import_dialog_init (RosterImportDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The path as people write it: ~/threatstack.cfg. */
static char *
describe_path (GFile *file)
{
  g_autoptr (GFile) home = g_file_new_for_path (g_get_home_dir ());
  g_autofree char *relative = g_file_get_relative_path (home, file);
  g_autofree char *display = relative != NULL ? g_filename_display_name (relative) : NULL;

  return display != NULL ? g_build_filename ("~", display, NULL) : g_file_get_parse_name (file);
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
  g_autofree char *basename = NULL;
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;

  g_return_val_if_fail (ROSTER_IS_DIRECTORY (directory), NULL);
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  self = g_object_new (ROSTER_TYPE_IMPORT_DIALOG, "transient-for", parent, NULL);
  self->directory = g_object_ref (directory);
  if (roster_directory_get_keyring (directory) != NULL)
    g_signal_connect_object (roster_directory_get_keyring (directory), "write-ended",
                             G_CALLBACK (on_write_ended), self, G_CONNECT_SWAPPED);
  self->file = g_object_ref (file);
  self->path = describe_path (file);

  basename = g_file_get_basename (file);
  name = g_filename_display_name (basename != NULL ? basename : "");
  /* Translators: the title of a window: %s is a file's name. */
  title = g_strdup_printf (_ ("Import %s"), name);
  gtk_window_set_title (GTK_WINDOW (self), title);
  read_file (self);
  return GTK_WINDOW (self);
}
