"""`--self-test`: whether this installation has all it needs, without a portal and without a display.

An installer runs it after building, an administrator after installing. Each part is really used: the
encrypted files are written and read, the window is drawn. One line says how it went.
"""

import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from console import __version__, qt_loop, resources
from console.domain.items import Item, ItemKey
from console.domain.session import Me, Practice
from console.models.queue_faces import FACES
from console.models.queue_table import QueueTableModel
from console.models.row_format import RowFormat
from console.models.when import calendar
from console.opening import make_application
from console.settings import Settings
from console.views.icons import pixmap
from console.views.main_window import MainWindow

T = TypeVar("T")
_KEY = ItemKey(1, "refill", "self-test")
_ENTITY = {
    "kind": _KEY.kind,
    "id": _KEY.id,
    "practice_id": _KEY.practice_id,
    "version": 1,
    "content_hash": "0" * 64,
    "state": "pending",
    "is_open": True,
    "priority": "routine",
    "submitted_at": "2026-01-02T03:04:05Z",
    "due_at": None,
    "summary": "Self-test",
    "subject": {"name": "Self-test", "birth_date": "2000-01-01"},
    "patient": None,
    "requested_by": None,
    "assigned_to": None,
    "claim": None,
    "decision": None,
    "content": {"medication": {"name": "Self-test"}, "checks": [], "note": "", "pharmacy": ""},
}


class SelfTestError(Exception):
    """A part of the installation does not work; the text is a sentence for who installs it."""


def self_test() -> int:
    """Use each part once; 0 when all of them work, 1 and a sentence when one does not."""
    try:
        _check_parts()
    except SelfTestError as error:
        _say(f"The self-test of Portal Console {__version__} failed. {error}")
        return 1
    _say(f"Portal Console {__version__} is complete: store, icons, translations and window work.")
    return 0


def _check_parts() -> None:
    application = _works("The window system can not be started", _application)
    _works("An icon can not be drawn", _draw_icon)
    _works("The translations can not be read", _read_translations)
    _works("The part that talks to the portal can not be loaded", _load_network)
    with tempfile.TemporaryDirectory(prefix="portal-console-") as folder:
        item = _works("The encrypted store does not work", lambda: _keep_one_row(Path(folder)))
    _works("The window can not be drawn", lambda: _draw_window(application, item))


def _works(sentence: str, use: Callable[[], T]) -> T:
    try:
        return use()
    except Exception as error:
        reason = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        raise SelfTestError(f"{sentence} ({reason}).") from error


def _application() -> QApplication:
    # of the tests' process, where there is one already
    found = QApplication.instance()
    return found if isinstance(found, QApplication) else make_application(Settings(language="en"))


def _draw_icon() -> None:
    if pixmap("check").isNull():
        raise SelfTestError("nothing was drawn")


def _read_translations() -> None:
    for language in resources.CATALOGUES:
        if resources.translation(QLocale(language)) is None:
            raise SelfTestError(f"there is no catalogue for {language}")


def _load_network() -> None:
    from console.api_client.client import PortalClient  # noqa: PLC0415 - the part under test

    PortalClient("https://localhost").abort()


def _keep_one_row(folder: Path) -> Item:
    """Write one item into an encrypted store that is new, open it again and read the item."""
    # ruff: disable[PLC0415] - the part under test
    from console.store.cache import Cache
    from console.store.engine import Store
    from console.store.keys import Argon2Cost, KeyStore, system_keyring
    from console.store.reader import QueueReader
    from console.store.writing import Writer

    # ruff: enable[PLC0415]
    system_keyring()  # that it can be asked for; its secrets are nobody's business here
    key_store = KeyStore(folder, None, cost=Argon2Cost(1, 64, 1))
    passphrase = "self-test of an installation"  # noqa: S105 - of a store that lives a second
    share = bytes(32)  # the portal's, of an installation that no portal knows
    key_store.create(share, passphrase)
    store = Store.open(folder, key_store.unlock(share, passphrase))
    Cache(store, Writer(store)).apply(_KEY.practice_id, _page(), now_ms=1)
    store.close()
    if (folder / "cache.db").read_bytes().startswith(b"SQLite format 3"):
        raise SelfTestError("it does not encrypt")
    store = Store.open(folder, key_store.unlock(share, passphrase))
    try:
        item = QueueReader(store).item(_KEY)
    finally:
        store.close()
    if item is None:
        raise SelfTestError("what was written is not there")
    return item


def _page() -> str:
    head = {"seq": 1, "epoch": 1, "journal_seq": 1, "journal_hash": "0" * 64}
    change = {"kind": _KEY.kind, "id": _KEY.id, "version": 1, "op": "upsert", "entity": _ENTITY}
    return json.dumps({"changes": [change], "cursor": "1", "more": False, "head": head})


def _draw_window(application: QApplication, item: Item) -> None:
    async def shown() -> int:
        when = calendar()
        row_format = RowFormat(FACES, when)
        window = MainWindow(QueueTableModel(_no_rows, lambda _: [], row_format), row_format, when)
        practice = Practice(_KEY.practice_id, "Self-test", "UTC", (), frozenset())
        window.show_me(Me("self-test", "self-test", "Self-test", (practice,), ()), practice.id)
        window.show()
        window.show_item(item)
        try:
            _look_at(window)
        finally:
            window.allow_close()
            window.close()
            window.deleteLater()
        return 0

    qt_loop.run(application, shown)


def _look_at(window: MainWindow) -> None:
    if window.panel.item() is None:
        raise SelfTestError("the item is not on show")
    image = window.grab().toImage()
    step = max(1, image.width() // 40)
    seen = {
        image.pixel(x, y)
        for x in range(0, image.width(), step)
        for y in range(0, image.height(), step)
    }
    if len(seen) < 3:
        raise SelfTestError("the picture is blank")


async def _no_rows(_query: object) -> None:
    return None


def _say(line: str) -> None:
    if sys.stdout is not None:  # a windowed program on Windows has none
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
