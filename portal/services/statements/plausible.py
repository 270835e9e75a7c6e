"""Days that a statement can not bear: a slip of the pen, or of what read it (DOMAIN F70).

The latest statement of an account is the one to pay. One that is dated a century ahead would stay the
latest, and whatever comes after it would never be payable.
"""

from dataclasses import replace
from datetime import date, timedelta

from portal.db.unit_of_work import Reader
from portal.services.practice_time import today
from portal.services.statements.finding import QUARANTINED, READY, Finding

AHEAD = timedelta(days=31)
"""How far ahead of the practice's day a statement may be dated: of the next billing run, no more."""
EARLIEST = date(2000, 1, 1)
"""No practice publishes anything here that is older."""
NO_DATE = "NO_DATE"


def with_plausible_days(reader: Reader, practice_id: int, found: Finding) -> Finding:
    """Give what was found without days that can not be; without its own, it waits for a person."""
    if found.due_on is not None and found.due_on < EARLIEST:
        found = replace(found, due_on=None)
    issued = found.statement_date
    if issued is None or EARLIEST <= issued <= today(reader, practice_id) + AHEAD:
        return found
    reasons = tuple(dict.fromkeys((*found.reasons, NO_DATE)))
    state = QUARANTINED if found.state == READY else found.state
    return replace(found, state=state, reasons=reasons, statement_date=None, period="")
