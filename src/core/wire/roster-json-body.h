/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Bytes: a longer body is not read as one value. */
#define ROSTER_JSON_BODY_MAX (16 * 1024)

/* (transfer full) (nullable): the value of @text; NULL where it is not JSON, or nested too deeply.
 */
JsonNode *roster_json_body_parse (const char *text);

G_END_DECLS
