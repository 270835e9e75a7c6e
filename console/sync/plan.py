"""What the loop does next. Pure: values in, a step out; the engine carries it out."""

from collections.abc import Mapping
from dataclasses import dataclass

from console.domain.errors import (
    CertificateError,
    ConsoleError,
    PortalBusyError,
    SignInExpiredError,
    StaffDisabledError,
    ThrottledError,
    WorkstationForkedError,
    WorkstationRevokedError,
)
from console.domain.link import LinkState
from console.domain.retry import delay_s

POLL_S = 60.0  # a look at the feed even if nobody rang, should a long poll get lost
DIGEST_EVERY_MS = 5 * 60 * 1000
RELOAD_EVERY_MS = (
    60 * 60 * 1000
)  # a cache that differs again and again is not loaded again and again
SKEW_S = 300.0

_SIGNED_OUT = (
    SignInExpiredError,
    StaffDisabledError,
    WorkstationRevokedError,
    WorkstationForkedError,
)


def link_after(error: ConsoleError) -> LinkState:
    """How we stand after an error: without a session, or without a line."""
    return LinkState.SIGNED_OUT if isinstance(error, _SIGNED_OUT) else LinkState.OFFLINE


def orders_wipe(error: ConsoleError) -> bool:
    """Whether an error says that nothing of the account may be left on this computer."""
    if isinstance(error, WorkstationRevokedError):
        return error.wipe
    return isinstance(error, StaffDisabledError)


def pause_s(failures: int, chance: float, error: ConsoleError | None) -> float | None:
    """How long to rest before the next round; None: until somebody wakes the loop."""
    if error is None:
        return POLL_S
    if isinstance(error, _SIGNED_OUT):
        return None
    asked = error.retry_after_s if isinstance(error, PortalBusyError | ThrottledError) else None
    # A certificate does not get better by itself; ask rarely, but do not give up.
    return delay_s(
        max(failures, 6) if isinstance(error, CertificateError) else failures, chance, asked
    )


def sooner(pause: float | None, due_ms: int | None, now_ms: int, *, online: bool) -> float | None:
    """The pause, cut short when a decision's undo window ends before it.

    Offline a decision waits for the line, not the line for the decision.
    """
    if due_ms is None or not online:
        return pause
    until_due = max(0.0, (due_ms - now_ms) / 1000)
    return until_due if pause is None else min(pause, until_due)


@dataclass(frozen=True)
class DigestCheck:
    """Whether the cache and the portal say the same, if that can be told now."""

    comparable: bool
    equal: bool = True


def compare_digests(
    ours: Mapping[str, tuple[int, int]],
    theirs: Mapping[str, tuple[int, int]],
    *,
    our_seq: int,
    their_seq: int,
) -> DigestCheck:
    """Compare open items and sums of versions per kind; only at the same place in the feed."""
    if our_seq != their_seq:
        return DigestCheck(comparable=False)
    kinds = ours.keys() | theirs.keys()
    nothing = (0, 0)
    same = all(ours.get(kind, nothing) == theirs.get(kind, nothing) for kind in kinds)
    return DigestCheck(comparable=True, equal=same)
