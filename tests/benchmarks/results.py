# SPDX-License-Identifier: GPL-3.0-or-later
"""What the benchmarks found, as text and as RESULTS.md."""

import dataclasses
import datetime
import os
import pathlib
import platform
import re
import subprocess

RESULTS = pathlib.Path(__file__).resolve().parent / "RESULTS.md"
KEPT = "## The soak"


@dataclasses.dataclass
class Goal:
    """One line of the table of goals."""

    what: str
    goal: str
    measured: str
    met: bool


def at_least(what, goal, value):
    return Goal(what, f"≥ {goal:g} ×", f"{value:.1f} ×", value >= goal)


def at_most(what, goal, value, unit="×"):
    return Goal(what, f"≤ {goal:g} {unit}", f"{value:.2f} {unit}" if value < 10 else f"{value:.1f} {unit}", value <= goal)


@dataclasses.dataclass
class Section:
    """One part of the report."""

    title: str
    text: str
    head: list = dataclasses.field(default_factory=list)
    rows: list = dataclasses.field(default_factory=list)
    goals: list = dataclasses.field(default_factory=list)

    def __str__(self):
        return f"## {self.title}\n\n{self.text}\n\n{table(self.head, self.rows)}\n"


def table(head, rows):
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def goals_table(sections):
    rows = [
        [goal.what, goal.goal, goal.measured, "met" if goal.met else "**not met**"]
        for section in sections for goal in section.goals
    ]
    return table(["what", "goal", "measured", ""], rows)


def version(*argv):
    found = re.search(r"\d+(\.\d+)+", subprocess.run(argv, capture_output=True, text=True, check=False).stdout)
    return found.group() if found else "?"


def machine():
    cpu = re.search(r"model name\s*:\s*(.*)", pathlib.Path("/proc/cpuinfo").read_text("utf-8"))
    release = re.search(r'PRETTY_NAME="(.*)"', pathlib.Path("/etc/os-release").read_text("utf-8"))
    libraries = ", ".join(
        f"{name} {version('pkg-config', '--modversion', module)}"
        for name, module in (("GTK", "gtk4"), ("GLib", "glib-2.0"), ("libsoup", "libsoup-3.0"), ("json-glib", "json-glib-1.0"))
    )
    return (
        f"{release.group(1) if release else platform.system()}, {os.cpu_count()} cores"
        f"{' (' + cpu.group(1).strip() + ')' if cpu else ''}, {libraries}, node {version('node', '--version')}, "
        f"jq {version('jq', '--version')}, curl {version('curl', '--version')}; Xvfb with the cairo renderer, loopback, no TLS"
    )


def commit():
    done = subprocess.run(["git", "log", "-1", "--format=%h"], cwd=RESULTS.parent, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "?"


def write(sections, seconds):
    """Writes RESULTS.md; what others wrote under KEPT stays."""
    old = RESULTS.read_text("utf-8") if RESULTS.exists() else ""
    kept = old[old.index(KEPT):] if KEPT in old else ""
    load = os.getloadavg()[1]
    RESULTS.write_text(
        "# Results of the benchmarks\n\n"
        "    build-aux/bench           # all of it, and writes this file; build-aux/bench PART… prints one part\n\n"
        f"{machine()}. {datetime.date.today():%d %B %Y}, commit {commit()}, {seconds:.0f} s in all, "
        f"load {load:.1f} (five minutes’ average at the end).\n\n"
        "Every goal is a ratio or a bound within one run, in which Roster and its peers take turns. Figures are medians "
        "(least–most); the ratios of start-up and to `curl -o` are medians of those within each turn.\n\n"
        f"## Goals\n\n{goals_table(sections)}\n\n" + "\n".join(str(section) for section in sections) + ("\n" + kept if kept else ""),
        "utf-8",
    )
