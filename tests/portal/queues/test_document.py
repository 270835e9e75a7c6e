"""Documents stand behind the same gate as results (DOMAIN F64–F67, §5.4)."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from portal.db.engine import Database
from portal.db.unit_of_work import Scope
from portal.domain.problems import Problem
from portal.services import document_intake, documents, patient_documents
from portal.services.files import Files
from tests.support.desk import Desk
from tests.support.gate_world import GateWorld
from tests.support.papers import paper
from tests.support.practice_world import World, on_both

HOLD = {"basis": "HARM_DATA", "rationale": "Looks mixed up", "review_on": "2026-11-25"}
SECRET = bytes(32)


@pytest.fixture
def chart(world: World):
    return world.chart()


@pytest.fixture
def login(world: World, chart):
    return world.login(chart=chart)


@pytest.fixture
def waiting(world, chart):
    return world.document(chart)


@pytest.fixture
def gate(sqlite_url, clock):
    """The gate on the tests' own day."""
    database = Database.open(sqlite_url, clock)
    yield GateWorld(database)
    database.close()


def titles(world, login):
    return [row["title"] for row in patient_documents.documents_of(world.database, login)]


@on_both
def test_f66_a_released_document_is_in_the_record_and_announced_once_a_day(world, login, chart):
    first, second = world.document(chart), world.document(chart, title="Another letter")
    assert titles(world, login) == []
    world.done("provider", first, "release", text_to_patient="As discussed.")
    world.done("provider", second, "release")
    assert sorted(titles(world, login)) == ["A letter", "Another letter"]
    told = [("document_released", ""), ("document_released", "As discussed.")]
    assert sorted(world.inbox(login)) == told
    assert world.mails() == ["inbox_document"]
    assert world.verify(1).ok


@pytest.mark.field("role-confusion")
@pytest.mark.invariant("I6")
@pytest.mark.parametrize("role", ["front_desk", "nurse", "billing", "admin", "auditor"])
@pytest.mark.parametrize(("action", "params"), [("release", {}), ("hold", HOLD)])
def test_f64_only_a_provider_opens_the_gate(world, waiting, role, action, params):
    assert world.refused(role, waiting, action, **params) == "not-permitted"


def test_s54_a_held_document_is_not_seen_until_the_hold_is_lifted(world, login, waiting):
    world.done("provider", waiting, "hold", **HOLD)
    held = world.again(waiting)
    assert world.content(held)["release"]["hold"]["basis"] == "HARM_DATA"
    assert titles(world, login) == []
    world.done("provider", held, "lift")
    assert world.content(waiting)["release"]["hold"] is None


def test_s54_a_recall_says_whether_somebody_had_opened_it(world, login, waiting, tmp_path):
    files = Files.open("", Path(tmp_path), SECRET)
    world.done("provider", waiting, "release")
    _put_file(world, waiting, files)
    _, content = patient_documents.content_of(world.database, files, login, waiting.id)
    assert content.startswith(b"%PDF")
    world.done("provider", world.again(waiting), "recall", reason_code="WRONG_PATIENT")
    recalled = world.content(waiting)["recall"]
    assert (recalled["seen"], recalled["recipients"]) == (True, 1)
    assert titles(world, login) == []
    with pytest.raises(Problem, match="not-found"):
        patient_documents.content_of(world.database, files, login, waiting.id)


def test_f67_a_document_of_another_chart_is_not_there(world, waiting):
    stranger = world.login(chart=world.chart(record_number="R-2"))
    world.done("provider", waiting, "release")
    assert titles(world, stranger) == []


def test_f67_the_audience_that_was_shown_is_the_one_that_is_told(world, login, waiting):
    rule = world.refused("provider", waiting, "release", audience_digest="0" * 16)
    assert rule == "AUDIENCE_CHANGED"
    shown = world.content(waiting)["audience"]["digest"]
    world.done("provider", waiting, "release", audience_digest=shown)


def test_s54_a_document_is_never_released_among_many(world, waiting):
    command = replace(world.command(waiting, "release"), bulk=True)
    (result,) = Desk.decide(world, world.actors["provider"], command)
    assert result["status"] == "rejected"
    assert world.state(waiting) == "pending"


