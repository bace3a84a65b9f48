#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""rosterctl by a table: what a command line gives with what is typed into it, in which environment, against which service.

usage: commands.py ROSTERCTL ROSTER_DEMO TABLE…, inside `headless --keyring`. Each row has a service, a home and a journal of
its own. commands.table says how a row is written.
"""

import concurrent.futures
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "end-to-end"))
from service import Service  # noqa: E402
from tap import Tap  # noqa: E402

ROSTERCTL, DEMO = (os.path.abspath(path) for path in sys.argv[1:3])
FIELDS = "env stdin file demo fault first status out no-out err no-err journal sent".split()
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
"""


class Row:
    """A command line and what is said about it: each field has the list of its lines."""

    def __init__(self, command, place):
        self.command, self.place = command, place
        self.fields = {field: [] for field in FIELDS}

    def __getitem__(self, field):
        return self.fields[field]


def read_table(path):
    rows = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        place = f"{path.name}:{number}"
        if not line.strip() or line.startswith("#"):
            continue
        if not line.startswith("  "):
            rows.append(Row(line, place))
            continue
        field, _, value = line.strip().partition(":")
        assert field in FIELDS, f"{place}: what is “{field}”?"
        rows[-1][field].append(value.strip())
    return rows


class Run:
    """A row in a folder of its own."""

    def __init__(self, row, folder):
        self.row, self.folder = row, folder
        self.service = Service(DEMO, "--members", "12", *shlex.split(" ".join(row["demo"])))
        self.known = {"dir": folder, "user": self.service.user_id, "key": self.service.key, "endpoint": self.service.endpoint}

    def fill(self, text):
        return re.sub(r"\{(dir|user|key|endpoint)\}", lambda match: str(self.known[match[1]]), text)

    def make_env(self):
        env = {name: value for name, value in os.environ.items() if not name.startswith(("TS_", "XDG_", "ROSTER_"))}
        env |= {
            "HOME": str(self.folder), "GSETTINGS_BACKEND": "keyfile", "XDG_RUNTIME_DIR": os.environ["XDG_RUNTIME_DIR"],
            "TS_USER_ID": self.service.user_id, "TS_API_KEY": self.service.key, "TS_API_ENDPOINT": self.service.endpoint,
            "TS_ORGANIZATION_ID": "demo-production", "ROSTER_DEMO_PROGRAM": DEMO,
        }  # fmt: skip
        for change in shlex.split(self.fill(" ".join(self.row["env"]))):
            name, given, value = change.partition("=")
            if given:
                env[name] = value
            else:
                for key in [key for key in env if re.fullmatch(name.removeprefix("-").replace("*", ".*"), key)]:
                    del env[key]
        return env

    def write_files(self):
        for line in self.row["file"]:
            name, _, text = line.partition(" ")
            text = CONFIG if text == "CONFIG" else re.sub(r"\\n|\\ufeff", lambda m: {r"\n": "\n"}.get(m[0], "\ufeff"), text)
            (self.folder / name).write_text(self.fill(text), "utf-8")

    def call(self, command, env, stdin=""):
        return subprocess.run(
            [ROSTERCTL, *shlex.split(self.fill(command))], input=stdin.encode(), capture_output=True, env=env, cwd=self.folder,
            timeout=120, check=False,
        )  # fmt: skip

    def get_journal(self):
        """Each change that was meant to be sent, with its last result, in the order in which they began."""
        found = {}
        for path in sorted(self.folder.glob(".local/state/roster/journal*.jsonl")):
            for line in path.read_text("utf-8").splitlines():
                entry = json.loads(line)
                if "uuid" in entry:
                    what = f"{entry['kind']} {entry['subject']} in {entry['organization-id']}"
                    found[entry["uuid"]] = f"{what}: {entry.get('result', 'no outcome')}"
        return list(found.values())

    def get_sent(self):
        """Each request that would change something, with what came of it."""
        sent = [request for request in self.service.requests if request["method"] not in ("GET", "HEAD")]
        return [f"{r['method']} {r['resource'].split('/organizations/')[-1]} {r['status']}" for r in sent]

    def check(self):
        row = self.row
        env = self.make_env()
        self.write_files()
        for command in row["first"]:
            assert self.call(command, env).returncode == 0, command
        if row["fault"]:
            self.service.set_faults(*row["fault"])
        done = self.call(row.command, env, "\n".join(row["stdin"]).replace("\\n", "\n"))
        self.service.stop()
        texts = {"out": done.stdout.decode("utf-8", "replace"), "err": done.stderr.decode("utf-8", "replace")}
        shown = f"\n{texts['out']}{texts['err']}"
        expected = int(row["status"][0]) if row["status"] else 0
        assert done.returncode == expected, f"status {done.returncode}, not {expected}{shown}"
        for name, text in texts.items():
            assert self.service.key not in text, f"{name} has the key"
            for part in map(self.fill, row[name]):
                found = part == "" and text == "" or part != "" and part in text
                assert found, f"{name} has no “{part}”{shown}"
            for part in map(self.fill, row[f"no-{name}"]):
                assert part not in text, f"{name} has “{part}”{shown}"
        for name, found in (("journal", self.get_journal()), ("sent", self.get_sent())):
            assert found == row[name], f"{name} is {found}, not {row[name]}{shown}"


def try_row(row):
    with tempfile.TemporaryDirectory(dir=os.environ["HOME"]) as folder:
        run = Run(row, pathlib.Path(folder))
        try:
            run.check()
        finally:
            run.service.stop()


def main():
    rows = [row for path in sys.argv[3:] for row in read_table(pathlib.Path(path))]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        waiting = [(f"{row.place} {row.command}".replace("#", "№"), pool.submit(try_row, row)) for row in rows]
        return Tap([(name, future.result) for name, future in waiting], keep_going=True).run()


if __name__ == "__main__":
    sys.exit(main())
