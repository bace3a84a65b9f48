#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where rosterctl lives: a locale that knows no letters, closed descriptors, a terminal that cannot do anything, a journal that
somebody damaged.

usage: rosterctl_living.py ROSTERCTL ROSTER_DEMO, inside `headless --keyring` with GSETTINGS_BACKEND=keyfile.
"""

import json
import os
import pathlib
import pty
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from service import Service  # noqa: E402
from tap import Tap  # noqa: E402

ROSTERCTL, DEMO = (os.path.abspath(path) for path in sys.argv[1:3])
HOME = pathlib.Path(os.environ["HOME"])
CONFIG = HOME / "threatstack.cfg"

service = Service(DEMO)
production, staging, _ = service.organizations
CONFIG.write_text(
    f"[USER_INFO]\nTS_USER_ID = {service.user_id}\nTS_API_KEY = {service.key}\nTS_API_ENDPOINT = {service.endpoint}\n\n"
    f"[DEFAULT]\nTS_ORGANIZATION_ID = {production['id']}\nTS_ORGANIZATION_NAME = Größe\n\n"
    f"[STAGING]\nTS_ORGANIZATION_ID = {staging['id']}\nTS_ORGANIZATION_NAME = 開発\n"
)


def call(*args, before="", after="", env=None, stdin=b""):
    """Status, standard output and standard error of one call through a shell, which closes what BEFORE and AFTER say."""
    process = subprocess.run(
        ["sh", "-c", f'{before} exec "$0" "$@" {after}', ROSTERCTL, *args],
        input=stdin, capture_output=True, cwd=HOME, env={**os.environ, **(env or {})}, timeout=60,
    )  # fmt: skip
    return process.returncode, process.stdout, process.stderr


def run(*args, status=0, **more):
    got, out, err = call(*args, **more)
    assert got == status, f"{args}: exit {got}, not {status}\n{out}{err}"
    return out.decode(), err.decode()


def invited():
    return [address for _, address, _ in service.invitations()]


def on_terminal(*args, env=None):
    """Everything that a call writes to a terminal."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.execve(ROSTERCTL, [ROSTERCTL, *args], {**os.environ, "TERM": "xterm", **(env or {})})
    shown = b""
    try:
        while chunk := os.read(terminal, 4096):
            shown += chunk
    except OSError:  # how a terminal says that its program has ended
        pass
    os.waitpid(pid, 0)
    os.close(terminal)
    return shown.decode()


C = {"LC_ALL": "C", "LANG": "C"}


def test_arguments_are_bytes():
    """Under cron there is no locale; a name is found, an address is invited as it stands."""
    for name, organization in (("Größe", production), ("開発", staging)):
        out, _ = run("members", "--config", str(CONFIG), "--org", name, "--format", "json", env=C)
        assert {m["organizationId"] for m in json.loads(out)} == {organization["id"]}, name
    before = len(service.invitations())
    run("invite", "--config", str(CONFIG), "--org", "Größe", "--role", "reader", "jörg@example.com", env=C)
    run("invite_user", "--config", str(CONFIG), "--org", "DEFAULT", "--user-role", "reader", "--user-email", "zoë@example.com", env=C)
    assert invited()[before:] == ["jörg@example.com", "zoë@example.com"], invited()[before:]


def test_bytes_of_no_encoding():
    """Neither UTF-8 nor of the locale: refused, and nothing is sent."""
    before = len(service.requests)
    for args in (("invite", "--role", "reader", b"j\xf6rg@example.com"), ("invite", "--role", "reader", "--org", b"Gr\xf6", "a@example.com")):
        _, err = run(*args, "--config", str(CONFIG), env=C, status=2)
        assert "not text in UTF-8" in err, err
    assert len(service.requests) == before


def test_no_standard_input():
    """What is not there cannot be read: said at once, and nothing is sent."""
    before = len(service.requests)
    for command in (("remove",), ("add",), ("invite", "--role", "reader")):
        _, err = run(*command, "--config", str(CONFIG), "--from", "-", after="<&-", status=1)
        assert "cannot be read" in err, err
    assert all(request["method"] == "GET" for request in service.requests[before:])


