#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every action of the program, activated over the session bus as any other program of the user can: what one of them would
change is asked first, so that nothing is sent and nothing forgotten.

usage: bus.py ROSTER ROSTER_DEMO ROSTERCTL, inside `headless --keyring` with GSETTINGS_BACKEND=keyfile.
"""

import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from driver import Program, find_windows, wait_for  # noqa: E402
from service import Service  # noqa: E402
from tap import Tap  # noqa: E402

from gi.repository import Gio, GLib  # noqa: E402

ROSTER, DEMO, ROSTERCTL = (os.path.abspath(path) for path in sys.argv[1:4])
HOME = pathlib.Path(os.environ["HOME"])
SETTINGS = pathlib.Path(os.environ["XDG_CONFIG_HOME"]) / "glib-2.0" / "settings" / "keyfile"
BUS_NAME = "io.github.roster.Roster"
BUS_PATH = "/io/github/roster/Roster"
# What ends the program or its window is tried last, and alone.
ENDING = ("quit", "close")

os.environ["ROSTER_DEMO_PROGRAM"] = DEMO
service = Service(DEMO)
bus = Gio.bus_get_sync(Gio.BusType.SESSION)
roster = None


def call(path, method, arguments, answer=None):
    return bus.call_sync(BUS_NAME, path, "org.gtk.Actions", method, arguments, answer, 0, 20000, None)


def describe(path):
    """Of each action: the signature of its parameter."""
    found = call(path, "DescribeAll", None, GLib.VariantType("(a{s(bgav)})")).unpack()[0]
    return {name: signature for name, (_, signature, _) in found.items()}


def parameters(signature):
    """What somebody who means harm could give."""
    return {
        "": [None],
        "s": [GLib.Variant("s", text) for text in ("", "x" * 100000, service.organizations[0]["id"])],
        "i": [GLib.Variant("i", number) for number in (-1, 0, 2**31 - 1)],
        "u": [GLib.Variant("u", number) for number in (0, 2**32 - 1)],
        "(bs)": [GLib.Variant("(bs)", (demo, text)) for demo in (True, False) for text in ("", "nowhere", "\u202e")],
    }.get(signature, [None])


def activate_all(path, count):
    for name, signature in sorted(describe(path).items()):
        if name in ENDING:
            continue
        for parameter in parameters(signature):
            values = [] if parameter is None else [parameter]
            call(path, "Activate", GLib.Variant("(sava{sv})", (name, values, {})))
            assert roster.process.poll() is None, f"{name} ended the program"
        count.append(name)


def changes():
    return [request for request in service.requests if request["method"] != "GET"]


def organizations():
    return SETTINGS.read_text().count("'organization-id'")


def test_open():
    global roster
    config = HOME / "threatstack.cfg"
    text = f"[USER_INFO]\nTS_USER_ID = {service.user_id}\nTS_API_KEY = {service.key}\nTS_API_ENDPOINT = {service.endpoint}\n"
    for number, organization in enumerate(service.organizations[:2]):
        text += f'[S{number}]\nTS_ORGANIZATION_ID = {organization["id"]}\nTS_ORGANIZATION_NAME = "{organization["name"]}"\n'
    config.write_text(text)
    subprocess.run([ROSTERCTL, "import", str(config)], stdin=subprocess.DEVNULL, capture_output=True, check=True)
    roster = Program([ROSTER], HOME / "roster.log")
    wait_for("a list", lambda: any("/members" in request["resource"] for request in service.requests))
    roster.window(service.organizations[0]["name"])


def test_every_action():
    """Twice, the second time over the dialogs that the first has opened."""
    activated = []
    for _ in range(2):
        activate_all(BUS_PATH, activated)
        activate_all(f"{BUS_PATH}/window/1", activated)
    assert len(set(activated)) > 20, activated
    # What was to be sent would be by now: the lists that the actions asked for have been.
    before = len(service.requests)
    call(f"{BUS_PATH}/window/1", "Activate", GLib.Variant("(sava{sv})", ("refresh-all", [], {})))
    wait_for("both lists", lambda: sum("/members" in request["resource"] for request in service.requests[before:]) >= 2)
    assert not changes(), changes()
    assert organizations() == 2, SETTINGS.read_text()


def test_it_answers():
    """And the window is there still."""
    assert roster.process.poll() is None
    assert find_windows(service.organizations[0]["name"]) or find_windows(service.organizations[1]["name"])


status = Tap(
    [("two organizations", test_open), ("every action", test_every_action), ("the window answers", test_it_answers)]
).run(lambda name: print("\n".join(f"# {line}" for line in (HOME / "roster.log").read_text().splitlines()[-20:])))
if roster:
    roster.kill()
service.stop()
sys.exit(status)
