"""Synthetic entities and caches for tests and benches. Names are made up; nothing is random by clock."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from console.store.cache import Cache
from console.store.door import AccountKeys
from console.store.engine import Store
from console.store.writing import Writer

KEYS = AccountKeys(cache=bytes(range(32)), review=bytes(range(64, 96)), outbox=bytes(range(32, 64)))
GIVEN = ("Ada", "Björn", "Chloé", "Dmitri", "Émile", "Fatima", "Grace", "Hedy", "Ivo", "Jürgen")
FAMILY = ("Byron", "Curie", "Dvořák", "Euler", "Franklin", "Gauß", "Hopper", "Ibarra", "Noether")
MEDICATIONS = ("Lisinopril 10 MG", "Metformin 500 MG", "Atorvastatin 20 MG", "Salbutamol 0.1 MG")
KINDS = ("enrollment", "refill", "appointment", "result")


def entity(
    number: int = 1,
    *,
    kind: str = "refill",
    practice_id: int = 1,
    version: int = 1,
    state: str = "pending",
    is_open: bool = True,
    name: str = "",
    **changed: Any,
) -> dict[str, Any]:
    """A feed entity of the portal, complete in every key that all kinds share."""
    name = name or f"{GIVEN[number % 10]} {FAMILY[number % 9]}"
    birth_date = f"{1930 + number % 80}-{1 + number % 12:02d}-{1 + number % 28:02d}"
    day, minute = number // 1440 % 28, number % 1440
    made = {
        "kind": kind,
        "id": f"0193a000-0000-7000-8000-{number:012x}",
        "practice_id": practice_id,
        "version": version,
        "content_hash": f"{number:064x}",
        "state": state,
        "is_open": is_open,
        "priority": "urgent" if number % 17 == 0 else "routine",
        "submitted_at": f"2026-11-{1 + day:02d}T{minute // 60:02d}:{minute % 60:02d}:00Z",
        "due_at": f"2026-12-{1 + day:02d}T{minute // 60:02d}:{minute % 60:02d}:00Z",
        "summary": f"{MEDICATIONS[number % 4]} tablet",
        "subject": {"name": name, "birth_date": birth_date},
        "patient": {
            "id": f"p-{number}",
            "name": name,
            "birth_date": birth_date,
            "record_number": f"R-{number}",
            "sex": "female",
        },
        "requested_by": None,
        "assigned_to": None,
        "claim": None,
        "decision": None,
        "content": {"note": "", "pharmacy": "Corner Pharmacy", "checks": [], "is_restart": False},
    }
    return made | changed


def change(made: dict[str, Any]) -> dict[str, Any]:
    """The entity as one line of the feed."""
    return {name: made[name] for name in ("kind", "id", "version")} | {
        "op": "upsert",
        "entity": made,
    }


def page(
    entities: list[dict[str, Any]], *, cursor: str = "c1", more: bool = False, seq: int = 1
) -> str:
    """A feed page as the portal sends it."""
    return json.dumps(
        {
            "changes": [change(one) for one in entities],
            "cursor": cursor,
            "more": more,
            "head": {"seq": seq, "epoch": 1, "journal_seq": seq, "journal_hash": "0" * 64},
        }
    )


def pages(count: int, *, practice_id: int = 1, size: int = 500) -> Iterator[str]:
    """`count` items of all four kinds in pages of `size`, the last with `more` false."""
    for start in range(0, count, size):
        numbers = range(start, min(start + size, count))
        made = [entity(n, kind=KINDS[n % 4], practice_id=practice_id) for n in numbers]
        last = numbers[-1] + 1
        yield page(made, cursor=f"c{last}", more=last < count, seq=count)


def open_store(folder: Path) -> tuple[Store, Cache]:
    """The two files of an account with fixed keys, and the cache that writes."""
    store = Store.open(folder, KEYS)
    return store, Cache(store, Writer(store))


def fill(cache: Cache, count: int, *, practice_id: int = 1) -> None:
    """Bring `count` items into the cache, the way sync does."""
    for text in pages(count, practice_id=practice_id):
        cache.apply(practice_id, text, now_ms=1)
