"""A practice to which laboratories send, for tests of what lands where.

    world = IntakeWorld(database)
    ada = world.chart(record_number="R-1")
    (landed,) = world.lab.land(parsed(person(ADA), report("F", filler_number="L-1")))

What is sent comes as the one internal shape: who reads HL7 and FHIR has tests of their own.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import insert

from portal.db.engine import Database
from portal.db.intake_tables import intake_message, unmatched_report
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.domain.ids import new_id
from portal.intake.shape import (
    Coded,
    Fault,
    Identifier,
    Parsed,
    PersonName,
    SentObservation,
    SentPerson,
    SentReport,
)
from portal.services.intake import landing, quarantine
from portal.services.intake.outcome import Landed
from portal.services.intake.papers import Papers
from portal.services.policies import store
from portal.services.policies.intake import IntakePolicy
from tests.support.desk import Seen
from tests.support.gate_world import GateWorld
from tests.support.practice_world import World

OURS = "RIVERSIDE"
SENDER = "LIS|HARBOR"
PANEL = Coded("51990-0", "Basic metabolic panel", "LN")
GLUCOSE = Coded("2345-7", "Glucose", "LN")
HOUR = timedelta(hours=1)


def person(**changed: Any) -> SentPerson:
    """Ada Byron as a laboratory knows her."""
    made: dict[str, Any] = {
        "identifiers": (Identifier("R-1", OURS, "MR"),),
        "names": (PersonName("Byron", "Ada"),),
        "birth_date": date(1980, 2, 1),
        "sex": "female",
    }
    return SentPerson(**made | changed)


def observation(value: float = 92.5, **changed: Any) -> SentObservation:
    """A glucose."""
    made: dict[str, Any] = {
        "ordinal": 1,
        "code": GLUCOSE,
        "value_number": value,
        "unit": "mg/dL",
        "range_low": 70.0,
        "range_high": 99.0,
        "raw_status": "",
        "value_original": str(value),
    }
    return SentObservation(**made | changed)


def report(
    raw_status: str = "F",
    value: float = 92.5,
    issued_at: datetime | None = None,
    **changed: Any,
) -> SentReport:
    """A panel of one glucose, with the number L-1."""
    made: dict[str, Any] = {
        "code": PANEL,
        "title": "Basic metabolic panel",
        "raw_status": raw_status,
        "filler_number": "L-1",
        "performer": "Harbor Laboratory",
        "issued_at": issued_at,
        "observations": (observation(value),),
    }
    return SentReport(**made | changed)


def parsed(who: SentPerson, *reports: SentReport, **changed: Any) -> Parsed:
    """A message of the laboratory to the practice."""
    return Parsed(who, reports, **{"receiver": OURS} | changed)


class Laboratory:
    """Sends to practice 1 of a world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.database = world.database

    def policy(self, **settings: Any) -> None:
        wanted = IntakePolicy.model_validate(settings)

        def work(uow: UnitOfWork) -> None:
            before = store.held(uow, 1, IntakePolicy).version
            store.change(uow, 1, wanted, expected_version=before, actor_id=None, reason="test")

        self.database.write(Scope.of([1]), work)

    def message(self, practice_id: int = 1, **changed: Any) -> dict[str, Any]:
        """The row of a message that has been stored."""
        key = new_id()
        row = {
            "practice_id": practice_id,
            "id": key,
            "source": "Harbor",
            "channel": "http",
            "format": "hl7v2",
            "state": "received",
            "digest": key.replace("-", ""),
            "control_id": "C-1",
            "message_type": "ORU^R01",
            "sender": SENDER,
            "raw": b"MSH|",
            "size": 4,
            "received_at": self.world.at(),
            "item_id": None,
            "attempts": 0,
        } | changed
        self.database.write(
            Scope.of([practice_id]), lambda uow: uow.execute(insert(intake_message), row)
        )
        return row

    def land(self, sent: Parsed, papers: Papers = (), **message: Any) -> list[Landed]:
        """Let a message land."""
        row = self.message(**message)
        assert landing.fault_of(sent) is None
        return self.database.write(
            Scope.of([row["practice_id"]]), lambda uow: landing.land(uow, row, sent, papers)
        )

    def quarantined(self, fault: Fault | None = None, **message: Any) -> tuple[Seen, str]:
        """A message that could not be read: its item, and its id."""
        row = self.message(**{"state": "quarantined"} | message)
        why = fault or Fault("BAD_STRUCTURE", "segment 3")
        item_id = self.database.write(
            Scope.of([row["practice_id"]]), lambda uow: quarantine.put(uow, row, why)
        )
        return self.world.seen(item_id), str(row["id"])

    def unmatched(self, filler_number: str = "L-1", **changed: Any) -> Seen:
        """A result of somebody whom no record number names."""
        sent = report(filler_number=filler_number)
        who = parsed(person(identifiers=(), **changed), sent)
        (landed,) = self.land(who, state="parsed")  # or a portal beside it takes it up
        assert landed.item_id is not None
        return self.world.seen(landed.item_id)


class IntakeWorld(GateWorld):
    """A practice with its gate and a laboratory that sends to it."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.lab = Laboratory(self)

    def waiting(self) -> Sequence[Mapping[str, Any]]:
        return self.all_of(unmatched_report)