def test_no_standard_output():
    """Nothing is sent whose result could not be told."""
    before = len(service.invitations())
    for closed in (">&-", ">&- <&-"):
        _, err = run("invite", "--config", str(CONFIG), "--role", "reader", "untold@example.com", after=closed, status=1)
        assert "output cannot be written" in err, err
    assert call("invite", "--config", str(CONFIG), "--role", "reader", "untold@example.com", after=">&- 2>&-")[0] == 1
    _, err = run("import", str(CONFIG), after=">&-", status=1)
    assert "output cannot be written" in err, err
    _, err = run("members", "--config", str(CONFIG), after=">&-", status=1)
    assert "output cannot be written" in err, err
    assert len(service.invitations()) == before


def test_no_standard_error():
    """The result is on standard output, and in the exit status."""
    for number, closed in enumerate(("2>&-", "2>&- <&-")):
        address = f"nobody-hears-{number}@example.com"
        out, _ = run("invite", "--config", str(CONFIG), "--role", "reader", address, after=closed)
        assert address in out, out
        assert invited()[-1] == address


def test_terminals():
    """No escape and no moved cursor where the terminal has none, or the person wants none; and what waits is said all the same."""
    person = next(m for m in service.members(production["id"]) if m["role"] == "user" and m["id"] != service.user_id)
    calls = (
        ("members", "--config", str(CONFIG), "--org", "STAGING"),
        ("remove", "--config", str(CONFIG), "--yes", "--dry-run", person["id"]),
        ("invite", "--config", str(CONFIG), "--role", "reader", "plain@example.com"),
        ("remove", "--config", str(CONFIG), "--yes", "nobody-at-all"),
    )
    for env in ({"TERM": "dumb"}, {"NO_COLOR": "1"}, {"TERM": ""}):
        for args in calls:
            service.set_faults("list:status=503,retry-after=1,times=1")
            shown = on_terminal(*args, env=env)
            assert "\033" not in shown and "\r" not in shown.replace("\r\n", ""), (env, args, shown)
            assert "Next try in" in shown, (env, args, shown)
    service.set_faults()
    assert "\033[" in on_terminal(*calls[0])


def record(number, **changed):
    return json.dumps(
        {
            "version": 1, "time": f"2026-01-02T03:04:{number:02}.000Z", "event": "outcome", "kind": "remove", "uuid": f"u{number}",
            "endpoint": service.endpoint, "organization-id": production["id"], "organization-name": production["name"],
            "user-id": service.user_id, "subject": f"s{number}", "label": f"Label {number}", "role": "user", "result": "done",
            **changed,
        }
    )  # fmt: skip


def test_damaged_journal():
    """Nested lines and endless ones end nothing, and hide nothing."""
    folder = HOME / "damaged" / "roster"
    folder.mkdir(parents=True)
    env = {"XDG_STATE_HOME": str(folder.parent)}
    bad = ["[" * 80000, '{"a":' * 80000, '/*"*/[' * 80000, "x" * 70000, record(9, nested=[[1]])]
    journal = "\n".join([record(1), *bad, record(2)]) + "\n"
    (folder / "journal.jsonl").write_text(journal)
    out, err = run("history", "--format", "json", env=env)
    assert [r["subject"] for r in json.loads(out)] == ["s1", "s2"], out
    assert f"{len(bad)} lines of the journal are damaged" in err, err
    _, err = run("invite", "--config", str(CONFIG), "--role", "reader", "damaged@example.com", env=env)
    assert f"{len(bad)} damaged lines of the journal were put aside" in err, err
    assert (folder / "journal-damaged-1.jsonl").read_text() == journal
    out, _ = run("history", "--format", "json", env=env)
    assert [r["subject"] for r in json.loads(out)] == ["s1", "s2", "damaged@example.com"], out


def test_missing_journal():
    """The files behind a missing number are read, in their order."""
    folder = HOME / "missing" / "roster"
    folder.mkdir(parents=True)
    for number in (2, 9, 10):
        (folder / f"journal-{number}.jsonl").write_text(record(number) + "\n")
    out, _ = run("history", "--format", "json", env={"XDG_STATE_HOME": str(folder.parent)})
    assert [r["subject"] for r in json.loads(out)] == ["s2", "s9", "s10"], out


tests = [(name.removeprefix("test_").replace("_", " "), test) for name, test in list(globals().items()) if name.startswith("test_")]
status = Tap(tests, keep_going=True).run()
service.stop()
sys.exit(status)
