"""The answers that HL7 asks for (chapter 2.9): MSH, MSA and ERR, for one message or for a batch.

Original mode: AA, AE or AR. Enhanced mode, when MSH-15 or MSH-16 says anything: the accept
acknowledgement CA, CE or CR as MSH-15 asks for it (HL7 table 0155), else the application's as MSH-16
does; never both, because one call has one answer.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from portal.intake.hl7v2.framing import Batch
from portal.intake.hl7v2.reading import Head, Separators
from portal.intake.shape import Fault

ACCEPTED = "AA"
FAILED = "AE"
REJECTED = "AR"
_COMMIT = {ACCEPTED: "CA", FAILED: "CE", REJECTED: "CR"}
# HL7 table 0357
WORDS = {
    0: "Message accepted",
    100: "Segment sequence error",
    101: "Required field missing",
    102: "Data type error",
    103: "Table value not found",
    200: "Unsupported message type",
    201: "Unsupported event code",
    202: "Unsupported processing id",
    203: "Unsupported version id",
    204: "Unknown key identifier",
    205: "Duplicate key identifier",
    206: "Application record locked",
    207: "Application internal error",
}
_OLD = ("2.1", "2.2", "2.3", "2.3.1", "2.4")  # ERR-1 is the whole of it in these


@dataclass(frozen=True)
class Answer:
    """What is said about one message: its head as far as it could be read, AA, AE or AR, and why."""

    head: Head | Fault
    code: str
    error: int = 0  # HL7 table 0357; 0 for none
    text: str = ""  # for people; no patient data
    segment: str = ""  # where: MSH
    field: int = 0


def acknowledge(
    answers: Sequence[Answer], batch: Batch | None = None, at: datetime | None = None
) -> bytes:
    """Write the answer to what came, in the sender's separators, version and characters.

    A batch of HL7's is answered by one. Empty bytes: enhanced mode in which nothing was asked for.
    `at` is now unless given.
    """
    moment = (at or datetime.now(UTC)).astimezone(UTC).strftime("%Y%m%d%H%M%S+0000")
    written = [one for answer in answers if (one := _one(answer, moment))]
    if batch is None or not batch.wrapped:
        return b"".join(written)
    first = next((one.head for one in answers if isinstance(one.head, Head)), None)
    codec = first.codec if first is not None else "ascii"
    return _around(batch, written, codec, moment)


def _one(answer: Answer, moment: str) -> bytes:
    code = _code(answer)
    if not code:
        return b""
    if isinstance(answer.head, Fault):
        return _unreadable(answer, code, moment)
    head = answer.head
    bar, up = head.separators.field, head.separators.component
    event = head.message_type.partition("^")[2]
    acknowledgement = "ACK" + (f"{up}{event}" if event else "")
    if event and head.version not in ("", "2.1", "2.2", "2.3"):
        acknowledgement += f"{up}ACK"  # the third component came with version 2.3.1
    header = [""] * 18
    header[0] = "MSH" + bar + head.separators.encoding_characters
    header[1:5] = head.field(5), head.field(6), head.field(3), head.field(4)
    header[5], header[7], header[8] = moment, acknowledgement, _own_id()
    header[9], header[10] = head.field(11) or "P", head.field(12) or "2.5.1"
    header[16] = head.field(18)
    lines = [
        bar.join(header).rstrip(bar),
        bar.join(["MSA", code, head.field(10), _plain(answer.text, head.separators)]).rstrip(bar),
    ]
    if answer.error:
        lines.append(_error(answer, head))
    return _encoded("".join(line + "\r" for line in lines), head.codec)


def _code(answer: Answer) -> str:
    """Choose the code, or none: table 0155 AL always, NE never, ER on errors, SU on success."""
    if isinstance(answer.head, Fault):
        return answer.code
    accept, application = answer.head.accept_ack, answer.head.application_ack
    if not accept and not application:
        return answer.code
    if _asked(accept, answer.code):
        return _COMMIT[answer.code]
    return answer.code if _asked(application, answer.code) else ""


def _asked(when: str, code: str) -> bool:
    return (
        when == "AL" or (when == "SU" and code == ACCEPTED) or (when == "ER" and code != ACCEPTED)
    )


def _error(answer: Answer, head: Head) -> str:
    """ERR: from version 2.5 in fields of its own, before it in one (ELD)."""
    bar, up, sub = head.separators.field, head.separators.component, head.separators.sub_component
    words = WORDS.get(answer.error, "")
    place = f"{answer.segment}{up}1" + (f"{up}{answer.field}" if answer.field else "")
    if head.version in _OLD:
        where = place if answer.field else f"{answer.segment}{up}1{up}"
        spot = where if answer.segment else up * 2
        return f"ERR{bar}{spot}{up}{answer.error}{sub}{words}{sub}HL70357"
    code = up.join([str(answer.error), words, "HL70357"])
    said = _plain(answer.text, head.separators)
    fields = ["ERR", "", place if answer.segment else "", code, "E", "", "", "", said]
    return bar.join(fields).rstrip(bar)


def _unreadable(answer: Answer, code: str, moment: str) -> bytes:
    said = _plain(answer.text, Separators())
    error = answer.error or 100
    return (
        f"MSH|^~\\&|||||{moment}||ACK|{_own_id()}|P|2.5.1\r"
        f"MSA|{code}||{said}\r"
        f"ERR||MSH^1|{error}^{WORDS.get(error, '')}^HL70357|E\r"
    ).encode("ascii", "replace")


def _around(batch: Batch, written: list[bytes], codec: str, moment: str) -> bytes:
    """FHS and BHS with sender and receiver swapped, and the batch's own id in the twelfth field."""
    heads: list[str] = []
    ends: list[str] = []
    for line in batch.header.decode(codec if codec != "ascii" else "latin-1", "replace").split(
        "\r"
    ):
        if len(line) < 4 or line[:3].upper() in {head[:3] for head in heads}:
            continue
        bar = line[3]
        parts = [*line.split(bar), *[""] * 13]
        answer = [line[:3].upper(), parts[1], parts[4], parts[5], parts[2], parts[3], moment]
        answer += ["", "", "", _own_id(), parts[10]]
        heads.append(bar.join(answer).rstrip(bar))
        end = "BTS" if line[:3].upper() == "BHS" else "FTS"
        ends.append(f"{end}{bar}{len(written) if end == 'BTS' else 1}")
    top = "".join(line + "\r" for line in heads)
    bottom = "".join(line + "\r" for line in reversed(ends))
    return _encoded(top, codec) + b"".join(written) + _encoded(bottom, codec)


def _own_id() -> str:
    """A control id of ours: 20 characters, the most that versions before 2.5 allow."""
    return uuid.uuid4().hex[:20]


def _plain(text: str, separators: Separators) -> str:
    """Keep words free of this message's separators and line ends."""
    signs = separators.field + separators.encoding_characters + "\r\n"
    return "".join(" " if sign in signs else sign for sign in text)


def _encoded(text: str, codec: str) -> bytes:
    return text.encode(codec, "replace")
