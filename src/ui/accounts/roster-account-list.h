/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/organizations/roster-directory.h"

G_BEGIN_DECLS

/* (element-type RosterAccount): those that have an organization, in the order of the tabs */
GPtrArray *roster_account_list_accounts (RosterDirectory *directory);
/* (element-type RosterOrganization): those of one account, in the order of the tabs */
GPtrArray *roster_account_list_organizations (RosterDirectory *directory, RosterAccount *account);
/* (nullable): why its accounts are not to be changed; NULL where they are */
const char *roster_account_list_get_refusal (RosterDirectory *directory);
/* Their names, one after the other, safe to show; g_free(). */
char *roster_account_list_describe (GPtrArray *organizations);

G_END_DECLS
