/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RosterDemoFolder:
 *
 * A temporary folder for the demo's journal, for as long as this lives. What a process left behind
 * that was killed is removed when the next folder is made.
 */
typedef struct _RosterDemoFolder RosterDemoFolder;

RosterDemoFolder *roster_demo_folder_new (GError **error);
void roster_demo_folder_free (RosterDemoFolder *self);
const char *roster_demo_folder_get_path (RosterDemoFolder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterDemoFolder, roster_demo_folder_free)

G_END_DECLS
