#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every window in a language that nobody speaks: all that is said is translated, and has room where it is 40 % longer.

usage: pseudo.py ROSTER ROSTER_DEMO CLIPPED MAKE_PSEUDO SOURCE_ROOT, inside `headless --keyring`.
"""

import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import scenes  # noqa: E402
from driver import role_of, showing, wait_for  # noqa: E402
from service import Service  # noqa: E402
from tap import Tap  # noqa: E402
from tree import below  # noqa: E402

ROSTER, DEMO, CLIPPED, MAKE_PSEUDO, ROOT = (os.path.abspath(path) for path in sys.argv[1:6])
HOME = pathlib.Path(os.environ["HOME"])
REPORT = HOME / "clipped.txt"
# What GTK says in its own translation.
GTK_WORDS = {
    "close the infobar", "search shortcuts", "logo", "pages",
    "about", "about roster", "accels", "close", "close the window", "maximize the window", "minimize the window", "show text", "credits", "license", "maximize", "minimize", "next tab", "previous tab", "shortcuts",
    "search results", "no results found", "try a different search", "system", "tab list", "website", "(none)", "menu",
    "page_down", "page_up", "delete", "ctrl", "shift", "alt", "backspace", "return", "escape", "tab", "up", "down",
}
# Names and data, which no language changes.
DATA = re.compile(r"[@/]|\.cfg|demo|^Roster$|^[0-9a-f]{6,}$|^F\d+$|^[^\W\d_]$|dh37fgj492je|^TS_|^(Shift ?\+ ?|Ctrl ?\+ ?|Alt ?\+ ?)+.|^GtkLabel$|Grace Hopper|This program comes")


def people(service):
    """Every name and id that the service gives."""
    known = set()
    for organization in service.organizations:
        known |= {organization["name"], organization["id"]}
        for member in service.members(organization["id"]):
            known |= {str(value) for value in member.values()}
            known.add(f"{member.get('firstName', '')} {member.get('lastName', '')}".strip())
    return known


def is_translated(text, known):
    if "⟦" in text or not re.search(r"[^\W\d_]{2}", text):
        return True
    bare = re.sub("[\u2066-\u2069\u200e\u200f]", "", text).strip()
    counted = re.sub(" [0-9]+$", "", bare)  # a tab’s name, which GTK 4.18 takes from all that is in it
    return counted in known or bare in known or bare.lower() in GTK_WORDS or bool(DATA.search(bare))


class Reader:
    """Reads a scene when it is ready."""

    def __init__(self, service):
        self.known = people(service)
        self.seen = 0

    def visit(self, name, tour):
        faults = [f"{name}: not translated: {text}" for text in self.untranslated(tour)]
        faults += [f"{name}: no room: {line}" for line in self.clipped(tour) if "⟦" in line.split(": ", 1)[1]]
        folder = os.environ.get("ROSTER_SCREENSHOTS")
        if folder:
            subprocess.run(["import", "-window", tour.front, f"{folder}/pseudo-{name}.png"], check=False)
        tour.faults += sorted(set(faults))

    def untranslated(self, tour):
        for node, _ in below(tour.frame()):
            if role_of(node) in ("table cell", "table row", "text") or not showing(node):
                continue
            for text in (node.get_name(), node.get_description()):
                self.seen += 1
                if text and not is_translated(text, self.known):
                    yield text

    @staticmethod
    def clipped(tour):
        """What was just shown gets its room with the next frame: it is asked once more where some has none."""
        lines = Reader.ask(tour)
        if lines:
            time.sleep(0.5)
            lines = Reader.ask(tour)
        return lines

    @staticmethod
    def ask(tour):
        REPORT.unlink(missing_ok=True)
        tour.program.process.send_signal(signal.SIGUSR2)
        wait_for("the report", lambda: REPORT.exists() and REPORT.read_text().endswith("end\n"))
        return REPORT.read_text().splitlines()[:-1]


subprocess.run([MAKE_PSEUDO, ROOT, HOME / "locale"], check=True)
service = Service(DEMO)
reader = Reader(service)
# A locale of its own: glibc 2.41 does not look at LANGUAGE in C.UTF-8.
shutil.copytree("/usr/lib/locale/C.utf8", HOME / "locales" / "xx.utf8")
os.environ.update(LOCPATH=str(HOME / "locales"), LC_ALL="xx.UTF-8", LANG="xx.UTF-8")
os.environ.update(ROSTER_LOCALEDIR=str(HOME / "locale"), LANGUAGE="xx", CLIPPED_REPORT=str(REPORT))
tour = scenes.Tour(ROSTER, service, reader.visit, env={"LD_PRELOAD": CLIPPED})
time.sleep(0.5)


def test_enough():
    """A walk that finds nothing would pass."""
    assert reader.seen > 1000, reader.seen


status = Tap([*tour.steps(), ("enough was read", test_enough)], keep_going=True).run()
tour.end()
sys.exit(status)
