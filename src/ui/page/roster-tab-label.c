/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterTabLabel: an organization's tab: its name, how many members it has, and a mark where they
 * are being read, could not be read, or were read long ago. The tooltip says the same in words. */

#include "ui/page/roster-tab-label.h"

#include <glib/gi18n-lib.h>

#include "core/base/roster-text.h"
#include "core/base/roster-time-text.h"
#include "ui/widgets/roster-color-mark.h"
#include "ui/widgets/roster-spinner.h"

#define NAME_CHARS 20
#define UPDATE_SECONDS 60

struct _RosterTabLabel
{
  GtkBox parent_instance;

  /* Template */
  RosterColorMark *color_mark;
  GtkImage *lock;
  GtkLabel *name_label;
  GtkLabel *count_label;
  GtkSpinner *spinner;
  GtkImage *mark;

  /* Owned */
  RosterOrganization *organization;
  guint timeout;
};

G_DEFINE_FINAL_TYPE (RosterTabLabel, roster_tab_label, GTK_TYPE_BOX)

static gint64
now_ms (void)
{
  return g_get_real_time () / 1000;
}

static gboolean
is_stale (RosterTabLabel *self)
{
  gint64 read_at = roster_organization_get_read_at (self->organization);

  return roster_organization_get_table (self->organization) != NULL &&
         now_ms () - read_at >= ROSTER_STALE_AFTER_MS;
}

/* “241 members, read 2 min ago”; NULL where no list was ever read. */
static char *
describe_list (RosterTabLabel *self)
{
  RosterMemberTable *table = roster_organization_get_table (self->organization);
  g_autofree char *age = NULL;
  guint n_members = 0;

  if (table == NULL)
    return NULL;
  n_members = roster_member_table_get_n_members (table);
  age = roster_time_text_read (roster_organization_get_read_at (self->organization), now_ms ());
  /* Translators: the tooltip of a tab, as in “241 members, read 2 min ago”. */
  return g_strdup_printf (ngettext ("%u member, %s", "%u members, %s", n_members), n_members, age);
}

static char *
describe_loading (RosterTabLabel *self)
{
  RosterCallProgress *progress = roster_organization_get_progress (self->organization);
  const char *reason = roster_call_progress_get_reason (progress);
  guint n_members = roster_call_progress_get_n_members (progress);

  if (reason != NULL)
    return g_strdup (reason);
  if (n_members == 0)
    return g_strdup (_ ("Reading the members…"));
  return g_strdup_printf (
      ngettext ("Reading the members: %u so far…", "Reading the members: %u so far…", n_members),
      n_members);
}

static char *
describe_failure (RosterTabLabel *self)
{
  const GError *error = roster_organization_get_error (self->organization);

  return g_strdup_printf (_ ("The members could not be read: %s"),
                          error != NULL ? error->message : _ ("no reason was given"));
}

/* What the mark says, in words, then the list that is there. */
static char *
describe_state (RosterTabLabel *self)
{
  g_autofree char *list = describe_list (self);
  g_autofree char *state = NULL;

  switch (roster_organization_get_state (self->organization))
    {
    case ROSTER_ORGANIZATION_IDLE:
      state = g_strdup (_ ("Not read yet"));
      break;
    case ROSTER_ORGANIZATION_LOADING:
      state = describe_loading (self);
      break;
    case ROSTER_ORGANIZATION_FAILED:
      state = describe_failure (self);
      break;
    case ROSTER_ORGANIZATION_READY:
    default:
      if (is_stale (self))
        state = g_strdup (_ ("This list is old: refresh it"));
      break;
    }
  if (state == NULL)
    return g_steal_pointer (&list);
  return list != NULL ? g_strjoin ("\n", state, list, NULL) : g_steal_pointer (&state);
}

/* GtkNotebook wraps each label in a widget of its own, and that one is what assistive technology
 * reads. */
