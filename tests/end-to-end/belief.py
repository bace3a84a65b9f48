#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""rosterctl where somebody between changes the answers, and where a list is not as it should be: what it believes.

usage: belief.py ROSTERCTL ROSTER_DEMO, inside `headless --keyring` with GSETTINGS_BACKEND=keyfile.
"""

import base64
import csv
import hashlib
import hmac
import io
import json
import os
import pathlib
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from signing import SigningService, member  # noqa: E402
from tap import Tap  # noqa: E402

ROSTERCTL = os.path.abspath(sys.argv[1])
HOME = pathlib.Path(os.environ["HOME"])
CONFIG = HOME / "threatstack.cfg"
SIGNED = ("Server-Authorization",)

service = SigningService({"prod-1": []})


def fill():
    service.tamper = service.pages = service.act = service.refuse = None
    service.members_of["prod-1"] = [
        member("own", "Olga Owner", "olga@example.com", "owner"),
        member("ada", "Ada Lovelace", "ada@example.com"),
        member("bob", "Bob Byte", "bob@example.com"),
    ]
    service.changes.clear()


def run(*args, status=0, env=None):
    """Standard output and standard error of one call whose exit status is the expected one."""
    done = subprocess.run(
        [ROSTERCTL, *args, "--config", str(CONFIG)], stdin=subprocess.DEVNULL, capture_output=True, text=True, cwd=HOME,
        env={**os.environ, **(env or {})}, timeout=120,
    )  # fmt: skip
    assert done.returncode == status, f"{args}: exit {done.returncode}, not {status}\n{done.stdout}{done.stderr}"
    return done.stdout, done.stderr


def between(method, status=None, body=None, strip=True, kind="application/json", times=None):
    """From now on, answers to method have another status and body, and no signature."""
    count = [0]

    def tamper(request, given, headers, data):
        if request.command != method or (times is not None and count[0] >= times):
            return given, headers, data
        count[0] += 1
        if strip:
            headers = [h for h in headers if h[0] not in SIGNED]
        if body is not None:
            headers = [h for h in headers if h[0] not in ("Content-Type", "Content-Length")]
            headers += [("Content-Type", kind), ("Content-Length", str(len(body)))]
            data = body.encode()
        return status or given, headers, data

    service.tamper = tamper


def history():
    out = subprocess.run([ROSTERCTL, "history", "--format", "json"], capture_output=True, text=True, cwd=HOME).stdout
    return json.loads(out)[-1]


def ids():
    return [m["id"] for m in service.members_of["prod-1"]]


def test_unsigned_refusal():
    fill()
    between("POST", 429, '{"errors":["slow down"]}')
    run("invite", "--role", "reader", "new@example.com", status=5)
    assert len(service.changes) == 1, service.changes
    fill()
    between("DELETE", 403, '{"errors":["no"]}')
    out, _ = run("remove", "--yes", "ada")
    assert "done" in out and "ada" not in ids(), out


def test_stripped_success():
    for body, kind in (("<h1>Welcome</h1>", "text/html"), ('{"errors":["no"]}', "application/json"), ("", "text/html")):
        fill()
        service.act = lambda method: method == "GET"  # it does nothing
        between("DELETE", 200, body, kind=kind)
        run("remove", "--yes", "ada", status=4)
        assert "ada" in ids()
        between("POST", 200, body, kind=kind)
        run("add", "eve", "--role", "user", status=4)
        run("invite", "--role", "reader", "new@example.com", status=5)
        service.act = None


def test_changed_status():
    """The signature is right: it does not cover the status."""
    fill()
    between("POST", 200, strip=False)
    service.refuse = 404, {"errors": ["no such user"]}
    out, err = run("add", "--role", "user", "nosuchid", status=4)
    assert "Added" not in out, out
    between("DELETE", 204, strip=False)
    service.refuse = 404, None
    out, _ = run("remove", "--yes", "ada", status=4)
    assert "ada" in ids() and "failed" in out, out
    service.refuse = None


def test_success_as_refusal():
    """The other way round: what was done is shown as refused."""
    for status in (401, 403, 404, 405, 409, 429):
        for args, method, expected in (
            (("invite", "--role", "reader", "new@example.com"), "POST", 5),
            (("add", "--role", "user", "eve"), "POST", 0),
            (("remove", "--yes", "ada"), "DELETE", 0),
        ):
            fill()

            def tamper(request, given, headers, data):
                if request.command != method:
                    return given, headers, data
                headers = [h for h in headers if h[0] != "Content-Length"]
                return status, [*headers, ("Content-Length", str(len(data))), ("Retry-After", "0"), ("Allow", "PUT")], data

            service.tamper = tamper
            out, _ = run(*args, status=expected)
            assert len(service.changes) == 1 and "failed" not in out, (status, args, out, service.changes)


def test_stripped_list():
    fill()
    between("GET")
    for args in (("members",), ("self-test",), ("export", "-o", "x.csv"), ("remove", "--yes", "ada")):
        out, err = run(*args, status=4)
        assert out == "" and "not signed" in err, out + err
    assert not (HOME / "x.csv").exists()
    between("GET", times=0)
    out, err = run("self-test")
    assert "signs its answers" in out
    between("GET")
    out, err = run("self-test", env={"ROSTER_INSECURE_LOOPBACK": "1"})
    assert "does not sign" in out and "ROSTER_INSECURE_LOOPBACK" in err, out + err


def challenge(ts):
    mac = hmac.new(service.key.encode(), f"hawk.1.ts\n{ts}\n".encode(), hashlib.sha256).digest()
    return f'Hawk ts="{ts}", tsm="{base64.b64encode(mac).decode()}", error="Stale timestamp"'


def test_recorded_time():
    for ts in (int(time.time()) - 86400, 4102444800):
        fill()
        count = [0]

        def tamper(request, status, headers, data, limit=1):
            count[0] += 1
            if count[0] > limit:
                return status, headers, data
            return 401, [("WWW-Authenticate", challenge(ts)), ("Content-Length", "0")], b""

        service.tamper = tamper
        assert "Ada Lovelace" in run("members")[0]
        service.tamper = lambda *args: tamper(*args, limit=1000)
        out, err = run("members", status=3)
        assert out == "" and "--accept-clock" in err and "more than an hour" in err, err
        run("members", "--accept-clock", status=3)  # it does not help: the service says the same again
        count[0] = 0
        service.tamper = tamper
        run("members", "--accept-clock")


def test_recorded_time_of_a_change():
    """A time of some minutes ago in place of the answer: the list has just been read by this clock."""
    for args, status in ((("invite", "--role", "reader", "new@example.com"), 5), (("remove", "--yes", "ada"), 0)):
        fill()

        def tamper(request, given, headers, data):
            if request.command == "GET":
                return given, headers, data
            return 401, [("WWW-Authenticate", challenge(int(time.time()) - 600)), ("Content-Length", "0")], b""

        service.tamper = tamper
        run(*args, status=status)
        assert len(service.changes) == 1, service.changes
        assert history()["result"] == ("unknown" if status else "done"), history()


def test_twice():
    fill()
    own, ada, bob = service.members_of["prod-1"]
    service.pages = [[ada, own], [own, bob]]
    for args in (("members",), ("export", "-o", "y.csv"), ("remove", "--yes", "--force-remove-owners", "own")):
        out, err = run(*args, status=4)
        assert out == "" and "twice" in err and "Olga Owner" in err, out + err
    assert not service.changes and not (HOME / "y.csv").exists()
    # It moved while it was read: the second time it is whole.
    lists = [[[ada, own], [own, bob]], [[ada], [own, bob]]]
    for command in ("members", "export"):
        service.pages = lambda n: lists[min(n // 2, 1)]
        service.n_pages = 0
        args = ("members", "--format", "csv") if command == "members" else ("export", "-o", "z.csv")
        out, _ = run(*args)
        text = out if command == "members" else (HOME / "z.csv").read_text()
        assert [row["id"] for row in csv.DictReader(io.StringIO(text))] == ["ada", "own", "bob"], text


def test_times():
    odd = ["0000-00-00 00:00:00", "2023-11-14", "N/A", True, {"a": [1]}, 1e300]
    never = [None, "", 0, "0", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00+05:00", -62135596800000, "1970-01-01T00:00:00Z"]
    fill()
    for i, value in enumerate(odd + never):
        service.members_of["prod-1"].append(
            member(f"t{i}", f"Time {i}", f"t{i}@example.com", lastAuthenticatedAt=value)
        )
    out, err = run("members", "--format", "csv")
    rows = {row["id"]: row["lastAuthenticatedAt"] for row in csv.DictReader(io.StringIO(out))}
    assert [rows[f"t{i}"] for i in range(len(odd))] == ["not known"] * len(odd), rows
    assert all(rows[f"t{i + len(odd)}"] == "" for i in range(len(never))), rows
    assert f"{len(odd)} members" in err and "not known" in err, err
    out, _ = run("members")
    for i in range(len(odd)):
        assert "Not known" in next(line for line in out.splitlines() if f"t{i}@" in line), out
    for i in range(len(odd), len(odd + never)):
        assert "Never" in next(line for line in out.splitlines() if f"t{i}@" in line), out
    values = {m["id"]: m["lastAuthenticatedAt"] for m in json.loads(run("members", "--format", "json")[0])}
    assert values["t0"] == "not known" and values["t6"] is None
    out, err = run("export", "-o", "-")
    assert "not known" in out and "not known" in err
    out, _ = run("remove", "--yes", "ada")
    assert "ada" not in ids()


def test_remembered():
    """That the service signs is kept with the organizations: the first answer of the next run has to be signed."""
    fill()
    settings = pathlib.Path(os.environ["XDG_CONFIG_HOME"]) / "glib-2.0" / "settings" / "keyfile"
    env = {**os.environ, "ROSTER_INSECURE_LOOPBACK": "1"}

    def own(*args):
        done = subprocess.run([ROSTERCTL, *args], stdin=subprocess.DEVNULL, capture_output=True, text=True, cwd=HOME, env=env)
        return done.returncode, done.stdout + done.stderr

    assert own("import", str(CONFIG))[0] == 0
    status, said = own("self-test")
    assert status == 0 and "signs its answers" in said, said
    assert "'signs': 'true'" in settings.read_text(), settings.read_text()
    between("GET")
    status, said = own("members")
    assert status == 4 and "this service signs its answers" in said, said


def main():
    steps = [
        ("an unsigned refusal of a change is none", test_unsigned_refusal),
        ("an unsigned success of a change is none", test_stripped_success),
        ("a refusal stays one under another status", test_changed_status),
        ("a success stays one under the status of a refusal", test_success_as_refusal),
        ("a list without its signature is not shown", test_stripped_list),
        ("a recorded time is asked of the person", test_recorded_time),
        ("a recorded time settles no change", test_recorded_time_of_a_change),
        ("a member twice refuses the list", test_twice),
        ("that a service signs is remembered", test_remembered),
        ("one unreadable time does not fail the list", test_times),
    ]
    CONFIG.write_text(
        f"[USER_INFO]\nTS_USER_ID = own\nTS_API_KEY = {service.key}\nTS_API_ENDPOINT = {service.endpoint}\n"
        "[DEFAULT]\nTS_ORGANIZATION_ID = prod-1\nTS_ORGANIZATION_NAME = Production\n"
    )
    try:
        return Tap(steps, keep_going=True).run()
    finally:
        service.stop()


sys.exit(main())
