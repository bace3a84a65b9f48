/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The application's name on the bus, where its next start finds it. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Becomes the program's one process, or finds it; waits where that one is about to end. What fails
 * for another reason is said by GApplication, which tries once more. */
void roster_application_register_patiently (GApplication *application);
/* After a run: whether another process was asked to do it and has ended since. */
gboolean roster_application_has_lost_its_answer (GApplication *application);
/* Whoever starts the program from now on is the one process. Does not wait for the bus. */
void roster_application_give_up_name (GApplication *application);

G_END_DECLS
