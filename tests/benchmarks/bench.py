# SPDX-License-Identifier: GPL-3.0-or-later
"""bench.py [PART…]: runs the parts of the benchmarks, all where none is named, and then writes RESULTS.md."""

import importlib
import sys
import time

import measure
import results

PARTS = ("reader", "export", "start", "list")


def main(names):
    unknown = set(names) - set(PARTS)
    if unknown:
        print(f"bench: no such part: {' '.join(sorted(unknown))}; there are {', '.join(PARTS)}", file=sys.stderr)
        return 2

    begin = time.monotonic()
    sections = []
    for name in names or PARTS:
        start = time.monotonic()
        try:
            section = importlib.import_module("part_" + name).run()
        except measure.Failed as failure:
            print(f"bench: {name}: {failure}", file=sys.stderr)
            return 1
        sections.append(section)
        print(f"{section}\n{results.goals_table([section])}\n\n{name}: {time.monotonic() - start:.0f} s\n", flush=True)

    if not names:
        results.write(sections, time.monotonic() - begin)
        print(results.goals_table(sections))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
