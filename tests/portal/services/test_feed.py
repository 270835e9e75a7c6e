"""The feed: whoever follows it holds what is there, and what they may see, and nothing else."""

import base64
import random
import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import create_engine, insert, text

from portal.db import migrate
from portal.db.engine import Database
from portal.db.tables import item, patient, practitioner, slot
from portal.db.unit_of_work import Scope
from portal.domain.problems import Problem, ProblemType
from portal.security.permissions import Permission, Role
from portal.services import feed, first_load
from portal.services.cursor import Cursor, read_cursor, view_of
from tests.support.desk import QUEUES, Desk, Mirror
from tests.support.together import at_once


@pytest.fixture
def ann(desk):
    return desk.staff("Ann", {1: [Role.PROVIDER]})


def refusal(caught):
    return caught.value.type


def add_slot(desk, slot_id, starts_in_days, practice_id=1):
    """A slot as the practice's calendar makes it."""

    def work(uow):
        row = {"practice_id": practice_id, "id": f"dr-{slot_id}", "name": "Dr Curie"}
        uow.execute(insert(practitioner), row)
        at = uow.now + timedelta(days=starts_in_days)
        uow.execute(
            insert(slot),
            {
                "practice_id": practice_id,
                "id": slot_id,
                "practitioner_id": f"dr-{slot_id}",
                "starts_at": at,
                "ends_at": at + timedelta(minutes=20),
                "state": "free",
                "version": 1,
            },
        )
        uow.touch(practice_id, "slot", slot_id, 1)

    desk.database.write(Scope.of([practice_id]), work)


# -- pages ---------------------------------------------------------------------------------------


def test_the_first_load_goes_through_pages_and_ends_at_the_head(desk, ann):
    seen = desk.items(1, 10)
    page = desk.page(ann, 1, limit=4)
    assert (len(page["changes"]), page["more"]) == (4, True)
    assert page["head"]["seq"] == 10
    ids = [change["id"] for change in page["changes"]]
    while page["more"]:
        page = desk.page(ann, 1, page["cursor"], limit=4)
        ids += [change["id"] for change in page["changes"]]
    assert ids == [one.id for one in seen]
    after = desk.page(ann, 1, page["cursor"])
    assert (after["changes"], after["more"]) == ([], False)
    assert read_cursor(after["cursor"]).seq == 10
    assert desk.page(ann, 1, "0")["changes"] == desk.page(ann, 1, None)["changes"]


def test_a_page_put_together_in_parts_is_the_same_to_the_byte(desk, ann, monkeypatch):
    desk.items(1, 5)
    gone = desk.item(1)
    cursor = desk.page(ann, 1, limit=2)["cursor"]
    add_slot(desk, "free", 3)
    desk.database.write(
        Scope.of([1]), lambda uow: uow.touch(1, "errand", gone.id, gone.version + 1, "remove")
    )

    def pages():
        asked = [(None, 200), ("0", 6), (cursor, 200)]
        return [
            feed.changes(desk.database, QUEUES, ann, 1, cursor=place, limit=limit).plain
            for place, limit in asked
        ]

    at_once = pages()
    assert b'"slot"' in at_once[0]
    for size in (1, 2, 3, 6, 7):
        monkeypatch.setattr(feed, "AT_ONCE", size)
        assert pages() == at_once


def test_a_page_of_exactly_the_limit_is_the_last(desk, ann):
    desk.items(1, 4)
    page = desk.page(ann, 1, limit=4)
    assert (len(page["changes"]), page["more"]) == (4, False)


def test_an_empty_practice(desk, ann):
    page = desk.page(ann, 1)
    assert page == {
        "changes": [],
        "cursor": "0",
        "more": False,
        "head": {"seq": 0, "epoch": 0, "floor": 0, "journal_seq": 0, "journal_hash": ""},
    }
    desk.item(1)
    assert len(desk.page(ann, 1, page["cursor"])["changes"]) == 1


