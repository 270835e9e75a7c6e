"""A match by hand: two identifiers that a biller read on the page, both compared with the account.

The page need not be readable. What it does say must not contradict: another labelled number refuses
the match, whatever was typed (B10).
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from portal.services.statements.evidence import reading_of
from portal.services.statements.facts import Facts, facts_of
from portal.services.statements.finding import (
    KINDS,
    QUARANTINED,
    READY,
    REFUSED,
    Evidence,
    Finding,
    Typed,
)
from portal.services.statements.known import Account
from portal.services.statements.numbers import number_key
from portal.services.statements.people import find, words_in
from portal.services.statements.plain import plain
from portal.services.statements.printed import Printed
from portal.services.statements.values import read_amount, read_day

_DIFFERS = {"name": "NAME_DIFFERS", "birth_date": "BIRTH_DATE_DIFFERS", "amount": "AMOUNT_DIFFERS"}


def judge_typed(printed: Printed, known: Mapping[str, Account], typed: Typed) -> Finding:
    """Decide about a match by hand; only a `ready` one may be kept."""
    key = number_key(typed.account_number)
    account = known.get(key)
    if account is None:
        return Finding(QUARANTINED, ("UNKNOWN_ACCOUNT",))
    facts = _with_typed(facts_of(printed, None), typed)
    against = list(_printed_against(printed, known, key))
    agrees = agrees_with(account, typed.signal, typed.value)
    reasons = ["SEVERAL_ACCOUNTS"] if against else []
    reasons += [] if agrees else [_DIFFERS.get(typed.signal, "ONE_SIGNAL")]
    state = REFUSED if against else QUARANTINED if reasons or facts.missing else READY
    evidence = (
        Evidence("account_number", not against, typed.account_number, -1, 0, 0),
        Evidence(typed.signal, agrees, typed.value, -1, 0, 0),
        *against,
    )
    return Finding(
        state=state,
        reasons=(*reasons, *facts.missing),
        evidence=evidence,
        billing_account_id=account.id,
        kind=facts.kind,
        period=facts.period,
        statement_date=facts.statement_date,
        due_on=facts.due_on,
        amount_cents=facts.amount_cents,
    )


def agrees_with(account: Account, signal: str, value: str) -> bool:
    """Whether a typed name, birth date (month first, or ISO) or amount is one of the account's."""
    if signal == "name":
        flat = plain(value)
        words = words_in(flat)
        return any(find(each, words, flat) for each in account.people)
    if signal == "birth_date":
        day = read_day(value)
        meant = (day.certain or day.month_first) if day else None
        return meant is not None and any(each.born == meant for each in account.people)
    cents = read_amount(value) if signal == "amount" else None
    return bool(cents) and cents == account.balance_cents


def _printed_against(
    printed: Printed, known: Mapping[str, Account], key: str
) -> Iterator[Evidence]:
    """Give every labelled number on the pages that is not, and can not be, the typed one."""
    for one in printed.labelled:
        reading = reading_of(one, known)
        if reading != key and (reading or key not in one.readings):
            place = one.place
            said, length = printed.text_of(place), place.end - place.start
            yield Evidence("account_number", False, said, place.page, place.start, length)


def _with_typed(facts: Facts, typed: Typed) -> Facts:
    """Put what was typed in the place of what was printed or could not be read."""
    cents = facts.amount_cents if typed.amount_cents is None else typed.amount_cents
    issued = typed.statement_date or facts.statement_date
    missing = [] if cents is not None else ["NO_AMOUNT"]
    missing += [] if issued else ["NO_DATE"]
    own = facts.period if not typed.statement_date else f"{typed.statement_date:%Y-%m}"
    return replace(
        facts,
        amount_cents=cents,
        statement_date=issued,
        due_on=typed.due_on or facts.due_on,
        period=typed.period or own,
        kind=typed.kind if typed.kind in KINDS else facts.kind,
        missing=tuple(missing),
    )
