/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The process's two SoupSessions, for the network and for this computer itself, and the threads
 * that use them. */

#include "core/wire/roster-transport.h"

#include "core/base/roster-error.h"
#include "core/wire/roster-proxy.h"
#include "core/wire/roster-trust.h"
#include "roster-config.h"

/* Seconds without a byte. */
#define TIMEOUT 30
#define MAX_CONNECTIONS 64
#define MAX_CONNECTIONS_PER_HOST 4

struct _RosterTransport
{
  GObject parent_instance;

  /* owned */
  SoupSession *session; /* asks the system for proxies */
  SoupSession *direct;  /* to this computer itself, whatever the settings say; asks nobody, since
                         * what is loaded for that takes longer than all else of the start */
  RosterHostLimiter *limiter;
  GCancellable *reads; /* of all reads that are running */
  gboolean has_trust;  /* the trusted certificates are decided */
  GError *trust_error; /* (nullable): why the environment's certificates cannot be used */

  guint backoff_unit; /* ms */
  RosterWireLimits limits;
  guint max_members;
};

G_DEFINE_FINAL_TYPE (RosterTransport, roster_transport, G_TYPE_OBJECT)

/* One call: made and freed by the thread that asked, used by its own thread in between. */
typedef struct
{
  /* owned */
  RosterTransport *transport;
  SoupSession *session;
  RosterAccount *account; /* touched by the main thread alone */
  RosterCredentials *credentials;
  RosterProgressReporter *progress;
  char *organization_id;
  GTask *task;
  GCancellable *cancellable; /* (nullable): of a read; of a change, what ends its waits */
  GError *error;             /* (nullable): how it ended */

  RosterTransportFunc func;
  guint backoff_unit;
  RosterWireLimits limits;
  gulong task_handler;
  gulong reads_handler;
  GCancellable *reads; /* (nullable) owned: what reads_handler is connected to */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_cancellable_disconnect (g_task_get_cancellable (job->task), job->task_handler);
  g_cancellable_disconnect (job->reads, job->reads_handler);
  g_clear_object (&job->reads);
  g_clear_object (&job->cancellable);
  g_clear_pointer (&job->credentials, roster_credentials_free);
  g_clear_pointer (&job->progress, roster_progress_reporter_free);
  g_clear_error (&job->error);
  g_object_unref (job->task);
  g_object_unref (job->account);
  g_object_unref (job->session);
  g_object_unref (job->transport);
  g_free (job->organization_id);
  g_free (job);
}

/* Back in the thread that asked. */
static gboolean
job_return (gpointer data)
{
  Job *job = data;

  if (job->credentials->clock_learnt)
    roster_account_set_clock_offset (job->account, job->credentials->clock_offset);
  if (job->credentials->accepted_clock != 0)
    roster_account_set_accepted_clock (job->account, job->credentials->accepted_clock);
  if (job->credentials->signing > roster_account_get_signing (job->account))
    roster_account_set_signing (job->account, job->credentials->signing);

  if (job->error != NULL)
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  else
    g_task_return_boolean (job->task, TRUE);
  return G_SOURCE_REMOVE;
}

static void
on_wait (gpointer user_data, gint64 until, const char *reason)
{
  roster_progress_reporter_set_waiting (user_data, until, reason);
}

/* The job goes back to the thread that asked with everything it owns: no object is released here.
 */
static gpointer
job_run (gpointer data)
{
  Job *job = data;
  g_autoptr (GSource) source = g_idle_source_new ();
  g_autoptr (RosterRetryPolicy) policy =
      roster_retry_policy_new (job->session, job->transport->limiter, &job->limits,
                               job->credentials, job->organization_id, job->cancellable);

  roster_retry_policy_set_backoff_unit (policy, job->backoff_unit);
  roster_retry_policy_set_wait_func (policy, on_wait, job->progress);
  job->func (policy, job->progress, g_task_get_task_data (job->task), &job->error);
  roster_progress_reporter_flush (job->progress);
  g_clear_pointer (&policy, roster_retry_policy_free);

  g_source_set_priority (source, g_task_get_priority (job->task));
  g_source_set_callback (source, job_return, job, job_free);
  g_source_attach (source, g_task_get_context (job->task));
  return NULL;
}

