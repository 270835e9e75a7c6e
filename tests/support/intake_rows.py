"""Messages of laboratories as rows, for what only looks at them: put there without being read."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert

from portal.db.intake_tables import intake_message, machine_client, unmatched_report
from portal.db.tables import item
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.domain.ids import new_id
from tests.support.clinic import Clinic

ORU = (
    b"MSH|^~\\&|LAB|ACME|EHR|PRACTICE|20261120090000||ORU^R01|{id}|P|2.5.1\r"
    b"PID|1||12345^^^ACME^MR||Byron^Ada||18151210|F\r"
    b"OBR|1|P1|F1|24323-8^Comprehensive metabolic panel^LN|||20261120||||||||||||||||||F\r"
    b"OBX|1|NM|2345-7^Glucose^LN||93|mg/dL|70-99|N|||F\r"
)


def client(uow: UnitOfWork, name: str, *, revoked_at: datetime | None = None) -> None:
    """Let a source be known, whether it has sent anything or not."""
    uow.execute(
        insert(machine_client).values(
            practice_id=1,
            id=new_id(),
            name=name,
            secret_hash=hashlib.sha256(name.encode()).hexdigest(),
            created_at=uow.now,
            revoked_at=revoked_at,
        )
    )


def message(uow: UnitOfWork, received_at: datetime, **more: Any) -> str:
    """Put one message there; `more` are columns that differ. Gives its id."""
    return messages(uow, [received_at], **more)[0]


def messages(uow: UnitOfWork, times: Sequence[datetime], **more: Any) -> list[str]:
    """Put a message there for each time. Gives their ids, which are in this order."""
    rows = [_message(at, **more) for at in times]
    uow.execute(insert(intake_message), rows)
    return [row["id"] for row in rows]


def _message(received_at: datetime, **more: Any) -> dict[str, Any]:
    made = new_id()
    raw = more.pop("raw", None) or ORU.replace(b"{id}", made.encode())
    return {
        "practice_id": 1,
        "id": made,
        "source": "Acme laboratory",
        "channel": "mllp",
        "format": "hl7v2",
        "state": "parsed",
        "digest": hashlib.sha256(made.encode()).hexdigest(),
        "control_id": made[-12:],
        "message_type": "ORU^R01",
        "sender": "LAB|ACME",
        "raw": raw,
        "size": len(raw),
        "received_at": received_at,
        "processed_at": received_at,
    } | more


def waiting_report(uow: UnitOfWork, message_id: str, state: str = "waiting") -> None:
    """Let a report of a message wait for a chart."""
    row = {
        "practice_id": 1,
        "id": new_id(),
        "kind": "unmatched_result",
        "version": 1,
        "state": "pending",
        "is_open": True,
        "content": "{}",
        "content_hash": "0" * 64,
        "summary": "",
        "subject_name": "",
        "submitted_at": uow.now,
    }
    uow.execute(insert(item).values(row))
    uow.execute(
        insert(unmatched_report).values(
            practice_id=1,
            id=new_id(),
            item_id=row["id"],
            message_id=message_id,
            sender="LAB|ACME",
            code="24323-8",
            person_digest="0" * 64,
            raw_status="F",
            shape="{}",
            state=state,
            received_at=uow.now,
        )
    )


def intake_things(path: str, clinic: Clinic) -> dict[str, str]:
    """The message that the path names."""
    if "/intake/messages/{message_id}" not in path:
        return {}
    make = lambda uow: message(uow, uow.now)  # noqa: E731 - bound to nothing
    return {"message_id": clinic.database.write(Scope.of([1]), make)}
