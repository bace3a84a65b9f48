# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of command_line.py. -C in the arguments stands for a threatstack.cfg of the row's own service."""

from dataclasses import dataclass, field


@dataclass
class Row:
    """One call: what goes in, and what comes of it."""

    name: str
    args: str  # of rosterctl; {endpoint}, {user}, {key} and {home} are filled in
    status: int = 0
    out: tuple = ()  # parts of standard output
    err: tuple = ()  # parts of standard error
    absent: tuple = ()  # in neither
    stdin: str = ""
    env: dict = field(default_factory=dict)
    files: dict = field(default_factory=dict)  # name in the home folder: text
    faults: tuple = ()  # as roster-mock --fault
    before: tuple = ()  # earlier calls
    closed: str = ""  # redirections by the shell
    journal: list = field(default_factory=list)  # all entries: KIND RESULT
    sent: list = field(default_factory=list)  # all changes that the service was asked for: METHOD RESOURCE
    lists: int = None  # pages of lists that were read

    def __post_init__(self):
        self.args = self.args.replace(" -C", " --config c.cfg")
        self.before = tuple(call.replace(" -C", " --config c.cfg") for call in self.before)


INVITED, ADDED, REMOVED = ["POST invites"], ["POST members"], ["DELETE members"]
ENV = {"TS_USER_ID": "{user}", "TS_API_KEY": "{key}", "TS_ORGANIZATION_ID": "demo-production", "TS_API_ENDPOINT": "{endpoint}"}
MEMBER, MEMBER_EMAIL = "14fbf49c", "svetlana.orlova@example.com"  # a user of Production
MANY = "14fbf49c 76c41072 5faf59ee c1774de7 9c1d65be fde68214 ca4870c5 2c116ccd 06b7ab58 516a82a3 b333e92b 8dd94af2 efa2a2d8 f515a4e0".split()  # more than a quarter of its 40
FAILED, USAGE, REFUSED, SERVICE, UNKNOWN, KEYRING = 1, 2, 3, 4, 5, 6
NO_KEY = "[USER_INFO]\nTS_USER_ID = {user}\nTS_API_ENDPOINT = {endpoint}\n\n[DEFAULT]\nTS_ORGANIZATION_ID = a\nTS_ORGANIZATION_NAME = A\n"