def test_the_entity_has_every_field(desk, ann, clock):
    chart = {
        "practice_id": 1,
        "id": "p1",
        "record_number": "R-1",
        "given_name": "Ada",
        "family_name": "Byron",
        "birth_date": clock().date() - timedelta(days=12000),
        "sex": "female",
        "version": 1,
    }
    desk.database.write(Scope.of([1]), lambda uow: uow.execute(insert(patient), chart))
    kim = desk.staff("Kim", {1: [Role.FRONT_DESK]})
    due = clock() + timedelta(days=2)
    seen = desk.item(1, patient_id="p1", due_at=due, requested_by="Kim Byron (daughter)")
    desk.change(seen, claimed_by=kim.staff_id, claimed_until=clock() + timedelta(minutes=5))
    desk.change(seen, assigned_to=ann.staff_id)
    (change,) = desk.page(ann, 1)["changes"]
    assert (change["kind"], change["id"], change["op"]) == ("errand", seen.id, "upsert")
    assert change["entity"] == {
        "kind": "errand",
        "id": seen.id,
        "practice_id": 1,
        "version": 3,
        "content_hash": seen.content_hash,
        "state": "pending",
        "is_open": True,
        "priority": "routine",
        "submitted_at": "2026-11-20T09:00:00Z",
        "due_at": "2026-11-22T09:00:00Z",
        "summary": "Errand 0",
        "subject": {"name": "Ada Byron", "birth_date": "1980-02-01"},
        "patient": {
            "id": "p1",
            "name": "Ada Byron",
            "birth_date": "1994-01-12",
            "record_number": "R-1",
            "sex": "female",
        },
        "requested_by": "Kim Byron (daughter)",
        "assigned_to": {"id": ann.staff_id, "name": "Ann"},
        "claim": {"staff_id": kim.staff_id, "name": "Kim", "until": "2026-11-20T09:05:00Z"},
        "waiting": None,
        "duplicate_of": None,
        "origin_id": None,
        "decision": None,
        "content": {"wish": "errand 0", "urgent": False},
    }
    clock.forward(minutes=5)
    assert desk.page(ann, 1)["changes"][0]["entity"]["claim"] is None


def test_a_slot_is_sent_as_a_slot(desk, ann):
    add_slot(desk, "s1", 1)
    (change,) = desk.page(ann, 1)["changes"]
    assert change["entity"]["practitioner"] == {"id": "dr-s1", "name": "Dr Curie"}
    assert change["entity"]["state"] == "free"


def test_what_is_gone_is_removed(desk, ann):
    seen = desk.item(1)
    mirror = Mirror(desk, ann, 1)
    mirror.pull()
    desk.database.write(Scope.of([1]), lambda uow: uow.touch(1, "errand", seen.id, 2, "remove"))
    (change,) = desk.page(ann, 1, mirror.cursor)["changes"]
    assert (change["op"], change["entity"]) == ("remove", None)
    mirror.pull()
    assert mirror.entities == {}
    assert desk.page(ann, 1)["changes"] == []  # a first load needs no graves


# -- the window of the first load ----------------------------------------------------------------


def test_a_first_load_holds_what_is_open_and_the_last_ninety_days(desk, ann, clock):
    open_old = desk.item(1)
    closed_old = desk.item(1, state="approved", is_open=False)
    add_slot(desk, "past", -1)
    add_slot(desk, "future", 200)
    clock.forward(days=90, seconds=1)
    closed_new = desk.item(1, state="approved", is_open=False)
    loaded = {change["id"] for change in desk.page(ann, 1, limit=2)["changes"]}
    mirror = Mirror(desk, ann, 1, limit=1)
    mirror.pull()
    ids = {key[1] for key in mirror.entities}
    assert ids == {open_old.id, closed_new.id, "future"}
    assert loaded == {open_old.id, "future"}
    assert closed_old.id not in ids


def test_a_first_load_passes_over_a_long_settled_history_a_stride_at_a_time(
    desk, ann, clock, monkeypatch
):
    """Against an oracle, at random: whatever is open where, each once, in order, and no page looks at all of it."""
    monkeypatch.setattr(first_load, "MOST_LOOKED_AT", 40)
    chance, kept = random.Random(11), []
    for _ in range(12):
        desk.items(1, chance.randrange(1, 60), state="approved", is_open=False)
        kept += desk.items(1, chance.choice([1, 2, 5]))
    add_slot(desk, "gone", 80)
    add_slot(desk, "future", 120)
    clock.forward(days=100)
    kept += desk.items(1, 3, state="approved", is_open=False)
    wanted = [one.id for one in kept]
    wanted.insert(len(wanted) - 3, "future")
    for limit in (1, 2, 7, 30):
        page, ids, sizes = desk.page(ann, 1, limit=limit), [], []
        while True:
            ids += [change["id"] for change in page["changes"]]
            sizes.append(len(page["changes"]))
            if not page["more"]:
                break
            page = desk.page(ann, 1, page["cursor"], limit=limit)
        assert ids == wanted
        assert max(sizes) <= limit
        assert len(sizes) > 2, "a page has looked at the whole history"
    assert desk.page(ann, 1, page["cursor"])["changes"] == []


