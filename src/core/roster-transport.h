/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "roster-account.h"
#include "roster-requests.h"

G_BEGIN_DECLS

/**
 * RosterTransport:
 *
 * The one SoupSession of the process, and the rules of the wire of design.md: signs each request,
 * proves each answer, corrects the clock once, retries reads, follows no redirect, maps what went
 * wrong to ROSTER_ERROR.
 */
#define ROSTER_TYPE_TRANSPORT (roster_transport_get_type ())
G_DECLARE_FINAL_TYPE (RosterTransport, roster_transport, ROSTER, TRANSPORT, GObject)

RosterTransport *roster_transport_new (void);
/* Ends every read that is still running; changes that have left are let finish. */
void roster_transport_cancel_reads (RosterTransport *self);

G_END_DECLS
