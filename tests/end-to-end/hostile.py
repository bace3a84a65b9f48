#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window over a service that chooses every name, id and role in it, and where the key is while the window runs.

usage: hostile.py ROSTER ROSTER_DEMO ROSTERCTL, inside `headless --keyring` with GSETTINGS_BACKEND=keyfile.
"""

import os
import pathlib
import re
import subprocess
import sys
import unicodedata
from urllib.parse import quote

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from driver import Program, find_windows, wait_for  # noqa: E402
from signing import SigningService, member  # noqa: E402
from tap import Tap  # noqa: E402

from gi.repository import Gio, GLib  # noqa: E402

ROSTER, ROSTERCTL = (os.path.abspath(path) for path in (sys.argv[1], sys.argv[3]))
HOME = pathlib.Path(os.environ["HOME"])
CONFIG = HOME / "threatstack.cfg"
STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066\u2067]")
HOSTILE = [
    "<b>bold</b><a href='file:///etc/passwd'>x</a>", "\x1b]0;title\x07\x1b[31m", "abc\u202egnp.exe", "../../organizations/other/members/x",
    "a?b=c#d", "%2e%2e%2f", "%s%n%s", "one\ntwo\r\nthree", "x" * 60000, "_m_nemonic", "&amp;&#10;", "'; rm -rf ~; '", " ", "*", ".",
]  # fmt: skip

service = SigningService({"prod-1": []}, key="held-" + "k" * 35)
roster = None


def fill():
    service.members_of["prod-1"] = [member("own", "Olga Owner", "olga@example.com", "owner")]
    for number, text in enumerate(HOSTILE):
        service.members_of["prod-1"].append(member(text, text, f"h{number}@example.com", text))
    service.members_of["prod-1"].append(member("last", "Last One", HOSTILE[1], "user"))


def test_table():
    """It is listed as it is, made visible, and the ids reach the service as one part of the path."""
    call = [ROSTERCTL, "members", "--config", str(CONFIG)]
    done = subprocess.run(call, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0 and not STEERING.search(done.stdout), ascii(done.stderr)
    assert "Last One" in done.stdout and "[U+202E]" in done.stdout
    for number, text in enumerate(HOSTILE):
        fill()
        service.changes.clear()
        call = [ROSTERCTL, "remove", "--yes", "--force-remove-many", "--config", str(CONFIG), f"h{number}@example.com"]
        done = subprocess.run(call, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)
        assert not STEERING.search(done.stdout + done.stderr), ascii(done.stdout + done.stderr)
        paths = [path for method, path, _, _ in service.changes]
        if text.strip(" .") == "" or len(text) > 10000:  # no part of a path, or more than a line of a request
            assert len(service.members_of["prod-1"]) >= len(HOSTILE) + 1, ascii(text)
            continue
        assert done.returncode == 0, ascii(text[:100]) + done.stdout + done.stderr
        assert [path.rsplit("/", 1) for path in paths] == [["/v2/organizations/members", quote(text, safe="")]], paths


def test_window():
    global roster
    fill()
    done = subprocess.run([ROSTERCTL, "import", str(CONFIG), "--remove-key"], stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
    assert done.returncode == 0, done
    roster = Program([ROSTER], HOME / "roster.log", env={"G_DEBUG": "fatal-criticals"})
    table = roster.find("tree table")
    wait_for("the list", lambda: any("h1@example.com" in text for text in roster.texts(table)))
    for text in roster.texts() + roster.texts(table):
        assert not [c for c in text if unicodedata.category(c) == "Cc" and c != "\n"] and "\u202e" not in text, ascii(text)
    assert roster.process.poll() is None


def mappings(pid):
    """Start, end and flags of what can be read of a process's memory."""
    place = None
    for line in open(f"/proc/{pid}/smaps"):
        found = re.match(r"([0-9a-f]+)-([0-9a-f]+) (\S+)", line)
        if found:
            place = int(found[1], 16), int(found[2], 16), found[3]
        elif line.startswith("VmFlags:") and place and place[2].startswith("rw"):
            yield place[0], place[1], line.split()[1:]


def places_of(key):
    """How often the key is in the program's memory: in what is locked there, elsewhere."""
    counts = [0, 0]
    with open(f"/proc/{roster.process.pid}/mem", "rb", buffering=0) as memory:
        for start, end, flags in mappings(roster.process.pid):
            try:
                memory.seek(start)
                counts[0 if "lo" in flags else 1] += memory.read(end - start).count(key)
            except (OSError, OverflowError):
                continue
    return counts


def test_key_in_memory():
    locked, elsewhere = places_of(service.key.encode())
    assert locked > 0 and elsewhere == 0, (locked, elsewhere)


def test_forgotten():
    """Forget account takes it out of memory, too."""
    call = ("io.github.roster.Roster", "/io/github/roster/Roster/window/1", "org.gtk.Actions", "Activate")
    arguments = GLib.Variant("(sava{sv})", ("preferences", [], {}))
    Gio.bus_get_sync(Gio.BusType.SESSION).call_sync(*call, arguments, None, 0, 20000, None)
    wait_for("the preferences", lambda: find_windows("Preferences"))
    roster.keys("Tab", "Tab", "Tab", "Tab", "space", window="Preferences")
    roster.press("push button", "Forget")
    wait_for("the key to be gone", lambda: places_of(service.key.encode()) == [0, 0])
    assert roster.process.poll() is None


CONFIG.write_text(
    f"[USER_INFO]\nTS_USER_ID = own\nTS_API_KEY = {service.key}\nTS_API_ENDPOINT = {service.endpoint}\n"
    "[DEFAULT]\nTS_ORGANIZATION_ID = prod-1\nTS_ORGANIZATION_NAME = Production\n"
)
fill()
steps = [
    ("hostile ids in the table", test_table),
    ("hostile names in the window", test_window),
    ("the key in locked memory", test_key_in_memory),
    ("the key gone after Forget account", test_forgotten),
]
status = Tap(steps).run(lambda name: print("\n".join(f"# {line}" for line in roster.outline()[-60:])) if roster else None)
if roster:
    roster.kill()
service.stop()
sys.exit(status)
