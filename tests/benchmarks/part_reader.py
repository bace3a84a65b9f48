# SPDX-License-Identifier: GPL-3.0-or-later
"""The reader of a list beside json-glib and node's JSON.parse."""

import json
import pathlib
import subprocess
import tempfile

import measure
import results

PARSE = pathlib.Path(__file__).with_name("parse.js")
RUNS = {1_000: 51, 100_000: 3, 1_000_000: 1}  # within one process; each is started once a round
ROUNDS = {1_000: 7, 100_000: 7, 1_000_000: 2}


def ask(*argv):
    return json.loads(subprocess.run(argv, capture_output=True, text=True, check=True).stdout)


def measure_size(n, folder):
    page = pathlib.Path(folder) / f"{n}.json"
    with page.open("wb") as out:
        subprocess.run([measure.program("tests/benchmarks/bench-reader"), str(n)], stdout=out, check=True)
    runs = str(RUNS[n])
    found = measure.in_turns(ROUNDS[n], {
        "roster": lambda: ask(measure.program("tests/benchmarks/bench-reader"), str(n), runs),
        "node": lambda: ask("node", str(PARSE), str(page), runs),
    })
    series = {name: measure.Series(run[name] for run in found["roster"]) for name in ("reader", "table", "utf8", "json-glib")}
    series["node"] = measure.Series(run["node"] for run in found["node"])
    return series, found["roster"][0]["bytes"]


def run():
    section = results.Section(
        "The reader",
        "Milliseconds for one answer that lies in memory, fed in pieces of 64 KiB; json-glib: load and free, without looking at a "
        "member; node: `JSON.parse` of the decoded text.",
        ["members", "Roster", "Roster, into the table", "UTF-8 check alone", "json-glib", "node", "json-glib / Roster",
         "node / Roster", "bytes a member in the table"],
    )
    with tempfile.TemporaryDirectory() as folder:
        for n in measure.SIZES:
            series, size = measure_size(n, folder)
            ratios = [series[peer].median / series["reader"].median for peer in ("json-glib", "node")]
            section.rows.append([
                measure.size_name(n), series["reader"], series["table"], series["utf8"], series["json-glib"], series["node"],
                *(f"{ratio:.1f} ×" for ratio in ratios), f"{size:.0f}",
            ])
            section.goals.append(results.at_least(
                f"the reader against json-glib (load + free), UTF-8 check included, {measure.size_name(n)}", 15, ratios[0]))
    return section
