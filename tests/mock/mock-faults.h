/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mock/mock-fault.h"

G_BEGIN_DECLS

/**
 * MockFaults:
 *
 * All that goes wrong at the demo service. Plain data, no locks.
 */
typedef struct _MockFaults MockFaults;

MockFaults *mock_faults_new (void);
void mock_faults_free (MockFaults *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MockFaults, mock_faults_free)

void mock_faults_add (MockFaults *self, MockFault *fault);
void mock_faults_clear (MockFaults *self);
const MockFault *
mock_faults_take (MockFaults *self, MockCallKind call, const char *organization_id);
const MockFault *mock_faults_find_refusal (MockFaults *self);
char *mock_faults_describe (MockFaults *self);

G_END_DECLS
