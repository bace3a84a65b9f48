/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterInviteDialog: each address is judged before it is sent, and what was not sent stays. */

#include "roster-invite-dialog.h"

#include "roster-address-check.h"
#include "roster-change-item.h"
#include "roster-people-entry.h"
#include "roster-role-chooser.h"

#include <glib/gi18n-lib.h>

struct _RosterInviteDialog
{
  RosterChangeDialog parent_instance;

  /* Template widgets */
  RosterPeopleEntry *entry;
  RosterRoleChooser *role;
  GtkCheckButton *resend;

  gboolean checking;   /* a text is being taken apart */
  gboolean send_after; /* the action was pressed meanwhile */
  guint n_sendable;
  gboolean accepts_unusual; /* only what looks like a domain and is another one is pointed out */
  guint n_doubtful;         /* of the last run, unknown, and in the box */

  /* Owned */
  GCancellable *cancellable; /* (nullable): of the check that runs */
  GCancellable *import;      /* of files that are read */
  GPtrArray *addresses;      /* of RosterAddress: the text, as checked last */
  GHashTable *doubtful;      /* folded address: its invitation may have been sent */
  GHashTable *failed;        /* folded address → why the last run did not send it */
};

G_DEFINE_FINAL_TYPE (RosterInviteDialog, roster_invite_dialog, ROSTER_TYPE_CHANGE_DIALOG)

static void roster_invite_dialog_check (RosterInviteDialog *self);

/* Addresses are compared ignoring case, but sent as typed (api.md, “Endpoints”). */
static char *
fold (RosterAddress *address)
{
  return g_utf8_casefold (roster_address_get_email (address), -1);
}

static gboolean
is_doubtful (RosterInviteDialog *self, RosterAddress *address)
{
  g_autofree char *key = fold (address);

  return g_hash_table_contains (self->doubtful, key);
}

static gboolean
will_be_sent (RosterInviteDialog *self, RosterAddress *address)
{
  return roster_address_is_sendable (address) &&
         (!is_doubtful (self, address) || gtk_check_button_get_active (self->resend));
}

static RosterChangeItem *
make_item (RosterInviteDialog *self, RosterAddress *address)
{
  g_autofree char *key = fold (address);
  g_autofree char *verdict = roster_address_describe_verdict (address);
  const char *email = roster_address_get_email (address);
  const char *name = roster_address_get_name (address);
  const char *failure = g_hash_table_lookup (self->failed, key);

  if (!roster_address_is_sendable (address))
    return roster_change_item_new (email, _ ("Not sent"), ROSTER_MARK_REFUSED, verdict);
  if (is_doubtful (self, address))
    return roster_change_item_new (
        email, name, ROSTER_MARK_UNKNOWN,
        will_be_sent (self, address)
            ? _ ("It may have been sent; it will be sent again.")
            : _ ("It may have been sent; it is not sent again by itself."));
  if (failure != NULL)
    return roster_change_item_new (email, name, ROSTER_MARK_FAILED, failure);
  if (self->accepts_unusual &&
      roster_address_get_verdict (address) == ROSTER_ADDRESS_UNUSUAL_DOMAIN)
    return roster_change_item_new (email, name, ROSTER_MARK_READY, NULL);
  return roster_change_item_new (
      email, name, verdict != NULL ? ROSTER_MARK_FLAGGED : ROSTER_MARK_READY, verdict);
}

static gpointer
item_of_address (gpointer item, gpointer user_data)
{
  g_autoptr (RosterAddress) address = item;

  return make_item (user_data, address);
}

static void
count_addresses (RosterInviteDialog *self)
{
  self->n_sendable = 0;
  self->n_doubtful = 0;
  for (guint i = 0; i < self->addresses->len; i++)
    {
      RosterAddress *address = g_ptr_array_index (self->addresses, i);

      self->n_sendable += will_be_sent (self, address) ? 1 : 0;
      self->n_doubtful +=
          roster_address_is_sendable (address) && is_doubtful (self, address) ? 1 : 0;
    }
}

static char *
describe_action (guint n)
{
  if (n == 0)
    return g_strdup (_ ("Invite"));
  return g_strdup_printf (ngettext ("Invite %u person", "Invite %u people", n), n);
}