# Help and mistakes in the arguments: nothing is asked of the service.
ROWS = [
    Row("no-command", "", USAGE, lists=0),
    Row("help", "--help", out=("members", "get_users", "history"), lists=0),
    Row("help-short", "-h", out=("members",)),
    Row("version", "--version", out=("rosterctl ",), lists=0),
    Row("unknown-command", "list", USAGE, err=("“list”",)),
    Row("unknown-option", "members --bogus", USAGE, err=("--bogus",)),
    Row("unknown-short-option", "members -z", USAGE, err=("-z",)),
    *(
        Row(f"help-{command}", f"{command} --help", out=(option, "--help"), lists=0)
        for command, option in {
            "members": "--enabled-only",
            "export": "--output=FILE",
            "invite": "--force-look-alike",
            "add": "--role=owner|user|reader",
            "remove": "--force-remove-self",
            "self-test": "--endpoint=URL",
            "import": "--remove-key",
            "organizations": "--format",
            "history": "--since=DAYS",
        }.items()
    ),
    Row("option-of-another-command", "members -C --role user", USAGE, err=("--role",), lists=0),
    Row("yes-of-another-command", "invite -C --yes --role user a@example.com", USAGE, err=("--yes",)),
    Row("format-unknown", "members -C --format xml", USAGE, err=("--format",), lists=0),
    Row("format-empty", "members -C --format ''", USAGE, lists=0),
    Row("format-csv-of-a-change", "invite -C --format csv --role user a@example.com", USAGE, lists=0),
    Row("format-without-value", "members --format", USAGE),
    Row("max-members-word", "members -C --max-members many", USAGE, lists=0),
    Row("max-members-zero", "members -C --max-members 0", USAGE, lists=0),
    Row("since-word", "history --since yesterday", USAGE),
    Row("since-negative", "history --since -1", USAGE),
    *(
        Row(f"without-effect-{number}", f"{call} --config c.cfg", USAGE, err=("rosterctl: ",), lists=0)
        for number, call in enumerate(
            ("members -o x.csv", "members -ox.csv", "-o x.csv members", "self-test -o -", "members --output=x.csv", "members --raw",
             "members --raw --format json", "members --org a --org b", "members --org -o", "history --raw", "export --all-orgs -o /dev/stdout",
             "export --all-orgs -o one.csv")
        )
    ),  # fmt: skip
    Row("members-argument", "members -C extra", USAGE, lists=0),
    Row("history-argument", "history extra", USAGE),
    Row("org-unknown", "members -C --org NOWHERE", USAGE, err=("NOWHERE",), lists=0),
    Row("org-and-all", "members -C --org STAGING --all-orgs", USAGE, lists=0),
    Row("config-missing", "members --config nowhere.cfg", FAILED, err=("nowhere.cfg",)),
    Row("config-folder", "members --config .", FAILED),
    Row("config-empty", "members --config empty.cfg", FAILED, files={"empty.cfg": ""}),
    Row("config-without-key", "members --config no-key.cfg", KEYRING, files={"no-key.cfg": NO_KEY}, lists=0),
    Row("endpoint-not-an-address", "members -C --endpoint nonsense", USAGE, lists=0),
    Row("endpoint-plain-http-elsewhere", "members -C --endpoint http://example.com/v2", USAGE, lists=0),
    Row("no-credentials", "members", USAGE),
    Row("invite-nobody", "invite -C --role user", USAGE, lists=0),
    Row("invite-without-role", "invite -C a@example.com", USAGE, err=("--role",), lists=0),
    Row("invite-role-unknown", "invite -C --role boss a@example.com", USAGE, err=("--role",), lists=0),
    Row("add-nobody", "add -C --role user", USAGE, lists=0),
    Row("add-without-role-as-user", f"add -C {MEMBER}", FAILED, out=("as user",)),
    Row("remove-nobody", "remove -C --yes", USAGE, lists=0),
    Row("from-missing", "remove -C --yes --from nowhere.txt", FAILED, err=("nowhere.txt",), lists=0),
    Row("from-empty", "remove -C --yes --from -", USAGE),
    Row("import-nothing", "import", USAGE),
    Row("import-missing", "import nowhere.cfg", FAILED, err=("nowhere.cfg",)),
]

