#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Roster on a desktop: one process, named tabs, files that are opened, the bus, and what a restart brings back.

usage: desktop.py ROSTER ROSTER_DEMO ROSTERCTL [DRAG_SOURCE], inside `headless --keyring` with GSETTINGS_BACKEND=keyfile.
Without DRAG_SOURCE no file is dropped: GTK 4.8's own leaks there, and a run under the leak sanitizer would show nothing else.
"""

import os
import pathlib
import signal
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from driver import Program, find_windows, name_of, role_of, said_by, showing, text_of, wait_for, walk  # noqa: E402
from service import Service  # noqa: E402
from tap import Tap  # noqa: E402

ROSTER, DEMO, ROSTERCTL = (os.path.abspath(path) for path in sys.argv[1:4])
DRAG_SOURCE = os.path.abspath(sys.argv[4]) if len(sys.argv) > 4 else None
HOME = pathlib.Path(os.environ["HOME"])
CONFIG = HOME / "threatstack.cfg"
SETTINGS = pathlib.Path(os.environ["XDG_CONFIG_HOME"]) / "glib-2.0" / "settings" / "keyfile"
BUS_NAME = "io.github.roster.Roster"
BUS_PATH = "/io/github/roster/Roster"

service = Service(DEMO)
production, staging = service.organizations[:2]
roster = None


def write_config():
    CONFIG.write_text(
        f"[USER_INFO]\nTS_USER_ID = {service.user_id}\nTS_API_KEY = {service.key}\nTS_API_ENDPOINT = {service.endpoint}\n\n"
        f"[DEFAULT]\nTS_ORGANIZATION_ID = {production['id']}\nTS_ORGANIZATION_NAME = \"{production['name']}\"\n\n"
        f"[STAGING]\nTS_ORGANIZATION_ID = {staging['id']}\nTS_ORGANIZATION_NAME = \"{staging['name']}\"\n"
    )


def start(*arguments):
    global roster
    roster = Program([ROSTER, *arguments], HOME / "roster.log")


def again(*arguments, cwd=None):
    """A second start: the status and what it said."""
    run = subprocess.run([ROSTER, *arguments], cwd=cwd, capture_output=True, text=True, timeout=30, check=False)
    return run.returncode, run.stderr


def end(how=signal.SIGTERM):
    roster.process.send_signal(how)
    assert roster.wait_end() == 0


def ask_over_the_bus(method, *arguments):
    """As a file manager or the shell does; the bus starts the program where it is not running."""
    subprocess.run(
        ["gdbus", "call", "--session", "--dest", BUS_NAME, "--object-path", BUS_PATH,
         "--method", f"org.freedesktop.Application.{method}", *arguments],
        check=True, capture_output=True,
    )  # fmt: skip


def page(organization):
    tab = [n for n in walk(roster.root) if role_of(n) == "panel" and name_of(n) == organization["name"]]
    return tab[0].get_child_at_index(0)


def windows():
    """The titles of the windows on the screen."""
    nodes = [roster.root.get_child_at_index(position) for position in range(roster.root.get_child_count())]
    return [said_by(node) for node in nodes if node is not None and showing(node)]


def test_named_tab():
    """--org opens that tab, by its name in any capitals."""
    write_config()
    done = subprocess.run([ROSTERCTL, "import", str(CONFIG)], capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
    assert done.returncode == 0, done
    start("--org", staging["name"].upper())
    roster.window(staging["name"])
    roster.says("40 members", within=page(staging))


def test_single_instance():
    """The second start ends at once and leaves one window."""
    assert again() == (0, "")
    assert windows() == [f"{staging['name']} – Roster"], windows()


def test_named_tab_of_the_running():
    assert again("--org", production["id"]) == (0, "")
    roster.window(production["name"])
    assert len(windows()) == 1, windows()


def test_unknown_name():
    """It says which names there are, where it was asked, and shows nothing else."""
    status, said = again("--org", "Nowhere")
    assert status == 1, status
    assert "“Nowhere”" in said and production["name"] in said and staging["name"] in said, said
    assert windows() == [f"{production['name']} – Roster"], windows()


def test_file():
    """A file by a relative name: the review, in the window that is there."""
    assert again(CONFIG.name, cwd=HOME) == (0, "")
    dialog = roster.window("Import threatstack.cfg")
    roster.says(service.user_id, within=dialog)
    roster.press("push button", "Cancel", within=dialog)
    wait_for("the review to close", lambda: not find_windows("Import"))


def mouse(*actions):
    subprocess.run(["xdotool", *map(str, actions)], check=True)


def test_dropped():
    """A file of another program's, held over the window and dropped."""
    source = subprocess.Popen([DRAG_SOURCE, str(CONFIG)], stderr=subprocess.DEVNULL)
    try:
        place = wait_for("the drag source", lambda: find_windows("Drag source"))[-1]
        mouse("windowmove", find_windows(production["name"])[-1], 0, 0, "windowmove", place, 1110, 0)
        mouse("mousemove", 1150, 75, "mousedown", 1)
        for position in (1140, 1130, 1120, 900, 600):
            mouse("mousemove", position, 200, "sleep", 0.1)

        def held():
            mouse("mousemove_relative", 2, 1)
            return [text for text in roster.texts() if text.startswith("Drop a threatstack.cfg")]

        wait_for("the place to drop", held)
        mouse("mouseup", 1)
        dialog = roster.window("Import threatstack.cfg")
        roster.says(service.user_id, within=dialog)
        roster.press("push button", "Cancel", within=dialog)
        wait_for("the review to close", lambda: not find_windows("Import"))
        assert not [text for text in roster.texts() if text.startswith("Drop a threatstack.cfg")]
    finally:
        mouse("mouseup", 1)
        source.kill()
        source.wait()


