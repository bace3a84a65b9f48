/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterRecipientsEntry: where people are typed, pasted or dropped. */

#include "ui/changes/roster-recipients-entry.h"

#include "ui/widgets/roster-text-file.h"
#include "ui/widgets/roster-widget-children.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* Long enough to be silent while somebody types, short enough to seem at once. */
#define SETTLE_MS 150

/* GTK lays out a paragraph as a whole: one line of a megabyte would stop the window. */
#define LONGEST_LINE 4096

struct _RosterRecipientsEntry
{
  GtkWidget parent_instance;

  /* Template widgets */
  GtkLabel *label;
  GtkTextView *text;
  GtkLabel *placeholder;
  GtkButton *file_button;

  guint settle_source;
  gboolean inserting; /* a text whose lines were broken */

  /* Owned */
  GCancellable *cancellable;
  GtkNativeDialog *chooser; /* (nullable): open */
};

enum
{
  PROP_0,
  PROP_LABEL,
  PROP_PLACEHOLDER,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  EDITED,
  SETTLED,
  FILE_READ,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RosterRecipientsEntry, roster_recipients_entry, GTK_TYPE_WIDGET)

static gboolean
settled (gpointer user_data)
{
  RosterRecipientsEntry *self = user_data;

  self->settle_source = 0;
  g_signal_emit (self, signals[SETTLED], 0);
  return G_SOURCE_REMOVE;
}

static void
text_changed (RosterRecipientsEntry *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);

  gtk_widget_set_visible (GTK_WIDGET (self->placeholder),
                          gtk_text_buffer_get_char_count (buffer) == 0);
  g_clear_handle_id (&self->settle_source, g_source_remove);
  self->settle_source = g_timeout_add (SETTLE_MS, settled, self);
  g_signal_emit (self, signals[EDITED], 0);
}

static gboolean
has_long_line (const char *text, gsize length)
{
  const char *line = text;

  while (line < text + length)
    {
      const char *end = memchr (line, '\n', (gsize)(text + length - line));

      if (end == NULL)
        end = text + length;
      if (end - line > LONGEST_LINE)
        return TRUE;
      line = end + 1;
    }
  return FALSE;
}

/* Whatever way a text comes in (keys, paste, drop, input method), it comes through here. */
static void
text_inserting (RosterRecipientsEntry *self,
                GtkTextIter *where,
                const char *text,
                int length,
                GtkTextBuffer *buffer)
{
  g_autofree char *broken = NULL;

  if (self->inserting || !has_long_line (text, (gsize)length))
    return;

  broken = roster_recipients_entry_break_lines (text, length);
  self->inserting = TRUE;
  gtk_text_buffer_insert (buffer, where, broken, -1);
  self->inserting = FALSE;
  g_signal_stop_emission_by_name (buffer, "insert-text");
}

static void
file_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RosterRecipientsEntry) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = roster_text_file_read_finish (G_FILE (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (text == NULL)
    g_signal_emit (self, signals[FAILED], 0, error);
  else
    g_signal_emit (self, signals[FILE_READ], 0, text);
}

static void
chooser_answered (RosterRecipientsEntry *self, int response)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));

      roster_recipients_entry_read_file (self, file);
    }
  gtk_native_dialog_hide (self->chooser);
  g_clear_object (&self->chooser);
}

