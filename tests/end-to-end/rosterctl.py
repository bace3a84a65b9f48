#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""rosterctl against the demo service: each command, each source of credentials, the scripts' calls, the exit statuses.

usage: rosterctl.py ROSTERCTL ROSTER_DEMO, inside `headless --keyring` with GSETTINGS_BACKEND=keyfile.
"""

import csv
import io
import json
import os
import pathlib
import pty
import re
import signal
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from official import official_csv  # noqa: E402
from service import Service  # noqa: E402
from tap import Tap  # noqa: E402

ROSTERCTL, DEMO = (os.path.abspath(path) for path in sys.argv[1:3])
HOME = pathlib.Path(os.environ["HOME"])
CONFIG = HOME / "threatstack.cfg"

service = Service(DEMO)
production, staging, research = service.organizations
os.environ["ROSTER_DEMO_PROGRAM"] = DEMO


def write_config(key=None, endpoint=None):
    CONFIG.write_text(
        "[USER_INFO]\n"
        f"TS_USER_ID = {service.user_id}\n"
        f"TS_API_KEY = {key or service.key}\n"
        f"TS_API_ENDPOINT = {endpoint or service.endpoint}\n"
        "\n[DEFAULT]\n"
        f"TS_ORGANIZATION_ID = {production['id']}\n"
        f'TS_ORGANIZATION_NAME = "{production["name"]}"\n'
        "\n[STAGING]\n"
        f"TS_ORGANIZATION_ID = {staging['id']}\n"
        f'TS_ORGANIZATION_NAME = "{staging["name"]}"\n'
    )


def run(*args, status=0, env=None, stdin="", cwd=HOME):
    """Standard output and standard error of one call whose exit status is the expected one."""
    process = subprocess.run(
        [ROSTERCTL, *args], input=stdin, capture_output=True, text=True, cwd=cwd, env={**os.environ, **(env or {})}, timeout=120
    )
    assert process.returncode == status, f"{args}: exit {process.returncode}, not {status}\n{process.stdout}{process.stderr}"
    for text in (process.stdout, process.stderr):
        assert service.key not in text, f"{args} prints the key"
    return process.stdout, process.stderr


def ids(organization):
    return [member["id"] for member in service.members(organization["id"])]


def plain_member(organization, skip=0):
    """Somebody who is neither an owner nor the account itself."""
    found = [m for m in service.members(organization["id"]) if m["role"] == "user" and m["id"] != service.user_id]
    return found[skip]


def test_members():
    out, err = run("members", "--config", str(CONFIG))
    assert "in clear text" in err and "rosterctl import" in err, err
    assert len(out.splitlines()) == len(ids(production)) + 1
    assert "\033" not in out
    parsed = json.loads(run("members", "--config", str(CONFIG), "--org", "STAGING", "--format", "json")[0])
    assert [m["id"] for m in parsed] == ids(staging)
    assert {m["organizationId"] for m in parsed} == {staging["id"]}
    both = json.loads(run("--config", str(CONFIG), "--all-orgs", "--format", "json", "members")[0])
    assert len(both) == len(ids(production)) + len(ids(staging))
    enabled = json.loads(run("members", "--config", str(CONFIG), "--enabled-only", "--format", "json")[0])
    assert [m["id"] for m in enabled] == [m["id"] for m in service.members(production["id"]) if m["userEnabled"]]
    assert len(enabled) < len(ids(production))


def test_export():
    target = HOME / "out.csv"
    run("export", "--config", str(CONFIG), "-o", str(target), "--raw")
    assert target.read_bytes() == official_csv(service.members(production["id"])).encode()
    out, _ = run("export", "--config", str(CONFIG), "--raw", "-o", "-")
    assert out.encode() == target.read_bytes()
    guarded, _ = run("export", "--config", str(CONFIG), "-o", "-")
    assert guarded == official_csv(service.members(production["id"]), guard=True)


def test_export_all():
    folder = HOME / "all"
    folder.mkdir()
    run("export", "--config", str(CONFIG), "--all-orgs", cwd=folder)
    names = sorted(path.name for path in folder.iterdir())
    assert len(names) == 2 and all(re.fullmatch(r"\w+-All-Users-[\d-]{16}\.csv", name) for name in names), names


def test_export_keeps_old_file():
    target = HOME / "kept.csv"
    target.write_text("old")
    write_config(key="0" * 40)
    run("export", "--config", str(CONFIG), "-o", str(target), status=3)
    write_config()
    assert target.read_text() == "old"
    _, err = run("export", "--config", str(CONFIG), "-o", "/proc/no/such/file.csv", status=1)
    assert "/proc/no/such/file.csv" in err
    with open("/dev/full", "wb") as full:
        process = subprocess.run(
            [ROSTERCTL, "export", "--config", str(CONFIG), "-o", "-"], stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert process.returncode == 1 and "no room left" in process.stderr, process


def test_closed_pipe():
    read, write = os.pipe()
    os.close(read)
    process = subprocess.run(
        [ROSTERCTL, "members", "--config", str(CONFIG)], stdout=write, stderr=subprocess.PIPE, text=True
    )
    os.close(write)
    assert process.returncode == 1 and "Broken pipe" in process.stderr, process


def test_add():
    here = set(ids(staging))
    person = next(m for m in service.members(production["id"]) if m["id"] not in here)
    run("add", "--config", str(CONFIG), "--org", "STAGING", "--role", "reader", person["id"], "--dry-run")
    assert person["id"] not in ids(staging)
    parsed = json.loads(
        run("add", "--config", str(CONFIG), "--org", "STAGING", "--role", "reader", person["id"], "--format", "json")[0]
    )
    assert [change["state"] for change in parsed] == ["done"], parsed
    assert [m["role"] for m in service.members(staging["id"]) if m["id"] == person["id"]] == ["reader"]
    run("add", "--config", str(CONFIG), "--org", "STAGING", "nobody-at-all", status=1)


def test_rails():
    owners = [m["id"] for m in service.members(staging["id"]) if m["role"] == "owner"]
    call = ("remove", "--demo", "--org", staging["name"], "--yes")
    _, err = run(*call, *owners, status=2)
    assert "--force" in err, err
    out, err = run(*call, *owners, "--force-remove-owners", "--force-remove-self", "--force-remove-many", status=1)
    assert out.count("failed") >= 1, out
    many = [m["id"] for m in service.members(staging["id"]) if m["role"] != "owner" and m["id"] != service.user_id][:20]
    _, err = run(*call, *many, status=2)
    assert "--force-remove-many" in err, err
    out, _ = run(*call, *many, "--force-remove-many")
    assert out.count("done") == 20, out
    _, err = run("remove", "--demo", "--org", research["id"], "--yes", many[0], status=1)
    assert "reader" in err, err


def test_remove_everywhere():
    plain = {m["id"] for m in service.members(staging["id"]) if m["role"] != "owner"}
    person = next(m["id"] for m in service.members(production["id"]) if m["role"] != "owner" and m["id"] in plain)
    run("remove", "--config", str(CONFIG), "--all-orgs", "--yes", person)
    assert person not in ids(production) and person not in ids(staging)
    run("remove", "--config", str(CONFIG), "--all-orgs", "--yes", person, status=1)


def test_asks_on_a_terminal():
    person = plain_member(production)
    for answer, expected in (("no\n", 2), ("yes\n", 0)):
        pid, terminal = pty.fork()
        if pid == 0:
            os.execv(ROSTERCTL, [ROSTERCTL, "remove", "--config", str(CONFIG), person["id"]])
        shown = b""
        while b"(yes/no)" not in shown:
            shown += os.read(terminal, 4096)
        os.write(terminal, answer.encode())
        try:
            while True:
                shown += os.read(terminal, 4096)
        except OSError:
            pass
        _, status = os.waitpid(pid, 0)
        os.close(terminal)
        assert os.waitstatus_to_exitcode(status) == expected, shown
        assert (person["id"] in ids(production)) == (expected != 0)


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


def test_colour_on_a_terminal_alone():
    call = ("members", "--config", str(CONFIG), "--org", "STAGING")
    assert "\033[1m" in on_terminal(*call)
    assert "\033[" not in on_terminal(*call, env={"NO_COLOR": "1"})
    assert "\033[" not in on_terminal(*call, env={"TERM": "dumb"})
    assert "\033[" not in run(*call)[0]


def test_scripts():
    folder = HOME / "scripts"
    folder.mkdir()
    run("get_users", "--config_file", str(CONFIG), "--org", "STAGING", cwd=folder)
    (path,) = folder.iterdir()
    assert path.name.startswith(re.sub(r"[^A-Za-z0-9]", "", staging["name"]) + "-All-Users-")
    run("invite_user", "--config", str(CONFIG), "--org", "STAGING", "--user-role", "reader", "--user-email", "b@example.com")
    run("invite_user", "--config", str(CONFIG), "--user-role", "reader", "--user-email", "b-at-example", status=1)
    here = set(ids(staging))
    person = next(m for m in service.members(production["id"]) if m["id"] not in here)
    common = ("add_remove_user", "--config", str(CONFIG), "--org", "STAGING", "--id", person["id"])
    run(*common, "--add_user", "--role", "reader")
    assert person["id"] in ids(staging)
    run(*common, "--delete_user")
    assert person["id"] not in ids(staging)


def test_self_test():
    out, _ = run("self-test", "--config", str(CONFIG))
    assert production["name"] in out
    write_config(key="0" * 40)
    run("self-test", "--config", str(CONFIG), status=3)
    write_config(endpoint="http://127.0.0.1:1/v2")
    run("self-test", "--config", str(CONFIG), status=4)
    write_config(endpoint="http://example.com/v2")
    run("self-test", "--config", str(CONFIG), status=1)
    write_config()
    run("self-test", "--config", str(CONFIG), "--endpoint", "http://example.com/v2", status=2)


def test_import():
    run("members", status=2)
    _, err = run("import", str(CONFIG))
    assert "still in" in err and service.key in CONFIG.read_text(), err
    parsed = json.loads(run("organizations", "--format", "json")[0])
    assert [o["name"] for o in parsed] == [production["name"], staging["name"]], parsed
    _, err = run("members", status=2)
    assert staging["name"] in err
    assert len(json.loads(run("members", "--org", staging["id"], "--format", "json")[0])) == len(ids(staging))
    run("import", str(CONFIG), "--remove-key")
    assert service.key not in CONFIG.read_text() and production["name"] in CONFIG.read_text()
    _, err = run("members", "--config", str(CONFIG))
    assert "clear text" not in err, err
    for path in HOME.rglob("*"):
        if path.is_file() and "keyrings" not in path.parts:
            assert service.key.encode() not in path.read_bytes(), path
    write_config()


def test_locked():
    """An organization that the window's settings lock is read, and not changed."""
    path = HOME / ".config/glib-2.0/settings/keyfile"
    before = path.read_text()
    path.write_text(before.replace("'name': ", "'locked': 'true', 'name': ", 1))
    try:
        person = plain_member(production)
        listed = json.loads(run("organizations", "--format", "json")[0])
        assert [o["locked"] for o in listed] == [True, False], listed
        assert "locked" in run("organizations")[0]
        run("members", "--org", production["id"])
        for call in (
            ("invite", "--role", "reader", "locked@example.com"),
            ("add", "--role", "reader", "somebody"),
            ("remove", "--yes", person["id"]),
            ("remove", "--yes", "--dry-run", person["id"]),
        ):
            _, err = run(call[0], "--org", production["id"], *call[1:], status=3)
            assert "is locked against changes" in err and "Nothing was sent." in err, err
        _, err = run("remove", "--all-orgs", "--yes", person["id"], status=3)
        _, err = run("remove", "--org", production["id"], "--endpoint", service.endpoint, "--yes", person["id"], status=3)
        assert person["id"] in ids(production)
        # The lock is the settings' own.
        run("remove", "--config", str(CONFIG), "--yes", "--dry-run", person["id"])
    finally:
        path.write_text(before)
    run("remove", "--org", production["id"], "--yes", "--dry-run", person["id"])


