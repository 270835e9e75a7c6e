"""Slows guessing down, in the database, so that every process of the portal counts together.

Only failures count. From the limit on each further failure locks the key, one minute at first and
doubling up to half an hour, never for good: a lock that stays is a gift to whoever wants to shut a
practice out. A success forgets the failures of the person, not those of the address.
"""

import hashlib
import ipaddress
import math
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import case, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from portal.db.engine import Database
from portal.db.tables import throttle
from portal.db.unit_of_work import Reader, Scope, UnitOfWork
from portal.domain.problems import Problem, ProblemType


@dataclass(frozen=True)
class Limit:
    """How many failures are free, and after how much quiet they are forgotten."""

    free: int
    forgotten_after: timedelta


FIRST_LOCK = timedelta(minutes=1)
LONGEST_LOCK = timedelta(minutes=30)
LIMITS = {
    "user": Limit(5, timedelta(hours=24)),
    "patient": Limit(5, timedelta(hours=24)),
    "mfa": Limit(5, timedelta(hours=24)),
    # a practice sits behind one address: colleagues who mistype must not lock each other out
    "ip": Limit(20, timedelta(hours=1)),
}


def key_of(kind: str, name: str) -> str:
    """Make the key for a name somebody typed.

    It is hashed: people type passwords into the wrong field, and the table keeps no such thing.
    """
    if kind not in LIMITS:
        raise KeyError(kind)
    folded = unicodedata.normalize("NFKC", name).casefold().strip()
    return f"{kind}:{hashlib.sha256(folded.encode('utf-8', 'surrogatepass')).hexdigest()[:40]}"


def key_of_address(address: str, purpose: str = "") -> str:
    """Make the key for a caller's address; of IPv6 the /64 that one household is given.

    Failures at another `purpose` than signing in are counted apart.
    """
    return key_of("ip", f"{purpose}:{_household(address)}" if purpose else _household(address))


def lock_of(failures: int, limit: Limit) -> timedelta:
    """Tell for how long the failure with this number locks its key."""
    beyond = failures - limit.free
    if beyond < 0:
        return timedelta(0)
    doubled: timedelta = FIRST_LOCK * 2 ** min(beyond, 10)
    return min(LONGEST_LOCK, doubled)


def refuse_if_locked(reader: Reader, keys: Iterable[str]) -> None:
    """Raise Problem `throttled`, saying for how long, while one of the keys is locked."""
    until = reader.execute(
        select(func.max(throttle.c.locked_until)).where(throttle.c.key.in_(list(keys)))
    ).scalar()
    if until is not None and until > reader.now:
        seconds = math.ceil((until - reader.now).total_seconds())
        raise Problem(
            ProblemType.THROTTLED,
            extra={"retry_after": seconds},
            headers={"Retry-After": str(seconds)},
        )


def record_failure(
    database: Database,
    keys: Iterable[str],
    scope: Scope = Scope.of([]),  # noqa: B008 - a frozen value
    also: Callable[[UnitOfWork], None] = lambda _uow: None,
) -> None:
    """Count one failure on each key, in a transaction of its own that no refusal rolls back.

    `also` runs in the same transaction, which keeps the time of an answer from telling more.
    """
    ordered = sorted(keys)  # always in the same order, so that two never wait for each other

    def work(uow: UnitOfWork) -> None:
        for key in ordered:
            _count(uow, key)
        also(uow)

    try:
        database.write(scope, work)
    except IntegrityError:
        # two first failures at once, and the other one made the row: now it is there to count on
        database.write(scope, work)


def clear(uow: UnitOfWork, keys: Iterable[str]) -> None:
    """Forget the failures of these keys: the person has proved who they are."""
    uow.execute(delete(throttle).where(throttle.c.key.in_(list(keys))))


def _household(address: str) -> str:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped is None:
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(getattr(parsed, "ipv4_mapped", None) or parsed)


def _count(uow: UnitOfWork, key: str) -> None:
    limit = LIMITS[key.partition(":")[0]]
    mine = throttle.c.key == key
    forgotten = throttle.c.last_failure_at < uow.now - limit.forgotten_after
    counted = case((forgotten, 1), else_=throttle.c.failures + 1)
    changed = uow.execute(
        update(throttle).where(mine).values(failures=counted, last_failure_at=uow.now)
    )
    if changed.rowcount == 0:
        uow.execute(insert(throttle).values(key=key, failures=1, last_failure_at=uow.now))
    failures = uow.execute(select(throttle.c.failures).where(mine)).scalar_one()
    lock = lock_of(failures, limit)
    if lock:
        uow.execute(update(throttle).where(mine).values(locked_until=uow.now + lock))
