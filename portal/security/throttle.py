"""Slows guessing down, in the database, so that every process of the portal counts together.

Only failures count. From the limit on each further failure locks the key, one minute at first and
doubling up to half an hour, never for good: a lock that stays is a gift to whoever wants to shut a
practice out. A success forgets the failures of the person, not those of the address.

A patient's failures are counted for the pair of account and address, so that a stranger's guessing
does not lock the owner out (OWASP ASVS 5.0 6.1.1). A hundred in a row against one account, whatever
the addresses, make everybody wait who does not come with a known device (NIST SP 800-63B-4 3.2.2).
Those tries are counted before the password is looked at, so that no more of them at once get through.
"""

import hashlib
import ipaddress
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import case, delete, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from portal.db.engine import Database
from portal.db.tables import throttle
from portal.db.unit_of_work import Reader, Scope, UnitOfWork
from portal.domain.problems import Problem, ProblemType
from portal.security.usernames import fold_username

FIRST_LOCK = timedelta(minutes=1)
LONGEST_LOCK = timedelta(minutes=30)
_DAY = timedelta(hours=24)
_RACES = 4  # that one may lose, each about another new key


@dataclass(frozen=True)
class Limit:
    """How many failures are free, after how much quiet they are forgotten, and how locks grow."""

    free: int
    forgotten_after: timedelta
    first_lock: timedelta = FIRST_LOCK
    longest_lock: timedelta = LONGEST_LOCK


LIMITS = {
    "user": Limit(5, _DAY),
    "patient": Limit(5, _DAY),  # one account, from one address
    # one account, from everywhere: a hundred, and a day later a hundred again
    "account": Limit(100, _DAY, first_lock=_DAY, longest_lock=_DAY),
    "device": Limit(10, _DAY, first_lock=_DAY, longest_lock=_DAY),  # then it is a stranger's
    "own": Limit(5, _DAY),  # the password once more, inside a session
    "mfa": Limit(5, _DAY),
    # a printed token; whoever holds the right one passes all the same
    "locator": Limit(20, timedelta(hours=1)),
    # a practice sits behind one address: colleagues who mistype must not lock each other out
    "ip": Limit(20, timedelta(hours=1)),
}


def key_of(kind: str, name: str) -> str:
    """Make the key for a name somebody typed.

    It is hashed: people type passwords into the wrong field, and the table keeps no such thing.
    """
    if kind not in LIMITS:
        raise KeyError(kind)
    return f"{kind}:{_hashed(fold_username(name))}"


def key_of_address(address: str, purpose: str = "") -> str:
    """Make the key for a caller's address; of IPv6 the /64 that one household is given.

    Failures at another `purpose` than signing in are counted apart.
    """
    return key_of("ip", f"{purpose}:{_household(address)}" if purpose else _household(address))


@dataclass(frozen=True)
class AccountKeys:
    """What failures against one account are counted on; alike for names that nobody has."""

    here: str  # from this address
    anywhere: str

    @classmethod
    def of(cls, account_id: str | None, username: str, address: str) -> "AccountKeys":
        """Give the keys for a user name somebody typed; `account_id` is whose it is."""
        name = account_id or _hashed(fold_username(username))
        return cls(f"patient:{name}:{_hashed(_household(address))[:24]}", f"account:{name}")


def key_of_device(device_id: str) -> str:
    """Make the key for a known device."""
    return key_of("device", device_id)


def lock_of(failures: int, limit: Limit) -> timedelta:
    """Tell for how long the failure with this number locks its key."""
    beyond = failures - limit.free
    if beyond < 0:
        return timedelta(0)
    doubled: timedelta = limit.first_lock * 2 ** min(beyond, 10)
    return min(limit.longest_lock, doubled)


def refuse_if_locked(reader: Reader, keys: Iterable[str]) -> None:
    """Raise Problem `throttled`, saying for how long, while one of the keys is locked."""
    until = _locked_until(reader, keys)
    if until is not None:
        seconds = math.ceil((until - reader.now).total_seconds())
        raise Problem(
            ProblemType.THROTTLED,
            extra={"retry_after": seconds},
            headers={"Retry-After": str(seconds)},
        )


def is_locked(reader: Reader, keys: Iterable[str]) -> bool:
    """Whether one of the keys is locked at this moment."""
    return _locked_until(reader, keys) is not None


def count_try(database: Database, keys: Iterable[str], regardless: Iterable[str] = ()) -> None:
    """Count a try on each key before it is looked at; a success has to `clear` them again.

    Raises Problem `throttled`, and counts nothing, when one of `keys` is locked; what is counted
    `regardless` is not asked.
    """
    ordered, others = sorted(keys), sorted(regardless)

    def work(uow: UnitOfWork) -> None:
        # the rows are held until the commit: who comes at the same moment waits, and sees the lock
        mine = throttle.c.key.in_([*ordered, *others])
        held = select(throttle.c.key).where(mine).order_by(throttle.c.key).with_for_update()
        uow.execute(held).all()
        refuse_if_locked(uow, ordered)
        for key in (*ordered, *others):
            _count(uow, key)

    _write(database, Scope.of([]), work)


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

    _write(database, scope, work)


def clear(uow: UnitOfWork, keys: Iterable[str]) -> None:
    """Forget the failures of these keys: the person has proved who they are."""
    uow.execute(delete(throttle).where(throttle.c.key.in_(list(keys))))


def clear_account(uow: UnitOfWork, account_id: str) -> None:
    """Forget all failures against an account: staff have unlocked it, or it has a new password."""
    of_account = throttle.c.key.in_([f"account:{account_id}", key_of("mfa", account_id)])
    here = throttle.c.key.startswith(f"patient:{account_id}:", autoescape=True)
    uow.execute(delete(throttle).where(or_(of_account, here)))


def locked_accounts(reader: Reader, account_id: str | None = None) -> dict[str, datetime]:
    """Give the accounts against which somebody has guessed too often, each with the end of waiting.

    With `account_id` of this one alone. Names that nobody has stay out, however many were tried: their
    keys have no hyphen, as ids have.
    """
    whose = "%-%" if account_id is None else account_id
    patterns = [f"account:{whose}", f"patient:{whose}:%"]
    rows = reader.execute(
        select(throttle.c.key, throttle.c.locked_until)
        .where(throttle.c.locked_until > reader.now)
        .where(or_(*(throttle.c.key.like(pattern) for pattern in patterns)))
    )
    found: dict[str, datetime] = {}
    for row in rows:
        owner_id = row.key.split(":")[1]
        found[owner_id] = max(row.locked_until, found.get(owner_id, row.locked_until))
    return found


def forget_old(uow: UnitOfWork) -> int:
    """Delete what has been quiet for long enough to count no more; gives how many rows."""
    longest = max(limit.forgotten_after for limit in LIMITS.values())
    quiet = throttle.c.last_failure_at < uow.now - longest
    open_again = or_(throttle.c.locked_until.is_(None), throttle.c.locked_until <= uow.now)
    return uow.execute(delete(throttle).where(quiet, open_again)).rowcount


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:40]


def _locked_until(reader: Reader, keys: Iterable[str]) -> datetime | None:
    until: datetime | None = reader.execute(
        select(func.max(throttle.c.locked_until)).where(throttle.c.key.in_(list(keys)))
    ).scalar()
    return until if until is not None and until > reader.now else None


def _write(database: Database, scope: Scope, work: Callable[[UnitOfWork], None]) -> None:
    for _ in range(_RACES):
        try:
            return database.write(scope, work)
        except IntegrityError:
            # two first failures at once, and the other one made the row: now it is there to count on
            continue
    return database.write(scope, work)


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
