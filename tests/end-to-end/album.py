#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of every window, for looking at them: the main window at three widths.

usage: album.py BUILD_FOLDER OUTPUT_FOLDER LOOK [large] [still], inside `headless --keyring`; large: text of twice the size,
still: without animations. The language is that of LANGUAGE, with ROSTER_LOCALEDIR; GDK_SCALE is kept to.
"""

import os
import pathlib
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import scenes  # noqa: E402
from service import Service  # noqa: E402

BUILD, OUTPUT, LOOK = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]), sys.argv[3]
WIDTHS = (480, 900, 1600)
MENUS = ("menu", "tab-menu", "list-menu", "columns-menu")  # which another size of the window would close
SCALE = int(os.environ.get("GDK_SCALE", "1"))
SETTINGS = pathlib.Path(os.environ["XDG_CONFIG_HOME"]) / "gtk-4.0" / "settings.ini"


def geometry(window):
    run = subprocess.run(["xdotool", "getwindowgeometry", "--shell", window], capture_output=True, text=True, check=True)
    values = dict(line.split("=") for line in run.stdout.split())
    return "{WIDTH}x{HEIGHT}+{X}+{Y}".format(**values)


def take(name, window):
    """Of the screen where the window is: a menu is a window of its own above it."""
    time.sleep(0.3)
    path = str(OUTPUT / f"{name}-{LOOK}.png")
    subprocess.run(["import", "-window", "root", "-crop", geometry(window), "+repage", path], check=True)


def visit(name, tour):
    if tour.front != tour.main or name in MENUS:
        take(name, tour.front)
        return
    for width in WIDTHS:
        subprocess.run(["xdotool", "windowsize", "--sync", tour.main, str(width * SCALE), str(720 * SCALE)], check=False, timeout=10)
        take(f"{name}-{width}", tour.main)


if "large" in sys.argv[4:]:
    SETTINGS.write_text(SETTINGS.read_text().replace("Cantarell 11", "Cantarell 22"))
if "still" in sys.argv[4:]:
    SETTINGS.write_text(SETTINGS.read_text() + "gtk-enable-animations=false\n")
OUTPUT.mkdir(parents=True, exist_ok=True)
tour = scenes.Tour(str(BUILD / "src/ui/roster"), Service(str(BUILD / "tests/roster-mock")), visit)
try:
    for scene in scenes.SCENES:
        scene(tour)
finally:
    tour.end()
