#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of the window and its dialogs on the demo service.

usage: pictures.py BUILD_FOLDER OUTPUT_FOLDER light|dark, inside `headless`.
"""

import os
import pathlib
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from driver import Program, find_windows, name_of, role_of, screenshot, wait_for, walk  # noqa: E402

BUILD, OUTPUT, THEME = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]), sys.argv[3]
LOG = pathlib.Path(os.environ["HOME"]) / "roster.log"


def start(*args):
    return Program([str(BUILD / "src/ui/roster"), *args], LOG)


def take(name, title):
    time.sleep(0.6)  # an animation may be running
    screenshot(OUTPUT / f"{name}-{THEME}.png", title)


def resize(title, width, height):
    subprocess.run(["xdotool", "windowsize", "--sync", find_windows(title)[-1], str(width), str(height)], check=True)


def select_rows(roster, first, count):
    table = roster.all("tree table")[0]
    rows = [node for node in walk(table) if role_of(node) == "table row"]
    listed = rows[-1].get_parent()
    for position in range(first, first + count):
        listed.get_selection_iface().select_child(position)


def first_run():
    roster = start()
    roster.find("push button", "Try the demo")
    take("first-run", "Roster")
    roster.press("push button", "Set up an account")
    roster.window("Set up an account")
    take("account", "Set up an account")
    roster.kill()


def dialogs():
    roster = start("--demo")
    wait_for("the list", lambda: [n for n in roster.all("status bar") if "240" in name_of(n)])
    take("main", "Demo Production")
    roster.keys("ctrl+i", window="Demo Production")
    dialog = roster.window("Invite people")
    roster.type(
        roster.find("text", within=dialog),
        "ada@example.com, Grace Hopper <grace@example.com>\nabigail.barlow@example.com\nnot-an-address\nkatherine@elsewhere.example",
    )
    roster.find("push button", "Invite 3", within=dialog)
    take("invite", "Invite people")
    roster.press("push button", "Cancel", within=dialog)
    wait_for("the dialog to close", lambda: not find_windows("Invite people"))
    time.sleep(0.3)
    roster.press("push button", "Add existing")
    roster.window("Add existing people")
    take("add", "Add existing people")
    roster.keys("Escape", window="Add existing people")
    wait_for("the dialog to close", lambda: not find_windows("Add existing people"))
    time.sleep(0.3)
    select_rows(roster, 4, 3)
    take("selected", "Demo Production")
    roster.press("push button", "Remove…")
    dialog = roster.window("Remove members")
    roster.find("push button", "Remove 3 members", within=dialog)
    take("remove", "Remove members")
    roster.keys("Escape", window="Remove members")
    wait_for("the dialog to close", lambda: not find_windows("Remove members"))
    time.sleep(0.3)
    resize("Demo Production", 480, 720)
    take("narrow", "Demo Production")
    roster.kill()


def preferences():
    """Colours and a lock, set by the keyboard; then the other pages."""
    roster = start("--demo")
    wait_for("the list", lambda: [n for n in roster.all("status bar") if "240" in name_of(n)])
    roster.keys("ctrl+comma", window="Demo Production")
    roster.window("Preferences")
    take("preferences-accounts", "Preferences")

    def press(*names):
        for name in names:
            roster.keys(name, window="Preferences")
            time.sleep(0.15)

    press("ctrl+Page_Down", "Tab", "Tab", "Tab", "space", "Down", "Return")
    press("Tab", "Tab", "Tab", "Tab", "Tab", "space", "Down", "Down", "Down", "Return", "Tab", "space")
    take("preferences-organizations", "Preferences")
    press("ctrl+Page_Down")
    take("preferences-list", "Preferences")
    press("ctrl+Page_Down")
    take("preferences-confirmations", "Preferences")
    resize("Preferences", 360, 600)
    press("ctrl+Page_Up", "ctrl+Page_Up")
    take("preferences-narrow", "Preferences")
    press("Escape")
    wait_for("the window to close", lambda: not find_windows("Preferences"))
    roster.keys("ctrl+Page_Down", window="Demo Production")
    take("locked", "Demo Staging")
    roster.kill()


first_run()
dialogs()
preferences()
