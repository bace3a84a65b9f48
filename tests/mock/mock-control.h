/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mock/mock-service.h"

G_BEGIN_DECLS

/**
 * MockControl:
 *
 * A second loopback port of roster-mock, for whoever has its token (`Authorization: Bearer
 * TOKEN`): a random one for each run, which Hawk credentials do not stand in for. It answers also
 * while the service refuses connections.
 *
 * - `GET /faults`: the faults that are set, as mock_faults_describe() gives them
 * - `POST /faults`: sets more; the body is one fault a line, as mock_fault_parse() reads
 *   them; all of them, or none and 400
 * - `DELETE /faults`: clears all
 * - `GET /state`: of each organization its id, name, number of members and invitations; how many
 *   requests of each call were counted; the faults
 * - `GET /members/ORGANIZATION-ID`: id and role of each member
 * - `GET /requests`: the requests that were counted, as mock_service_dup_requests() gives
 *   them; `DELETE /requests`: forgets them
 */
typedef struct _MockControl MockControl;

MockControl *mock_control_new (MockService *service, GError **error);
void mock_control_free (MockControl *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MockControl, mock_control_free)

char *mock_control_describe (MockControl *self);

G_END_DECLS
