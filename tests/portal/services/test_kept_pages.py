"""Pages that were just told are given again while nothing has happened, and never to who may not see them."""

from datetime import UTC, datetime, timedelta

import orjson
import pytest
from sqlalchemy import event

from portal.db.heads import head_of
from portal.db.unit_of_work import Scope
from portal.domain.problems import Problem
from portal.security.permissions import Role
from portal.services import desk_entity
from portal.services.claims import claim
from portal.services.feed import changes
from portal.services.kept_pages import LARGEST, MOST_BYTES, KeptPages, Page
from portal.services.policies import store
from portal.services.policies.desk import DeskPolicy
from tests.portal.services.test_feed import add_slot
from tests.support.desk import QUEUES

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@pytest.fixture
def ann(desk):
    return desk.staff("Ann", {1: [Role.PROVIDER]})


@pytest.fixture
def asked(desk):
    """Ask for a page as the route does, with one keeper for all."""
    kept = KeptPages()

    def ask(actor, cursor=None, limit=200):
        page = changes(desk.database, QUEUES, actor, 1, cursor=cursor, limit=limit, kept=kept)
        fresh = changes(desk.database, QUEUES, actor, 1, cursor=cursor, limit=limit)
        assert page.plain == fresh.plain
        return orjson.loads(page.plain)

    return ask


def shown(page, entity_id):
    return next(one["entity"] for one in page["changes"] if one["id"] == entity_id)


def statements(desk):
    """What is said to the database from now on."""
    said = []
    for engine in {desk.database._reads, desk.database._writes}:
        event.listen(engine, "before_cursor_execute", lambda *told: said.append(told[2]))
    return said


def test_a_page_is_read_once_for_all_who_may_see_it(desk, ann):
    desk.item(1)
    bob = desk.staff("Bob", {1: [Role.PROVIDER]})
    kept = KeptPages()
    said = statements(desk)
    pages = [
        changes(desk.database, QUEUES, who, 1, cursor=None, limit=200, kept=kept)
        for who in (ann, bob)
    ]
    assert pages[0] == pages[1]
    assert len([one for one in said if "feed_entry" in one]) == 1


def test_a_head_that_was_just_read_is_all_that_a_known_page_takes(desk, ann):
    """An older one leads to the page as it now is, in one snapshot with its own head."""
    desk.item(1)
    with desk.database.read(Scope.of([1])) as reader:
        before = head_of(reader, 1)
    desk.item(1)
    with desk.database.read(Scope.of([1])) as reader:
        head = head_of(reader, 1)
    kept = KeptPages()

    def ask(cursor, head):
        return changes(
            *(desk.database, QUEUES, ann, 1), cursor=cursor, limit=200, kept=kept, head=head
        )

    page = ask(None, head)
    end = orjson.loads(page.plain)["cursor"]
    said = statements(desk)
    assert ask(None, head) == page
    nothing = ask(end, head)
    assert (orjson.loads(nothing.plain)["changes"], nothing.is_empty) == ([], True)
    assert said == []
    assert ask(None, before).plain == page.plain
    assert said
    with pytest.raises(Problem, match="resync"):
        ask(end, before)


def test_who_sees_other_kinds_is_told_another_page(desk, ann, asked):
    desk.item(1)
    nobody = desk.staff("Eve", {1: []})
    assert asked(ann)["changes"]
    assert asked(nobody)["changes"] == []
    stranger = desk.staff("Sam", {2: [Role.PROVIDER]})
    with pytest.raises(Problem):
        asked(stranger)


def test_every_decision_makes_the_page_another_one(desk, ann, asked):
    one = desk.item(1)
    desk.item(1)
    before = asked(ann, limit=1)
    desk.decide(ann, desk.command(one, "approve"))
    assert asked(ann, limit=1) != before
    assert asked(ann, before["cursor"])["changes"]


def test_days_that_are_closed_show_before_their_slots_have_moved(desk, ann, asked, clock):
    add_slot(desk, "s1", 3)
    assert shown(asked(ann), "s1")["blocked"] is None
    closed = DeskPolicy(holidays=((clock.at + timedelta(days=3)).date(),))
    desk.database.write(
        Scope.of([1]),
        lambda uow: store.change(
            uow, 1, closed, expected_version=0, actor_id=ann.staff_id, reason="stock-taking"
        ),
    )
    assert shown(asked(ann), "s1")["blocked"] == "closed"


def test_a_page_with_the_desk_is_read_for_each(desk, ann):
    desk.database.write(Scope.of([1]), lambda uow: desk_entity.touch(uow, 1))
    said, kept = statements(desk), KeptPages()
    for who in (ann, desk.staff("Bob", {1: [Role.PROVIDER]})):
        page = changes(desk.database, QUEUES, who, 1, cursor=None, limit=200, kept=kept)
        assert b'"desk"' in page.plain
    assert len([one for one in said if "FROM saved_view" in one]) == 2


def test_what_changes_by_the_clock_alone_is_seen_soon(desk, ann, asked, clock):
    one = desk.item(1)
    bob = desk.staff("Bob", {1: [Role.PROVIDER]})
    claim(desk.database, QUEUES, bob, 1, one.kind, one.id)
    held = shown(asked(ann), one.id)["claim"]
    clock.at = datetime.fromisoformat(held["until"])
    assert shown(asked(ann), one.id)["claim"] is None


def test_a_page_is_kept_for_two_seconds_of_a_clock_that_may_be_put_back():
    kept = KeptPages()
    page = Page(b"page")
    kept.keep("a", page, NOW)
    moments = (-0.001, 0, 1.999, 2)
    found = [kept.find("a", NOW + timedelta(seconds=one)) for one in moments]
    assert found == [None, page, page, None]


def test_the_oldest_make_room():
    kept, many = KeptPages(), 2 * MOST_BYTES // LARGEST
    kept.keep("large", Page(bytes(LARGEST + 1)), NOW)
    for number in range(many):
        kept.keep(number, Page(bytes(LARGEST)), NOW)
        kept.keep(number, Page(bytes(LARGEST)), NOW)  # twice by two threads: it takes its room once
    held = [one for one in ("large", *range(many)) if kept.find(one, NOW)]
    assert held == list(range(many - MOST_BYTES // LARGEST, many))
