# SPDX-License-Identifier: GPL-3.0-or-later
"""The accessibility tree of a window, without its long lists."""

from driver import role_of

ROWS_SHOWN = 3


def below(node, path=(), counts=None):
    """Every accessible below a window with the names of those above it; of a table’s rows the first alone."""
    path = (*path, f"{role_of(node)} {node.get_name()!r}")
    yield node, path
    rows = 0
    for position in range(node.get_child_count()):
        child = node.get_child_at_index(position)
        if child is None:
            continue
        if role_of(child) in ("table row", "list item"):
            rows += 1
            if rows > ROWS_SHOWN:
                break
        yield from below(child, path)
