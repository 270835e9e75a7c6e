"""Amount, dates, period and kind of a statement: printed, told by the manifest, or not known."""

from dataclasses import dataclass
from datetime import date

from portal.services.statements.manifest import ManifestRow
from portal.services.statements.printed import Printed


@dataclass(frozen=True, slots=True)
class Facts:
    """What a statement asks for and when; `missing` are the codes of what a person has to say."""

    amount_cents: int | None
    statement_date: date | None
    due_on: date | None
    period: str
    kind: str
    missing: tuple[str, ...]


def facts_of(printed: Printed, told: ManifestRow | None) -> Facts:
    """Read a statement's facts; where print and manifest contradict, there is no date."""
    spanish = printed.in_spanish
    amount = printed.amount
    cents = amount[0] if amount else None
    issued = printed.day_of(printed.issued, spanish=spanish) if printed.issued else None
    due = printed.day_of(printed.due, spanish=spanish) if printed.due else None
    if told is not None:
        # without a label the amount is the manifest's, if it is printed; two labelled ones are none
        if cents is None and not printed.owed and not printed.balances:
            cents = told.amount_cents if told.amount_cents in printed.all_amounts else None
        issued = _agreed(issued, told.statement_date, printed)
        due = due or told.due_on
    missing = [] if cents is not None else ["NO_AMOUNT"]
    if issued is None:
        missing.append("NO_DATE")
    periods = set(printed.periods)
    period = (told.period if told else "") or (periods.pop() if len(periods) == 1 else "")
    return Facts(
        amount_cents=cents,
        statement_date=issued,
        due_on=due,
        period=period or (f"{issued:%Y-%m}" if issued else ""),
        kind=(told.kind if told else "") or printed.kind,
        missing=tuple(missing),
    )


def _agreed(printed_day: date | None, told_day: date | None, printed: Printed) -> date | None:
    """Give the day on which print and manifest agree, or the one that only one of them says."""
    if told_day is None or not printed.issued:
        return printed_day or told_day
    return told_day if all(told_day in day.readings for day in printed.issued) else None
