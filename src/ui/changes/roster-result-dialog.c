/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterResultDialog: nobody has to guess what became of what was left running. */

#include "ui/changes/roster-result-dialog.h"

#include "ui/changes/roster-change-list.h"
#include "ui/changes/roster-change-summary.h"
#include "ui/changes/roster-run-view.h"
#include "ui/widgets/roster-dialog-footer.h"
#include "ui/widgets/roster-organization-title.h"

#include <glib/gi18n-lib.h>

struct _RosterResultDialog
{
  GtkWindow parent_instance;

  /* Template widgets */
  RosterOrganizationTitle *title;
  RosterChangeList *list;
  RosterRunView *run_view;
  RosterDialogFooter *footer;
};

G_DEFINE_FINAL_TYPE (RosterResultDialog, roster_result_dialog, GTK_TYPE_WINDOW)

static void
roster_result_dialog_class_init (RosterResultDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (ROSTER_TYPE_CHANGE_LIST);
  g_type_ensure (ROSTER_TYPE_DIALOG_FOOTER);
  g_type_ensure (ROSTER_TYPE_ORGANIZATION_TITLE);
  g_type_ensure (ROSTER_TYPE_RUN_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/roster/Roster/roster-result-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterResultDialog, title);
  gtk_widget_class_bind_template_child (widget_class, RosterResultDialog, list);
  gtk_widget_class_bind_template_child (widget_class, RosterResultDialog, run_view);
  gtk_widget_class_bind_template_child (widget_class, RosterResultDialog, footer);
}

static void
roster_result_dialog_init (RosterResultDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static const char *
describe_run (RosterChangeKind kind)
{
  switch (kind)
    {
    case ROSTER_CHANGE_INVITE:
      return _ ("Result of the invitations");
    case ROSTER_CHANGE_ADD:
      return _ ("Result of adding people");
    case ROSTER_CHANGE_REMOVE:
    default:
      return _ ("Result of removing members");
    }
}

/**
 * roster_result_dialog_new:
 * @parent: (nullable): the window it belongs to
 * @run: a run that is finished
 *
 * Returns: (transfer none): a dialog, owned by GTK; to be presented
 */
GtkWindow *
roster_result_dialog_new (GtkWindow *parent, RosterChangeRun *run)
{
  RosterResultDialog *self;
  RosterChange *first;
  GtkButton *close;
  const char *heading;

  g_return_val_if_fail (ROSTER_IS_CHANGE_RUN (run), NULL);
  g_return_val_if_fail (roster_change_run_get_n_changes (run) > 0, NULL);

  self = g_object_new (ROSTER_TYPE_RESULT_DIALOG, "transient-for", parent, NULL);
  first = roster_change_run_get_change (run, 0);
  heading = describe_run (roster_change_get_kind (first));
  gtk_window_set_title (GTK_WINDOW (self), heading);
  roster_organization_title_set (self->title, heading, roster_change_get_organization (first));
  roster_change_list_set_run (self->list, run);
  roster_change_list_sort_by_trouble (self->list);
  roster_run_view_set_run (self->run_view, run);
  close = roster_dialog_footer_get_close (self->footer);
  gtk_button_set_label (close, _ ("Close"));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (close), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  self->run_view, NULL, -1);
  gtk_window_set_default_widget (GTK_WINDOW (self), GTK_WIDGET (close));
  gtk_widget_grab_focus (GTK_WIDGET (close));
  return GTK_WINDOW (self);
}

static void
run_finished (RosterChangeRun *run, GParamSpec *pspec, GtkWindow *parent)
{
  if (roster_change_run_is_finished (run) &&
      roster_change_summary_get_mark (run) != ROSTER_MARK_DONE)
    gtk_window_present (roster_result_dialog_new (parent, run));
}

/**
 * roster_result_dialog_watch:
 * @parent: the window that shows it; where it is gone before, the journal still tells
 * @run: a run that nobody watches any more
 *
 * Shows the result of @run at its end, if anything of it did not succeed.
 */
void
roster_result_dialog_watch (GtkWindow *parent, RosterChangeRun *run)
{
  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (ROSTER_IS_CHANGE_RUN (run));

  g_signal_connect_object (run, "notify::finished", G_CALLBACK (run_finished), parent, 0);
}