# Reading.
ROWS += [
    Row("members", "members -C", out=("Robin Ashdown", "dh37fgj492je"), err=("in clear text",), absent=("\033",), lists=1),
    Row("members-json", "members -C --format json", out=('"organizationId" : "demo-production"', MEMBER_EMAIL)),
    Row("members-csv", "members -C --format csv", out=("robin.ashdown@example.com",), absent=("…",)),
    Row("members-csv-raw", "members -C --format csv --raw", out=("robin.ashdown@example.com",)),
    Row("members-table", "members -C --format table", out=("Last sign-in",)),
    Row("members-enabled-only", "members -C --enabled-only", out=("enabled",), absent=("disabled",)),
    Row("members-section", "members -C --org STAGING", out=("Demo Staging",), absent=("Demo Production ",)),
    Row("members-name", "members -C --org 'Demo Staging'", out=("Demo Staging",)),
    Row("members-id", "members -C --org demo-research", out=("Demo Research",)),
    Row("members-all", "members -C --all-orgs", out=("Demo Production", "Demo Staging", "Demo Research")),
    Row("options-first", "--config c.cfg --all-orgs members", out=("Demo Research",)),
    Row("option-with-equals", "members -C --org=STAGING --format=json", out=('"demo-staging"',)),
    Row("members-too-many", "members -C --max-members 10", SERVICE, absent=("Robin Ashdown",)),
    Row("members-account", "members -C --account {user}", out=("Robin Ashdown",)),
    Row("members-other-account", "members -C --account somebody", USAGE, lists=0),
    Row("members-environment", "members", env=ENV, out=("Robin Ashdown",), absent=("clear text",)),
    Row("members-environment-json", "members --format json", env=ENV, out=('"demo-production"',)),
    Row("environment-without-key", "members", USAGE, env={name: value for name, value in ENV.items() if name != "TS_API_KEY"}),
    Row("environment-empty-key", "members", USAGE, env={**ENV, "TS_API_KEY": ""}),
    Row("environment-wrong-key", "members", REFUSED, env={**ENV, "TS_API_KEY": "0" * 40}),
    Row("environment-other-organization", "members", REFUSED, env={**ENV, "TS_ORGANIZATION_ID": "elsewhere"}),
    Row("language-c", "members -C", env={"LC_ALL": "C"}, out=("Robin Ashdown",)),
    Row("language-german", "members -C", env={"LC_ALL": "C.UTF-8", "LANGUAGE": "de"}, out=("Robin Ashdown",)),
    Row("terminal-dumb", "members -C", env={"TERM": "dumb"}, out=("Robin Ashdown",)),
    Row("no-home", "members -C", env={"HOME": "/nowhere"}, out=("Robin Ashdown",)),
    Row("self-test", "self-test -C", out=("Demo Production", "40"), lists=1),
    Row("self-test-wrong-key", "self-test", REFUSED, env={**ENV, "TS_API_KEY": "0" * 40}),
    Row("organizations-none", "organizations", out=("Name",), lists=0),
    Row("organizations-json", "organizations --format json", out=("[",), lists=0),
    Row("export-file", "export -C -o out.csv"),
    Row("export-output", "export -C -o -", out=(MEMBER_EMAIL,), lists=1),
    Row("export-raw", "export -C --raw -o -", out=(MEMBER_EMAIL,)),
    Row("export-all-to-output", "export -C --all-orgs -o -", USAGE, lists=0),
    Row("export-nowhere", "export -C -o nowhere/out.csv", FAILED, err=("nowhere/out.csv",)),
    Row("export-enabled-only", "export -C --enabled-only -o -", out=("@example",)),
    Row("script-get-users", "get_users -C", absent=("Traceback",)),
    Row("demo-option-with-config", "members -C --demo", USAGE, lists=0),
]

# Faults of a service while it is read: retried where that may help, and never half a list.
ROWS += [
    Row("list-503-once", "members -C", faults=("list:status=503,retry-after=0,times=1",), out=("Robin Ashdown",), lists=2),
    Row("list-429-once", "members -C", faults=("list:status=429,retry-after=0,times=1",), out=("Robin Ashdown",), lists=2),
    Row("list-401", "members -C", REFUSED, faults=("list:status=401",)),
    Row("list-403", "members -C", REFUSED, faults=("list:status=403",), lists=1),
    Row("list-404", "members -C", FAILED, faults=("list:status=404",), lists=1),
    Row("list-redirect", "members -C", SERVICE, faults=("list:redirect",), lists=1),
    Row("list-not-json", "members -C", SERVICE, faults=("list:not-json",), absent=("Welcome to our network",)),
    Row("list-empty", "members -C", SERVICE, faults=("list:empty",)),
    Row("list-wrong-types", "members -C", SERVICE, faults=("list:wrong-types",)),
    Row("list-repeats", "members -C", SERVICE, faults=("list:repeat-token",)),
    Row("list-deep", "members -C", SERVICE, faults=("list:deep",)),
    Row("list-huge-string", "members -C", SERVICE, faults=("list:huge-string",)),
    Row("list-unsigned", "members -C", SERVICE, faults=("list:unsigned",)),
    Row("list-forged", "members -C", SERVICE, faults=("list:forged",)),
    Row("list-replayed", "members -C", SERVICE, faults=("list:replayed",)),
    Row("list-hostile-names", "members -C", faults=("list:hostile-names",), absent=("\033", "\u202e", "\a")),
    Row("list-stale-once", "members -C", faults=("list:stale=0,times=1",), out=("Robin Ashdown",), lists=2),
    Row("list-forged-clock", "members -C", SERVICE, faults=("list:forged-clock",)),
    Row("list-of-one-organization", "members -C --all-orgs", REFUSED, faults=("list:status=403,org=demo-staging",), out=("Demo Research",)),
    Row("export-of-a-fault", "export -C -o out.csv", SERVICE, faults=("list:not-json",)),
]

