"""Results that no chart was found for, from the laboratory's message to the chart: the real both sides."""

from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from sqlalchemy import update

from console.views.intake.message_sheet import MessageSheet
from console.views.queues.unmatched_result import UnmatchedResultBody
from portal.db.engine import Database
from portal.db.tables import intake_message, item
from portal.db.unit_of_work import Scope
from portal.intake.shape import Fault
from tests.support.at_desk import first, online, sat_down
from tests.support.intake_world import IntakeWorld
from tests.support.looking import said
from tests.support.portal_process import PortalProcess
from tests.support.staff import PASSWORD, People
from tests.support.until import until

MESSAGE = Path(__file__).parents[1] / "portal" / "intake" / "data" / "hl7v2" / "final.hl7"


class House(NamedTuple):
    """A running portal, and a laboratory that sends to its database."""

    process: PortalProcess
    world: IntakeWorld


@pytest.fixture
def house(tmp_path_factory):
    with PortalProcess("", tmp_path_factory.mktemp("portal")) as process:
        database = Database(process.database_url)
        world = IntakeWorld(database)
        People(database).one_of_each(1, suffix=".lab")
        yield House(process, world)
        database.close()


def at(house, folder):
    return sat_down(house.process.url, folder, "nurse.lab", PASSWORD)


def body_of(desk):
    (body,) = desk.window.panel.findChildren(UnmatchedResultBody)
    return body


def state_of(house, item_id):
    return next(row["state"] for row in house.world.all_of(item) if row["id"] == item_id)


async def look_for(desk, typed):
    field = body_of(desk).findChild(QLineEdit, "chart_search")
    field.setText(typed)
    QTest.keyClick(field, Qt.Key.Key_Return)


async def test_s54_a_chart_is_found_and_takes_the_result_which_waits_for_its_release(
    house, tmp_path
):
    chart = house.world.chart(given_name="Adaline", family_name="Byron", record_number="R-7001")
    house.world.lab.unmatched("L-70")
    async with at(house, tmp_path) as desk:
        shown = await first(desk, "unmatched_result")
        body = body_of(desk)
        assert "The laboratory sent no record number." in said(body)
        await look_for(desk, "R-7001")
        rows = await until(
            lambda: [one for one in body._choice.rows() if one.choice == chart], what="the chart"
        )
        rows[0].radio.click()
        assert body.blocker("match") == "", "its birth date is the one that was sent"
        desk.window.panel.take_action("match")
        await until(lambda: state_of(house, shown.key.id) == "matched", 30, "the match")
    made = [one for one in house.world.all_of(item) if one["patient_id"] == chart]
    assert sorted((one["kind"], one["state"]) for one in made) == [
        ("result", "pending"),
        ("unmatched_result", "matched"),
    ]


async def test_while_the_portal_is_away_the_search_says_so_and_works_again_after(house, tmp_path):
    chart = house.world.chart(given_name="Idaline", record_number="R-7002")
    house.world.lab.unmatched("L-71")
    async with at(house, tmp_path) as desk:
        await first(desk, "unmatched_result")
        body = body_of(desk)
        house.process.stop()
        await look_for(desk, "Idaline")
        await until(lambda: "reach" in said(body), 30, "that nobody answers")
        house.process.start()
        await online(desk)
        await look_for(desk, "Idaline")
        await until(
            lambda: chart in [one.choice for one in body._choice.rows()], 30, what="the chart"
        )


async def test_a_message_is_tried_again_after_a_mend_and_its_result_comes_out(house, tmp_path):
    raw = MESSAGE.read_bytes()
    seen, message_id = house.world.lab.quarantined(
        Fault("PARSER_FAILED"), raw=raw, size=len(raw), control_id="D0041"
    )
    house.world.database.write(  # as whoever reads messages does, after putting one before people
        Scope.of([1]),
        lambda uow: uow.execute(
            update(intake_message)
            .where(intake_message.c.id == message_id)
            .values(item_id=seen.id, attempts=1)
        ),
    )
    async with at(house, tmp_path) as desk:
        shown = await first(desk, "quarantine", fits=lambda one: one.key.id == seen.id)
        assert "The portal failed to read the message." in said(desk.window.panel)
        desk.window.panel.body("quarantine")._show.click()
        sheet = await until(lambda: desk.window.findChild(MessageSheet), 30, "the message")
        await until(lambda: "D0041" in said(sheet), 30, "its number")
        sheet.close()
        desk.window.panel.take_action("reprocess")
        await until(lambda: state_of(house, shown.key.id) == "parsed", 30, "the message")
        await until(lambda: desk.item(shown.key).state == "parsed", 30, "the news")
