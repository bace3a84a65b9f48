/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/accounts/roster-account.h"
#include "ui/accounts/roster-organization-row.h"

G_BEGIN_DECLS

/**
 * RosterAccountForm:
 *
 * What a person types of an account: endpoint, user id, API key and organizations; and whether it
 * can be used. The key is in non-pageable memory from the entry on.
 *
 * Signal "changed": somebody typed.
 */
#define ROSTER_TYPE_ACCOUNT_FORM (roster_account_form_get_type ())
G_DECLARE_FINAL_TYPE (RosterAccountForm, roster_account_form, ROSTER, ACCOUNT_FORM, GtkWidget)

void roster_account_form_show_account (RosterAccountForm *self, RosterAccount *account);
void
roster_account_form_add_organization (RosterAccountForm *self, const char *name, const char *id);
void roster_account_form_begin (RosterAccountForm *self);
gboolean roster_account_form_check (RosterAccountForm *self, gboolean may_be_empty);
char *roster_account_form_dup_endpoint (RosterAccountForm *self);
char *roster_account_form_dup_user_id (RosterAccountForm *self);
SecretValue *roster_account_form_dup_key (RosterAccountForm *self);
gboolean roster_account_form_uses_known_key (RosterAccountForm *self);
GPtrArray *roster_account_form_get_rows (RosterAccountForm *self);
void roster_account_form_forget_key (RosterAccountForm *self);
void roster_account_form_focus (RosterAccountForm *self, gboolean on_key);

G_END_DECLS