# Changes: what is sent at most once, and what the journal has of it.
ROWS += [
    Row("invite", "invite -C --role reader a@example.com", out=("done",), err=("Demo Production", "{user}"), sent=INVITED, journal=["invite done"]),
    Row("invite-json", "invite -C --role user --format json a@example.com", out=('"state" : "done"',), sent=INVITED, journal=["invite done"]),
    Row("invite-two", "invite -C --role user a@example.com b@example.com", sent=INVITED * 2, journal=["invite done"] * 2),
    Row("invite-twice-the-same", "invite -C --role user a@example.com A@EXAMPLE.com", FAILED, out=("done", "failed"), sent=INVITED, journal=["invite done"]),
    Row("invite-not-an-address", "invite -C --role user nobody", FAILED, out=("failed",)),
    Row("invite-member", f"invite -C --role user {MEMBER_EMAIL}", FAILED, out=("failed",)),
    Row("invite-dry-run", "invite -C --role user --dry-run a@example.com", out=("a@example.com",)),
    Row("invite-from-input", "invite -C --role user --from -", stdin="a@example.com\nb@example.com\n", sent=INVITED * 2, journal=["invite done"] * 2),
    Row("invite-from-file", "invite -C --role user --from p.txt", files={"p.txt": "Ada <a@example.com>\n"}, sent=INVITED, journal=["invite done"]),
    Row("invite-look-alike", "invite -C --role user a@examp1e.com", USAGE, err=("--force-look-alike",)),
    Row("invite-look-alike-forced", "invite -C --role user --force-look-alike a@examp1e.com", sent=INVITED, journal=["invite done"]),
    Row("invite-as-reader", "invite -C --org RESEARCH --role user a@example.com", FAILED, out=("failed",)),
    Row("invite-owner-as-user", "invite -C --org STAGING --role owner a@example.com", FAILED, out=("failed",)),
    Row("invite-environment", "invite --role user a@example.com", env=ENV, out=("done",), sent=INVITED, journal=["invite done"]),
    Row("invite-400", "invite -C --role user a@example.com", FAILED, faults=("invite:status=400",), out=("failed",), sent=INVITED, journal=["invite failed"]),
    Row("invite-403", "invite -C --role user a@example.com", REFUSED, faults=("invite:status=403",), sent=INVITED, journal=["invite failed"]),
    Row("invite-409", "invite -C --role user a@example.com", FAILED, faults=("invite:status=409",), sent=INVITED, journal=["invite failed"]),
    Row("invite-unsigned", "invite -C --role user a@example.com", UNKNOWN, faults=("invite:unsigned",), sent=INVITED, journal=["invite unknown"]),
    Row("invite-lost", "invite -C --role user a@example.com", UNKNOWN, faults=("invite:reset,applied",), out=("unknown",), sent=INVITED, journal=["invite unknown"]),
    Row("invite-list-fails", "invite -C --role user a@example.com", SERVICE, faults=("list:not-json",)),
    Row("add-unknown", "add -C --role user nobody", FAILED, out=("failed",), sent=ADDED, journal=["add failed"]),
    Row("add-member", f"add -C --role user {MEMBER}", FAILED, out=("failed",)),
    Row("add-back", f"add -C --role user {MEMBER}", before=(f"remove -C --yes {MEMBER}",), out=("done",), sent=REMOVED + ADDED, journal=["remove done", "add done"]),
    Row("add-dry-run", "add -C --role user --dry-run nobody", out=("nobody",)),
    Row("remove", f"remove -C --yes {MEMBER}", out=("done",), sent=REMOVED, journal=["remove done"]),
    Row("remove-by-address", f"remove -C --yes {MEMBER_EMAIL}", out=("done",), sent=REMOVED, journal=["remove done"]),
    Row("remove-by-address-in-capitals", f"remove -C --yes {MEMBER_EMAIL.upper()}", out=("done",), sent=REMOVED, journal=["remove done"]),
    Row("remove-json", f"remove -C --yes --format json {MEMBER}", out=('"state" : "done"', '"kind" : "remove"'), sent=REMOVED, journal=["remove done"]),
    Row("remove-unasked", f"remove -C {MEMBER}", USAGE, err=("--yes",)),
    Row("remove-answer-in-a-pipe", f"remove -C {MEMBER}", USAGE, stdin="y\n"),
    Row("remove-stranger", "remove -C --yes nobody@example.com", FAILED, out=("failed",)),
    Row("remove-dry-run", f"remove -C --dry-run {MEMBER}", out=(MEMBER_EMAIL,)),
    Row("remove-from-input", "remove -C --yes --from -", stdin=f"# leavers\n{MEMBER}\n", sent=REMOVED, journal=["remove done"]),
    Row("remove-owner", "remove -C --yes 3a554901", USAGE, err=("--force-remove-owners",)),
    Row("remove-owner-forced", "remove -C --yes --force-remove-owners 3a554901", sent=REMOVED, journal=["remove done"]),
    Row("remove-self", "remove -C --yes --force-remove-owners {user}", USAGE, err=("--force-remove-self",)),
    Row("remove-everywhere", f"remove -C --yes --all-orgs {MEMBER_EMAIL}", sent=REMOVED, journal=["remove done"]),
    Row("remove-many", "remove -C --yes --from many.txt", USAGE, files={"many.txt": "\n".join(MANY)}, err=("--force-remove-many",)),
    Row("remove-some-fail", f"remove -C --yes {MEMBER} nobody", FAILED, out=("done", "failed"), sent=REMOVED, journal=["remove done"]),
    Row("remove-as-reader", f"remove -C --yes --org RESEARCH {MEMBER}", FAILED, out=("failed",)),
    Row("remove-lost", f"remove -C --yes {MEMBER}", faults=("remove:reset,applied",), sent=REMOVED, journal=["remove done"]),
    Row("remove-500", f"remove -C --yes {MEMBER}", SERVICE, faults=("remove:status=500",), sent=REMOVED, journal=["remove failed"]),
    Row("script-invite-user", "invite_user -C", USAGE),
]

