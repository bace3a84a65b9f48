/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterUndoOffer: takes back what was just done, where it was done. */

#include "ui/changes/roster-undo-offer.h"

#include <glib/gi18n-lib.h>

#include "core/queue/roster-undo.h"
#include "ui/changes/roster-undo-act.h"

struct _RosterUndoOffer
{
  GObject parent_instance;

  /* Owned */
  RosterOrganization *organization;
  RosterChangeQueue *queue;
  RosterMessageBar *bar;
  GSettings *settings;  /* (nullable) */
  GPtrArray *changes;   /* (nullable) (element-type RosterChange): what would take it back */
  RosterChangeRun *run; /* (nullable): what takes it back now */

  guint timeout_id;
};

G_DEFINE_FINAL_TYPE (RosterUndoOffer, roster_undo_offer, G_TYPE_OBJECT)

static void
withdraw (RosterUndoOffer *self)
{
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  g_clear_object (&self->run);
  roster_message_bar_hide (self->bar);
}

static gboolean
on_timeout (gpointer user_data)
{
  RosterUndoOffer *self = user_data;

  self->timeout_id = 0;
  withdraw (self);
  return G_SOURCE_REMOVE;
}

/* What is sent again may have to wait, and can be stopped then. */
static void
show_run (RosterUndoOffer *self, RosterChangeRun *run)
{
  guint n = roster_change_run_get_n_changes (run);
  g_autofree char *text =
      g_strdup_printf (ngettext ("Adding %u member again…", "Adding %u members again…", n), n);

  g_set_object (&self->run, run);
  roster_message_bar_show (self->bar, GTK_MESSAGE_INFO, text, _ ("_Stop"));
}

static void
undo (RosterUndoOffer *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self->bar));
  g_autoptr (GPtrArray) changes = g_steal_pointer (&self->changes);
  g_autoptr (RosterChangeRun) run = NULL;

  withdraw (self);
  if (changes == NULL)
    return;
  run = roster_undo_act (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, changes, self->queue);
  if (run != NULL)
    show_run (self, run);
}

static void
on_button (RosterUndoOffer *self)
{
  if (self->run != NULL)
    roster_change_run_stop (self->run);
  else
    undo (self);
}

static char *
describe_removals (RosterUndoOffer *self, RosterPlan *plan)
{
  guint n = roster_plan_get_n_changes (plan);
  /* A lock is not the account's fault; the dialog says what to do about it. */
  guint n_impossible =
      roster_organization_get_read_only (self->organization) ? 0 : roster_plan_count_refused (plan);
  g_autofree char *removed =
      g_strdup_printf (ngettext ("%u member removed.", "%u members removed.", n), n);
  g_autofree char *left_out = NULL;

  if (n_impossible == 0)
    return g_steal_pointer (&removed);
  left_out =
      g_strdup_printf (ngettext ("%u of them cannot be added again by your account.",
                                 "%u of them cannot be added again by your account.", n_impossible),
                       n_impossible);
  return g_strjoin (" ", removed, left_out, NULL);
}

static void
offer (RosterUndoOffer *self, GPtrArray *changes)
{
  g_autoptr (RosterPlan) plan = roster_undo_plan (changes, self->queue);
  g_autofree char *text = NULL;
  guint seconds = self->settings != NULL ? g_settings_get_uint (self->settings, "undo-seconds")
                                         : ROSTER_UNDO_SECONDS;

  withdraw (self);
  if (roster_change_get_kind (changes->pdata[0]) == ROSTER_CHANGE_ADD)
    text = describe_removals (self, plan);
  else
    text = g_strdup_printf (ngettext ("%u member added.", "%u members added.", changes->len),
                            changes->len);
  self->changes = g_ptr_array_ref (changes);
  self->timeout_id = g_timeout_add_seconds (seconds, on_timeout, self);
  roster_message_bar_show (self->bar, GTK_MESSAGE_INFO, text,
                           roster_undo_acts_at_once (plan) ? _ ("_Undo") : _ ("_Undo…"));
}

/* The newest run takes the place of the one before, also where there is nothing to take back. */
static void
on_run_finished (RosterUndoOffer *self, RosterChangeRun *run)
{
  g_autoptr (GPtrArray) additions =
      roster_undo_invert_run (run, self->organization, ROSTER_CHANGE_REMOVE);
  g_autoptr (GPtrArray) removals =
      roster_undo_invert_run (run, self->organization, ROSTER_CHANGE_ADD);

  if (run == self->run)
    withdraw (self);
  if (additions->len > 0)
    offer (self, additions);
  else if (removals->len > 0)
    offer (self, removals);
}

/* Whoever closes the bar has no use for it any more. */
static void
on_hidden (RosterUndoOffer *self)
{
  if (self->changes != NULL || self->run != NULL)
    withdraw (self);
}

static void
roster_undo_offer_dispose (GObject *object)
{
  RosterUndoOffer *self = ROSTER_UNDO_OFFER (object);

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  g_clear_object (&self->run);
  g_clear_object (&self->organization);
  g_clear_object (&self->queue);
  g_clear_object (&self->bar);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (roster_undo_offer_parent_class)->dispose (object);
}

static void
roster_undo_offer_class_init (RosterUndoOfferClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = roster_undo_offer_dispose;
}

static void
roster_undo_offer_init (RosterUndoOffer *self)
{
}

/**
 * roster_undo_offer_new:
 * @organization: whose changes are watched
 * @queue: what they go through
 * @bar: where it is said; its signal "remedy" belongs to the offer
 * @settings: (nullable): for how long
 *
 * Returns: (transfer full): an offer of nothing yet
 */
RosterUndoOffer *
roster_undo_offer_new (RosterOrganization *organization,
                       RosterChangeQueue *queue,
                       RosterMessageBar *bar,
                       GSettings *settings)
{
  RosterUndoOffer *self = g_object_new (ROSTER_TYPE_UNDO_OFFER, NULL);

  self->organization = g_object_ref (organization);
  self->queue = g_object_ref (queue);
  self->bar = g_object_ref (bar);
  g_set_object (&self->settings, settings);
  g_signal_connect_object (queue, "run-finished", G_CALLBACK (on_run_finished), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (bar, "remedy", G_CALLBACK (on_button), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (bar, "hidden", G_CALLBACK (on_hidden), self, G_CONNECT_SWAPPED);
  return self;
}
