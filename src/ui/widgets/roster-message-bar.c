/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterMessageBar: what happened and what to do now, where the person acted. */

#include "ui/widgets/roster-message-bar.h"

#include <glib/gi18n-lib.h>

#include "core/base/roster-text.h"
#include "ui/widgets/roster-announcement.h"

struct _RosterMessageBar
{
  GtkWidget parent_instance;

  /* Template widgets */
  GtkInfoBar *info_bar;
  GtkLabel *text_label;
  GtkLabel *advice_label;
  GtkButton *button;

  RosterRemedy remedy;
};

enum
{
  REMEDY,
  HIDDEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RosterMessageBar, roster_message_bar, GTK_TYPE_WIDGET)

static void
on_button_clicked (RosterMessageBar *self)
{
  g_signal_emit (self, signals[REMEDY], 0, (guint)self->remedy);
}

static void
on_response (RosterMessageBar *self, int response)
{
  if (response == GTK_RESPONSE_CLOSE)
    roster_message_bar_hide (self);
}

/* Screen readers are told of what an alert is called where they know it already: therefore the bar
 * itself is always there, and what is seen of it comes and goes. */
static void
tell (RosterMessageBar *self, const char *text, const char *advice)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, advice != NULL ? advice : "",
                                  -1);
}

static void
show_message (RosterMessageBar *self,
              GtkMessageType type,
              const char *text,
              const char *advice,
              const char *button_label)
{
  gtk_info_bar_set_message_type (self->info_bar, type);
  gtk_label_set_text (self->text_label, text);
  gtk_label_set_text (self->advice_label, advice != NULL ? advice : "");
  gtk_widget_set_visible (GTK_WIDGET (self->advice_label), advice != NULL);
  if (button_label != NULL)
    {
      gtk_button_set_use_underline (self->button, TRUE);
      gtk_button_set_label (self->button, button_label);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->button), button_label != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->info_bar), TRUE);
  tell (self, text, advice);
  roster_announcement_make (GTK_WIDGET (self), text);
}

static void
roster_message_bar_dispose (GObject *object)
{
  RosterMessageBar *self = ROSTER_MESSAGE_BAR (object);

  if (self->info_bar != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->info_bar)));

  G_OBJECT_CLASS (roster_message_bar_parent_class)->dispose (object);
}

static void
roster_message_bar_class_init (RosterMessageBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = roster_message_bar_dispose;

  signals[REMEDY] = g_signal_new ("remedy", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[HIDDEN] = g_signal_new ("hidden", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
  gtk_widget_class_set_css_name (widget_class, "messagebar");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/roster/Roster/roster-message-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterMessageBar, info_bar);
  gtk_widget_class_bind_template_child (widget_class, RosterMessageBar, text_label);
  gtk_widget_class_bind_template_child (widget_class, RosterMessageBar, advice_label);
  gtk_widget_class_bind_template_child (widget_class, RosterMessageBar, button);
  gtk_widget_class_bind_template_callback (widget_class, on_button_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_response);
}

static void
roster_message_bar_init (RosterMessageBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_message_bar_show:
 * @self: a bar
 * @type: what kind of message it is
 * @text: one or two translated sentences
 * @button_label: (nullable): translated, with a mnemonic if wanted; %NULL for no button
 *
 * Shows @text in place of whatever was there. Where the button is pressed, "remedy" is emitted with
 * %ROSTER_REMEDY_NONE.
 */
void
roster_message_bar_show (RosterMessageBar *self,
                         GtkMessageType type,
                         const char *text,
                         const char *button_label)
{
  g_return_if_fail (ROSTER_IS_MESSAGE_BAR (self));
  g_return_if_fail (text != NULL);

  self->remedy = ROSTER_REMEDY_NONE;
  show_message (self, type, text, NULL, button_label);
}

/**
 * roster_message_bar_show_error:
 * @self: a bar
 * @error: what went wrong; a cancellation is silent: nothing is shown
 *
 * Shows what happened, what to do now, and the remedy of @error as a button.
 */
void
roster_message_bar_show_error (RosterMessageBar *self, const GError *error)
{
  roster_message_bar_show_error_with_note (self, error, NULL);
}

/**
 * roster_message_bar_show_error_with_note:
 * @self: a bar
 * @error: as for roster_message_bar_show_error()
 * @note: (nullable): one translated sentence of what it means here, shown before the advice
 */
void
roster_message_bar_show_error_with_note (RosterMessageBar *self,
                                         const GError *error,
                                         const char *note)
{
  g_autofree char *text = NULL;
  g_autofree char *advice = NULL;

  g_return_if_fail (ROSTER_IS_MESSAGE_BAR (self));
  g_return_if_fail (error != NULL);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  text = roster_text_display (error->message);
  advice = note != NULL ? g_strjoin (" ", note, roster_error_get_advice (error), NULL)
                        : g_strdup (roster_error_get_advice (error));
  self->remedy = roster_error_get_remedy (error);
  show_message (self, GTK_MESSAGE_ERROR, text, advice,
                roster_message_bar_get_remedy_label (self->remedy));
}

/**
 * roster_message_bar_hide:
 * @self: a bar
 *
 * Takes the message away; "hidden" is emitted where there was one.
 */
void
roster_message_bar_hide (RosterMessageBar *self)
{
  g_return_if_fail (ROSTER_IS_MESSAGE_BAR (self));

  if (!gtk_widget_get_visible (GTK_WIDGET (self->info_bar)))
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->info_bar), FALSE);
  tell (self, "", NULL);
  g_signal_emit (self, signals[HIDDEN], 0);
}

/**
 * roster_message_bar_get_text:
 * @self: a bar
 *
 * Returns: (nullable): what happened, as it is shown; %NULL while the bar is hidden
 */
const char *
roster_message_bar_get_text (RosterMessageBar *self)
{
  g_return_val_if_fail (ROSTER_IS_MESSAGE_BAR (self), NULL);

  return gtk_widget_get_visible (GTK_WIDGET (self->info_bar))
             ? gtk_label_get_text (self->text_label)
             : NULL;
}

/**
 * roster_message_bar_get_remedy_label:
 * @remedy: what can be done
 *
 * Returns: (nullable): the button for it, with a mnemonic; %NULL where nothing can be done
 */
const char *
roster_message_bar_get_remedy_label (RosterRemedy remedy)
{
  switch (remedy)
    {
    case ROSTER_REMEDY_RETRY:
      return _ ("_Retry");
    case ROSTER_REMEDY_ENTER_KEY:
      return _ ("_Enter key…");
    case ROSTER_REMEDY_EDIT_ACCOUNT:
      return _ ("_Edit account…");
    case ROSTER_REMEDY_REFRESH:
      return _ ("_Refresh");
    case ROSTER_REMEDY_USE_CLOCK:
      return _ ("_Use the service’s time");
    case ROSTER_REMEDY_NONE:
    default:
      return NULL;
    }
}
