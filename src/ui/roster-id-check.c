/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text of user ids, taken apart and judged by the rails before anything is sent. */

#include "roster-id-check.h"

#include "roster-change-item.h"
#include "roster-rails.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* Nobody types more; a text that holds more is not a list of ids. */
#define MOST_IDS 10000

/* Longer than any id: a text that was pasted by mistake. */
#define LONGEST_ID 128

static GPtrArray *
split_ids (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \t\r\n,;\"'", -1);
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; words[i] != NULL && ids->len < MOST_IDS; i++)
    if (*words[i] != '\0')
      g_ptr_array_add (ids, g_strdup (words[i]));
  return ids;
}

/* (nullable): what is wrong with the id itself, whoever it belongs to */
static const char *
find_fault (const char *id)
{
  if (strchr (id, '@') != NULL)
    return _ ("This is an e-mail address: invite them, or give their user id.");
  if (strlen (id) > LONGEST_ID)
    return _ ("This is too long for a user id.");
  for (const char *p = id; *p != '\0'; p++)
    if (!g_ascii_isgraph (*p) || *p == '/' || *p == '?' || *p == '#')
      return _ ("This is not a user id.");
  return NULL;
}

static RosterChangeItem *
make_item (RosterChange *change, const GError *refusal)
{
  const char *id = roster_change_get_subject (change);
  const char *label = roster_change_get_label (change);
  const char *fault = find_fault (id);
  const char *known = g_str_equal (id, label) ? NULL : id;

  if (fault == NULL && refusal != NULL)
    fault = refusal->message;
  if (fault != NULL)
    return roster_change_item_new (label, _ ("Not sent"), ROSTER_MARK_REFUSED, fault);
  return roster_change_item_new (label, known, ROSTER_MARK_READY, NULL);
}

static GPtrArray *
make_changes (GPtrArray *ids,
              RosterOrganization *organization,
              const char *role,
              RosterIdNameFunc name_func,
              gpointer user_data)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < ids->len; i++)
    {
      const char *id = g_ptr_array_index (ids, i);
      const char *name = name_func != NULL ? name_func (id, user_data) : NULL;

      g_ptr_array_add (changes,
                       roster_change_new (ROSTER_CHANGE_ADD, organization, id, name, role));
    }
  return changes;
}

/* The members may not be known yet: then the service judges. */
static RosterRailsReport *
ask_rails (RosterOrganization *organization, GPtrArray *changes)
{
  RosterMemberTable *table = roster_organization_get_table (organization);
  RosterAccount *account = roster_organization_get_account (organization);
  g_autoptr (RosterMemberTable) empty = roster_member_table_new ();

  return roster_rails_check (table != NULL ? table : empty, roster_account_get_user_id (account), 0,
                             changes);
}

/**
 * roster_id_check_new:
 * @text: user ids; spaces, line breaks, commas and semicolons separate them
 * @organization: where they are to be added
 * @role: with which role
 * @name_func: (nullable): says how somebody is called
 * @user_data: for @name_func
 *
 * Returns: (transfer full): what stands against each, and what can be sent
 */
RosterIdCheck *
roster_id_check_new (const char *text,
                     RosterOrganization *organization,
                     const char *role,
                     RosterIdNameFunc name_func,
                     gpointer user_data)
{
  g_autoptr (GPtrArray) ids = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (RosterRailsReport) report = NULL;
  g_autoptr (GListStore) items = g_list_store_new (ROSTER_TYPE_CHANGE_ITEM);
  RosterIdCheck *self;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (ROSTER_IS_ORGANIZATION (organization), NULL);

  ids = split_ids (text);
  changes = make_changes (ids, organization, role, name_func, user_data);
  report = ask_rails (organization, changes);
  self = g_new0 (RosterIdCheck, 1);
  self->changes = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < changes->len; i++)
    {
      RosterChange *change = g_ptr_array_index (changes, i);
      const GError *refusal = g_ptr_array_index (report->refusals, i);
      g_autoptr (RosterChangeItem) item = make_item (change, refusal);

      g_list_store_append (items, item);
      if (roster_change_item_get_mark (item) == ROSTER_MARK_READY)
        g_ptr_array_add (self->changes, g_object_ref (change));
    }
  self->items = G_LIST_MODEL (g_steal_pointer (&items));
  return self;
}

/**
 * roster_id_check_free:
 * @self: a check
 */
void
roster_id_check_free (RosterIdCheck *self)
{
  g_object_unref (self->items);
  g_ptr_array_unref (self->changes);
  g_free (self);
}
