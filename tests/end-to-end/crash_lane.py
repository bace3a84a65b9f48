# SPDX-License-Identifier: GPL-3.0-or-later
"""Kills a program again and again in the middle of its changes, and asks the service, its log and the journal afterwards:
each change was applied exactly once, or is reported as not done or not known; nobody was invited twice.
"""

import json
import os
import pathlib
import random
import subprocess
import tempfile
import threading
import time

from service import Service

CHANGES = 50
RUN_SECONDS = 20
LEAST_SECONDS = 0.02


class Lane:
    """A demo service, a journal, and somebody who keeps killing a program. What the program is, a subclass says: start(),
    run() and settle()."""

    def __init__(self, number, folder, rosterctl, demo, seed):
        self.random = random.Random(seed + number)
        self.folder = pathlib.Path(folder) / str(number)
        self.folder.mkdir()
        self.rosterctl = rosterctl
        self.service = Service(demo)
        self.organization = self.service.organizations[0]
        self.env = dict(os.environ)
        self.n_trials = 0
        self.people = [
            m["id"] for m in self.members() if m["role"] == "user" and m["id"] != self.service.user_id
        ][:CHANGES]
        self.seconds = 0.5  # what a whole run takes, about
        self.counts = {"kills": 0, "done": 0, "not done": 0, "not known": 0, "never begun": 0, "settled": 0}
        self.failure = None

    def start(self, kind, people):
        """A process that has begun with the changes."""
        raise NotImplementedError

    def run(self, kind, people):
        """Lets a process do the changes to their end."""
        raise NotImplementedError

    def settle(self, kind, people, in_flight):
        """The next start: it has to say what became of those in flight, a list of who they are about."""
        raise NotImplementedError

    def write_config(self):
        """A threatstack.cfg with the organization; its path."""
        path = self.folder / "threatstack.cfg"
        path.write_text(
            f"[USER_INFO]\nTS_USER_ID = {self.service.user_id}\nTS_API_KEY = {self.service.key}\n"
            f"TS_API_ENDPOINT = {self.service.endpoint}\n\n[DEFAULT]\n"
            f"TS_ORGANIZATION_ID = {self.organization['id']}\nTS_ORGANIZATION_NAME = {self.organization['name']}\n"
        )
        return str(path)

    def begin_journal(self):
        """Each trial has its own."""
        self.env["XDG_STATE_HOME"] = str(self.folder / f"state-{self.n_trials}")

    def members(self):
        return self.service.members(self.organization["id"])

    def wait_for_log(self):
        """A request of ours comes behind all that were sent before; the next window's may come behind it."""
        self.service.call(self.organization["id"], "GET", "/organizations/members?enabledOnly=true")

    def run_and_kill(self, kind, people):
        """Whether it was killed before it ended by itself."""
        begun = time.monotonic()
        process = self.start(kind, people)
        try:
            process.wait(self.random.uniform(LEAST_SECONDS, self.seconds))
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait() == -9
        assert process.returncode == 0, process.returncode
        self.seconds = max(0.05, 0.5 * (self.seconds + time.monotonic() - begun))
        return False

    def in_flight(self):
        """Who the journal has an intent of, and no outcome."""
        journal = pathlib.Path(self.env["XDG_STATE_HOME"]) / "roster" / "journal.jsonl"
        found = {}
        for line in journal.read_bytes().splitlines(keepends=True) if journal.exists() else []:
            if not line.endswith(b"\n"):
                break  # killed while it wrote its intent: nothing was sent
            record = json.loads(line)
            if record["event"] == "intent":
                found[record["uuid"]] = record["subject"]
            else:
                found.pop(record["uuid"], None)  # what is not known may be found out later
        return list(found.values())

    def history(self):
        """What the journal says of each change of this trial, by whom it is about."""
        text = subprocess.run(
            [self.rosterctl, "history", "--format", "json"], capture_output=True, text=True, env=self.env, timeout=RUN_SECONDS
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

    def trial(self, kind, people, is_finished=True):
        """is_finished: what was not done is done afterwards."""
        self.wait_for_log()
        since = len(self.service.requests)
        self.n_trials += 1
        self.begin_journal()
        if self.run_and_kill(kind, people):
            self.counts["kills"] += 1
            in_flight = self.in_flight()
            self.settle(kind, people, in_flight)
            self.counts["settled"] += len(in_flight) > 0
        left = self.check(kind, people, since)
        if not is_finished:
            return
        if left:
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


def run_lanes(make_lane, n_lanes, kills, seed):
    """make_lane(number, folder, seed): a killed run is given time for its last request to arrive, so lanes wait most of
    the time."""
    with tempfile.TemporaryDirectory() as folder:
        lanes = [make_lane(number, folder, seed) for number in range(n_lanes)]
        share = -(-kills // n_lanes)
        threads = [threading.Thread(target=lane.work, args=(share,)) for lane in lanes]
        begun = time.monotonic()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        total = {name: sum(lane.counts[name] for lane in lanes) for name in lanes[0].counts}
        print(f"# seed {seed}, {time.monotonic() - begun:.0f} s:", ", ".join(f"{n} {k}" for k, n in total.items()), flush=True)
        for lane in lanes:
            if lane.failure:
                raise lane.failure
        assert total["kills"] >= kills
        if kills >= 100:
            assert total["settled"] > 0 and total["not done"] > 0, "no kill hit a change in flight"
