#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whom rosterctl understands to be named, in arguments, files and standard input, when it invites, adds and removes.

usage: people.py ROSTERCTL ROSTER_DEMO, inside `headless --keyring`.
"""

import json
import os
import pathlib
import pty
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from signing import SigningService, member  # noqa: E402
from tap import Tap  # noqa: E402

ROSTERCTL = os.path.abspath(sys.argv[1])
HOME = pathlib.Path(os.environ["HOME"])
CONFIG = HOME / "threatstack.cfg"
NAMES = ("ada", "bob", "eve", "kim", "lee", "max")


def crowd():
    """The account's own owner, six users at example.com and some whose addresses are written in odd ways."""
    return [member("own", "Olga Owner", "olga@example.com", "owner")] + [
        member(f"id{i}", name.title(), f"{name}@example.com") for i, name in enumerate(NAMES)
    ] + [
        member("blank1", "Blank", " blank@example.com\u00a0"), member("ss1", "Double S", "strasse@example.com"),
        member("sz1", "Sharp S", "straße@example.com"), member("oe1", "Jörg", "jo\u0308rg@example.com"),
        member("idn1", "Books", "a@xn--bcher-kva.example"),
    ]  # fmt: skip


service = SigningService({"prod-1": crowd()})
CONFIG.write_text(
    f"[USER_INFO]\nTS_USER_ID = own\nTS_API_KEY = {service.key}\nTS_API_ENDPOINT = {service.endpoint}\n"
    '\n[DEFAULT]\nTS_ORGANIZATION_ID = prod-1\nTS_ORGANIZATION_NAME = "Production"\n'
)


def run(command, *args, text=None, status=0):
    """Standard output and standard error of one call whose exit status is the expected one; text is a file's."""
    if text is not None:
        path = HOME / "people.txt"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        args = (*args, "--from", str(path))
    process = subprocess.run(
        [ROSTERCTL, command, "--config", str(CONFIG), *args], stdin=subprocess.DEVNULL, capture_output=True, text=True, cwd=HOME,
        timeout=120,
    )  # fmt: skip
    assert process.returncode == status, f"{args}: exit {process.returncode}, not {status}\n{process.stdout}{process.stderr}"
    return process.stdout, process.stderr


def plan(command, *args, text=None, status=0):
    """(state, subject, role) of everybody, of a dry run."""
    out, _ = run(command, "--dry-run", "--format", "json", *args, text=text, status=status)
    return [(change["state"], change["subject"], change["role"]) for change in json.loads(out)]


def invited(*args, text=None, status=0):
    """Who would be invited, with the role reader."""
    rows = plan("invite", "--role", "reader", *args, text=text, status=status)
    return [subject for state, subject, _ in rows if state == "pending"]


def removed(*args, text=None, status=0):
    rows = plan("remove", "--yes", *args, text=text, status=status)
    return [subject for state, subject, _ in rows if state == "pending"]


def refused(command, *args, text=None):
    """The reason why the whole run is refused."""
    before = len(service.changes)
    out, err = run(command, *args, *(("--yes",) if command == "remove" else ()), text=text, status=2)
    assert out == "" and len(service.changes) == before, out
    return err


def test_nobody():
    for command, role in (("remove", ()), ("add", ()), ("invite", ("--role", "reader"))):
        for text in ("", "\n \n", "# nobody\n", "\ufeff"):
            assert "Nobody is named" in refused(command, *role, text=text)
        assert "Nobody is named" in refused(command, *role, "--from", "/dev/null")
        assert "Nobody is named" in refused(command, *role, "--from", "-")
    assert removed("ada@example.com", text="") == ["id0"]
    assert removed("ada@example.com", text="bob@example.com") == ["id0", "id1"]


def test_comments():
    assert invited(text="# old: gone@example.com\n#off@example.com\nnew@example.com # was x@example.com\n") == ["new@example.com"]


def test_tables():
    for text in (
        "First Name [Required],Email Address [Required],Recovery Email\nNew,new@example.com,me@evil.example\n",
        "Name;E-Mail-Adresse;Vorgesetzter\nNew;new@example.com;boss@evil.example\n",
        "Nom;Adresse e-mail;Responsable\nNew;new@example.com;boss@evil.example\n",
        "Name,Work mail,Manager\nNew,new@example.com,boss@evil.example\n",
        "名前,メールアドレス,上司\nNew,new@example.com,boss@evil.example\n",
    ):
        assert invited(text=text) == ["new@example.com"], text
    err = refused("remove", text="leaver,approved by\nada@example.com,bob@example.com\n")
    assert "“leaver”" in err and "“approved by”" in err, err
    assert "“leaver”" in refused("invite", "--role", "user", text="leaver,approved by\nx@example.com,y@example.com\n")


def test_own_export():
    exported, _ = run("export", "-o", "-")
    lines = exported.splitlines()
    rows = plan("remove", "--yes", text="\n".join([lines[0], *(line for line in lines if ",id0," in line or ",id1," in line)]))
    assert [subject for _, subject, _ in rows] == ["id0", "id1"], rows
    err = refused("remove", text="id,email\nid0,bob@example.com\n")
    assert "two members" in err, err
    # Two members with one address: the id says which of them is meant.
    service.members_of["prod-1"] += [member("twin1", "Twin", "twin@example.com"), member("twin2", "Twin", "TWIN@example.com")]
    assert removed(text="id,email\ntwin2,twin@example.com\n") == ["twin2"]


