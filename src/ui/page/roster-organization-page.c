/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterOrganizationPage: what a tab shows: the members, or why they are not there. */

#include "ui/page/roster-organization-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ui/accounts/roster-key-banner.h"
#include "ui/changes/roster-undo-offer.h"
#include "ui/list/roster-member-view.h"
#include "ui/page/roster-export.h"
#include "ui/page/roster-filter-bar.h"
#include "ui/page/roster-list-notice.h"
#include "ui/page/roster-state-page.h"
#include "ui/page/roster-status-line.h"
#include "ui/page/roster-tab-memory.h"
#include "ui/widgets/roster-message-bar.h"
#include "ui/widgets/roster-widget-children.h"

#define MS_PER_DAY G_GINT64_CONSTANT (86400000)
#define DEFAULT_INACTIVE_DAYS 90
#define AGE_TICK_SECONDS 15

struct _RosterOrganizationPage
{
  GtkWidget parent_instance;

  /* Template */
  RosterMessageBar *state_bar;
  RosterMessageBar *undo_bar;
  RosterMessageBar *export_bar;
  RosterKeyBanner *key_bar;
  GtkStack *stack;
  RosterStatePage *state_page;
  RosterFilterBar *filter_bar;
  RosterMemberList *member_list;
  RosterStatusLine *status_line;

  /* Owned */
  RosterOrganization *organization;
  GSettings *settings; /* (nullable) */
  RosterMemberView *view;
  RosterExport *export;
  RosterTabMemory *memory;     /* (nullable) the demo has none */
  RosterUndoOffer *undo_offer; /* (nullable) none without a queue */

  guint tick_id;
  guint tick_seconds;
};

enum
{
  PROP_0,
  PROP_N_SELECTED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  EXPORTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RosterOrganizationPage, roster_organization_page, GTK_TYPE_WIDGET)

static gboolean
has_list (RosterOrganizationPage *self)
{
  return roster_member_view_get_table (self->view) != NULL;
}

static gboolean
is_loading (RosterOrganizationPage *self)
{
  return roster_organization_get_state (self->organization) == ROSTER_ORGANIZATION_LOADING;
}

static gboolean
is_waiting (RosterOrganizationPage *self)
{
  RosterCallProgress *progress = roster_organization_get_progress (self->organization);

  return is_loading (self) && roster_call_progress_get_wait_until (progress) != 0;
}

/* Time */

static gboolean
on_tick (gpointer user_data)
{
  RosterOrganizationPage *self = user_data;

  roster_state_page_show_progress (self->state_page, self->organization);
  roster_status_line_update (self->status_line);
  if (self->tick_seconds == AGE_TICK_SECONDS)
    roster_member_view_touch (self->view);
  return G_SOURCE_CONTINUE;
}

/* Seconds are counted only while somebody can see them. */
static void
update_tick (RosterOrganizationPage *self)
{
  guint seconds = 0;

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    seconds = is_waiting (self) ? 1 : AGE_TICK_SECONDS;
  if (seconds == self->tick_seconds)
    return;

  g_clear_handle_id (&self->tick_id, g_source_remove);
  self->tick_seconds = seconds;
  if (seconds > 0)
    self->tick_id = g_timeout_add_seconds (seconds, on_tick, self);
}

/* The state */

/* A list that appears gets the focus, unless the person is busy elsewhere: typing in it searches,
 * and the arrow keys are at home there. */
static void
show_child (RosterOrganizationPage *self, const char *name)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean appears = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), name) != 0;

  gtk_stack_set_visible_child_name (self->stack, name);
  if (appears && strcmp (name, "list") == 0 && root != NULL &&
      (focus == NULL || gtk_widget_is_ancestor (focus, GTK_WIDGET (self))))
    gtk_widget_grab_focus (GTK_WIDGET (self->member_list));
}

static void
update_page (RosterOrganizationPage *self)
{
  gboolean has_members = roster_member_view_get_count (self->view, ROSTER_FILTER_ALL) > 0;

  roster_state_page_show (self->state_page, self->organization, has_list (self));
  show_child (self, has_members ? "list" : "state");
  roster_list_notice_show (self->state_bar, self->organization, has_list (self));
  update_tick (self);
}

static void
on_progress_changed (RosterOrganizationPage *self)
{
  roster_state_page_show_progress (self->state_page, self->organization);
}

static void
on_waiting_changed (RosterOrganizationPage *self)
{
  roster_list_notice_show (self->state_bar, self->organization, has_list (self));
  on_progress_changed (self);
  update_tick (self);
}

static guint
get_inactive_days (RosterOrganizationPage *self)
{
  return self->settings != NULL ? g_settings_get_uint (self->settings, "inactive-days")
                                : DEFAULT_INACTIVE_DAYS;
}

