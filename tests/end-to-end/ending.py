#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Has Roster's name on the session bus, and ends where it is asked to open the window. Prints “ready” before."""

import os

from gi.repository import Gio, GLib

INTERFACES = """<node>
<interface name="org.gtk.Actions">
  <method name="DescribeAll"><arg type="a{s(bgav)}" direction="out"/></method>
</interface>
<interface name="org.gtk.Application">
  <method name="CommandLine">
    <arg type="o" direction="in"/><arg type="aay" direction="in"/><arg type="a{sv}" direction="in"/>
    <arg type="i" direction="out"/>
  </method>
</interface>
</node>"""


def called(_connection, _sender, _path, _interface, method, _parameters, invocation):
    if method == "CommandLine":
        os._exit(0)
    invocation.return_value(GLib.Variant("(a{s(bgav)})", ({},)))


bus = Gio.bus_get_sync(Gio.BusType.SESSION)
for interface in Gio.DBusNodeInfo.new_for_xml(INTERFACES).interfaces:
    bus.register_object("/io/github/roster/Roster", interface, called, None, None)
Gio.bus_own_name_on_connection(bus, "io.github.roster.Roster", 0, lambda *_: print("ready", flush=True), None)
GLib.MainLoop().run()
