/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * DemoProgram:
 *
 * roster-mock in a process of its own, and what it tells of itself over its control address. Each
 * call waits for its answer, and ends the program that calls where there is none.
 */
typedef struct _DemoProgram DemoProgram;

DemoProgram *demo_program_new (const char *program, const char *const *arguments);
void demo_program_free (DemoProgram *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoProgram, demo_program_free)

const char *demo_program_get_endpoint (DemoProgram *self);
const char *demo_program_get_user_id (DemoProgram *self);
const char *demo_program_get_key (DemoProgram *self);
const char *demo_program_get_organization_id (DemoProgram *self, guint position);
const char *demo_program_get_organization_name (DemoProgram *self, guint position);
const char *demo_program_get_pid (DemoProgram *self);

char **demo_program_dup_member_ids (DemoProgram *self, const char *organization_id);
char **demo_program_dup_invited (DemoProgram *self, const char *organization_id);
void demo_program_forget_requests (DemoProgram *self);
void demo_program_end_faults (DemoProgram *self);

G_END_DECLS
