/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterInviteRows: what becomes of each address of the invite dialog. */

#include "ui/changes/roster-invite-rows.h"

#include "ui/changes/roster-change-item.h"

#include <glib/gi18n-lib.h>

/* Rows that can be taken in at a glance. */
#define MANY 12

struct _RosterInviteRows
{
  GObject parent_instance;

  gboolean resend;
  gboolean look_alikes;
  gboolean accepts_unusual; /* only what looks like a domain and is another one is pointed out */

  /* Owned */
  RosterPeople *people;  /* (nullable) */
  GPtrArray *addresses;  /* of RosterAddress: the text, as checked last */
  RosterPlan *plan;      /* (nullable): their invitations, one for each; NULL after a run */
  GHashTable *positions; /* RosterAddress → its place among them */
  GHashTable *doubtful;  /* key of an address: its invitation may have been sent */
  GHashTable *failed;    /* key of an address → why the last run did not send it */
};

G_DEFINE_FINAL_TYPE (RosterInviteRows, roster_invite_rows, G_TYPE_OBJECT)

static void
roster_invite_rows_finalize (GObject *object)
{
  RosterInviteRows *self = ROSTER_INVITE_ROWS (object);

  g_clear_pointer (&self->people, roster_people_free);
  g_ptr_array_unref (self->addresses);
  g_clear_object (&self->plan);
  g_hash_table_unref (self->positions);
  g_hash_table_unref (self->doubtful);
  g_hash_table_unref (self->failed);

  G_OBJECT_CLASS (roster_invite_rows_parent_class)->finalize (object);
}

static void
roster_invite_rows_class_init (RosterInviteRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = roster_invite_rows_finalize;
}

static void
roster_invite_rows_init (RosterInviteRows *self)
{
  self->addresses = g_ptr_array_new_with_free_func (g_object_unref);
  self->positions = g_hash_table_new (NULL, NULL);
  self->doubtful = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->failed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

RosterInviteRows *
roster_invite_rows_new (void)
{
  return g_object_new (ROSTER_TYPE_INVITE_ROWS, NULL);
}

static char *
dup_key (RosterAddress *address)
{
  return roster_address_key (roster_address_get_email (address));
}

static gboolean
is_doubtful (RosterInviteRows *self, RosterAddress *address)
{
  g_autofree char *key = dup_key (address);

  return g_hash_table_contains (self->doubtful, key);
}

static gboolean
is_look_alike (RosterAddress *address)
{
  return roster_address_get_verdict (address) == ROSTER_ADDRESS_SUSPECT_DOMAIN;
}

/* (nullable): why it cannot be sent */
static const GError *
get_refusal (RosterInviteRows *self, RosterAddress *address)
{
  const guint position = GPOINTER_TO_UINT (g_hash_table_lookup (self->positions, address));

  return self->plan != NULL ? roster_plan_get_refusal (self->plan, position) : NULL;
}

static gboolean
will_be_sent (RosterInviteRows *self, RosterAddress *address)
{
  const guint position = GPOINTER_TO_UINT (g_hash_table_lookup (self->positions, address));

  return self->plan != NULL && roster_plan_is_ready (self->plan, position);
}

/* What may have been sent, and what looks like something else, goes only where that was chosen. */
static void
leave_out (RosterInviteRows *self)
{
  for (guint i = 0; self->plan != NULL && i < self->addresses->len; i++)
    {
      RosterAddress *address = g_ptr_array_index (self->addresses, i);

      roster_plan_set_left_out (self->plan, i,
                                (is_doubtful (self, address) && !self->resend) ||
                                    (is_look_alike (address) && !self->look_alikes));
    }
}

/* What stands beside the address: its name, its role, or both. */
static char *
describe_detail (RosterAddress *address)
{
  const char *name = roster_address_get_name (address);
  g_autofree char *role = roster_role_display (roster_address_get_role (address));

  if (name == NULL || role == NULL)
    return g_strdup (name != NULL ? name : role);

  /* Translators: a list of organizations: the ones before, and one more */
  return g_strdup_printf (_ ("%1$s, %2$s"), name, role);
}

static RosterChangeItem *
make_item (RosterInviteRows *self, RosterAddress *address)
{
  g_autofree char *key = dup_key (address);
  g_autofree char *verdict = roster_address_describe_verdict (address);
  g_autofree char *detail = describe_detail (address);
  const char *email = roster_address_get_email (address);
  const char *failure = g_hash_table_lookup (self->failed, key);
  const GError *refusal = get_refusal (self, address);

  if (refusal != NULL || (is_look_alike (address) && !self->look_alikes))
    return roster_change_item_new (email, _ ("Not sent"), ROSTER_MARK_REFUSED,
                                   refusal != NULL ? refusal->message : verdict);
  if (is_doubtful (self, address))
    return roster_change_item_new (
        email, detail, ROSTER_MARK_UNKNOWN,
        self->resend ? _ ("It may have been sent; it will be sent again.")
                     : _ ("It may have been sent; it is not sent again by itself."));
  if (failure != NULL)
    return roster_change_item_new (email, detail, ROSTER_MARK_FAILED, failure);
  if (self->accepts_unusual &&
      roster_address_get_verdict (address) == ROSTER_ADDRESS_UNUSUAL_DOMAIN)
    return roster_change_item_new (email, detail, ROSTER_MARK_READY, NULL);
  return roster_change_item_new (
      email, detail, verdict != NULL ? ROSTER_MARK_FLAGGED : ROSTER_MARK_READY, verdict);
}

static gpointer
item_of_address (gpointer item, gpointer user_data)
{
  g_autoptr (RosterAddress) address = item;

  return make_item (user_data, address);
}

void
roster_invite_rows_set_check (RosterInviteRows *self, RosterAddressCheck *check, RosterPlan *plan)
{
  g_return_if_fail (ROSTER_IS_INVITE_ROWS (self));

  g_clear_pointer (&self->people, roster_people_free);
  self->people = g_steal_pointer (&check->people);
  g_ptr_array_unref (self->addresses);
  self->addresses = g_steal_pointer (&check->addresses);
  roster_address_check_free (check);
  g_set_object (&self->plan, plan);
  g_hash_table_remove_all (self->positions);
  for (guint i = 0; i < self->addresses->len; i++)
    g_hash_table_insert (self->positions, self->addresses->pdata[i], GUINT_TO_POINTER (i));
  leave_out (self);
}

RosterPlan *
roster_invite_rows_get_plan (RosterInviteRows *self)
{
  return self->plan;
}

void
roster_invite_rows_set_resend (RosterInviteRows *self, gboolean resend)
{
  self->resend = resend;
  leave_out (self);
}

void
roster_invite_rows_set_look_alikes (RosterInviteRows *self, gboolean look_alikes)
{
  self->look_alikes = look_alikes;
  leave_out (self);
}

void
roster_invite_rows_accept_unusual (RosterInviteRows *self)
{
  self->accepts_unusual = TRUE;
}

guint
roster_invite_rows_get_n (RosterInviteRows *self)
{
  return self->addresses->len;
}

guint
roster_invite_rows_get_n_sendable (RosterInviteRows *self)
{
  return self->plan != NULL ? roster_plan_count_ready (self->plan) : 0;
}

guint
roster_invite_rows_get_n_doubtful (RosterInviteRows *self)
{
  guint n = 0;

  for (guint i = 0; i < self->addresses->len; i++)
    {
      RosterAddress *address = g_ptr_array_index (self->addresses, i);

      n += roster_address_is_sendable (address) && is_doubtful (self, address) ? 1 : 0;
    }
  return n;
}

guint
roster_invite_rows_get_n_look_alikes (RosterInviteRows *self)
{
  guint n = 0;

  for (guint i = 0; i < self->addresses->len; i++)
    n += is_look_alike (g_ptr_array_index (self->addresses, i)) ? 1 : 0;
  return n;
}

char *
roster_invite_rows_dup_look_alikes (RosterInviteRows *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->addresses->len; i++)
    {
      RosterAddress *address = g_ptr_array_index (self->addresses, i);

      if (is_look_alike (address))
        g_string_append_printf (text, "%s\n", roster_address_get_email (address));
    }
  return g_string_free (text, FALSE);
}

