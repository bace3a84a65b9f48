#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of every window, for looking at them: the main window at three widths.

usage: album.py BUILD_FOLDER OUTPUT_FOLDER LOOK [large], inside `headless --keyring`; large: text of twice the size.
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
SETTINGS = pathlib.Path(os.environ["XDG_CONFIG_HOME"]) / "gtk-4.0" / "settings.ini"


def take(name, window):
    time.sleep(0.3)
    subprocess.run(["import", "-window", window, str(OUTPUT / f"{name}-{LOOK}.png")], check=True)


def visit(name, tour):
    if tour.front != tour.main:
        take(name, tour.front)
        return
    for width in WIDTHS:
        subprocess.run(["xdotool", "windowsize", "--sync", tour.main, str(width), "720"], check=False, timeout=10)
        take(f"{name}-{width}", tour.main)


if "large" in sys.argv[4:]:
    SETTINGS.write_text(SETTINGS.read_text().replace("Cantarell 11", "Cantarell 22"))
OUTPUT.mkdir(parents=True, exist_ok=True)
tour = scenes.Tour(str(BUILD / "src/ui/roster"), Service(str(BUILD / "src/demo/roster-demo")), visit)
try:
    for scene in scenes.SCENES:
        scene(tour)
finally:
    tour.end()
