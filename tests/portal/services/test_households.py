"""Who is shown beside a sign-up, where an address is that of very many (DOMAIN F36)."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, update

from portal.db.engine import Database
from portal.db.tables import household_key, item
from portal.db.unit_of_work import Scope
from portal.services import households
from portal.services.entities import rows_of
from tests.portal.db.test_plans import analyse, said_by, scans
from tests.support.desk import Desk, Seen
from tests.support.movable_clock import MovableClock

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
SHELTER, FAMILY = "a" + "5" * 24, "p" + "6" * 24


class Street:
    """A shelter of many sign-ups, oldest first, in a practice with others."""

    def __init__(self, database: Database, many: int) -> None:
        self.database = database
        database.clock = MovableClock(NOON)
        self.desk = Desk(database)
        self.desk.practice(1)
        self.guests = sorted(self.desk.items(1, many, kind="enrollment"), key=lambda one: one.id)
        self.share(self.guests, SHELTER)

    def share(self, seen: Sequence[Seen], key: str) -> None:
        rows = [{"practice_id": 1, "item_id": one.id, "key": key} for one in seen]
        self.database.write(Scope.of([1]), lambda uow: uow.execute(insert(household_key), rows))

    def settle(self, seen: Sequence[Seen], ago: timedelta) -> None:
        ids = [one.id for one in seen]
        done = {"is_open": False, "state": "approved", "decided_at": NOON - ago}
        words = update(item).where(item.c.practice_id == 1, item.c.id.in_(ids)).values(**done)
        self.database.write(Scope.of([1]), lambda uow: uow.execute(words))

    def shown(self, *seen: Seen) -> dict[str, list[dict[str, Any]]]:
        with self.database.read(Scope.of([1])) as reader:
            rows = rows_of(reader, 1, [one.id for one in seen])
            return households.members(reader, 1, rows)

    def ids_shown(self, seen: Seen) -> list[str]:
        return [one["id"] for one in self.shown(seen).get(seen.id, [])]


def test_the_oldest_dozen_of_many_are_shown(database: Database) -> None:
    street = Street(database, 40)
    ids = [one.id for one in street.guests]
    assert street.ids_shown(street.guests[30]) == ids[:12]
    assert street.ids_shown(street.guests[3]) == [*ids[:3], *ids[4:13]]


def test_who_is_settled_long_since_makes_room_for_the_next(database: Database) -> None:
    street = Street(database, 40)
    ids = [one.id for one in street.guests]
    street.settle(street.guests[:20], timedelta(days=31))
    street.settle(street.guests[20:22], timedelta(days=29))
    assert street.ids_shown(street.guests[39]) == ids[20:32]
    assert street.ids_shown(street.guests[0]) == ids[20:32]


def test_one_shown_for_two_reasons_has_both(database: Database) -> None:
    street = Street(database, 40)
    first, last = street.guests[5], street.guests[39]
    street.share([first, last], FAMILY)
    shares = {one["id"]: one["shares"] for one in street.shown(last)[last.id]}
    assert shares[first.id] == ["address", "phone"]
    assert {tuple(told) for key, told in shares.items() if key != first.id} == {("address",)}


def test_who_shares_nothing_with_anybody_has_no_household(database: Database) -> None:
    street = Street(database, 3)
    alone, other = street.desk.items(1, 2, kind="enrollment")
    street.share([alone], FAMILY)
    assert street.shown(alone, other) == {}
    assert street.shown() == {}


@pytest.mark.parametrize("many", [60, 600])
def test_a_page_reads_no_more_of_a_shelter_than_it_shows(database: Database, many: int) -> None:
    street = Street(database, many)
    page = street.guests[-20:]
    read = _rows_read(database, street, page)
    assert read <= len(page) + 1 + households.MOST_SHOWN + 1 + len(page)


def _rows_read(database: Database, street: Street, page: Sequence[Seen]) -> int:
    """Count the items and keys that come out of the database for the households of a page."""
    with database.read(Scope.of([1])) as reader:
        rows = rows_of(reader, 1, [one.id for one in page])
        count = 0
        kept = reader.rows, reader.dicts

        def counted(read: Any) -> Any:
            def call(*given: Any) -> Any:
                nonlocal count
                found = read(*given)
                count += len(found)
                return found

            return call

        reader.rows, reader.dicts = counted(kept[0]), counted(kept[1])  # type: ignore[method-assign] # to listen
        households.members(reader, 1, rows)
        return count


def test_households_go_by_indexes(database: Database) -> None:
    street = Street(database, 5_000)
    analyse(database)
    with database.read(Scope.of([1])) as reader:
        rows = rows_of(reader, 1, [one.id for one in street.guests[:5]])
        said = said_by(database, lambda: households.members(reader, 1, rows))
    assert len(said) >= 2
    assert list(scans(database, said)) == []
