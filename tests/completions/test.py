#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A shell loads its completion, and what it offers is what --help says.

usage: test.py SHELL ROSTER ROSTERCTL COMPLETIONS
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "end-to-end"))
from tap import Tap  # noqa: E402

SHELL = sys.argv[1]
ROSTER, ROSTERCTL, FOLDER = (os.path.abspath(path) for path in sys.argv[2:5])
START = {"bash": ["bash", "--norc"], "zsh": ["zsh", "-f"], "fish": ["fish", "--no-config"]}[SHELL]
HELP_OPTION = re.compile(r"^  (?:-., )?(--[a-z][a-z_-]*)", re.MULTILINE)
NAMES = ["Production West", "Staging"]

home = pathlib.Path(tempfile.mkdtemp(prefix="roster-completions-"))
environment = {
    **os.environ,
    "HOME": str(home),
    "XDG_CONFIG_HOME": str(home / "config"),
    "XDG_DATA_HOME": str(home / "data"),
    "XDG_CACHE_HOME": str(home / "cache"),
    "GSETTINGS_BACKEND": "keyfile",
    "DBUS_SESSION_BUS_ADDRESS": "disabled:",
    "PATH": f"{home / 'bin'}:{os.environ['PATH']}",
    "TERM": "dumb",
}


def prepare():
    """The programs by their names on the path, two organizations in the settings, and two files."""
    settings = home / "config" / "glib-2.0" / "settings"
    settings.mkdir(parents=True)
    (home / "bin").mkdir()
    for program in (ROSTER, ROSTERCTL):
        (home / "bin" / os.path.basename(program)).symlink_to(program)
    items = [
        f"{{'name': '{name}', 'organization-id': '{number}', 'user-id': 'ada', 'endpoint': 'https://127.0.0.1:1/v2'}}"
        for number, name in enumerate(NAMES)
    ]
    (settings / "keyfile").write_text(f"[io/github/roster/Roster]\norganizations=[{', '.join(items)}]\n")
    (home / "threatstack.cfg").touch()
    (home / "notes.txt").touch()


def offers(*words):
    """What the shell offers for the last word."""
    run = subprocess.run(
        [*START, str(HERE / f"offer.{SHELL}"), FOLDER, *words],
        env=environment, cwd=home, capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL, check=False,
    )
    return {line.strip().replace("\\ ", " ").rstrip("=") for line in run.stdout.splitlines() if line.strip()}


def help_of(*command):
    return subprocess.run([*command, "--help"], env=environment, capture_output=True, text=True, check=True).stdout


def commands():
    return set(re.findall(r"^  ([a-z][a-z_-]*)  ", help_of(ROSTERCTL), re.MULTILINE))


def same(offered, expected):
    assert offered == expected, f"offered only: {offered - expected}, missing: {expected - offered}"


def test_commands():
    found = commands()
    assert len(found) >= 12, found
    same(offers("rosterctl", ""), found)
    same(offers("rosterctl", "exp"), {"export"})


def test_options():
    for command in sorted(commands()):
        expected = set(HELP_OPTION.findall(help_of(ROSTERCTL, command)))
        assert expected, command
        same({word for word in offers("rosterctl", command, "--") if word.startswith("--")}, expected)


def test_values():
    same(offers("rosterctl", "invite", "--role", ""), {"owner", "user", "reader"})
    same(offers("rosterctl", "members", "--format", ""), {"table", "csv", "json"})
    same(offers("rosterctl", "members", "--org", ""), set(NAMES))
    same(offers("rosterctl", "members", "--org", "St"), {"Staging"})


def test_files():
    assert "threatstack.cfg" in offers("rosterctl", "import", "thr")
    assert "notes.txt" not in offers("rosterctl", "import", "")
    assert "notes.txt" in offers("rosterctl", "invite", "--from", "")


def test_roster():
    expected = set(HELP_OPTION.findall(help_of(ROSTER)))
    same({word for word in offers("roster", "--") if word.startswith("--")}, expected)
    same(offers("roster", "--org", "Pr"), {"Production West"})
    assert "threatstack.cfg" in offers("roster", "thr")


if not shutil.which(SHELL):
    print(f"1..0 # SKIP {SHELL} is not installed")
    sys.exit(0)
prepare()
status = Tap(
    [
        ("commands", test_commands),
        ("options", test_options),
        ("values", test_values),
        ("files", test_files),
        ("roster", test_roster),
    ],
    keep_going=True,
).run()
shutil.rmtree(home)
sys.exit(status)
