/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The content type of all JSON that the demo sends: the payload hash of a page covers it. */
#define ROSTER_DEMO_JSON "application/json; charset=utf-8"

/**
 * RosterDemoOrganization:
 *
 * One organization of the demo: who is in it, with which role. Every member's JSON is made once and
 * kept in one piece, so that a page of a million members is a slice of it and not a copy.
 */
typedef struct _RosterDemoOrganization RosterDemoOrganization;

RosterDemoOrganization *
roster_demo_organization_new (const char *id, const char *name, guint32 n_people, gint64 now_ms);
void roster_demo_organization_free (RosterDemoOrganization *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterDemoOrganization, roster_demo_organization_free)

void roster_demo_organization_fill (RosterDemoOrganization *self, guint32 number, const char *role);
void roster_demo_organization_seal (RosterDemoOrganization *self);

const char *roster_demo_organization_get_id (RosterDemoOrganization *self);
const char *roster_demo_organization_get_name (RosterDemoOrganization *self);
guint roster_demo_organization_get_n_members (RosterDemoOrganization *self);
guint roster_demo_organization_get_n_owners (RosterDemoOrganization *self);
guint32 roster_demo_organization_get_person (RosterDemoOrganization *self, guint position);
const char *roster_demo_organization_get_role (RosterDemoOrganization *self, guint32 number);

GBytes *
roster_demo_organization_add (RosterDemoOrganization *self, guint32 number, const char *role);
gboolean roster_demo_organization_remove (RosterDemoOrganization *self, guint32 number);

/**
 * RosterDemoPage:
 * @body: (element-type GBytes): the answer's body, in pieces
 * @hash: its payload hash
 */
typedef struct
{
  GPtrArray *body;
  char *hash;
} RosterDemoPage;

void roster_demo_page_clear (RosterDemoPage *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RosterDemoPage, roster_demo_page_clear)

gboolean roster_demo_organization_get_page (RosterDemoOrganization *self,
                                            const char *token,
                                            gboolean enabled_only,
                                            guint page_size,
                                            RosterDemoPage *page);

G_END_DECLS