def test_wrong_lines():
    assert again("a.cfg", "b.cfg")[0] == 2
    status, said = again("--demo", "a.cfg")
    assert status == 2 and "--demo" in said, (status, said)


def test_opened_over_the_bus():
    ask_over_the_bus("Open", f"['{CONFIG.as_uri()}']", "{}")
    dialog = roster.window("Import threatstack.cfg")
    roster.press("push button", "Cancel", within=dialog)
    wait_for("the review to close", lambda: not find_windows("Import"))


def test_many_opened_over_the_bus():
    """Of 300 files the first counts, and of three calls, too: one review, whatever another program asks for."""
    uris = ", ".join(f"'{uri}'" for uri in [CONFIG.as_uri(), *(f"file:///nowhere/{number}.cfg" for number in range(300))])
    for _ in range(3):
        ask_over_the_bus("Open", f"[{uris}]", "{}")
    dialog = roster.window("Import threatstack.cfg")
    assert len(find_windows("Import")) == 1, find_windows("Import")
    roster.press("push button", "Cancel", within=dialog)
    wait_for("the review to close", lambda: not find_windows("Import"))


def test_demo():
    """The desktop entry's action opens the demo, and --org names a tab of it too."""
    ask_over_the_bus("ActivateAction", "demo", "[]", "{}")
    demo_production, demo_staging = "Demo Production – Roster demo", "Demo Staging – Roster demo"
    roster.window(demo_production)
    assert again("--demo", "--org", "demo STAGING") == (0, "")
    roster.window(demo_staging)
    status, said = again("--demo", "--org", "Nowhere")
    assert status == 1 and "Demo Research" in said, (status, said)
    roster.keys("ctrl+w", window=demo_staging)
    wait_for("the demo to close", lambda: not find_windows(demo_staging))


def search_entry(organization):
    return roster.find("entry", "Search by name", within=page(organization))


def test_session_ends():
    """SIGTERM, as at the end of a session: tab, search and filter are there again, each in its tab."""
    roster.keys("alt+2", window=production["name"])
    roster.window(staging["name"])
    roster.type(search_entry(staging), "a")
    roster.press("push button", "Owners", within=page(staging))
    wait_for("the search", lambda: "{'filter': 'owners', 'search': 'a'}" in SETTINGS.read_text())
    end()
    start()
    roster.window(staging["name"])
    assert text_of(search_entry(staging)) == "a"
    roster.keys("alt+1", window=staging["name"])
    roster.window(production["name"])
    assert text_of(search_entry(production)) == ""


def test_started_by_the_bus():
    """The service file starts the program, and it opens its window."""
    global roster
    end()
    folder = pathlib.Path(os.environ["XDG_DATA_HOME"]) / "dbus-1" / "services"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{BUS_NAME}.service").write_text(
        f"[D-BUS Service]\nName={BUS_NAME}\nExec={ROSTER} --gapplication-service\n"
    )
    call = ["gdbus", "call", "--session", "--dest", "org.freedesktop.DBus", "--object-path", "/org/freedesktop/DBus"]
    for name in ("DISPLAY", "GSETTINGS_SCHEMA_DIR", "GSETTINGS_BACKEND"):
        subprocess.run(
            [*call, "--method", "org.freedesktop.DBus.UpdateActivationEnvironment", f"{{'{name}': '{os.environ[name]}'}}"],
            check=True, capture_output=True,
        )  # fmt: skip
    subprocess.run([*call, "--method", "org.freedesktop.DBus.ReloadConfig"], check=True, capture_output=True)
    ask_over_the_bus("Activate", "{}")
    wait_for("the window", lambda: find_windows(production["name"]))
    pid = subprocess.run(
        [*call, "--method", "org.freedesktop.DBus.GetConnectionUnixProcessID", BUS_NAME],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    (folder / f"{BUS_NAME}.service").unlink()
    os.kill(int("".join(c for c in pid.split()[1] if c.isdigit())), signal.SIGTERM)
    wait_for("the window to go", lambda: not find_windows(production["name"]))


status = Tap(
    [
        ("--org opens that tab", test_named_tab),
        ("a second start raises the first", test_single_instance),
        ("--org in the running program", test_named_tab_of_the_running),
        ("--org with an unknown name", test_unknown_name),
        ("a file is opened", test_file),
        *([("a file is dropped", test_dropped)] if DRAG_SOURCE else []),
        ("wrong command lines", test_wrong_lines),
        ("a file is opened over the bus", test_opened_over_the_bus),
        ("the demo", test_demo),
        ("the session ends", test_session_ends),
        ("started by the bus", test_started_by_the_bus),
    ]
).run(lambda name: print("\n".join(f"# {line}" for line in (HOME / "roster.log").read_text().splitlines()[-20:])))
if roster:
    roster.kill()
service.stop()
sys.exit(status)