static void
take_table (RosterOrganizationPage *self)
{
  guint days = get_inactive_days (self);

  roster_filter_bar_set_inactive_days (self->filter_bar, days);
  roster_member_view_set_table (self->view, roster_organization_get_table (self->organization),
                                g_get_real_time () / 1000 - days * MS_PER_DAY);
}

static void
on_n_selected_changed (RosterOrganizationPage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SELECTED]);
}

static void
on_exported (RosterOrganizationPage *self, int n_members, guint milliseconds)
{
  g_signal_emit (self, signals[EXPORTED], 0, n_members, milliseconds);
}

/* Buttons */

static void
on_clear (RosterOrganizationPage *self)
{
  roster_filter_bar_clear (self->filter_bar);
  gtk_widget_grab_focus (GTK_WIDGET (self->member_list));
}

static void
on_remedy (RosterOrganizationPage *self, guint remedy)
{
  switch ((RosterRemedy)remedy)
    {
    case ROSTER_REMEDY_NONE:
      roster_organization_cancel (self->organization);
      break;
    case ROSTER_REMEDY_ENTER_KEY:
      roster_key_banner_take_focus (self->key_bar);
      break;
    case ROSTER_REMEDY_EDIT_ACCOUNT:
      gtk_widget_activate_action (GTK_WIDGET (self), "win.edit-account", NULL);
      break;
    case ROSTER_REMEDY_USE_CLOCK:
      roster_account_set_any_clock (roster_organization_get_account (self->organization), TRUE);
      roster_organization_refresh (self->organization);
      break;
    case ROSTER_REMEDY_RETRY:
    case ROSTER_REMEDY_REFRESH:
    default:
      roster_organization_refresh (self->organization);
    }
}

/* The widget */

static void
roster_organization_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (roster_organization_page_parent_class)->map (widget);
  update_tick (ROSTER_ORGANIZATION_PAGE (widget));
  roster_status_line_update (ROSTER_ORGANIZATION_PAGE (widget)->status_line);
}

static void
roster_organization_page_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (roster_organization_page_parent_class)->unmap (widget);
  update_tick (ROSTER_ORGANIZATION_PAGE (widget));
}

