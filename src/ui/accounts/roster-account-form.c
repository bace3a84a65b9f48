/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterAccountForm: the entries of an account, and what is wrong with them, said beside each. */

#include "ui/accounts/roster-account-form.h"

#include <glib/gi18n-lib.h>

#include "ui/accounts/roster-key-offer.h"
#include "ui/accounts/roster-organization-editor.h"
#include "ui/accounts/roster-key-text.h"

struct _RosterAccountForm
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkWidget *scrolled_window;
  GtkEntry *endpoint_entry;
  GtkLabel *endpoint_help;
  GtkEntry *user_id_entry;
  GtkLabel *user_id_help;
  GtkPasswordEntry *key_entry;
  GtkLabel *key_help;
  RosterKeyOffer *offer;
  RosterOrganizationEditor *editor;

  RosterAccount *account; /* owned (nullable): whose key need not be typed again */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RosterAccountForm, roster_account_form, GTK_TYPE_WIDGET)

static const char *
get_endpoint_help (void)
{
  return _ ("Where the service is; change it if yours is elsewhere.");
}

static gboolean
is_same_account (RosterAccountForm *self)
{
  g_autofree char *endpoint = roster_account_form_dup_endpoint (self);
  g_autofree char *user_id = roster_account_form_dup_user_id (self);

  return self->account != NULL && endpoint != NULL &&
         g_str_equal (endpoint, roster_account_get_endpoint (self->account)) &&
         g_str_equal (user_id, roster_account_get_user_id (self->account));
}

static const char *
get_key_help (RosterAccountForm *self)
{
  if (is_same_account (self))
    return _ ("Leave it empty to go on with the key that is known.");
  return _ ("Kept in the keyring of this computer, and nowhere else.");
}

/* Below an entry: what it is for, or what is wrong with it. */
static void
set_help (GtkWidget *entry, GtkLabel *label, const char *text, gboolean is_bad)
{
  gtk_label_set_text (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), *text != '\0');
  if (is_bad)
    {
      gtk_widget_add_css_class (entry, "error");
      gtk_widget_add_css_class (GTK_WIDGET (label), "note-bad");
      gtk_widget_remove_css_class (GTK_WIDGET (label), "dim-label");
    }
  else
    {
      gtk_widget_remove_css_class (entry, "error");
      gtk_widget_remove_css_class (GTK_WIDGET (label), "note-bad");
      gtk_widget_add_css_class (GTK_WIDGET (label), "dim-label");
    }
  gtk_accessible_update_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
                               is_bad ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static void
show_help (RosterAccountForm *self)
{
  set_help (GTK_WIDGET (self->endpoint_entry), self->endpoint_help, get_endpoint_help (), FALSE);
  set_help (GTK_WIDGET (self->user_id_entry), self->user_id_help, "", FALSE);
  set_help (GTK_WIDGET (self->key_entry), self->key_help, get_key_help (self), FALSE);
}

/* Another endpoint of the same user: the key that is known may be right there, too. */
static void
update_offer (RosterAccountForm *self)
{
  g_autofree char *endpoint = roster_account_form_dup_endpoint (self);
  g_autofree char *user_id = roster_account_form_dup_user_id (self);
  const gboolean may_offer = self->account != NULL && endpoint != NULL && !is_same_account (self) &&
                             g_str_equal (user_id, roster_account_get_user_id (self->account));

  roster_key_offer_set (self->offer, may_offer ? self->account : NULL, endpoint);
}

static void
on_changed (RosterAccountForm *self)
{
  update_offer (self);
  show_help (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
roster_account_form_dispose (GObject *object)
{
  RosterAccountForm *self = ROSTER_ACCOUNT_FORM (object);

  g_clear_object (&self->account);
  g_clear_pointer (&self->scrolled_window, gtk_widget_unparent);

  G_OBJECT_CLASS (roster_account_form_parent_class)->dispose (object);
}

static void
roster_account_form_class_init (RosterAccountFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_account_form_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (ROSTER_TYPE_KEY_OFFER);
  g_type_ensure (ROSTER_TYPE_ORGANIZATION_EDITOR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/roster/Roster/roster-account-form.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterAccountForm, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountForm, endpoint_entry);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountForm, endpoint_help);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountForm, user_id_entry);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountForm, user_id_help);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountForm, key_entry);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountForm, key_help);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountForm, offer);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountForm, editor);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
}

static void
roster_account_form_init (RosterAccountForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_editable_set_text (GTK_EDITABLE (self->endpoint_entry), ROSTER_DEFAULT_ENDPOINT);
  show_help (self);
}

/**
 * roster_account_form_show_account:
 * @self: a form
 * @account: an account whose key is known, or in the keyring
 *
 * Fills endpoint and user id in. As long as they stay so, the key need not be typed.
 */
void
roster_account_form_show_account (RosterAccountForm *self, RosterAccount *account)
{
  g_return_if_fail (ROSTER_IS_ACCOUNT_FORM (self));
  g_return_if_fail (ROSTER_IS_ACCOUNT (account));

  g_set_object (&self->account, account);
  gtk_editable_set_text (GTK_EDITABLE (self->endpoint_entry),
                         roster_account_get_endpoint (account));
  gtk_editable_set_text (GTK_EDITABLE (self->user_id_entry), roster_account_get_user_id (account));
}

