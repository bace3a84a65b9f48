/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterFindWindow: finds people in all organizations. */

#include "ui/find/roster-find-window.h"

#include <glib/gi18n-lib.h>

#include "core/base/roster-text.h"
#include "ui/find/roster-find-job.h"
#include "ui/list/roster-column.h"
#include "ui/widgets/roster-accessible.h"
#include "ui/widgets/roster-single-tab-stop.h"

#define MAX_ROWS_SHOWN 40
#define NO_BREAK_SPACE "\302\240"

struct _RosterFindWindow
{
  GtkWindow parent_instance;

  /* Template */
  GtkEditable *search_entry;
  GtkStack *stack;
  GtkListBox *list_box;
  GtkLabel *status_label;
  GtkWidget *unread_box;
  GtkLabel *unread_label;

  /* Owned */
  RosterDirectory *directory;
  RosterRefresher *refresher;
  GTask *last; /* (nullable): the last search: what it has prepared stays for the next one */

  gboolean running; /* a search is in its thread */
  gboolean dirty;   /* something else is wanted meanwhile */
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RosterFindWindow, roster_find_window, GTK_TYPE_WINDOW)

/* The rows */

static GtkWidget *
new_label (const char *text, gboolean expand)
{
  g_autofree char *shown = roster_text_display (text);
  GtkWidget *label = gtk_label_new (shown);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, expand);
  gtk_widget_set_tooltip_text (label, shown);
  return label;
}

static GtkWidget *
new_row (RosterFindGroup *group, guint i)
{
  const RosterMember *member =
      roster_member_table_get (group->table, g_array_index (group->rows, guint32, i));
  g_autofree char *role = roster_column_dup_text (ROSTER_FIELD_ROLE, member, 0);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *email = new_label (member->email, TRUE);

  gtk_widget_add_css_class (email, "dim-label");
  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  gtk_box_append (GTK_BOX (box), new_label (roster_member_get_label (member), TRUE));
  gtk_box_append (GTK_BOX (box), email);
  gtk_box_append (GTK_BOX (box), new_label (role, TRUE));
  gtk_widget_add_css_class (box, "find-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  roster_accessible_name_by_texts (row);
  g_object_set_data (G_OBJECT (row), "roster-organization", group->organization);
  g_object_set_data_full (G_OBJECT (row), "roster-id", g_strdup (member->id), g_free);
  return row;
}

/* “Production: 3 found”, above its first row. */
static GtkWidget *
new_header (RosterFindGroup *group)
{
  g_autofree char *name = roster_text_display (roster_organization_get_name (group->organization));
  guint n = group->n_found;
  /* Translators: an organization, and how many members of it a search has found. */
  g_autofree char *text = g_strdup_printf (ngettext ("%s: %'u found", "%s: %'u found", n), name, n);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (label, "find-header");
  return label;
}

static void
set_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  GtkWidget *header = g_object_get_data (G_OBJECT (row), "roster-header");

  if (gtk_list_box_row_get_header (row) != header)
    gtk_list_box_row_set_header (row, header);
}

static void
show_groups (RosterFindWindow *self, GPtrArray *groups)
{
  GtkWidget *row;
  guint n_rows = 0;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list_box))) != NULL)
    gtk_list_box_remove (self->list_box, row);

  for (guint g = 0; g < groups->len; g++)
    {
      RosterFindGroup *group = g_ptr_array_index (groups, g);

      for (guint i = 0; i < group->rows->len && n_rows < MAX_ROWS_SHOWN; i++, n_rows++)
        {
          row = new_row (group, i);
          if (i == 0)
            g_object_set_data_full (G_OBJECT (row), "roster-header",
                                    g_object_ref_sink (new_header (group)), g_object_unref);
          gtk_list_box_append (self->list_box, row);
        }
    }
}

/* A label without a text would be called by its type. */
static void
set_status (RosterFindWindow *self, const char *text)
{
  gtk_label_set_text (self->status_label, *text != '\0' ? text : NO_BREAK_SPACE);
}

static void
show_status (RosterFindWindow *self, RosterFindJob *job)
{
  guint n_found = 0;
  g_autofree char *text = NULL;

  for (guint g = 0; g < job->groups->len; g++)
    n_found += ((RosterFindGroup *)g_ptr_array_index (job->groups, g))->n_found;
  /* Translators: what a search through all organizations has found: how many entries, how many of
   * the organizations, and how many organizations were searched. */
  text = g_strdup_printf (ngettext ("%'u found in %u of %u organizations",
                                    "%'u found in %u of %u organizations", n_found),
                          n_found, job->groups->len, job->sources->len);
  set_status (self, n_found > 0 ? text : "");
}

static void
show_unread (RosterFindWindow *self)
{
  guint n_organizations = roster_directory_get_n_organizations (self->directory);
  guint n = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < n_organizations; i++)
    if (roster_organization_get_table (roster_directory_get_organization (self->directory, i)) ==
        NULL)
      n++;
  text = g_strdup_printf (ngettext ("%u organization has not been read and is not searched.",
                                    "%u organizations have not been read and are not searched.", n),
                          n);
  gtk_label_set_text (self->unread_label, text);
  gtk_widget_set_visible (self->unread_box, n > 0);
}

/* Searching */

