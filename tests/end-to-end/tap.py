# SPDX-License-Identifier: GPL-3.0-or-later
"""A TAP stream of named steps."""

import sys
import traceback


class Tap:
    """Each step is a case. keep_going: the steps do not build on each other, so that a failure does not end the run."""

    def __init__(self, steps, keep_going=False):
        self.steps = steps
        self.keep_going = keep_going

    def run(self, on_failure=None):
        """Prints the stream; on_failure(name) is called after a failure. Returns the exit status."""
        print(f"1..{len(self.steps)}", flush=True)
        failed = 0
        for position, (name, step) in enumerate(self.steps, 1):
            try:
                step()
            except Exception as error:  # each step reports whatever went wrong in it
                failed += 1
                print(f"not ok {position} {name}", flush=True)
                for line in [*traceback.format_exc().splitlines()[-12:-1], *str(error).splitlines()[:20]]:
                    print(f"# {line}", flush=True)
                    # meson shows what a failed test wrote here, and nothing of its stream
                    print(f"{name}: {line}", file=sys.stderr, flush=True)
                if on_failure:
                    on_failure(name)
                if not self.keep_going:
                    return 1
            else:
                print(f"ok {position} {name}", flush=True)
        return 1 if failed else 0
