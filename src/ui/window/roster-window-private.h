/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of RosterWindow share: roster-window.c holds it together,
 * roster-window-content.c makes what is in it, roster-window-tabs.c keeps the tabs as the directory
 * has them, roster-window-actions.c does what a person asks for. */
#pragma once

#include "core/queue/roster-recovery.h"
#include "ui/find/roster-refresher.h"
#include "ui/page/roster-organization-page.h"
#include "ui/page/roster-tab.h"
#include "ui/widgets/roster-color-mark.h"
#include "ui/widgets/roster-message-bar.h"
#include "ui/window/roster-first-run-page.h"
#include "ui/window/roster-notifier.h"
#include "ui/window/roster-window.h"

G_BEGIN_DECLS

/** ROSTER_WINDOW_MAX_ACTIONS: places for what was last said of each action. */
#define ROSTER_WINDOW_MAX_ACTIONS 32

struct _RosterWindow
{
  GtkApplicationWindow parent_instance;

  /* Borrowed */
  GtkHeaderBar *header_bar;
  RosterOrganization *first_read; /* (nullable) only until the window is filled, and never used */

  /* Of roster-window.ui; NULL until the window is filled */
  GtkWidget *change_buttons;
  GtkWidget *page_buttons;
  RosterColorMark *color_mark;
  GtkLabel *title_label;
  GtkLabel *subtitle_label;
  GtkWidget *content;
  GtkWidget *demo_band;
  RosterMessageBar *settle_bar;
  RosterMessageBar *import_bar;
  GtkStack *stack;
  GtkNotebook *notebook;
  GtkMenuButton *menu_button;

  /* Owned */
  RosterDirectory *directory;
  RosterChangeQueue *queue;
  RosterDemoLauncher *launcher; /* (nullable) of a demo window */
  GSettings *settings;          /* (nullable) those of a demo window are in memory */
  RosterRefresher *refresher;
  RosterNotifier *notifier;
  RosterRecovery *settler;            /* (nullable) none in a demo window */
  GSignalGroup *organization_signals; /* of the tab in front */
  GSignalGroup *page_signals;         /* of the tab in front */

  /* Borrowed */
  RosterFirstRunPage *first_run_page; /* (nullable) until it is shown */
  GtkWidget *tab_menu;    /* (nullable) until it is shown; a child of content, unknown to it */
  GtkWidget *drop_hint;   /* shown while a file is held over the window */
  GtkWindow *find;        /* (nullable) while it is open; weak */
  GtkWindow *history;     /* (nullable) while it is open; weak */
  GtkWindow *preferences; /* (nullable) while it is open; weak */
  GtkWindow *question;    /* (nullable) while it is asked whether to close; weak */

  const char *said[ROSTER_WINDOW_MAX_ACTIONS]; /* why each action is disabled; NULL: it is not */
  guint pages_id;                              /* makes the pages that are not there yet */
  gboolean syncing;                            /* the tabs are following the directory */
  gboolean close_when_done;
  guint n_failed_before; /* changes that had failed when close_when_done was set */
};

/* roster-window.c */
RosterOrganizationPage *roster_window_get_page (RosterWindow *self);  /* (nullable) borrowed */
RosterOrganizationPage *roster_window_peek_page (RosterWindow *self); /* (nullable) borrowed */
void roster_window_update (RosterWindow *self);

/* roster-window-content.c */
void roster_window_fill (RosterWindow *self);

/* roster-window-tabs.c */
void roster_window_tabs_read_first (RosterWindow *self);
void roster_window_tabs_init (RosterWindow *self);
void roster_window_tabs_make_pages (RosterWindow *self);
void roster_window_tabs_sync (RosterWindow *self);
gboolean roster_window_tabs_select (RosterWindow *self, RosterOrganization *organization);
void roster_window_tabs_select_last (RosterWindow *self);
void roster_window_tabs_clear (RosterWindow *self);
void roster_window_tabs_remove_current (RosterWindow *self);
void roster_window_tabs_refresh_all (RosterWindow *self);

/* roster-window-close.c */
gboolean roster_window_request_close (GtkWindow *window);
void roster_window_queue_changed (RosterWindow *self);

/* roster-window-history.c */
void roster_window_history_init (RosterWindow *self);
void roster_window_show_history (RosterWindow *self);

/* roster-window-preferences.c */
GSettings *roster_window_dup_settings (RosterWindow *self); /* (nullable) */
void roster_window_show_preferences (RosterWindow *self);

/* roster-window-import.c */
void roster_window_import_init (RosterWindow *self);

/* roster-window-shortcuts.c */
void roster_window_show_shortcuts (RosterWindow *self);

/* roster-window-find.c */
void roster_window_find_everywhere (RosterWindow *self);

/* roster-window-focus.c */
gboolean roster_window_focus (GtkWidget *widget, GtkDirectionType direction);

/* roster-window-actions.c */
void roster_window_actions_init (RosterWindow *self);
void roster_window_actions_update (RosterWindow *self, gboolean new_widgets);

G_END_DECLS
