# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives a program's real window over AT-SPI, with the keyboard where that has no action.

Runs inside `build-aux/headless` with Debian's own python3 and gir1.2-atspi-2.0.
"""

import os
import subprocess
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

# A program under a sanitizer takes its time.
Atspi.set_timeout(60000, 60000)
TIMEOUT = float(os.environ.get("ROSTER_E2E_TIMEOUT", "20"))


class NotFound(AssertionError):
    """What a person would look for is not on the screen."""


def wait_for(what, condition, timeout=TIMEOUT):
    """The first true value of condition(), asked again until the time is up."""
    end = time.monotonic() + timeout
    while True:
        try:
            value = condition()
        except GLib.Error:  # a widget went away while it was looked at
            value = None
        if value:
            return value
        if time.monotonic() > end:
            raise NotFound(f"waited {timeout:.0f} s for {what}")
        time.sleep(0.02)


def role_of(node):
    """The role by the name it has always had: at-spi2-core 2.53 calls a push button a button, and GTK 4.10 tells one that stays
    pressed from others. It does not change, and asking takes a message to the program: once for each accessible."""
    if not hasattr(node, "roster_role"):
        name = node.get_role_name()
        node.roster_role = "push button" if name in ("button", "toggle button") else name
    return node.roster_role


def walk(node, is_start=True):
    """The accessible and all that is below it, in the order of the screen. A table is gone into only where the walk starts at
    it: it has thousands of cells."""
    yield node
    if role_of(node) == "tree table" and not is_start:
        return
    for position in range(node.get_child_count()):
        child = node.get_child_at_index(position)
        if child is not None:
            yield from walk(child, False)


def showing(node):
    """Whether it takes room on the screen: GTK 4.8 gives the state for windows only, 4.18 for what has no height too."""
    states = node.get_state_set()
    component = node.get_component_iface()
    if states.contains(Atspi.StateType.SHOWING) and (component is None or role_of(node) in ("frame", "dialog")):
        return True
    if component is None or not states.contains(Atspi.StateType.VISIBLE):
        return False
    extents = Atspi.Component.get_extents(component, Atspi.CoordType.WINDOW)
    return extents.width > 0 and extents.height > 0


def said_by(node):
    """The accessible name. GTK 4.18 has none for a status: there it is the text."""
    return node.get_name() or (text_of(node) if role_of(node) == "status bar" else "") or ""


def name_of(node):
    """The accessible name without mnemonics."""
    return said_by(node).replace("_", "")


def sensitive(node):
    return node.get_state_set().contains(Atspi.StateType.SENSITIVE)


def text_of(node):
    """What an entry or a text view holds."""
    text = node.get_text_iface()
    return Atspi.Text.get_text(text, 0, Atspi.Text.get_character_count(text)) if text else ""


def find_windows(title):
    """The X ids of the windows on the screen whose title starts with title."""
    run = subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--name", "^" + title], capture_output=True, text=True, check=False
    )
    return run.stdout.split()


class Program:
    """One run of a program and its windows."""

    def __init__(self, argv, log, env=None):
        self.log = open(log, "wb")
        self.process = subprocess.Popen(
            argv, stdin=subprocess.DEVNULL, stdout=self.log, stderr=subprocess.STDOUT, env={**os.environ, **(env or {})}
        )
        self.root = wait_for("the program on the accessibility bus", self._find_root)

    def _find_root(self):
        if self.process.poll() is not None:
            raise AssertionError(f"the program ended with {self.process.returncode}")
        desktop = Atspi.get_desktop(0)
        for position in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(position)
            if child is not None and child.get_process_id() == self.process.pid:
                return child
        return None

    def all(self, role, name=None, within=None):
        """Every accessible on the screen of that role whose name holds name."""
        found = []
        for node in walk(within or self.root):
            if role_of(node) != role or not showing(node):
                continue
            if name is None or name in name_of(node):
                found.append(node)
        return found

    def find(self, role, name=None, within=None, timeout=TIMEOUT):
        return wait_for(f"a {role} named {name!r}", lambda: self.all(role, name, within)[:1], timeout)[0]

    def gone(self, role, name=None, timeout=TIMEOUT):
        return wait_for(f"no {role} named {name!r}", lambda: not self.all(role, name), timeout)

    def window(self, name, timeout=TIMEOUT):
        """A window or dialog by the start of its title."""

        def look():
            for position in range(self.root.get_child_count()):
                child = self.root.get_child_at_index(position)
                if child is not None and (child.get_name() or "").startswith(name) and showing(child):
                    return child
            return None

        return wait_for(f"a window titled {name!r}", look, timeout)

    def close(self, dialog, name):
        """Presses the dialog's Close button and waits until its window has gone from the X server: GTK 4.8 crashes where an
        application's windows are listed over AT-SPI while one of them goes away."""
        self.press("push button", "Close", within=dialog)
        wait_for(f"the window {name!r} to close", lambda: not find_windows(name))
        time.sleep(0.2)

    def texts(self, within=None):
        """Every label's text on the screen, and the text of every cell."""
        return [said_by(node) for node in walk(within or self.root) if showing(node) and said_by(node)]

    def says(self, text, within=None, timeout=TIMEOUT):
        """Waits until some label says text (or holds it)."""
        return wait_for(f"the text {text!r}", lambda: [t for t in self.texts(within) if text in t], timeout)[0]

    def outline(self, within=None):
        """What is on the screen, for a failure's report."""
        return [f"{role_of(node)} {name_of(node)!r}" for node in walk(within or self.root) if showing(node)]

    def press(self, role, name=None, within=None, timeout=TIMEOUT):
        """Presses a button once it can be pressed."""

        def look():
            return [node for node in self.all(role, name, within) if sensitive(node)][:1]

        node = wait_for(f"a {role} named {name!r} that can be pressed", look, timeout)[0]
        action = node.get_action_iface()
        if action is None or not Atspi.Action.do_action(action, 0):
            raise AssertionError(f"the {role} {name!r} has no action")
        return node

    def click(self, node, window):
        """Clicks in the middle of the accessible with the mouse; window: the X title it is in."""
        extents = Atspi.Component.get_extents(node.get_component_iface(), Atspi.CoordType.WINDOW)
        place = [str(extents.x + extents.width // 2), str(extents.y + extents.height // 2)]
        subprocess.run(
            ["xdotool", "mousemove", "--window", find_windows(window)[-1], *place, "click", "1"], check=True
        )

    def type(self, node, text):
        """Puts text into an entry or a text view in place of what is there."""
        if not Atspi.EditableText.set_text_contents(node.get_editable_text_iface(), text):
            raise AssertionError(f"{node.get_name()!r} takes no text")

    def keys(self, *names, window=None):
        """Presses keys ("ctrl+f", "Return") as the keyboard does; window: the X title it goes to first."""
        if window:
            ids = find_windows(window)
            if ids:
                subprocess.run(["xdotool", "windowfocus", ids[-1]], check=False)
        subprocess.run(["xdotool", "key", *names], check=True)

    def write(self, text):
        subprocess.run(["xdotool", "type", "--delay", "5", text], check=True)

    def name_file(self, title, path):
        """Puts a path into a file chooser that opens files; the slash shows where. GTK 4.18 completes what it finds there, late,
        and puts the end of a name that is typed fast behind it once more."""
        chooser = self.window(title)
        self.keys("slash", window=title)
        entry = self.find("text", within=chooser)

        def is_named():
            if text_of(entry) != str(path):
                self.type(entry, str(path))
            time.sleep(0.3)
            return text_of(entry) == str(path)

        time.sleep(0.3)
        wait_for(f"the file chooser to hold {path}", is_named)

    def wait_end(self, timeout=TIMEOUT):
        """The exit status, once the program has ended by itself."""
        status = self.process.wait(timeout)
        self.log.close()
        return status

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


def screenshot(path, title):
    """A picture of the window whose title starts with title."""
    subprocess.run(["import", "-window", find_windows(title)[-1], str(path)], check=True)

