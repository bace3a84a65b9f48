#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job in the real window: first run, import, lists, search, invite, add, remove, export, quit, start again.

usage: main_job.py ROSTER ROSTER_DEMO [ROSTERCTL], inside `headless --keyring` with GSETTINGS_BACKEND=keyfile.
With ROSTERCTL, that imports the file and nothing is exported, so that no file chooser is opened: GTK 4.8's own leaks, and a
run under the leak sanitizer would show nothing else.
"""

import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from driver import Program, name_of, role_of, text_of, wait_for, walk  # noqa: E402
from official import official_csv  # noqa: E402
from service import Service  # noqa: E402
from tap import Tap  # noqa: E402

ROSTER, DEMO = (os.path.abspath(path) for path in sys.argv[1:3])
ROSTERCTL = os.path.abspath(sys.argv[3]) if len(sys.argv) > 3 else None
HOME = pathlib.Path(os.environ["HOME"])
CONFIG = HOME / "threatstack.cfg"
EXPORT = HOME / "members.csv"

service = Service(DEMO)
production, staging = service.organizations[:2]
roster = None
invited = ["first.new@example.com", "second.new@example.com"]
removed = []
added = None


def start():
    global roster
    # All there is to log, in a file that is looked through for the key.
    roster = Program([ROSTER], HOME / "roster.log", {"G_MESSAGES_DEBUG": "all"})


def ids(organization):
    return [member["id"] for member in service.members(organization["id"])]


def page(organization):
    """The content of its tab, which GTK keeps below a panel without a place on the screen."""
    tab = [n for n in walk(roster.root) if role_of(n) == "panel" and name_of(n) == organization["name"]]
    return tab[0].get_child_at_index(0)


def table_rows():
    return roster.all("table row", within=roster.find("tree table", within=page(production)))


def rows():
    """What the list shows: one list of texts a row."""
    return [
        [name_of(label) for cell in walk(row) if role_of(cell) == "table cell" for label in walk(cell) if name_of(label)]
        for row in table_rows()
    ]


def search_entry():
    return roster.find("entry", "Search by name", within=page(production))


def select_tab(organization):
    """Alt and the tab's number."""
    roster.keys(f"alt+{service.organizations.index(organization) + 1}", window="Demo")
    roster.window(organization["name"])


def status_line():
    return name_of(roster.find("status bar", within=page(production)))


def write_config():
    CONFIG.write_text(
        "[USER_INFO]\n# from the scripts\n"
        f"TS_USER_ID = {service.user_id}\nTS_API_KEY = {service.key}\nTS_API_ENDPOINT = {service.endpoint}\n\n"
        f"[DEFAULT]\nTS_ORGANIZATION_ID = {production['id']}\nTS_ORGANIZATION_NAME = \"{production['name']}\"\n\n"
        f"[STAGING]\nTS_ORGANIZATION_ID = {staging['id']}\nTS_ORGANIZATION_NAME = \"{staging['name']}\"\n"
    )


def test_first_run():
    """Three ways in, and nothing else."""
    write_config()
    start()
    for name in ("Import threatstack.cfg", "Set up an account", "Try the demo"):
        roster.find("push button", name)
    assert not roster.all("page tab")


def test_import():
    """The file chooser, the review, the keyring, and the key taken out of the file."""
    roster.press("push button", "Import threatstack.cfg")
    roster.name_file("Import threatstack.cfg", CONFIG)
    roster.keys("Return")
    roster.says(service.user_id)
    roster.says(staging["name"])
    roster.press("push button", "Import", within=roster.window("Import threatstack.cfg"))
    roster.press("push button", "Remove key from file")
    roster.says("has been taken out")
    roster.close(roster.window("Import threatstack.cfg"), "Import threatstack.cfg")
    text = CONFIG.read_text()
    assert service.key not in text and "# from the scripts" in text and staging["id"] in text, text


def test_import_without_chooser():
    write_config()
    subprocess.run([ROSTERCTL, "import", "--remove-key", str(CONFIG)], check=True, capture_output=True)
    start()


def test_keyring_holds_the_key():
    found = subprocess.run(
        ["secret-tool", "lookup", "endpoint", service.endpoint, "user-id", service.user_id], capture_output=True, text=True
    )
    assert found.stdout == service.key, found


def test_tabs():
    roster.says(str(len(ids(production))), within=roster.find("page tab", production["name"]))
    roster.says(str(len(ids(staging))), within=roster.find("page tab", staging["name"]))
    select_tab(production)
    wait_for("the list", lambda: f"{len(ids(production))} members" in status_line())
    assert len(rows()) > 5


def test_search():
    person = next(m for m in service.members(production["id"]) if m["role"] == "user" and m["id"] != service.user_id)
    roster.keys("ctrl+f", window=production["name"])
    roster.type(search_entry(), person["email"])
    wait_for("one match", lambda: "1 shown" in status_line())
    assert any(person["email"] in row for row in rows()), rows()
    roster.type(search_entry(), "nobody-is-called-this")
    roster.says("Nobody")
    roster.type(search_entry(), "")
    wait_for("everybody again", lambda: "shown" not in status_line())


