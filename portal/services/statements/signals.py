"""The second signals: whether names, birth dates and the amount of a file agree with an account."""

import re
from collections.abc import Iterator
from itertools import groupby, takewhile

from portal.services.statements.finding import Evidence
from portal.services.statements.items import WORD, Item, Page
from portal.services.statements.known import Account
from portal.services.statements.manifest import ManifestRow
from portal.services.statements.pairing import IN_A_NAME
from portal.services.statements.people import find, looks_like_a_name, words_in
from portal.services.statements.printed import Place, Printed
from portal.services.statements.values import Day

_STREET = re.compile(r"\s*(?:\d+\w? +\w|p\.? ?o\.? ?box)")
_CITY = re.compile(r"\b[a-z]{2} \d{5}\b")


def names_of(printed: Printed, account: Account) -> Iterator[Evidence]:
    """Give where people of the account are named, and where a label names somebody else."""
    for number, page in enumerate(printed.pages):
        words = words_in(page.plain)
        for each in dict.fromkeys(account.people):
            found = find(each, words, page.plain)
            if found:
                start, end = found
                yield Evidence("name", True, page.text[start:end], number, start, end - start)
    for place, explicit in printed.names:
        page = printed.pages[place.page]
        words = words_in(page.plain, place.start, place.end)
        if not explicit or not looks_like_a_name(words, page.text):
            continue
        if not any(find(each, words, page.plain) for each in account.people):
            yield _evidence(printed, "name", place, agrees=False)


def births_of(printed: Printed, account: Account) -> Iterator[Evidence]:
    """Compare every labelled birth date; of somebody whose own is not known, none can differ."""
    known = {each.born for each in account.people if each.born}
    all_known = all(each.born for each in account.people)
    either = printed.in_spanish and printed.day_first is None
    for day, place in printed.births:
        agrees = bool(_readings(day, printed, either=either) & known)
        if agrees or all_known:
            yield _evidence(printed, "birth_date", place, agrees=agrees)


def _readings(day: Day, printed: Printed, *, either: bool) -> set[object]:
    if day.certain or either:
        return set(day.readings)
    return {day.day_first if printed.day_first else day.month_first}


def amount_of(printed: Printed, account: Account, told: ManifestRow | None) -> Iterator[Evidence]:
    """Compare the amount owed with the manifest, or else with the account's balance.

    The books lag behind the bill: another balance says nothing, another amount in the manifest does.
    """
    if printed.amount is None:
        return
    cents, place = printed.amount
    if told is not None and told.amount_cents is not None:
        yield _evidence(printed, "amount", place, agrees=told.amount_cents == cents)
    elif cents and cents == account.balance_cents:
        yield _evidence(printed, "amount", place, agrees=True)


def may_name_somebody(page: Page) -> bool:
    """Whether words side by side on a page, with nothing of a form among them, may be a name."""
    for _, line in groupby(page.items, key=lambda item: (item.line, item.kind == WORD)):
        run: list[Item] = []
        for item in line:
            if item.kind != WORD:
                break
            if run and not IN_A_NAME.fullmatch(page.between(run[-1], item)):
                if _is_name(page, run):
                    return True
                run = []
            run.append(item)
        if run and _is_name(page, run):
            return True
    return False


def _is_name(page: Page, run: list[Item]) -> bool:
    return looks_like_a_name(words_in(page.plain, run[0].start, run[-1].end), page.text)


def addressee_on(page: Page) -> bool:
    """Whether a person's name stands over a street and a city with its postal code.

    Other columns may stand behind each of the three lines.
    """
    lines = [list(line) for _, line in groupby(page.items, key=lambda item: item.line)]
    for name, street, city in zip(lines, lines[1:], lines[2:], strict=False):
        words = list(takewhile(lambda item: item.kind == WORD, name))
        if not words or not _STREET.match(page.plain, street[0].start):
            continue
        below = page.plain[city[0].start : city[-1].end]
        said = words_in(page.plain, words[0].start, words[-1].end)
        if _CITY.search(below) and looks_like_a_name(said, page.text):
            return True
    return False


def _evidence(printed: Printed, signal: str, place: Place, *, agrees: bool) -> Evidence:
    length = place.end - place.start
    return Evidence(signal, agrees, printed.text_of(place), place.page, place.start, length)
