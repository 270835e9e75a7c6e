"""What laboratories have sent to the demo's practices in the last days, as it came over the line.

Most of it is what the charts have already. Some messages wait for somebody to say whose they are, some
could not be read, some are no results at all, some came twice: one of each sort, as a nurse meets them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from portal.db.engine import Database
from portal.db.intake_tables import machine_client
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.demo import lab_messages
from portal.demo.arrivals import is_document
from portal.demo.lab_messages import Order
from portal.demo.labs import Chapter, flag_of
from portal.demo.people import Person
from portal.demo.timeline import Timeline
from portal.demo.ward import Ward
from portal.security import machine_clients
from portal.services.files import Files
from portal.services.intake.languages import HL7V2
from portal.services.intake.storing import store
from portal.services.intake.working import BLOCK, Intake

LABORATORY, PATHOLOGY = "Riverbend Clinical Laboratory", "Mill Street Pathology"
MOST_TOLD = 120  # messages about what the charts have
REPEATED = 9  # every so manyth comes again: its acknowledgement was lost
REGISTERED = 4  # messages of a registration desk
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class IntakeStory:
    """Lets one practice's messages come in."""

    database: Database
    files: Files
    ward: Ward
    timeline: Timeline
    _numbers: Iterator[int] = field(default_factory=lambda: iter(range(1, 10**6)))

    def tell(self, arrived: Sequence[tuple[Person, Chapter, datetime]]) -> None:
        """Plan all messages; `arrived` are the reports that the result queue got, and when."""
        self.timeline.at(self.ward.now - timedelta(days=30), self._connect)
        told = [one for one in arrived if not is_document(one[1])][-MOST_TOLD:]
        for number, (person, chapter, queued) in enumerate(told):
            at = queued + timedelta(seconds=40 + number)
            raw = self._result(person, chapter, at)
            self._send(LABORATORY, "mllp", at, raw)
            if number % REPEATED == REPEATED - 1:
                self._send(LABORATORY, "mllp", at + 2 * _MINUTE, raw)
        self._nobodys()
        self._unreadable()
        self._no_results()

    def _connect(self) -> None:
        def work(uow: UnitOfWork) -> None:
            for name in (LABORATORY, PATHOLOGY):
                machine_clients.add(uow, self.ward.practice_id, name)
            uow.execute(machine_client.update().values(last_used_at=self.ward.now - 4 * _MINUTE))

        self.database.write(Scope.of([self.ward.practice_id]), work)

    def _nobodys(self) -> None:
        """Results that find no chart by themselves, each for another reason; one of them twice."""
        stories: tuple[dict[str, Any], ...] = (
            {"record_number": ""},
            {"swapped": True},
            {"record_number": "R-90417"},
            {"born": timedelta(days=365)},
        )
        people = [one for one in self.ward.living() if self._measured(one)]
        self.ward.chance("nobodys").shuffle(people)
        for number, (person, changed) in enumerate(zip(people, stories, strict=False)):
            at = self.ward.now - timedelta(minutes=35 + 190 * number)
            statuses = ("P", "F") if not number else ("F",)
            for again, status in enumerate(statuses):
                moment = at + again * 20 * _MINUTE
                chapter = _measured_anew(self._measured(person)[-1], number, status, moment)
                raw = self._result(person, chapter, moment, _otherwise(person, changed))
                self._send(LABORATORY, "mllp", moment, raw)

    def _unreadable(self) -> None:
        people = [one for one in self.ward.living() if self._measured(one)]
        at = self.ward.now - timedelta(hours=5, minutes=12)
        for person in people[:1]:
            chapter = _measured_anew(self._measured(person)[-1], 8, "F", at)
            whole = self._result(person, chapter, at)
            self._send(PATHOLOGY, "folder", at, whole[: whole.index(b"\rOBR")] + b"\r")
        torn = b"\x1f\x8b" + bytes(range(200, 255))
        self._send(PATHOLOGY, "folder", at + 90 * _MINUTE, torn)

    def _no_results(self) -> None:
        for number, person in enumerate(self.ward.living()[:REGISTERED]):
            at = self.ward.now - timedelta(hours=3 + 8 * number)
            control = self._control()
            raw = lab_messages.admission(self.ward.site.name, person.row, control, at)
            self._send(PATHOLOGY, "folder", at, raw)

    def _result(self, person: Person, chapter: Chapter, at: datetime, changed: Any = None) -> bytes:
        order = Order(person.row, chapter.report, chapter.observations, changed or {})
        return lab_messages.result(self.ward.site.name, order, self._control(), at)

    def _measured(self, person: Person) -> list[Chapter]:
        return [
            one
            for one in self.ward.chapters[person.id]
            if not is_document(one) and one.observations[0]["value_number"] is not None
        ]

    def _control(self) -> str:
        return f"RCL{self.ward.practice_id}-{next(self._numbers):06}"

    def _send(self, source: str, channel: str, at: datetime, raw: bytes) -> None:
        event = partial(_deliver, self.database, self.files, self.ward.practice_id)
        self.timeline.at(min(at, self.ward.now), partial(event, source, channel, raw))


def _deliver(
    database: Database, files: Files, practice_id: int, source: str, channel: str, raw: bytes
) -> None:
    """Let a message come in now, and be worked off."""
    store(database, practice_id, source, channel, HL7V2, raw)
    intake = Intake(database, files)
    while intake.work_off(practice_id, BLOCK):
        pass
    intake.release()


def _otherwise(person: Person, changed: dict[str, Any]) -> dict[str, Any]:
    """Give what the laboratory has written otherwise than the chart."""
    row = person.row
    if changed.get("swapped"):
        return {"given_name": row["family_name"], "family_name": row["given_name"]}
    if "born" in changed:
        return {"birth_date": row["birth_date"] - changed["born"]}
    return changed


def _measured_anew(chapter: Chapter, number: int, status: str, at: datetime) -> Chapter:
    """Give a report like an earlier one, of an order of its own."""
    report = chapter.report | {
        "filler_number": f"RCL-N{number:04}",
        "raw_status": status,
        "effective_at": at - timedelta(hours=4),
        "issued_at": at,
    }
    rows = [
        row
        | {
            "raw_status": status,
            "effective_at": report["effective_at"],
            "flag": flag_of(row["value_number"], row["range_low"], row["range_high"]),
        }
        for row in chapter.observations
    ]
    return Chapter(report, rows)
