/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterKeyOffer: a check button that takes its tick back where what it offers changes. */

#include "ui/accounts/roster-key-offer.h"

#include <glib/gi18n-lib.h>

#include "ui/widgets/roster-check-text.h"

struct _RosterKeyOffer
{
  GtkWidget parent_instance;

  GtkWidget *check; /* child */

  RosterAccount *from; /* owned (nullable) */
  char *endpoint;      /* owned (nullable) */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RosterKeyOffer, roster_key_offer, GTK_TYPE_WIDGET)

static void
on_toggled (RosterKeyOffer *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
roster_key_offer_dispose (GObject *object)
{
  RosterKeyOffer *self = ROSTER_KEY_OFFER (object);

  g_clear_pointer (&self->check, gtk_widget_unparent);
  g_clear_object (&self->from);
  g_clear_pointer (&self->endpoint, g_free);

  G_OBJECT_CLASS (roster_key_offer_parent_class)->dispose (object);
}

static void
roster_key_offer_class_init (RosterKeyOfferClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = roster_key_offer_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
roster_key_offer_init (RosterKeyOffer *self)
{
  self->check = gtk_check_button_new ();
  gtk_widget_set_name (self->check, "offer_check");
  gtk_widget_set_parent (self->check, GTK_WIDGET (self));
  g_signal_connect_swapped (self->check, "toggled", G_CALLBACK (on_toggled), self);
}

/**
 * roster_key_offer_set:
 * @self: an offer
 * @from: (nullable): the account whose key may be used, too; %NULL where there is none
 * @endpoint: (nullable): where it may be used; %NULL where nothing is to be offered
 *
 * Offers it, not ticked; where that is what is offered already, it stays as it is.
 */
void
roster_key_offer_set (RosterKeyOffer *self, RosterAccount *from, const char *endpoint)
{
  g_autofree char *text = NULL;

  g_return_if_fail (ROSTER_IS_KEY_OFFER (self));

  if (endpoint == NULL)
    from = NULL;
  if (from == NULL)
    endpoint = NULL;
  if (from == self->from && g_strcmp0 (endpoint, self->endpoint) == 0)
    return;

  g_set_object (&self->from, from);
  g_free (self->endpoint);
  self->endpoint = g_strdup (endpoint);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->check), FALSE);
  if (from != NULL)
    /* Translators: two addresses. */
    text = g_strdup_printf (_ ("Use the key that Roster has for %s also at %s"),
                            roster_account_get_endpoint (from), endpoint);
  roster_check_text_set (GTK_CHECK_BUTTON (self->check), text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self), from != NULL);
}

/** roster_key_offer_get_account: (transfer none) (nullable): whose key is to be used, where the
 * person ticked that */
RosterAccount *
roster_key_offer_get_account (RosterKeyOffer *self)
{
  g_return_val_if_fail (ROSTER_IS_KEY_OFFER (self), NULL);

  return gtk_check_button_get_active (GTK_CHECK_BUTTON (self->check)) ? self->from : NULL;
}
