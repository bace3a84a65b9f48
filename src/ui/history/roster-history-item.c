/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterHistoryItem: one change of the history, as a row shows it. */

#include "ui/history/roster-history-item.h"

#include <glib/gi18n-lib.h>

#include "core/base/roster-text.h"
#include "core/base/roster-time-text.h"

struct _RosterHistoryItem
{
  GObject parent_instance;

  RosterHistory *history; /* owned */
  guint position;
};

G_DEFINE_FINAL_TYPE (RosterHistoryItem, roster_history_item, G_TYPE_OBJECT)

static void
roster_history_item_finalize (GObject *object)
{
  roster_history_unref (ROSTER_HISTORY_ITEM (object)->history);

  G_OBJECT_CLASS (roster_history_item_parent_class)->finalize (object);
}

static void
roster_history_item_class_init (RosterHistoryItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = roster_history_item_finalize;
}

static void
roster_history_item_init (RosterHistoryItem *self)
{
}

/**
 * roster_history_item_new:
 * @history: a history
 * @position: which of its changes
 *
 * Returns: (transfer full): a row for it
 */
RosterHistoryItem *
roster_history_item_new (RosterHistory *history, guint position)
{
  RosterHistoryItem *self = g_object_new (ROSTER_TYPE_HISTORY_ITEM, NULL);

  self->history = roster_history_ref (history);
  self->position = position;
  return self;
}

/** roster_history_item_get_entry: the change; borrowed. */
const RosterHistoryEntry *
roster_history_item_get_entry (RosterHistoryItem *self)
{
  return roster_history_get (self->history, self->position);
}

/* To the minute, in an order that can be read down a column. */
static char *
dup_local_time (gint64 time)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_local (time / 1000);

  return moment != NULL ? g_date_time_format (moment, "%Y-%m-%d %H:%M") : g_strdup ("");
}

/* A symbol beside the word, so that colour is an addition. */
static char *
dup_result (const RosterHistoryEntry *entry)
{
  static const char *const symbols[] = {
    [ROSTER_HISTORY_DONE] = "✓",      [ROSTER_HISTORY_FAILED] = "✗",
    [ROSTER_HISTORY_UNKNOWN] = "?",   [ROSTER_HISTORY_SKIPPED] = "–",
    [ROSTER_HISTORY_IN_FLIGHT] = "…",
  };
  RosterHistoryResult result = roster_history_entry_get_result (entry);

  return g_strdup_printf ("%s %s", symbols[result], roster_history_result_get_label (result));
}

/**
 * roster_history_item_dup_text:
 * @self: an item
 * @column: which of its cells
 *
 * Returns: (transfer full): what is shown there
 */
char *
roster_history_item_dup_text (RosterHistoryItem *self, RosterHistoryColumn column)
{
  const RosterHistoryEntry *entry = roster_history_item_get_entry (self);

  switch ((guint)column)
    {
    case ROSTER_HISTORY_COLUMN_TIME:
      return dup_local_time (entry->time);
    case ROSTER_HISTORY_COLUMN_ACTION:
      return roster_history_entry_dup_action (entry);
    case ROSTER_HISTORY_COLUMN_PERSON:
      return roster_text_display (entry->label);
    case ROSTER_HISTORY_COLUMN_ORGANIZATION:
      return roster_text_display (entry->organization_name);
    case ROSTER_HISTORY_COLUMN_ACCOUNT:
      return roster_text_display (entry->user_id);
    case ROSTER_HISTORY_COLUMN_RESULT:
    default:
      return dup_result (entry);
    }
}

/**
 * roster_history_item_dup_tooltip:
 * @self: an item
 * @column: which of its cells
 *
 * Returns: (transfer full): more of it
 */
char *
roster_history_item_dup_tooltip (RosterHistoryItem *self, RosterHistoryColumn column)
{
  const RosterHistoryEntry *entry = roster_history_item_get_entry (self);
  g_autoptr (GTimeZone) zone = NULL;
  g_autofree char *detail = NULL;

  switch ((guint)column)
    {
    case ROSTER_HISTORY_COLUMN_TIME:
      zone = g_time_zone_new_local ();
      return roster_time_text_exact (entry->time, zone);
    case ROSTER_HISTORY_COLUMN_PERSON:
      return roster_text_display (entry->subject);
    case ROSTER_HISTORY_COLUMN_ORGANIZATION:
      return roster_text_display (entry->organization_id);
    case ROSTER_HISTORY_COLUMN_ACCOUNT:
      return roster_text_display (entry->endpoint);
    case ROSTER_HISTORY_COLUMN_RESULT:
      detail = roster_history_entry_dup_detail (entry);
      return *detail != '\0' ? g_steal_pointer (&detail)
                             : roster_history_item_dup_text (self, column);
    case ROSTER_HISTORY_COLUMN_ACTION:
    default:
      return roster_history_item_dup_text (self, column);
    }
}

/** roster_history_item_describe: all that is known of it, in a few lines. */
char *
roster_history_item_describe (RosterHistoryItem *self)
{
  const RosterHistoryEntry *entry = roster_history_item_get_entry (self);
  g_autofree char *label = roster_text_display (entry->label);
  g_autofree char *subject = roster_text_display (entry->subject);
  g_autofree char *action = roster_history_entry_dup_action (entry);
  g_autofree char *organization = roster_text_display (entry->organization_name);
  g_autofree char *account = roster_text_display (entry->user_id);
  g_autofree char *result = dup_result (entry);
  g_autofree char *detail = roster_history_entry_dup_detail (entry);
  g_autofree char *person = g_str_equal (label, subject)
                                ? g_strdup (label)
                                /* Translators: a person: name, then user id or address */
                                : g_strdup_printf (_ ("%1$s (%2$s)"), label, subject);
  /* Translators: %1$s is what was to be done (“Add as reader”), %2$s a person, %3$s an
     organization, %4$s an account’s user id, %5$s what came of it (“Done”) */
  g_autofree char *line = g_strdup_printf (_ ("%1$s: %2$s, in %3$s, with account %4$s — %5$s"),
                                           action, person, organization, account, result);

  return *detail != '\0' ? g_strjoin ("\n", line, detail, NULL) : g_steal_pointer (&line);
}

/** roster_history_item_get_style: (nullable) the class of a result that stands out. */
const char *
roster_history_item_get_style (RosterHistoryItem *self)
{
  switch (roster_history_entry_get_result (roster_history_item_get_entry (self)))
    {
    case ROSTER_HISTORY_FAILED:
      return "history-failed";
    case ROSTER_HISTORY_UNKNOWN:
      return "history-unknown";
    case ROSTER_HISTORY_SKIPPED:
      return "dim-label";
    case ROSTER_HISTORY_DONE:
    case ROSTER_HISTORY_IN_FLIGHT:
    case ROSTER_HISTORY_N_RESULTS:
    default:
      return NULL;
    }
}
