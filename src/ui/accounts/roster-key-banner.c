/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterKeyBanner: asks for a key where it is missed, and says where the key will be kept. */

#include "ui/accounts/roster-key-banner.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ui/accounts/roster-key-text.h"
#include "ui/widgets/roster-message-bar.h"
#include "ui/widgets/roster-widget-children.h"

struct _RosterKeyBanner
{
  GtkWidget parent_instance;

  /* template widgets */
  RosterMessageBar *bar;
  GtkWidget *ask_box;
  GtkLabel *ask_label;
  GtkPasswordEntry *key_entry;
  GtkButton *use_button;
  GtkButton *again_button;
  GtkLabel *help_label;

  RosterOrganization *organization; /* owned (nullable) */
  gboolean is_unstored;             /* the bar says that its key could not be stored */
};

enum
{
  PROP_0,
  PROP_ORGANIZATION,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (RosterKeyBanner, roster_key_banner, GTK_TYPE_WIDGET)

/* The error that another key may help against, or NULL. */
static const GError *
get_key_error (RosterKeyBanner *self)
{
  const GError *error;

  if (self->organization == NULL ||
      roster_organization_get_state (self->organization) != ROSTER_ORGANIZATION_FAILED)
    return NULL;

  error = roster_organization_get_error (self->organization);
  return error != NULL && roster_error_is_about_key (error) ? error : NULL;
}

/* Whether the keyring is in order, so that a key can go there. */
static gboolean
can_store (RosterKeyBanner *self, const GError *error)
{
  return roster_organization_get_keyring (self->organization) != NULL &&
         (error->code == ROSTER_ERROR_NO_KEY || error->code == ROSTER_ERROR_UNAUTHORIZED);
}

static char *
make_text (RosterAccount *account, const GError *error)
{
  const char *user_id = roster_account_get_user_id (account);
  const char *endpoint = roster_account_get_endpoint (account);

  switch (error->code)
    {
    case ROSTER_ERROR_UNAUTHORIZED:
      /* Translators: a user id, an address; so in the four texts that follow. */
      return g_strdup_printf (_ ("The service refuses the API key of %s at %s. Enter the right "
                                 "one."),
                              user_id, endpoint);
    case ROSTER_ERROR_KEYRING_LOCKED:
      return g_strdup_printf (_ ("The keyring is locked. Unlock it, or enter the API key of %s at "
                                 "%s."),
                              user_id, endpoint);
    case ROSTER_ERROR_KEYRING_MISSING:
      return g_strdup_printf (_ ("No keyring is running. Enter the API key of %s at %s."), user_id,
                              endpoint);
    case ROSTER_ERROR_KEYRING:
      return g_strdup_printf (_ ("The keyring does not give the key. Enter the API key of %s at "
                                 "%s."),
                              user_id, endpoint);
    case ROSTER_ERROR_NO_KEY:
    default:
      /* It is known for another address, and both are named. */
      if (strstr (error->message, endpoint) != NULL)
        return g_strdup (error->message);
      return g_strdup_printf (_ ("The API key of %s at %s is not known here. Enter it."), user_id,
                              endpoint);
    }
}

static void
show_error (RosterKeyBanner *self, const GError *error)
{
  gboolean of_keyring =
      error->code != ROSTER_ERROR_NO_KEY && error->code != ROSTER_ERROR_UNAUTHORIZED;
  g_autofree char *text = make_text (roster_organization_get_account (self->organization), error);

  gtk_label_set_text (self->ask_label, text);
  gtk_label_set_text (self->help_label,
                      can_store (self, error)
                          ? _ ("It goes into the keyring of this computer, and nowhere else.")
                          : _ ("It is kept until you quit Roster, and stored nowhere."));
  gtk_button_set_label (self->again_button, error->code == ROSTER_ERROR_KEYRING_LOCKED
                                                ? _ ("_Unlock keyring…")
                                                : _ ("_Try keyring again"));
  gtk_widget_set_visible (GTK_WIDGET (self->again_button), of_keyring);
}

static void
update (RosterKeyBanner *self)
{
  const GError *error = get_key_error (self);

  if (error != NULL)
    show_error (self, error);
  gtk_widget_set_visible (self->ask_box, error != NULL);
}

/* --- the key --- */

static void
on_stored (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RosterKeyBanner) self = user_data;
  g_autoptr (GError) error = NULL;

  roster_keyring_store_key_finish (ROSTER_KEYRING (source), result, &error);
  if (error == NULL || self->organization == NULL)
    return;
  self->is_unstored = TRUE;
  roster_message_bar_show_error (self->bar, error);
}

/* The keyring’s prompt was answered after all. */
static void
on_write_ended (RosterKeyBanner *self, RosterAccount *account, const GError *error)
{
  if (!self->is_unstored || account != roster_organization_get_account (self->organization))
    return;
  self->is_unstored = error != NULL;
  if (error != NULL)
    roster_message_bar_show_error (self->bar, error);
  else
    roster_message_bar_hide (self->bar);
}

static void
store_key (RosterKeyBanner *self, SecretValue *key)
{
  self->is_unstored = FALSE;
  roster_keyring_store_key_async (roster_organization_get_keyring (self->organization),
                                  roster_organization_get_account (self->organization), key,
                                  on_stored, g_object_ref (self));
}

/* Every tab of the account waits for a key, and reads again as soon as there is one. */
static void
use_key (RosterKeyBanner *self, SecretValue *key, const GError *error)
{
  RosterAccount *account = roster_organization_get_account (self->organization);

  if (can_store (self, error))
    {
      store_key (self, key);
      return;
    }
  roster_account_set_key (account, NULL);
  roster_account_set_key (account, key);
}

