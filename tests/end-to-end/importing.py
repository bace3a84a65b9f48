# SPDX-License-Identifier: GPL-3.0-or-later
"""importing.py ROSTERCTL DEMO, inside build-aux/headless --keyring with GSETTINGS_BACKEND=keyfile: rosterctl import says
saved where something is saved, and nothing that Roster has is replaced without being asked. A TAP test."""

import json
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from service import Service  # noqa: E402
from tap import Tap  # noqa: E402

ROSTERCTL, DEMO = (os.path.abspath(path) for path in sys.argv[1:3])
HOME = pathlib.Path(os.environ["HOME"])
CONFIG = HOME / "threatstack.cfg"
WRONG = "0" * 40

service = Service(DEMO)
production, staging, research = service.organizations


def write_config(key=None, endpoint=None, names=None, extra=""):
    names = names or (production["name"], staging["name"])
    where = f"TS_API_ENDPOINT = {endpoint}\n" if endpoint else ""
    CONFIG.write_text(
        f"[USER_INFO]\nTS_USER_ID = {service.user_id}\nTS_API_KEY = {key or service.key}\n{where}"
        f"\n[DEFAULT]\nTS_ORGANIZATION_ID = {production['id']}\nTS_ORGANIZATION_NAME = {names[0]}\n"
        f"\n[STAGING]\nTS_ORGANIZATION_ID = {staging['id']}\nTS_ORGANIZATION_NAME = {names[1]}\n{extra}"
    )
    return CONFIG.read_bytes()


def run(*args, status=0, env=None):
    """Standard output and standard error of one call whose exit status is the expected one."""
    process = subprocess.run(
        [ROSTERCTL, *args], stdin=subprocess.DEVNULL, capture_output=True, text=True, cwd=HOME, env={**os.environ, **(env or {})}, timeout=60
    )
    assert process.returncode == status, f"{args}: exit {process.returncode}, not {status}\n{process.stdout}{process.stderr}"
    assert service.key not in process.stdout + process.stderr, f"{args} prints the key"
    return process.stdout, process.stderr


def organizations(env=None):
    return [(o["name"], o["endpoint"]) for o in json.loads(run("organizations", "--format", "json", env=env)[0])]


def config_home(name):
    folder = HOME / name
    (folder / "glib-2.0").mkdir(parents=True)
    return folder, {"XDG_CONFIG_HOME": str(folder)}


def test_settings_that_cannot_be_written():
    """Nothing is said to be saved, the file keeps its key, and no key is left in the keyring that nobody knows of."""
    before = write_config()
    folder, env = config_home("sealed")
    # Root can write into every folder, but into no folder that is a file.
    (folder / "glib-2.0/settings").write_text("")
    for extra in (env, {"GSETTINGS_BACKEND": "memory"}):
        for args in ((), ("--remove-key",)):
            _, err = run("import", str(CONFIG), "--endpoint", service.endpoint, *args, status=1, env=extra)
            assert "cannot be saved" in err and production["name"] not in err, err
            assert CONFIG.read_bytes() == before
    write_config(key=" ")
    _, err = run("members", "--config", str(CONFIG), "--endpoint", service.endpoint, status=6)
    assert "no API key" in err, err


def test_an_account_in_a_section():
    before = write_config(extra="TS_USER_ID = other\nTS_API_KEY = other-key\n")
    for args in (("import", str(CONFIG), "--remove-key"), ("members", "--config", str(CONFIG))):
        _, err = run(*args, "--endpoint", service.endpoint, status=1)
        assert "line 12: [STAGING] has a TS_USER_ID of its own" in err and "line 13" in err and "other-key" not in err, err
    assert CONFIG.read_bytes() == before
    assert organizations() == []


def test_a_file_that_never_ends():
    for path in ("/proc/kmsg", "/dev/zero", "/dev/tty", str(HOME)):
        run("members", "--config", path, status=1)
        run("import", path, status=1)
    fifo = HOME / "fifo"
    os.mkfifo(fifo)
    run("import", str(fifo), status=1)


def test_a_service_that_is_not_there():
    """Saved, as it is a file like any other; the key stays in the file, since no list was read with it."""
    before = write_config()
    _, env = config_home("elsewhere")
    _, err = run("import", str(CONFIG), "--endpoint", "http://127.0.0.1:1/v2", "--remove-key", status=4, env=env)
    assert production["name"] in err and "still in" in err and "taken out" not in err, err
    assert CONFIG.read_bytes() == before
    assert len(organizations(env)) == 2


def test_the_endpoint_of_the_command_line():
    write_config()
    _, err = run("import", str(CONFIG), "--endpoint", service.endpoint)
    assert production["name"] in err and staging["name"] in err, err
    assert organizations() == [(production["name"], service.endpoint), (staging["name"], service.endpoint)]
    assert len(json.loads(run("members", "--org", staging["name"], "--format", "json")[0])) == len(service.members(staging["id"]))


def test_a_file_from_elsewhere():
    """The same user, another key, exchanged names: nothing of it comes in by itself."""
    kept = organizations()
    exchanged = (staging["name"], production["name"])
    before = write_config(key=WRONG, names=exchanged)
    _, err = run("import", str(CONFIG), "--endpoint", service.endpoint, "--remove-key", status=1)
    assert "another key" in err and "--replace" in err, err
    # The new key is tried before the old one goes.
    run("import", str(CONFIG), "--endpoint", service.endpoint, "--remove-key", "--replace", status=3)
    assert organizations() == kept and CONFIG.read_bytes() == before
    run("self-test", "--org", production["name"])

    write_config(names=exchanged)
    _, err = run("import", str(CONFIG), "--endpoint", service.endpoint)
    assert err.count("keeps that name") == 2, err
    assert organizations() == kept
    run("import", str(CONFIG), "--endpoint", service.endpoint, "--replace")
    assert [name for name, _ in organizations()] == list(exchanged)
    write_config()
    run("import", str(CONFIG), "--endpoint", service.endpoint, "--replace")
    assert organizations() == kept


def test_an_old_key_in_a_comment():
    CONFIG.write_text("# TS_API_KEY = OLD-KEY\n" + write_config().decode())
    _, err = run("import", str(CONFIG), "--endpoint", service.endpoint, "--remove-key")
    text = CONFIG.read_text()
    assert "OLD-KEY" not in text and service.key not in text and production["name"] in text, text
    assert "comments" in err, err


tests = [(name.removeprefix("test_").replace("_", " "), test) for name, test in list(globals().items()) if name.startswith("test_")]
status = Tap(tests, keep_going=True).run()
service.stop()
sys.exit(status)