static void
on_cancelled (GCancellable *cancellable, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

static SoupSession *
get_session (RosterTransport *self, RosterAccount *account)
{
  g_autoptr (GUri) uri =
      g_uri_parse (roster_account_get_endpoint (account), G_URI_FLAGS_NONE, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  return host != NULL && roster_account_is_loopback (host) ? self->direct : self->session;
}

static Job *
job_new (RosterTransport *self,
         const RosterSignatureKind *kind,
         RosterAccount *account,
         const char *organization_id,
         RosterCallProgress *call_progress,
         GTask *task,
         RosterTransportFunc func)
{
  Job *job = g_new0 (Job, 1);

  job->transport = g_object_ref (self);
  job->session = g_object_ref (get_session (self, account));
  job->account = g_object_ref (account);
  job->credentials = roster_credentials_new (kind, roster_account_get_user_id (account),
                                             roster_account_get_key (account),
                                             roster_account_get_clock_offset (account));
  job->credentials->any_clock = roster_account_get_any_clock (account);
  job->credentials->accepted_clock = roster_account_get_accepted_clock (account);
  job->credentials->signing = roster_account_get_signing (account);
  job->credentials->must_sign = roster_signing_is_required (roster_account_get_signing (account),
                                                            roster_account_get_endpoint (account));
  job->progress = roster_progress_reporter_new (call_progress, g_task_get_context (task));
  job->organization_id = g_strdup (organization_id);
  job->task = task;
  job->func = func;
  job->backoff_unit = self->backoff_unit;
  job->limits = self->limits;
  return job;
}

static void
job_start (Job *job)
{
  g_thread_unref (g_thread_new ("roster-wire", job_run, job));
}

/* At the first request that needs it: certificates take a while to read. */
static gboolean
ensure_trust (RosterTransport *self, const char *endpoint, GError **error)
{
  g_autoptr (GTlsDatabase) trusted = NULL;

  if (!g_str_has_prefix (endpoint, "https:"))
    return TRUE;
  if (!self->has_trust)
    {
      self->has_trust = TRUE;
      trusted = roster_trust_from_environment (&self->trust_error);
      if (trusted != NULL)
        roster_transport_set_tls_database (self, trusted);
    }
  if (self->trust_error == NULL)
    return TRUE;
  g_propagate_error (error, g_error_copy (self->trust_error));
  return FALSE;
}

/* Whether it may be sent at all; else the task returns. */
static gboolean
check_account (RosterTransport *self,
               const RosterSignatureKind *kind,
               RosterAccount *account,
               GTask *task)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *endpoint =
      roster_account_check_endpoint (roster_account_get_endpoint (account), &error);

  if (endpoint == NULL || !ensure_trust (self, endpoint, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (!kind->check_account (account, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    return TRUE;
  return FALSE;
}

static void
roster_transport_finalize (GObject *object)
{
  RosterTransport *self = ROSTER_TRANSPORT (object);

  g_clear_object (&self->session);
  g_clear_object (&self->direct);
  g_clear_pointer (&self->limiter, roster_host_limiter_unref);
  g_clear_object (&self->reads);
  g_clear_error (&self->trust_error);

  G_OBJECT_CLASS (roster_transport_parent_class)->finalize (object);
}

static void
roster_transport_class_init (RosterTransportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = roster_transport_finalize;
}

static SoupSession *
make_session (void)
{
  return soup_session_new_with_options ("timeout", TIMEOUT, "max-conns", MAX_CONNECTIONS,
                                        "max-conns-per-host", MAX_CONNECTIONS_PER_HOST,
                                        "user-agent", "Roster/" ROSTER_VERSION, NULL);
}

static void
roster_transport_init (RosterTransport *self)
{
  g_autoptr (GProxyResolver) proxies = NULL;

  self->backoff_unit = 1000;
  self->limits = ROSTER_WIRE_LIMITS_DEFAULT;
  self->max_members = ROSTER_MAX_MEMBERS;
  self->reads = g_cancellable_new ();
  self->limiter = roster_host_limiter_new (MAX_CONNECTIONS_PER_HOST);
  self->session = make_session ();
  self->direct = make_session ();
  soup_session_set_proxy_resolver (self->direct, NULL);
  proxies = roster_proxy_resolver_from_environment ();
  if (proxies != NULL)
    soup_session_set_proxy_resolver (self->session, proxies);
}

RosterTransport *
roster_transport_new (void)
{
  return g_object_new (ROSTER_TYPE_TRANSPORT, NULL);
}

/**
 * roster_transport_cancel_reads:
 * @self: a transport
 *
 * Ends every read that is running now with G_IO_ERROR_CANCELLED. Changes are let finish, because a
 * cancelled change may have happened.
 */
void
roster_transport_cancel_reads (RosterTransport *self)
{
  g_autoptr (GCancellable) reads = NULL;

  g_return_if_fail (ROSTER_IS_TRANSPORT (self));

  reads = g_steal_pointer (&self->reads);
  self->reads = g_cancellable_new ();
  g_cancellable_cancel (reads);
}

/**
 * roster_transport_set_backoff_unit:
 * @self: a transport
 * @milliseconds: how long a second of waiting before the next try is: 1000, and less in tests alone
 */
void
roster_transport_set_backoff_unit (RosterTransport *self, guint milliseconds)
{
  g_return_if_fail (ROSTER_IS_TRANSPORT (self));

  self->backoff_unit = milliseconds;
}

/**
 * roster_transport_set_timeout:
 * @self: a transport that sent nothing yet
 * @seconds: after how long without a byte an answer is given up: 30, and less in tests alone
 */
void
roster_transport_set_timeout (RosterTransport *self, guint seconds)
{
  g_return_if_fail (ROSTER_IS_TRANSPORT (self));

  soup_session_set_timeout (self->session, seconds);
  soup_session_set_timeout (self->direct, seconds);
}

/**
 * roster_transport_set_max_members:
 * @self: a transport
 * @max_members: how many members of a list are kept at most; it stands for memory, too
 *   (roster_member_download_new_table())
 */
void
roster_transport_set_max_members (RosterTransport *self, guint max_members)
{
  g_return_if_fail (ROSTER_IS_TRANSPORT (self));

  self->max_members = max_members;
}

/**
 * roster_transport_take_settings:
 * @self: a transport
 * @settings: where max-members is; a schema that is older than the program has none, and GIO would
 *   end the program for that
 */
void
roster_transport_take_settings (RosterTransport *self, GSettings *settings)
{
  g_autoptr (GSettingsSchema) schema = NULL;

  g_object_get (settings, "settings-schema", &schema, NULL);
  if (g_settings_schema_has_key (schema, "max-members"))
    roster_transport_set_max_members (self, g_settings_get_uint (settings, "max-members"));
}

guint
roster_transport_get_max_members (RosterTransport *self)
{
  g_return_val_if_fail (ROSTER_IS_TRANSPORT (self), 0);

  return self->max_members;
}

/**
 * roster_transport_set_limits:
 * @self: a transport
 * @limits: how long an answer may take: #ROSTER_WIRE_LIMITS_DEFAULT, and less in tests alone
 */
void
roster_transport_set_limits (RosterTransport *self, const RosterWireLimits *limits)
{
  g_return_if_fail (ROSTER_IS_TRANSPORT (self));

  self->limits = *limits;
}

/**
 * roster_transport_set_tls_database:
 * @self: a transport that sent nothing yet
 * @database: the certificates that are trusted, in place of the system's
 */
void
roster_transport_set_tls_database (RosterTransport *self, GTlsDatabase *database)
{
  g_return_if_fail (ROSTER_IS_TRANSPORT (self));

  self->has_trust = TRUE;
  soup_session_set_tls_database (self->session, database);
  soup_session_set_tls_database (self->direct, database);
}

/**
 * roster_transport_run_read:
 * @self: a transport
 * @kind: how the account's requests are signed
 * @account: who asks
 * @organization_id: (nullable): the organization that is asked about
 * @call_progress: (nullable): what is told how far it is
 * @task: (transfer full): what returns a boolean in the end; its cancellable ends the read
 * @func: what is done, in a thread of its own, with the task's data
 */
void
roster_transport_run_read (RosterTransport *self,
                           const RosterSignatureKind *kind,
                           RosterAccount *account,
                           const char *organization_id,
                           RosterCallProgress *call_progress,
                           GTask *task,
                           RosterTransportFunc func)
{
  g_autoptr (GTask) owned_task = task;
  GCancellable *cancellable = g_task_get_cancellable (task);
  Job *job;

  g_return_if_fail (ROSTER_IS_TRANSPORT (self));
  g_return_if_fail (ROSTER_IS_ACCOUNT (account));

  if (!check_account (self, kind, account, task) || g_task_return_error_if_cancelled (task))
    return;

  job = job_new (self, kind, account, organization_id, call_progress, g_steal_pointer (&owned_task),
                 func);
  job->cancellable = g_cancellable_new ();
  job->reads = g_object_ref (self->reads);
  job->reads_handler =
      g_cancellable_connect (job->reads, G_CALLBACK (on_cancelled), job->cancellable, NULL);
  if (cancellable != NULL)
    job->task_handler =
        g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled), job->cancellable, NULL);
  job_start (job);
}

/**
 * roster_transport_run_change:
 * @self: a transport
 * @kind: how the account's requests are signed
 * @account: who changes
 * @organization_id: the organization that is changed
 * @call_progress: (nullable): what is told that it waits, and can stop it meanwhile
 * @task: (transfer full): what returns a boolean in the end, without a cancellable
 * @func: what is done, in a thread of its own, with the task's data
 */
void
roster_transport_run_change (RosterTransport *self,
                             const RosterSignatureKind *kind,
                             RosterAccount *account,
                             const char *organization_id,
                             RosterCallProgress *call_progress,
                             GTask *task,
                             RosterTransportFunc func)
{
  g_autoptr (GTask) owned_task = task;
  Job *job;

  g_return_if_fail (ROSTER_IS_TRANSPORT (self));
  g_return_if_fail (ROSTER_IS_ACCOUNT (account));
  g_return_if_fail (g_task_get_cancellable (task) == NULL);

  if (!check_account (self, kind, account, task))
    return;

  job = job_new (self, kind, account, organization_id, call_progress, g_steal_pointer (&owned_task),
                 func);
  if (call_progress != NULL)
    job->cancellable = g_object_ref (roster_call_progress_get_stop (call_progress));
  job_start (job);
}