static void
on_use_clicked (RosterKeyBanner *self)
{
  const GError *error = get_key_error (self);
  g_autoptr (SecretValue) key = roster_key_text_dup (self->key_entry);

  roster_message_bar_hide (self->bar);
  if (key == NULL || error == NULL)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->key_entry));
      return;
    }
  gtk_editable_set_text (GTK_EDITABLE (self->key_entry), "");
  use_key (self, key, error);
}

static void
on_again_clicked (RosterKeyBanner *self)
{
  roster_organization_refresh (self->organization);
}

/* The key works but could not be stored. */
static void
on_remedy (RosterKeyBanner *self)
{
  SecretValue *key =
      self->organization != NULL
          ? roster_account_get_key (roster_organization_get_account (self->organization))
          : NULL;

  roster_message_bar_hide (self->bar);
  if (key != NULL)
    store_key (self, key);
}

static RosterKeyring *
get_keyring (RosterOrganization *organization)
{
  return organization != NULL ? roster_organization_get_keyring (organization) : NULL;
}

/* organization: (nullable): the one that takes the place of the one before */
static void
follow_keyring (RosterKeyBanner *self, RosterOrganization *organization)
{
  RosterKeyring *before = get_keyring (self->organization);
  RosterKeyring *keyring = get_keyring (organization);

  if (before != NULL)
    g_signal_handlers_disconnect_by_func (before, on_write_ended, self);
  if (keyring != NULL)
    g_signal_connect_object (keyring, "write-ended", G_CALLBACK (on_write_ended), self,
                             G_CONNECT_SWAPPED);
}

/* --- the widget --- */

static void
roster_key_banner_get_property (GObject *object,
                                guint property_id,
                                GValue *value,
                                GParamSpec *pspec)
{
  if (property_id == PROP_ORGANIZATION)
    g_value_set_object (value, ROSTER_KEY_BANNER (object)->organization);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
roster_key_banner_set_property (GObject *object,
                                guint property_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  if (property_id == PROP_ORGANIZATION)
    roster_key_banner_set_organization (ROSTER_KEY_BANNER (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
roster_key_banner_dispose (GObject *object)
{
  g_clear_object (&ROSTER_KEY_BANNER (object)->organization);
  roster_widget_unparent_children (GTK_WIDGET (object));

  G_OBJECT_CLASS (roster_key_banner_parent_class)->dispose (object);
}

static void
roster_key_banner_class_init (RosterKeyBannerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = roster_key_banner_get_property;
  object_class->set_property = roster_key_banner_set_property;
  object_class->dispose = roster_key_banner_dispose;

  properties[PROP_ORGANIZATION] =
      g_param_spec_object ("organization", NULL, NULL, ROSTER_TYPE_ORGANIZATION,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  g_type_ensure (ROSTER_TYPE_MESSAGE_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/roster/Roster/roster-key-banner.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterKeyBanner, bar);
  gtk_widget_class_bind_template_child (widget_class, RosterKeyBanner, ask_box);
  gtk_widget_class_bind_template_child (widget_class, RosterKeyBanner, ask_label);
  gtk_widget_class_bind_template_child (widget_class, RosterKeyBanner, key_entry);
  gtk_widget_class_bind_template_child (widget_class, RosterKeyBanner, use_button);
  gtk_widget_class_bind_template_child (widget_class, RosterKeyBanner, again_button);
  gtk_widget_class_bind_template_child (widget_class, RosterKeyBanner, help_label);
  gtk_widget_class_bind_template_callback (widget_class, on_again_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_remedy);
  gtk_widget_class_bind_template_callback (widget_class, on_use_clicked);
}

static void
roster_key_banner_init (RosterKeyBanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_key_banner_set_organization:
 * @self: a bar
 * @organization: (nullable): whose key it asks for, when that is missed
 */
void
roster_key_banner_set_organization (RosterKeyBanner *self, RosterOrganization *organization)
{
  g_return_if_fail (ROSTER_IS_KEY_BANNER (self));
  g_return_if_fail (organization == NULL || ROSTER_IS_ORGANIZATION (organization));

  if (self->organization == organization)
    return;

  if (self->organization != NULL)
    g_signal_handlers_disconnect_by_func (self->organization, update, self);
  follow_keyring (self, organization);
  g_set_object (&self->organization, organization);
  if (organization != NULL)
    {
      g_signal_connect_object (organization, "notify::state", G_CALLBACK (update), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (organization, "notify::error", G_CALLBACK (update), self,
                               G_CONNECT_SWAPPED);
    }
  gtk_editable_set_text (GTK_EDITABLE (self->key_entry), "");
  roster_message_bar_hide (self->bar);
  self->is_unstored = FALSE;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ORGANIZATION]);
}

/**
 * roster_key_banner_take_focus:
 * @self: a bar
 *
 * Puts the cursor where a key is typed. (A grab_focus of its own would keep Shift+Tab in the bar:
 * GTK 4.8 calls it wherever the focus comes from.)
 *
 * Returns: %FALSE where no key is asked for
 */
gboolean
roster_key_banner_take_focus (RosterKeyBanner *self)
{
  g_return_val_if_fail (ROSTER_IS_KEY_BANNER (self), FALSE);

  return gtk_widget_get_visible (self->ask_box) &&
         gtk_widget_grab_focus (GTK_WIDGET (self->key_entry));
}
