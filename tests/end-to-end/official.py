# SPDX-License-Identifier: GPL-3.0-or-later
"""The CSV of the official get_users.py, written by Python's own csv module."""

import csv
import datetime
import io

HEADER = ["role", "ssoEnabled", "displayName", "userEnabled", "lastAuthenticatedAt", "mfaEnabled", "id", "email"]


def shown_time(when):
    """UTC with milliseconds; a time may be milliseconds, as number or text, or ISO-8601, or not there."""
    if when is None:
        return ""
    if isinstance(when, str) and not when.isdigit():
        when = datetime.datetime.fromisoformat(when.replace("Z", "+00:00")).timestamp() * 1000
    moment = datetime.datetime.fromtimestamp(int(when) // 1000, datetime.timezone.utc)
    return moment.strftime("%Y-%m-%d %H:%M:%S.") + f"{int(when) % 1000:03d}"


def guarded(cell):
    return "'" + cell if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") and cell else cell


def official_csv(members, guard=False):
    """guard: with Roster's one difference, the apostrophe before what a spreadsheet would run as a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    for member in members:
        row = [shown_time(member.get(name)) if name == "lastAuthenticatedAt" else member[name] for name in HEADER]
        writer.writerow([guarded(cell) for cell in row] if guard else row)
    return out.getvalue()
