"""Good requests to the calls about statements, and what they name: made for one call."""

import hashlib
from typing import Any

from portal.db.billing_tables import statement, upload
from portal.domain.ids import new_id
from portal.services.files import Files
from portal.services.statements import batches, statement_rows
from tests.support import billing_rows
from tests.support.clinic import Clinic
from tests.support.papers import paper
from tests.support.portal_process import SECRET

STAFF = "/v1/practices/{practice_id}/statement"
NUMBER = "A-0042"
NOBODY = "00000000-0000-7000-8000-000000000000"
_STATES = {"match": "quarantined", "answer": "ready", "void": "payable", "resend": "payable"}


def statement_bodies(clinic: Clinic, path: str) -> dict[tuple[str, str], dict[str, Any]]:
    """Bodies by method and path behind the practice; `path` is the one that is called."""
    one, batch = "/statements/{statement_id}", "/statement-batches/{batch_id}"
    seen = {"expected_version": 1}
    matched = {
        "account_number": NUMBER,
        "second": {"signal": "name", "value": "Ada Byron"},
        "amount_cents": 100,
        "statement_date": "2026-10-31",
    }
    bodies: dict[tuple[str, str], dict[str, Any]] = {
        ("POST", "/statement-batches"): {"name": "October"},
        ("PUT", f"{batch}/manifest"): {"csv": "file,account,amount\na.pdf,A-1,1.00\n"},
        ("POST", f"{batch}/publish"): {"statements": [{"id": NOBODY, "version": 1}]},
        ("POST", f"{one}/match"): matched | seen,
        ("POST", f"{one}/answer"): {"replaces": False} | seen,
        ("POST", f"{one}/discard"): seen,
        ("POST", f"{one}/void"): {"reason_code": "WRONG_AMOUNT"} | seen,
        ("POST", f"{one}/resend"): seen,
    }
    if path == "/statements":
        bodies[("POST", path)] = _new_file(clinic)
    return bodies


def statement_things(path: str, clinic: Clinic) -> dict[str, str]:
    """A batch, or a statement that the call is good for, where the path names one."""
    if not path.startswith(STAFF):
        return {}
    if "{batch_id}" in path:
        return {"batch_id": _batch(clinic)}
    if "{statement_id}" not in path:
        return {}
    state = _STATES.get(path.rpartition("/")[2], "ready")
    asked = {"replaces": "asked"} if path.endswith("/answer") else {}
    return {"statement_id": _statement(clinic, state, **asked)}


def _batch(clinic: Clinic) -> str:
    by = clinic.staff["billing"].id
    return clinic.database.write(
        billing_rows.FIRST, lambda uow: batches.create(uow, 1, "October", by=by)
    )


def _statement(clinic: Clinic, state: str, **changed: Any) -> str:
    """A statement with a file, of an account that has no other: what is payable is so alone."""
    world, key = clinic.world, new_id()
    own = billing_rows.billing_account(world, clinic.chart)
    billing_rows.billing_account(world, clinic.chart, NUMBER)
    kept = _files(clinic).put(1, paper([key]))
    row = {
        "practice_id": 1,
        "id": key,
        "batch_id": _batch(clinic),
        "file_name": "a.pdf",
        "sha256": kept.sha256,
        "size": kept.size,
        "state": state,
        "billing_account_id": own,
        "amount_cents": 100,
    }

    def work(uow: Any) -> None:
        numbered = {"upload_seq": statement_rows.next_seq(uow, 1), "created_at": uow.now}
        uow.execute(statement.insert(), row | numbered | changed)

    clinic.database.write(billing_rows.FIRST, work)
    return key


def _new_file(clinic: Clinic) -> dict[str, Any]:
    content = hashlib.sha256(new_id().encode()).digest()  # the gate refuses it: a row all the same
    kept = _files(clinic).put(1, content)
    now = clinic.database.clock()
    made = clinic.world.add(
        upload,
        practice_id=1,
        sha256=kept.sha256,
        size=kept.size,
        media_type="application/pdf",
        purpose="statement",
        received=kept.size,
        state="complete",
        created_by=clinic.staff["billing"].id,
        created_at=now,
        expires_at=now.replace(year=now.year + 1, day=1),
    )
    return {"batch_id": _batch(clinic), "upload_id": made, "file_name": "a.pdf"}


def _files(clinic: Clinic) -> Files:
    return Files.open("", clinic.process.data_dir / "files", SECRET)
