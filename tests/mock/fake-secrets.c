/* SPDX-License-Identifier: GPL-3.0-or-later */
/* As much of the Secret Service as libsecret needs for one secret. */

#include "mock/fake-secrets.h"

#define ROOT "/org/freedesktop/secrets"
#define SESSION ROOT "/session/one"
#define COLLECTION ROOT "/collection/one"
#define ALIAS ROOT "/aliases/default"
#define ITEM COLLECTION "/one"
#define NO_OBJECT "/"
#define SECRETS_NAME "org.freedesktop.secrets"

struct _FakeSecrets
{
  FakeSecretsMood mood;
  gboolean holds;

  /* Owned */
  GDBusConnection *bus;
  GVariant *attributes; /* (nullable) of the secret, as they are on the bus */
  char *secret;         /* (nullable) */
  GPtrArray *held;      /* (element-type Held) */
};

/* A call that is not answered yet. */
typedef struct
{
  GDBusMethodInvocation *invocation;
  GVariant *secret;
  GVariant *attributes; /* (nullable) as before */
} Held;

static const char xml[] =
    "<node>"
    "<interface name='org.freedesktop.Secret.Service'>"
    "<method name='OpenSession'><arg type='s' direction='in'/><arg type='v' direction='in'/>"
    "<arg type='v' direction='out'/><arg type='o' direction='out'/></method>"
    "<method name='SearchItems'><arg type='a{ss}' direction='in'/>"
    "<arg type='ao' direction='out'/><arg type='ao' direction='out'/></method>"
    "<method name='GetSecrets'><arg type='ao' direction='in'/><arg type='o' direction='in'/>"
    "<arg type='a{o(oayays)}' direction='out'/></method>"
    "<method name='ReadAlias'><arg type='s' direction='in'/><arg type='o' "
    "direction='out'/></method>"
    "<property name='Collections' type='ao' access='read'/>"
    "</interface>"
    "<interface name='org.freedesktop.Secret.Collection'>"
    "<method name='CreateItem'><arg type='a{sv}' direction='in'/>"
    "<arg type='(oayays)' direction='in'/><arg type='b' direction='in'/>"
    "<arg type='o' direction='out'/><arg type='o' direction='out'/></method>"
    "<property name='Items' type='ao' access='read'/>"
    "<property name='Label' type='s' access='read'/>"
    "<property name='Locked' type='b' access='read'/>"
    "<property name='Created' type='t' access='read'/>"
    "<property name='Modified' type='t' access='read'/>"
    "</interface>"
    "<interface name='org.freedesktop.Secret.Item'>"
    "<method name='SetSecret'><arg type='(oayays)' direction='in'/></method>"
    "<property name='Attributes' type='a{ss}' access='read'/>"
    "<property name='Label' type='s' access='read'/>"
    "<property name='Locked' type='b' access='read'/>"
    "<property name='Created' type='t' access='read'/>"
    "<property name='Modified' type='t' access='read'/>"
    "</interface>"
    "</node>";

static GVariant *
make_paths (const char *path)
{
  const char *const paths[] = { path, NULL };

  return g_variant_new_objv (paths, -1);
}

static void
held_free (Held *held)
{
  g_object_unref (held->invocation);
  g_variant_unref (held->secret);
  g_clear_pointer (&held->attributes, g_variant_unref);
  g_free (held);
}

/* What becomes of a secret that it is to keep. */
static void
keep (FakeSecrets *self, const Held *held)
{
  g_autoptr (GVariant) bytes = g_variant_get_child_value (held->secret, 2);
  gsize length;
  const char *text = g_variant_get_fixed_array (bytes, &length, 1);

  g_clear_pointer (&self->secret, g_free);
  if (self->mood == FAKE_SECRETS_LOSE)
    return;
  self->secret =
      self->mood == FAKE_SECRETS_GARBLE ? g_strdup ("something else") : g_strndup (text, length);
  if (held->attributes != NULL)
    {
      g_clear_pointer (&self->attributes, g_variant_unref);
      self->attributes = g_variant_ref (held->attributes);
    }
}

static void
answer (FakeSecrets *self, const Held *held)
{
  GDBusMethodInvocation *invocation = held->invocation; /* takes a reference */

  if (self->mood == FAKE_SECRETS_REFUSE)
    {
      g_dbus_method_invocation_return_dbus_error (invocation, "org.freedesktop.DBus.Error.Failed",
                                                  "Not today");
      return;
    }
  keep (self, held);
  g_dbus_method_invocation_return_value (
      invocation, held->attributes != NULL ? g_variant_new ("(oo)", ITEM, NO_OBJECT) : NULL);
}

/* attributes: (nullable) (transfer full) */
static void
take (FakeSecrets *self, GDBusMethodInvocation *invocation, GVariant *secret, GVariant *attributes)
{
  Held *held = g_new0 (Held, 1);

  held->invocation = g_object_ref (invocation);
  held->secret = secret;
  held->attributes = attributes;
  g_ptr_array_add (self->held, held);
  if (!self->holds)
    fake_secrets_release (self);
}

static GVariant *
make_secrets (FakeSecrets *self)
{
  GVariantBuilder secrets;

  g_variant_builder_init (&secrets, G_VARIANT_TYPE ("a{o(oayays)}"));
  if (self->secret != NULL)
    g_variant_builder_add (
        &secrets, "{o(o@ay@ays)}", ITEM, SESSION,
        g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, NULL, 0, 1),
        g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, self->secret, strlen (self->secret), 1),
        "text/plain");
  return g_variant_new ("(a{o(oayays)})", &secrets);
}