def test_no_keyring():
    env = {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere"}
    run("members", "--org", staging["id"], env=env, status=6)


def test_interrupt():
    people = [m["id"] for m in service.members(production["id"]) if m["role"] == "user" and m["id"] != service.user_id][:40]
    before = len(ids(production))
    process = subprocess.Popen(
        [ROSTERCTL, "remove", "--config", str(CONFIG), "--yes", "--force-remove-many", *people],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=HOME,
    )  # fmt: skip
    while len(ids(production)) == before and process.poll() is None:
        time.sleep(0.001)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    done, skipped = out.count("done "), out.count("skipped ")
    assert done + skipped == 40, out
    assert len(ids(production)) == before - done
    assert process.returncode == (1 if skipped else 0), (process.returncode, err)


def test_demo():
    assert "Demo" in run("organizations", "--demo")[0]
    assert len(json.loads(run("members", "--demo", "--org", research["name"], "--format", "json")[0])) == 7


def test_history():
    env = {"XDG_STATE_HOME": str(HOME / "history")}
    assert json.loads(run("history", "--format", "json", env=env)[0]) == []
    people = [plain_member(production, skip) for skip in range(2)]
    run("remove", "--config", str(CONFIG), "--yes", "--force-remove-many", *(p["id"] for p in people), env=env)
    run("add", "--config", str(CONFIG), "--role", people[0]["role"], people[0]["id"], env=env)
    run("invite", "--config", str(CONFIG), "--org", "STAGING", "--role", "reader", "+formula@example.com", env=env)
    run("add", "--config", str(CONFIG), "--org", "STAGING", "nobody-at-all", env=env, status=1)

    parsed = json.loads(run("history", "--format", "json", env=env)[0])
    assert [(r["action"], r["subject"], r["result"]) for r in parsed] == [
        ("remove", people[0]["id"], "done"), ("remove", people[1]["id"], "done"), ("add", people[0]["id"], "done"),
        ("invite", "+formula@example.com", "done"), ("add", "nobody-at-all", "failed"),
    ], parsed  # fmt: skip
    assert parsed[0]["person"] == people[0]["displayName"] and parsed[0]["role"] == people[0]["role"], parsed[0]
    assert parsed[0]["account"] == service.user_id and parsed[0]["endpoint"] == service.endpoint, parsed[0]
    assert parsed[4]["error"] and parsed[4]["organizationId"] == staging["id"], parsed[4]

    table = run("history", env=env)[0].splitlines()
    assert len(table) == 6 and "Remove, was user" in table[1] and "Done" in table[1], table
    for org in (staging["id"], staging["name"]):
        assert len(json.loads(run("history", "--org", org, "--format", "json", env=env)[0])) == 2
    assert len(run("history", "--since", "1", env=env)[0].splitlines()) == 6
    rows = list(csv.DictReader(io.StringIO(run("history", "--format", "csv", env=env)[0])))
    assert [row["result"] for row in rows] == ["done"] * 4 + ["failed"], rows
    assert rows[3]["subject"] == "'+formula@example.com", rows[3]
    rows = list(csv.DictReader(io.StringIO(run("history", "--format", "csv", "--raw", env=env)[0])))
    assert rows[3]["subject"] == "+formula@example.com", rows[3]


def test_history_of_a_bad_journal():
    folder = HOME / "bad"
    (folder / "roster").mkdir(parents=True)
    env = {"XDG_STATE_HOME": str(folder)}
    journal = folder / "roster" / "journal.jsonl"
    journal.write_bytes(b"{\n\xff\n")
    out, err = run("history", env=env)
    assert len(out.splitlines()) == 1 and "2 lines of the journal are damaged" in err, (out, err)
    _, err = run("invite", "--config", str(CONFIG), "--role", "reader", "late@example.com", env=env)
    assert "2 damaged lines of the journal were put aside" in err, err
    assert (folder / "roster" / "journal-damaged.jsonl").read_bytes() == b"{\n\xff\n"
    out, err = run("history", env=env)
    assert len(out.splitlines()) == 2 and "2 lines of the journal are damaged" in err, (out, err)
    journal.unlink()
    journal.mkdir()
    run("history", env=env, status=1)
    run("invite", "--config", str(CONFIG), "--role", "reader", "later@example.com", env=env, status=1)


def test_settles_what_was_killed():
    """An intent of a run that is gone, whose answer nobody saw."""
    folder = HOME / "killed"
    (folder / "roster").mkdir(parents=True)
    env = {"XDG_STATE_HOME": str(folder)}
    here, gone = plain_member(production), "nobody-with-this-id"
    lines = [("remove", here["id"], here["displayName"]), ("remove", gone, "Gone"), ("invite", "lost@example.com", "lost@example.com")]
    with (folder / "roster" / "journal.jsonl").open("w") as journal:
        for number, (kind, subject, label) in enumerate(lines):
            record = {
                "version": 1, "time": "2026-01-02T03:04:05.678Z", "event": "intent", "kind": kind, "uuid": f"u{number}",
                "run": "of-long-ago", "endpoint": service.endpoint, "organization-id": production["id"],
                "organization-name": production["name"], "user-id": service.user_id, "subject": subject, "label": label,
                "role": "user",
            }  # fmt: skip
            journal.write(json.dumps(record) + "\n")
    before = len(service.requests)
    journal = (folder / "roster" / "journal.jsonl").read_bytes()
    _, err = run("remove", "--config", str(CONFIG), "--dry-run", here["id"], env=env)
    assert "earlier run" not in err and (folder / "roster" / "journal.jsonl").read_bytes() == journal, err
    # What the rails refuse is settled before, and sends nothing.
    refused = ("remove", "--config", str(CONFIG), "--yes", "--force-remove-owners", service.user_id)
    _, err = run(*refused, env=env, status=2)
    assert "2 changes of an earlier run were settled" in err, err
    assert "An invitation to lost@example.com may have gone out" in err, err
    assert all(request["method"] == "GET" for request in service.requests[before:])
    parsed = json.loads(run("history", "--format", "json", env=env)[0])
    assert [r["result"] for r in parsed] == ["failed", "done", "unknown"], parsed
    assert "not carried out" in parsed[0]["error"], parsed[0]
    _, err = run(*refused, env=env, status=2)
    assert "earlier run" not in err, err


def test_hostile_names():
    out, _ = run("members", "--demo")
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e]", out), "a name steers the terminal"


write_config()
tests = [(name.removeprefix("test_").replace("_", " "), test) for name, test in list(globals().items()) if name.startswith("test_")]
status = Tap(tests, keep_going=True).run()
service.stop()
sys.exit(status)
