/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RosterDemoRequestLog:
 *
 * The requests that the demo answered, the latest ones where there were very many. Holds no header,
 * so no secret.
 */
typedef struct _RosterDemoRequestLog RosterDemoRequestLog;

RosterDemoRequestLog *roster_demo_request_log_new (void);
void roster_demo_request_log_free (RosterDemoRequestLog *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterDemoRequestLog, roster_demo_request_log_free)

guint roster_demo_request_log_count_calls (RosterDemoRequestLog *self, guint calls);
const char *roster_demo_request_log_add (RosterDemoRequestLog *self,
                                         const char *method,
                                         const char *resource,
                                         const char *organization_id,
                                         GBytes *body,
                                         guint status);
guint roster_demo_request_log_count (RosterDemoRequestLog *self,
                                     const char *method,
                                     const char *resource_prefix);
char **roster_demo_request_log_dup_lines (RosterDemoRequestLog *self);
void roster_demo_request_log_clear (RosterDemoRequestLog *self);

G_END_DECLS
