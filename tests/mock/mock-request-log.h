/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MockRequestLog:
 *
 * The requests that the demo answered, the latest ones where there were very many. Holds no header,
 * so no secret.
 */
typedef struct _MockRequestLog MockRequestLog;

MockRequestLog *mock_request_log_new (void);
void mock_request_log_free (MockRequestLog *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MockRequestLog, mock_request_log_free)

guint mock_request_log_count_calls (MockRequestLog *self, guint calls);
const char *mock_request_log_add (MockRequestLog *self,
                                  const char *method,
                                  const char *resource,
                                  const char *organization_id,
                                  GBytes *body,
                                  guint status);
guint
mock_request_log_count (MockRequestLog *self, const char *method, const char *resource_prefix);
char **mock_request_log_dup_lines (MockRequestLog *self);
void mock_request_log_clear (MockRequestLog *self);

G_END_DECLS
