/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One organization as one account sees it: its members as they were last read, and how the reading
 * goes. The last complete list stays until the next complete one takes its place in one step.
 */

#include "core/organizations/roster-organization.h"

#include <glib/gi18n-lib.h>

#include "core/base/roster-error.h"
#include "core/base/roster-text.h"
#include "core/organizations/roster-member-loader.h"

struct _RosterOrganization
{
  GObject parent_instance;

  char *name;
  char *id;
  char *color;
  gboolean read_only;
  RosterMemberLoader *loader;

  RosterOrganizationState state;
  RosterOrganizationState state_before; /* the running read: what a cancelled one goes back to */
  GError *error;                        /* (nullable) of the last read that ended */
  RosterMemberTable *table;             /* (nullable) */
  gint64 read_at;                       /* unix milliseconds */
};

enum
{
  PROP_0,
  PROP_NAME,
  PROP_ID,
  PROP_ACCOUNT,
  PROP_STATE,
  PROP_ERROR,
  PROP_TABLE,
  PROP_READ_AT,
  PROP_COLOR,
  PROP_READ_ONLY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (RosterOrganization, roster_organization, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (RosterOrganizationState,
                    roster_organization_state,
                    G_DEFINE_ENUM_VALUE (ROSTER_ORGANIZATION_IDLE, "idle"),
                    G_DEFINE_ENUM_VALUE (ROSTER_ORGANIZATION_LOADING, "loading"),
                    G_DEFINE_ENUM_VALUE (ROSTER_ORGANIZATION_READY, "ready"),
                    G_DEFINE_ENUM_VALUE (ROSTER_ORGANIZATION_FAILED, "failed"))

static void
set_state (RosterOrganization *self, RosterOrganizationState state)
{
  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
set_error (RosterOrganization *self, const GError *error)
{
  if (self->error == NULL && error == NULL)
    return;

  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

static void
fail (RosterOrganization *self, const GError *error)
{
  g_object_freeze_notify (G_OBJECT (self));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      set_state (self, self->state_before);
    }
  else
    {
      set_error (self, error);
      set_state (self, ROSTER_ORGANIZATION_FAILED);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

/* Replaces the list in one step: whoever looks sees all of the old one or all of the new one. */
static void
take_table (RosterOrganization *self, RosterMemberTable *table)
{
  g_autoptr (RosterMemberTable) old G_GNUC_UNUSED = g_steal_pointer (&self->table);

  g_object_freeze_notify (G_OBJECT (self));
  self->table = roster_member_table_ref (table);
  self->read_at = g_get_real_time () / G_TIME_SPAN_MILLISECOND;
  set_error (self, NULL);
  set_state (self, ROSTER_ORGANIZATION_READY);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TABLE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READ_AT]);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
on_read_started (RosterOrganization *self)
{
  self->state_before = self->state;
  set_state (self, ROSTER_ORGANIZATION_LOADING);
}

/* table, error: (nullable): one of them */
static void
on_read_ended (RosterOrganization *self, RosterMemberTable *table, const GError *error)
{
  if (table != NULL)
    take_table (self, table);
  else
    fail (self, error);
}

static void
on_has_key_changed (RosterOrganization *self, GParamSpec *pspec, RosterAccount *account)
{
  if (roster_account_has_key (account) && self->state == ROSTER_ORGANIZATION_FAILED &&
      roster_error_is_about_key (self->error))
    roster_organization_refresh (self);
}

static void
roster_organization_finalize (GObject *object)
{
  RosterOrganization *self = ROSTER_ORGANIZATION (object);

  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->color, g_free);
  g_clear_object (&self->loader);
  g_clear_error (&self->error);
  g_clear_pointer (&self->table, roster_member_table_unref);

  G_OBJECT_CLASS (roster_organization_parent_class)->finalize (object);
}

static void
roster_organization_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RosterOrganization *self = ROSTER_ORGANIZATION (object);

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_ACCOUNT:
      g_value_set_object (value, roster_organization_get_account (self));
      break;
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_TABLE:
      g_value_set_boxed (value, self->table);
      break;
    case PROP_READ_AT:
      g_value_set_int64 (value, self->read_at);
      break;
    case PROP_COLOR:
      g_value_set_string (value, self->color);
      break;
    case PROP_READ_ONLY:
      g_value_set_boolean (value, self->read_only);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_organization_set_property (GObject *object,
                                  guint prop_id,
                                  const GValue *value,
                                  GParamSpec *pspec)
{
  RosterOrganization *self = ROSTER_ORGANIZATION (object);

  if (prop_id == PROP_NAME)
    roster_organization_set_name (self, g_value_get_string (value));
  else if (prop_id == PROP_COLOR)
    roster_organization_set_color (self, g_value_get_string (value));
  else if (prop_id == PROP_READ_ONLY)
    roster_organization_set_read_only (self, g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
roster_organization_class_init (RosterOrganizationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read_only = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = roster_organization_finalize;
  object_class->get_property = roster_organization_get_property;
  object_class->set_property = roster_organization_set_property;

  properties[PROP_NAME] =
      g_param_spec_string ("name", NULL, NULL, "", read_only | G_PARAM_WRITABLE);
  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, "", read_only);
  properties[PROP_ACCOUNT] =
      g_param_spec_object ("account", NULL, NULL, ROSTER_TYPE_ACCOUNT, read_only);
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, ROSTER_TYPE_ORGANIZATION_STATE,
                                              ROSTER_ORGANIZATION_IDLE, read_only);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, read_only);
  properties[PROP_TABLE] =
      g_param_spec_boxed ("table", NULL, NULL, ROSTER_TYPE_MEMBER_TABLE, read_only);
  properties[PROP_READ_AT] =
      g_param_spec_int64 ("read-at", NULL, NULL, 0, G_MAXINT64, 0, read_only);
  properties[PROP_COLOR] =
      g_param_spec_string ("color", NULL, NULL, "", read_only | G_PARAM_WRITABLE);
  properties[PROP_READ_ONLY] =
      g_param_spec_boolean ("read-only", NULL, NULL, FALSE, read_only | G_PARAM_WRITABLE);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
roster_organization_init (RosterOrganization *self)
{
  self->color = g_strdup ("");
}

RosterOrganization *
roster_organization_new (const char *name,
                         const char *id,
                         RosterClient *client,
                         RosterKeyring *keyring)
{
  RosterOrganization *self;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (id != NULL && *id != '\0', NULL);
  g_return_val_if_fail (ROSTER_IS_CLIENT (client), NULL);
  g_return_val_if_fail (keyring == NULL || ROSTER_IS_KEYRING (keyring), NULL);

  self = g_object_new (ROSTER_TYPE_ORGANIZATION, "name", name, NULL);
  self->id = g_strdup (id);
  self->loader = roster_member_loader_new (id, client, keyring);
  g_signal_connect_object (self->loader, "started", G_CALLBACK (on_read_started), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->loader, "ended", G_CALLBACK (on_read_ended), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (roster_client_get_account (client), "notify::has-key",
                           G_CALLBACK (on_has_key_changed), self, G_CONNECT_SWAPPED);

  return self;
}

const char *
roster_organization_get_name (RosterOrganization *self)
{
  g_return_val_if_fail (ROSTER_IS_ORGANIZATION (self), NULL);

  return self->name;
}

void
roster_organization_set_name (RosterOrganization *self, const char *name)
{
  g_return_if_fail (ROSTER_IS_ORGANIZATION (self));
  g_return_if_fail (name != NULL);

  if (g_strcmp0 (self->name, name) == 0)
    return;

  g_free (self->name);
  self->name = g_strdup (name);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

const char *
roster_organization_get_color (RosterOrganization *self)
{
  g_return_val_if_fail (ROSTER_IS_ORGANIZATION (self), "");

  return self->color;
}

void
roster_organization_set_color (RosterOrganization *self, const char *color)
{
  g_return_if_fail (ROSTER_IS_ORGANIZATION (self));
  g_return_if_fail (color != NULL);

  if (g_str_equal (self->color, color))
    return;

  g_free (self->color);
  self->color = g_strdup (color);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COLOR]);
}

gboolean
roster_organization_get_read_only (RosterOrganization *self)
{
  g_return_val_if_fail (ROSTER_IS_ORGANIZATION (self), TRUE);

  return self->read_only;
}

void
roster_organization_set_read_only (RosterOrganization *self, gboolean read_only)
{
  g_return_if_fail (ROSTER_IS_ORGANIZATION (self));

  if (self->read_only == !!read_only)
    return;

  self->read_only = !!read_only;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READ_ONLY]);
}

gboolean
roster_organization_check_lock (RosterOrganization *self, GError **error)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (ROSTER_IS_ORGANIZATION (self), FALSE);

