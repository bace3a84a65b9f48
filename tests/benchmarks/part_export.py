# SPDX-License-Identifier: GPL-3.0-or-later
"""rosterctl export beside what people use in its place, each a whole process from its start to the file."""

import os
import pathlib
import shlex
import tempfile

import measure
import results

HERE = pathlib.Path(__file__).parent
FIELDS = "role,ssoEnabled,displayName,userEnabled,lastAuthenticatedAt,mfaEnabled,id,email"
ROUNDS = {1_000: 21, 100_000: 21, 1_000_000: 4}
MEMORY = "/dev/shm"
SIGNED = ("signed", "gzip")
SLOW = ("curl | jq @csv", "requests + pandas")


def curl(endpoint, file, *options):
    return ["curl", "-s", "-f", *options, "-o", str(file), endpoint + "/organizations/members"]


def jq(endpoint, file):
    row = ", ".join("." + field for field in FIELDS.split(","))
    members = shlex.quote(endpoint + "/organizations/members")
    return ["sh", "-c", f"curl -s -f {members} | jq -r '.members[] | [{row}] | @csv' >{shlex.quote(str(file))}"]


class Export:
    """One way to the file; checks that each run wrote all."""

    def __init__(self, n, argv, file, env=None, check=True):
        self.n, self.argv, self.file, self.env, self.check = n, argv, file, env, check

    def __call__(self):
        self.file.unlink(missing_ok=True)
        sample = measure.run(self.argv, self.env)
        if self.check and self.file.read_bytes().count(b"\n") not in (self.n, self.n + 1):
            raise measure.Failed(f"{self.argv[0]} wrote {self.file} without all members")
        return sample


def make_peers(n, server, folder):
    file = pathlib.Path(folder) / "members.csv"

    def rosterctl(kind):
        env = {"TS_API_ENDPOINT": server.endpoint(n, kind), "TS_USER_ID": server.said["userId"],
               "TS_API_KEY": server.said["apiKey"], "TS_ORGANIZATION_ID": "bench"}
        if kind not in SIGNED:
            env["ROSTER_INSECURE_LOOPBACK"] = "1"
        return Export(n, [measure.program("src/cli/rosterctl"), "export", "-o", str(file)], file, env)

    plain = server.endpoint(n, "plain")
    return {
        "rosterctl": rosterctl("plain"),
        "rosterctl, proved": rosterctl("signed"),
        "rosterctl, proved, gzip": rosterctl("gzip"),
        "rosterctl, pages of 100": rosterctl("pages"),
        "curl -o": Export(n, curl(plain, file), file, check=False),
        "curl -o, gzip": Export(n, curl(server.endpoint(n, "gzip"), file, "--compressed"), file, check=False),
        "curl | jq @csv": Export(n, jq(plain, file), file),
        "requests + pandas": Export(n, ["/usr/bin/python3", str(HERE / "get_users.py"), plain, str(file)], file),
    }


def measure_size(n, server, folder):
    peers = make_peers(n, server, folder)
    for name, peer in peers.items():
        if name not in SLOW:
            peer()  # the server makes its lists
    return measure.in_turns(ROUNDS[n], peers, SLOW)


def add_goals(section, n, found, ms, peak):
    size = measure.size_name(n)
    section.goals.append(results.at_least(
        f"`rosterctl export`, {size}, against requests + pandas", 30 if n == 1_000 else 15,
        ms["requests + pandas"] / ms["rosterctl"]))
    if n == 100_000:
        section.goals += [
            results.at_least(f"`rosterctl export`, {size}, against `curl \\| jq @csv`", 10, ms["curl | jq @csv"] / ms["rosterctl"]),
            results.at_most(
                f"`rosterctl export`, {size}, against `curl -o file`", 1.6, measure.ratio(found["rosterctl"], found["curl -o"])),
            results.at_most(
                f"`rosterctl export`, {size}, signed and verified, against `curl -o file`", 2.2,
                measure.ratio(found["rosterctl, proved"], found["curl -o"])),
        ]
    section.goals.append(results.at_most(f"peak memory of `rosterctl export`, {size}", 16, peak, "MiB"))


def run():
    section = results.Section(
        "Export",
        "From the start of the process to its end, with the whole list in a CSV file (`curl -o`: the answer as it came): "
        "milliseconds, and the peak of resident memory. The files are in a file system in memory, so that the disk, for which "
        "rosterctl alone waits before it calls a file complete, and those who use it too, do not count.",
        [""] + [f"{measure.size_name(n)}, {unit}" for n in measure.SIZES for unit in ("ms", "MiB")],
    )
    rows = {}
    with measure.Server() as server, tempfile.TemporaryDirectory(dir=MEMORY if os.path.isdir(MEMORY) else None) as folder:
        for n in measure.SIZES:
            found = measure_size(n, server, folder)
            ms = {name: measure.Series(sample["ms"] for sample in samples) for name, samples in found.items()}
            peak = {name: max(sample["kib"] for sample in samples) / 1024 for name, samples in found.items()}
            for name in found:
                rows.setdefault(name.replace("|", "\\|"), []).extend([str(ms[name]), f"{peak[name]:.1f}"])
            add_goals(section, n, found, {name: series.median for name, series in ms.items()},
                      max(value for name, value in peak.items() if name.startswith("rosterctl")))
    section.rows = [[name, *cells] for name, cells in rows.items()]
    return section