static void
set_accessible_text (RosterTabLabel *self, const char *name, const char *description)
{
  GtkWidget *tab = gtk_widget_get_parent (GTK_WIDGET (self));

  if (tab == NULL)
    return;
  gtk_accessible_update_property (GTK_ACCESSIBLE (tab), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
}

/* The lock first: it decides what can be done at all. */
static char *
describe (RosterTabLabel *self)
{
  g_autofree char *state = describe_state (self);

  if (!roster_organization_get_read_only (self->organization))
    return g_steal_pointer (&state);
  return g_strjoin ("\n", _ ("Locked against changes"), state, NULL);
}

static void
update_words (RosterTabLabel *self)
{
  g_autofree char *name = roster_text_display (roster_organization_get_name (self->organization));
  g_autofree char *state = describe (self);
  g_autofree char *tooltip = g_strjoin ("\n", name, state, NULL);

  gtk_widget_set_tooltip_text (GTK_WIDGET (self), tooltip);
  set_accessible_text (self, name, state != NULL ? state : "");
}

static void
update_name (RosterTabLabel *self)
{
  g_autofree char *name = roster_text_display (roster_organization_get_name (self->organization));

  gtk_label_set_text (self->name_label, name);
  /* A tab gets its minimum width, and that of an ellipsized label would be the dots alone. */
  gtk_label_set_width_chars (self->name_label, (int)MIN (g_utf8_strlen (name, -1), NAME_CHARS));
}

static void
update_marks (RosterTabLabel *self)
{
  roster_color_mark_set_color (self->color_mark,
                               roster_organization_get_color (self->organization));
  gtk_widget_set_visible (GTK_WIDGET (self->lock),
                          roster_organization_get_read_only (self->organization));
}

static void
update_count (RosterTabLabel *self)
{
  RosterMemberTable *table = roster_organization_get_table (self->organization);
  g_autofree char *count = NULL;

  if (table != NULL)
    count = g_strdup_printf ("%'u", roster_member_table_get_n_members (table));
  gtk_label_set_text (self->count_label, count != NULL ? count : "");
  gtk_widget_set_visible (GTK_WIDGET (self->count_label), count != NULL);
}

static void
update_mark (RosterTabLabel *self)
{
  RosterOrganizationState state = roster_organization_get_state (self->organization);
  gboolean loading = state == ROSTER_ORGANIZATION_LOADING;
  const char *icon = NULL;

  if (state == ROSTER_ORGANIZATION_FAILED)
    icon = "dialog-warning-symbolic";
  else if (!loading && is_stale (self))
    icon = "document-open-recent-symbolic";

  gtk_widget_set_visible (GTK_WIDGET (self->spinner), loading);
  roster_spinner_set_busy (self->spinner, loading);
  gtk_image_set_from_icon_name (self->mark, icon);
  gtk_widget_set_visible (GTK_WIDGET (self->mark), icon != NULL);
  if (state == ROSTER_ORGANIZATION_FAILED)
    gtk_widget_add_css_class (GTK_WIDGET (self->mark), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->mark), "warning");
}

static void
update (RosterTabLabel *self)
{
  update_marks (self);
  update_name (self);
  update_count (self);
  update_mark (self);
  update_words (self);
}

static gboolean
update_age (gpointer user_data)
{
  RosterTabLabel *self = ROSTER_TAB_LABEL (user_data);

  update_mark (self);
  update_words (self);
  return G_SOURCE_CONTINUE;
}

static void
roster_tab_label_dispose (GObject *object)
{
  RosterTabLabel *self = ROSTER_TAB_LABEL (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_object (&self->organization);

  G_OBJECT_CLASS (roster_tab_label_parent_class)->dispose (object);
}

static void
roster_tab_label_class_init (RosterTabLabelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = roster_tab_label_dispose;

  g_type_ensure (ROSTER_TYPE_COLOR_MARK);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/roster/Roster/roster-tab-label.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterTabLabel, color_mark);
  gtk_widget_class_bind_template_child (widget_class, RosterTabLabel, lock);
  gtk_widget_class_bind_template_child (widget_class, RosterTabLabel, name_label);
  gtk_widget_class_bind_template_child (widget_class, RosterTabLabel, count_label);
  gtk_widget_class_bind_template_child (widget_class, RosterTabLabel, spinner);
  gtk_widget_class_bind_template_child (widget_class, RosterTabLabel, mark);
}

static void
roster_tab_label_init (RosterTabLabel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
follow (RosterTabLabel *self)
{
  static const char *const details[] = { "notify::name",     "notify::state",   "notify::table",
                                         "notify::error",    "notify::read-at", "notify::color",
                                         "notify::read-only" };
  RosterCallProgress *progress = roster_organization_get_progress (self->organization);

  for (guint i = 0; i < G_N_ELEMENTS (details); i++)
    g_signal_connect_object (self->organization, details[i], G_CALLBACK (update), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (progress, "notify", G_CALLBACK (update_words), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self, "notify::parent", G_CALLBACK (update_words), self,
                           G_CONNECT_SWAPPED);
  /* In between, GTK 4.18 calls the first tab of a window “Page 1”. */
  g_signal_connect_object (self, "realize", G_CALLBACK (update_words), self, G_CONNECT_SWAPPED);
  self->timeout = g_timeout_add_seconds (UPDATE_SECONDS, update_age, self);
}

/**
 * roster_tab_label_new:
 * @organization: the organization to follow
 *
 * Returns: (transfer floating): a new label for its tab
 */
GtkWidget *
roster_tab_label_new (RosterOrganization *organization)
{
  RosterTabLabel *self = NULL;

  g_return_val_if_fail (ROSTER_IS_ORGANIZATION (organization), NULL);

  self = g_object_new (ROSTER_TYPE_TAB_LABEL, NULL);
  self->organization = g_object_ref (organization);
  follow (self);
  update (self);
  return GTK_WIDGET (self);
}

/** roster_tab_label_get_organization: (transfer none): whose tab it is. */
RosterOrganization *
roster_tab_label_get_organization (RosterTabLabel *self)
{
  return self->organization;
}

/**
 * roster_tab_label_remove:
 * @notebook: a notebook whose tabs are #RosterTabLabel
 * @position: the tab that goes
 *
 * Takes a page and its label away. GtkNotebook (4.8) itself keeps a reference to the label for
 * ever, and so everything that the label follows.
 */
void
roster_tab_label_remove (GtkNotebook *notebook, int position)
{
  GtkWidget *page = gtk_notebook_get_nth_page (notebook, position);
  g_autoptr (RosterTabLabel) self =
      g_object_ref (ROSTER_TAB_LABEL (gtk_notebook_get_tab_label (notebook, page)));

  gtk_notebook_remove_page (notebook, position);
  if (G_OBJECT (self)->ref_count > 1)
    g_object_unref (self);
}
