# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs programs in turns and says how long they took."""

import json
import os
import pathlib
import statistics
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("ROSTER_BENCH_BUILD", ROOT / "_build" / "bench"))
TIMEOUT = 90  # seconds that one run may take
SIZES = (1_000, 100_000, 1_000_000)


class Failed(Exception):
    """A program that is measured did not do its work."""


def program(name):
    return str(BUILD / name)


def size_name(n):
    return f"{n // 1_000_000} M" if n >= 1_000_000 else f"{n // 1_000} k"


class Series:
    """What was measured of one thing."""

    def __init__(self, values):
        self.values = sorted(values)

    @property
    def median(self):
        return statistics.median(self.values)

    def __str__(self):
        return f"{short(self.median)} ({short(self.values[0])}–{short(self.values[-1])})"


def short(value):
    """Three digits are enough."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def run(argv, env=None):
    """One run: its line of JSON from bench-run."""
    try:
        done = subprocess.run(
            [program("tests/benchmarks/bench-run"), *argv], env={**os.environ, **(env or {})}, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False, timeout=TIMEOUT,
        )
    except subprocess.TimeoutExpired as late:
        raise Failed(f"{argv[0]} did not end within {TIMEOUT} s") from late
    lines = done.stderr.splitlines()
    if done.returncode != 0 or not lines or not lines[-1].startswith("{"):
        raise Failed(f"{argv[0]} ended with {done.returncode}: {done.stderr.strip()}")
    return json.loads(lines[-1])


def in_turns(rounds, peers, slow=()):
    """Calls each of peers, name → function, in each round, the slow ones in each third; name → what they returned."""
    results = {name: [] for name in peers}
    for number in range(rounds):
        for name, function in peers.items():
            if name not in slow or number % 3 == 0:
                results[name].append(function())
    return results


def ratio(samples, base, key="ms"):
    """The median of the ratios within each round: a machine that is slower for a while is so for both."""
    return statistics.median(sample[key] / other[key] for sample, other in zip(samples, base, strict=True))


class Server:
    """The benchmarks' service."""

    def __init__(self):
        self.process = subprocess.Popen(
            [program("tests/benchmarks/bench-server")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.said = json.loads(self.process.stdout.readline())
        self.base = self.said["endpoint"].rsplit("/", 3)[0]

    def endpoint(self, n, kind):
        return f"{self.base}/{n}/{kind}/v2"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait()
