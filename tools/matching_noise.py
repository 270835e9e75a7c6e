"""Requests made from charts with one disturbance each, and of people who are like a patient but none."""

import copy
import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from anyascii import anyascii
from matching_sets import TODAY, LinkageSet, Request, enrollment_charts, synthea

from portal.services.match.exchange import chart_of, request_of
from portal.services.match.nicknames import forms_of

_EACH = 150
_OCR = {"o": "0", "l": "1", "i": "l", "s": "5", "e": "c", "m": "rn", "n": "ri", "g": "9"}
_KEYS = "qwertyuiopasdfghjklzxcvbnm"
_OTHER_SCRIPT = {
    "cyrillic": dict(
        zip("abvgdezijklmnoprstufhc", "абвгдезийклмнопрстуфхц", strict=True),
        y="ы",
        w="в",
        x="кс",
        q="к",
    ),
    "greek": dict(
        zip("abgdezhiklmnxoprstuf", "αβγδεζηικλμνξοπρστυφ", strict=True),
        v="β",
        w="ω",
        c="κ",
        j="ι",
        q="κ",
        y="υ",
    ),
}

Fields = dict[str, str]
Change = Callable[[Fields, random.Random], Fields | None]


def noisy(folder: Path) -> Iterator[LinkageSet]:
    """Give a set for each disturbance, the same with the same data."""
    resources = enrollment_charts(folder)
    charts = [chart_of(one, TODAY) for one in resources]
    strangers = [one for one in synthea(folder).values() if one not in resources]
    for name, change in {**SAME_PERSON, **OTHER_PERSON}.items():
        chance = random.Random(f"1:{name}")  # noqa: S311 - made, the same each time
        requests = []
        for resource in chance.sample(resources, len(resources)):
            changed = change(fields_of(resource), chance)
            if changed is not None:
                truth = resource["id"] if name in SAME_PERSON else ""
                values = {"request_id": resource["id"], **changed}
                requests.append(Request(resource["id"], request_of(values, TODAY)[1], truth, name))
            if len(requests) == _EACH:
                break
        yield LinkageSet(name, charts, requests)
    made = [
        Request(
            one["id"], request_of({"request_id": one["id"], **fields_of(one)}, TODAY)[1], "", "x"
        )
        for one in strangers
    ]
    yield LinkageSet("a stranger", charts, made)


def fields_of(resource: dict[str, Any]) -> Fields:
    """Give what a patient would type, without a fault."""
    name = next(one for one in resource["name"] if one.get("use") in {"official", None})
    given = [_bare(one) for one in name.get("given", [""])]
    address = (resource.get("address") or [{}])[0]
    telecom = resource.get("telecom", [])
    return {
        "first": given[0],
        "middle": " ".join(given[1:]),
        "last": _bare(name.get("family", "")),
        "dob": resource.get("birthDate", ""),
        "line": ", ".join(address.get("line", [])),
        "city": address.get("city", ""),
        "state": address.get("state", ""),
        "zip": address.get("postalCode", ""),
        "phone": next((one["value"] for one in telecom if one["system"] == "phone"), ""),
        "email": next((one["value"] for one in telecom if one["system"] == "email"), ""),
        "gender": resource.get("gender", ""),
    }


def _bare(name: str) -> str:
    return name.rstrip("0123456789")


def _typo(text: str, chance: random.Random) -> str:
    if len(text) < 4:
        return text
    place = chance.randrange(1, len(text) - 1)
    kind = chance.randrange(4)
    if kind == 0:
        return text[:place] + text[place + 1 :]
    if kind == 1:
        return text[:place] + chance.choice(_KEYS) + text[place:]
    if kind == 2:
        return text[:place] + chance.choice(_KEYS) + text[place + 1 :]
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]


def _typed_wrong(field: str) -> Change:
    def change(fields: Fields, chance: random.Random) -> Fields | None:
        wrong = _typo(fields[field], chance)
        return None if wrong == fields[field] else {**fields, field: wrong}

    return change


def _scanned(fields: Fields, chance: random.Random) -> Fields | None:
    last = fields["last"]
    places = [n for n, char in enumerate(last[:-1]) if n and char in _OCR]
    if not places or len(last) < 5:
        return None
    place = chance.choice(places)
    return {**fields, "last": last[:place] + _OCR[last[place]] + last[place + 1 :]}


def _other_script(name: str) -> Change:
    table = _OTHER_SCRIPT[name]

    def change(fields: Fields, _: random.Random) -> Fields | None:
        def write(text: str) -> str:
            plain = anyascii(text).casefold()
            return "".join(table.get(char, char) for char in plain).title()

        return {**fields, "first": write(fields["first"]), "last": write(fields["last"])}

    return change


def _nickname(fields: Fields, chance: random.Random) -> Fields | None:
    forms = sorted(forms_of(fields["first"].casefold()))
    return {**fields, "first": chance.choice(forms).title()} if forms else None


def _born(shift: Callable[[date, random.Random], date | None]) -> Change:
    def change(fields: Fields, chance: random.Random) -> Fields | None:
        moved = shift(date.fromisoformat(fields["dob"]), chance)
        if moved is None or moved > TODAY or moved.isoformat() == fields["dob"]:
            return None
        return {**fields, "dob": moved.isoformat()}

    return change


def _one_digit(day: date, chance: random.Random) -> date | None:
    text = day.isoformat()
    place = chance.choice([2, 3, 5, 6, 8, 9])
    return _date(text[:place] + chance.choice("0123456789") + text[place + 1 :])


