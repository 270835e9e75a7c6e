"""Wiping an account from this computer: decisions first, then the keys, then the files (security §3.1).

`wipe.json` says how far it has come and holds nothing secret. Every step can be done twice; a kill at any
of them is taken up at the next start, before anybody signs in. The keys go before the files: from then on
the files are noise, whatever becomes of them.
"""

import base64
import contextlib
import json
import logging
import shutil
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

from console.domain.errors import (
    ConsoleError,
    KeyUnavailableError,
    NotFoundError,
    RequestRefusedError,
)
from console.store import paths
from console.store.identity import Identity
from console.store.keyring_share import KEYRING_PATIENCE_S, Keyring, KeyringShare
from console.store.rescue import RESCUE, keep_parcels, kept_parcels, remove_parcels
from console.store.wraps import b64

_log = logging.getLogger(__name__)
WIPE = "wipe.json"
WIPED_MARK = b"portal-console/wiped/1\0"
_STAYS = frozenset({WIPE, WIPE + ".new", RESCUE, "in-use.lock"})


class Portal(Protocol):
    """What a wipe says to the portal; no session is needed for it."""

    def rescue(self, workstation_id: str, sealed: bytes, signature: bytes) -> object:
        """Hand in sealed decisions."""

    def wiped(self, workstation_id: str, signature: bytes) -> None:
        """Tell that nothing is left."""


class Step(StrEnum):
    """What is to be done next."""

    KEYRING = "keyring"
    KEYS = "keys"
    FILES = "files"
    UPLOAD = "upload"
    RECEIPT = "receipt"
    REMOVE = "remove"


