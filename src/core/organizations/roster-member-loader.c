/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The reads of one organization's members, one after the other. What is under way holds only a weak
 * reference and the number of its read: where the loader goes away or the read is cancelled, a late
 * answer is dropped.
 */

#include "core/organizations/roster-member-loader.h"

#include "core/base/roster-error.h"

struct _RosterMemberLoader
{
  GObject parent_instance;

  char *organization_id;
  RosterClient *client;
  RosterKeyring *keyring; /* (nullable) */
  RosterCallProgress *call_progress;

  GCancellable *cancellable; /* (nullable) of the running read, NULL where none is */
  guint number;              /* of the running read */
  gboolean is_key_late;      /* the last read ended because the keyring took too long */
  GPtrArray *waiters;        /* (element-type GTask) of the running read */
  GPtrArray *fresh_waiters;  /* (element-type GTask) of the one after it */
};

enum
{
  SIGNAL_STARTED,
  SIGNAL_ENDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RosterMemberLoader, roster_member_loader, G_TYPE_OBJECT)

/* What is under way: of which loader, weakly, and of which of its reads. */
typedef struct
{
  GWeakRef loader;
  guint number;
} Step;

static Step *
step_new (RosterMemberLoader *self)
{
  Step *step = g_new0 (Step, 1);

  g_weak_ref_init (&step->loader, self);
  step->number = self->number;

  return step;
}

/* Frees @step. Returns: (transfer full) (nullable): the loader, NULL where that read is over */
static RosterMemberLoader *
step_end (Step *step)
{
  g_autoptr (RosterMemberLoader) self = g_weak_ref_get (&step->loader);
  gboolean late = self == NULL || self->cancellable == NULL || self->number != step->number;

  g_weak_ref_clear (&step->loader);
  g_free (step);

  return late ? NULL : g_steal_pointer (&self);
}

static void start (RosterMemberLoader *self);

static void
answer (GPtrArray *waiters, const GError *error)
{
  for (guint i = 0; i < waiters->len; i++)
    {
      if (error != NULL)
        g_task_return_error (waiters->pdata[i], g_error_copy (error));
      else
        g_task_return_boolean (waiters->pdata[i], TRUE);
    }
}

/* The read is over before anybody hears of it, so that whoever answers the news by asking again
 * starts a read of its own. table, error: (nullable): one of them */
static void
end (RosterMemberLoader *self, RosterMemberTable *table, const GError *error)
{
  g_autoptr (GPtrArray) waiters = g_steal_pointer (&self->waiters);

  self->waiters = g_steal_pointer (&self->fresh_waiters);
  self->fresh_waiters = g_ptr_array_new_with_free_func (g_object_unref);
  g_clear_object (&self->cancellable);
  roster_call_progress_reset (self->call_progress);

  g_signal_emit (self, signals[SIGNAL_ENDED], 0, table, error);
  if (self->waiters->len > 0 && self->cancellable == NULL)
    start (self);
  answer (waiters, error);
}

static void
on_members_listed (GObject *client, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RosterMemberLoader) self = step_end (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterMemberTable) table =
      roster_client_list_members_finish (ROSTER_CLIENT (client), result, &error);

  if (self != NULL)
    end (self, table, error);
}

static void
list_members (RosterMemberLoader *self)
{
  roster_client_list_members_async (self->client, self->organization_id, FALSE, self->call_progress,
                                    self->cancellable, on_members_listed, step_new (self));
}

static void
on_key_ensured (GObject *keyring, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RosterMemberLoader) self = step_end (user_data);
  g_autoptr (GError) error = NULL;
  gboolean known = roster_keyring_ensure_key_finish (ROSTER_KEYRING (keyring), result, &error);

  if (self == NULL)
    return;

  /* A key that was typed in while the keyring was asked is as good. */
  if (known || roster_account_has_key (roster_client_get_account (self->client)))
    {
      roster_call_progress_set_prompting (self->call_progress, FALSE);
      list_members (self);
      return;
    }
  self->is_key_late = g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_KEYRING);
  end (self, NULL, error);
}

static void
on_prompting (RosterMemberLoader *self, RosterAccount *account)
{
  if (self->cancellable != NULL && account == roster_client_get_account (self->client))
    roster_call_progress_set_prompting (self->call_progress, TRUE);
}

/* After all: where there is a key, the account tells of it; else this is why there is none. */
static void
on_lookup_ended (RosterMemberLoader *self, RosterAccount *account, const GError *error)
{
  if (error == NULL || !self->is_key_late || self->cancellable != NULL ||
      account != roster_client_get_account (self->client))
    return;
  self->is_key_late = FALSE;
  g_signal_emit (self, signals[SIGNAL_ENDED], 0, NULL, error);
}

static void
start (RosterMemberLoader *self)
{
  RosterAccount *account = roster_client_get_account (self->client);

  self->number++;
  self->cancellable = g_cancellable_new ();
  self->is_key_late = FALSE;
  roster_call_progress_reset (self->call_progress);

  if (self->keyring != NULL && !roster_account_has_key (account))
    {
      roster_keyring_ensure_key_async (self->keyring, account, on_key_ensured, step_new (self));
      roster_call_progress_set_prompting (self->call_progress,
                                          roster_keyring_is_prompting (self->keyring, account));
    }
  else
    list_members (self);

  g_signal_emit (self, signals[SIGNAL_STARTED], 0);
}

