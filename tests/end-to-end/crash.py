#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""rosterctl, killed at random instants in the middle of 50 changes: afterwards each change was applied exactly once, or
is reported as not done, and the next command says so and can finish the job.

usage: crash.py ROSTERCTL ROSTER_DEMO [KILLS [SEED]]
"""

import os
import pathlib
import random
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from crash_lane import RUN_SECONDS, Lane, run_lanes  # noqa: E402
from tap import Tap  # noqa: E402

ROSTERCTL, DEMO = (os.path.abspath(path) for path in sys.argv[1:3])
KILLS = int(sys.argv[3]) if len(sys.argv) > 3 else 200
SEED = int(sys.argv[4]) if len(sys.argv) > 4 else random.randrange(1 << 30)
LANES = 6


class CommandLane(Lane):
    """The program is rosterctl, with a configuration file."""

    def __init__(self, number, folder, seed):
        super().__init__(number, folder, ROSTERCTL, DEMO, seed)
        self.config = self.write_config()

    def command(self, kind, people):
        call = [ROSTERCTL, kind, "--config", self.config, "--from", "-"]
        if kind == "remove":
            call += ["--yes", "--force-remove-many"]
        if kind == "invite":
            call += ["--role", "reader"]
        return call, "\n".join(people)

    def start(self, kind, people):
        call, text = self.command(kind, people)
        process = subprocess.Popen(
            call, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True, env=self.env
        )
        process.stdin.write(text)
        process.stdin.close()
        return process

    def run(self, kind, people):
        call, text = self.command(kind, people)
        done = subprocess.run(call, input=text, capture_output=True, text=True, env=self.env, timeout=RUN_SECONDS)
        assert done.returncode == 0, (done.returncode, done.stdout, done.stderr)
        return done

    def settle(self, kind, people, in_flight):
        # Refused by the rails, which is after what is in flight was looked for: nothing is sent.
        call = [ROSTERCTL, "remove", "--config", self.config, "--yes", self.service.user_id]
        done = subprocess.run(call, capture_output=True, text=True, env=self.env, timeout=RUN_SECONDS)
        assert done.returncode in (1, 2), (done.returncode, done.stdout, done.stderr)
        said = done.stderr
        if kind == "invite":
            assert all(f"An invitation to {address} may have gone out" in said for address in in_flight), (in_flight, said)
        assert ("earlier run was settled" in said) == (bool(in_flight) and kind != "invite"), (in_flight, said)


def test_kills():
    run_lanes(CommandLane, LANES, KILLS, SEED)


sys.exit(Tap([(f"killed {KILLS} times", test_kills)]).run())
