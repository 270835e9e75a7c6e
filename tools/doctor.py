"""Say what this machine lacks, and the command that installs it. Standard library only.

    doctor.py --libraries    what Qt needs to draw, even without a display
    doctor.py --postgresql   a PostgreSQL server, for the tests
    doctor.py --display      exit 0 when a window can be shown here

It reports and never installs. Exit status 0: nothing is lacking.
"""

import argparse
import ctypes
import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

# shared library → Debian package that has it
DRAW = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
}
WINDOW = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".fonts")


def missing_libraries(wanted: dict[str, str]) -> list[str]:
    """Packages of the libraries that can not be loaded; only Linux leaves them to the system."""
    if not sys.platform.startswith("linux"):
        return []
    lacking = []
    for library, package in wanted.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            lacking.append(package)
    return lacking


def missing_fonts() -> list[str]:
    """A package with fonts, when there are none: Qt would draw boxes."""
    if not sys.platform.startswith("linux"):
        return []
    found = any(any(folder.rglob("*.[to]t[fc]")) for folder in FONT_FOLDERS)
    return [] if found else ["fonts-dejavu-core"]


def missing_postgresql() -> list[str]:
    """The PostgreSQL server, when neither the path nor the usual folders have it."""
    places = (
        *Path("/usr/lib/postgresql").glob("*/bin/initdb"),
        *Path("/usr").glob("pgsql-*/bin/initdb"),
    )
    return [] if places or shutil.which("initdb") else ["postgresql"]


def has_display() -> bool:
    """Whether a window could be shown: other systems always can, Linux needs a server."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def report(packages: Iterable[str]) -> int:
    """Print what is lacking with the line that installs it; 1 when anything is."""
    names = sorted(set(packages))
    if not names:
        return 0
    root = "" if hasattr(os, "geteuid") and os.geteuid() == 0 else "sudo "
    print("This computer lacks: " + ", ".join(names), file=sys.stderr)
    print("On Debian or Ubuntu this installs it:\n", file=sys.stderr)
    print(
        f"  {root}apt-get update && "
        f"{root}apt-get install -y --no-install-recommends {' '.join(names)}\n",
        file=sys.stderr,
    )
    print(
        "(Newer releases add t64 to some names.) Then run the same command again.", file=sys.stderr
    )
    return 1


def main() -> int:
    """Check what was asked for."""
    parser = argparse.ArgumentParser(description="Say what this machine lacks.")
    parser.add_argument("--libraries", action="store_true")
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--display", action="store_true")
    wanted = parser.parse_args()
    lacking: list[str] = []
    if wanted.libraries:
        lacking += missing_libraries(DRAW) + missing_fonts()
    if wanted.postgresql:
        lacking += missing_postgresql()
    if wanted.display:
        if not has_display():
            return 1
        lacking += missing_libraries(WINDOW)
    return report(lacking)


if __name__ == "__main__":
    sys.exit(main())
