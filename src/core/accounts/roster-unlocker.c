/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One prompt at a time, and an end also where the keyring never gives an answer. */

#include "core/accounts/roster-unlocker.h"

#include <glib/gi18n-lib.h>

#include "core/base/roster-error.h"

struct _RosterUnlocker
{
  GObject parent_instance;

  GPtrArray *waiting;     /* owned (nullable): a GTask for each who waits for the open prompt */
  SecretService *service; /* owned (nullable): of the open prompt */
  gulong owner_handler;
};

G_DEFINE_FINAL_TYPE (RosterUnlocker, roster_unlocker, G_TYPE_OBJECT)

static void
forget_service (RosterUnlocker *self)
{
  if (self->service != NULL)
    g_clear_signal_handler (&self->owner_handler, self->service);
  g_clear_object (&self->service);
}

/* No object unlocked and no error means that the person closed the prompt. */
static void
end (RosterUnlocker *self, int n_unlocked, const GError *error)
{
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting);

  forget_service (self);
  for (guint i = 0; i < waiting->len; i++)
    {
      GTask *task = g_ptr_array_index (waiting, i);

      if (error != NULL)
        g_task_return_error (task, g_error_copy (error));
      else if (n_unlocked > 0)
        g_task_return_boolean (task, TRUE);
      else
        g_task_return_new_error (task, ROSTER_ERROR, ROSTER_ERROR_KEYRING_LOCKED,
                                 _ ("The keyring stayed locked."));
    }
}

static void
on_unlocked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GPtrArray) waiting = user_data;
  GTask *first = g_ptr_array_index (waiting, 0);
  RosterUnlocker *self = g_task_get_source_object (first);
  g_autoptr (GError) error = NULL;
  int n_unlocked = secret_service_unlock_finish (SECRET_SERVICE (source), result, NULL, &error);

  /* Where the service went away meanwhile, everybody has been told already. */
  if (self->waiting == waiting)
    end (self, n_unlocked, error);
}

/* A service that goes away while its prompt is open never answers (a fault of libsecret's). */
static void
on_owner_changed (SecretService *service, GParamSpec *pspec, RosterUnlocker *self)
{
  g_autoptr (GError) error =
      g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CLOSED, "the service ended during the prompt");

  if (self->waiting != NULL)
    end (self, 0, error);
}

static void
roster_unlocker_dispose (GObject *object)
{
  forget_service (ROSTER_UNLOCKER (object));

  G_OBJECT_CLASS (roster_unlocker_parent_class)->dispose (object);
}

static void
roster_unlocker_class_init (RosterUnlockerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = roster_unlocker_dispose;
}

static void
roster_unlocker_init (RosterUnlocker *self)
{
}

RosterUnlocker *
roster_unlocker_new (void)
{
  return g_object_new (ROSTER_TYPE_UNLOCKER, NULL);
}

/**
 * roster_unlocker_unlock_async:
 * @self: an unlocker
 * @service: where it is
 * @locked: a keyring or something in it
 * @callback: called when the person has answered
 * @user_data: for @callback
 *
 * Takes as long as the person does, and cannot be cancelled: cancelling would end gnome-keyring.
 */
void
roster_unlocker_unlock_async (RosterUnlocker *self,
                              SecretService *service,
                              GDBusProxy *locked,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  g_autoptr (GList) objects = g_list_append (NULL, locked);

  g_task_set_source_tag (task, roster_unlocker_unlock_async);
  if (self->waiting != NULL)
    {
      g_ptr_array_add (self->waiting, task);
      return;
    }

  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (self->waiting, task);
  self->service = g_object_ref (service);
  self->owner_handler = g_signal_connect_object (service, "notify::g-name-owner",
                                                 G_CALLBACK (on_owner_changed), self, 0);
  secret_service_unlock (service, objects, NULL, on_unlocked, g_ptr_array_ref (self->waiting));
}

/**
 * roster_unlocker_unlock_finish:
 * @self: an unlocker
 * @result: of roster_unlocker_unlock_async()
 * @error: return location for %ROSTER_ERROR_KEYRING_LOCKED, where the person did not want to, or
 *   what libsecret and D-Bus say
 *
 * Returns: %TRUE where it is open now
 */
gboolean
roster_unlocker_unlock_finish (RosterUnlocker *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
