"""What can still be read of a damaged `outbox.db`, saved to a sealed file (ADR 0021).

A damaged outbox stops the program and stays as it is, to the byte: it is precious, and a repair that goes
wrong would be a second damage. What is read here is read from a copy. The file that is written can be
opened with its passphrase on any computer that has this program; it is sealed because it names patients.
"""

import contextlib
import json
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from sqlcipher3 import dbapi2 as sqlcipher

from console.domain.decisions import Command
from console.domain.errors import DiskFullError, KeyUnavailableError
from console.domain.items import ItemKey
from console.store import paths, wraps
from console.store.door import AccountKeys, connect, is_sound
from console.store.engine import OUTBOX_VERSION, Store, prepared
from console.store.keys import SHORTEST_PASSPHRASE
from console.store.outbox_rows import COMMAND_COLUMNS, command_of
from console.store.wraps import Argon2Cost

_FORMAT = "portal-console/salvage/1"
_SELECT = f"SELECT {', '.join(COMMAND_COLUMNS)} FROM main.outbox ORDER BY command_id"  # noqa: S608 - constants


@dataclass(frozen=True)
class Salvage:
    """The decisions that could be read, by their ids; `is_whole` when that is surely all of them."""

    commands: tuple[Command, ...]
    is_whole: bool


def salvage(folder: Path, keys: AccountKeys) -> Salvage:
    """Read what can be read of an account's outbox; the store must be closed, nothing is changed.

    Raises:
        AccountInUseError: another process has the account open.
    """
    with paths.lock_account(folder):
        return _of_copy(folder, keys)


def salvage_running(store: Store) -> Salvage:
    """The same while the store is open: its connections still remember much of the file.

    A copy of the damaged file as it is now is put beside it first: closing the store may write to it.
    """
    keep_copy(store.folder)
    rows: dict[str, Command] = {}
    for connection in store.connections():
        with contextlib.suppress(sqlcipher.Error):
            _take(connection, rows)
    found = _of_copy(store.folder, store.keys)
    rows |= {one.command_id: one for one in found.commands}
    return Salvage(tuple(rows[name] for name in sorted(rows)), found.is_whole)


def keep_copy(folder: Path) -> None:
    """Copy the outbox and its journal, as they are, to a name that nothing writes to."""
    number = 1
    while (folder / f"{paths.OUTBOX}.copy-{number}").exists():
        number += 1
    for tail in ("", "-wal"):
        source = folder / (paths.OUTBOX + tail)
        if source.exists():
            kept = paths.private_file(folder / f"{paths.OUTBOX}.copy-{number}{tail}")
            shutil.copyfile(source, kept)


def write_sealed(
    path: Path, found: Salvage, passphrase: str, *, cost: Argon2Cost | None = None
) -> None:
    """Write what was saved to a file of the person's choice, sealed under a passphrase.

    Raises:
        KeyUnavailableError: the passphrase has fewer than 15 characters.
        OSError: the file can not be written there.
    """
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise KeyUnavailableError(f"a passphrase has {SHORTEST_PASSPHRASE} characters or more")
    cost, salt = cost or Argon2Cost(), wraps.new_key()
    said = {"is_whole": found.is_whole, "decisions": [_told(one) for one in found.commands]}
    key = wraps.stretched(passphrase, salt, cost)
    document = {
        "format": _FORMAT,
        "salt": wraps.b64(salt),
        **cost.written(),
        "sealed": wraps.sealed(key, _FORMAT, json.dumps(said).encode()),
    }
    paths.write_private(path, json.dumps(document).encode())


def read_sealed(path: Path, passphrase: str) -> dict[str, Any]:
    """What `write_sealed` has written: `is_whole`, and `decisions` as texts and numbers.

    Raises:
        KeyUnavailableError: a wrong passphrase, or not such a file.
    """
    try:
        document = json.loads(path.read_bytes())
        if document["format"] != _FORMAT:
            raise ValueError(document["format"])  # noqa: TRY301 - one way out
        share = wraps.stretched(passphrase, wraps.salt_of(document), Argon2Cost.read(document))
        found = json.loads(wraps.opened(share, _FORMAT, document["sealed"]))
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise KeyUnavailableError("not a file of saved decisions") from error
    except InvalidTag as error:
        raise KeyUnavailableError("the passphrase does not fit") from error
    return dict(found)


def put_outbox_aside(folder: Path, keys: AccountKeys) -> None:
    """Rename a damaged outbox and begin an empty one; a person has asked for it.

    Raises:
        AccountInUseError: another process has the account open.
        DiskFullError: there is no room for the new one; at the next start this may be tried again.
    """
    with paths.lock_account(folder):
        paths.put_aside(folder / paths.OUTBOX, "damaged")
        try:
            prepared(folder / paths.OUTBOX, keys.outbox, "outbox", OUTBOX_VERSION).close()
        except sqlcipher.Error as error:
            raise DiskFullError("the new outbox can not be made") from error


def _of_copy(folder: Path, keys: AccountKeys) -> Salvage:
    with tempfile.TemporaryDirectory(dir=folder, prefix="salvage-") as beside:
        copy = Path(beside) / paths.OUTBOX
        for tail in ("", "-wal"):
            source = folder / (paths.OUTBOX + tail)
            if source.exists():
                shutil.copyfile(source, copy.with_name(copy.name + tail))
        return _read(copy, keys.outbox)


def _read(path: Path, key: bytes) -> Salvage:
    rows: dict[str, Command] = {}
    is_whole = False
    with (
        contextlib.suppress(sqlcipher.DatabaseError),
        contextlib.closing(connect(path, key)) as connection,
    ):
        is_whole = is_sound(connection)
    for statement in (_SELECT, f"{_SELECT} DESC"):  # from either side up to the damage
        # A connection that has met a bad page gives nothing any more, not even the good ones.
        with (
            contextlib.suppress(sqlcipher.DatabaseError),
            contextlib.closing(connect(path, key)) as connection,
        ):
            _take(connection, rows, statement)
    return Salvage(tuple(rows[name] for name in sorted(rows)), is_whole=is_whole)


def _take(
    connection: sqlcipher.Connection, rows: dict[str, Command], statement: str = _SELECT
) -> None:
    """Add the decisions that a statement gives, up to the first page that can not be read."""
    for row in connection.execute(statement):
        with contextlib.suppress(ValueError, TypeError):
            command = command_of(row)
            rows[command.command_id] = command


def command_from(told: Mapping[str, Any]) -> Command:
    """A decision out of `read_sealed`, for showing it; it is never sent."""
    return Command(
        command_id=str(told.get("command_id", "")),
        key=ItemKey(int(told["practice"]), str(told["kind"]), str(told["item"])),
        expected_version=int(told.get("expected_version", 0)),
        expected_content_hash="",
        action=str(told["action"]),
        params=dict(told.get("params", {})),
        client_decided_at=str(told.get("decided_at", "")),
        not_before_ms=0,
        label=str(told.get("label", "")),
        on_behalf_of=str(told.get("on_behalf_of", "")),
    )


def _told(command: Command) -> dict[str, Any]:
    return {
        "practice": command.key.practice_id,
        "kind": command.key.kind,
        "item": command.key.id,
        "label": command.label,
        "action": command.action,
        "params": dict(command.params),
        "decided_at": command.client_decided_at,
        "command_id": command.command_id,
        "expected_version": command.expected_version,
        "on_behalf_of": command.on_behalf_of,
    }
