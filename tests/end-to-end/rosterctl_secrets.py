# SPDX-License-Identifier: GPL-3.0-or-later
"""rosterctl_secrets.py ROSTERCTL DEMO, inside build-aux/headless --keyring with GSETTINGS_BACKEND=keyfile: where a key is,
and where it is not. A TAP test."""

import json
import os
import pathlib
import socket
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from service import Service  # noqa: E402
from tap import Tap  # noqa: E402

ROSTERCTL, DEMO = (os.path.abspath(path) for path in sys.argv[1:3])
HOME = pathlib.Path(os.environ["HOME"])
CONFIG = HOME / "threatstack.cfg"

service = Service(DEMO)
production = service.organizations[0]
ENVIRONMENT = {**os.environ, "TS_USER_ID": service.user_id, "TS_API_KEY": service.key, "TS_ORGANIZATION_ID": production["id"]}


def write_config(key):
    CONFIG.write_text(
        f"[USER_INFO]\nTS_USER_ID = {service.user_id}\n{f'TS_API_KEY = {key}' if key else ''}\n"
        f"[DEFAULT]\nTS_ORGANIZATION_ID = {production['id']}\nTS_ORGANIZATION_NAME = Production\n"
    )


def run(*args, status=0, env=None):
    process = subprocess.run([ROSTERCTL, *args], stdin=subprocess.DEVNULL, capture_output=True, text=True, env=env, timeout=60)
    assert process.returncode == status, f"{args}: exit {process.returncode}, not {status}\n{process.stdout}{process.stderr}"
    return process.stdout, process.stderr


def wait_for(condition, what):
    end = time.monotonic() + 30
    while not (found := condition()):
        assert time.monotonic() < end, f"never: {what}"
        time.sleep(0.01)
    return found


def environment_of(pid):
    return pathlib.Path(f"/proc/{pid}/environ").read_bytes()


def children_of(pid):
    found = []
    for path in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            if int(path.read_text().rpartition(")")[2].split()[1]) == pid:
                found.append(int(path.parent.name))
        except OSError:
            continue
    return found


def test_the_key_of_the_environment():
    """A process that runs for long shows it to nobody who looks at the process."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}/v2"
        process = subprocess.Popen([ROSTERCTL, "members"], env={**ENVIRONMENT, "TS_API_ENDPOINT": url}, stderr=subprocess.DEVNULL)
        try:
            connection, _ = server.accept()
            request = connection.recv(4096)
            assert b"Hawk id=" in request
            seen = environment_of(process.pid)
            assert b"TS_USER_ID=" in seen and service.key.encode() not in seen
        finally:
            process.kill()
            process.wait()


def test_the_key_of_the_environment_and_the_demo():
    def look():
        process = subprocess.Popen([ROSTERCTL, "members", "--demo"], env=ENVIRONMENT, stdout=subprocess.DEVNULL)
        seen = b""
        while process.poll() is None and b"HOME=" not in seen:
            for child in children_of(process.pid):
                try:
                    if b"roster-demo" in pathlib.Path(f"/proc/{child}/cmdline").read_bytes():
                        seen = environment_of(child)
                except OSError:
                    continue
        process.wait()
        return seen if b"HOME=" in seen else None

    seen = wait_for(look, "a demo service is seen")
    assert service.key.encode() not in seen


def test_the_key_of_a_demo_is_its_own():
    other = Service(DEMO)
    try:
        assert other.key != service.key and len(other.key) >= 32
    finally:
        other.stop()


def test_a_key_stays_with_its_endpoint():
    """What the keyring has for one address is sent to no other, whoever names that: both are named instead."""
    write_config(service.key)
    run("import", str(CONFIG), "--endpoint", service.endpoint, "--remove-key")
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}/v2"
        write_config(None)
        with_endpoint = HOME / "with-endpoint.cfg"
        with_endpoint.write_text(CONFIG.read_text().replace("[USER_INFO]", f"[USER_INFO]\nTS_API_ENDPOINT = {url}"))
        for args in (
            ("members", "--endpoint", url),
            ("remove", "--yes", "somebody", "--endpoint", url),
            ("members", "--config", str(CONFIG), "--endpoint", url),
            ("members", "--config", str(with_endpoint)),
        ):
            _, err = run(*args, status=6, env={**os.environ, "TS_API_ENDPOINT": url})
            assert url in err and service.endpoint in err, err
        server.setblocking(False)
        try:
            server.accept()
            raise AssertionError("the other address was called")
        except BlockingIOError:
            pass
    assert json.loads(run("members", "--format", "json")[0])


tests = [(name.removeprefix("test_").replace("_", " "), test) for name, test in list(globals().items()) if name.startswith("test_")]
status = Tap(tests, keep_going=True).run()
service.stop()
sys.exit(status)
