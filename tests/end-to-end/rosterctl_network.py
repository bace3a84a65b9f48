#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""rosterctl and what lies between it and the service: signals, proxies, certificates, answers that never end.

usage: rosterctl_network.py ROSTERCTL ROSTER_DEMO, inside `headless --keyring` with GSETTINGS_BACKEND=keyfile.
"""

import os
import pathlib
import signal
import socket
import subprocess
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from service import Service  # noqa: E402
from tap import Tap  # noqa: E402

ROSTERCTL, DEMO = (os.path.abspath(path) for path in sys.argv[1:3])
HOME = pathlib.Path(os.environ["HOME"])
CONFIG = HOME / "threatstack.cfg"
LIMIT = 20  # seconds in which anything here has to be over

service = Service(DEMO)
production = service.organizations[0]


def write_config(endpoint, user_id=service.user_id, key=service.key):
    CONFIG.write_text(
        f"[USER_INFO]\nTS_USER_ID = {user_id}\nTS_API_KEY = {key}\nTS_API_ENDPOINT = {endpoint}\n"
        f"[DEFAULT]\nTS_ORGANIZATION_ID = {production['id']}\nTS_ORGANIZATION_NAME = Production\n"
    )


def default_signals():
    """A test that was started in the background ignores SIGINT, and so would its children."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


def start(*args, env=None):
    return subprocess.Popen(
        [ROSTERCTL, *args, "--config", str(CONFIG)],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=HOME,
        env={**os.environ, **(env or {})}, preexec_fn=default_signals,
    )  # fmt: skip


def run(*args, status=0, env=None):
    """Standard output and standard error of one call whose exit status is the expected one."""
    process = start(*args, env=env)
    out, err = process.communicate(timeout=LIMIT)
    assert process.returncode == status, f"{args}: exit {process.returncode}, not {status}\n{out}{err}"
    assert service.key not in out + err, f"{args} prints the key"
    return out, err


def wait_for(condition, what):
    end = time.monotonic() + LIMIT
    while not condition():
        assert time.monotonic() < end, f"no {what}"
        time.sleep(0.005)


def ids():
    return [member["id"] for member in service.members(production["id"])]


def requests(method):
    return [r for r in service.requests if r["method"] == method]


def test_signal_in_a_read():
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        service.set_faults("list:silence")
        before = len(requests("GET"))
        process = start("members")
        wait_for(lambda: len(requests("GET")) > before, "request")
        process.send_signal(number)
        process.communicate(timeout=LIMIT)
        assert process.returncode == -number, process.returncode
    service.set_faults()


def test_second_signal_in_a_change():
    person = next(m["id"] for m in service.members(production["id"]) if m["role"] == "user")
    for first, second in ((signal.SIGINT, signal.SIGINT), (signal.SIGTERM, signal.SIGHUP)):
        service.set_faults("remove:silence")
        before = len(requests("DELETE"))
        process = start("remove", "--yes", person)
        wait_for(lambda: len(requests("DELETE")) > before, "request")
        process.send_signal(first)
        said = iter(process.stderr.readline, "")
        assert any("Stopping after the change in flight" in line for line in said)
        assert process.poll() is None
        process.send_signal(second)
        assert process.wait(LIMIT) == -second, process.returncode
        assert any("was not waited for" in line for line in said)
        service.set_faults()
        # The intent is in the journal: the next run looks.
        assert "earlier run was settled" in run("remove", "--yes", service.user_id, status=2)[1]


def test_ignored_signal():
    """Under nohup, SIGHUP ends nothing."""
    service.set_faults("list:silence")
    before = len(requests("GET"))
    process = subprocess.Popen(
        [ROSTERCTL, "members", "--config", str(CONFIG)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=HOME,
        preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN),
    )  # fmt: skip
    wait_for(lambda: len(requests("GET")) > before, "request")
    process.send_signal(signal.SIGHUP)
    process.send_signal(signal.SIGTERM)
    assert process.wait(LIMIT) == -signal.SIGTERM
    service.set_faults()


