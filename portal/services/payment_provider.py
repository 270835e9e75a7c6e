"""Who takes a patient's money: what the portal asks of a payment provider, and the one to try it with.

The portal keeps no card and no bank account: what pays is a `method`, a token that the provider's own
page has given the patient's browser. A provider must know a repeat by its key and charge it once; it
answers within `LONGEST_ANSWER`, or the portal takes it for unreachable.
"""

import hashlib
import os
import tempfile
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Final, Literal, Protocol

import orjson

LONGEST_ANSWER = timedelta(seconds=60)
LOCAL_TEST = "local-test"
PENDING: Final = "pending"
SUCCEEDED: Final = "succeeded"
DECLINED: Final = "declined"
State = Literal["pending", "succeeded", "declined"]


class ProviderUnreachableError(Exception):
    """No answer came: the order may have arrived or not; ask later with `look_up`."""


class UnknownProviderError(Exception):
    """The portal knows no provider of that name."""


@dataclass(frozen=True)
class Order:
    """What is to be charged; `key` is the same for every repeat of one payment."""

    key: str
    amount_cents: int
    currency: str
    method: str


@dataclass(frozen=True)
class Charge:
    """What the provider says of an order; `reference` is its own number for it."""

    state: State
    reference: str = ""
    decline_code: str = ""


class PaymentProvider(Protocol):
    """A provider of payments."""

    name: str

    def charge(self, order: Order) -> Charge:
        """Charge once, however often it is asked with one key; raises ProviderUnreachableError."""

    def look_up(self, key: str) -> Charge | None:
        """Say what became of an order; None when it never arrived. Raises ProviderUnreachableError."""


def provider_of(name: str, data_dir: Path) -> PaymentProvider | None:
    """Give the provider that a setting names; "" is none: nobody can pay in the portal.

    Raises UnknownProviderError.
    """
    if not name:
        return None
    if name == LOCAL_TEST:
        return LocalTest(data_dir / "local-test-payments")
    raise UnknownProviderError(name)


@dataclass(frozen=True)
class _Kept:
    method: str
    amount_cents: int
    state: State


class LocalTest:
    """Moves no money. Its methods: `ok`, `declined`, `pending`, and two whose answers are lost.

    `pending` is settled when it is first looked up, `pending_declined` is declined then. The order of
    `unreachable` never arrives; that of `lost` is charged and the answer lost. Orders are files of
    `folder`, one each, so that all processes of a portal know them.
    """

    name = LOCAL_TEST

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def charge(self, order: Order) -> Charge:
        """Charge once; raises ProviderUnreachableError for the methods that say so."""
        if order.method == "unreachable":
            raise ProviderUnreachableError
        kept = self._read(order.key) or self._keep(order)
        if order.method == "lost":
            raise ProviderUnreachableError
        return self._answer(order.key, kept)

    def look_up(self, key: str) -> Charge | None:
        """Say what became of an order; what was pending is settled with it."""
        kept = self._read(key)
        if kept is None:
            return None
        if kept.state == PENDING:
            kept = replace(kept, state=DECLINED if kept.method == "pending_declined" else SUCCEEDED)
            self._write(key, kept, anew=True)
        return self._answer(key, kept)

    def taken_cents(self) -> int:
        """Give the sum of all that was charged, in cents."""
        files = sorted(self._folder.glob("*.json")) if self._folder.is_dir() else []
        found = [_Kept(**orjson.loads(file.read_bytes())) for file in files]
        return sum(one.amount_cents for one in found if one.state == SUCCEEDED)

    def _keep(self, order: Order) -> _Kept:
        states: dict[str, State] = {
            "ok": SUCCEEDED,
            "lost": SUCCEEDED,
            "pending": PENDING,
            "pending_declined": PENDING,
        }
        state: State = states.get(order.method, DECLINED)
        kept = _Kept(order.method, order.amount_cents, state)
        try:
            self._write(order.key, kept)
        except FileExistsError:  # the same order at the same moment; the first counts
            return self._read(order.key) or kept
        return kept

    def _answer(self, key: str, kept: _Kept) -> Charge:
        code = "CARD_DECLINED" if kept.state == DECLINED else ""
        return Charge(kept.state, f"test-{_digest(key)[:16]}", code)

    def _read(self, key: str) -> _Kept | None:
        try:
            return _Kept(**orjson.loads(self._path(key).read_bytes()))
        except FileNotFoundError:
            return None

    def _write(self, key: str, kept: _Kept, *, anew: bool = False) -> None:
        """Write whole or not at all; without `anew`, raises FileExistsError for a known order."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=self._folder, prefix=".order-")
        with os.fdopen(handle, "wb") as file:
            file.write(orjson.dumps(asdict(kept)))
        if anew:
            Path(temporary).replace(self._path(key))
            return
        try:
            self._path(key).hardlink_to(temporary)
        finally:
            Path(temporary).unlink()

    def _path(self, key: str) -> Path:
        return self._folder / f"{_digest(key)}.json"


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