# The journal, the keyring that is not there, and descriptors that are closed.
ROWS += [
    Row("history-empty", "history"),
    Row("history-json-empty", "history --format json", out=("[",)),
    Row("history", "history", before=("invite -C --role user a@example.com",), out=("a@example.com",), sent=INVITED, journal=["invite done"]),
    Row("history-json", "history --format json", before=("invite -C --role user a@example.com",), out=('"result" : "done"',), sent=INVITED, journal=["invite done"]),
    Row("history-csv", "history --format csv", before=("invite -C --role user a@example.com",), out=("a@example.com",), sent=INVITED, journal=["invite done"]),
    Row("history-since", "history --since 1", before=("invite -C --role user a@example.com",), out=("a@example.com",), sent=INVITED, journal=["invite done"]),
    Row("history-org", "history --org demo-staging", before=("invite -C --role user a@example.com",), absent=("a@example.com",), sent=INVITED, journal=["invite done"]),
    Row("history-account", "history --account somebody", before=("invite -C --role user a@example.com",), absent=("a@example.com",), sent=INVITED, journal=["invite done"]),
    Row("import-without-keyring", "import c.cfg", KEYRING, lists=0),
    Row("output-closed", "members -C", FAILED, closed=">&-"),
    Row("output-full", "members -C", FAILED, closed=">/dev/full"),
    Row("errors-closed", "members -C", out=("Robin Ashdown",), closed="2>&-"),
    Row("input-closed", f"remove -C {MEMBER}", USAGE, closed="<&-"),
    Row("all-closed", "members -C", FAILED, closed="<&- >&- 2>&-"),
    Row("output-closed-invite", "invite -C --role user a@example.com", FAILED, closed=">&-"),
]
