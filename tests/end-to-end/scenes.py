# SPDX-License-Identifier: GPL-3.0-or-later
"""Brings every window and dialog of Roster on the screen, one after another, in whatever language it speaks: windows are
found because they are new, and everything is done by keys and named actions.

A new window: one more function below with @scene.
"""

import os
import pathlib
import subprocess
import time

from driver import Program, role_of, said_by, showing, wait_for, walk
from gi.repository import Atspi, Gio, GLib

BUS_NAME = "io.github.roster.Roster"
BUS_PATH = "/io/github/roster/Roster"
HOME = pathlib.Path(os.environ["HOME"])
SCENES = []
# Nothing runs in so many looks, one after another: whatever was to happen has happened. It is not waited for longer than that.
LOOKS, LOOK_SECONDS, SETTLE_SECONDS = 6, 0.02, 0.8


def scene(function):
    """Registers a scene: a function that gets the Tour, brings something up, calls tour.show(name) and takes it away."""
    SCENES.append(function)
    return function


def x_windows(pid):
    """The X ids of a process's windows on the screen, popovers among them."""
    run = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(pid)], capture_output=True, text=True, check=False)
    return run.stdout.split()


def title_of(x_window):
    run = subprocess.run(["xdotool", "getwindowname", x_window], capture_output=True, text=True, check=False)
    return run.stdout.rstrip("\n")


def is_running(pid):
    """Whether any thread of the process has something to do now."""
    for stat in pathlib.Path(f"/proc/{pid}/task").glob("*/stat"):
        try:
            state = stat.read_text().rpartition(")")[2].split()[0]
        except OSError:  # the thread has ended
            continue
        if state in "RD":
            return True
    return False


def stop_animations():
    """What moves by itself would be looked at on its way."""
    settings = pathlib.Path(os.environ["XDG_CONFIG_HOME"]) / "gtk-4.0" / "settings.ini"
    text = settings.read_text()
    if "gtk-enable-animations" not in text:
        settings.write_text(text + "gtk-enable-animations=false\n")