def _transposed(day: date, chance: random.Random) -> date | None:
    text = day.isoformat()
    place = chance.choice([2, 5, 8])
    return _date(text[:place] + text[place + 1] + text[place] + text[place + 2 :])


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _moved(fields: Fields, chance: random.Random) -> Fields:
    place = {
        "line": f"{chance.randrange(1, 999)} Elsewhere Road",
        "city": "Faraway",
        "zip": "99901",
    }
    return {**fields, **place, "state": "AK"}


def _new_phone(fields: Fields, chance: random.Random) -> Fields:
    return {**fields, "phone": f"907-{chance.randrange(200, 999)}-{chance.randrange(1000, 9999)}"}


def _surname(fields: Fields, chance: random.Random) -> Fields:
    return {**fields, "last": chance.choice(["Quackenbush", "Zamboni", "Ivers", "Tolliver"])}


def _without(*names: str) -> Change:
    return lambda fields, _: {**fields, **dict.fromkeys(names, "")}


def _set(**made: Callable[[Fields], str]) -> Change:
    return lambda fields, _: {**fields, **{name: make(fields) for name, make in made.items()}}


def _younger(years: int) -> Change:
    return _born(lambda day, _: _date(f"{day.year + years:04}-{day:%m-%d}"))


def _both(*changes: Change) -> Change:
    def change(fields: Fields, chance: random.Random) -> Fields | None:
        result: Fields | None = copy.copy(fields)
        for one in changes:
            result = one(result, chance) if result is not None else None
        return result

    return change


def _another_given(fields: Fields, chance: random.Random) -> Fields | None:
    first = chance.choice(["Bartholomew", "Xiomara", "Quincy", "Ursula", "Ignatz", "Wilhelmina"])
    return None if first == fields["first"] else {**fields, "first": first, "middle": ""}


SAME_PERSON: dict[str, Change] = {
    "nothing": lambda fields, _: fields,
    "typo in the given name": _typed_wrong("first"),
    "typo in the family name": _typed_wrong("last"),
    "typo in the street": _typed_wrong("line"),
    "scanned family name": _scanned,
    "given and family name swapped": _set(first=lambda f: f["last"], last=lambda f: f["first"]),
    "nickname": _nickname,
    "initial only": _set(first=lambda f: f["first"][:1]),
    "whole name in one field": _set(
        first=lambda f: f"{f['first']} {f['last']}", last=lambda _: "", middle=lambda _: ""
    ),
    "given and middle name in one field": lambda f, _: (
        {**f, "first": f"{f['first']} {f['middle']}", "middle": ""} if f["middle"] else None
    ),
    "goes by the middle name": lambda f, _: (
        {**f, "first": f["middle"], "middle": ""} if f["middle"] else None
    ),
    "second surname added": _set(last=lambda f: f"{f['last']} Echeverría"),
    "hyphenated by marriage": _set(last=lambda f: f"Quackenbush-{f['last']}"),
    "another surname": _surname,
    "accents": _set(
        first=lambda f: f["first"].replace("a", "á").replace("o", "ö"),
        last=lambda f: f["last"].replace("e", "é").replace("n", "ñ"),
    ),
    "in Cyrillic": _other_script("cyrillic"),
    "in Greek": _other_script("greek"),
    "upper case": _set(first=lambda f: f["first"].upper(), last=lambda f: f["last"].upper()),
    "a suffix the chart lacks": _set(last=lambda f: f"{f['last']} Jr."),
    "one digit of the birth date": _born(_one_digit),
    "two digits of the birth date swapped": _born(_transposed),
    "day and month swapped": _born(lambda d, _: _date(f"{d.year:04}-{d.day:02}-{d.month:02}")),
    "born a day off": _born(lambda d, c: d + timedelta(days=c.choice((-1, 1)))),
    "born a year off": _born(lambda d, c: _date(f"{d.year + c.choice((-1, 1)):04}-{d:%m-%d}")),
    "birth date all wrong": _set(dob=lambda _: "1963-04-17"),
    "no birth date": _without("dob"),
    "moved": _moved,
    "new phone": _new_phone,
    "moved, new phone": _both(_moved, _new_phone),
    "no ZIP": _without("zip"),
    "no phone, no e-mail": _without("phone", "email"),
    "no address": _without("line", "city", "state", "zip"),
    "no gender": _without("gender"),
    "no given name": _without("first", "middle"),
    "married and moved": _both(_surname, _moved),
    "typos in both names, moved": _both(_typed_wrong("first"), _typed_wrong("last"), _moved),
}

OTHER_PERSON: dict[str, Change] = {
    "a twin": _another_given,
    "a twin with a typo in the surname": _both(_another_given, _typed_wrong("last")),
    "a child of the same name, 15 to 19 years": _both(_younger(17)),
    "a child of the same name, 20 years": _younger(20),
    "a child of the same name, 30 years": _younger(30),
    "a child with another given name": _both(_another_given, _younger(28)),
    "a namesake of the same birth date": _both(_moved, _new_phone, _without("email")),
    "a namesake with a typo": _both(_moved, _new_phone, _without("email"), _typed_wrong("last")),
    "a namesake who gives nothing else": _without(
        "line", "city", "state", "zip", "phone", "email", "middle"
    ),
    "a neighbor": _both(_another_given, _surname, _born(_one_digit)),
}
