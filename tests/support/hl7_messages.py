"""HL7 messages for the tests: those that are kept, and ones written down by their segments."""

from pathlib import Path

from portal.intake import hl7v2
from portal.intake.shape import Fault, Parsed, SentObservation, SentPerson, SentReport

KEPT = Path(__file__).parents[1] / "portal" / "intake" / "data" / "hl7v2"
HEADER = "MSH|^~\\&|LAB|NORTH|CLINIC|MAIN|20260102030405||ORU^R01^ORU_R01|C1|P|2.5.1"
PERSON = "PID|1||4711^^^MAIN^MR||Doe^Jane||19800229|F"


def kept(name: str) -> bytes:
    """Give a message of the kept ones, its bytes as found."""
    return (KEPT / f"{name}.hl7").read_bytes()


def all_kept() -> dict[str, bytes]:
    """Give all of them by name."""
    return {path.stem: path.read_bytes() for path in sorted(KEPT.glob("*.hl7"))}


def obr(status: str = "F", *, code: str = "2345-7^Glucose^LN", filler: str = "F1") -> str:
    """An OBR with OBR-2, 3, 4, 7, 22, 24 and 25."""
    return f"OBR|1|P1|{filler}|{code}|||20260101|||||||||||||||20260102||LAB|{status}"


def obx(
    kind: str,
    value: str,
    *,
    unit: str = "",
    reference: str = "",
    flags: str = "",
    status: str = "F",
    code: str = "2345-7^Glucose^LN",
) -> str:
    """An OBX with OBX-2, 3, 5, 6, 7, 8 and 11."""
    return f"OBX|1|{kind}|{code}||{value}|{unit}|{reference}|{flags}|||{status}"


def written(*segments: str, header: str = HEADER, person: str = PERSON) -> bytes:
    """A message of these segments behind a header and a person."""
    return "\r".join((header, person, *segments, "")).encode()


def parsed(raw: bytes) -> Parsed:
    """Read a message that can be read."""
    found = hl7v2.read(raw)
    assert isinstance(found, Parsed), found
    return found


def reports(raw: bytes) -> tuple[SentReport, ...]:
    """The reports of a message."""
    return parsed(raw).reports


def observation(*args: str, **options: str) -> SentObservation:
    """How one OBX is understood; arguments as of `obx`."""
    (report,) = reports(written(obr(), obx(*args, **options)))
    (found,) = report.observations
    return found


def person(pid: str) -> SentPerson:
    """How one PID is understood."""
    return parsed(written(obr(), obx("NM", "1"), person=pid)).person


def fault(raw: bytes) -> Fault:
    """Why a message can not be read."""
    found = hl7v2.read(raw)
    assert isinstance(found, Fault), found
    return found