static void
open_session (GDBusMethodInvocation *invocation, GVariant *parameters)
{
  const char *algorithm;

  g_variant_get (parameters, "(&sv)", &algorithm, NULL);
  if (g_str_equal (algorithm, "plain"))
    g_dbus_method_invocation_return_value (
        invocation, g_variant_new ("(vo)", g_variant_new_string (""), SESSION));
  else
    g_dbus_method_invocation_return_dbus_error (
        invocation, "org.freedesktop.DBus.Error.NotSupported", "Only plain");
}

static gboolean
is_searched (FakeSecrets *self, GVariant *parameters)
{
  g_autoptr (GVariant) wanted = g_variant_get_child_value (parameters, 0);
  g_autofree char *given = g_variant_print (wanted, FALSE);
  g_autofree char *had =
      self->attributes != NULL ? g_variant_print (self->attributes, FALSE) : NULL;

  return self->secret != NULL && g_strcmp0 (given, had) == 0;
}

static void
on_service_called (GDBusConnection *bus,
                   const char *sender,
                   const char *path,
                   const char *interface,
                   const char *method,
                   GVariant *parameters,
                   GDBusMethodInvocation *invocation,
                   gpointer user_data)
{
  FakeSecrets *self = user_data;

  if (g_str_equal (method, "OpenSession"))
    open_session (invocation, parameters);
  else if (g_str_equal (method, "SearchItems"))
    g_dbus_method_invocation_return_value (
        invocation,
        g_variant_new ("(@ao@ao)", make_paths (is_searched (self, parameters) ? ITEM : NULL),
                       make_paths (NULL)));
  else if (g_str_equal (method, "GetSecrets"))
    g_dbus_method_invocation_return_value (invocation, make_secrets (self));
  else
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", COLLECTION));
}

static void
on_create (GDBusConnection *bus,
           const char *sender,
           const char *path,
           const char *interface,
           const char *method,
           GVariant *parameters,
           GDBusMethodInvocation *invocation,
           gpointer user_data)
{
  g_autoptr (GVariant) properties = g_variant_get_child_value (parameters, 0);

  take (user_data, invocation, g_variant_get_child_value (parameters, 1),
        g_variant_lookup_value (properties, "org.freedesktop.Secret.Item.Attributes",
                                G_VARIANT_TYPE ("a{ss}")));
}

static void
on_set (GDBusConnection *bus,
        const char *sender,
        const char *path,
        const char *interface,
        const char *method,
        GVariant *parameters,
        GDBusMethodInvocation *invocation,
        gpointer user_data)
{
  take (user_data, invocation, g_variant_get_child_value (parameters, 0), NULL);
}

static GVariant *
get_property (GDBusConnection *bus,
              const char *sender,
              const char *path,
              const char *interface,
              const char *property,
              GError **error,
              gpointer user_data)
{
  FakeSecrets *self = user_data;

  if (g_str_equal (property, "Collections"))
    return make_paths (COLLECTION);
  if (g_str_equal (property, "Items"))
    return make_paths (self->secret != NULL ? ITEM : NULL);
  if (g_str_equal (property, "Attributes"))
    return g_variant_ref (self->attributes);
  if (g_str_equal (property, "Label"))
    return g_variant_new_string ("Fake");
  if (g_str_equal (property, "Locked"))
    return g_variant_new_boolean (FALSE);
  return g_variant_new_uint64 (0);
}

static void
offer (FakeSecrets *self,
       GDBusInterfaceInfo *interface,
       const char *path,
       GDBusInterfaceMethodCallFunc func)
{
  const GDBusInterfaceVTable vtable = { .method_call = func, .get_property = get_property };
  g_autoptr (GError) error = NULL;

  g_dbus_connection_register_object (self->bus, path, interface, &vtable, self, NULL, &error);
  g_assert_no_error (error);
}

FakeSecrets *
fake_secrets_new (void)
{
  FakeSecrets *self = g_new0 (FakeSecrets, 1);
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (xml, NULL);
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GError) error = NULL;

  self->held = g_ptr_array_new_with_free_func ((GDestroyNotify)held_free);
  self->bus =
      g_dbus_connection_new_for_address_sync (g_getenv ("DBUS_SESSION_BUS_ADDRESS"),
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                  G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);
  g_assert_no_error (error);
  offer (self, node->interfaces[0], ROOT, on_service_called);
  offer (self, node->interfaces[1], COLLECTION, on_create);
  offer (self, node->interfaces[1], ALIAS, on_create);
  offer (self, node->interfaces[2], ITEM, on_set);
  reply = g_dbus_connection_call_sync (self->bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                       "org.freedesktop.DBus", "RequestName",
                                       g_variant_new ("(su)", SECRETS_NAME, 0), NULL,
                                       G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
  return self;
}

/* Its objects and its name go with the connection. */
void
fake_secrets_free (FakeSecrets *self)
{
  g_ptr_array_unref (self->held);
  g_dbus_connection_close_sync (self->bus, NULL, NULL);
  g_object_unref (self->bus);
  g_clear_pointer (&self->attributes, g_variant_unref);
  g_free (self->secret);
  g_free (self);
}

void
fake_secrets_set_mood (FakeSecrets *self, FakeSecretsMood mood)
{
  self->mood = mood;
}

void
fake_secrets_hold (FakeSecrets *self)
{
  self->holds = TRUE;
}

void
fake_secrets_release (FakeSecrets *self)
{
  self->holds = FALSE;
  for (guint i = 0; i < self->held->len; i++)
    answer (self, self->held->pdata[i]);
  g_ptr_array_set_size (self->held, 0);
}

gboolean
fake_secrets_is_holding (FakeSecrets *self)
{
  return self->held->len > 0;
}

const char *
fake_secrets_get_secret (FakeSecrets *self)
{
  return self->secret;
}
