"""The rules by which a statement belongs to an account, or is not published (B10, DOMAIN §5.6).

Pure: what the pages say, and what the practice's books know of the numbers on them. The account's
number is the first signal; a name, a birth date or the amount must be the second. Nothing is weighed:
one signal, or one thing that speaks against, is a quarantine, and two accounts are a refusal.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from portal.services.statements.facts import Facts, facts_of
from portal.services.statements.finding import (
    QUARANTINED,
    READY,
    REFUSED,
    Evidence,
    Finding,
)
from portal.services.statements.known import Account
from portal.services.statements.manifest import ManifestRow
from portal.services.statements.numbers import number_key
from portal.services.statements.people import Person, find, looks_like_a_name, words_in
from portal.services.statements.printed import Bare, Labelled, Place, Printed
from portal.services.statements.signals import (
    addressee_on,
    amount_of,
    births_of,
    may_name_somebody,
    names_of,
)

Known = Mapping[str, Account]


@dataclass(frozen=True, slots=True)
class Target:
    """The account that the numbers of a file name, or the code why they name none."""

    account: Account | None
    code: str = ""
    places: tuple[Place, ...] = ()
    bare: bool = False  # the number stands there without a label


def keys_of(printed: Printed) -> set[str]:
    """Give every number of a file that could be an account's."""
    keys = {key for one in printed.labelled for key in one.readings}
    return keys | {one.key for one in printed.bare}


def judge(
    printed: Printed, known: Known, told: ManifestRow | None, *, manifest_binding: bool
) -> Finding:
    """Decide about one file; `known` are the accounts whose numbers are among `keys_of`."""
    facts = facts_of(printed, told)
    if printed.empty_pages:
        return _finding(facts, ["NO_TEXT"])
    target = target_of(printed, known)
    numbers = [_at(printed, "account_number", place, agrees=True) for place in target.places]
    if target.code == "SEVERAL_ACCOUNTS":
        return _finding(facts, [target.code], numbers, state=REFUSED)
    told_of = list(_of_manifest(target.account, told, len(printed.pages), binding=manifest_binding))
    if target.account is None:
        wrong = [_at(printed, "account_number", place, agrees=False) for place in target.places]
        return _finding(facts, [target.code, *told_of], wrong)
    second = list(_second(printed, target, told))
    reasons = [*_against(printed, target, told, second), *told_of, *facts.missing]
    return _finding(facts, reasons, [*numbers, *second], account=target.account)


def target_of(printed: Printed, known: Known) -> Target:
    """Give the one account whose number stands in a file."""
    labelled = {key: one for one in printed.labelled if (key := reading_of(one, known))}
    everywhere = tuple(one.place for one in printed.labelled)
    if len(labelled) > 1:
        return Target(None, "SEVERAL_ACCOUNTS", everywhere)
    unsure = tuple(one.place for one in printed.labelled if not reading_of(one, known))
    if unsure:
        return Target(None, "AMBIGUOUS_NUMBER", unsure)
    if unread := _unread_pages(printed):
        return Target(None, "AMBIGUOUS_NUMBER" if labelled else "NO_ACCOUNT_NUMBER", unread)
    if labelled:
        (key,) = labelled
        if key not in known:
            return Target(None, "UNKNOWN_ACCOUNT", everywhere)
        return _beside_others(printed, known, Target(known[key], places=everywhere))
    return _bare_target(printed, known)


def _unread_pages(printed: Printed) -> tuple[Place, ...]:
    """Give the labels without a number, of pages that name no account elsewhere."""
    read = {one.place.page for one in printed.labelled}
    return tuple(place for place in printed.unread if place.page not in read)


def reading_of(one: Labelled, known: Known) -> str:
    """Give the key of a labelled number; "" where it may go on or may not.

    A number in groups is the whole of them, if an account has that number and none has a part of it.
    """
    if len(one.readings) == 1:
        return one.readings[0]
    found = [key for key in one.readings if key in known]
    return found[0] if one.whole and found == [one.readings[0]] else ""


def _bare_target(printed: Printed, known: Known) -> Target:
    found: dict[str, list[Bare]] = {}
    for one in printed.bare:
        if one.key in known and _may_be_target(printed, one, known[one.key]):
            found.setdefault(one.key, []).append(one)
    if not found:
        return Target(None, "NO_ACCOUNT_NUMBER")
    places = tuple(one.place for several in found.values() for one in several)
    if len(found) > 1:
        named = [key for key in found if _are_named(printed, known[key].people)]
        code = "SEVERAL_ACCOUNTS" if len(named) > 1 else "AMBIGUOUS_NUMBER"
        return Target(None, code, places)
    (key,) = found
    return _beside_others(printed, known, Target(known[key], places=places, bare=True))


