#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""rosterctl and what lies between it and the service: signals, proxies, certificates, answers that never end.

usage: rosterctl_network.py ROSTERCTL ROSTER_DEMO, inside `headless --keyring` with GSETTINGS_BACKEND=keyfile.
"""

import os
import pathlib
import signal
import subprocess
import sys
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


def main():
    steps = [
        ("a signal ends a read at once", test_signal_in_a_read),
        ("the second signal ends a change at once", test_second_signal_in_a_change),
        ("an ignored signal stays ignored", test_ignored_signal),
    ]
    write_config(service.endpoint)
    try:
        return Tap(steps, keep_going=True).run()
    finally:
        service.stop()


sys.exit(main())
