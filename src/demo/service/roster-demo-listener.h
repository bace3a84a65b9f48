/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * RosterDemoListener:
 *
 * Listens on 127.0.0.1 and hands what comes in to a SoupServer. The server could listen by itself,
 * but libsoup 3.2 then keeps the socket of every connection open for good.
 */
typedef struct _RosterDemoListener RosterDemoListener;

RosterDemoListener *roster_demo_listener_new (SoupServer *server,
                                              guint port,
                                              GTlsCertificate *certificate,
                                              GError **error);
guint roster_demo_listener_get_port (RosterDemoListener *self);
void roster_demo_listener_refuse (RosterDemoListener *self, GSocketAddress *except);
void roster_demo_listener_resume (RosterDemoListener *self);
void roster_demo_listener_free (RosterDemoListener *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterDemoListener, roster_demo_listener_free)

G_END_DECLS
