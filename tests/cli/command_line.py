#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the table of rows.py: each row is one call of rosterctl with a service, a home and a journal of its own.

usage: command_line.py [--show] ROSTERCTL ROSTER_MOCK [NAME…]; --show prints what happened instead of comparing it.
"""

import concurrent.futures
import json
import os
import pathlib
import shlex
import subprocess
import sys
import tempfile

sys.path[:0] = [str(pathlib.Path(__file__).parent), str(pathlib.Path(__file__).parents[1] / "end-to-end")]
from rows import ROWS  # noqa: E402
from service import Service  # noqa: E402

SHOW = "--show" in sys.argv
ROSTERCTL, MOCK, *NAMES = (argument for argument in sys.argv[1:] if argument != "--show")
ROSTERCTL, MOCK = os.path.abspath(ROSTERCTL), os.path.abspath(MOCK)
CONFIG = """[USER_INFO]
TS_USER_ID = {user}
TS_API_KEY = {key}
TS_API_ENDPOINT = {endpoint}

[DEFAULT]
TS_ORGANIZATION_ID = demo-production
TS_ORGANIZATION_NAME = "Demo Production"

[STAGING]
TS_ORGANIZATION_ID = demo-staging
TS_ORGANIZATION_NAME = "Demo Staging"

[RESEARCH]
TS_ORGANIZATION_ID = demo-research
TS_ORGANIZATION_NAME = "Demo Research"
"""


def run(row, mock, home):
    """Status, standard output and standard error of the row's call."""
    fill = {"endpoint": mock.endpoint, "user": mock.user_id, "key": mock.key, "home": home}
    (home / "c.cfg").write_text(CONFIG.format(**fill))
    for name, text in row.files.items():
        (home / name).write_text(text.format(**fill) if "{" in text else text)
    kept = {name: os.environ[name] for name in ("PATH", "GSETTINGS_SCHEMA_DIR", "ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS") if name in os.environ}
    env = {
        **kept,
        "HOME": str(home),
        "GSETTINGS_BACKEND": "memory",
        "LC_ALL": "C.UTF-8",
        "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere",
        "NO_PROXY": "*",
        **{name: value.format(**fill) for name, value in row.env.items()},
    }
    for call in (*row.before, row.args):
        command = [ROSTERCTL, *(part.format(**fill) if "{" in part else part for part in shlex.split(call))]
        if row.closed:
            command = ["sh", "-c", 'exec "$@" ' + row.closed, "sh", *command]
        result = subprocess.run(
            command, input=row.stdin, capture_output=True, text=True, cwd=home, env=env, timeout=60, start_new_session=True
        )
    return result


def journal(home):
    """What the journal has: each outcome as KIND RESULT, and each intent without one as KIND open."""
    lines, found = [], list(home.rglob("journal.jsonl"))
    for path in found:
        lines += [json.loads(line) for line in path.read_text().splitlines()]
    ended = {line["uuid"] for line in lines if line["event"] != "intent"}
    return [f"{line['kind']} {line['result']}" for line in lines if line["event"] != "intent"] + [
        f"{line['kind']} open" for line in lines if line["event"] == "intent" and line["uuid"] not in ended
    ]


def get_call(request):
    """METHOD and the last part of the documented path; lists count once a page."""
    return f"{request['method']} {request['resource'].split('?')[0].split('/organizations/')[-1]}"


def check(row):
    """What differs, or nothing."""
    with tempfile.TemporaryDirectory() as folder:
        home = pathlib.Path(folder)
        mock = Service(MOCK, "--members", "40", *(argument for fault in row.faults for argument in ("--fault", fault)))
        try:
            result = run(row, mock, home)
            requests = [get_call(request) for request in mock.requests]
        finally:
            mock.stop()
        entries = journal(home)
    changes = [request for request in requests if not request.startswith("GET ")]
    changes = [" ".join([request.split()[0], request.split()[1].split("/")[0]]) for request in changes]
    n_lists = requests.count("GET members")
    if SHOW:
        return [f"{row.name}: {result.returncode} journal={entries} sent={changes} lists={n_lists}\n{result.stdout}---\n{result.stderr}"]
    wrong = []
    if result.returncode != row.status:
        wrong.append(f"exit status {result.returncode}, not {row.status}")
    wrong += [f"not in the output: {text!r}" for text in row.out if text not in result.stdout]
    wrong += [f"not in the errors: {text!r}" for text in row.err if text.replace("{user}", mock.user_id) not in result.stderr]
    wrong += [f"in the output: {text!r}" for text in row.absent if text in result.stdout + result.stderr]
    if mock.key in result.stdout + result.stderr:
        wrong.append("the key is printed")
    if entries != row.journal:
        wrong.append(f"journal {entries}, not {row.journal}")
    if changes != row.sent:
        wrong.append(f"changes sent {changes}, not {row.sent}")
    if row.lists is not None and n_lists != row.lists:
        wrong.append(f"{n_lists} pages read, not {row.lists}")
    return wrong + ([result.stdout, result.stderr] if wrong else [])


rows = [row for row in ROWS if not NAMES or row.name in NAMES]
assert len({row.name for row in ROWS}) == len(ROWS), "two rows have one name"
print(f"1..{len(rows)}", flush=True)
failed = 0
with concurrent.futures.ThreadPoolExecutor(2 * (os.cpu_count() or 1)) as pool:
    for position, (row, wrong) in enumerate(zip(rows, pool.map(check, rows)), 1):
        failed += bool(wrong)
        print(f"{'not ok' if wrong else 'ok'} {position} {row.name}", flush=True)
        for line in "\n".join(wrong).splitlines():
            print(f"# {line}", flush=True)
            if not SHOW:
                print(f"{row.name}: {line}", file=sys.stderr, flush=True)
sys.exit(1 if failed else 0)
