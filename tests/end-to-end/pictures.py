#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The pictures that the README and the metainfo show: a few of the scenes, the main window as large as it opens.

usage: pictures.py BUILD_FOLDER OUTPUT_FOLDER light|dark, inside `headless --keyring`.
"""

import pathlib
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import scenes  # noqa: E402
from driver import wait_for  # noqa: E402
from gi.repository import GLib  # noqa: E402
from service import Service  # noqa: E402

BUILD, OUTPUT, THEME = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]), sys.argv[3]
WANTED = {
    "light": [
        "account", "add", "find", "first-run", "history", "import", "invite", "locked", "main", "preferences", "remove", "undo-offer",
    ],
    "dark": ["main", "selected"],
}[THEME]


def visit(name, tour):
    """Takes the scene, where it is wanted, without the X server’s pointer over a row."""
    if name in WANTED:
        subprocess.run(["xdotool", "mousemove", "0", "0"], check=False)
        time.sleep(0.3)
        subprocess.run(["import", "-window", tour.front, str(OUTPUT / f"{name}-{THEME}.png")], check=True)


def find(tour):
    """People of one name, in more than one organization. The last one: its window stays."""
    tour.opened("find", lambda: tour.activate("win.find-everywhere"))
    tour.write("adrian")
    wait_for("people", lambda: tour.program.all("list item", within=tour.frame()))
    tour.show("find")


def preferences(tour):
    """Colours and a lock, set by the keyboard."""
    tour.opened("preferences", lambda: tour.activate("win.preferences"))
    tour.key("ctrl+Next", "Tab", "Tab", "Tab", "space", "Down", "Return")
    tour.key("Tab", "Tab", "Tab", "Tab", "Tab", "space", "Down", "Down", "Down", "Return", "Tab", "space")
    tour.show("preferences")
    tour.close()
    tour.activate("win.tab", GLib.Variant("i", 1))
    tour.show("locked")


OUTPUT.mkdir(parents=True, exist_ok=True)
tour = scenes.Tour(str(BUILD / "src/ui/roster"), Service(str(BUILD / "tests/roster-mock")), visit)
try:
    for scene in (scenes.first_run, scenes.account):
        scene(tour)
    scenes.import_file(tour, fault=None)
    scenes.main(tour)
    if THEME == "light":
        for scene in (scenes.invite, scenes.add, scenes.remove_and_undo, scenes.history, preferences, find):
            scene(tour)
finally:
    tour.end()