/* Nobody waits any more: a waiting task holds the organization, and the organization the loader. */
static void
roster_member_loader_dispose (GObject *object)
{
  RosterMemberLoader *self = ROSTER_MEMBER_LOADER (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (roster_member_loader_parent_class)->dispose (object);
}

static void
roster_member_loader_finalize (GObject *object)
{
  RosterMemberLoader *self = ROSTER_MEMBER_LOADER (object);

  g_clear_pointer (&self->organization_id, g_free);
  g_clear_object (&self->client);
  g_clear_object (&self->keyring);
  g_clear_object (&self->call_progress);
  g_clear_pointer (&self->waiters, g_ptr_array_unref);
  g_clear_pointer (&self->fresh_waiters, g_ptr_array_unref);

  G_OBJECT_CLASS (roster_member_loader_parent_class)->finalize (object);
}

static void
roster_member_loader_class_init (RosterMemberLoaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = roster_member_loader_dispose;
  object_class->finalize = roster_member_loader_finalize;

  signals[SIGNAL_STARTED] = g_signal_new ("started", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ENDED] =
      g_signal_new ("ended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, ROSTER_TYPE_MEMBER_TABLE | G_SIGNAL_TYPE_STATIC_SCOPE,
                    G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
roster_member_loader_init (RosterMemberLoader *self)
{
  self->call_progress = roster_call_progress_new ();
  self->waiters = g_ptr_array_new_with_free_func (g_object_unref);
  self->fresh_waiters = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * roster_member_loader_new:
 * @organization_id: the service's id of the organization
 * @client: the verbs of the account
 * @keyring: (nullable): where the account's key is, %NULL where it is set already
 *
 * Returns: (transfer full): a new loader, at rest
 */
RosterMemberLoader *
roster_member_loader_new (const char *organization_id, RosterClient *client, RosterKeyring *keyring)
{
  RosterMemberLoader *self;

  g_return_val_if_fail (organization_id != NULL, NULL);
  g_return_val_if_fail (ROSTER_IS_CLIENT (client), NULL);
  g_return_val_if_fail (keyring == NULL || ROSTER_IS_KEYRING (keyring), NULL);

  self = g_object_new (ROSTER_TYPE_MEMBER_LOADER, NULL);
  self->organization_id = g_strdup (organization_id);
  self->client = g_object_ref (client);
  self->keyring = keyring != NULL ? g_object_ref (keyring) : NULL;
  if (keyring != NULL)
    {
      g_signal_connect_object (keyring, "prompting", G_CALLBACK (on_prompting), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (keyring, "lookup-ended", G_CALLBACK (on_lookup_ended), self,
                               G_CONNECT_SWAPPED);
    }

  return self;
}

/**
 * roster_member_loader_get_client:
 * @self: a loader
 *
 * Returns: (transfer none): the verbs it reads with
 */
RosterClient *
roster_member_loader_get_client (RosterMemberLoader *self)
{
  g_return_val_if_fail (ROSTER_IS_MEMBER_LOADER (self), NULL);

  return self->client;
}

/**
 * roster_member_loader_get_keyring:
 * @self: a loader
 *
 * Returns: (transfer none) (nullable): where the account's key is
 */
RosterKeyring *
roster_member_loader_get_keyring (RosterMemberLoader *self)
{
  g_return_val_if_fail (ROSTER_IS_MEMBER_LOADER (self), NULL);

  return self->keyring;
}

/**
 * roster_member_loader_get_progress:
 * @self: a loader
 *
 * Returns: (transfer none): what the running read is doing
 */
RosterCallProgress *
roster_member_loader_get_progress (RosterMemberLoader *self)
{
  g_return_val_if_fail (ROSTER_IS_MEMBER_LOADER (self), NULL);

  return self->call_progress;
}

/**
 * roster_member_loader_is_running:
 * @self: a loader
 *
 * Returns: whether a read is running
 */
gboolean
roster_member_loader_is_running (RosterMemberLoader *self)
{
  g_return_val_if_fail (ROSTER_IS_MEMBER_LOADER (self), FALSE);

  return self->cancellable != NULL;
}

/**
 * roster_member_loader_load:
 * @self: a loader
 * @fresh: whether a running read does not count, so that another one follows it
 * @waiter: (nullable) (transfer none): returned %TRUE or an error when that read has ended
 *
 * Starts a read, or joins the running one.
 */
void
roster_member_loader_load (RosterMemberLoader *self, gboolean fresh, GTask *waiter)
{
  gboolean running;

  g_return_if_fail (ROSTER_IS_MEMBER_LOADER (self));
  g_return_if_fail (waiter == NULL || G_IS_TASK (waiter));

  running = roster_member_loader_is_running (self);
  if (waiter != NULL)
    g_ptr_array_add (running && fresh ? self->fresh_waiters : self->waiters, g_object_ref (waiter));
  if (!running)
    start (self);
}

/**
 * roster_member_loader_cancel:
 * @self: a loader
 *
 * Ends the running read at once with %G_IO_ERROR_CANCELLED. A keyring that is being asked is left
 * alone (it may be showing a prompt). A fresh read that was asked for meanwhile starts now.
 */
void
roster_member_loader_cancel (RosterMemberLoader *self)
{
  g_autoptr (RosterMemberLoader) alive = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (ROSTER_IS_MEMBER_LOADER (self));

  if (!roster_member_loader_is_running (self))
    return;

  alive = g_object_ref (self);
  error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "The read was cancelled");
  g_cancellable_cancel (self->cancellable);
  end (self, NULL, error);
}
