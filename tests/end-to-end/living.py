#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where Roster’s window lives: without a session bus, with GTK's accessibility for tests, and while the run before it ends.

usage: living.py ROSTER ROSTER_DEMO ROSTERCTL, inside `headless --keyring` with GSETTINGS_BACKEND=keyfile.
"""

import os
import pathlib
import re
import signal
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from driver import Program, find_windows, wait_for  # noqa: E402
from service import Service  # noqa: E402
from tap import Tap  # noqa: E402

ROSTER, DEMO, ROSTERCTL = (os.path.abspath(path) for path in sys.argv[1:4])
HOME = pathlib.Path(os.environ["HOME"])
LOG = HOME / "roster.log"
N_ORGANIZATIONS = 40
TITLE = "Demo Production – Roster demo"


def keys(title, *names):
    subprocess.run(["xdotool", "windowfocus", find_windows(title)[-1]], check=True)
    subprocess.run(["xdotool", "key", *names], check=True)


def lives(env):
    """The demo lists members, opens another window by a key, and ends by a key: with the status 0 and no complaint."""
    with open(LOG, "wb") as log:
        program = subprocess.Popen(
            [ROSTER, "--demo"], stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
            env={**env, "G_MESSAGES_DEBUG": "roster-core", "ROSTER_DEMO_PROGRAM": DEMO},
        )  # fmt: skip

    def alive(condition):
        assert program.poll() is None, f"the program ended with {program.returncode}"
        return condition()

    try:
        wait_for("a list of members", lambda: alive(lambda: re.search(r"roster-core-DEBUG.*GET \S*/members: 200", LOG.read_text(errors="replace"))))
        wait_for("the window", lambda: alive(lambda: find_windows(TITLE)))
        wait_for("the find window", lambda: alive(lambda: find_windows("Find") or keys(TITLE, "ctrl+shift+f")))
        keys(TITLE, "ctrl+q")
        assert program.wait(20) == 0
    finally:
        program.kill()
    complaints = [line for line in LOG.read_text(errors="replace").splitlines() if re.search(r"-(CRITICAL|ERROR) ", line)]
    assert not complaints, complaints


def without_bus():
    env = {name: value for name, value in os.environ.items() if name != "DBUS_SESSION_BUS_ADDRESS"}
    # Where there is dbus-launch, GLib would start a bus by it.
    return {**env, "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere"}


def test_no_bus():
    lives(without_bus())


def test_accessibility_for_tests():
    lives({**os.environ, "GTK_A11Y": "test"})


def test_no_accessibility():
    lives({**os.environ, "GTK_A11Y": "none"})


def import_many(service):
    config = HOME / "many.cfg"
    text = f"[USER_INFO]\nTS_USER_ID = {service.user_id}\nTS_API_KEY = {service.key}\nTS_API_ENDPOINT = {service.endpoint}\n"
    for number in range(N_ORGANIZATIONS):
        known = service.organizations[number]["id"] if number < len(service.organizations) else f"none-{number}"
        text += f'[S{number}]\nTS_ORGANIZATION_ID = {known}\nTS_ORGANIZATION_NAME = "Größe {number}"\n'
    config.write_text(text)
    subprocess.run([ROSTERCTL, "import", str(config)], stdin=subprocess.DEVNULL, capture_output=True, check=False)


def start_within(old, moment):
    """Starts again, each time a bit later, so that it falls into another part of the end."""
    try:
        old.process.wait(0.015 * moment)
    except subprocess.TimeoutExpired:
        pass
    return Program([ROSTER], LOG)


def test_lost_answer():
    """Whoever was asked to open the window ends before it answers."""
    ending = subprocess.Popen(
        [sys.executable, pathlib.Path(__file__).with_name("ending.py")], stdout=subprocess.PIPE, text=True
    )
    assert ending.stdout.readline() == "ready\n"
    program = Program([ROSTER], LOG)
    try:
        program.window("Roster")
        assert ending.wait(20) == 0
    finally:
        program.kill()


def test_again_at_once():
    """Whoever quits and starts again gets a window, however long the old one takes to go."""
    service = Service(DEMO)
    import_many(service)
    # As cron or ssh has it: a name is bytes, whatever the locale knows.
    program = Program([ROSTER, "--org", "größe 1"], LOG, {"LC_ALL": "C"})
    program.window("Größe 1")
    try:
        for moment in range(4):
            old = program
            old.process.send_signal(signal.SIGTERM)
            program = start_within(old, moment)
            program.window("Größe")
            assert old.process.wait(20) == 0
    finally:
        program.kill()
        service.stop()


sys.exit(
    Tap(
        [
            ("without a session bus", test_no_bus),
            ("with the accessibility for tests", test_accessibility_for_tests),
            ("without accessibility", test_no_accessibility),
            ("started where the answer is lost", test_lost_answer),
            ("started again at once", test_again_at_once),
        ],
        keep_going=True,
    ).run(lambda name: print("\n".join(f"# {line}" for line in LOG.read_text(errors="replace").splitlines()[-20:])))
)