static void
choose_file (RosterRecipientsEntry *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->chooser != NULL)
    return;
  self->chooser = GTK_NATIVE_DIALOG (gtk_file_chooser_native_new (
      _ ("Read from a file"), GTK_WINDOW (root), GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Read"), NULL));
  gtk_native_dialog_set_modal (self->chooser, TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chooser_answered), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (self->chooser);
}

static gboolean
dropped (RosterRecipientsEntry *self, const GValue *value)
{
  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    for (GSList *file = g_value_get_boxed (value); file != NULL; file = file->next)
      roster_recipients_entry_read_file (self, file->data);
  else if (G_VALUE_HOLDS (value, G_TYPE_FILE))
    roster_recipients_entry_read_file (self, g_value_get_object (value));
  else if (G_VALUE_HOLDS_STRING (value))
    roster_recipients_entry_add_text (self, g_value_get_string (value));
  else
    return FALSE;
  return TRUE;
}

static void
roster_recipients_entry_set_property (GObject *object,
                                      guint prop_id,
                                      const GValue *value,
                                      GParamSpec *pspec)
{
  RosterRecipientsEntry *self = ROSTER_RECIPIENTS_ENTRY (object);

  switch (prop_id)
    {
    case PROP_LABEL:
      gtk_label_set_text_with_mnemonic (self->label, g_value_get_string (value));
      break;
    case PROP_PLACEHOLDER:
      gtk_label_set_text (self->placeholder, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_recipients_entry_dispose (GObject *object)
{
  RosterRecipientsEntry *self = ROSTER_RECIPIENTS_ENTRY (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->settle_source, g_source_remove);
  if (self->chooser != NULL)
    gtk_native_dialog_destroy (self->chooser);
  g_clear_object (&self->chooser);
  roster_widget_unparent_children (GTK_WIDGET (self));

  G_OBJECT_CLASS (roster_recipients_entry_parent_class)->dispose (object);
}

static void
roster_recipients_entry_finalize (GObject *object)
{
  g_clear_object (&ROSTER_RECIPIENTS_ENTRY (object)->cancellable);

  G_OBJECT_CLASS (roster_recipients_entry_parent_class)->finalize (object);
}

static void
install_signals (GType type)
{
  signals[EDITED] =
      g_signal_new ("edited", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SETTLED] =
      g_signal_new ("settled", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FILE_READ] = g_signal_new ("file-read", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
roster_recipients_entry_class_init (RosterRecipientsEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = roster_recipients_entry_dispose;
  object_class->finalize = roster_recipients_entry_finalize;
  object_class->set_property = roster_recipients_entry_set_property;

  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  properties[PROP_PLACEHOLDER] = g_param_spec_string ("placeholder", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  install_signals (G_TYPE_FROM_CLASS (klass));

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/roster/Roster/roster-recipients-entry.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterRecipientsEntry, label);
  gtk_widget_class_bind_template_child (widget_class, RosterRecipientsEntry, text);
  gtk_widget_class_bind_template_child (widget_class, RosterRecipientsEntry, placeholder);
  gtk_widget_class_bind_template_child (widget_class, RosterRecipientsEntry, file_button);
  gtk_widget_class_bind_template_callback (widget_class, choose_file);
}

static void
roster_recipients_entry_init (RosterRecipientsEntry *self)
{
  GType types[] = { GDK_TYPE_FILE_LIST, G_TYPE_FILE, G_TYPE_STRING };
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);
  GtkTextBuffer *buffer;

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  buffer = gtk_text_view_get_buffer (self->text);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (text_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "insert-text", G_CALLBACK (text_inserting), self,
                           G_CONNECT_SWAPPED);

  /* Before the text view's own, which would take a file's address for a text. */
  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect_object (target, "drop", G_CALLBACK (dropped), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/**
 * roster_recipients_entry_start_typing:
 * @self: an entry
 *
 * Gives the keyboard to the text. (A grab_focus of its own would keep Shift+Tab in the entry.)
 */
void
roster_recipients_entry_start_typing (RosterRecipientsEntry *self)
{
  g_return_if_fail (ROSTER_IS_RECIPIENTS_ENTRY (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

/**
 * roster_recipients_entry_dup_text:
 * @self: an entry
 *
 * Returns: (transfer full): all of its text
 */
char *
roster_recipients_entry_dup_text (RosterRecipientsEntry *self)
{
  GtkTextBuffer *buffer;
  GtkTextIter start, end;

  g_return_val_if_fail (ROSTER_IS_RECIPIENTS_ENTRY (self), NULL);

  buffer = gtk_text_view_get_buffer (self->text);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

/**
 * roster_recipients_entry_set_text:
 * @self: an entry
 * @text: what takes the place of its text
 */
void
roster_recipients_entry_set_text (RosterRecipientsEntry *self, const char *text)
{
  g_return_if_fail (ROSTER_IS_RECIPIENTS_ENTRY (self));
  g_return_if_fail (text != NULL);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), text, -1);
}

/**
 * roster_recipients_entry_add_text:
 * @self: an entry
 * @text: what is added, on a line of its own, below what is there
 */
void
roster_recipients_entry_add_text (RosterRecipientsEntry *self, const char *text)
{
  GtkTextBuffer *buffer;
  GtkTextIter end;

  g_return_if_fail (ROSTER_IS_RECIPIENTS_ENTRY (self));
  g_return_if_fail (text != NULL);

  buffer = gtk_text_view_get_buffer (self->text);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_get_end_iter (buffer, &end);
  if (!gtk_text_iter_starts_line (&end))
    gtk_text_buffer_insert (buffer, &end, "\n", 1);
  gtk_text_buffer_insert (buffer, &end, text, -1);
  gtk_text_buffer_end_user_action (buffer);
}

/**
 * roster_recipients_entry_add_block:
 * @self: an entry
 * @text: the content of a file
 *
 * Adds @text behind an empty line, so that the header of a table is known as one.
 */
void
roster_recipients_entry_add_block (RosterRecipientsEntry *self, const char *text)
{
  g_autofree char *block = NULL;
  GtkTextBuffer *buffer;

  g_return_if_fail (ROSTER_IS_RECIPIENTS_ENTRY (self));
  g_return_if_fail (text != NULL);

  buffer = gtk_text_view_get_buffer (self->text);
  block = g_strconcat (gtk_text_buffer_get_char_count (buffer) > 0 ? "\n" : "", text, NULL);
  roster_recipients_entry_add_text (self, block);
}

/**
 * roster_recipients_entry_read_file:
 * @self: an entry
 * @file: a text or CSV file
 *
 * Reads @file; “file-read” or “failed” is emitted afterwards. The text that is there stays.
 */
void
roster_recipients_entry_read_file (RosterRecipientsEntry *self, GFile *file)
{
  g_return_if_fail (ROSTER_IS_RECIPIENTS_ENTRY (self));
  g_return_if_fail (G_IS_FILE (file));

  roster_text_file_read_async (file, self->cancellable, file_read, g_object_ref (self));
}

/**
 * roster_recipients_entry_is_settled:
 * @self: an entry
 *
 * Returns: whether “settled” was emitted since the last change
 */
gboolean
roster_recipients_entry_is_settled (RosterRecipientsEntry *self)
{
  g_return_val_if_fail (ROSTER_IS_RECIPIENTS_ENTRY (self), TRUE);

  return self->settle_source == 0;
}

/**
 * roster_recipients_entry_break_lines:
 * @text: text
 * @length: its length in bytes, or -1
 *
 * Returns: (transfer full): @text with a line break after each comma and semicolon that stands
 *   outside of quotes and after each address: the same people, one on a line. A longer line that
 *   has none of them is broken anyway.
 */
char *
roster_recipients_entry_break_lines (const char *text, gssize length)
{
  const char *end;
  const char *line = text;
  gboolean quoted = FALSE;
  gboolean addressed = FALSE;
  GString *broken;

  g_return_val_if_fail (text != NULL, NULL);

  end = text + (length < 0 ? (gssize)strlen (text) : length);
  broken = g_string_sized_new ((gsize)(end - text) + (gsize)(end - text) / 16);
  for (const char *p = text, *next; p < end; p = next)
    {
      gboolean separates = (*p == ',' || *p == ';') && !quoted;
      gboolean follows = (*p == ' ' || *p == '\t') && addressed && !quoted;

      next = g_utf8_next_char (p);
      g_string_append_len (broken, p, next - p);
      quoted = *p == '"' ? !quoted : quoted;
      addressed = addressed || *p == '@';
      if (*p != '\n' && !separates && !follows && next - line <= LONGEST_LINE)
        continue;
      if (*p != '\n')
        g_string_append_c (broken, '\n');
      quoted = addressed = FALSE;
      line = next;
    }
  return g_string_free (broken, FALSE);
}
