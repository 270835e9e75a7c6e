"""A report and its person as the database keeps them until somebody has said whose it is."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime

from pydantic import TypeAdapter

from portal.domain.canonical import canonical, digest
from portal.intake.shape import SentPerson, SentReport
from portal.services.intake.papers import Attached
from portal.services.raw_status import takes_back


@dataclass(frozen=True)
class Kept:
    """One version that waits. The files of the report are stored already, as `papers`."""

    person: SentPerson
    report: SentReport
    at: datetime  # when it was sent, or came: for times that it does not have
    papers: tuple[Attached, ...] = ()

    def is_withdrawal(self) -> bool:
        """Tell whether the laboratory takes back with it what it has sent before."""
        sent = self.report
        return takes_back(sent.raw_status, [one.raw_status for one in sent.observations])


_KEPT = TypeAdapter(Kept)


def text_of(kept: Kept) -> str:
    """Give what is kept of a version as JSON; its files' bytes are not in it."""
    return _KEPT.dump_json(replace(kept, report=replace(kept.report, documents=()))).decode()


def kept_of(text: str) -> Kept:
    """Read it back."""
    return _KEPT.validate_json(text)


def person_digest(person: SentPerson) -> str:
    """Give a name of what identifies a person as sent: numbers, names, birth date and sex.

    Who was matched by a person is known by it when the order's next version comes; an address or a
    telephone may have changed.
    """
    told = {
        "identifiers": [asdict(one) for one in person.identifiers],
        "names": [asdict(one) for one in person.names],
        "birth_date": None if person.birth_date is None else person.birth_date.isoformat(),
        "sex": person.sex,
    }
    return digest(canonical(told))