def test_the_same_file_of_a_chart_is_kept_once(world, chart, tmp_path):
    files = Files.open("", Path(tmp_path), SECRET)
    kept = document_intake.keep(files, 1, paper(["Dear Ada"]))
    about = document_intake.About(chart, "A letter", "letter")
    ids = {
        world.database.write(
            Scope.of([1]), lambda uow: document_intake.receive(uow, 1, about, kept)
        )
        for _ in range(2)
    }
    assert len(ids) == 1
    assert kept.text.strip() == "Dear Ada"


def test_a_file_that_is_no_plain_paper_is_refused_in_words(tmp_path):
    files = Files.open("", Path(tmp_path), SECRET)
    with pytest.raises(Problem) as caught:
        document_intake.keep(files, 1, b"PK\x03\x04")
    assert caught.value.extra["rule"] == "NOT_A_PDF"
    assert "Export it as PDF" in str(caught.value.detail)


def test_s54_the_policy_releases_documents_by_itself_but_no_sensitive_ones(database):
    world = GateWorld(database)
    world.policy(otherwise={"mode": "immediate"})
    chart = world.chart()
    login = world.login(chart=chart)
    world.document(chart)
    world.document(chart, title="Therapy notes", sensitive="mental_health")
    world.work()
    assert titles(world, login) == ["A letter"]


def test_nothing_is_released_to_the_dead(world):
    waiting = world.document(world.chart(deceased_on=date(2026, 11, 1)))
    assert world.refused("provider", waiting, "release") == "DECEASED"
    assert world.state(waiting) == "pending"


def test_s54_a_state_law_delays_even_a_person(gate, clock):
    delay = {"state": "TX", "categories": ["report"], "until_day": 3, "law": "TX SB 922 (2023)"}
    gate.policy(state_delays=[delay])
    waiting = gate.document(gate.chart(state="Texas"), category="report")
    assert gate.refused("provider", waiting, "release") == "STATE_LAW_DELAY"
    clock.at = datetime(2026, 11, 23, 0, 0, 1, tzinfo=UTC)
    gate.done("provider", waiting, "release")


def test_i19_eighteen_at_midnight_ends_what_a_parent_sees(gate, clock, tmp_path):
    files = Files.open("", Path(tmp_path), SECRET)
    chart = gate.chart(birth_date=date(2008, 11, 21))
    parent, guardian = gate.manager(chart, "parent"), gate.manager(chart, "guardian")
    waiting = gate.document(chart)
    gate.done("provider", waiting, "release")
    _put_file(gate, waiting, files)
    assert titles(gate, parent) == titles(gate, guardian) == ["A letter"]
    clock.at = datetime(2026, 11, 21, 0, 0, 0, tzinfo=UTC)
    assert titles(gate, guardian) == ["A letter"]
    assert titles(gate, parent) == []
    with pytest.raises(Problem, match="not-found"):
        patient_documents.content_of(gate.database, files, parent, waiting.id)


def test_s54_a_teenagers_private_documents_are_the_teenagers_own(gate):
    chart = gate.chart(birth_date=date(2011, 5, 2))
    teen, parent = gate.login(chart=chart), gate.manager(chart, "parent")
    for about in ({}, {"title": "Therapy notes", "sensitive": "mental_health"}):
        gate.done("provider", gate.document(chart, **about), "release")
    assert sorted(titles(gate, teen)) == ["A letter", "Therapy notes"]
    assert titles(gate, parent) == ["A letter"]


def test_what_is_taken_back_while_it_is_read_is_not_handed_out(world, login, waiting):
    world.done("provider", waiting, "release")
    world.done("provider", world.again(waiting), "recall", reason_code="WRONG_PATIENT")
    with pytest.raises(Problem, match="not-found"):
        world.database.write(Scope.of([1]), lambda uow: documents.mark_seen(uow, 1, waiting.id))
    assert world.content(waiting)["recall"]["seen"] is False


def test_a_lost_file_is_unavailable_not_a_crash(world, login, waiting, tmp_path):
    world.done("provider", waiting, "release")
    with pytest.raises(Problem, match="unavailable"):
        patient_documents.content_of(
            world.database, Files.open("", Path(tmp_path), SECRET), login, waiting.id
        )


def _put_file(world, seen, files):
    """Give the made-up document a file of its own."""
    stored = files.put(1, paper(["Dear Ada"]))
    world.database.write(
        Scope.of([1]),
        lambda uow: uow.execute(
            documents.document.update()
            .where(documents.document.c.practice_id == 1)
            .where(documents.document.c.id == seen.id)
            .values(sha256=stored.sha256)
        ),
    )
