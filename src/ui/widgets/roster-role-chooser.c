/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterRoleChooser: the role that somebody is invited or added with. */

#include "ui/widgets/roster-role-chooser.h"
#include "ui/widgets/roster-widget-children.h"

#include <glib/gi18n-lib.h>

struct _RosterRoleChooser
{
  GtkWidget parent_instance;

  /* Children */
  GtkDropDown *drop_down;
  GtkLabel *explanation;

  RosterRole own; /* who gives it */
  guint n_roles;
  RosterRole roles[ROSTER_ROLE_OTHER];
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RosterRoleChooser, roster_role_chooser, GTK_TYPE_WIDGET)

static const char *
explain (RosterRole role)
{
  switch (role)
    {
    case ROSTER_ROLE_OWNER:
      return _ ("Owners may do everything, also make others owners.");
    case ROSTER_ROLE_USER:
      return _ ("Users may also invite and add users and readers.");
    case ROSTER_ROLE_READER:
    case ROSTER_ROLE_OTHER:
    default:
      return _ ("Readers may look, and change nothing.");
    }
}

static void
selected_changed (RosterRoleChooser *self)
{
  gtk_label_set_text (self->explanation, explain (roster_role_chooser_get_role (self)));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
roster_role_chooser_dispose (GObject *object)
{
  roster_widget_unparent_children (GTK_WIDGET (object));

  G_OBJECT_CLASS (roster_role_chooser_parent_class)->dispose (object);
}

static void
roster_role_chooser_class_init (RosterRoleChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_role_chooser_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
roster_role_chooser_init (RosterRoleChooser *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkWidget *name = gtk_label_new_with_mnemonic (_ ("_Role"));

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 12);

  self->drop_down = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  gtk_label_set_mnemonic_widget (GTK_LABEL (name), GTK_WIDGET (self->drop_down));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->drop_down),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY, name, NULL, -1);

  self->explanation = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->explanation, 0);
  gtk_label_set_wrap (self->explanation, TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->explanation), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->explanation), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->explanation), "caption");
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->drop_down),
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, self->explanation, NULL,
                                  -1);

  gtk_widget_set_parent (name, GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->drop_down), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->explanation), GTK_WIDGET (self));

  g_signal_connect_object (self->drop_down, "notify::selected", G_CALLBACK (selected_changed), self,
                           G_CONNECT_SWAPPED);
  roster_role_chooser_set_own_role (self, ROSTER_ROLE_OTHER);
}

/**
 * roster_role_chooser_set_own_role:
 * @self: a chooser
 * @own: the account's own role in the organization; %ROSTER_ROLE_OTHER where it is not known
 *
 * Offers the roles that @own may give (threat-stack/README.md, “Roles”); somebody who may give
 * none, or whose role is not known, is offered reader and user, and the service decides. The least
 * powerful role comes first and is the one chosen at the start, unlike in the official scripts,
 * whose default is user: no call changes a role, so both mistakes are mended by removing and adding
 * again, but only the one that gives too little is noticed by the person who got it.
 */
void
roster_role_chooser_set_own_role (RosterRoleChooser *self, RosterRole own)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  RosterRole chosen;

  g_return_if_fail (ROSTER_IS_ROLE_CHOOSER (self));

  if (self->n_roles > 0 && own == self->own)
    return;
  chosen = roster_role_chooser_get_role (self);
  self->own = own;
  self->n_roles = 0;
  for (RosterRole role = ROSTER_ROLE_READER; role < ROSTER_ROLE_OTHER; role++)
    {
      if (role == ROSTER_ROLE_OWNER && !roster_role_may_give (own, role))
        continue;
      self->roles[self->n_roles++] = role;
      gtk_string_list_append (labels, roster_role_get_label (role));
    }
  gtk_drop_down_set_model (self->drop_down, G_LIST_MODEL (labels));
  roster_role_chooser_set_role (self, chosen);
  selected_changed (self);
}

/**
 * roster_role_chooser_get_role:
 * @self: a chooser
 *
 * Returns: the chosen role
 */
RosterRole
roster_role_chooser_get_role (RosterRoleChooser *self)
{
  guint selected;

  g_return_val_if_fail (ROSTER_IS_ROLE_CHOOSER (self), ROSTER_ROLE_READER);

  selected = gtk_drop_down_get_selected (self->drop_down);
  return selected < self->n_roles ? self->roles[selected] : ROSTER_ROLE_READER;
}

/**
 * roster_role_chooser_set_role:
 * @self: a chooser
 * @role: the role to choose; the first one where it is not offered
 */
void
roster_role_chooser_set_role (RosterRoleChooser *self, RosterRole role)
{
  guint position = 0;

  g_return_if_fail (ROSTER_IS_ROLE_CHOOSER (self));

  for (guint i = 0; i < self->n_roles; i++)
    if (self->roles[i] == role)
      position = i;
  gtk_drop_down_set_selected (self->drop_down, position);
}