static RosterFindJob *
make_job (RosterFindWindow *self, const char *words)
{
  RosterFindJob *job = roster_find_job_new (words);
  guint n_organizations = roster_directory_get_n_organizations (self->directory);

  for (guint i = 0; i < n_organizations; i++)
    roster_find_job_add (job, roster_directory_get_organization (self->directory, i));
  return job;
}

static void
run_job (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  roster_find_job_run (task_data);
  g_task_return_boolean (task, TRUE);
}

static void search (RosterFindWindow *self);

static void
on_found (GObject *source_object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RosterFindWindow) self = user_data;
  RosterFindJob *job = g_task_get_task_data (G_TASK (result));

  self->running = FALSE;
  if (self->directory == NULL)
    return;
  g_set_object (&self->last, G_TASK (result));
  if (self->dirty)
    {
      search (self);
      return;
    }
  show_groups (self, job->groups);
  show_status (self, job);
  gtk_stack_set_visible_child_name (self->stack, job->groups->len > 0 ? "list" : "nobody");
}

/* Only the answer to what stands in the entry now is shown. */
static void
search (RosterFindWindow *self)
{
  g_autofree char *words = g_strstrip (g_strdup (gtk_editable_get_text (self->search_entry)));
  g_autoptr (GTask) task = NULL;

  show_unread (self);
  self->dirty = TRUE;
  if (self->running)
    return;
  self->dirty = FALSE;
  if (*words == '\0')
    {
      g_clear_object (&self->last);
      gtk_stack_set_visible_child_name (self->stack, "hint");
      set_status (self, "");
      return;
    }

  self->running = TRUE;
  task = g_task_new (NULL, NULL, on_found, g_object_ref (self));
  g_task_set_source_tag (task, search);
  g_task_set_task_data (task, make_job (self, words), (GDestroyNotify)roster_find_job_free);
  g_task_run_in_thread (task, run_job);
}

/* What a person does */

static void
on_row_activated (RosterFindWindow *self, GtkListBoxRow *row)
{
  RosterOrganization *organization = g_object_get_data (G_OBJECT (row), "roster-organization");

  g_signal_emit (self, signals[CHOSEN], 0, organization,
                 g_object_get_data (G_OBJECT (row), "roster-id"));
  gtk_window_close (GTK_WINDOW (self));
}

/* Return takes the first one. */
static void
on_activate (RosterFindWindow *self)
{
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (self->list_box, 0);

  if (first != NULL && g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "list") == 0 &&
      !self->running)
    on_row_activated (self, first);
}

static void
on_read (RosterFindWindow *self)
{
  guint n_organizations = roster_directory_get_n_organizations (self->directory);

  for (guint i = 0; i < n_organizations; i++)
    {
      RosterOrganization *organization = roster_directory_get_organization (self->directory, i);

      if (roster_organization_get_table (organization) == NULL)
        roster_refresher_push (self->refresher, organization);
    }
}

/* The object */

/* The entry keeps Escape to itself: it first empties the entry, then closes the window. */
static void
on_stop_search (RosterFindWindow *self)
{
  if (*gtk_editable_get_text (self->search_entry) == '\0')
    gtk_window_close (GTK_WINDOW (self));
  else
    gtk_editable_set_text (self->search_entry, "");
}

static void
roster_find_window_dispose (GObject *object)
{
  RosterFindWindow *self = ROSTER_FIND_WINDOW (object);

  g_clear_object (&self->directory);
  g_clear_object (&self->refresher);
  g_clear_object (&self->last);

  G_OBJECT_CLASS (roster_find_window_parent_class)->dispose (object);
}

static void
roster_find_window_class_init (RosterFindWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_find_window_dispose;
  signals[CHOSEN] =
      g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, ROSTER_TYPE_ORGANIZATION, G_TYPE_STRING);

  g_type_ensure (ROSTER_TYPE_SINGLE_TAB_STOP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/roster/Roster/roster-find-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterFindWindow, search_entry);
  gtk_widget_class_bind_template_child (widget_class, RosterFindWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, RosterFindWindow, list_box);
  gtk_widget_class_bind_template_child (widget_class, RosterFindWindow, status_label);
  gtk_widget_class_bind_template_child (widget_class, RosterFindWindow, unread_box);
  gtk_widget_class_bind_template_child (widget_class, RosterFindWindow, unread_label);
  gtk_widget_class_bind_template_callback (widget_class, search);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_read);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
roster_find_window_init (RosterFindWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  set_status (self, "");
  gtk_list_box_set_header_func (self->list_box, set_header, NULL, NULL);
}

/**
 * roster_find_window_new:
 * @parent: the window of the organizations
 * @directory: the organizations
 * @refresher: what reads them for @parent, and here where it is asked for
 *
 * Returns: (transfer none): a new window, owned by GTK
 */
GtkWindow *
roster_find_window_new (GtkWindow *parent, RosterDirectory *directory, RosterRefresher *refresher)
{
  RosterFindWindow *self = g_object_new (ROSTER_TYPE_FIND_WINDOW, "transient-for", parent, NULL);
  guint n_organizations = roster_directory_get_n_organizations (directory);

  self->directory = g_object_ref (directory);
  self->refresher = g_object_ref (refresher);
  for (guint i = 0; i < n_organizations; i++)
    g_signal_connect_object (roster_directory_get_organization (directory, i), "notify::table",
                             G_CALLBACK (search), self, G_CONNECT_SWAPPED);
  search (self);
  return GTK_WINDOW (self);
}