def test_key_of_the_environment():
    """A pasted key brings its line break or its quotes along."""
    os.rename(CONFIG, CONFIG.with_suffix(".away"))
    try:
        env = {"TS_USER_ID": service.user_id, "TS_API_ENDPOINT": service.endpoint, "TS_ORGANIZATION_ID": production["id"]}
        for key in (service.key + "\r", service.key + "\n", f'"{service.key}"', f"'{service.key}'"):
            before = len(service.requests)
            process = subprocess.run(
                [ROSTERCTL, "members"], capture_output=True, text=True, timeout=LIMIT, env={**os.environ, **env, "TS_API_KEY": key}
            )
            assert process.returncode == 3, process
            assert "character that cannot be part of it" in process.stderr, process.stderr
            assert len(service.requests) == before
        env["TS_API_KEY"] = service.key
        subprocess.run([ROSTERCTL, "members"], check=True, capture_output=True, timeout=LIMIT, env={**os.environ, **env})
    finally:
        os.rename(CONFIG.with_suffix(".away"), CONFIG)


def test_localhost():
    """One address, and it is shown."""
    write_config("http://localhost:1/v2")
    try:
        assert "“127.0.0.1”" in run("members", status=4)[1]
        assert "http://127.0.0.1:1/v2" in run("organizations")[0]
        write_config(service.endpoint.replace("127.0.0.1", "localhost"))
        run("members")
    finally:
        write_config(service.endpoint)


def answer_once(status, headers, body):
    """A server that gives this answer to everything; its port."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve():
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                connection.recv(65536)
                connection.sendall(f"HTTP/1.1 {status} X\r\n{headers}Content-Length: {len(body)}\r\n\r\n{body}".encode())

    threading.Thread(target=serve, daemon=True).start()
    return listener, listener.getsockname()[1]


def test_proxy():
    write_config("https://roster.invalid/v2")
    try:
        for status in (401, 403, 404, 407, 502):
            listener, port = answer_once(status, "", "no")
            for scheme in ("http://", ""):
                env = {"https_proxy": f"{scheme}127.0.0.1:{port}"}
                err = run("members", status=4, env=env)[1]
                assert f"“127.0.0.1:{port}”" in err and f"({status})" in err, err
            listener.close()
    finally:
        write_config(service.endpoint)


def test_sign_in():
    for headers, body in (("Content-Type: text/html\r\n", "Hello"), ("", "<!DOCTYPE html><p>Sign in</p>")):
        listener, port = answer_once(200, headers, body)
        write_config(f"http://127.0.0.1:{port}/v2")
        try:
            for command in ("members", "self-test"):
                assert "web page" in run(command, status=4)[1]
        finally:
            write_config(service.endpoint)
            listener.close()


def test_max_members():
    """More than that many are not read into memory, unless the person says so."""
    n = len(ids())
    assert f"max-members ({n - 1})" in run("members", "--max-members", str(n - 1), status=4)[1]
    assert len(run("members", "--max-members", str(n))[0].splitlines()) == n + 1
    assert len(run("members")[0].splitlines()) == n + 1
    person = ids()[0]
    assert "max-members (5)" in run("remove", "--yes", "--dry-run", "--max-members", "5", person, status=4)[1]
    # What is not kept is not limited by it.
    subprocess.run(["gsettings", "set", "io.github.roster.Roster", "max-members", "5"], check=True)
    try:
        run("export", "-o", str(HOME / "all.csv"))
    finally:
        subprocess.run(["gsettings", "reset", "io.github.roster.Roster", "max-members"], check=True)


def test_journal():
    """What cannot be written is named, with the system's reason."""
    state = HOME / "state"
    state.write_text("a file")
    person = next(m["id"] for m in service.members(production["id"]) if m["role"] == "user")
    before = len(requests("DELETE"))
    _, err = run("remove", "--yes", person, status=1, env={"XDG_STATE_HOME": str(state)})
    assert "Not a directory" in err and str(state) in err and "Make room" not in err, err
    assert len(requests("DELETE")) == before


def main():
    steps = [
        ("a signal ends a read at once", test_signal_in_a_read),
        ("the second signal ends a change at once", test_second_signal_in_a_change),
        ("an ignored signal stays ignored", test_ignored_signal),
        ("a key with a line break or quotes is said to be one", test_key_of_the_environment),
        ("localhost is one address", test_localhost),
        ("a proxy that refuses is named", test_proxy),
        ("a list has a limit", test_max_members),
        ("a journal that cannot be written is named", test_journal),
        ("a network that wants a sign-in is said to be one", test_sign_in),
    ]
    write_config(service.endpoint)
    try:
        return Tap(steps, keep_going=True).run()
    finally:
        service.stop()


sys.exit(main())
