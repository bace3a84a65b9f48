#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job with the keyboard alone: nothing is clicked, and the accessibility tree is only looked at.

usage: keyboard.py ROSTER ROSTER_DEMO, inside `headless --keyring`.
"""

import os
import pathlib
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import scenes  # noqa: E402
from driver import name_of, role_of, wait_for, walk  # noqa: E402
from gi.repository import Atspi  # noqa: E402
from official import official_csv  # noqa: E402
from service import Service  # noqa: E402
from tap import Tap  # noqa: E402

ROSTER, DEMO = (os.path.abspath(path) for path in sys.argv[1:3])
EXPORT = scenes.HOME / "members.csv"


def focused():
    """What has the keyboard in the window in front."""
    for node in walk(tour.frame()):
        for inner in walk(node) if role_of(node) == "tree table" else [node]:
            if inner.get_state_set().contains(Atspi.StateType.FOCUSED):
                return inner
    return None


def tab_to(name, key="Tab", most=25):
    """Goes on with Tab until what is called name has the focus."""
    met = []
    for _ in range(most):
        node = focused()
        if node is not None and name in name_of(node):
            return node
        met.append(node and f"{role_of(node)} {name_of(node)}")
        tour.key(key)
        tour.settle(4)
    raise AssertionError(f"Tab never comes to {name!r}: {met}")


def opened(name, *keys):
    tour.opened(name, lambda: tour.key(*keys))


def closed(act):
    """Does act() and waits until the window in front has gone."""
    gone = tour.front
    act()
    wait_for("the window to close", lambda: gone not in scenes.x_windows(tour.program.process.pid))
    tour.settle()
    tour.front = tour.main


def says(text):
    return wait_for(f"the text {text!r}", lambda: [t for t in tour.program.texts(tour.frame()) if text in t])


def ids():
    return [member["id"] for member in service.members(production["id"])]


def first_row():
    rows = [node for node in walk(tour.table()) if role_of(node) == "table row"]
    return [name_of(label) for label in walk(rows[1]) if name_of(label)] if len(rows) > 1 else []


def test_first_run():
    """The three ways in are three stops of Tab."""
    for name in ("Import threatstack.cfg", "Set up an account", "Try the demo"):
        tab_to(name)


def test_import():
    """A file with one organization, through the file chooser."""
    path = scenes.write_config(service, [production])
    tab_to("Import threatstack.cfg")
    opened("the file chooser", "Return")
    tour.program.name_file(scenes.title_of(tour.front), path)
    opened("import", "Return")
    says(production["name"])
    tour.key("Return")
    says("1 organization imported")
    tab_to("Remove key from file")
    tour.key("Return")
    says("has been taken out")
    assert service.key not in path.read_text()
    closed(lambda: tour.key("Escape"))
    says(f"{len(ids())} members")


def test_account_by_hand():
    opened("account", "ctrl+n")
    staging = service.organizations[1]
    for name, text in (("Endpoint", service.endpoint), ("User id", service.user_id), ("API key", service.key),
                       ("Name of the organization", staging["name"]), ("Organization id", staging["id"])):
        tab_to(name)
        tour.key("ctrl+a")
        tour.write(text)
    closed(lambda: tour.key("Return"))
    says(f"{len(service.members(staging['id']))} members")
    tour.key("alt+1")
    says(f"{len(ids())} members")


def test_search_and_filter():
    tour.key("ctrl+f")
    tour.write("abigail")
    says("shown of")
    tour.key("Escape")
    says(f"{len(ids())} members")
    tour.key("ctrl+f")
    tab_to("Owners")
    tour.key("space")
    says("shown of")
    tab_to("All", "shift+Tab")
    tour.key("space")
    says(f"{len(ids())} members")


def test_sort():
    """The menu of the columns sorts; choosing the same column again turns the order around."""
    before = first_row()
    tour.key("ctrl+f")
    tab_to("Columns")
    tour.key("Return")
    time.sleep(0.5)
    tour.key(*["Down"] * 9)  # past the eight columns to the second of those that sort
    tour.key("Return")
    wait_for("another order", lambda: first_row() != before)
    time.sleep(0.5)
    tour.key("ctrl+f")
    wait_for("the search to have the keyboard", lambda: focused() is not None and "Search" in name_of(focused()))


def test_invite():
    before = len(service.invitations())
    opened("invite", "ctrl+i")
    tour.write("by.keyboard@example.com")
    says("Invite 1 person")
    tour.key("ctrl+Return")
    wait_for("the invitation", lambda: len(service.invitations()) == before + 1)
    says("1 person was invited")
    closed(lambda: tour.key("Return"))


def test_add_existing():
    count = len(ids())
    opened("add", "ctrl+m")
    tab_to("By user id", "shift+Tab")
    tour.key("space")
    tab_to("User ids")
    stranger = next(m["id"] for m in service.members(service.organizations[1]["id"]) if m["id"] not in ids())
    tour.write(stranger)
    says("Add 1 person")
    tour.key("ctrl+Return")
    wait_for("the new member", lambda: len(ids()) == count + 1)
    says("1 person was added")
    closed(lambda: tour.key("Return"))
    says(f"{count + 1} members")


def test_remove_and_undo():
    """A row by the arrow keys, Delete, a Tab to the button that takes away; the offer to undo is reached too."""
    count = len(ids())
    tour.key("ctrl+f")
    tour.write("beckett")
    says("shown of")
    node = tab_to("eckett")
    assert role_of(node) == "table row", role_of(node)
    tour.key("ctrl+space")
    says("1 selected")
    opened("remove", "Delete")
    tab_to("Remove 1 member")
    tour.key("Return")
    wait_for("one fewer", lambda: len(ids()) == count - 1)
    says("1 member was removed")
    closed(lambda: tour.key("Return"))
    tour.key("ctrl+f")
    tab_to("Organizations", "shift+Tab")  # the tabs are above the page
    tab_to("Undo")  # the bar is below the tabs
    tour.key("Return")
    wait_for("everybody", lambda: len(ids()) == count)


def test_export():
    tour.key("ctrl+f")
    tour.key("Escape")
    says(f"{len(ids())} members")
    opened("export", "ctrl+s")
    tour.key("ctrl+a")
    tour.write(str(EXPORT))
    closed(lambda: tour.key("Return"))
    wait_for("the file", EXPORT.exists)
    expected = official_csv(service.members(production["id"]), guard=True).splitlines()
    assert sorted(EXPORT.read_text().splitlines()) == sorted(expected)


def test_history():
    opened("history", "ctrl+h")
    wait_for("the invitation", lambda: "by.keyboard@example.com" in str([name_of(node) for node in walk(tour.table())]))
    closed(lambda: tour.key("Escape"))


def test_quit():
    tour.key("ctrl+q")
    assert tour.program.wait_end() == 0


def on_failure(name):
    folder = os.environ.get("ROSTER_SCREENSHOTS")
    if folder:
        subprocess.run(["import", "-window", "root", f"{folder}/failed-{name.replace(' ', '-')}.png"], check=False)


service = Service(DEMO)
production = service.organizations[0]
tour = scenes.Tour(ROSTER, service, lambda name, tour: None)
steps = [(name.removeprefix("test_").replace("_", " "), test) for name, test in list(globals().items()) if name.startswith("test_")]
status = Tap(steps).run(on_failure)
tour.end()
service.stop()
sys.exit(status)