def test_the_window_does_not_hide_a_change_from_who_was_away(desk, ann, clock):
    """A console that comes back after half a year hears of what was closed meanwhile."""
    seen = desk.item(1)
    mirror = Mirror(desk, ann, 1, limit=1)
    mirror.pull()
    desk.change(seen, state="approved", is_open=False)
    clock.forward(days=200)
    mirror.pull()
    assert mirror.entities["errand", seen.id]["state"] == "approved"


# -- who sees what -------------------------------------------------------------------------------


def test_kinds_are_shown_by_right(desk, ann):
    desk.item(1)
    desk.item(1, "finding")
    add_slot(desk, "s1", 1)
    kinds = {
        role: {change["kind"] for change in desk.page(desk.staff(role, {1: [role]}), 1)["changes"]}
        for role in Role
    }
    assert kinds == {
        Role.FRONT_DESK: {"errand", "slot"},
        Role.NURSE: {"errand", "finding", "slot"},
        Role.PROVIDER: {"errand", "finding", "slot"},
        Role.BILLING: set(),
        Role.ADMIN: {"slot"},
        Role.AUDITOR: set(),
    }


def test_kinds_one_may_not_see_take_no_place_in_a_page(desk):
    for _ in range(3):
        desk.items(1, 3, "finding")
        desk.item(1)
    kim = desk.staff("Kim", {1: [Role.FRONT_DESK]})
    page = desk.page(kim, 1, limit=3)
    assert [change["kind"] for change in page["changes"]] == ["errand"] * 3
    assert not page["more"]
    assert read_cursor(page["cursor"]).seq == 12


def test_another_practice_is_not_there(desk, ann):
    desk.item(2)
    for practice_id in (2, 3):
        with pytest.raises(Problem) as caught:
            desk.page(ann, practice_id)
        assert refusal(caught) is ProblemType.NOT_FOUND
    assert desk.page(ann, 1)["changes"] == []


# -- when to begin again -------------------------------------------------------------------------


def head_sql(desk, statement):
    """What an operator, a restore or a prune does to the head, past the unit of work."""
    engine = create_engine(desk.database.url)
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT set_config('app.practices', '*', true)"))
        connection.execute(text(statement))
    engine.dispose()


def cursor_after_three(desk, ann):
    desk.items(1, 3)
    return desk.page(ann, 1)["cursor"]


def resync_at(desk, actor, cursor):
    with pytest.raises(Problem) as caught:
        desk.page(actor, 1, cursor)
    assert refusal(caught) is ProblemType.RESYNC_REQUIRED
    return caught.value.detail


def test_a_restored_portal_has_another_epoch(desk, ann):
    cursor = cursor_after_three(desk, ann)
    migrate.new_epoch(desk.database.url)
    assert "restored" in resync_at(desk, ann, cursor)


def test_a_cursor_ahead_of_the_feed(desk, ann):
    cursor = cursor_after_three(desk, ann)
    head_sql(desk, "UPDATE practice_head SET feed_seq = 2")
    assert "ahead" in resync_at(desk, ann, cursor)


def test_a_cursor_below_the_floor(desk, ann):
    cursor = cursor_after_three(desk, ann)
    desk.items(1, 3)
    head_sql(desk, "UPDATE practice_head SET feed_floor = 3")
    assert desk.page(ann, 1, cursor)["changes"]
    head_sql(desk, "UPDATE practice_head SET feed_floor = 4")
    assert "too old" in resync_at(desk, ann, cursor)


def test_a_change_of_rights(desk, ann):
    cursor = cursor_after_three(desk, ann)
    fewer = replace(ann, permissions={1: ann.permissions[1] - {Permission.RESULT_READ}})
    assert "what you may see" in resync_at(desk, fewer, cursor)
    blind_to_nothing = replace(ann, permissions={1: ann.permissions[1] - {Permission.JOURNAL_OWN}})
    assert desk.page(blind_to_nothing, 1, cursor)["changes"] == []


