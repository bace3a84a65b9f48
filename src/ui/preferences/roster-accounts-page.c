/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterAccountsPage: a card for each account, in the order of their first tabs. */

#include "ui/preferences/roster-accounts-page.h"

#include "ui/accounts/roster-account-dialog.h"
#include "ui/accounts/roster-account-list.h"
#include "ui/preferences/roster-account-card.h"
#include "ui/widgets/roster-widget-children.h"

struct _RosterAccountsPage
{
  GtkWidget parent_instance;

  /* Template widgets */
  GtkWidget *intro;
  GtkBox *cards;
  GtkWidget *empty;
  GtkWidget *add_button;

  /* Owned, (nullable) until they are set */
  RosterDirectory *directory;
  RosterChangeQueue *queue;
};

G_DEFINE_FINAL_TYPE (RosterAccountsPage, roster_accounts_page, GTK_TYPE_WIDGET)

static void
on_add (RosterAccountsPage *self)
{
  gtk_window_present (roster_account_dialog_new (
      GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->directory, NULL));
}

/* (nullable) */
static GtkWidget *
find_card (RosterAccountsPage *self, RosterAccount *account)
{
  for (GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (self->cards)); card != NULL;
       card = gtk_widget_get_next_sibling (card))
    if (roster_account_card_get_account (ROSTER_ACCOUNT_CARD (card)) == account)
      return card;
  return NULL;
}

static void
drop_missing (RosterAccountsPage *self, GPtrArray *accounts)
{
  GtkWidget *next = NULL;

  for (GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (self->cards)); card != NULL;
       card = next)
    {
      next = gtk_widget_get_next_sibling (card);
      if (!g_ptr_array_find (accounts, roster_account_card_get_account (ROSTER_ACCOUNT_CARD (card)),
                             NULL))
        gtk_box_remove (self->cards, card);
    }
}

static void
update_cards (RosterAccountsPage *self)
{
  for (GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (self->cards)); card != NULL;
       card = gtk_widget_get_next_sibling (card))
    roster_account_card_update (ROSTER_ACCOUNT_CARD (card));
}

static void
follow_directory (RosterAccountsPage *self)
{
  g_autoptr (GPtrArray) accounts = roster_account_list_accounts (self->directory);
  GtkWidget *before = NULL;

  drop_missing (self, accounts);
  for (guint i = 0; i < accounts->len; i++)
    {
      GtkWidget *card = find_card (self, accounts->pdata[i]);

      if (card == NULL)
        {
          card = roster_account_card_new (self->directory, self->queue, accounts->pdata[i]);
          gtk_box_append (self->cards, card);
        }
      gtk_box_reorder_child_after (self->cards, card, before);
      before = card;
    }
  update_cards (self);
  gtk_widget_set_visible (self->intro, accounts->len > 0);
  gtk_widget_set_visible (self->empty, accounts->len == 0);
}

/* A name may change without the list changing. */
static void
follow_names (RosterAccountsPage *self)
{
  for (guint i = 0; i < roster_directory_get_n_organizations (self->directory); i++)
    {
      RosterOrganization *organization = roster_directory_get_organization (self->directory, i);

      g_signal_handlers_disconnect_by_func (organization, update_cards, self);
      g_signal_connect_object (organization, "notify::name", G_CALLBACK (update_cards), self,
                               G_CONNECT_SWAPPED);
    }
}

static void
on_items_changed (RosterAccountsPage *self)
{
  follow_names (self);
  follow_directory (self);
}

static void
roster_accounts_page_dispose (GObject *object)
{
  RosterAccountsPage *self = ROSTER_ACCOUNTS_PAGE (object);

  roster_widget_unparent_children (GTK_WIDGET (object));
  g_clear_object (&self->directory);
  g_clear_object (&self->queue);

  G_OBJECT_CLASS (roster_accounts_page_parent_class)->dispose (object);
}

static void
roster_accounts_page_class_init (RosterAccountsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_accounts_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/roster/Roster/roster-accounts-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterAccountsPage, intro);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountsPage, cards);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountsPage, empty);
  gtk_widget_class_bind_template_child (widget_class, RosterAccountsPage, add_button);
  gtk_widget_class_bind_template_callback (widget_class, on_add);
}

static void
roster_accounts_page_init (RosterAccountsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_accounts_page_set_directory:
 * @self: a page that has none yet
 * @directory: whose accounts are shown; without a keyring (the demo) none can be added
 * @queue: what its changes go through
 */
void
roster_accounts_page_set_directory (RosterAccountsPage *self,
                                    RosterDirectory *directory,
                                    RosterChangeQueue *queue)
{
  const char *refusal;

  g_return_if_fail (ROSTER_IS_ACCOUNTS_PAGE (self));
  g_return_if_fail (ROSTER_IS_DIRECTORY (directory));
  g_return_if_fail (self->directory == NULL);

  refusal = roster_account_list_get_refusal (directory);
  self->directory = g_object_ref (directory);
  self->queue = g_object_ref (queue);
  gtk_widget_set_sensitive (self->add_button, refusal == NULL);
  gtk_widget_set_tooltip_text (self->add_button, refusal);
  g_signal_connect_object (directory, "items-changed", G_CALLBACK (on_items_changed), self,
                           G_CONNECT_SWAPPED);
  on_items_changed (self);
}
