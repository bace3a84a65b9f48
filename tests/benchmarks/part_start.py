# SPDX-License-Identifier: GPL-3.0-or-later
"""How soon Roster is there: the first frame of its window, and what rosterctl says of itself."""

import os
import pathlib
import subprocess
import tempfile

import measure
import results

PROBE = "tests/benchmarks/bench-probe.so"
WINDOW_ROUNDS = 31
HELP_ROUNDS = 101
MEMBER = "GtkColumnViewCell"  # as GTK 4.8 calls what shows one
ORGANIZATIONS = ("Production", "Staging", "Research")


def frame(argv, env, shows=None):
    """From the start of a program to the end of its first frame, or of the first one with a widget of the type shows in it: the
    probe ends it there."""
    what = {"ROSTER_BENCH_SHOWS": shows} if shows else {}
    return lambda: measure.run(argv, {**env, **what, "ROSTER_BENCH_PRELOAD": measure.program(PROBE)})


def write_settings(folder, server):
    """Three organizations in a settings file, and their key in the keyring."""
    endpoint = server.endpoint(1_000, "signed")
    user = server.said["userId"]
    entries = ", ".join(
        f"{{'name': '{name}', 'organization-id': '{number}', 'user-id': '{user}', 'endpoint': '{endpoint}'}}"
        for number, name in enumerate(ORGANIZATIONS)
    )
    path = pathlib.Path(folder) / "glib-2.0" / "settings" / "keyfile"
    path.parent.mkdir(parents=True)
    path.write_text(f"[io/github/roster/Roster]\norganizations=[{entries}]\n", "utf-8")
    subprocess.run(
        ["secret-tool", "store", "--label=Bench", "xdg:schema", "io.github.roster.Roster", "endpoint", endpoint, "user-id", user],
        input=server.said["apiKey"], text=True, check=True,
    )


def measure_windows(server):
    roster = measure.program("src/ui/roster")
    with tempfile.TemporaryDirectory() as empty, tempfile.TemporaryDirectory() as three:
        write_settings(three, server)
        for folder in (empty, three):
            os.symlink(pathlib.Path(os.environ["XDG_CONFIG_HOME"]) / "gtk-4.0", pathlib.Path(folder) / "gtk-4.0")
        nothing = {"GSETTINGS_BACKEND": "keyfile", "XDG_CONFIG_HOME": empty}
        bare = measure.program("tests/benchmarks/bare-window")
        return measure.in_turns(WINDOW_ROUNDS, {
            "a bare GtkWindow": frame([bare], nothing),
            "a GtkWindow with one word in it": frame([bare, "Roster"], nothing),
            "a bare GtkApplication": frame([measure.program("tests/benchmarks/bare-application")], nothing),
            "a bare GtkApplication with Roster’s libraries": frame([measure.program("tests/benchmarks/bare-libraries")], nothing),
            "the same with five buttons and three tabs": frame([measure.program("tests/benchmarks/bare-tabs")], nothing),
            "Roster, nothing set up": frame([roster], nothing),
            "Roster, three organizations": frame([roster], {**nothing, "XDG_CONFIG_HOME": three}),
            "Nothing set up, until the three ways in are drawn": frame([roster], nothing, "RosterFirstRunPage"),
            "Three organizations, until the page in front is drawn": frame(
                [roster], {**nothing, "XDG_CONFIG_HOME": three}, "RosterOrganizationPage"),
            "Three organizations, until the members are drawn": frame(
                [roster], {**nothing, "XDG_CONFIG_HOME": three}, MEMBER),
        })


def measure_help():
    return measure.in_turns(HELP_ROUNDS, {
        "a bare libsoup program, `--help`": lambda: measure.run([measure.program("tests/benchmarks/bare-client"), "--help"]),
        "`rosterctl --help`": lambda: measure.run([measure.program("src/cli/rosterctl"), "--help"]),
    })


def run():
    section = results.Section(
        "Start-up",
        "From the start of the process to the end of its first frame, in ms. A library of the benchmarks’ own, preloaded into all "
        "of them alike (`probe.c`), watches for the first window that is drawn and ends the program after that frame: nothing in "
        "Roster is there for measuring alone. Roster’s first frame is an empty window, which is filled while the display shows it; "
        "“until …” is to the end of the first frame with more in it: the page in front, and the members of an organization of "
        "1,000, with the key from a keyring. Below: `--help`, to the end of the process.",
        ["", "ms", "processor ms", "× bare"],
    )
    with measure.Server() as server:
        windows = measure_windows(server)
    for found in (windows, measure_help()):
        bare = next(iter(found))
        for name, samples in found.items():
            series = measure.Series(sample["ms"] for sample in samples)
            ratio = measure.ratio(samples, found[bare])
            section.rows.append([name, series, measure.Series(sample["cpu"] for sample in samples), f"{ratio:.2f}"])
            if name.startswith("Roster"):
                section.goals.append(results.at_most(f"first frame of {name}, against {bare}", 1.15, ratio))
            elif "rosterctl" in name:
                section.goals.append(results.at_most("`rosterctl --help` against a bare libsoup program", 1.5, ratio))
    return section