static char *
describe_obstacle (RosterInviteDialog *self, RosterOrganization *organization)
{
  if (roster_organization_get_own_role (organization) == ROSTER_ROLE_READER)
    return g_strdup (_ ("This account is a reader here, and readers cannot invite."));
  if (self->addresses->len == 0)
    return g_strdup (_ ("Type, paste or drop at least one e-mail address."));
  if (self->n_sendable == 0)
    return g_strdup (_ ("None of these addresses can be invited."));
  return NULL;
}

static char *
describe_left_out (RosterInviteDialog *self, RosterOrganization *organization)
{
  guint n = self->addresses->len - self->n_sendable;

  if (roster_organization_get_own_role (organization) == ROSTER_ROLE_READER)
    return describe_obstacle (self, organization);
  if (n > 0)
    return g_strdup_printf (ngettext ("%u address is left out.", "%u addresses are left out.", n),
                            n);
  if (roster_organization_get_table (organization) == NULL && self->n_sendable > 0)
    return g_strdup (
        _ ("The members are not known yet, so that nobody is left out for being here already."));
  return NULL;
}

static void
show_resend (RosterInviteDialog *self)
{
  g_autofree char *label = g_strdup_printf (
      ngettext ("Invite the %u _again whose invitation may have been sent",
                "Invite the %u _again whose invitations may have been sent", self->n_doubtful),
      self->n_doubtful);

  gtk_check_button_set_use_underline (self->resend, TRUE);
  gtk_check_button_set_label (self->resend, label);
  gtk_widget_set_visible (GTK_WIDGET (self->resend), self->n_doubtful > 0);
}

static void
roster_invite_dialog_update (RosterChangeDialog *dialog)
{
  RosterInviteDialog *self = ROSTER_INVITE_DIALOG (dialog);
  RosterOrganization *organization = roster_change_dialog_get_organization (dialog);
  RosterDialogFooter *footer = roster_change_dialog_get_footer (dialog);
  g_autofree char *action = NULL;
  g_autofree char *obstacle = NULL;
  g_autofree char *note = NULL;

  roster_role_chooser_set_own_role (self->role, roster_organization_get_own_role (organization));
  count_addresses (self);
  show_resend (self);
  action = describe_action (self->n_sendable);
  obstacle = describe_obstacle (self, organization);
  note = describe_left_out (self, organization);
  if (roster_change_dialog_get_state (dialog) == ROSTER_CHANGE_DIALOG_RESULT &&
      self->addresses->len == 0)
    g_clear_pointer (&action, g_free);
  roster_dialog_footer_set_action (footer, action, obstacle);
  roster_dialog_footer_set_note (footer, note);
}

/* The result of a run stays on screen until the text is edited. */
static void
show_addresses (RosterInviteDialog *self)
{
  RosterChangeDialog *dialog = ROSTER_CHANGE_DIALOG (self);

  if (roster_change_dialog_get_state (dialog) == ROSTER_CHANGE_DIALOG_EDITING)
    {
      g_autoptr (GListStore) store = g_list_store_new (ROSTER_TYPE_ADDRESS);
      g_autoptr (GtkMapListModel) items = NULL;

      g_list_store_splice (store, 0, 0, self->addresses->pdata, self->addresses->len);
      items = gtk_map_list_model_new (G_LIST_MODEL (g_steal_pointer (&store)), item_of_address,
                                      self, NULL);
      roster_change_list_set_items (roster_change_dialog_get_list (dialog), G_LIST_MODEL (items));
    }
  roster_invite_dialog_update (dialog);
}

static void
send (RosterInviteDialog *self)
{
  RosterChangeDialog *dialog = ROSTER_CHANGE_DIALOG (self);
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (g_object_unref);
  const char *role = roster_role_to_string (roster_role_chooser_get_role (self->role));

  for (guint i = 0; i < self->addresses->len; i++)
    {
      RosterAddress *address = g_ptr_array_index (self->addresses, i);
      const char *email = roster_address_get_email (address);

      if (will_be_sent (self, address))
        g_ptr_array_add (changes, roster_change_new (ROSTER_CHANGE_INVITE,
                                                     roster_change_dialog_get_organization (dialog),
                                                     email, email, role));
    }
  if (changes->len > 0)
    roster_change_dialog_submit (dialog, changes);
}

static void
checked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RosterInviteDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) addresses = roster_address_check_finish (result, &error);
  guint n_announced = self->n_sendable;

  if (addresses == NULL)
    return; /* a newer check is running, or the dialog is closed */

  g_ptr_array_unref (self->addresses);
  self->addresses = g_steal_pointer (&addresses);
  self->checking = FALSE;
  show_addresses (self);

  /* Only as many as the button said when it was pressed. */
  if (self->send_after && self->n_sendable == n_announced)
    send (self);
  self->send_after = FALSE;
}

