"""What simulated patients do, one request at a time, through the services of the patients' side."""

import random
from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, and_, func, select

from portal.db.engine import Database
from portal.db.tables import (
    account_practice,
    appointment,
    item,
    medication,
    patient,
    practice,
    slot,
)
from portal.db.unit_of_work import Reader, Scope
from portal.demo import source
from portal.demo.appointment_requests import CANCELLATIONS, CHANGES, PARTS, REASONS
from portal.demo.calendar import working_days
from portal.demo.medicines import is_renewed
from portal.demo.practices import PASSWORD
from portal.demo.refill_requests import NOTES, PHARMACIES
from portal.security.actors import PatientActor
from portal.security.passwords import Passwords
from portal.services import captcha as proof
from portal.services.captcha import Captcha
from portal.services.enrollments import Enrollments
from portal.services.folding import fold, phone_digits
from portal.services.forms import AppointmentRequest, RefillRequest, SignUp
from portal.services.patient_requests import PatientRequests
from portal.services.sign_up_rules import QUESTIONS_ASKED, SECURITY_QUESTIONS, TERMS_VERSION

KNOWN = 0.5  # of those who sign up have a chart
TRIES = 12  # to find somebody who has something to ask
HERE = "127.0.0.1"


class Visitors:
    """The patients of the demo."""

    def __init__(self, database: Database, passwords: Passwords, secret: bytes, seed: int) -> None:
        self._database = database
        self._chance = random.Random(f"visitors:{seed}")  # noqa: S311 - made-up data
        self._source = source.load()
        self._captcha = Captcha(secret, database.clock)
        self._enrollments = Enrollments(database, passwords, self._captcha)
        self._requests = PatientRequests(database)

    def sign_up(self, practice_id: int) -> None:
        """Let somebody ask for an account; raises Problem."""
        person = self._stranger()
        if self._chance.random() < KNOWN:
            with self._reader(practice_id) as reader:
                person = self._chart_without_account(reader, practice_id) or person
        challenge = self._captcha.challenge()
        letters = "".join(c for c in fold(person["given_name"]) if c.isascii() and c.isalpha())
        username = f"{letters[:12] or 'patient'}.{self._chance.randrange(10**6):06}"
        form = SignUp.model_validate(
            {
                **person,
                "practice_id": practice_id,
                "username": username,
                "email": f"{username}@example.org",
                "password": PASSWORD,
                "terms": {"version": TERMS_VERSION},
                "captcha": {
                    "challenge": challenge.text,
                    "solution": proof.solve(challenge.text, challenge.difficulty),
                },
                "security_questions": [
                    {"question": question, "answer": "riverbend"}
                    for question in SECURITY_QUESTIONS[:QUESTIONS_ASKED]
                ],
            }
        )
        self._enrollments.sign_up(form, address=HERE)

    def ask_refill(self, practice_id: int) -> None:
        """Let a patient ask for a renewal that nobody asks for yet; raises Problem."""
        for _ in range(TRIES):
            with self._reader(practice_id) as reader:
                actor = self._patient(reader, practice_id)
                found = actor and self._medication(reader, practice_id, actor)
            if actor and found:
                form = RefillRequest(
                    practice_id=practice_id,
                    medication_id=found["id"],
                    pharmacy=self._chance.choice(PHARMACIES),
                    note=self._chance.choice(NOTES["due"]),
                )
                self._requests.ask_refill(actor, form)
                return

    def ask_appointment(self, practice_id: int) -> None:
        """Let a patient ask for a visit, or for another time of one; raises Problem."""
        for _ in range(TRIES):
            with self._reader(practice_id) as reader:
                actor = self._patient(reader, practice_id)
                booked = actor and self._booked(reader, practice_id, actor)
                days = self._days(reader, practice_id)
            if actor is None:
                continue
            kind = self._chance.choice(list(REASONS)[:3])
            wish: dict[str, Any] = {
                "practice_id": practice_id,
                "visit_type": kind,
                "reason": self._chance.choice(REASONS[kind]),
                "preferred": [{"date": day, "part": self._chance.choice(PARTS)} for day in days],
            }
            if booked:
                cancel = self._chance.random() < 0.4
                said = CANCELLATIONS if cancel else CHANGES
                wish |= {
                    "request": "cancel" if cancel else "reschedule",
                    "appointment_id": booked,
                    "reason": next(text for text in said if text),
                }
            self._requests.ask_appointment(actor, AppointmentRequest.model_validate(wish))
            return

    def _stranger(self) -> dict[str, Any]:
        one = self._chance.choice(self._source.strangers)
        other = self._chance.choice(self._source.people)
        return {
            "given_name": one["given"],
            "family_name": other["family"],
            "birth_date": one["birth_date"],
            "sex": one["sex"],
            "address": {
                "line": one["line"],
                "city": one["city"],
                "state": one["state"],
                "postal_code": one["postal_code"] or "02108",
            },
            "phone": f"555-{self._chance.randrange(200, 999)}-{self._chance.randrange(10000):04}",
        }

    def _chart_without_account(self, reader: Reader, practice_id: int) -> dict[str, Any] | None:
        active = select(account_practice.c.patient_id).where(
            and_(
                account_practice.c.practice_id == practice_id,
                account_practice.c.status == "active",
            )
        )
        row = self._any(
            reader,
            select(patient).where(
                and_(
                    patient.c.practice_id == practice_id,
                    patient.c.deceased_on.is_(None),
                    patient.c.id.not_in(active),
                )
            ),
        )
        if row is None:
            return None
        return {
            **{name: row[name] for name in ("given_name", "middle_name", "family_name", "sex")},
            "birth_date": row["birth_date"],
            "address": {
                "line": row["address_line"] or "12 Main Street",
                "city": row["city"] or "Boston",
                "state": row["state"] or "MA",
                "postal_code": row["postal_code"] or "02108",
            },
            "phone": phone_digits(row["phone"]) or "555-201-0142",
        }

    def _patient(self, reader: Reader, practice_id: int) -> PatientActor | None:
        row = self._any(
            reader,
            select(account_practice).where(
                and_(
                    account_practice.c.practice_id == practice_id,
                    account_practice.c.status == "active",
                )
            ),
        )
        if row is None:
            return None
        return PatientActor(
            account_id=row["account_id"],
            session_id=row["account_id"],  # nobody signed in
            charts={practice_id: row["patient_id"]},
        )

    def _medication(
        self, reader: Reader, practice_id: int, actor: PatientActor
    ) -> Mapping[str, Any] | None:
        mine = and_(
            medication.c.practice_id == practice_id,
            medication.c.patient_id == actor.charts[practice_id],
            medication.c.status == "active",
        )
        asked = reader.execute(
            select(item.c.summary).where(
                and_(
                    item.c.practice_id == practice_id,
                    item.c.patient_id == actor.charts[practice_id],
                    item.c.kind == "refill",
                    item.c.is_open.is_(True),
                )
            )
        ).scalars()
        known = set(asked)
        rows = [dict(row) for row in reader.execute(select(medication).where(mine)).mappings()]
        fitting = [row for row in rows if is_renewed(row) and row["name"] not in known]
        return self._chance.choice(fitting) if fitting else None

    def _booked(self, reader: Reader, practice_id: int, actor: PatientActor) -> str | None:
        found: str | None = reader.execute(
            select(appointment.c.id)
            .join_from(
                appointment,
                slot,
                and_(
                    slot.c.practice_id == appointment.c.practice_id,
                    slot.c.id == appointment.c.slot_id,
                ),
            )
            .where(
                and_(
                    appointment.c.practice_id == practice_id,
                    appointment.c.patient_id == actor.charts[practice_id],
                    appointment.c.status == "booked",
                    slot.c.starts_at > reader.now,
                )
            )
            .limit(1)
        ).scalar_one_or_none()
        return found

    def _days(self, reader: Reader, practice_id: int) -> list[Any]:
        zone = reader.execute(
            select(practice.c.time_zone).where(practice.c.id == practice_id)
        ).scalar_one()
        tomorrow = reader.now.astimezone(ZoneInfo(zone)).date() + timedelta(days=1)
        return sorted(self._chance.sample(list(working_days(tomorrow, 10)), 2))

    def _any(self, reader: Reader, query: Select[Any]) -> Mapping[str, Any] | None:
        return any_row(reader, query, self._chance)

    def _reader(self, practice_id: int) -> AbstractContextManager[Reader]:
        return self._database.read(Scope.of([practice_id]))


def any_row(reader: Reader, query: Select[Any], chance: random.Random) -> Mapping[str, Any] | None:
    """Give one of the rows of a tenant table that fit, chosen by chance."""
    count = reader.execute(select(func.count()).select_from(query.subquery())).scalar_one()
    if not count:
        return None
    chosen = query.order_by(*query.selected_columns[:2]).offset(chance.randrange(count)).limit(1)
    return dict(reader.execute(chosen).mappings().one())
