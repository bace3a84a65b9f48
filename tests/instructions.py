#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a member costs when it is read and when it is written as CSV, in instructions: no timing, so that it is the same on
every machine and under every load. tests/fixtures/instructions.txt has the figures, and says why they are what they are.

usage: instructions.py INSTRUCTION_COUNT FIGURES
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent / "end-to-end"))
from tap import Tap  # noqa: E402

PROGRAM, FIGURES = sys.argv[1:3]
TOLERANCE = 0.15


def version(text):
    return tuple(int(number) for number in text.split("."))


def read_figures():
    """For each work: the GLib versions and their figures, in the order of the file."""
    figures = {}
    for line in pathlib.Path(FIGURES).read_text().splitlines():
        if line and not line.startswith("#"):
            work, since, figure = line.split()
            figures.setdefault(work, []).append((version(since), int(figure)))
    return figures


def count(work):
    """Instructions a member, and the GLib that the program was built with."""
    run = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", f"--toggle-collect=counted_{work}", PROGRAM, work],
        capture_output=True,
        text=True,
        env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},  # MALLOC_PERTURB_ would be counted too
    )
    collected = re.search(r"Collected : (\d+)", run.stderr)
    assert run.returncode == 0 and collected, run.stderr
    n_members, glib = run.stdout.split()
    return int(collected[1]) / int(n_members), version(glib)


def check(work, figures):
    counted, glib = count(work)
    figure = [figure for since, figure in figures if since <= glib][-1]
    print(f"# {work}: {counted:.0f} instructions a member, {counted / figure - 1:+.1%} of {figure}", flush=True)
    assert counted > 0, "nothing was counted"
    assert counted <= figure * (1 + TOLERANCE), f"{work} has become slower: {counted:.0f} instructions a member, not {figure}"
    assert counted >= figure * (1 - TOLERANCE), f"{work} has become faster: write {counted:.0f} into {FIGURES}"


if not shutil.which("valgrind"):
    print("1..0 # SKIP valgrind is not installed")
    sys.exit(0)
sys.exit(
    Tap([(f"instructions of {work}", lambda w=work, f=f: check(w, f)) for work, f in read_figures().items()], True).run()
)
