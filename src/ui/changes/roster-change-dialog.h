/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/queue/roster-change-queue.h"
#include "ui/changes/roster-change-list.h"
#include "ui/changes/roster-run-view.h"
#include "ui/widgets/roster-dialog-footer.h"
#include "ui/widgets/roster-message-bar.h"

G_BEGIN_DECLS

/** RosterChangeDialogState: what a dialog is doing; each shows its own part of it. */
typedef enum
{
  ROSTER_CHANGE_DIALOG_EDITING,
  ROSTER_CHANGE_DIALOG_CHECKING, /* input is disabled while something is looked up */
  ROSTER_CHANGE_DIALOG_SENDING,
  ROSTER_CHANGE_DIALOG_RESULT,
} RosterChangeDialogState;

/**
 * RosterChangeDialog:
 *
 * What inviting, adding and removing have in common: whose organization it is, a message bar, the
 * people with how they stand, progress, Stop, the result, and one action. Closing it while changes
 * are sent lets them finish in the queue; what did not succeed is then shown by RosterResultDialog.
 *
 * Properties: "organization" (RosterOrganization) and "queue" (RosterChangeQueue), construct only;
 * "editor" and "questions" (GtkWidget, write only): what is to be filled in above and below the
 * list; "placeholder" (string, write only): what the list says while it is empty.
 */
#define ROSTER_TYPE_CHANGE_DIALOG (roster_change_dialog_get_type ())
G_DECLARE_DERIVABLE_TYPE (
    RosterChangeDialog, roster_change_dialog, ROSTER, CHANGE_DIALOG, GtkWindow)

struct _RosterChangeDialogClass
{
  GtkWindowClass parent_class;

  /* The action was pressed (EDITING, RESULT). */
  void (*confirm) (RosterChangeDialog *self);
  /* The state, the organization or its members changed: say anew what the action does. */
  void (*update) (RosterChangeDialog *self);
  /* A run is finished: keep what is left to be done. Returns whether the editor is shown beside the
   * result. */
  gboolean (*settle) (RosterChangeDialog *self, RosterChangeRun *run);
  /* The button of the message bar was pressed. */
  void (*remedy) (RosterChangeDialog *self, RosterRemedy remedy);

  gboolean destructive; /* the action takes something away: it is never the default */
};

RosterOrganization *roster_change_dialog_get_organization (RosterChangeDialog *self);
RosterChangeQueue *roster_change_dialog_get_queue (RosterChangeDialog *self);
RosterChangeDialogState roster_change_dialog_get_state (RosterChangeDialog *self);
RosterMessageBar *roster_change_dialog_get_bar (RosterChangeDialog *self);
RosterChangeList *roster_change_dialog_get_list (RosterChangeDialog *self);
RosterRunView *roster_change_dialog_get_run_view (RosterChangeDialog *self);
RosterDialogFooter *roster_change_dialog_get_footer (RosterChangeDialog *self);

/* For those who derive from it. */
void roster_change_dialog_set_state (RosterChangeDialog *self, RosterChangeDialogState state);
void roster_change_dialog_set_list_visible (RosterChangeDialog *self, gboolean visible);
gboolean roster_change_dialog_submit (RosterChangeDialog *self, RosterPlan *plan);
RosterPlan *roster_change_dialog_new_plan (RosterChangeDialog *self);

G_END_DECLS
