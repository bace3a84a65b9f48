#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a screen reader is told of every window: every control has a name, a role, and no name is read twice.

usage: access.py ROSTER ROSTER_DEMO, inside `headless --keyring`.
"""

import os
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import scenes  # noqa: E402
from driver import role_of, said_by, showing  # noqa: E402
from gi.repository import Atspi  # noqa: E402
from service import Service  # noqa: E402
from tap import Tap  # noqa: E402
from tree import below  # noqa: E402

ROSTER, DEMO = (os.path.abspath(path) for path in sys.argv[1:3])
# What a person acts on, and what they have to tell apart.
NAMED = {
    "check box", "check menu item", "combo box", "entry", "frame", "dialog", "link", "list item", "menu item", "page tab",
    "password text", "push button", "radio button", "radio menu item", "slider", "spin button", "table", "text",
    "toggle button", "tree table",
}
# A type’s name, where nobody gave a name: “GtkImage”, “RosterFilterBar”.
TYPE_NAME = re.compile(r"^(Gtk|Roster)[A-Z][A-Za-z]+$")
# GTK 4.18’s own, in its window of shortcuts: its pages, and the keys “Ctrl + Page_Down”.
GTK_NAME = re.compile(r"^_[0-9]$| \+ Page_(Up|Down)$")
# What GTK and GLib find wrong with a program while it runs, its style among it.
WARNING = re.compile(r"(Gtk|Gdk|GLib|GLib-GObject|Pango)-(WARNING|CRITICAL)")


def is_doubled(name):
    """“Retry Retry”, “_Retry Retry”."""
    words = name.replace("_", "").replace(",", "").split()
    half = len(words) // 2
    return len(words) > 1 and len(words) % 2 == 0 and words[:half] == words[half:]


def has_text(node):
    """Whether something beside it says what an image says."""
    return bool(said_by(node)) or any(
        said_by(child) and not TYPE_NAME.match(said_by(child))
        for child, _ in below(node)
        if role_of(child) in ("label", "status bar")
    )


def fault_of(node):
    """What is wrong with one accessible, or None."""
    role, name = role_of(node), node.get_name() or ""
    focusable = node.get_state_set().contains(Atspi.StateType.FOCUSABLE)
    if role in NAMED and not name.strip():
        return "has no name"
    if TYPE_NAME.match(name) and role != "label":
        return "is named by its type"
    if "_" in name and role != "label" and not GTK_NAME.search(name):
        return "has an underscore in its name"
    if is_doubled(name):
        return "says its name twice"
    if focusable and role in ("filler", "unknown", "invalid", "panel") and not name:
        return None if node.get_child_count() else "can have the focus and has no role"
    if role in ("image", "icon") and not name and not node.get_description():
        parent = node.get_parent()
        if not has_text(parent) and not has_text(parent.get_parent()):
            return "is an image that nothing explains"
    return None


class Inspector:
    """Looks at a scene when it is ready."""

    def __init__(self):
        self.looked_at = 0

    def visit(self, name, tour):
        faults = []
        for node, path in below(tour.frame()):
            if not showing(node):
                continue
            self.looked_at += 1
            fault = fault_of(node)
            if fault:
                faults.append(f"{name}: {path[-1]} {fault} (in {' > '.join(path[-6:-1])})")
        folder = os.environ.get("ROSTER_SCREENSHOTS")
        if folder:
            subprocess.run(["import", "-window", tour.front, f"{folder}/{name}.png"], check=False)
        tour.faults += faults


inspector = Inspector()
service = Service(DEMO)
tour = scenes.Tour(ROSTER, service, inspector.visit)


def test_enough():
    """A walk that finds nothing would pass."""
    assert inspector.looked_at > 1000, inspector.looked_at


def test_no_warning():
    """Of all that was shown."""
    lines = (scenes.HOME / "roster.log").read_text(errors="replace").splitlines()
    warnings = [line for line in lines if WARNING.search(line)]
    assert not warnings, "\n".join(warnings)


checks = [("enough was looked at", test_enough), ("nothing is warned of", test_no_warning)]
status = Tap([*tour.steps(), *checks], keep_going=True).run()
tour.end()
sys.exit(status)