static void
roster_organization_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RosterOrganizationPage *self = ROSTER_ORGANIZATION_PAGE (object);

  switch (id)
    {
    case PROP_N_SELECTED:
      g_value_set_uint (value, roster_member_selection_count_shown (
                                   roster_member_view_get_selection (self->view)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
roster_organization_page_dispose (GObject *object)
{
  RosterOrganizationPage *self = ROSTER_ORGANIZATION_PAGE (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  roster_widget_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->undo_offer);
  g_clear_object (&self->export);
  g_clear_object (&self->memory);
  g_clear_object (&self->organization);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (roster_organization_page_parent_class)->dispose (object);
}

static void
roster_organization_page_finalize (GObject *object)
{
  RosterOrganizationPage *self = ROSTER_ORGANIZATION_PAGE (object);

  g_clear_object (&self->view);

  G_OBJECT_CLASS (roster_organization_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/roster/Roster/roster-organization-page.ui");
#define bind(child)                                                                                \
  gtk_widget_class_bind_template_child (widget_class, RosterOrganizationPage, child)
  bind (state_bar);
  bind (undo_bar);
  bind (export_bar);
  bind (key_bar);
  bind (stack);
  bind (state_page);
  bind (filter_bar);
  bind (member_list);
  bind (status_line);
#undef bind
  gtk_widget_class_bind_template_callback (widget_class, on_clear);
  gtk_widget_class_bind_template_callback (widget_class, on_remedy);
}

static void
roster_organization_page_class_init (RosterOrganizationPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = roster_organization_page_get_property;
  object_class->dispose = roster_organization_page_dispose;
  object_class->finalize = roster_organization_page_finalize;
  widget_class->map = roster_organization_page_map;
  widget_class->unmap = roster_organization_page_unmap;

  properties[PROP_N_SELECTED] =
      g_param_spec_uint ("n-selected", NULL, NULL, 0, G_MAXUINT, 0,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[EXPORTED] = g_signal_new ("exported", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_UINT);

  g_type_ensure (ROSTER_TYPE_MESSAGE_BAR);
  g_type_ensure (ROSTER_TYPE_FILTER_BAR);
  g_type_ensure (ROSTER_TYPE_KEY_BANNER);
  g_type_ensure (ROSTER_TYPE_MEMBER_LIST);
  g_type_ensure (ROSTER_TYPE_STATE_PAGE);
  g_type_ensure (ROSTER_TYPE_STATUS_LINE);
  bind_template (widget_class);
}

static void
roster_organization_page_init (RosterOrganizationPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->view = roster_member_view_new ();
}

static void
follow (RosterOrganizationPage *self)
{
  RosterCallProgress *progress = roster_organization_get_progress (self->organization);
  const struct
  {
    gpointer object; /* (nullable) */
    const char *signal;
    GCallback callback;
  } connections[] = {
    { self->organization, "notify::table", G_CALLBACK (take_table) },
    { self->organization, "notify::state", G_CALLBACK (update_page) },
    { self->organization, "notify::error", G_CALLBACK (update_page) },
    { self->organization, "notify::name", G_CALLBACK (update_page) },
    { progress, "notify::n-members", G_CALLBACK (on_progress_changed) },
    { progress, "notify::wait-until", G_CALLBACK (on_waiting_changed) },
    { progress, "notify::prompting", G_CALLBACK (update_page) },
    { self->view, "arranged", G_CALLBACK (update_page) },
    { self->export, "ended", G_CALLBACK (on_exported) },
    { self->view, "notify::n-selected", G_CALLBACK (on_n_selected_changed) },
    { self->settings, "changed::inactive-days", G_CALLBACK (take_table) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (connections); i++)
    if (connections[i].object != NULL)
      g_signal_connect_object (connections[i].object, connections[i].signal,
                               connections[i].callback, self, G_CONNECT_SWAPPED);
}

/**
 * roster_organization_page_new:
 * @organization: whose members are shown
 * @queue: (nullable): where its changes are sent
 * @settings: (nullable): where the columns are kept; %NULL for the demo
 *
 * Does not read the members: that is for whoever opens the tab.
 *
 * Returns: a page
 */
RosterOrganizationPage *
roster_organization_page_new (RosterOrganization *organization,
                              RosterChangeQueue *queue,
                              GSettings *settings)
{
  RosterOrganizationPage *self;

  g_return_val_if_fail (ROSTER_IS_ORGANIZATION (organization), NULL);

  self = g_object_new (ROSTER_TYPE_ORGANIZATION_PAGE, NULL);
  self->organization = g_object_ref (organization);
  g_set_object (&self->settings, settings);
  self->export = roster_export_new (organization, self->view, self->export_bar, settings);
  if (queue != NULL)
    self->undo_offer = roster_undo_offer_new (organization, queue, self->undo_bar, settings);
  roster_member_list_set_up (self->member_list, self->view, settings);
  roster_filter_bar_set_up (self->filter_bar, self->view, GTK_WIDGET (self->member_list),
                            roster_member_list_get_columns_menu (self->member_list),
                            roster_member_list_get_actions (self->member_list));
  roster_status_line_set_up (self->status_line, organization, self->view, queue);
  roster_key_banner_set_organization (self->key_bar, organization);
  if (settings != NULL)
    self->memory = roster_tab_memory_new (organization, settings, self->view, self->member_list,
                                          self->filter_bar);
  follow (self);
  take_table (self);
  return self;
}

/** roster_organization_page_get_organization: (transfer none): whose members it shows. */
RosterOrganization *
roster_organization_page_get_organization (RosterOrganizationPage *self)
{
  g_return_val_if_fail (ROSTER_IS_ORGANIZATION_PAGE (self), NULL);

  return self->organization;
}

/**
 * roster_organization_page_dup_selected_ids:
 * @self: a page
 *
 * Returns: (transfer full) (element-type utf8): the ids of the members who are selected and shown,
 *   in the order of the list
 */
GPtrArray *
roster_organization_page_dup_selected_ids (RosterOrganizationPage *self)
{
  g_return_val_if_fail (ROSTER_IS_ORGANIZATION_PAGE (self), NULL);

  return roster_member_selection_dup_ids (roster_member_view_get_selection (self->view));
}

/** roster_organization_page_get_list: (transfer none): the members in columns. */
RosterMemberList *
roster_organization_page_get_list (RosterOrganizationPage *self)
{
  return self->member_list;
}

/** roster_organization_page_find: puts the cursor into the search. */
void
roster_organization_page_find (RosterOrganizationPage *self)
{
  g_return_if_fail (ROSTER_IS_ORGANIZATION_PAGE (self));

  roster_filter_bar_find (self->filter_bar);
}

/** roster_organization_page_copy_addresses: those of the selected members, for a mail program. */
void
roster_organization_page_copy_addresses (RosterOrganizationPage *self)
{
  g_autofree char *text = NULL;
  g_autofree char *note = NULL;
  guint n = 0;

  g_return_if_fail (ROSTER_IS_ORGANIZATION_PAGE (self));

  text = roster_member_selection_dup_addresses (roster_member_view_get_selection (self->view), &n);
  if (n > 0)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  note = n > 0 ? g_strdup_printf (ngettext ("%'u address copied", "%'u addresses copied", n), n)
               : g_strdup (_ ("no address to copy"));
  roster_status_line_say (self->status_line, note);
}

/** roster_organization_page_export: asks where to save which members as CSV, and saves them.
 * file_id: (nullable): the organization's id, where a file needs it in its name */
void
roster_organization_page_export (RosterOrganizationPage *self, const char *file_id)
{
  g_return_if_fail (ROSTER_IS_ORGANIZATION_PAGE (self));

  roster_export_set_file_id (self->export, file_id);
  roster_export_ask (self->export);
}