static void
roster_invite_dialog_check (RosterInviteDialog *self)
{
  RosterOrganization *organization =
      roster_change_dialog_get_organization (ROSTER_CHANGE_DIALOG (self));
  g_autofree char *text = roster_people_entry_dup_text (self->entry);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->checking = TRUE;
  roster_address_check_async (text, roster_organization_get_table (organization), self->cancellable,
                              checked, g_object_ref (self));
}

static void
edited (RosterInviteDialog *self)
{
  RosterChangeDialog *dialog = ROSTER_CHANGE_DIALOG (self);

  self->send_after = FALSE;
  if (roster_change_dialog_get_state (dialog) != ROSTER_CHANGE_DIALOG_RESULT)
    return;
  roster_message_bar_hide (roster_change_dialog_get_bar (dialog));
  roster_change_dialog_set_state (dialog, ROSTER_CHANGE_DIALOG_EDITING);
  show_addresses (self);
}

static void
file_checked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RosterInviteDialog) self = user_data;
  g_autoptr (GPtrArray) addresses = roster_address_check_finish (result, NULL);
  g_autofree char *lines = NULL;

  if (addresses == NULL)
    return; /* the dialog is closed */
  lines = roster_address_check_to_lines (addresses);
  roster_invite_dialog_add_text (self, lines);
}

/* A file may be a CSV with other columns: only its addresses are put into the box. */
static void
file_read (RosterInviteDialog *self, const char *text)
{
  roster_address_check_async (text, NULL, self->import, file_checked, g_object_ref (self));
}

static void
file_failed (RosterInviteDialog *self, const GError *error)
{
  roster_message_bar_show_error (roster_change_dialog_get_bar (ROSTER_CHANGE_DIALOG (self)), error);
}

static void
roster_invite_dialog_confirm (RosterChangeDialog *dialog)
{
  RosterInviteDialog *self = ROSTER_INVITE_DIALOG (dialog);

  if (!self->checking && roster_people_entry_is_settled (self->entry))
    {
      send (self);
      return;
    }
  self->send_after = TRUE;
  if (!self->checking)
    roster_invite_dialog_check (self);
}

/* What did not get through stays in the box, and what could not be sent so that it can be mended.
 */
static gboolean
roster_invite_dialog_settle (RosterChangeDialog *dialog, RosterChangeRun *run)
{
  RosterInviteDialog *self = ROSTER_INVITE_DIALOG (dialog);
  g_autoptr (GPtrArray) left = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) done = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *text = NULL;

  for (guint i = 0; i < roster_change_run_get_n_changes (run); i++)
    {
      RosterChange *change = roster_change_run_get_change (run, i);
      g_autofree char *key = g_utf8_casefold (roster_change_get_subject (change), -1);
      g_autoptr (RosterChangeItem) item = roster_change_item_new_for_change (change);

      g_hash_table_remove (self->failed, key);
      g_hash_table_remove (self->doubtful, key);
      if (roster_change_get_state (change) == ROSTER_CHANGE_DONE)
        g_hash_table_add (done, g_steal_pointer (&key));
      else if (roster_change_get_state (change) == ROSTER_CHANGE_UNKNOWN)
        g_hash_table_add (self->doubtful, g_steal_pointer (&key));
      else
        g_hash_table_insert (self->failed, g_steal_pointer (&key),
                             g_strdup (roster_change_item_get_status (item)));
    }
  for (guint i = 0; i < self->addresses->len; i++)
    {
      RosterAddress *address = g_ptr_array_index (self->addresses, i);
      g_autofree char *key = fold (address);

      if (roster_address_get_verdict (address) == ROSTER_ADDRESS_NOT_AN_ADDRESS ||
          (roster_address_is_sendable (address) && !g_hash_table_contains (done, key)))
        g_ptr_array_add (left, g_object_ref (address));
    }
  g_ptr_array_unref (self->addresses);
  self->addresses = g_ptr_array_ref (left);
  gtk_check_button_set_active (self->resend, FALSE);
  text = roster_address_check_to_lines (left);
  roster_people_entry_set_text (self->entry, text);
  return left->len > 0;
}

static void
organization_read (RosterInviteDialog *self)
{
  roster_invite_dialog_check (self);
}