class Tour:
    """A program, its main window, and the window that is looked at."""

    def __init__(self, roster, service, visit, argv=(), env=None):
        self.service = service
        self.visit = visit  # visit(name, tour): called where a scene is ready
        stop_animations()
        self.program = Program([roster, *argv], HOME / "roster.log", env)
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
        self.main = wait_for("the main window", lambda: x_windows(self.program.process.pid)[:1])[0]
        self.front = self.main
        self.faults = []  # what visit() found in a scene; the scene goes on, so that its window is taken away

    def steps(self):
        """A step of a Tap for every scene: (name, function)."""
        return [(function.__name__.replace("_", " "), lambda function=function: self.step(function)) for function in SCENES]

    def step(self, function):
        self.faults = []
        function(self)
        assert not self.faults, "\n".join(self.faults)

    def settle(self, looks=LOOKS):
        """Waits until neither the program nor the service has anything to do."""
        quiet, end = 0, time.monotonic() + SETTLE_SECONDS
        while quiet < looks and time.monotonic() < end:
            time.sleep(LOOK_SECONDS)
            busy = is_running(self.program.process.pid) or is_running(self.service.process.pid)
            quiet = 0 if busy else quiet + 1

    def show(self, name):
        self.settle()
        self.visit(name, self)

    def frame(self, x_window=None):
        """The accessible of a window of the X server's. A question has no title; there it is the only such dialog."""
        title = title_of(x_window or self.front)

        def look():
            root = self.program.root
            found = [root.get_child_at_index(n) for n in range(root.get_child_count())]
            found = [node for node in found if node is not None and showing(node)]
            if not title:
                return [node for node in found if role_of(node) == "dialog"][-1:]
            return [node for node in found if node.get_name() == title][-1:]

        return wait_for(f"the window {title!r}", look)[0]

    def activate(self, action, *parameters):
        """A named action, as “win.invite” or “app.about”."""
        group, name = action.split(".")
        path = BUS_PATH if group == "app" else f"{BUS_PATH}/window/{self.window_number()}"
        message = GLib.Variant("(sava{sv})", (name, parameters, {}))
        self.bus.call_sync(BUS_NAME, path, "org.gtk.Actions", "Activate", message, None, 0, 10000, None)

    def window_number(self):
        answer = self.bus.call_sync(
            BUS_NAME, f"{BUS_PATH}/window", "org.freedesktop.DBus.Introspectable", "Introspect", None, None, 0, 10000, None
        )
        info = Gio.DBusNodeInfo.new_for_xml(answer.unpack()[0])
        return min(int(node.path) for node in info.nodes)

    def key(self, *names):
        subprocess.run(["xdotool", "windowfocus", self.front], check=False)
        subprocess.run(["xdotool", "key", "--delay", "40", *names], check=True)

    def write(self, text):
        subprocess.run(["xdotool", "type", "--delay", "5", text], check=True)

    def opened(self, what, act):
        """Does act() and waits for the window that it opens, which is then in front."""
        before = set(x_windows(self.program.process.pid))
        act()
        self.front = wait_for(what, lambda: [x for x in x_windows(self.program.process.pid) if x not in before])[0]
        self.settle()
        return self.front

    def close(self):
        """Closes the window in front with Escape. GTK 4.8 crashes where windows are listed over AT-SPI while one goes."""
        gone = self.front
        self.key("Escape")
        wait_for("the window to close", lambda: gone not in x_windows(self.program.process.pid))
        self.settle()
        self.front = self.main

    def dialog(self, name, act):
        """A window that Escape closes."""
        self.opened(name, act)
        self.show(name)
        self.close()

    def menu(self, name, act):
        """A popover, which is not a window of its own to AT-SPI."""
        before = set(x_windows(self.program.process.pid))
        act()
        menu = wait_for(name, lambda: [x for x in x_windows(self.program.process.pid) if x not in before])[0]
        self.show(name)
        self.key("Escape")
        wait_for("the menu to close", lambda: menu not in x_windows(self.program.process.pid))
        self.settle()

    def click(self, node, button="1"):
        """In its middle, with the mouse. GTK 4.18 leaves out the paddings of all that it is in and tells a place above and to
        the left: only for what is large."""
        place = Atspi.Component.get_extents(node.get_component_iface(), Atspi.CoordType.WINDOW)
        scale = int(os.environ.get("GDK_SCALE", "1"))
        at = [str(scale * (place.x + place.width // 2)), str(scale * (place.y + place.height // 2))]
        subprocess.run(["xdotool", "mousemove", "--window", self.front, *at, "click", button], check=True)

    def press(self, node):
        assert Atspi.Action.do_action(node.get_action_iface(), 0)

    def wait_for_focus(self, role):
        """GTK lets a button come up that was pressed here before it acts."""
        subprocess.run(["xdotool", "windowfocus", self.front], check=False)

        def has_focus(node):
            return any(inner.get_state_set().contains(Atspi.StateType.FOCUSED) for inner in walk(node))

        wait_for(f"the focus on a {role}", lambda: [node for node in self.program.all(role, within=self.frame()) if has_focus(node)])

    def bars(self):
        """The messages above the list, from above; the page of a tab without a list is an alert too."""
        alerts = self.program.all("alert", within=self.frame())
        return [node for node in alerts if Atspi.Component.get_extents(node.get_component_iface(), Atspi.CoordType.WINDOW).height < 150]

    def select_tab(self, position):
        self.activate("win.tab", GLib.Variant("i", position))
        self.settle()

    def find(self, role, within=None):
        return wait_for(f"a {role}", lambda: self.program.all(role, within=within or self.frame())[:1])[0]

    def type_into(self, role, text):
        node = self.find(role)
        assert Atspi.EditableText.set_text_contents(node.get_editable_text_iface(), text)

    def table(self):
        return self.find("tree table")

    def select_rows(self, first, count):
        rows = wait_for("rows", lambda: [n for n in walk(self.table()) if role_of(n) == "table row"][8:])
        listed = rows[-1].get_parent()
        for position in range(first, first + count):
            listed.get_selection_iface().select_child(position)

    def end(self):
        self.program.kill()


def write_config(service, organizations=None):
    """The scripts' file, for the import."""
    first, *others = organizations or service.organizations
    text = f"[USER_INFO]\nTS_USER_ID = {service.user_id}\nTS_API_KEY = {service.key}\nTS_API_ENDPOINT = {service.endpoint}\n\n"
    text += f"[DEFAULT]\nTS_ORGANIZATION_ID = {first['id']}\nTS_ORGANIZATION_NAME = \"{first['name']}\"\n"
    for number, organization in enumerate(others):
        text += f"\n[TAB{number}]\nTS_ORGANIZATION_ID = {organization['id']}\nTS_ORGANIZATION_NAME = \"{organization['name']}\"\n"
    path = HOME / "threatstack.cfg"
    path.write_text(text)
    return path


@scene
def first_run(tour):
    """The three ways in."""
    wait_for("the three ways in", lambda: len(tour.program.all("push button")) >= 3)
    tour.show("first-run")


@scene
def account(tour):
    tour.opened("account", lambda: tour.activate("app.set-up"))
    tour.show("account")
    tour.key("Return")
    tour.show("account-error")
    tour.close()


def choose_file(tour, path):
    """Opens a file through the chooser, which is GTK's own; the dialog that comes of it is in front."""
    tour.opened("the file chooser", lambda: tour.activate("win.import"))
    tour.program.name_file(title_of(tour.front), path)
    tour.opened("import", lambda: tour.key("Return"))


@scene
def import_faulty_file(tour):
    path = HOME / "faulty.cfg"
    path.write_text("[USER_INFO]\nTS_USER_ID\nTS_API_ENDPOINT = ftp://example.com\n[DEFAULT]\nTS_ORGANIZATION_NAME = x\n")
    choose_file(tour, path)
    tour.show("import-faulty")
    tour.close()


@scene
def import_file(tour, fault="list:status=503"):
    """Every organization but the last can be read at once: that one is for a later scene."""
    if fault:
        # The import tries the list before it is in a tab.
        tour.service.set_faults(f"{fault},after=1,org={tour.service.organizations[2]['id']}")
    choose_file(tour, write_config(tour.service))
    tour.show("import")
    tour.key("Return")
    wait_for("the tabs", lambda: tour.program.all("page tab"))
    time.sleep(0.5)
    tour.show("import-result")
    tour.close()


@scene
def main(tour):
    tour.activate("win.tab", GLib.Variant("i", 0))
    wait_for("the list", lambda: "table row" in [role_of(node) for node in walk(tour.table())])
    tour.show("main")
    tour.select_rows(4, 3)
    tour.show("selected")
    tour.dialog("remove", lambda: tour.activate("win.remove"))


@scene
def no_list(tour):
    """A tab whose members are being read, are not read, cannot be read, and whose key is refused: then a button of the
    page leads to where a key is entered."""
    service, organization = tour.service, tour.service.organizations[2]["id"]
    tour.select_tab(2)
    page = wait_for("the page", lambda: tour.program.all("alert", within=tour.frame()))[-1]
    tour.show("loading")
    tour.press(tour.find("push button", within=page))
    tour.show("not-read")
    for name, fault in (("failed", "list:status=404"), ("key-banner", "list:status=401")):
        service.set_faults(f"{fault},org={organization}")
        tour.activate("win.refresh")
        tour.show(name)
    service.set_faults()
    page = tour.program.all("alert", within=tour.frame())[-1]
    enter, _retry = tour.program.all("push button", within=page)[-2:]  # GTK 4.8 has those of pages that are not shown too
    tour.press(enter)
    tour.wait_for_focus("password text")
    tour.write(service.key)
    tour.key("Return")
    count = str(len(service.members(organization)))
    wait_for("the list", lambda: count in str([said_by(node) for node in tour.program.all("status bar", within=tour.frame())]))
    tour.select_tab(0)


@scene
def find_everywhere(tour):
    tour.opened("find", lambda: tour.activate("win.find-everywhere"))
    tour.show("find-empty")
    tour.type_into("entry", "abigail")
    wait_for("somebody", lambda: tour.program.all("list item", within=tour.frame()))
    tour.show("find")
    tour.type_into("entry", "nobody-is-called-this")
    time.sleep(0.3)
    tour.show("find-nobody")
    tour.key("Escape")  # empties the entry
    tour.close()


@scene
def nobody_matches(tour):
    tour.type_into("entry", "nobody-is-called-this")
    tour.show("nobody")
    tour.type_into("entry", "")


@scene
def main_menu(tour):
    tour.key("F10")
    tour.show("menu")
    tour.key("Escape")


@scene
def invite(tour):
    tour.opened("invite", lambda: tour.activate("win.invite"))
    tour.show("invite-empty")
    tour.type_into(
        "text", "new.person@example.com, Grace Hopper <grace@elsewhere.example>\nabigail.barlow@example.com\nnot-an-address"
    )
    tour.show("invite")
    tour.key("ctrl+Return")
    wait_for("the invitations", lambda: len(tour.service.invitations()) >= 2)
    tour.show("invite-result")
    tour.close()


@scene
def add(tour):
    tour.opened("add", lambda: tour.activate("win.add-existing"))
    wait_for("people", lambda: tour.program.all("list item", within=tour.frame()))
    tour.show("add")
    tour.close()


@scene
def remove_and_undo(tour):
    """Three people go, and come back. What takes away is never the default: it is one Tab away."""
    organization = tour.service.organizations[0]["id"]
    count = len(tour.service.members(organization))
    tour.opened("remove", lambda: tour.activate("win.remove"))
    tour.key("Tab")
    tour.key("Return")
    wait_for("the removal", lambda: len(tour.service.members(organization)) == count - 3)
    tour.show("remove-result")
    tour.close()
    bar = wait_for("the offer", tour.bars)[0]
    tour.show("undo-offer")
    button = tour.program.all("push button", within=bar)[0]
    Atspi.Action.do_action(button.get_action_iface(), 0)
    wait_for("everybody", lambda: len(tour.service.members(organization)) == count)
    tour.show("undone")


@scene
def menus(tour):
    """Those of a tab, of the list and of its columns."""
    tour.menu("tab-menu", lambda: tour.click(tour.program.all("page tab", within=tour.frame())[0], "3"))
    tour.click(tour.table())  # the row in the middle
    tour.menu("list-menu", lambda: tour.key("shift+F10"))
    shown = [node for node in walk(tour.frame()) if role_of(node) in ("entry", "push button") and showing(node)]
    search = [role_of(node) for node in shown].index("entry")
    tour.menu("columns-menu", lambda: tour.press(shown[search + 2]))  # within the button that GTK draws


@scene
def undo(tour):
    """The row that the menus left selected goes. Where the members could not be read after that, undoing asks before."""
    service, organization = tour.service, tour.service.organizations[0]["id"]
    count = len(service.members(organization))
    tour.opened("remove", lambda: tour.activate("win.remove"))
    tour.key("Tab")
    tour.key("Return")
    wait_for("the removal", lambda: len(service.members(organization)) == count - 1)
    time.sleep(0.5)
    tour.close()
    wait_for("the offer", tour.bars)
    service.set_faults(f"list:status=404,org={organization}")
    tour.activate("win.refresh")
    bar = wait_for("both bars", lambda: tour.bars()[1:])[0]
    tour.show("undo-bars")
    service.set_faults()
    button = tour.program.all("push button", within=bar)[0]
    tour.dialog("undo", lambda: tour.press(button))


@scene
def close_while_sending(tour):
    """One removal is refused, the next one has to wait. The question at closing, and what became of the run whose dialog is gone."""
    tour.service.set_faults("remove:status=403,times=1", "remove:status=429,retry-after=600")
    tour.select_rows(4, 3)
    tour.opened("remove", lambda: tour.activate("win.remove"))
    tour.key("Tab", "Return")
    wait_for("two requests", lambda: [r["status"] for r in tour.service.requests if r["method"] == "DELETE"][-2:] == [403, 429])
    tour.show("remove-waiting")
    tour.close()
    tour.dialog("close", lambda: tour.activate("win.close"))
    tour.opened("result", lambda: tour.activate("win.stop-changes"))
    tour.show("result")
    tour.close()
    tour.service.set_faults()


@scene
def history(tour):
    tour.dialog("history", lambda: tour.activate("win.history"))


@scene
def preferences(tour):
    """Its four pages."""
    tour.opened("preferences", lambda: tour.activate("win.preferences"))
    for page in ("accounts", "organizations", "list", "confirmations"):
        tour.show(f"preferences-{page}")
        tour.key("ctrl+Next")
    tour.close()


@scene
def forget_account(tour):
    """The question, which is answered with no."""
    tour.opened("preferences", lambda: tour.activate("win.preferences"))
    preferences = tour.front
    tour.opened("forget-account", lambda: tour.key("Tab", "Tab", "Tab", "Tab", "space"))
    tour.show("forget-account")
    tour.close()
    tour.front = preferences
    tour.close()


@scene
def edit_account(tour):
    tour.dialog("edit-account", lambda: tour.activate("win.edit-account"))


@scene
def remove_tab(tour):
    tour.dialog("remove-tab", lambda: tour.activate("win.remove-tab"))


@scene
def shortcuts(tour):
    tour.dialog("shortcuts", lambda: tour.activate("win.show-help-overlay"))


@scene
def about(tour):
    tour.dialog("about", lambda: tour.activate("app.about"))


@scene
def demo_window(tour):
    """A window of its own, of the same program."""
    tour.opened("demo", lambda: tour.activate("app.demo"))
    time.sleep(0.5)
    tour.show("demo")
    tour.key("ctrl+w")
    wait_for("the window to close", lambda: tour.front not in x_windows(tour.program.process.pid))
    time.sleep(0.3)
    tour.front = tour.main


@scene
def offline(tour):
    """The last one: the service is gone. The old list stays, with the reason above it."""
    tour.service.stop()
    tour.activate("win.refresh")
    wait_for("the reason", tour.bars)
    tour.show("offline")
