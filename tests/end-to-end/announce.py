#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What happens without being asked is said: a screen reader hears an event of a status, of an alert or of what
has the focus that says it, or an announcement, which there is since GTK 4.14.

usage: announce.py ROSTER ROSTER_DEMO, inside `headless --keyring`.
"""

import os
import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import scenes  # noqa: E402
from driver import NotFound, role_of, said_by, wait_for, walk  # noqa: E402
from gi.repository import Atspi, GLib  # noqa: E402
from service import Service  # noqa: E402
from tap import Tap  # noqa: E402

ROSTER, DEMO = (os.path.abspath(path) for path in sys.argv[1:3])
EVENTS = (
    "object:property-change:accessible-name", "object:property-change:accessible-description",
    "object:state-changed:showing", "object:state-changed:visible", "object:text-changed:insert", "object:announcement",
)
SPEAKING = ("alert", "status bar")
heard = []


def on_event(event):
    """Events come with their source; what it is called is asked at once, before it changes again."""
    try:
        role = role_of(event.source)
        if event.type == "object:announcement":
            heard.append((event.type, event.any_data))
        elif role in SPEAKING:
            heard.append((role, said_by(event.source)))
        elif event.type.endswith("description") and event.source.get_state_set().contains(Atspi.StateType.FOCUSED):
            heard.append((role, event.source.get_description() or ""))
    except GLib.Error:  # it has gone
        pass


def attend(window):
    """What a screen reader does where a window comes up: GTK 4.8 sends events of what was looked at, and of nothing else."""
    list(walk(window))
    listen(0.3)
    heard.clear()


def listen(seconds=0.05):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if not GLib.MainContext.default().iteration(False):
            time.sleep(0.01)


def hears(text, timeout=10):
    """Waits for an event that says text."""
    end = time.monotonic() + timeout
    while time.monotonic() < end:
        listen()
        if any(text in said for _, said in heard):
            return
    raise NotFound(f"nobody said {text!r}; heard {sorted(set(heard))}")


def test_loaded():
    """The import, and then each list that is read."""
    scenes.choose_file(tour, scenes.write_config(service))
    attend(tour.frame())
    tour.key("Return")
    hears("3 organizations imported")
    wait_for("the tabs", lambda: tour.program.all("page tab"))
    tour.close()
    tour.activate("win.tab", GLib.Variant("i", 0))
    wait_for("the list", lambda: "240 members" in str([said_by(node) for node in tour.program.all("status bar")]))


def test_read_again():
    attend(tour.frame())
    tour.activate("win.refresh")
    hears("240 members")


def test_filtered():
    attend(tour.frame())
    tour.type_into("entry", "abigail")
    hears("shown of 240")
    tour.type_into("entry", "")


def test_run():
    """What became of a run."""
    tour.opened("invite", lambda: tour.activate("win.invite"))
    tour.type_into("text", "new.person@example.com, second.person@example.com")
    attend(tour.frame())
    tour.key("ctrl+Return")
    hears("2 people were invited")
    tour.close()


def test_run_that_fails_in_part():
    tour.opened("invite", lambda: tour.activate("win.invite"))
    tour.type_into("text", ", ".join(f"person.{number}@example.com" for number in range(4)))
    attend(tour.frame())
    tour.key("ctrl+Return")
    hears("3 people were invited. 1 person was not invited.")
    tour.close()


def test_list_that_cannot_be_read_again():
    """The old list stays; the bar above it is heard, again and again."""
    service.stop()
    for _ in range(2):
        attend(tour.frame())
        tour.activate("win.refresh")
        hears("No connection")


def test_list_that_cannot_be_read():
    """There is no list: the page that says why is heard."""
    global tour
    tour.key("ctrl+q")
    assert tour.program.wait_end() == 0
    tour = scenes.Tour(ROSTER, service, lambda name, tour: None)
    wait_for("the reason", lambda: "No connection" in str([said_by(node) for node in tour.program.all("alert")]))
    attend(tour.frame())
    tour.activate("win.refresh")
    hears("No connection")


# The third invitation is refused, which belongs to the second run.
service = Service(DEMO, "--fault", "invite:status=400,after=2,times=1")
tour = scenes.Tour(ROSTER, service, lambda name, tour: None)
listener = Atspi.EventListener.new(on_event)
for kind in EVENTS:
    listener.register(kind)
STEPS = [(name.removeprefix("test_").replace("_", " "), test) for name, test in list(globals().items()) if name.startswith("test_")]
status = Tap(STEPS).run()
tour.end()
sys.exit(status)