def _may_be_target(printed: Printed, one: Bare, account: Account) -> bool:
    """Whether a number without a label can be the account's: in one piece, or in its own groups."""
    if one.labelled_other:
        return False
    groups = printed.text_of(one.place).upper().split()
    return one.single or groups == account.number.upper().split()


def _beside_others(printed: Printed, known: Known, target: Target) -> Target:
    """Look for other accounts' numbers: a postal code, a phone, an invoice, or somebody else's bill."""
    account = target.account
    others = [
        one for one in printed.bare if one.key in known and account and one.key != account.key
    ]
    if not others:
        return target
    places = (*target.places, *(one.place for one in others))
    ours = {(each.given, each.family) for each in account.people} if account else set()
    for one in others:
        people = [each for each in known[one.key].people if (each.given, each.family) not in ours]
        if not one.labelled_other and _are_named(printed, people):
            return Target(None, "SEVERAL_ACCOUNTS", places)
    return Target(None, "AMBIGUOUS_NUMBER", places)


def _are_named(printed: Printed, people: Sequence[Person]) -> bool:
    return any(
        find(each, words_in(page.plain), page.plain) for page in printed.pages for each in people
    )


def _second(printed: Printed, target: Target, told: ManifestRow | None) -> Iterator[Evidence]:
    """Give every second signal, for and against."""
    account = target.account
    if account is None:
        return
    yield from names_of(printed, account)
    yield from births_of(printed, account)
    told = told if told and number_key(told.account_number) == account.key else None
    yield from amount_of(printed, account, told)


def _against(
    printed: Printed, target: Target, told: ManifestRow | None, second: list[Evidence]
) -> Iterator[str]:
    """Give the codes of what speaks against, or of too little that speaks for."""
    codes = {"name": "NAME_DIFFERS", "birth_date": "BIRTH_DATE_DIFFERS", "amount": "AMOUNT_DIFFERS"}
    said = [code for signal, code in codes.items() if any(_speaks(second, signal, agrees=False))]
    yield from said
    for_it = {signal for signal in codes if any(_speaks(second, signal, agrees=True))}
    if "NAME_DIFFERS" not in said and _names_somebody_else(printed, second):
        yield "NAME_DIFFERS"
        return
    if target.bare and told is None:
        for_it.discard("amount")  # a stray number and a sum of money are no proof
    if for_it == {"amount"} and not said and any(map(may_name_somebody, printed.pages)):
        yield "NAME_DIFFERS"  # the amount alone does not outweigh a name that is nobody's here
    elif not for_it and not said:
        yield "ONE_SIGNAL"


def _speaks(second: list[Evidence], signal: str, *, agrees: bool) -> Iterator[bool]:
    return (one.agrees is agrees for one in second if one.signal == signal)


def _names_somebody_else(printed: Printed, second: list[Evidence]) -> bool:
    """Whether a page says whom it is for, and names nobody of the account.

    Behind a label, or over a street and a city; a page of somebody else's may be behind the first.
    """
    ours = {one.page for one in second if one.signal == "name" and one.agrees}
    for place, _ in printed.names:
        page = printed.pages[place.page]
        said = words_in(page.plain, place.start, place.end)
        if place.page not in ours and looks_like_a_name(said, page.text):
            return True
    return any(
        addressee_on(page) for number, page in enumerate(printed.pages) if number not in ours
    )


def _of_manifest(
    account: Account | None, told: ManifestRow | None, pages: int, *, binding: bool
) -> Iterator[str]:
    if told is None:
        if binding:
            yield "NOT_IN_MANIFEST"
        return
    if account is not None and number_key(told.account_number) != account.key:
        yield "MANIFEST_OTHER_ACCOUNT"
    if told.pages is not None and told.pages != pages:
        yield "PAGES_DIFFER"


def _at(printed: Printed, signal: str, place: Place, *, agrees: bool) -> Evidence:
    length = place.end - place.start
    return Evidence(signal, agrees, printed.text_of(place), place.page, place.start, length)


def _finding(
    facts: Facts,
    reasons: list[str],
    evidence: list[Evidence] | None = None,
    *,
    account: Account | None = None,
    state: str = "",
) -> Finding:
    return Finding(
        state=state or (QUARANTINED if reasons else READY),
        reasons=tuple(dict.fromkeys(reasons)),
        evidence=tuple(dict.fromkeys(evidence or ())),
        billing_account_id=account.id if account else None,
        kind=facts.kind,
        period=facts.period,
        statement_date=facts.statement_date,
        due_on=facts.due_on,
        amount_cents=facts.amount_cents,
    )
