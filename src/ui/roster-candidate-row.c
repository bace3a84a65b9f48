/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterCandidateRow: the whole row is the check mark, for the mouse and for the keyboard. */

#include "roster-candidate-row.h"

#include "roster-text.h"
#include "roster-widget-children.h"

#include <glib/gi18n-lib.h>

struct _RosterCandidateRow
{
  GtkWidget parent_instance;

  /* Template widgets */
  GtkCheckButton *check;
  GtkLabel *name;
  GtkLabel *organizations;
  GtkLabel *identity;

  /* Owned */
  RosterCandidate *item; /* (nullable) */
  GSignalGroup *item_signals;
};

enum
{
  PROP_0,
  PROP_ITEM,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (RosterCandidateRow, roster_candidate_row, GTK_TYPE_WIDGET)

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (label), text);
}

/* The list item has the focus, and takes neither name nor state from its child on GTK 4.8. */
static void
name_list_item (RosterCandidateRow *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  const char *name = gtk_label_get_text (self->name);
  const char *identity = gtk_label_get_text (self->identity);
  g_autofree char *text = roster_candidate_get_checked (self->item)
                              /* Translators: a row of a list: name, then address and id */
                              ? g_strdup_printf (_ ("Chosen: %1$s, %2$s"), name, identity)
                              /* Translators: a row of a list: name, then address and id */
                              : g_strdup_printf (_ ("Not chosen: %1$s, %2$s"), name, identity);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  if (parent != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                    -1);
}

static void
checked_changed (RosterCandidateRow *self)
{
  gtk_check_button_set_active (self->check, roster_candidate_get_checked (self->item));
  name_list_item (self);
}

static void
roster_candidate_row_update (RosterCandidateRow *self)
{
  const RosterMember *member = roster_candidate_get_member (self->item);
  g_autofree char *name = roster_text_display (roster_member_get_label (member));
  g_autofree char *email = roster_text_display (member->email);
  g_autofree char *id = roster_text_display (member->id);
  g_autofree char *identity = NULL;

  /* Translators: the e-mail address and the user id of one person */
  identity = *email != '\0' ? g_strdup_printf (_ ("%1$s · %2$s"), email, id) : g_strdup (id);
  set_text (self->name, name);
  set_text (self->organizations, roster_candidate_get_organizations (self->item));
  set_text (self->identity, identity);
  checked_changed (self);
}

static void
roster_candidate_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ITEM:
      g_value_set_object (value, ROSTER_CANDIDATE_ROW (object)->item);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_candidate_row_set_property (GObject *object,
                                   guint prop_id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ITEM:
      roster_candidate_row_set_item (ROSTER_CANDIDATE_ROW (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_candidate_row_dispose (GObject *object)
{
  RosterCandidateRow *self = ROSTER_CANDIDATE_ROW (object);

  g_clear_object (&self->item_signals);
  g_clear_object (&self->item);
  roster_widget_unparent_children (GTK_WIDGET (self));

  G_OBJECT_CLASS (roster_candidate_row_parent_class)->dispose (object);
}

static void
roster_candidate_row_class_init (RosterCandidateRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = roster_candidate_row_dispose;
  object_class->get_property = roster_candidate_row_get_property;
  object_class->set_property = roster_candidate_row_set_property;

  properties[PROP_ITEM] =
      g_param_spec_object ("item", NULL, NULL, ROSTER_TYPE_CANDIDATE,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/roster/Roster/roster-candidate-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterCandidateRow, check);
  gtk_widget_class_bind_template_child (widget_class, RosterCandidateRow, name);
  gtk_widget_class_bind_template_child (widget_class, RosterCandidateRow, organizations);
  gtk_widget_class_bind_template_child (widget_class, RosterCandidateRow, identity);
}

static void
roster_candidate_row_init (RosterCandidateRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->item_signals = g_signal_group_new (ROSTER_TYPE_CANDIDATE);
  g_signal_group_connect_object (self->item_signals, "notify::checked",
                                 G_CALLBACK (checked_changed), self, G_CONNECT_SWAPPED);
}

/**
 * roster_candidate_row_set_item:
 * @self: a row
 * @item: (nullable): whom it shows from now on
 */
void
roster_candidate_row_set_item (RosterCandidateRow *self, RosterCandidate *item)
{
  g_return_if_fail (ROSTER_IS_CANDIDATE_ROW (self));

  if (!g_set_object (&self->item, item))
    return;
  g_signal_group_set_target (self->item_signals, item);
  if (item != NULL)
    roster_candidate_row_update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEM]);
}

/**
 * roster_candidate_row_get_item:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): whom it shows
 */
RosterCandidate *
roster_candidate_row_get_item (RosterCandidateRow *self)
{
  g_return_val_if_fail (ROSTER_IS_CANDIDATE_ROW (self), NULL);

  return self->item;
}