def test_a_change_of_form(desk, ann, monkeypatch):
    cursor = cursor_after_three(desk, ann)
    monkeypatch.setattr(feed, "SHAPE", feed.SHAPE + 1)
    assert resync_at(desk, ann, cursor)


@pytest.mark.parametrize(
    "cursor",
    [
        "1",
        "x",
        "ä",
        "====",
        "A" * 200,
        base64.urlsafe_b64encode(b"1.1.1").decode(),
        "MQ",
        "-1",
        "٣",
    ],
)
def test_what_is_no_cursor(desk, ann, cursor):
    desk.item(1)
    resync_at(desk, ann, cursor)


def test_a_cursor_of_another_format(desk, ann):
    cursor = cursor_after_three(desk, ann)
    plain = base64.urlsafe_b64decode(cursor + "==").decode()
    other = base64.urlsafe_b64encode(("9" + plain[1:]).encode()).decode().rstrip("=")
    resync_at(desk, ann, other)


def test_cursors_are_read_as_they_were_written():
    for cursor in (
        Cursor(1, 0, view_of([], 1)),
        Cursor(2**30, 2**60, view_of(["a", "b"], 7), first_load=True),
    ):
        assert read_cursor(cursor.text()) == cursor
    assert read_cursor("0") is read_cursor("") is read_cursor(None) is None
    assert view_of(["b", "a"], 1) == view_of(["a", "b"], 1) != view_of(["a"], 1)


# -- mirrors -------------------------------------------------------------------------------------


def test_a_mirror_that_pulls_while_others_write_equals_a_fresh_one(database_url):
    database = Database.open(database_url)
    desk = Desk(database)
    desk.practice(1)
    ann = desk.staff("Ann", {1: [Role.PROVIDER]})
    mirrors = [Mirror(desk, ann, 1, limit=size) for size in (1, 7)]
    stop = threading.Event()

    def write(number):
        rng = random.Random(number)
        mine = desk.items(1, 5)
        for _ in range(25):
            if rng.random() < 0.4:
                mine += desk.items(1, 2)
            else:
                place = rng.randrange(len(mine))
                mine[place] = desk.change(mine[place], content={"wish": str(rng.random())})

    def work(number):
        if number < 4:
            write(number)
            return
        while not stop.is_set():
            mirrors[number - 4].pull()

    writers = threading.Thread(target=lambda: (at_once(4, write), stop.set()))
    writers.start()
    at_once(2, lambda number: work(number + 4))
    writers.join(60)
    fresh = Mirror(desk, ann, 1)
    fresh.pull()
    for mirror in mirrors:
        mirror.pull()
        assert mirror.entities == fresh.entities
    assert len(fresh.entities) == len(desk.all_of(item))
    database.close()


# -- the digest ----------------------------------------------------------------------------------


def test_the_digest_equals_the_sums_of_a_mirror(desk, ann):
    seen = desk.items(1, 5)
    desk.item(1, "finding")
    desk.change(seen[0], content={"wish": "more"})
    desk.decide(ann, desk.command(seen[1], "approve"))
    mirror = Mirror(desk, ann, 1)
    mirror.pull()
    sums = {kind: {"open": 0, "sum_version": 0} for kind in ("errand", "finding")}
    for entity in mirror.entities.values():
        if entity["is_open"]:
            sums[entity["kind"]]["open"] += 1
            sums[entity["kind"]]["sum_version"] += entity["version"]
    digest = desk.digest(ann, 1)
    assert digest == {"seq": mirror.last_seq, "kinds": sums}
    assert digest["kinds"]["errand"] == {"open": 4, "sum_version": 5}


def test_the_digest_counts_only_what_one_may_see(desk):
    desk.items(1, 2)
    desk.item(1, "finding")
    assert desk.digest(desk.staff("Kim", {1: [Role.FRONT_DESK]}), 1)["kinds"] == {
        "errand": {"open": 2, "sum_version": 2}
    }
    assert desk.digest(desk.staff("Bill", {1: [Role.BILLING]}), 1)["kinds"] == {}
    with pytest.raises(Problem):
        desk.digest(desk.staff("Eve", {2: [Role.PROVIDER]}), 1)