static gboolean
roster_invite_dialog_close_request (GtkWindow *window)
{
  /* Nothing is sent by a check that ends after the window is gone. */
  ROSTER_INVITE_DIALOG (window)->send_after = FALSE;
  return GTK_WINDOW_CLASS (roster_invite_dialog_parent_class)->close_request (window);
}

static void
roster_invite_dialog_constructed (GObject *object)
{
  RosterInviteDialog *self = ROSTER_INVITE_DIALOG (object);
  RosterChangeDialog *dialog = ROSTER_CHANGE_DIALOG (object);

  G_OBJECT_CLASS (roster_invite_dialog_parent_class)->constructed (object);

  g_signal_connect_object (roster_change_dialog_get_organization (dialog), "notify::table",
                           G_CALLBACK (organization_read), self, G_CONNECT_SWAPPED);
  show_addresses (self);
  roster_people_entry_start_typing (self->entry);
}

static void
roster_invite_dialog_dispose (GObject *object)
{
  RosterInviteDialog *self = ROSTER_INVITE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->import);

  G_OBJECT_CLASS (roster_invite_dialog_parent_class)->dispose (object);
}

static void
roster_invite_dialog_finalize (GObject *object)
{
  RosterInviteDialog *self = ROSTER_INVITE_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->import);
  g_ptr_array_unref (self->addresses);
  g_hash_table_unref (self->doubtful);
  g_hash_table_unref (self->failed);

  G_OBJECT_CLASS (roster_invite_dialog_parent_class)->finalize (object);
}

static void
roster_invite_dialog_class_init (RosterInviteDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  RosterChangeDialogClass *dialog_class = ROSTER_CHANGE_DIALOG_CLASS (klass);

  object_class->constructed = roster_invite_dialog_constructed;
  object_class->dispose = roster_invite_dialog_dispose;
  object_class->finalize = roster_invite_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = roster_invite_dialog_close_request;
  dialog_class->confirm = roster_invite_dialog_confirm;
  dialog_class->update = roster_invite_dialog_update;
  dialog_class->settle = roster_invite_dialog_settle;

  g_type_ensure (ROSTER_TYPE_PEOPLE_ENTRY);
  g_type_ensure (ROSTER_TYPE_ROLE_CHOOSER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/roster/Roster/roster-invite-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterInviteDialog, entry);
  gtk_widget_class_bind_template_child (widget_class, RosterInviteDialog, role);
  gtk_widget_class_bind_template_child (widget_class, RosterInviteDialog, resend);
  gtk_widget_class_bind_template_callback (widget_class, edited);
  gtk_widget_class_bind_template_callback (widget_class, roster_invite_dialog_check);
  gtk_widget_class_bind_template_callback (widget_class, file_read);
  gtk_widget_class_bind_template_callback (widget_class, file_failed);
  gtk_widget_class_bind_template_callback (widget_class, show_addresses);
}

static void
roster_invite_dialog_init (RosterInviteDialog *self)
{
  self->addresses = g_ptr_array_new_with_free_func (g_object_unref);
  self->doubtful = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->failed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->import = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_invite_dialog_new:
 * @parent: (nullable): the window it belongs to
 * @organization: where people are invited to
 * @queue: what the invitations go through
 *
 * Returns: (transfer none): a dialog, owned by GTK; to be presented
 */
GtkWindow *
roster_invite_dialog_new (GtkWindow *parent,
                          RosterOrganization *organization,
                          RosterChangeQueue *queue)
{
  g_return_val_if_fail (ROSTER_IS_ORGANIZATION (organization), NULL);
  g_return_val_if_fail (ROSTER_IS_CHANGE_QUEUE (queue), NULL);

  return g_object_new (ROSTER_TYPE_INVITE_DIALOG, "transient-for", parent, "organization",
                       organization, "queue", queue, NULL);
}

/** roster_invite_dialog_accept_unusual: leaves it unsaid where a domain is not the usual one */
void
roster_invite_dialog_accept_unusual (RosterInviteDialog *self)
{
  g_return_if_fail (ROSTER_IS_INVITE_DIALOG (self));

  self->accepts_unusual = TRUE;
}

/**
 * roster_invite_dialog_add_text:
 * @self: a dialog
 * @text: addresses, as they may be typed
 *
 * Adds @text below what is in the box.
 */
void
roster_invite_dialog_add_text (RosterInviteDialog *self, const char *text)
{
  g_return_if_fail (ROSTER_IS_INVITE_DIALOG (self));
  g_return_if_fail (text != NULL);

  roster_people_entry_add_text (self->entry, text);
}
