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
from urllib.parse import unquote

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
    """Standard output and standard error of one call whose exit status is the expected one (None: any but 0)."""
    process = start(*args, env=env)
    out, err = process.communicate(timeout=120)
    expected = process.returncode != 0 if status is None else process.returncode == status
    assert expected, f"{args}: exit {process.returncode}, not {status}\n{out}{err}"
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
        return self.text

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
    return [unquote(path.rsplit("/", 1)[1]) for method, path, _, _ in service.changes if method == "DELETE"]


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


def two_kims(name):
    env = fresh(name, 20)
    service.members_of["prod-1"] += [
        member("k1", "Kim Lee", "kim@example.com"), member("k2", "Kim Lee", "Kim@Example.COM"),
        member("k3", "Kim Lee", "other@example.com"), member("other@example.com", "Odd Id", "odd@example.com"),
    ]  # fmt: skip
    return env


def test_one_address_of_two_members():
    env = two_kims("address")
    for call in (("kim@example.com",), ("KIM@example.com", "u1"), ("kim@example.com", "--dry-run")):
        out, err = run("remove", "--config", str(CONFIG), "--yes", *call, env=env, status=2)
        assert "Kim Lee (kim@example.com, k1)" in err and "Kim Lee (Kim@Example.COM, k2)" in err, err
        assert "k3" not in err and "nothing was sent" in err and not out, (out, err)
    _, err = run("remove", "--config", str(CONFIG), "--all-orgs", "--yes", "kim@example.com", env=env, status=2)
    assert "k1" in err and "k2" in err, err
    assert not removed()
    run("remove", "--config", str(CONFIG), "--yes", "k2", env=env)
    run("remove", "--config", str(CONFIG), "--yes", "kim@example.com", env=env)
    assert removed() == ["k2", "k1"]


def test_an_id_that_is_an_address():
    env = two_kims("odd-id")
    _, err = run("remove", "--config", str(CONFIG), "--yes", "other@example.com", env=env, status=2)
    assert "Kim Lee (other@example.com, k3)" in err and "Odd Id (odd@example.com, other@example.com)" in err, err
    run("remove", "--config", str(CONFIG), "--yes", "k3", env=env)
    run("remove", "--config", str(CONFIG), "--yes", "odd@example.com", env=env)
    assert removed() == ["k3", "other@example.com"]


def test_same_name():
    env = two_kims("name")
    call = Terminal("remove", "--config", str(CONFIG), "k1", "k3", env=env)
    text = call.read_until("(yes/no)")
    for person in ("Kim Lee (kim@example.com, k1)", "Kim Lee (other@example.com, k3)"):
        assert text.count(person) == 2, text  # in the plan and in the question
    call.write("yes\n")
    text = call.read_to_end()
    assert "Removed Kim Lee (kim@example.com, k1)" in text and "Removed Kim Lee (other@example.com, k3)" in text, text
    table, _ = run("history", env=env)
    assert "Kim Lee (kim@example.com, k1)" in table and "Kim Lee (other@example.com, k3)" in table, table
    parsed = json.loads(run("history", "--format", "json", env=env)[0])
    assert [(r["person"], r["email"], r["subject"]) for r in parsed] == [
        ("Kim Lee", "kim@example.com", "k1"), ("Kim Lee", "other@example.com", "k3"),
    ], parsed  # fmt: skip
    assert "kim@example.com" in run("history", "--format", "csv", env=env)[0]
    journal = (HOME / "name" / "roster" / "journal.jsonl").read_text().splitlines()
    assert {json.loads(line)["email"] for line in journal} == {"kim@example.com", "other@example.com"}
    out, err = run("remove", "--config", str(CONFIG), "--yes", "--format", "json", "k2", env=env)
    assert json.loads(out)[0]["email"] == "Kim@Example.COM", out


def test_owners_are_named():
    env = fresh("owners", 6)
    service.members_of["prod-1"] += [
        member("o1", "Ann", "ann@example.com", "owner"), member("o2", "Ben", "ben@example.com", "Owner"),
    ]  # fmt: skip
    _, err = run("remove", "--config", str(CONFIG), "--yes", "u1", "o2", env=env, status=2)
    assert "Owners who lose access: Ben (ben@example.com, o2). " in err and "--force-remove-owners" in err, err
    assert err.index("Ben") < err.index("User 1"), "owners come first in the plan"
    call = Terminal("remove", "--config", str(CONFIG), "--yes", "u1", "o1", "o2", "--force-remove-many", env=env)
    call.read_until("to go on:")
    assert "Owners who lose access: Ann (ann@example.com, o1), Ben (ben@example.com, o2)." in call.text, call.text
    call.write("owner\n")
    call.read_to_end()
    assert call.status == 0 and sorted(removed()) == ["o1", "o2", "u1"], call.text


def test_owners_count_by_id():
    env = fresh("twice", 6)
    service.members_of["prod-1"].append(service.members_of["prod-1"][0])
    run("remove", "--config", str(CONFIG), "--yes", "own", "--force-remove-owners", "--force-remove-self", env=env, status=None)
    assert not removed()


def test_one_organization_in_two_accounts():
    fresh("accounts", 3)
    for user in ("own", "deputy"):
        CONFIG.write_text(
            f"[USER_INFO]\nTS_USER_ID = {user}\nTS_API_KEY = {service.key}\nTS_API_ENDPOINT = {service.endpoint}\n"
            '\n[DEFAULT]\nTS_ORGANIZATION_ID = prod-1\nTS_ORGANIZATION_NAME = "Größe"\n'
        )
        run("import", str(CONFIG))
    for name in ("prod-1", "Größe", "GRÖSSE"):
        _, err = run("members", "--org", name, status=2)
        assert "--account" in err and f"own at {service.endpoint}" in err and f"deputy at {service.endpoint}" in err, err
        for account in ("deputy", f"deputy@{service.endpoint}"):
            out, _ = run("members", "--org", name, "--account", account, "--format", "json")
            assert len(json.loads(out)) == 4, out
        run("members", "--org", name, "--account", service.endpoint, status=2)
    run("members", "--account", "own")
    _, err = run("members", "--org", "prod-1", "--account", "nobody", status=2)
    assert "deputy at" in err, err
    env = {"XDG_STATE_HOME": str(HOME / "accounts")}
    run("remove", "--org", "prod-1", "--account", "deputy", "--yes", "u1", env=env)
    assert removed() == ["u1"]
    for args, n in ((("--account", "deputy"), 1), (("--account", "own"), 0), (("--org", "GRÖSSE"), 1)):
        assert len(json.loads(run("history", *args, "--format", "json", env=env)[0])) == n, args
    write_config()


write_config()
tests = [(name.removeprefix("test_").replace("_", " "), test) for name, test in list(globals().items()) if name.startswith("test_")]
status = Tap(tests, keep_going=True).run()
service.stop()
sys.exit(status)
