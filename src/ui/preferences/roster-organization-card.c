/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterOrganizationCard: follows its organization, and writes to it as somebody types. */

#include "ui/preferences/roster-organization-card.h"

#include <glib/gi18n-lib.h>

#include "core/base/roster-text.h"
#include "ui/widgets/roster-color-chooser.h"
#include "ui/widgets/roster-color-mark.h"
#include "ui/widgets/roster-order-buttons.h"
#include "ui/widgets/roster-widget-children.h"

struct _RosterOrganizationCard
{
  GtkWidget parent_instance;

  /* Template widgets */
  RosterColorMark *color_mark;
  GtkEditable *name_entry;
  GtkWidget *name_help;
  RosterOrderButtons *order_buttons;
  GtkLabel *account_label;
  RosterColorChooser *color_chooser;
  GtkCheckButton *lock_button;

  RosterOrganization *organization; /* owned */
  guint position;
  guint n_places;
};

enum
{
  MOVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RosterOrganizationCard, roster_organization_card, GTK_TYPE_WIDGET)

static void
on_move (RosterOrganizationCard *self, int step)
{
  g_signal_emit (self, signals[MOVE], 0, step);
}

static char *
dup_typed_name (RosterOrganizationCard *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->name_entry)));
}

static void
show_name_help (RosterOrganizationCard *self)
{
  g_autofree char *name = dup_typed_name (self);
  gboolean is_bad = *name == '\0';

  gtk_widget_set_visible (self->name_help, is_bad);
  if (is_bad)
    gtk_widget_add_css_class (GTK_WIDGET (self->name_entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->name_entry), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->name_entry), GTK_ACCESSIBLE_STATE_INVALID,
                               is_bad ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static void
on_name_typed (RosterOrganizationCard *self)
{
  g_autofree char *name = dup_typed_name (self);

  show_name_help (self);
  if (*name != '\0')
    roster_organization_set_name (self->organization, name);
}

/* Nothing is left standing that is not the name. */
static void
on_name_left (RosterOrganizationCard *self)
{
  const char *name = roster_organization_get_name (self->organization);

  if (g_strcmp0 (gtk_editable_get_text (self->name_entry), name) != 0)
    gtk_editable_set_text (self->name_entry, name);
}

static void
update_name (RosterOrganizationCard *self)
{
  const char *name = roster_organization_get_name (self->organization);
  g_autofree char *typed = dup_typed_name (self);
  g_autofree char *shown = roster_text_display (name);
  /* Translators: how screen readers call a choice; %s is an organization. */
  g_autofree char *color_name = g_strdup_printf (_ ("Colour of “%s”"), shown);

  if (g_strcmp0 (typed, name) != 0)
    gtk_editable_set_text (self->name_entry, name);
  roster_color_chooser_set_name (self->color_chooser, color_name);
  roster_order_buttons_set_place (self->order_buttons, shown, self->position, self->n_places);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, shown, -1);
}

static void
roster_organization_card_dispose (GObject *object)
{
  RosterOrganizationCard *self = ROSTER_ORGANIZATION_CARD (object);

  roster_widget_unparent_children (GTK_WIDGET (object));
  g_clear_object (&self->organization);

  G_OBJECT_CLASS (roster_organization_card_parent_class)->dispose (object);
}

static void
roster_organization_card_class_init (RosterOrganizationCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_organization_card_dispose;

  signals[MOVE] = g_signal_new ("move", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_INT);

  g_type_ensure (ROSTER_TYPE_COLOR_CHOOSER);
  g_type_ensure (ROSTER_TYPE_COLOR_MARK);
  g_type_ensure (ROSTER_TYPE_ORDER_BUTTONS);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/roster/Roster/roster-organization-card.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterOrganizationCard, color_mark);
  gtk_widget_class_bind_template_child (widget_class, RosterOrganizationCard, name_entry);
  gtk_widget_class_bind_template_child (widget_class, RosterOrganizationCard, name_help);
  gtk_widget_class_bind_template_child (widget_class, RosterOrganizationCard, order_buttons);
  gtk_widget_class_bind_template_child (widget_class, RosterOrganizationCard, account_label);
  gtk_widget_class_bind_template_child (widget_class, RosterOrganizationCard, color_chooser);
  gtk_widget_class_bind_template_child (widget_class, RosterOrganizationCard, lock_button);
}

static void
roster_organization_card_init (RosterOrganizationCard *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  roster_order_buttons_attach (self->order_buttons, GTK_WIDGET (self));
  g_signal_connect_object (focus, "leave", G_CALLBACK (on_name_left), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->name_entry), focus);
}

static void
follow (RosterOrganizationCard *self)
{
  RosterAccount *account = roster_organization_get_account (self->organization);
  g_autofree char *user_id = roster_text_display (roster_account_get_user_id (account));
  g_autofree char *endpoint = roster_text_display (roster_account_get_endpoint (account));
  g_autofree char *id = roster_text_display (roster_organization_get_id (self->organization));
  /* Translators: an organization’s id, then its account: user id at endpoint. */
  g_autofree char *text = g_strdup_printf (_ ("%s — %s @ %s"), id, user_id, endpoint);

  gtk_label_set_text (self->account_label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->account_label), text);
  g_object_bind_property (self->organization, "color", self->color_mark, "color",
                          G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->organization, "color", self->color_chooser, "color",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_object_bind_property (self->organization, "read-only", self->lock_button, "active",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_signal_connect_object (self->organization, "notify::name", G_CALLBACK (update_name), self,
                           G_CONNECT_SWAPPED);
  update_name (self);
  g_signal_connect_object (self->name_entry, "changed", G_CALLBACK (on_name_typed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->order_buttons, "move", G_CALLBACK (on_move), self,
                           G_CONNECT_SWAPPED);
}

/** roster_organization_card_new: (transfer floating): a card for one organization */
GtkWidget *
roster_organization_card_new (RosterOrganization *organization)
{
  RosterOrganizationCard *self;

  g_return_val_if_fail (ROSTER_IS_ORGANIZATION (organization), NULL);

  self = g_object_new (ROSTER_TYPE_ORGANIZATION_CARD, NULL);
  self->organization = g_object_ref (organization);
  follow (self);
  return GTK_WIDGET (self);
}

/** roster_organization_card_get_organization: borrowed */
RosterOrganization *
roster_organization_card_get_organization (RosterOrganizationCard *self)
{
  g_return_val_if_fail (ROSTER_IS_ORGANIZATION_CARD (self), NULL);

  return self->organization;
}

/** roster_organization_card_set_place: says where it stands, from 0, and among how many */
void
roster_organization_card_set_place (RosterOrganizationCard *self, guint position, guint n_places)
{
  g_return_if_fail (ROSTER_IS_ORGANIZATION_CARD (self));

  self->position = position;
  self->n_places = n_places;
  update_name (self);
}
