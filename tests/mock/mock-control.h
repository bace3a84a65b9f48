/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo/service/roster-demo-service.h"

G_BEGIN_DECLS

/**
 * RosterDemoControl:
 *
 * A second loopback port of the demo service, for whoever has its token (`Authorization: Bearer
 * TOKEN`): a random one for each run, which Hawk credentials do not stand in for. It answers also
 * while the service refuses connections.
 *
 * - `GET /faults`: the faults that are set, as roster_demo_faults_describe() gives them
 * - `POST /faults`: sets more; the body is one fault a line, as roster_demo_fault_parse() reads
 *   them; all of them, or none and 400
 * - `DELETE /faults`: clears all
 * - `GET /state`: of each organization its id, name, number of members and invitations; how many
 *   requests of each call were counted; the faults
 * - `GET /members/ORGANIZATION-ID`: id and role of each member
 * - `GET /requests`: the requests that were counted, as roster_demo_service_dup_requests() gives
 *   them; `DELETE /requests`: forgets them
 */
typedef struct _RosterDemoControl RosterDemoControl;

RosterDemoControl *roster_demo_control_new (RosterDemoService *service, GError **error);
void roster_demo_control_free (RosterDemoControl *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterDemoControl, roster_demo_control_free)

char *roster_demo_control_describe (RosterDemoControl *self);

G_END_DECLS
