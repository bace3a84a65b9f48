#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window's change queue, killed at random instants with 50 changes before it: at the next start the settler says what
became of the one in flight, and nothing that was left out, done twice or sent again is hidden. tests/support/change-runner.c has the
window's objects without the window; crash_window.py kills whole windows.

usage: crash_queue.py CHANGE_RUNNER ROSTERCTL ROSTER_DEMO [KILLS [SEED]]
"""

import os
import pathlib
import random
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from crash_lane import RUN_SECONDS, Lane, run_lanes  # noqa: E402
from tap import Tap  # noqa: E402

RUNNER, ROSTERCTL, DEMO = (os.path.abspath(path) for path in sys.argv[1:4])
KILLS = int(sys.argv[4]) if len(sys.argv) > 4 else 200
SEED = int(sys.argv[5]) if len(sys.argv) > 5 else random.randrange(1 << 30)
LANES = 6


class QueueLane(Lane):
    """The program is change-runner."""

    def __init__(self, number, folder, seed):
        super().__init__(number, folder, ROSTERCTL, DEMO, seed)

    def text(self, what, people):
        service = self.service
        return "\n".join([service.endpoint, service.user_id, service.key, self.organization["id"], what, *people])

    def start(self, kind, people):
        process = subprocess.Popen([RUNNER], stdin=subprocess.PIPE, text=True, env=self.env)
        process.stdin.write(self.text(kind, people))
        process.stdin.close()
        return process

    def run(self, kind, people):
        done = subprocess.run(
            [RUNNER], input=self.text(kind, people), capture_output=True, text=True, env=self.env, timeout=RUN_SECONDS
        )
        assert done.returncode == 0, (done.returncode, done.stderr)
        return done.stdout

    def settle(self, kind, people, in_flight):
        found = dict(reversed(line.split(" ", 1)) for line in self.run("settle", []).splitlines())
        assert sorted(found) == sorted(in_flight), (found, in_flight)
        states = {"unknown"} if kind == "invite" else {"done", "failed"}
        assert set(found.values()) <= states, (kind, found)
        assert self.run("settle", []) == "", "what is settled is looked for again"


def test_kills():
    run_lanes(QueueLane, LANES, KILLS, SEED)


sys.exit(Tap([(f"killed {KILLS} times", test_kills)]).run())
