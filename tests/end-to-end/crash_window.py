#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The real window, killed at random instants in the middle of 50 invitations or additions: the next window says in its bar
what became of the one in flight, each was carried out exactly once or is reported as not done or not known, and the window
can finish the job.

usage: crash_window.py ROSTER ROSTERCTL ROSTER_DEMO [KILLS [SEED]], inside `headless --keyring` with GSETTINGS_BACKEND=keyfile.
"""

import os
import pathlib
import random
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from crash_lane import CHANGES, Lane, run_lanes  # noqa: E402
from driver import TIMEOUT, Program, find_windows, screenshot, wait_for  # noqa: E402
from tap import Tap  # noqa: E402

ROSTER, ROSTERCTL, DEMO = (os.path.abspath(path) for path in sys.argv[1:4])
KILLS = int(sys.argv[4]) if len(sys.argv) > 4 else 12
SEED = int(sys.argv[5]) if len(sys.argv) > 5 else random.randrange(1 << 30)
MOST_SENT = 40  # before the kill, so that it comes in the middle
ADD_EVERY = 4  # there are not so many people to add
# The button that opens it, its title, and what its suggested button begins with.
DIALOGS = {"invite": ("Invite…", "Invite people", "Invite"), "add": ("Add existing…", "Add existing people", "Add")}


class WindowLane(Lane):
    """The program is Roster, which knows one organization; its key is in the keyring. The window that has settled one trial
    is the one that is killed in the next."""

    def __init__(self, number, folder, seed):
        super().__init__(number, folder, ROSTERCTL, DEMO, seed)
        everybody = [member["id"] for member in self.members()]
        self.organization = self.service.organizations[1]
        here = {member["id"] for member in self.members()}
        self.people = [i for i in everybody if i not in here and i != self.service.user_id]
        self.env["XDG_STATE_HOME"] = str(self.folder / "state")
        subprocess.run([ROSTERCTL, "import", "--remove-key", self.write_config()], check=True, capture_output=True, env=self.env)
        self.open_window()

    def begin_journal(self):
        """All trials are in one, as the window stays from one to the next; nobody is in two of them."""

    def open_window(self):
        self.roster = Program([ROSTER], self.folder / "roster.log", self.env)
        self.roster.window(self.organization["name"])

    def submit(self, kind, people):
        """The dialog, up to its suggested button."""
        opener, title, verb = DIALOGS[kind]
        self.roster.press("push button", opener)
        dialog = self.roster.window(title)
        if kind == "add":
            self.roster.find("push button", verb, within=dialog)
            self.roster.click(self.roster.find("page tab", "By user id", within=dialog), title)
        self.roster.type(self.roster.find("text", within=dialog), "\n".join(people))
        button = f"{verb} {len(people)} " + ("person" if len(people) == 1 else "people")
        self.roster.press("push button", button, within=dialog)
        return dialog

    def n_sent(self):
        return sum(request["method"] == "POST" for request in self.service.requests)

    def run_and_kill(self, kind, people):
        """As many of them as chance says are sent before, and a moment more."""
        n_before, n_first = self.n_sent(), self.random.randrange(MOST_SENT)
        moment = self.random.uniform(0, 0.02)
        self.submit(kind, people)
        deadline = time.monotonic() + TIMEOUT
        while self.n_sent() < n_before + n_first and time.monotonic() < deadline:
            time.sleep(0.001)
        time.sleep(moment)
        assert self.roster.process.poll() is None, "the window ended by itself"
        self.roster.kill()
        return True

    def run(self, kind, people):
        n_before = self.n_sent()
        dialog = self.submit(kind, people)
        wait_for("the rest of the job", lambda: self.n_sent() == n_before + len(people))
        wait_for("its outcomes", lambda: self.in_flight() == [])
        wait_for("the end of the run", lambda: self.roster.all("push button", "Close", within=dialog))
        self.roster.close(dialog, DIALOGS[kind][1])

    def settle(self, kind, people, in_flight):
        self.open_window()
        if not in_flight:
            return
        if kind == "add":
            said = "1 change of an earlier run was settled by reading the members."
        else:
            said = f"An invitation to {in_flight[0]} may have gone out: ask them before you send another one."
        assert len(in_flight) == 1, in_flight
        self.roster.says(said)
        wait_for("the outcome in the journal", lambda: self.in_flight() == [])
        if os.environ.get("ROSTER_SCREENSHOTS"):
            screenshot(f"{os.environ['ROSTER_SCREENSHOTS']}/settled-{kind}.png", self.organization["name"])

    def work(self, kills):
        try:
            for number in range(kills):
                if number % ADD_EVERY == ADD_EVERY - 1 and len(self.people) >= CHANGES:
                    people, self.people = self.people[:CHANGES], self.people[CHANGES:]
                    self.trial("add", people, number < ADD_EVERY)
                else:
                    self.trial("invite", [f"person{number}-{i}@example.com" for i in range(CHANGES)], number == 0)
            self.roster.keys("ctrl+q", window=self.organization["name"])
            assert self.roster.wait_end() == 0
        except Exception as error:  # told by the main thread
            if os.environ.get("ROSTER_SCREENSHOTS") and find_windows(""):
                subprocess.run(["import", "-window", "root", f"{os.environ['ROSTER_SCREENSHOTS']}/failed-crash.png"], check=False)
            self.failure = error
            for line in (self.folder / "roster.log").read_text(errors="replace").splitlines()[-60:]:
                print(f"# {line}", flush=True)
        finally:
            self.roster.kill()
            self.service.stop()


def test_kills():
    run_lanes(WindowLane, 1, KILLS, SEED)


sys.exit(Tap([(f"the window killed {KILLS} times", test_kills)]).run())
