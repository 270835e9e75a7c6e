"""How the intake of a practice stands: counts by its clock, who is missed, and what it costs to ask."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event, text, update

from portal.db.engine import Database
from portal.db.intake_tables import intake_message
from portal.db.tables import practice
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.services.intake import message_list, overview
from portal.services.intake.overview import Overview, Source
from tests.support.intake_rows import client, messages, waiting_report
from tests.support.movable_clock import MovableClock
from tests.support.staff import People

NOON = datetime(2026, 11, 20, 17, 30, tzinfo=UTC)  # half past twelve in New York, a Friday
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
ACME = "Acme laboratory"


class Intake:
    """A practice in New York, whose clock one sets."""

    def __init__(self, database: Database, clock: MovableClock) -> None:
        self.database, self.clock = database, clock
        self.write(lambda uow: uow.execute(update(practice).values(time_zone="America/New_York")))

    def write(self, work: Callable[[UnitOfWork], object]) -> object:
        return self.database.write(Scope.of([1]), work)

    def came(self, *times: datetime, **more: object) -> list[str]:
        return self.database.write(Scope.of([1]), lambda uow: messages(uow, times, **more))

    def seen(self) -> Overview:
        with self.database.read(Scope.of([1])) as reader:
            return overview.overview(reader, 1)

    def source(self, name: str = ACME) -> Source:
        return next(one for one in self.seen().sources if one.name == name)

    def page(self, **terms: object) -> list[dict]:
        with self.database.read(Scope.of([1])) as reader:
            return message_list.page(reader, 1, **terms)


@pytest.fixture
def intake(new_database: Callable[[], str]) -> Iterator[Intake]:
    clock = MovableClock(NOON)
    database = Database(new_database(), clock)
    people = People(database)
    people.practice(1, "North")
    people.practice(2, "South")
    yield Intake(database, clock)
    database.close()


@pytest.fixture
def sqlite_intake(new_sqlite: Callable[[], str]) -> Iterator[Intake]:
    clock = MovableClock(NOON)
    database = Database(new_sqlite(), clock)
    People(database).practice(1, "North")
    yield Intake(database, clock)
    database.close()


def test_today_is_counted_by_what_became_of_it(intake: Intake):
    first, second = intake.came(NOON - HOUR, NOON - 2 * HOUR)
    intake.came(NOON - 3 * HOUR, state="quarantined", reason="NO_HEADER")
    intake.came(NOON - 3 * HOUR, state="discarded")
    intake.came(NOON - 3 * HOUR, state="refused", reason="CASE_NOTIFICATION")
    intake.came(NOON - 4 * HOUR, repeats=2, repeated_at=NOON - MINUTE)
    intake.came(NOON - 20 * HOUR, repeats=1, repeated_at=NOON - 20 * HOUR)  # yesterday
    intake.write(lambda uow: waiting_report(uow, first))
    intake.write(lambda uow: waiting_report(uow, first))  # one message, two reports: counted once
    intake.write(lambda uow: waiting_report(uow, second, state="matched"))

    seen, source = intake.seen(), intake.source()
    assert source.today == overview.Today(
        received=6, parsed=3, unmatched=1, quarantined=2, refused=1, repeated=1
    )
    assert sum(source.hours) == 7
    assert (seen.unmatched, seen.quarantined) == (1, 1)
    assert source.last_at == NOON - MINUTE  # what came again is a sign of life as well


def test_the_hours_are_those_of_the_practices_clock(intake: Intake):
    intake.came(NOON, NOON - 29 * MINUTE, NOON - 31 * MINUTE, NOON - 23 * HOUR - 31 * MINUTE)
    seen, source = intake.seen(), intake.source()
    assert seen.hours_from == datetime(2026, 11, 19, 18, 0, tzinfo=UTC)
    assert source.hours == (0,) * 22 + (1, 2)
    assert source.today.received == 3


def test_a_day_of_25_hours_is_counted_whole(intake: Intake):
    intake.clock.at = datetime(2026, 11, 2, 4, 30, tzinfo=UTC)  # 23:30, the clocks went back
    midnight = datetime(2026, 11, 1, 4, 0, tzinfo=UTC)
    one_twice = [datetime(2026, 11, 1, hour, 15, tzinfo=UTC) for hour in (5, 6)]
    intake.came(midnight - MINUTE, midnight, *one_twice)
    source = intake.source()
    assert source.today.received == 3
    assert source.hours[:2] == (1, 1)  # both hours from one o'clock; midnight's is 24 hours past
    assert sum(source.hours) == 2


def test_a_day_of_23_hours_is_not_longer(intake: Intake):
    intake.clock.at = datetime(2026, 3, 9, 3, 30, tzinfo=UTC)  # 23:30, the clocks went forward
    midnight = datetime(2026, 3, 8, 5, 0, tzinfo=UTC)
    intake.came(midnight - MINUTE, midnight)
    assert intake.source().today.received == 1
    assert intake.source().hours[:2] == (1, 1)


def test_what_waits_to_be_worked_off_is_counted_with_its_age(intake: Intake):
    assert intake.seen().oldest_waiting_at is None
    intake.came(NOON - 5 * MINUTE, NOON - MINUTE, state="received")
    seen = intake.seen()
    assert (seen.waiting, seen.oldest_waiting_at) == (2, NOON - 5 * MINUTE)


def test_sources_are_clients_and_whoever_has_sent(intake: Intake):
    intake.write(lambda uow: client(uow, "Zeta"))
    intake.write(lambda uow: client(uow, "Old one", revoked_at=NOON - 90 * DAY))
    intake.write(lambda uow: client(uow, "Ended", revoked_at=NOON - DAY))
    intake.came(NOON - 2 * DAY, source="Ended", channel="http", control_id="A-9")
    intake.came(NOON - 60 * DAY, source="Old one")
    intake.came(NOON - 2 * DAY, source="file", channel="file")
    found = intake.seen().sources
    assert [(one.name, one.revoked, one.channel) for one in found] == [
        ("file", False, "file"),
        ("Zeta", False, ""),
        ("Ended", True, "http"),
    ]
    assert [one.last_control_id for one in found][1:] == ["", "A-9"]
    assert found[1].last_at is None


def test_another_practices_messages_are_not_counted(intake: Intake):
    intake.came(NOON)
    with intake.database.read(Scope.of([2])) as reader:
        assert overview.overview(reader, 2).sources == ()
        assert message_list.page(reader, 2) == []


def test_a_source_that_is_missed_says_how_often_it_usually_sends(intake: Intake):
    week = [NOON - 26 * HOUR - number * 12 * MINUTE for number in range(14 * 24 * 5)]
    intake.came(*week)
    source = intake.source()
    assert (source.state, source.usual_gap_s) == ("silent", 12 * 60)


def test_nights_and_weekends_are_silent_without_being_missed(intake: Intake):
    """From eight to six on working days, every quarter of an hour, for three weeks."""
    days = [NOON.replace(hour=13, minute=0) - number * DAY for number in range(1, 22)]
    work = [day for day in days if day.weekday() < 5]
    intake.came(*(day + number * 15 * MINUTE for day in work for number in range(40)))
    monday = datetime(2026, 11, 23, tzinfo=UTC)
    last = NOON.replace(hour=22, minute=45) - DAY
    assert intake.source().state == "silent"  # a Friday noon, and nothing since Thursday evening
    intake.came(*(last + DAY - number * 15 * MINUTE for number in range(40)))
    for quiet in (monday - 2 * DAY, monday - 12 * HOUR, monday + 12 * HOUR):
        intake.clock.at = quiet
        assert intake.source().state == "ok"
    intake.clock.at = monday + 15 * HOUR  # ten o'clock on Monday
    assert intake.source().state == "silent"


def test_what_comes_in_one_go_each_night_is_missed_after_a_night(intake: Intake):
    nights = [NOON.replace(hour=6, minute=0) - number * DAY for number in range(15)]
    intake.came(*(night + number * timedelta(seconds=2) for night in nights for number in range(9)))
    assert (intake.source().state, intake.source().usual_gap_s) == ("ok", 86384)
    intake.clock.at = NOON + 3 * DAY
    assert intake.source().state == "silent"


def test_too_much_that_can_not_be_read_makes_a_source_failing(intake: Intake):
    intake.came(*(NOON - number * MINUTE for number in range(20)))
    intake.came(NOON, NOON - MINUTE, state="quarantined")
    assert intake.source().state == "ok"  # two are no sign of anything
    intake.came(NOON, state="quarantined")
    assert intake.source().state == "failing"


# What it costs


class Statements:
    """Every statement that SQLite ran, with what it is bound to."""

    def __init__(self, database: Database) -> None:
        self.seen: list[tuple[str, object]] = []
        self._engine = database._reads

    def __enter__(self) -> "Statements":
        event.listen(self._engine, "before_cursor_execute", self._note)
        return self

    def __exit__(self, *_: object) -> None:
        event.remove(self._engine, "before_cursor_execute", self._note)

    def _note(self, _c: object, _cursor: object, statement: str, bound: object, *_: object) -> None:
        self.seen.append((statement, bound))

    def plans(self) -> list[str]:
        with self._engine.connect() as connection:
            return [
                row[3]
                for statement, bound in self.seen
                if "intake_message" in statement or "unmatched_report" in statement
                for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", bound)
            ]


def walks(plans: list[str]) -> list[str]:
    """Steps that touch all messages of a practice: whole tables, or an index by the practice alone."""
    return [
        one
        for one in plans
        if (one.startswith("SCAN") and "intake_" in one)
        or one.endswith(" (practice_id=?)")
        or "TEMP B-TREE FOR ORDER BY" in one
    ]


def test_no_question_of_the_overview_walks_through_all_messages(sqlite_intake: Intake):
    intake = sqlite_intake
    made = intake.came(*(NOON - number * HOUR for number in range(400)))
    intake.write(lambda uow: waiting_report(uow, made[0]))
    with Statements(intake.database) as statements:
        intake.seen()
    plans = statements.plans()
    assert len(plans) > 8
    assert walks(plans) == []


@pytest.mark.parametrize("state", ["", "quarantined", "unmatched"])
@pytest.mark.parametrize("source", ["", ACME])
def test_no_page_of_the_list_walks_through_all_messages(
    sqlite_intake: Intake, state: str, source: str
):
    intake = sqlite_intake
    intake.came(*(NOON - number * HOUR for number in range(5)))
    with Statements(intake.database) as statements:
        intake.page(state=state, source=source, after="f" * 36)
    plans = statements.plans()
    assert walks(plans) == []


def test_counting_stops_where_nobody_wants_to_know_it_more_exactly(
    intake: Intake, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(overview, "MOST_COUNTED", 5)
    intake.came(*(NOON - number * MINUTE for number in range(9)), state="received")
    seen = intake.seen()
    assert (seen.waiting, seen.most_counted, seen.sources[0].today.received) == (5, 5, 5)


def test_messages_are_listed_without_reading_them(sqlite_intake: Intake):
    """The content is the last column, so SQLite does not walk through its pages for the others."""
    assert list(intake_message.c)[-1].name == "raw"
    with Statements(sqlite_intake.database) as statements:
        sqlite_intake.came(NOON)
        sqlite_intake.page()
    assert not any("raw" in statement.split("FROM")[0] for statement, _ in statements.seen)
    with sqlite_intake.database._reads.connect() as connection:
        columns = connection.execute(text("SELECT name FROM pragma_table_info('intake_message')"))
        assert columns.scalars().all()[-1] == "raw"


# The list


def test_pages_have_every_message_once_and_newest_first(intake: Intake):
    made = intake.came(*(NOON - number * MINUTE for number in range(7)))
    found, after = [], None
    while page := intake.page(after=after, limit=3):
        found += [row["id"] for row in page]
        after = page[-1]["id"]
    assert found == made[::-1]


def test_filters_by_outcome_and_source(intake: Intake):
    read, lost = intake.came(NOON, NOON)
    (bad,) = intake.came(NOON, state="quarantined", reason="TRUNCATED", source="Beta")
    intake.write(lambda uow: waiting_report(uow, lost))
    names = lambda **terms: [row["id"] for row in intake.page(**terms)]  # noqa: E731
    assert names(state="quarantined") == names(source="Beta") == [bad]
    assert names(state="unmatched") == names(state="unmatched", source=ACME) == [lost]
    assert names(state="unmatched", source="Beta") == []
    assert names(source=ACME) == names(state="parsed", source=ACME) == [lost, read]
    assert names(source=ACME, after=lost) == [read]
    assert [row["unmatched"] for row in intake.page()] == [False, True, False]
