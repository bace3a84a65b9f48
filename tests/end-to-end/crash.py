#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""rosterctl, killed at random instants in the middle of 50 changes: afterwards each change was applied exactly once, or
is reported as not done, and the next command says so and can finish the job.

usage: crash.py ROSTERCTL ROSTER_DEMO [KILLS [SEED]]
"""

import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from service import Service  # noqa: E402
from tap import Tap  # noqa: E402

ROSTERCTL, DEMO = (os.path.abspath(path) for path in sys.argv[1:3])
KILLS = int(sys.argv[3]) if len(sys.argv) > 3 else 200
SEED = int(sys.argv[4]) if len(sys.argv) > 4 else random.randrange(1 << 30)
LANES = 6  # a killed run is given time for its last request to arrive, so most of them wait
CHANGES = 50
RUN_SECONDS = 20


class Lane:
    """A demo service, a journal, and somebody who keeps killing rosterctl."""

    def __init__(self, number, folder):
        self.random = random.Random(SEED + number)
        self.folder = pathlib.Path(folder) / str(number)
        self.folder.mkdir()
        self.service = Service(DEMO)
        self.organization = self.service.organizations[0]
        self.config = self.folder / "threatstack.cfg"
        self.config.write_text(
            f"[USER_INFO]\nTS_USER_ID = {self.service.user_id}\nTS_API_KEY = {self.service.key}\n"
            f"TS_API_ENDPOINT = {self.service.endpoint}\n\n[DEFAULT]\n"
            f"TS_ORGANIZATION_ID = {self.organization['id']}\nTS_ORGANIZATION_NAME = {self.organization['name']}\n"
        )
        self.env = dict(os.environ)
        self.n_trials = 0
        self.people = [
            m["id"] for m in self.members() if m["role"] == "user" and m["id"] != self.service.user_id
        ][:CHANGES]
        self.seconds = 0.5  # what a whole run takes, about
        self.counts = {"kills": 0, "done": 0, "not done": 0, "not known": 0, "never begun": 0, "settled": 0}
        self.failure = None

    def members(self):
        return self.service.members(self.organization["id"])

    def wait_for_log(self):
        """The service tells of its requests in the order of their arrival: one of ours comes behind all others."""
        resource = f"/organizations/members?enabledOnly=true&n={time.monotonic_ns()}"
        self.service.call(self.organization["id"], "GET", resource)
        deadline = time.monotonic() + RUN_SECONDS
        while not self.service.requests[-1]["resource"].endswith(resource):
            assert time.monotonic() < deadline, "the service's log does not come"
            time.sleep(0.001)

    def command(self, kind, people, *more):
        call = [ROSTERCTL, kind, "--config", str(self.config), "--from", "-", *more]
        if kind == "remove":
            call += ["--yes", "--force-remove-many"]
        if kind == "invite":
            call += ["--role", "reader"]
        return call, "\n".join(people)

    def run(self, kind, people, *more, status=(0,)):
        call, text = self.command(kind, people, *more)
        done = subprocess.run(call, input=text, capture_output=True, text=True, env=self.env, timeout=RUN_SECONDS)
        assert done.returncode in status, (done.returncode, done.stdout, done.stderr)
        return done

    def run_and_kill(self, kind, people):
        """Whether it was killed before it ended by itself."""
        call, text = self.command(kind, people)
        process = subprocess.Popen(
            call, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True, env=self.env
        )
        begun = time.monotonic()
        process.stdin.write(text)
        process.stdin.close()
        try:
            process.wait(self.random.uniform(0.02, self.seconds))
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait() == -9
        self.seconds = max(0.05, 0.5 * (self.seconds + time.monotonic() - begun))
        return False

    def history(self):
        """What the journal says of each change of this trial, by whom it is about."""
        text = subprocess.run(
            [ROSTERCTL, "history", "--format", "json"], capture_output=True, text=True, env=self.env, timeout=RUN_SECONDS
        ).stdout
        return {record["subject"]: record["result"] for record in json.loads(text)}

    def applied(self, kind, since):
        """How often each change was asked for, and how often the service did it."""
        self.wait_for_log()
        method = "DELETE" if kind == "remove" else "POST"
        asked, done = {}, {}
        for request in self.service.requests[since:]:
            if request["method"] != method:
                continue
            if kind == "remove":
                subject = request["resource"].rsplit("/", 1)[1]
            else:
                subject = json.loads(request["body"])["email" if kind == "invite" else "id"]
            asked[subject] = asked.get(subject, 0) + 1
            done[subject] = done.get(subject, 0) + (request["status"] < 300)
        return asked, done

    def check(self, kind, people, since):
        """After the next start: the journal, the service's state and its log agree about everybody. Who is left?"""
        results = self.history()
        here = {m["id"] for m in self.members()}
        asked, done = self.applied(kind, since)
        left = []
        for person in people:
            result = results.get(person, "never begun")
            happened = done.get(person, 0) == 1
            assert asked.get(person, 0) <= 1, f"{kind} {person} was sent {asked[person]} times"
            if kind != "invite":
                assert happened == ((person in here) == (kind == "add")), (kind, person, result, happened)
            if result == "done":
                assert happened, f"{kind} {person} is done in the journal only"
            elif result == "unknown":
                assert kind == "invite", f"{kind} {person} is not known"
            else:
                assert result in ("failed", "never begun"), (kind, person, result)
                assert not happened, f"{kind} {person} happened, and the journal says {result}"
                left.append(person)
            self.counts[{"failed": "not done", "unknown": "not known"}.get(result, result)] += 1
        return left

    def trial(self, kind, people):
        self.wait_for_log()
        since = len(self.service.requests)
        self.n_trials += 1
        self.env["XDG_STATE_HOME"] = str(self.folder / f"state-{self.n_trials}")
        if self.run_and_kill(kind, people):
            self.counts["kills"] += 1
            said = self.run(kind, people, "--dry-run", status=(0, 1)).stderr
            self.counts["settled"] += "earlier run was settled" in said
        left = self.check(kind, people, since)
        if left:  # the next command finishes the job
            self.run(kind, left)
        _, done = self.applied(kind, since)
        unknown = {s for s, result in self.history().items() if result == "unknown"} if kind == "invite" else ()
        for person in people:
            times = done.get(person, 0)
            assert times == 1 or (times == 0 and person in unknown), f"{kind} {person} was done {times} times"

    def work(self, kills):
        try:
            number = 0
            while self.counts["kills"] < kills:
                self.trial("remove", self.people)
                self.trial("add", self.people)
                number += 1
                self.trial("invite", [f"person{number}-{i}@example.com" for i in range(CHANGES)])
        except Exception as error:  # told by the main thread
            self.failure = error
        finally:
            self.service.stop()


def test_kills():
    with tempfile.TemporaryDirectory() as folder:
        lanes = [Lane(number, folder) for number in range(LANES)]
        share = -(-KILLS // LANES)
        threads = [threading.Thread(target=lane.work, args=(share,)) for lane in lanes]
        begun = time.monotonic()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        total = {name: sum(lane.counts[name] for lane in lanes) for name in lanes[0].counts}
        print(f"# seed {SEED}, {time.monotonic() - begun:.0f} s:", ", ".join(f"{n} {k}" for k, n in total.items()), flush=True)
        for lane in lanes:
            if lane.failure:
                raise lane.failure
        assert total["kills"] >= KILLS
        if KILLS >= 100:
            assert total["settled"] > 0 and total["not done"] > 0, "no kill hit a change in flight"


sys.exit(Tap([(f"killed {KILLS} times", test_kills)]).run())
