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

from portal.db.among import among
from portal.db.tables import household_key, item
from portal.db.unit_of_work import Reader, UnitOfWork
from portal.services.folding import fold, phone_digits, postal_base

KIND = "enrollment"
WINDOW = timedelta(days=30)  # how long a decided member is still shown beside the open ones
MOST_SHOWN = 12
_MOST_READ = 5000  # members of one page; a shelter's address is shared by many who are no household
_DIGEST = 24
_WORDS = {"a": "address", "e": "email", "p": "phone"}

_own_keys = select(household_key.c.item_id, household_key.c.key).where(
    and_(
        household_key.c.practice_id == bindparam("practice"), among(household_key.c.item_id, "ids")
    )
)
_who_share = (
    select(
        household_key.c.key,
        *(item.c[name] for name in ("id", "state", "is_open")),
        *(item.c[name] for name in ("subject_name", "subject_birth_date")),
    )
    .join_from(
        household_key,
        item,
        and_(
            item.c.practice_id == household_key.c.practice_id,
            item.c.id == household_key.c.item_id,
        ),
    )
    .where(household_key.c.practice_id == bindparam("practice"))
    .where(among(household_key.c.key, "keys"))
    .where(or_(item.c.is_open.is_(True), item.c.decided_at >= bindparam("since")))
    .limit(_MOST_READ)
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

    One that is being decided at this moment moves by itself and is not waited for.
    """
    mine = select(household_key.c.key).where(
        and_(household_key.c.practice_id == practice_id, household_key.c.item_id == item_id)
    )
    sharing = select(household_key.c.item_id).where(
        and_(household_key.c.practice_id == practice_id, household_key.c.key.in_(mine))
    )
    rows = uow.execute(
        select(item.c.id, item.c.version)
        .where(and_(item.c.practice_id == practice_id, item.c.id != item_id))
        .where(and_(item.c.is_open.is_(True), item.c.id.in_(sharing)))
        .order_by(item.c.id)
        .limit(MOST_SHOWN)
        .with_for_update(skip_locked=True)
    ).all()
    for row in rows:
        uow.touch(practice_id, KIND, row.id, row.version)


def members(
    reader: Reader, practice_id: int, rows: Sequence[Mapping[str, Any]]
) -> dict[str, list[dict[str, Any]]]:
    """Give the household of each of these enrollments, oldest member first, by the item's id.

    A member has id, name, birth_date, state, is_open, shares (address, email, phone) and relation:
    `twin`, `same` (the same names and birth date: asked twice), or `member`.
    """
    about = {row["id"]: row for row in rows}
    mine = _keys(reader, practice_id, list(about))
    sharing: dict[str, list[str]] = defaultdict(list)
    others: dict[str, Any] = {}
    for row in _sharing(reader, practice_id, {key for keys in mine.values() for key in keys}):
        sharing[row["key"]].append(row["id"])
        others[row["id"]] = row
    found = {}
    for item_id, keys in mine.items():
        shares: dict[str, set[str]] = defaultdict(set)
        for key in keys:
            for other in sharing[key]:
                shares[other].add(_WORDS.get(key[:1], ""))
        shares.pop(item_id, None)
        shown = sorted(shares)[:MOST_SHOWN]  # ids begin with the time they were made
        if shown:
            found[item_id] = [_member(about[item_id], others[one], shares[one]) for one in shown]
    return found


def _keys(reader: Reader, practice_id: int, ids: Sequence[str]) -> Mapping[str, list[str]]:
    """Read what each of these enrollments shares."""
    mine: dict[str, list[str]] = defaultdict(list)
    if ids:
        for row in reader.rows(_own_keys, {"practice": practice_id, "ids": ids}):
            mine[row.item_id].append(row.key)
    return mine


def _sharing(
    reader: Reader, practice_id: int, keys: Collection[str]
) -> Sequence[Mapping[str, Any]]:
    """Read who has these keys: by their values, for joined to themselves SQLite reads all of them."""
    if not keys:
        return []
    bound = {"practice": practice_id, "keys": sorted(keys), "since": reader.now - WINDOW}
    return reader.dicts(_who_share, bound)


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
