"""Practices that are built once and used in copies: a portal's data, and consoles that have loaded it.

    with practice(wanted.folder, 100_000, "frontdesk") as place:   # a portal on loopback over a copy
        place.portal.url, place.data_dir("frontdesk")              # files of a console up to date

Building 100,000 items takes minutes and loading them half a minute more, so both are kept in the user's
cache folder. Each use works on a copy: what one figure decides is not missing in the next one's queue.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from console.demo import DemoPortal, DemoProcess
from console.store.paths import account_place

SEED = 7
STORE = Path(__file__).resolve().parents[1] / "console" / "store"


@dataclass(frozen=True)
class Practice:
    """A running portal over a copy of a built practice; all of it goes with the `with`."""

    portal: DemoPortal
    process: DemoProcess
    folder: Path
    loaded: Path  # consoles that are up to date, by user name

    def data_dir(self, username: str, url: str = "") -> Path:
        """The files of a console that has loaded the practice, for the portal's address or `url`."""
        data = self.new_dir()
        (source,) = (self.loaded / username / "accounts").iterdir()
        _copy(source, account_place(data, url or self.portal.url, username))
        return data

    def new_dir(self) -> Path:
        """A folder for a console that has nothing yet."""
        return Path(tempfile.mkdtemp(dir=self.folder))


@contextmanager
def practice(kept: Path, rows: int, *loaded_by: str) -> Iterator[Practice]:
    """A practice of so many items, served; those in `loaded_by` have loaded it before."""
    built = kept / f"portal-{rows}"
    if not (built / "portal.db").exists():
        with _served(built, rows) as process:
            process.start()
    loaded = kept / f"loaded-{rows}-{_of_the_store()}"
    for username in loaded_by:
        if not (loaded / username).exists():
            _load(built, rows, loaded, username)
    with tempfile.TemporaryDirectory(
        dir=kept, prefix="in-use-", ignore_cleanup_errors=True
    ) as used:
        folder = Path(used)
        _copy(built, folder / "portal")
        with _served(folder / "portal", rows) as process:
            yield Practice(process.start(), process, folder, loaded)


def _copy(source: Path, target: Path) -> None:
    """Copy a folder to the disk: else the first commits wait until hundreds of megabytes are there."""
    shutil.copytree(source, target)
    for path in target.rglob("*"):
        if path.is_file():
            with path.open("rb") as copied:
                os.fsync(copied.fileno())


def _load(built: Path, rows: int, loaded: Path, username: str) -> None:
    beside = loaded / f"{username}.loading"
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    with _served(built, rows) as process:
        portal = process.start()
        words = [sys.executable, "-m", "bench.loading", portal.url, portal.password, username]
        subprocess.run([*words, str(beside)], env=quiet_environment(), check=True)
    beside.rename(loaded / username)


@contextmanager
def _served(place: Path, rows: int) -> Iterator[DemoProcess]:
    process = DemoProcess(place, rows, SEED)
    try:
        yield process
    finally:
        process.stop()


def _of_the_store() -> str:
    """A digest of the code that fills the cache: what other code has loaded is not measured."""
    digest = hashlib.sha256()
    for path in sorted(STORE.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def quiet_environment() -> dict[str, str]:
    """The environment of a measured program: offscreen, without this user's own settings and keyring."""
    return {
        **os.environ,
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        "XDG_CONFIG_HOME": str(Path(tempfile.gettempdir()) / "portal-console-bench-settings"),
        "DBUS_SESSION_BUS_ADDRESS": "disabled:",
    }
