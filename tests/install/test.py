#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`meson install` into a folder of its own: every file is in its place, none besides, and what is there works.

usage: test.py MESON BUILD_FOLDER PREFIX LINGUAS
"""

import configparser
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
from xml.etree import ElementTree

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "end-to-end"))
from tap import Tap  # noqa: E402

MESON, BUILD, PREFIX, LINGUAS = sys.argv[1:5]
APPLICATION = "io.github.roster.Roster"

destdir = pathlib.Path(tempfile.mkdtemp(prefix="roster-install-"))
root = destdir / PREFIX.lstrip("/")
environment = {**os.environ, "HOME": str(destdir / "home"), "LC_ALL": "C.UTF-8"}


def run(*argv, **more):
    done = subprocess.run(
        argv, env={**environment, **more}, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, f"{argv}: {done.returncode}\n{done.stdout}{done.stderr}"
    return done.stdout


def read_ini(path):
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str
    parser.read(root / path)
    return parser


def test_files():
    run(MESON, "install", "-C", BUILD, "--no-rebuild", "--quiet", "--destdir", str(destdir))
    languages = [line.strip() for line in pathlib.Path(LINGUAS).read_text().splitlines()]
    wanted = set((HERE / "files.txt").read_text().split())
    wanted |= {
        f"share/locale/{name}/LC_MESSAGES/roster.mo" for line in languages if not line.startswith("#") for name in line.split()
    }
    found = {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}
    assert found == wanted, f"not expected: {sorted(found - wanted)}, missing: {sorted(wanted - found)}"


def test_programs_start():
    for program in ("roster", "rosterctl", "roster-demo"):
        words = run(str(root / "bin" / program), "--version").split()
        assert len(words) >= 2 and words[-1][0].isdigit(), words


def test_desktop_entry():
    path = f"share/applications/{APPLICATION}.desktop"
    run("desktop-file-validate", str(root / path))
    desktop = read_ini(path)
    entry = desktop["Desktop Entry"]
    assert entry["DBusActivatable"] == "true"
    for section in desktop.sections():
        assert (root / "bin" / desktop[section]["Exec"].split()[0]).is_file(), section
    assert (root / f"share/icons/hicolor/scalable/apps/{entry['Icon']}.svg").is_file()
    for action in filter(None, entry["Actions"].split(";")):
        assert f"Desktop Action {action}" in desktop, action


def test_pictures():
    """The store shows pictures that are in this project."""
    metainfo = ElementTree.parse(root / f"share/metainfo/{APPLICATION}.metainfo.xml")
    images = [image.text for image in metainfo.iter("image")]
    assert len(images) >= 3, images
    for image in images:
        assert (HERE.parent.parent / "data" / "screenshots" / image.rsplit("/", 1)[1]).is_file(), image
    for screenshot in metainfo.iter("screenshot"):
        assert screenshot.findtext("caption"), images


def test_bus_service():
    """The name that the desktop entry has, and the program by its whole path."""
    service = read_ini(f"share/dbus-1/services/{APPLICATION}.service")["D-BUS Service"]
    assert service["Name"] == APPLICATION
    program, argument = service["Exec"].split()
    assert program == f"{PREFIX}/bin/roster" and argument == "--gapplication-service", service["Exec"]


def test_schema():
    run("glib-compile-schemas", "--strict", "--targetdir", str(destdir), str(root / "share/glib-2.0/schemas"))


def content_type(name):
    path = destdir / name
    path.write_text("[DEFAULT]\n")
    told = run("gio", "info", "-a", "standard::content-type", str(path), XDG_DATA_DIRS=f"{root}/share:/usr/share")
    return told.split("standard::content-type:")[1].split()[0]


def test_file_type():
    """threatstack.cfg is known by its name, belongs to Roster, and is a text file to everybody else."""
    wanted = "application/x-threatstack-config"
    shutil.copytree("/usr/share/mime/packages", root / "share/mime/packages", dirs_exist_ok=True)
    run("update-mime-database", str(root / "share/mime"))
    assert content_type("threatstack.cfg") == wanted
    assert content_type("other.cfg") != wanted
    desktop = read_ini(f"share/applications/{APPLICATION}.desktop")
    assert wanted in desktop["Desktop Entry"]["MimeType"].split(";")
    assert f"{wanted} text/plain" in (root / "share/mime/subclasses").read_text()


status = Tap(
    [
        ("every file is in its place", test_files),
        ("the programs start", test_programs_start),
        ("desktop entry", test_desktop_entry),
        ("pictures", test_pictures),
        ("bus service", test_bus_service),
        ("schema", test_schema),
        ("file type", test_file_type),
    ]
).run()
shutil.rmtree(destdir)
sys.exit(status)
