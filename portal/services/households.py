"""Enrollments of one household: sign-ups that share an address, a phone or an e-mail (DOMAIN F36).

A family signs up one after the other. They are shown together and decided one by one; nothing is
ever merged, and a twin is called a twin (invariant 6). What is shared is kept as digests, which find
the others with one index. The grouping is no content of an item: a sister's approval must not make
the decision on her brother stale.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import and_, bindparam, delete, or_, select

from portal.db.among import among, each, listed
from portal.db.tables import household_key, item
from portal.db.unit_of_work import Reader, UnitOfWork
from portal.services.folding import fold, phone_digits, postal_base

KIND = "enrollment"
WINDOW = timedelta(days=30)  # how long a decided member is still shown beside the open ones
MOST_SHOWN = 12
_MOST_READ = 5000  # who have one key; a shelter's address is shared by many who are no household
_DIGEST = 24
_WORDS = {"a": "address", "e": "email", "p": "phone"}

_own_keys = select(household_key.c.item_id, household_key.c.key).where(
    and_(
        household_key.c.practice_id == bindparam("practice"), among(household_key.c.item_id, "ids")
    )
)
_keys = each("keys")
_oldest = (
    select(household_key.c.item_id)
    .where(
        and_(
            household_key.c.practice_id == bindparam("practice"),
            household_key.c.key == _keys.c.value,
        )
    )
    .order_by(household_key.c.item_id)
    .limit(bindparam("most"))
    .correlate(_keys)
    .subquery()
)
_who_have = select(
    _keys.c.value, select(listed(_oldest.c.item_id)).scalar_subquery().label("having")
)
_standing = select(
    *(item.c[name] for name in ("id", "state", "is_open", "subject_name", "subject_birth_date"))
).where(
    and_(
        item.c.practice_id == bindparam("practice"),
        among(item.c.id, "ids"),
        or_(item.c.is_open.is_(True), item.c.decided_at >= bindparam("since")),
    )
)
_open_members = (
    select(item.c.id, item.c.version)
    .where(and_(item.c.practice_id == bindparam("practice"), item.c.id != bindparam("item")))
    .where(item.c.is_open.is_(True))
    .where(
        item.c.id.in_(
            select(household_key.c.item_id).where(
                and_(
                    household_key.c.practice_id == bindparam("practice"),
                    household_key.c.key.in_(
                        select(household_key.c.key).where(
                            and_(
                                household_key.c.practice_id == bindparam("practice"),
                                household_key.c.item_id == bindparam("item"),
                            )
                        )
                    ),
                )
            )
        )
    )
    .order_by(item.c.id)
    .limit(MOST_SHOWN)
    .with_for_update(skip_locked=True)
)


def keys_of(submitted: Mapping[str, Any]) -> list[str]:
    """Give what a household shares, as digests; an empty field shares nothing."""
    address = submitted["address"]
    line, postal = fold(address["line"]), postal_base(address["postal_code"])
    parts = {
        "a": f"{line}|{postal}" if line and postal else "",
        "e": submitted["email"].casefold().strip(),
        "p": phone_digits(submitted["phone"]),
    }
    return [
        f"{name}{sha256(text.encode()).hexdigest()[:_DIGEST]}"
        for name, text in parts.items()
        if text
    ]


def remember(uow: UnitOfWork, practice_id: int, item_id: str, submitted: Mapping[str, Any]) -> None:
    """Keep what an application shares with others, and let the others show the new one."""
    mine = and_(household_key.c.practice_id == practice_id, household_key.c.item_id == item_id)
    uow.execute(delete(household_key).where(mine))
    keys = keys_of(submitted)
    if keys:
        rows = [{"practice_id": practice_id, "item_id": item_id, "key": key} for key in keys]
        uow.execute(household_key.insert(), rows)
    touch(uow, practice_id, item_id)


def touch(uow: UnitOfWork, practice_id: int, item_id: str) -> None:
    """Move the open members of an item's household in the feed, since each shows the others.

    That is done once at the end of the transaction: of a family that is decided in one call none moves for
    the others' sake. One that is being decided elsewhere moves by itself and is not waited for.
    """
    uow.at_end(_touch_all, (practice_id, item_id))


def _touch_all(uow: UnitOfWork, items: Sequence[tuple[int, str]]) -> None:
    moved = uow.touched()
    for practice_id, item_id in items:
        bound = {"practice": practice_id, "item": item_id}
        for row in uow.rows(_open_members, bound):
            if row.id not in moved:
                moved.add(row.id)
                uow.touch(practice_id, KIND, row.id, row.version)


def members(
    reader: Reader, practice_id: int, rows: Sequence[Mapping[str, Any]]
) -> dict[str, list[dict[str, Any]]]:
    """Give the household of each of these enrollments, oldest member first, by the item's id.

    A member has id, name, birth_date, state, is_open, shares (address, email, phone) and relation:
    `twin`, `same` (the same names and birth date: asked twice), or `member`.
    """
    mine: dict[str, list[str]] = defaultdict(list)
    if rows:
        bound = {"practice": practice_id, "ids": [row["id"] for row in rows]}
        for item_id, key in map(tuple, reader.rows(_own_keys, bound)):
            mine[item_id].append(key)
    keys = {key for keys in mine.values() for key in keys}
    having = _Having(reader, practice_id, rows).of(keys) if keys else {}
    found = {}
    for row in rows:
        shares: dict[str, set[str]] = defaultdict(set)
        others = {}
        for key in mine[row["id"]]:
            for other in having[key]:
                shares[other["id"]].add(_WORDS.get(key[:1], ""))
                others[other["id"]] = other
        others.pop(row["id"], None)
        shown = sorted(others)[:MOST_SHOWN]  # ids begin with the time they were made
        if shown:
            found[row["id"]] = [_member(row, others[one], shares[one]) for one in shown]
    return found


class _Having:
    """Who has a key, as they stand. Nobody is shown more than a dozen, so of each key no more are read.

    An address may be that of many, and a practice has more of those the larger it is.
    """

    def __init__(self, reader: Reader, practice_id: int, rows: Sequence[Mapping[str, Any]]) -> None:
        """`rows` are items that need not be read again."""
        self._reader = reader
        self._practice_id = practice_id
        self._since = reader.now - WINDOW
        self._standing = {row["id"]: row if self._stands(row) else None for row in rows}

    def of(self, keys: Collection[str]) -> dict[str, list[Mapping[str, Any]]]:
        """Give the oldest who have each key and are open, or were decided of late.

        Besides whoever is shown the others: one more than are shown.
        """
        having = self._oldest(keys, MOST_SHOWN + 1)
        long = [key for key, ids in having.items() if len(ids) > MOST_SHOWN]
        settled = [key for key in long if None in map(self._standing.get, having[key])]
        if settled:
            having |= self._oldest(settled, _MOST_READ)
        standing = self._standing
        return {key: [row for one in ids if (row := standing[one])] for key, ids in having.items()}

    def _oldest(self, keys: Collection[str], most: int) -> dict[str, list[str]]:
        """Give the ids of the oldest who have each key, and read how they stand."""
        bound = {"practice": self._practice_id, "keys": sorted(keys), "most": most}
        found = {
            key: told.split(",") for key, told in map(tuple, self._reader.rows(_who_have, bound))
        }
        wanted = {one for ids in found.values() for one in ids} - self._standing.keys()
        if wanted:
            bound = {"practice": self._practice_id, "ids": sorted(wanted), "since": self._since}
            self._standing |= dict.fromkeys(wanted)
            self._standing |= {row["id"]: row for row in self._reader.dicts(_standing, bound)}
        return found

    def _stands(self, row: Mapping[str, Any]) -> bool:
        return bool(row["is_open"] or (row["decided_at"] and row["decided_at"] >= self._since))


def _member(own: Mapping[str, Any], other: Mapping[str, Any], shares: set[str]) -> dict[str, Any]:
    return {
        "id": other["id"],
        "name": other["subject_name"],
        "birth_date": other["subject_birth_date"],
        "state": other["state"],
        "is_open": other["is_open"],
        "shares": sorted(shares),
        "relation": _relation(own, other),
    }


def _relation(own: Mapping[str, Any], other: Mapping[str, Any]) -> str:
    if own["subject_birth_date"] != other["subject_birth_date"]:
        return "member"
    same = fold(own["subject_name"]) == fold(other["subject_name"])
    return "same" if same else "twin"
