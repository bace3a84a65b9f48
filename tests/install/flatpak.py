#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Flatpak manifest: flatpak-builder takes it, and it asks for the network, a window and the keyring, and for no more.

usage: flatpak.py MANIFEST
"""

import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "end-to-end"))
from tap import Tap  # noqa: E402

MANIFEST = pathlib.Path(sys.argv[1]).resolve()
ALLOWED = {
    "--share=network",
    "--share=ipc",
    "--socket=wayland",
    "--socket=fallback-x11",
    "--device=dri",
    "--talk-name=org.freedesktop.secrets",
}


def show():
    with tempfile.TemporaryDirectory() as folder:
        run = subprocess.run(
            ["flatpak-builder", "--show-manifest", str(MANIFEST)],
            cwd=folder, capture_output=True, text=True, check=False,
        )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def test_is_taken():
    manifest = show()
    assert manifest["id"] == MANIFEST.stem, manifest["id"]
    assert manifest["command"] == "roster"
    assert [module["name"] for module in manifest["modules"]] == ["roster"]


def test_permissions():
    assert set(show()["finish-args"]) == ALLOWED, show()["finish-args"]


def test_sources_are_these():
    """The folder that the manifest builds is the one with this project in it."""
    source = show()["modules"][0]["sources"][0]
    assert source["type"] == "dir", source
    folder = (MANIFEST.parent / json.loads(MANIFEST.read_text())["modules"][0]["sources"][0]["path"]).resolve()
    assert (folder / "meson.build").is_file(), folder


if not shutil.which("flatpak-builder"):
    print("1..0 # SKIP flatpak-builder is not installed")
    sys.exit(0)
sys.exit(
    Tap(
        [
            ("flatpak-builder takes it", test_is_taken),
            ("it asks for no more", test_permissions),
            ("it builds this folder", test_sources_are_these),
        ],
        keep_going=True,
    ).run()
)
