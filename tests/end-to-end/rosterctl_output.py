#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What rosterctl writes: files, pipes, terminals; and what it must not write there.

usage: rosterctl_output.py ROSTERCTL ROSTER_DEMO, inside `headless --keyring` with GSETTINGS_BACKEND=keyfile.
"""

import json
import os
import pathlib
import pty
import re
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from official import official_csv  # noqa: E402
from service import Service  # noqa: E402
from tap import Tap  # noqa: E402

ROSTERCTL, DEMO = (os.path.abspath(path) for path in sys.argv[1:3])
HOME = pathlib.Path(os.environ["HOME"])
CONFIG = HOME / "threatstack.cfg"
EXPORT = ("export", "--config", str(CONFIG))
STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066\u2067]")

service = Service(DEMO)
production, staging, research = service.organizations


def write_config(*names):
    """Sections S0, S1 … with these names, each for another organization."""
    text = f"[USER_INFO]\nTS_USER_ID = {service.user_id}\nTS_API_KEY = {service.key}\nTS_API_ENDPOINT = {service.endpoint}\n"
    for number, name in enumerate(names or (production["name"],)):
        section = "DEFAULT" if number == 0 else f"S{number}"
        text += f"[{section}]\nTS_ORGANIZATION_ID = {service.organizations[number]['id']}\nTS_ORGANIZATION_NAME = {name}\n"
    CONFIG.write_text(text)


def run(*args, status=0, text=True, **rest):
    """Standard output and standard error of one call whose exit status is the expected one."""
    rest.setdefault("stdout", subprocess.PIPE)
    process = subprocess.run([ROSTERCTL, *args], stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=text, timeout=60, **rest)
    assert process.returncode == status, f"{args}: exit {process.returncode}, not {status}\n{process.stdout}{process.stderr}"
    return process.stdout, process.stderr


def on_terminal(*args):
    pid, terminal = pty.fork()
    if pid == 0:
        os.execve(ROSTERCTL, [ROSTERCTL, *args], {**os.environ, "TERM": "xterm", "NO_COLOR": "1"})
    shown = b""
    try:
        while chunk := os.read(terminal, 4096):
            shown += chunk
    except OSError:  # how a terminal says that its program has ended
        pass
    os.waitpid(pid, 0)
    os.close(terminal)
    return shown.decode()


def folder():
    return pathlib.Path(tempfile.mkdtemp(dir=HOME))


def names(place):
    return sorted(path.name for path in place.iterdir())


def members(number=0):
    return service.members(service.organizations[number]["id"])


def test_names_of_other_scripts():
    write_config("開発", "本番")
    place = folder()
    run(*EXPORT, "--org", "開発", cwd=place)
    run(*EXPORT, "--org", "本番", cwd=place)
    (first, second) = names(place)
    assert first.startswith("本番-All-Users-") or first.startswith("開発-All-Users-"), names(place)
    assert first != second
    run(*EXPORT, "--all-orgs", cwd=place)
    assert len(names(place)) == 4, names(place)


def test_names_that_are_alike():
    write_config("Prod EU", "ProdEU")
    for together in (True, False):
        place = folder()
        if together:
            run(*EXPORT, "--all-orgs", "-o", str(place))
        else:
            run(*EXPORT, "--org", "Prod EU", cwd=place)
            run(*EXPORT, "--org", "ProdEU", cwd=place)
        for organization, number in ((production, 0), (staging, 1)):
            (path,) = [p for p in place.iterdir() if p.name.startswith(f"ProdEU-{organization['id']}-All-Users-")]
            assert path.read_text() == official_csv(members(number), guard=True)


def test_name_of_the_scripts():
    write_config("Prod EU", "Staging")
    place = folder()
    run("get_users", "--config_file", str(CONFIG), cwd=place)
    run(*EXPORT, "--enabled-only", cwd=place)
    run(*EXPORT, cwd=place)
    found = names(place)
    assert len(found) == 3, found
    assert any(re.fullmatch(r"ProdEU-All-Users-[\d-]{16}\.csv", name) for name in found), found
    assert any(re.fullmatch(r"ProdEU-Enabled-Users-[\d-]{16}\.csv", name) for name in found), found
    # The clock may have gone on by a minute.
    assert all((place / name).read_text().count("\n") > 1 for name in found)


def test_new_files_are_private():
    write_config()
    place = folder()
    old = os.umask(0)
    try:
        run(*EXPORT, "-o", str(place / "new.csv"))
        run(*EXPORT, "-o", str(place))
    finally:
        os.umask(old)
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in place.iterdir())


def test_planted_link():
    if os.geteuid() != 0:
        return
    write_config()
    shared, target = folder(), HOME / "profile"
    shared.chmod(0o1777)
    target.write_text("mine")
    (shared / "list.csv").symlink_to(target)
    os.lchown(shared / "list.csv", 65534, 65534)
    _, err = run(*EXPORT, "-o", str(shared / "list.csv"), status=1)
    assert "list.csv" in err and target.read_text() == "mine", err
    # The key in a file behind such a link is left alone, too.
    (shared / "threatstack.cfg").symlink_to(CONFIG)
    os.lchown(shared / "threatstack.cfg", 65534, 65534)
    _, err = run("import", "--remove-key", str(shared / "threatstack.cfg"), status=1)
    assert service.key in CONFIG.read_text(), err
    os.lchown(shared / "list.csv", 0, 0)
    run(*EXPORT, "-o", str(shared / "list.csv"))
    assert target.read_text().startswith("role,")


def test_streams():
    write_config()
    expected = official_csv(members(), guard=True)
    for output in ("-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"):
        out, err = run(*EXPORT, "-o", output)
        assert out == expected, output
    run(*EXPORT, "-o", "/dev/null")
    assert not pathlib.Path("/dev/null").is_file()
    place = folder()
    (place / "link").symlink_to("/dev/stdout")
    assert run(*EXPORT, "-o", str(place / "link"))[0] == expected and (place / "link").is_symlink()
    # What the shell has written before and writes behind it stays.
    command = 'echo before; "$0" "$@" -o /dev/stdout; echo behind'
    with (place / "out").open("w") as out:
        subprocess.run(["bash", "-c", command, ROSTERCTL, *EXPORT], stdout=out, stderr=subprocess.DEVNULL, check=True)
    assert (place / "out").read_text() == f"before\n{expected}behind\n"
    command = '"$0" "$@" -o >(cat >copy)'
    (place / "copy").touch()
    subprocess.run(["bash", "-c", command, ROSTERCTL, *EXPORT], cwd=place, stderr=subprocess.DEVNULL, check=True, timeout=60)
    end = time.monotonic() + 20
    while (place / "copy").read_text() != expected and time.monotonic() < end:
        time.sleep(0.01)
    assert (place / "copy").read_text() == expected
    os.mkfifo(place / "pipe")
    read = []
    reader = threading.Thread(target=lambda: read.append((place / "pipe").read_text()))
    reader.start()
    run(*EXPORT, "-o", str(place / "pipe"))
    reader.join(20)
    assert read == [expected] and (place / "pipe").is_fifo()


def test_folder_that_is_not_there():
    write_config()
    place = folder()
    _, err = run(*EXPORT, "-o", f"{place}/new/", status=1)
    assert "new/" in err and names(place) == [], (err, names(place))
    gone = folder()
    command = 'rmdir "$PWD"; exec "$0" "$@"'
    before = names(pathlib.Path("/"))
    for args in (EXPORT, (*EXPORT, "-o", "list.csv"), ("members", "--config", "threatstack.cfg")):
        process = subprocess.run(["sh", "-c", command, ROSTERCTL, *args], cwd=gone, capture_output=True, text=True, timeout=60)
        assert process.returncode == 1 and "folder" in process.stderr, (args, process)
        gone.mkdir()
    assert names(pathlib.Path("/")) == before


def default_signals():
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGXFSZ):
        signal.signal(number, signal.SIG_DFL)


def test_interrupted():
    write_config()
    service.set_faults("list:silence")
    try:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            place = folder()
            process = subprocess.Popen(
                [ROSTERCTL, *EXPORT], cwd=place, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=default_signals
            )
            end = time.monotonic() + 20
            while names(place) == [] and time.monotonic() < end:
                time.sleep(0.005)
            (name,) = names(place)
            assert (place / name).stat().st_mode & 0o777 == 0o600, name
            process.send_signal(number)
            process.communicate(timeout=20)
            assert process.returncode == -number and names(place) == [], (process.returncode, names(place))
    finally:
        service.set_faults()


def test_file_size_limit():
    write_config()
    place = folder()

    def limit():
        default_signals()
        resource.setrlimit(resource.RLIMIT_FSIZE, (512, 512))

    _, err = run(*EXPORT, cwd=place, status=1, preexec_fn=limit)
    assert "no room" in err and names(place) == [], (err, names(place))


def test_dry_run_writes_nothing():
    write_config()
    state = folder()
    env = {**os.environ, "XDG_STATE_HOME": str(state)}
    person = next(m for m in members() if m["role"] == "user")
    common = ("--config", str(CONFIG), "--dry-run")
    for args in (("remove", person["id"]), ("invite", "--role", "user", "new@example.com"), ("add", "--role", "user", "someone")):
        run(*args, *common, env=env)
        assert names(state) == [], names(state)
    (state / "roster").mkdir()
    journal = state / "roster" / "journal.jsonl"
    record = {
        "version": 1, "time": "2026-01-02T03:04:05.678Z", "event": "intent", "kind": "remove", "uuid": "u1",
        "run": "of-long-ago", "endpoint": service.endpoint, "organization-id": production["id"],
        "organization-name": production["name"], "user-id": service.user_id, "subject": "gone", "label": "Gone", "role": "user",
    }  # fmt: skip
    journal.write_text(json.dumps(record) + "\n{damaged\n")
    before = journal.read_bytes()
    for _ in range(2):
        run("remove", person["id"], *common, env=env)
        assert journal.read_bytes() == before
        assert [path.name for path in (state / "roster").iterdir() if path.stat().st_size > 0] == ["journal.jsonl"]


def test_terminal():
    write_config("Evil \u202egro")
    service.set_faults("list:hostile-names")
    try:
        raw, _ = run("members", "--config", str(CONFIG), "--format", "csv", text=False)
        assert "\u202e".encode() in raw and b"\x1b" in raw
        assert run(*EXPORT, "-o", "-", text=False)[0] == raw
        out, _ = run("members", "--config", str(CONFIG), "--format", "json")
        assert not STEERING.search(out) and "\\u202e" in out and "\\u001b" in out, ascii(out[:500])
        assert any("\u202e" in member["displayName"] for member in json.loads(out))
        for args in (
            ("members",), ("members", "--format", "csv"), ("members", "--format", "json"), ("export", "-o", "-"),
            ("export", "-o", "/dev/tty"), ("self-test",), ("remove", "--dry-run", service.user_id), ("members", "--org", "\x1b[2J\u202e"),
        ):  # fmt: skip
            shown = on_terminal(*args, "--config", str(CONFIG)).replace("\r\n", "\n")
            assert shown and not STEERING.search(shown), (args, ascii(STEERING.search(shown)), ascii(shown[:1000]))
        for args in (("self-test",), ("remove", "--dry-run", service.user_id)):
            out, err = run(*args, "--config", str(CONFIG))
            assert not STEERING.search(out + err), (args, ascii(out + err))
    finally:
        service.set_faults()


def test_credentials_of_an_error():
    """A service that repeats what it was sent: nothing of it is printed or kept."""
    write_config()
    state = folder()
    env = {**os.environ, "XDG_STATE_HOME": str(state)}
    secrets = (service.key, "dGhlIG1hYw", "ghp_1234", "ey.abc")
    echo = f"No way for {service.key}, token ghp_1234, Bearer ey.abc, Authorization: Hawk id='u', mac='dGhlIG1hYw=='"
    for body in (echo, json.dumps({"errors": [echo, "x"]}), f"<html><pre>{echo}</pre></html>"):
        service.set_faults(f"list:status=403,body={body}")
        _, err = run("members", "--config", str(CONFIG), status=3)
        assert "No way for […]" in err and not any(secret in err for secret in secrets), err
        service.set_faults(f"invite:status=400,body={body}")
        out, err = run("invite", "--role", "user", "new@example.com", "--config", str(CONFIG), "--format", "json", status=1, env=env)
        kept = (state / "roster" / "journal.jsonl").read_text() + run("history", "--format", "json", env=env)[0]
        assert "No way for […]" in kept and not any(secret in kept + out + err for secret in secrets), kept
    service.set_faults()


write_config()
tests = [(name.removeprefix("test_").replace("_", " "), test) for name, test in list(globals().items()) if name.startswith("test_")]
status = Tap(tests, keep_going=True).run()
service.stop()
sys.exit(status)