const char *
roster_invite_rows_get_problem (RosterInviteRows *self)
{
  return self->people != NULL ? self->people->problem : NULL;
}

char *
roster_invite_rows_describe_left_out (RosterInviteRows *self)
{
  return self->people != NULL ? roster_people_describe_left_out (self->people) : NULL;
}

/* Of a list that is longer than what is in sight, what is not sent comes first. */
static GPtrArray *
order_addresses (RosterInviteRows *self)
{
  GPtrArray *ordered;

  if (self->addresses->len <= MANY)
    return g_ptr_array_ref (self->addresses);
  ordered = g_ptr_array_sized_new (self->addresses->len);
  for (int sent = FALSE; sent <= TRUE; sent++)
    for (guint i = 0; i < self->addresses->len; i++)
      {
        RosterAddress *address = g_ptr_array_index (self->addresses, i);

        if (will_be_sent (self, address) == sent)
          g_ptr_array_add (ordered, address);
      }
  return ordered;
}

GListModel *
roster_invite_rows_list_items (RosterInviteRows *self)
{
  g_autoptr (GListStore) store = g_list_store_new (ROSTER_TYPE_ADDRESS);
  g_autoptr (GPtrArray) ordered = order_addresses (self);

  g_list_store_splice (store, 0, 0, ordered->pdata, ordered->len);
  return G_LIST_MODEL (gtk_map_list_model_new (G_LIST_MODEL (g_steal_pointer (&store)),
                                               item_of_address, g_object_ref (self),
                                               g_object_unref));
}

/* Keeps what came of each; the keys of those who were invited are added to @done. */
static void
note_results (RosterInviteRows *self, RosterChangeRun *run, GHashTable *done)
{
  for (guint i = 0; i < roster_change_run_get_n_changes (run); i++)
    {
      RosterChange *change = roster_change_run_get_change (run, i);
      g_autofree char *key = roster_address_key (roster_change_get_subject (change));
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
}

/* What did not get through stays, and what could not be sent, so that it can be corrected. */
char *
roster_invite_rows_settle (RosterInviteRows *self, RosterChangeRun *run)
{
  g_autoptr (GPtrArray) left = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) done = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  note_results (self, run, done);
  for (guint i = 0; i < self->addresses->len; i++)
    {
      RosterAddress *address = g_ptr_array_index (self->addresses, i);
      g_autofree char *key = dup_key (address);

      if (roster_address_get_verdict (address) == ROSTER_ADDRESS_NOT_AN_ADDRESS ||
          (roster_address_is_sendable (address) && !g_hash_table_contains (done, key)))
        g_ptr_array_add (left, g_object_ref (address));
    }
  g_ptr_array_unref (self->addresses);
  self->addresses = g_ptr_array_ref (left);
  g_clear_object (&self->plan);
  return roster_address_check_to_lines (left);
}
