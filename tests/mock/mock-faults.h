/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo/service/roster-demo-fault.h"

G_BEGIN_DECLS

/**
 * RosterDemoFaults:
 *
 * All that goes wrong at the demo service. Plain data, no locks.
 */
typedef struct _RosterDemoFaults RosterDemoFaults;

RosterDemoFaults *roster_demo_faults_new (void);
void roster_demo_faults_free (RosterDemoFaults *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterDemoFaults, roster_demo_faults_free)

void roster_demo_faults_add (RosterDemoFaults *self, RosterDemoFault *fault);
void roster_demo_faults_clear (RosterDemoFaults *self);
const RosterDemoFault *roster_demo_faults_take (RosterDemoFaults *self,
                                                RosterDemoCallKind call,
                                                const char *organization_id);
const RosterDemoFault *roster_demo_faults_find_refusal (RosterDemoFaults *self);
char *roster_demo_faults_describe (RosterDemoFaults *self);

G_END_DECLS