void
roster_account_form_add_organization (RosterAccountForm *self, const char *name, const char *id)
{
  g_return_if_fail (ROSTER_IS_ACCOUNT_FORM (self));

  roster_organization_editor_add (self->editor, name, id);
}

/**
 * roster_account_form_begin:
 * @self: a form that has been filled in as far as it can be
 *
 * Adds an empty row and puts the cursor where somebody will want to type first.
 */
void
roster_account_form_begin (RosterAccountForm *self)
{
  RosterOrganizationRow *row;

  g_return_if_fail (ROSTER_IS_ACCOUNT_FORM (self));

  row = roster_organization_editor_add (self->editor, NULL, NULL);
  if (self->account != NULL)
    roster_organization_row_begin (row);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->user_id_entry));
}

static gboolean
check_key (RosterAccountForm *self)
{
  g_autoptr (SecretValue) key = roster_account_form_dup_key (self);

  if (key != NULL || is_same_account (self) || roster_account_form_uses_known_key (self))
    return TRUE;

  set_help (GTK_WIDGET (self->key_entry), self->key_help, _ ("The API key is missing."), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->key_entry));
  return FALSE;
}

static gboolean
check_user_id (RosterAccountForm *self)
{
  g_autofree char *user_id = roster_account_form_dup_user_id (self);

  if (*user_id != '\0')
    return TRUE;

  set_help (GTK_WIDGET (self->user_id_entry), self->user_id_help, _ ("The user id is missing."),
            TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->user_id_entry));
  return FALSE;
}

static gboolean
check_endpoint (RosterAccountForm *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *endpoint = roster_account_check_endpoint (
      gtk_editable_get_text (GTK_EDITABLE (self->endpoint_entry)), &error);

  if (endpoint != NULL)
    return TRUE;

  set_help (GTK_WIDGET (self->endpoint_entry), self->endpoint_help, error->message, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->endpoint_entry));
  return FALSE;
}

/**
 * roster_account_form_check:
 * @self: a form
 * @may_be_empty: whether it is good enough without an organization
 *
 * Says beside each entry what is wrong with it, and puts the cursor into the first such.
 *
 * Returns: whether all of it can be used
 */
gboolean
roster_account_form_check (RosterAccountForm *self, gboolean may_be_empty)
{
  gboolean good;

  g_return_val_if_fail (ROSTER_IS_ACCOUNT_FORM (self), FALSE);

  /* From the last to the first, so that the cursor ends in the first. */
  show_help (self);
  good = roster_organization_editor_check (self->editor, may_be_empty);
  good = check_key (self) && good;
  good = check_user_id (self) && good;
  return check_endpoint (self) && good;
}

/** roster_account_form_dup_endpoint: (transfer full) (nullable): %NULL where it is no endpoint */
char *
roster_account_form_dup_endpoint (RosterAccountForm *self)
{
  g_return_val_if_fail (ROSTER_IS_ACCOUNT_FORM (self), NULL);

  return roster_account_check_endpoint (gtk_editable_get_text (GTK_EDITABLE (self->endpoint_entry)),
                                        NULL);
}

/** roster_account_form_dup_user_id: (transfer full): without the blanks round it */
char *
roster_account_form_dup_user_id (RosterAccountForm *self)
{
  g_return_val_if_fail (ROSTER_IS_ACCOUNT_FORM (self), NULL);

  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->user_id_entry))));
}

/** roster_account_form_dup_key: (transfer full) (nullable): %NULL where none was typed */
SecretValue *
roster_account_form_dup_key (RosterAccountForm *self)
{
  g_return_val_if_fail (ROSTER_IS_ACCOUNT_FORM (self), NULL);

  return roster_key_text_dup (self->key_entry);
}

/** roster_account_form_uses_known_key: whether the person wants the key of the shown account to be
 * used at the new endpoint, and typed none */
gboolean
roster_account_form_uses_known_key (RosterAccountForm *self)
{
  g_autoptr (SecretValue) typed = NULL;

  g_return_val_if_fail (ROSTER_IS_ACCOUNT_FORM (self), FALSE);

  typed = roster_account_form_dup_key (self);
  return typed == NULL && roster_key_offer_get_account (self->offer) != NULL;
}

/** roster_account_form_get_rows: (transfer container): the rows with something in them */
GPtrArray *
roster_account_form_get_rows (RosterAccountForm *self)
{
  g_return_val_if_fail (ROSTER_IS_ACCOUNT_FORM (self), NULL);

  return roster_organization_editor_get_rows (self->editor);
}

/** roster_account_form_forget_key: empties the entry of the key, which is in use now */
void
roster_account_form_forget_key (RosterAccountForm *self)
{
  g_return_if_fail (ROSTER_IS_ACCOUNT_FORM (self));

  gtk_editable_set_text (GTK_EDITABLE (self->key_entry), "");
}

/** roster_account_form_focus: puts the cursor into the key, or into the endpoint */
void
roster_account_form_focus (RosterAccountForm *self, gboolean on_key)
{
  g_return_if_fail (ROSTER_IS_ACCOUNT_FORM (self));

  gtk_widget_grab_focus (on_key ? GTK_WIDGET (self->key_entry) : GTK_WIDGET (self->endpoint_entry));
}