def test_invite():
    """Three addresses, one bad: two are sent, and the bad one is said before and stays."""
    before = len(service.invitations())
    roster.keys("ctrl+i", window=production["name"])
    dialog = roster.window("Invite people")
    roster.type(roster.find("text", within=dialog), ", ".join([invited[0], "not-an-address", f"Second New <{invited[1]}>"]))
    roster.says("not-an-address", within=dialog)
    roster.press("push button", "Invite 2 people", within=dialog)
    wait_for("two invitations", lambda: len(service.invitations()) == before + 2)
    assert [(i[0], i[1]) for i in service.invitations()[before:]] == [(production["id"], email) for email in invited]
    wait_for("the sent ones to leave the box", lambda: invited[0] not in text_of(roster.find("text", within=dialog)))
    assert "not-an-address" in text_of(roster.find("text", within=dialog))
    roster.close(dialog, "Invite people")


def test_add_existing():
    global added
    here = set(ids(production))
    added = next((i for i in ids(staging) if i not in here), None)
    assert added, "the demo has nobody in staging alone"
    roster.press("push button", "Add existing")
    dialog = roster.window("Add existing people")
    roster.find("push button", "Add", within=dialog)
    roster.click(roster.find("page tab", "By user id", within=dialog), "Add existing people")
    roster.type(roster.find("text", within=dialog), added)
    roster.press("push button", "Add 1 person", within=dialog)
    wait_for("the new member", lambda: added in ids(production))
    roster.close(dialog, "Add existing people")
    wait_for("the list with them", lambda: f"{len(here) + 1} members" in status_line())


def test_remove():
    """Two selected rows go; the dialog names them first."""
    count = len(ids(production))
    people = [m for m in service.members(production["id"]) if m["role"] == "user" and m["id"] != service.user_id][:2]
    removed.extend(m["id"] for m in people)
    for person in people:
        roster.type(search_entry(), person["id"])
        wait_for("one match", lambda: "1 shown" in status_line())
        wait_for("the row", lambda: person["email"] in str(rows()))
        listed = table_rows()[-1].get_parent()
        places = [n for n in range(listed.get_child_count()) if role_of(listed.get_child_at_index(n)) == "table row"]
        assert listed.get_selection_iface().select_child(places[0]), "the row cannot be selected"
    roster.type(search_entry(), "")
    wait_for("two selected", lambda: "2 selected" in status_line())
    roster.press("push button", "Remove…")
    dialog = roster.window("Remove members")
    for person in people:
        roster.says(person["email"], within=dialog)
    roster.press("push button", "Remove 2 members", within=dialog)
    wait_for("two fewer", lambda: len(ids(production)) == count - 2)
    assert not set(removed) & set(ids(production))
    roster.close(dialog, "Remove members")
    wait_for("the list without them", lambda: f"{count - 2} members" in status_line())


def test_export():
    """The file's bytes are what the official script writes for what the service holds now."""
    roster.keys("ctrl+s", window=production["name"])
    chooser = roster.window("Save")
    suggested = text_of(roster.find("entry", within=chooser) if roster.all("entry", within=chooser) else roster.find("text", within=chooser))
    assert "-All-Users-" in suggested and suggested.endswith(".csv"), suggested
    roster.keys("ctrl+a", window="Save")
    roster.write(str(EXPORT))
    roster.keys("Return")
    wait_for("the file", EXPORT.exists)
    roster.says("saved")
    assert EXPORT.read_bytes() == official_csv(service.members(production["id"]), guard=True).encode()


def everything():
    """Every accessible of the program, the cells of tables too."""
    for node in walk(roster.root):
        yield from walk(node) if role_of(node) == "tree table" else [node]


def secrets_in_process():
    """Where the key may not be: arguments, environment, the accessibility tree."""
    folder = pathlib.Path(f"/proc/{roster.process.pid}")
    assert service.key.encode() not in (folder / "cmdline").read_bytes()
    assert service.key.encode() not in (folder / "environ").read_bytes()
    for node in everything():
        assert service.key not in (node.get_name() or "") + (node.get_description() or "")
        if node.get_text_iface() is not None:
            assert service.key not in text_of(node)


def secrets_in_files():
    """No file under HOME holds the key; the keyring's own is encrypted."""
    looked = 0
    for path in HOME.rglob("*"):
        if path.is_file():
            looked += 1
            assert service.key.encode() not in path.read_bytes(), path
    assert looked > 3


def test_no_key_in_sight():
    secrets_in_process()
    secrets_in_files()


def test_quit():
    roster.keys("ctrl+q", window=production["name"])
    assert roster.wait_end() == 0


def test_start_again():
    """Everything is there, without being asked for anything."""
    start()
    for organization in (production, staging):
        roster.says(str(len(ids(organization))), within=roster.find("page tab", organization["name"]))
    select_tab(production)
    wait_for("the list", lambda: f"{len(ids(production))} members" in status_line())
    roster.type(search_entry(), added)
    wait_for("who was added", lambda: "1 shown" in status_line())
    secrets_in_process()
    roster.keys("ctrl+q", window=production["name"])
    assert roster.wait_end() == 0
    secrets_in_files()


def on_failure(name):
    folder = os.environ.get("ROSTER_SCREENSHOTS")
    if folder and roster:
        subprocess.run(["import", "-window", "root", f"{folder}/failed-{name.replace(' ', '-')}.png"], check=False)
    if roster:
        print(f"# the program: {roster.process.poll()}", flush=True)
        roster.kill()
        for line in (HOME / "roster.log").read_text(errors="replace").splitlines()[-10:]:
            print(f"# {line}", flush=True)


left_out = ("first_run", "import", "export") if ROSTERCTL else ("import_without_chooser",)
tests = [(name.removeprefix("test_").replace("_", " "), test) for name, test in list(globals().items()) if name.startswith("test_") and name.removeprefix("test_") not in left_out]
status = Tap(tests).run(on_failure)
service.stop()
sys.exit(status)