  if (!self->read_only)
    return TRUE;

  name = roster_text_display (self->name);
  g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_LOCKED,
               /* Translators: %s is an organization */
               _ ("“%s” is locked against changes: unlock it in Roster’s preferences first."),
               name);
  return FALSE;
}

const char *
roster_organization_get_id (RosterOrganization *self)
{
  g_return_val_if_fail (ROSTER_IS_ORGANIZATION (self), NULL);

  return self->id;
}

RosterClient *
roster_organization_get_client (RosterOrganization *self)
{
  g_return_val_if_fail (ROSTER_IS_ORGANIZATION (self), NULL);

  return roster_member_loader_get_client (self->loader);
}

RosterAccount *
roster_organization_get_account (RosterOrganization *self)
{
  g_return_val_if_fail (ROSTER_IS_ORGANIZATION (self), NULL);

  return roster_client_get_account (roster_organization_get_client (self));
}

RosterKeyring *
roster_organization_get_keyring (RosterOrganization *self)
{
  g_return_val_if_fail (ROSTER_IS_ORGANIZATION (self), NULL);

  return roster_member_loader_get_keyring (self->loader);
}

RosterCallProgress *
roster_organization_get_progress (RosterOrganization *self)
{
  g_return_val_if_fail (ROSTER_IS_ORGANIZATION (self), NULL);

  return roster_member_loader_get_progress (self->loader);
}

