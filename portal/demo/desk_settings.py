"""How the practices of the demo work: texts, kinds of visit, who stands in for whom, shared views."""

from functools import partial

from sqlalchemy import insert

from portal.db import tables
from portal.db.engine import Database
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.demo.calendar import MINUTES
from portal.demo.ward import Ward
from portal.domain.canonical import canonical
from portal.queues.registry import QUEUES
from portal.services import default_templates, desk_entity
from portal.services.policies.store import change
from portal.services.policies.workstation import WorkstationPolicy

# queue, name, query; all shared by the front desk's first person or the first provider
_VIEWS = (
    ("enrollment", "Longest waiting", "frontdesk", {"sort": "submitted"}),
    ("appointment", "By patient", "frontdesk", {"sort": "patient"}),
    ("refill", "Due next", "provider", {"sort": "due"}),
)


def write(database: Database, ward: Ward) -> None:
    """Put it into the database of the demo, as if it had been set from the beginning."""
    database.write(Scope.of([ward.practice_id]), partial(_write, ward=ward))


def _write(uow: UnitOfWork, ward: Ward) -> None:
    practice_id = ward.practice_id
    default_templates.seed(uow, practice_id, QUEUES, ward.ids)
    types = [
        {"practice_id": practice_id, "id": ward.ids(), "title": title, "minutes": minutes}
        for title, minutes in MINUTES.items()
    ]
    uow.execute(insert(tables.visit_type), types)
    for kind, name, owner, query in _VIEWS:
        shown = {"view": "waiting", "search": "", "descending": False, **query}
        uow.execute(
            insert(tables.saved_view).values(
                practice_id=practice_id,
                id=ward.ids(),
                owner_id=ward.staff[owner]["id"],
                kind=kind,
                name=name,
                query=canonical(shown),
                shared=True,
                changed_at=uow.now,
            )
        )
    provider, colleague = ward.staff["provider"]["id"], ward.staff["physician"]["id"]
    for kind in ("refill", "result"):
        uow.execute(
            insert(tables.delegation).values(
                practice_id=practice_id,
                id=ward.ids(),
                delegator_id=provider,
                delegate_id=colleague,
                kind=kind,
                mode="away",
                valid_from=uow.now,
                created_by=provider,
                created_at=uow.now,
            )
        )
    if practice_id == 1:  # the other one shows what a console says where the practice forbids it
        _allow_offline(uow, ward)
    desk_entity.touch(uow, practice_id)


def _allow_offline(uow: UnitOfWork, ward: Ward) -> None:
    change(
        uow,
        ward.practice_id,
        WorkstationPolicy(offline=True, pin_documents=True),
        expected_version=0,
        actor_id=ward.staff["admin"]["id"],
        reason="The line to the branch office breaks off often",
    )
