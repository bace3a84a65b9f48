/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterDialogFooter: one action, named by what it does; where it cannot be done, it says why. */

#include "ui/widgets/roster-dialog-footer.h"

#include "ui/widgets/roster-widget-children.h"
#include "ui/widgets/roster-wrap-box.h"

struct _RosterDialogFooter
{
  GtkWidget parent_instance;

  /* Template widgets */
  GtkSpinner *spinner;
  GtkLabel *note_label;
  GtkButton *close;
  GtkButton *action;

  /* Owned */
  char *obstacle; /* (nullable): why the action cannot be done now */
  char *note;     /* (nullable) */
  char *busy;     /* (nullable): what is being done */

  gboolean named;  /* there is an action */
  gboolean hidden; /* it has begun, and is not offered meanwhile */
};

enum
{
  CONFIRMED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RosterDialogFooter, roster_dialog_footer, GTK_TYPE_WIDGET)

static void
roster_dialog_footer_update (RosterDialogFooter *self)
{
  const char *text = self->busy != NULL ? self->busy : self->note;

  gtk_label_set_text (self->note_label, text != NULL ? text : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->note_label), text);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), self->busy != NULL);
  gtk_spinner_set_spinning (self->spinner, self->busy != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->action), self->named && !self->hidden);
  gtk_widget_set_sensitive (GTK_WIDGET (self->action),
                            self->busy == NULL && self->obstacle == NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->action),
                               self->busy != NULL ? self->busy : self->obstacle);
}

static void
replace_text (char **place, const char *text)
{
  char *copy = g_strdup (text);

  g_free (*place);
  *place = copy;
}

static void
roster_dialog_footer_dispose (GObject *object)
{
  roster_widget_unparent_children (GTK_WIDGET (object));

  G_OBJECT_CLASS (roster_dialog_footer_parent_class)->dispose (object);
}

static void
roster_dialog_footer_finalize (GObject *object)
{
  RosterDialogFooter *self = ROSTER_DIALOG_FOOTER (object);

  g_free (self->obstacle);
  g_free (self->note);
  g_free (self->busy);

  G_OBJECT_CLASS (roster_dialog_footer_parent_class)->finalize (object);
}

static void
roster_dialog_footer_class_init (RosterDialogFooterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = roster_dialog_footer_dispose;
  object_class->finalize = roster_dialog_footer_finalize;

  signals[CONFIRMED] = g_signal_new ("confirmed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (ROSTER_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/roster/Roster/roster-dialog-footer.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterDialogFooter, spinner);
  gtk_widget_class_bind_template_child (widget_class, RosterDialogFooter, note_label);
  gtk_widget_class_bind_template_child (widget_class, RosterDialogFooter, close);
  gtk_widget_class_bind_template_child (widget_class, RosterDialogFooter, action);
  gtk_widget_class_bind_template_callback (widget_class, roster_dialog_footer_confirm);
}

static void
roster_dialog_footer_init (RosterDialogFooter *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_dialog_footer_set_action:
 * @self: a footer
 * @label: (nullable): what the one action does, with the number; %NULL where there is none
 * @obstacle: (nullable): why it cannot be done now, one sentence; %NULL where it can
 */
void
roster_dialog_footer_set_action (RosterDialogFooter *self, const char *label, const char *obstacle)
{
  g_return_if_fail (ROSTER_IS_DIALOG_FOOTER (self));

  self->named = label != NULL;
  gtk_button_set_label (self->action, label != NULL ? label : "");
  replace_text (&self->obstacle, obstacle);
  roster_dialog_footer_update (self);
}

/**
 * roster_dialog_footer_set_destructive:
 * @self: a footer
 * @destructive: whether the action takes something away
 */
void
roster_dialog_footer_set_destructive (RosterDialogFooter *self, gboolean destructive)
{
  g_return_if_fail (ROSTER_IS_DIALOG_FOOTER (self));

  gtk_widget_remove_css_class (GTK_WIDGET (self->action), "suggested-action");
  gtk_widget_remove_css_class (GTK_WIDGET (self->action), "destructive-action");
  gtk_widget_add_css_class (GTK_WIDGET (self->action),
                            destructive ? "destructive-action" : "suggested-action");
}

/**
 * roster_dialog_footer_set_note:
 * @self: a footer
 * @note: (nullable): what is to be known before the action is pressed, one sentence
 */
void
roster_dialog_footer_set_note (RosterDialogFooter *self, const char *note)
{
  g_return_if_fail (ROSTER_IS_DIALOG_FOOTER (self));

  replace_text (&self->note, note);
  roster_dialog_footer_update (self);
}

/**
 * roster_dialog_footer_set_busy:
 * @self: a footer
 * @text: (nullable): what is being done, shown in place of the note while the action waits; %NULL
 *   where nothing is
 * @hides_action: whether the action is what is being done, and so is not there meanwhile
 */
void
roster_dialog_footer_set_busy (RosterDialogFooter *self, const char *text, gboolean hides_action)
{
  g_return_if_fail (ROSTER_IS_DIALOG_FOOTER (self));

  self->hidden = hides_action;
  replace_text (&self->busy, text);
  roster_dialog_footer_update (self);
}

/**
 * roster_dialog_footer_confirm:
 * @self: a footer
 *
 * Presses the action, where there is one and nothing stands against it.
 */
void
roster_dialog_footer_confirm (RosterDialogFooter *self)
{
  g_return_if_fail (ROSTER_IS_DIALOG_FOOTER (self));

  if (gtk_widget_get_visible (GTK_WIDGET (self->action)) && self->busy == NULL &&
      self->obstacle == NULL)
    g_signal_emit (self, signals[CONFIRMED], 0);
}

/**
 * roster_dialog_footer_get_action:
 * @self: a footer
 *
 * Returns: (transfer none): the button of the action
 */
GtkButton *
roster_dialog_footer_get_action (RosterDialogFooter *self)
{
  g_return_val_if_fail (ROSTER_IS_DIALOG_FOOTER (self), NULL);

  return self->action;
}

/**
 * roster_dialog_footer_get_close:
 * @self: a footer
 *
 * Returns: (transfer none): the button that closes the window
 */
GtkButton *
roster_dialog_footer_get_close (RosterDialogFooter *self)
{
  g_return_val_if_fail (ROSTER_IS_DIALOG_FOOTER (self), NULL);

  return self->close;
}
