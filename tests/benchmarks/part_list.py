# SPDX-License-Identifier: GPL-3.0-or-later
"""How long the window holds up its main loop, and what a member takes in its process."""

import json
import math
import subprocess

import measure
import results

ACTIONS = ("sort", "keystroke", "filter", "jump", "select all", "find", "export")
GOALS = {
    "sort": "sort", "keystroke": "keystroke", "jump": "scroll jump", "select all": "select all",
    "find": "search in all organizations", "export": "saving as CSV",
}


def run_size(n, server):
    done = subprocess.run(
        [measure.program("tests/benchmarks/bench-list"), server.base, str(n)], capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise measure.Failed(f"bench-list {n} ended with {done.returncode}: {done.stderr.strip()[-500:]}")
    return json.loads(next(line for line in done.stdout.splitlines() if line.startswith("{")))


def p90(values):
    """The least that nine of ten do not exceed."""
    return sorted(values)[math.ceil(len(values) * 0.9) - 1]


def show(values):
    return f"{measure.short(p90(values))} ({measure.short(measure.Series(values).median)})"


def typed(values):
    """The least of each of the eight things that are typed, five times each: other work can only add to it."""
    return measure.Series(min(values[i::8]) for i in range(8))


def run():
    section = results.Section(
        "The list on screen",
        "Roster’s whole window, with a list that it read from a service and verified: the longest turn of its main loop after "
        "each thing done, in ms of the main thread’s processor time, so that a busy machine does not count: p90 of 20 (median). "
        "Loading: p90 of 10 refreshes. Find: after a word is typed into the search through all organizations. Export: p90 of 9, "
        "until all members, those shown and those selected are in a file. Rows: from a keystroke until the rows that it leaves are painted, in ms of the clock on the "
        "wall, where a busy machine does count: the least of five for each of eight things typed, and of these the median "
        "(least–most). Bytes: resident memory with the list, over that with a list of 300, after all of this; with few members it "
        "is the widgets’.",
        ["members", "fill, worst", "loading", *ACTIONS, "keystroke to rows", "bytes a member"],
    )
    with measure.Server() as server:
        for n in measure.SIZES:
            found, size = run_size(n, server), measure.size_name(n)
            section.rows.append([
                size, measure.short(found["fill"]), show(found["load"]), *(show(found[name]) for name in ACTIONS),
                str(typed(found["rows"])), f"{found['bytes']:.0f}" if n > 1_000 else "–",
            ])
            section.goals += [
                results.at_most(f"stall, p90: {shown}, {size}", 16, p90(found[name]), "ms") for name, shown in GOALS.items()
            ]
            section.goals.append(results.at_most(f"stall, p90: loading, {size}", 8, p90(found["load"]), "ms"))
            section.goals.append(results.at_most(f"worst frame of a fill, {size}", 25, found["fill"], "ms"))
    section.goals.append(results.at_most("keystroke to rows on screen, 1 M", 33, typed(found["rows"]).median, "ms"))
    section.goals.append(results.at_most("memory a member in the window’s process, 1 M", 350, found["bytes"], "bytes"))
    return section
