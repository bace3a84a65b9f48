/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the members of an organization are asked for. */

#include "roster-organization-private.h"

/**
 * roster_organization_refresh:
 *
 * Starts a read, first of the key from the keyring where it is not known yet, then of the list.
 * Does nothing where one is running.
 */
void
roster_organization_refresh (RosterOrganization *self)
{
  g_return_if_fail (ROSTER_IS_ORGANIZATION (self));

  roster_member_loader_load (self->loader, FALSE, NULL);
}

/**
 * roster_organization_refresh_async:
 * @self: an organization
 * @fresh: whether the list must have been asked for after this call: a running read does not count
 *   and another one follows it
 * @callback: called when that read has ended
 * @user_data: for @callback
 *
 * The same, with an answer.
 */
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

/**
 * roster_organization_refresh_finish:
 * @self: an organization
 * @result: what the callback was given
 * @error: place for why the read failed; %G_IO_ERROR_CANCELLED where it was cancelled
 *
 * Returns: whether the list was replaced by a new one
 */
gboolean
roster_organization_refresh_finish (RosterOrganization *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * roster_organization_cancel:
 *
 * Ends the running read at once and goes back to the state before it. A keyring that is being asked
 * is left alone (it may be showing a prompt); its late answer is dropped. A fresh read that was
 * asked for during the running one starts now.
 */
void
roster_organization_cancel (RosterOrganization *self)
{
  g_return_if_fail (ROSTER_IS_ORGANIZATION (self));

  roster_member_loader_cancel (self->loader);
}