class Wipe:
    """The wipe of one account folder. The store must be closed; every call blocks."""

    def __init__(
        self, folder: Path, keyring: Keyring | None, *, patience_s: float = KEYRING_PATIENCE_S
    ) -> None:
        self._folder = folder
        self._share = KeyringShare(keyring, folder.name, patience_s)

    @staticmethod
    def pending(data_dir: Path) -> list[Path]:
        """The account folders whose wipe has begun and not ended."""
        return sorted(path.parent for path in (data_dir / "accounts").glob(f"*/{WIPE}"))

    @staticmethod
    def is_pending(folder: Path) -> bool:
        """Whether a wipe of this folder has begun and not ended."""
        return (folder / WIPE).exists()

    @property
    def portal(self) -> tuple[str, str]:
        """The portal's address and the file of its certificate authority, as `begin` was told."""
        found = self._read()
        return str(found.get("server", "")), str(found.get("ca_file", ""))

    def begin(
        self,
        commands: Sequence[Mapping[str, Any]],
        identity: Identity,
        rescue_key: bytes,
        *,
        staff_id: str,
        server: str,
        ca_file: str = "",
    ) -> None:
        """Seal what the outbox has, then erase everything. `resume` hands in the rest.

        `commands` are all that the outbox has, read before the store was closed.

        Raises:
            AccountInUseError: another process has the account open.
            KeyUnavailableError: the device key is not at hand; `begin_locked`.
        """
        with paths.lock_account(self._folder):
            is_second = self.is_pending(self._folder)  # what the first has saved still waits
            former = kept_parcels(self._folder) if is_second else []
            keep_parcels(self._folder, commands, identity, rescue_key, staff_id, former=former)
            self._start(identity, server, ca_file)
            self._erase()

    def begin_locked(self, identity: Identity, *, server: str, ca_file: str = "") -> None:
        """Erase everything where the outbox can not be opened: what `rescue.bin` has is what is saved.

        Raises:
            AccountInUseError: another process has the account open.
        """
        with paths.lock_account(self._folder):
            self._start(identity, server, ca_file)
            self._erase()

    def erase(self) -> None:
        """Go on as far as it goes with nobody to tell: nothing here may be read any longer.

        Raises:
            AccountInUseError: another process has the account open.
        """
        if self.is_pending(self._folder):
            with paths.lock_account(self._folder):
                self._erase()

    def resume(self, portal: Portal) -> bool:
        """Go on from where the wipe has come to; whether it is complete and the folder is gone.

        False while the portal is away: what was saved stays, sealed, and is handed in at a later start.
        """
        if not self.is_pending(self._folder):
            return True
        with paths.lock_account(self._folder):
            self._erase()
            try:
                self._tell(portal)
            except ConsoleError as error:
                _log.info("wipe not told", extra={"error": type(error).__name__})
                return False
        self._remove()
        return True

    def _start(self, identity: Identity, server: str, ca_file: str) -> None:
        if not identity.can_sign:
            with contextlib.suppress(KeyUnavailableError):
                identity.open_key(self._share.get())
        try:
            receipt = identity.sign(WIPED_MARK + identity.workstation_id.encode())
        except KeyUnavailableError:
            receipt = b""
        self._write(
            {
                "step": Step.KEYRING.value,
                "workstation_id": identity.workstation_id,
                "receipt": b64(receipt),
                "server": server,
                "ca_file": ca_file,
            }
        )

    def _erase(self) -> None:
        steps: tuple[tuple[Step, Callable[[], None], Step], ...] = (
            (Step.KEYRING, self._forget_share, Step.KEYS),
            (Step.KEYS, self._erase_keys, Step.FILES),
            (Step.FILES, self._erase_files, Step.UPLOAD),
        )
        for step, act, after in steps:
            if self._step() is step:
                act()
                self._reached(after)

    def _forget_share(self) -> None:
        """A keyring that does not answer stops nothing: without `wrap.json` its share opens nothing."""
        try:
            self._share.forget()
        except KeyUnavailableError as error:
            _log.warning("share not forgotten", extra={"error": type(error).__name__})

    def _erase_keys(self) -> None:
        for name in (paths.WRAP, paths.WRAP + ".new"):
            (self._folder / name).unlink(missing_ok=True)
        paths.sync_folder(self._folder)

    def _erase_files(self) -> None:
        for path in sorted(self._folder.iterdir()):
            if path.name in _STAYS:
                continue
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
        paths.sync_folder(self._folder)

    def _tell(self, portal: Portal) -> None:
        if self._step() is Step.UPLOAD:
            for parcel in kept_parcels(self._folder):
                portal.rescue(parcel.workstation_id, parcel.sealed, parcel.signature)
            self._reached(Step.RECEIPT)
        if self._step() is Step.RECEIPT:
            found = self._read()
            receipt = _receipt_of(found)
            number = str(found.get("workstation_id", ""))
            if receipt and number:
                try:
                    portal.wiped(number, receipt)
                except (
                    NotFoundError,
                    RequestRefusedError,
                ) as error:  # it will not want it later either
                    _log.warning("receipt not taken", extra={"error": type(error).__name__})
            self._reached(Step.REMOVE)

    def _remove(self) -> None:
        remove_parcels(self._folder)
        for name in (WIPE + ".new", RESCUE + ".new", "in-use.lock", WIPE):
            (self._folder / name).unlink(missing_ok=True)
        with contextlib.suppress(OSError):  # somebody's file: it is none of ours
            self._folder.rmdir()

    def _step(self) -> Step:
        """Where it has come to; a spoiled file begins at the front, which is as good."""
        try:
            return Step(str(self._read().get("step", "")))
        except ValueError:
            return Step.KEYRING

    def _reached(self, step: Step) -> None:
        self._write({**self._read(), "step": step.value})

    def _read(self) -> dict[str, Any]:
        try:
            found = json.loads((self._folder / WIPE).read_bytes())
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def _write(self, found: Mapping[str, Any]) -> None:
        paths.write_private(self._folder / WIPE, json.dumps(found).encode())


def _receipt_of(found: Mapping[str, Any]) -> bytes:
    """The signature to hand in; none where none could be made, or it is spoiled."""
    try:
        return base64.b64decode(str(found.get("receipt", "")), validate=True)
    except ValueError:
        return b""
