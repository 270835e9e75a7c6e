"""Good requests about workstations and refused decisions, and the things they name."""

from typing import Any

from sqlalchemy import insert

from portal.db.unit_of_work import Scope, UnitOfWork
from portal.db.workstation_tables import workstation, workstation_practice
from portal.domain.ids import new_id
from portal.services import refused_decisions
from portal.services.commands import Command
from tests.support.clinic import Clinic
from tests.support.installation import Installation


def workstation_bodies(path: str) -> dict[tuple[str, str], dict[str, Any]]:
    """What is sent; `path` without the practice."""
    bodies: dict[tuple[str, str], dict[str, Any]] = {
        ("POST", "/workstations/{workstation_id}/revoke"): {"reason": "Stolen", "wipe": True},
    }
    if path == "/v1/workstations":
        bodies["POST", path] = Installation().body()
    return bodies


def workstation_things(path: str, clinic: Clinic) -> dict[str, str]:
    """A workstation of the nurse, or a refused decision of theirs on a renewal, if the path names one."""
    if "{workstation_id}" in path:
        return {"workstation_id": clinic.database.write(Scope.of([1]), _of(clinic))}
    if "{command_id}" in path:
        command = Command(
            command_id=new_id(),
            practice_id=1,
            kind="refill",
            item_id=clinic.items["refill"].id,
            expected_version=1,
            expected_content_hash="0" * 64,
            action="route",
            params={},
            client_decided_at=clinic.database.clock(),
            offline=True,
        )

        def keep(uow: UnitOfWork) -> None:
            refused_decisions.keep(
                uow,
                command,
                staff_id=clinic.staff["nurse"].id,
                workstation_id=None,
                fingerprint="",
                outcome="rejected",
                problem={"type": "urn:portal:problem:decision-stale"},
            )

        clinic.database.write(Scope.of([1]), keep)
        return {"command_id": command.command_id}
    return {}


def _of(clinic: Clinic) -> Any:
    def make(uow: UnitOfWork) -> str:
        said = vars(Installation().next())
        made: str = said.pop("workstation_id")
        del said["replaces"]  # what it takes the place of is no column
        at = dict.fromkeys(("session_until", "created_at", "last_seen_at"), uow.now)
        row = said | at | {"id": made, "staff_id": clinic.staff["nurse"].id, "state": "active"}
        uow.execute(insert(workstation).values(row))
        link = {"practice_id": 1, "workstation_id": made, "created_at": uow.now}
        uow.execute(insert(workstation_practice).values(link))
        return made

    return make
