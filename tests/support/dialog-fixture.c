/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/dialog-fixture.h"

#include "ui/changes/roster-change-item.h"

#include <glib/gstdio.h>

static gboolean
is_read (gpointer data)
{
  RosterOrganizationState state = roster_organization_get_state (data);

  return state == ROSTER_ORGANIZATION_READY || state == ROSTER_ORGANIZATION_FAILED;
}

void
dialog_fixture_set_up (DialogFixture *self, gconstpointer options)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  SecretValue *key;
  RosterAccount *account;

  self->service = mock_service_new (options);
  g_assert_true (mock_service_start_in_thread (self->service, &error));
  g_assert_no_error (error);

  self->folder = g_dir_make_tmp ("roster-dialogs-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (self->folder, "journal.jsonl", NULL);
  self->journal = roster_journal_new (path);
  self->queue = roster_change_queue_new (self->journal);

  self->transport = roster_transport_new ();
  self->directory = roster_directory_new (NULL, self->transport, NULL);
  account =
      roster_directory_ensure_account (self->directory, mock_service_get_endpoint (self->service),
                                       mock_service_get_user_id (self->service));
  key = secret_value_new (mock_service_get_key (self->service), -1, "text/plain");
  roster_account_set_key (account, key);
  secret_value_unref (key);
  for (guint i = 0; i < mock_service_get_n_organizations (self->service); i++)
    roster_directory_add (self->directory, account,
                          mock_service_get_organization_name (self->service, i),
                          mock_service_get_organization_id (self->service, i));
}

static gboolean
is_idle (gpointer data)
{
  return !roster_change_queue_get_busy (data);
}

void
dialog_fixture_tear_down (DialogFixture *self, gconstpointer options)
{
  g_autofree char *path = g_strdup (roster_journal_get_path (self->journal));

  g_assert_true (ui_test_wait (is_idle, self->queue));
  roster_transport_cancel_reads (self->transport);
  ui_test_spin (50);
  g_assert_finalize_object (self->queue);
  g_assert_finalize_object (self->directory);
  g_clear_object (&self->journal);
  g_clear_object (&self->transport);
  mock_service_stop (self->service);
  g_clear_object (&self->service);
  g_unlink (path);
  g_rmdir (self->folder);
  g_free (self->folder);
}

RosterOrganization *
dialog_fixture_get (DialogFixture *self, guint position)
{
  return roster_directory_get_organization (self->directory, position);
}

/* The same, with its members read. */
RosterOrganization *
dialog_fixture_load (DialogFixture *self, guint position)
{
  RosterOrganization *organization = dialog_fixture_get (self, position);

  roster_organization_refresh (organization);
  g_assert_true (ui_test_wait (is_read, organization));
  g_assert_cmpint (roster_organization_get_state (organization), ==, ROSTER_ORGANIZATION_READY);
  return organization;
}

/* The ids of the first n members of that role, without the account's own user. */
GPtrArray *
dialog_fixture_list_role (DialogFixture *self, guint position, RosterRole role, guint n)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  RosterMemberTable *table = roster_organization_get_table (dialog_fixture_get (self, position));
  const char *own_id = mock_service_get_user_id (self->service);

  for (guint row = 0; row < roster_member_table_get_n_members (table) && ids->len < n; row++)
    {
      const RosterMember *member = roster_member_table_get (table, row);

      if (roster_member_get_role (member) == role && !g_str_equal (member->id, own_id))
        g_ptr_array_add (ids, g_strdup (member->id));
    }
  g_assert_cmpuint (ids->len, ==, n);
  return ids;
}

static GtkWidget *
find (GtkWindow *dialog, const char *id)
{
  GtkWidget *widget = ui_test_find (GTK_WIDGET (dialog), id);

  g_assert_nonnull (widget);
  return widget;
}

gboolean
dialog_is_usable (GtkWindow *dialog, const char *id)
{
  GtkWidget *widget = find (dialog, id);

  return gtk_widget_is_sensitive (widget) && gtk_widget_is_visible (widget);
}

void
dialog_press (GtkWindow *dialog, const char *id)
{
  g_assert_true (dialog_is_usable (dialog, id));
  g_signal_emit_by_name (find (dialog, id), "clicked");
}

void
dialog_tick (GtkWindow *dialog, const char *id)
{
  GtkCheckButton *check = GTK_CHECK_BUTTON (find (dialog, id));

  g_assert_true (dialog_is_usable (dialog, id));
  gtk_check_button_set_active (check, !gtk_check_button_get_active (check));
}

void
dialog_type (GtkWindow *dialog, const char *id, const char *text)
{
  GtkWidget *widget = find (dialog, id);

  g_assert_true (dialog_is_usable (dialog, id));
  if (GTK_IS_TEXT_VIEW (widget))
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget)), text, -1);
  else
    gtk_editable_set_text (GTK_EDITABLE (widget), text);
}

/* What is in the box. */
char *
dialog_dup_text (GtkWindow *dialog)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (find (dialog, "text")));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

typedef struct
{
  GtkWindow *dialog;
  const char *label;
  RosterChangeDialogState state;
} Expectation;

static gboolean
has_action (gpointer data)
{
  Expectation *expected = data;
  GtkButton *action = GTK_BUTTON (find (expected->dialog, "action"));

  return g_strcmp0 (gtk_button_get_label (action), expected->label) == 0;
}

void
dialog_wait_action (GtkWindow *dialog, const char *label)
{
  Expectation expected = { .dialog = dialog, .label = label };

  if (!ui_test_wait (has_action, &expected))
    g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (find (dialog, "action"))), ==, label);
}

static gboolean
has_state (gpointer data)
{
  Expectation *expected = data;

  return roster_change_dialog_get_state (ROSTER_CHANGE_DIALOG (expected->dialog)) ==
         expected->state;
}

void
dialog_wait_state (GtkWindow *dialog, RosterChangeDialogState state)
{
  Expectation expected = { .dialog = dialog, .state = state };

  g_assert_true (ui_test_wait (has_state, &expected));
}

const char *
dialog_get_summary (GtkWindow *dialog)
{
  return roster_run_view_get_summary (
      roster_change_dialog_get_run_view (ROSTER_CHANGE_DIALOG (dialog)));
}

static GListModel *
get_items (GtkWindow *dialog)
{
  return roster_change_list_get_items (
      roster_change_dialog_get_list (ROSTER_CHANGE_DIALOG (dialog)));
}

guint
dialog_count_items (GtkWindow *dialog)
{
  return g_list_model_get_n_items (get_items (dialog));
}

/* "mark: title" of a row */
char *
dialog_describe_item (GtkWindow *dialog, guint position)
{
  g_autoptr (RosterChangeItem) item = g_list_model_get_item (get_items (dialog), position);
  g_autoptr (GEnumClass) marks = g_type_class_ref (ROSTER_TYPE_MARK);

  g_assert_nonnull (item);
  return g_strdup_printf (
      "%s: %s", g_enum_get_value (marks, (int)roster_change_item_get_mark (item))->value_nick,
      roster_change_item_get_title (item));
}
