#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""rosterctl where a name can mean two: two people, two organizations, two accounts. It asks or refuses, and counts removals.

usage: meanings.py ROSTERCTL ROSTER_DEMO, inside `headless --keyring` with GSETTINGS_BACKEND=keyfile.
"""

import json
import os
import pathlib
import pty
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from signing import SigningService, member  # noqa: E402
from tap import Tap  # noqa: E402

ROSTERCTL = os.path.abspath(sys.argv[1])
HOME = pathlib.Path(os.environ["HOME"])
CONFIG = HOME / "threatstack.cfg"


def crowd(n):
    """The account's own owner and n users."""
    return [member("own", "Olga Owner", "olga@example.com", "owner")] + [
        member(f"u{i}", f"User {i}", f"u{i}@example.com") for i in range(n)
    ]


service = SigningService({"prod-1": crowd(3), "prod-2": crowd(3)})


def write_config():
    CONFIG.write_text(
        f"[USER_INFO]\nTS_USER_ID = own\nTS_API_KEY = {service.key}\nTS_API_ENDPOINT = {service.endpoint}\n"
        '\n[DEFAULT]\nTS_ORGANIZATION_ID = prod-1\nTS_ORGANIZATION_NAME = "Production"\n'
        '\n[STAGING]\nTS_ORGANIZATION_ID = prod-2\nTS_ORGANIZATION_NAME = "Größe"\n'
    )


def start(*args, env=None):
    return subprocess.Popen(
        [ROSTERCTL, *args], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=HOME,
        env={**os.environ, **(env or {})},
    )  # fmt: skip


def run(*args, status=0, env=None):
    """Standard output and standard error of one call whose exit status is the expected one."""
    process = start(*args, env=env)
    out, err = process.communicate(timeout=120)
    assert process.returncode == status, f"{args}: exit {process.returncode}, not {status}\n{out}{err}"
    return out, err


class Terminal:
    """A call that somebody answers."""

    def __init__(self, *args, env):
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execve(ROSTERCTL, [ROSTERCTL, *args], {**os.environ, **env})
        self.text = ""

    def read_until(self, text):
        while text not in self.text:
            self.text += os.read(self.fd, 4096).decode(errors="replace")

    def write(self, text):
        os.write(self.fd, text.encode())

    def read_to_end(self):
        try:
            while block := os.read(self.fd, 4096):
                self.text += block.decode(errors="replace")
        except OSError:  # the end of a terminal
            pass
        os.close(self.fd)
        self.status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return self.text


def fresh(name, n):
    """An organization of n users and a journal of its own: the environment for it."""
    service.members_of["prod-1"] = crowd(n)
    service.changes.clear()
    return {"XDG_STATE_HOME": str(HOME / name)}


def removed():
    return [path.rsplit("/", 1)[1] for method, path, _, _ in service.changes if method == "DELETE"]


def test_cap_counts_across_runs():
    env = fresh("cap", 19)  # with the owner: 20, so that 5 may go
    for i in range(0, 4, 2):
        run("remove", "--config", str(CONFIG), "--yes", f"u{i}", f"u{i + 1}", env=env)
    _, err = run("remove", "--config", str(CONFIG), "--yes", "u4", "u5", env=env, status=2)
    assert "--force-remove-many" in err and "2 now" in err and "4 in the last 24 hours" in err and "20 members" in err, err
    run("remove", "--config", str(CONFIG), "--yes", "u4", env=env)
    assert sorted(removed()) == [f"u{i}" for i in range(5)]


def test_cap_holds_for_runs_at_once():
    """All four have made their plan, and are asked, before the first one sends anything."""
    env = fresh("at-once", 19)
    calls = [Terminal("remove", "--config", str(CONFIG), f"u{i}", f"u{i + 4}", f"u{i + 8}", env=env) for i in range(4)]
    for call in calls:
        call.read_until("(yes/no)")
    for call in calls:
        call.write("yes\n")
    texts = [call.read_to_end() for call in calls]
    assert len(removed()) == 5, (removed(), texts)
    assert sum(text.count("within 24 hours") for text in texts) == 7, texts
    results = [r["result"] for r in json.loads(run("history", "--format", "json", env=env)[0])]
    assert results == ["done"] * 5, results


def test_undone_removals_do_not_count():
    env = fresh("undone", 19)
    for i in range(5):
        run("remove", "--config", str(CONFIG), "--yes", f"u{i}", env=env)
    run("remove", "--config", str(CONFIG), "--yes", "u5", env=env, status=2)
    for i in range(5):
        run("add", "--config", str(CONFIG), "--role", "user", f"u{i}", env=env)
    for i in range(5):
        run("remove", "--config", str(CONFIG), "--yes", f"u{i + 5}", env=env)
    run("remove", "--config", str(CONFIG), "--yes", "u0", env=env, status=2)


write_config()
tests = [(name.removeprefix("test_").replace("_", " "), test) for name, test in list(globals().items()) if name.startswith("test_")]
status = Tap(tests, keep_going=True).run()
service.stop()
sys.exit(status)
