"""What patients see and say of care managers: mine, my dependents, end one, ask for one (F46–F51).

A link is made at the desk, where people show who they are; through the portal one can only ask for it,
which leaves a task, and end it, which takes effect at once.
"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

import orjson
from pydantic import Field, StringConstraints
from sqlalchemy import and_, select

from portal.db.engine import Database
from portal.db.tables import account, item, patient, practice, proxy_link
from portal.db.unit_of_work import Reader, Scope, UnitOfWork
from portal.domain.fields import Day
from portal.security.actors import PatientActor
from portal.services import charts, proxies, proxy_endings, tasks
from portal.services.audience import holds_on
from portal.services.dependents import links_of, practices_of
from portal.services.forms import LINE, PROSE, Form, PracticeNumber
from portal.services.practice_time import today
from portal.services.proxy_rules import Relationship
from portal.services.rules import refused
from portal.services.standing import chart_of, scope_of

REQUESTED = "proxy_request"  # the code of the task
MOST_OPEN = 3  # requests of one patient that wait at a desk
_SUMMARY = "Care manager"

Row = Mapping[str, Any]


class ProxyRequest(Form):
    """Somebody to act for me, or for whom I should act; the desk looks at it with both."""

    practice_id: PracticeNumber
    who_acts: Literal["somebody_for_me", "i_for_somebody"]
    name: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=LINE)
    ]
    birth_date: Day | None = None
    relationship: Relationship
    note: Annotated[
        str, StringConstraints(strip_whitespace=True, max_length=500, pattern=PROSE)
    ] = Field(default="")


def care_managers(database: Database, actor: PatientActor) -> list[dict[str, Any]]:
    """Give who may act for the actor in each practice, today or from a later day on."""
    found = []
    for practice_id, patient_id in sorted(actor.charts.items()):
        with database.read(Scope.of([practice_id])) as reader:
            day = today(reader, practice_id)
            rows = _standing(reader, practice_id, proxy_link.c.patient_id == patient_id, day)
            found += [
                _told(row) | {"name": row["manager_name"], "may_end": proxy_endings.may_end(row)}
                for row in rows
            ]
    return found


def dependents(database: Database, actor: PatientActor) -> list[dict[str, Any]]:
    """Give for whom the actor may act today, with what each link is good for."""
    found = []
    for practice_id in practices_of(database, actor.account_id):
        with database.read(Scope.of([practice_id])) as reader:
            day = today(reader, practice_id)
            held = {
                one.patient_id: one.scope
                for one in links_of(reader, practice_id, actor.account_id, day)
            }
            mine = and_(proxy_link.c.account_id == actor.account_id, holds_on(day))
            found += [
                _told(row) | {"name": row["patient_name"], "scope": held[row["patient_id"]]}
                for row in _standing(reader, practice_id, mine, day)
                if row["patient_id"] in held
            ]
    return found


def end(database: Database, actor: PatientActor, proxy_id: str) -> None:
    """End a link at once, from either side; raises what `proxy_endings.end_by_patient` does."""

    def work(uow: UnitOfWork) -> None:
        practice_id = proxy_endings.practice_of(uow, proxy_id)
        proxy_endings.end_by_patient(uow, practice_id, proxy_id, actor)

    database.write(scope_of(database, actor.account_id), work)


def ask(database: Database, actor: PatientActor, form: ProxyRequest) -> str:
    """Leave a task for the desk; gives its id, of the same request the same one.

    Raises Problem: not-found for a practice the actor is no patient of; rule-refused
    CARE_MANAGERS_OFF, TOO_MANY_OPEN.
    """
    patient_id = chart_of(actor, form.practice_id)
    return database.write(Scope.of([form.practice_id]), lambda uow: _ask(uow, patient_id, form))


def _ask(uow: UnitOfWork, patient_id: str, form: ProxyRequest) -> str:
    practice_id = form.practice_id
    proxies.require_enabled(uow, practice_id)
    charts.lock(uow, practice_id, patient_id)
    details = {
        "who_acts": form.who_acts,
        "name": form.name,
        "birth_date": None if form.birth_date is None else form.birth_date.isoformat(),
        "relationship": form.relationship,
        "said": form.note,
    }
    waiting = _open(uow, practice_id, patient_id)
    for task_id, known in waiting.items():
        if known == details:
            return task_id
    if len(waiting) >= MOST_OPEN:
        raise refused("TOO_MANY_OPEN", "Please wait until your other requests are answered.")
    return tasks.create(
        uow,
        practice_id=practice_id,
        code=REQUESTED,
        summary=_SUMMARY,
        patient_id=patient_id,
        details=details,
    )


def _open(reader: Reader, practice_id: int, patient_id: str) -> dict[str, Any]:
    rows = reader.execute(
        select(item.c.id, item.c.content)
        .where(and_(item.c.practice_id == practice_id, item.c.kind == tasks.KIND))
        .where(and_(item.c.patient_id == patient_id, item.c.is_open.is_(True)))
        .order_by(item.c.id)
    )
    contents = {row.id: orjson.loads(row.content) for row in rows}
    return {key: one["details"] for key, one in contents.items() if one["code"] == REQUESTED}


def _standing(reader: Reader, practice_id: int, fits: Any, day: date) -> list[dict[str, Any]]:
    """Read links that are given and have not ended, with the names of both and the practice's."""
    rows = reader.execute(
        select(
            proxy_link,
            (account.c.given_name + " " + account.c.family_name).label("manager_name"),
            (patient.c.given_name + " " + patient.c.family_name).label("patient_name"),
            practice.c.name.label("practice_name"),
        )
        .join_from(proxy_link, account, account.c.id == proxy_link.c.account_id)
        .join(
            patient,
            and_(
                patient.c.practice_id == proxy_link.c.practice_id,
                patient.c.id == proxy_link.c.patient_id,
            ),
        )
        .join(practice, practice.c.id == proxy_link.c.practice_id)
        .where(and_(proxy_link.c.practice_id == practice_id, fits))
        .where(and_(proxy_link.c.approval == proxies.GIVEN, proxy_link.c.revoked_at.is_(None)))
        .order_by(proxy_link.c.id)
    ).mappings()
    return [dict(row) for row in rows if row["ends_on"] is None or row["ends_on"] > day]


def _told(row: Row) -> dict[str, Any]:
    kept = ("id", "practice_id", "practice_name", "patient_id", "relationship", "scope")
    return {name: row[name] for name in (*kept, "starts_on", "ends_on")}