RosterOrganizationState
roster_organization_get_state (RosterOrganization *self)
{
  g_return_val_if_fail (ROSTER_IS_ORGANIZATION (self), ROSTER_ORGANIZATION_IDLE);

  return self->state;
}

const GError *
roster_organization_get_error (RosterOrganization *self)
{
  g_return_val_if_fail (ROSTER_IS_ORGANIZATION (self), NULL);

  return self->error;
}

RosterMemberTable *
roster_organization_get_table (RosterOrganization *self)
{
  g_return_val_if_fail (ROSTER_IS_ORGANIZATION (self), NULL);

  return self->table;
}

gint64
roster_organization_get_read_at (RosterOrganization *self)
{
  g_return_val_if_fail (ROSTER_IS_ORGANIZATION (self), 0);

  return self->read_at;
}

RosterRole
roster_organization_get_own_role (RosterOrganization *self)
{
  RosterAccount *account;
  guint row;

  g_return_val_if_fail (ROSTER_IS_ORGANIZATION (self), ROSTER_ROLE_OTHER);

  if (self->table == NULL)
    return ROSTER_ROLE_OTHER;

  account = roster_organization_get_account (self);
  row = roster_member_table_find_id (self->table, roster_account_get_user_id (account));
  if (row == G_MAXUINT)
    return ROSTER_ROLE_OTHER;

  return roster_member_get_role (roster_member_table_get (self->table, row));
}

void
roster_organization_refresh (RosterOrganization *self)
{
  g_return_if_fail (ROSTER_IS_ORGANIZATION (self));

  roster_member_loader_load (self->loader, FALSE, NULL);
}

void
roster_organization_refresh_async (RosterOrganization *self,
                                   gboolean fresh,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ROSTER_IS_ORGANIZATION (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, roster_organization_refresh_async);
  roster_member_loader_load (self->loader, fresh, task);
}

gboolean
roster_organization_refresh_finish (RosterOrganization *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
roster_organization_cancel (RosterOrganization *self)
{
  g_return_if_fail (ROSTER_IS_ORGANIZATION (self));

  roster_member_loader_cancel (self->loader);
}
