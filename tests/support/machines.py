"""Programs that bring results in: their tokens, and what they post.

machine(clinic).post("/v1/intake/hl7v2", data=message(), headers=HL7_HEADERS)
"""

from typing import Any

from portal.db.engine import Database
from portal.db.unit_of_work import Scope
from portal.domain.ids import new_id
from portal.security import machine_clients
from tests.support.caller import Caller
from tests.support.clinic import Clinic

HL7_HEADERS = {"Content-Type": "application/hl7-v2"}
FHIR_HEADERS = {"Content-Type": "application/fhir+json"}


def token_of(database: Database, name: str = "", practice_id: int = 1) -> str:
    """A new token of a program of this name; without one, of a program that nobody has named yet."""
    name = name or new_id()
    scope = Scope.of([practice_id])
    return database.write(scope, lambda uow: machine_clients.add(uow, practice_id, name)).token


def machine(clinic: Clinic) -> Caller:
    """A new program that may bring results into practice 1."""
    return Caller(clinic.url, token_of(clinic.database))


def machine_options(path: str) -> dict[str, Any]:
    """A request that is good in every other way than the right to make it; empty for other calls."""
    bundle = b'{"resourceType": "Bundle", "type": "message"}'
    calls: dict[str, dict[str, Any]] = {
        "/v1/intake/hl7v2": {"data": message(), "headers": HL7_HEADERS},
        "/v1/intake/fhir": {"data": bundle, "headers": FHIR_HEADERS},
    }
    return calls.get(path, {})


def message(
    control_id: str = "M1",
    *,
    order: str = "F1",
    status: str = "F",
    value: str = "5.1",
    record_number: str = "R-1",
    birth_date: str = "19800201",
    name: str = "Byron^Ada",
    issued: str = "20261120100000",
    kind: str = "ORU^R01",
    more: str = "",
) -> bytes:
    """A small result message of HL7, in the order of its arguments' meaning."""
    lines = [
        f"MSH|^~\\&|LAB|HILL|PORTAL|CLINIC|{issued}||{kind}|{control_id}|P|2.5.1{more}",
        f"PID|1||{record_number}^^^CLINIC^MR||{name}||{birth_date}|F",
        f"OBR|1||{order}|2823-3^Potassium^LN|||20261120090000|||||||||||||||{issued}|||{status}",
        f"OBX|1|NM|2823-3^Potassium^LN||{value}|mmol/L|3.5-5.1|N|||{status}",
    ]
    return "".join(line + "\r" for line in lines).encode()