def test_middle():
    """No address out of the middle of something."""
    for text in ('"eve smith"@example.com', '"eve@evil.example x"@example.com', "please not new@example.com", "hugo@example,com"):
        (row,) = plan("invite", "--role", "reader", text=text, status=1)
        assert row[:2] == ("failed", text), row
        out, _ = run("invite", "--dry-run", "--role", "reader", text="new@example.com\n" + text, status=1)
        assert "Line 2" in out, out
        assert "Line 1" not in out and "new@example.com" in out


def test_removal_is_certain():
    for text in ("not ada@example.com", "ada@example.com, bob@example", "Ada Lovelace", "email,name\n,Ada\nbob@example.com,Bob\n", "leavers\nada@example.com"):
        refused("remove", text="kim@example.com\n" + text if "email" not in text else text)
    assert removed(text=b"\xef\xbb\xbfada@example.com\nbob@example.com\n") == ["id0", "id1"]
    assert removed(text="Ada L <ada@example.com>\nBob, B <bob@example.com>; id2\n") == ["id0", "id1", "id2"]
    assert removed("Ada L <ada@example.com>", "id1,id1", "ID1", status=1) == ["id0", "id1"]


def test_contacts():
    assert invited(text="Lovelace, Eva <eva@example.com>; Hopper, Mel <mel@example.com>") == ["eva@example.com", "mel@example.com"]
    text = "“n1@example.com”，\u202an2@example.com\u202c；n3@example.com、n4@example.com.\nNew|n5@example.com\n"
    assert invited(text=text) == [f"n{i}@example.com" for i in range(1, 6)]


def test_roles():
    err = run("invite", "--dry-run", "--role", "reader", text="email,role\nnew@example.com,owner\n", status=1)[0]
    assert "“owner”" in err and "“reader”" in err, err
    text = "email,role\nnew@example.com,owner\nn2@example.com,Reader\nn3@example.com,King\n"
    assert plan("invite", text=text, status=1) == [
        ("pending", "new@example.com", "owner"), ("pending", "n2@example.com", "reader"), ("failed", "n3@example.com, King", "user"),
    ]  # fmt: skip
    assert "--role" in refused("invite", text="email,role\nnew@example.com,\n")
    assert [row[1:] for row in plan("add", text="id,role\nnew1,owner\nnew2,\n")] == [("new1", "owner"), ("new2", "user")]


def test_add_by_address():
    (row,) = plan("add", "new@example.com", status=1)
    assert row[0] == "failed", row


def test_one_key():
    assert removed("BLANK@example.com") == ["blank1"]
    assert removed("strasse@example.com") == ["ss1"] and removed("STRAßE@example.com") == ["sz1"]
    assert removed("J\u00d6RG@example.com") == ["oe1"]
    assert removed("a@B\u00dcCHER.example") == ["idn1"]
    assert invited("strasze@example.com", "straße@example.com", "j\u00f6rg@example.com", status=1) == ["strasze@example.com"]
    assert invited("n\u00f6@example.com", "no\u0308@example.com", status=1) == ["n\u00f6@example.com"]


def test_look_alikes():
    """Flagged in the plan, and sent only with a word of its own."""
    for address in ("new@ex\u0430mple.com", "new@examp1e.com", "new@xn--exmple-4nf.com"):
        out, _ = run("invite", "--role", "reader", "--dry-run", address, "other@example.com")
        assert "not what it looks like" in out, out
        err = refused("invite", "--role", "reader", address, "other@example.com")
        assert "--force-look-alike" in err and "new@" in err and "other@" not in err.splitlines()[-1], err
        before = len(service.changes)
        run("invite", "--role", "reader", "--force-look-alike", address)
        assert len(service.changes) == before + 1
    # An address that is refused is not asked about; one of another domain is no look-alike.
    run("invite", "--role", "reader", "new@elsewhere.org")


def test_look_alike_on_a_terminal():
    """The person is asked, and named what it is about."""
    for answer, expected in (("no\n", 2), ("yes\n", 0)):
        before = len(service.changes)
        pid, terminal = pty.fork()
        if pid == 0:
            os.execv(ROSTERCTL, [ROSTERCTL, "invite", "--config", str(CONFIG), "--role", "reader", "look@examp1e.com"])
        shown = b""
        while b"(yes/no)" not in shown:
            shown += os.read(terminal, 4096)
        os.write(terminal, answer.encode())
        try:
            while chunk := os.read(terminal, 4096):
                shown += chunk
        except OSError:  # how a terminal says that its program has ended
            pass
        _, status = os.waitpid(pid, 0)
        os.close(terminal)
        assert os.waitstatus_to_exitcode(status) == expected, shown
        assert b"look@examp1e.com" in shown and len(service.changes) == before + (expected == 0), shown


tests = [(name.removeprefix("test_").replace("_", " "), test) for name, test in list(globals().items()) if name.startswith("test_")]
status = Tap(tests, keep_going=True).run()
service.stop()
sys.exit(status)
