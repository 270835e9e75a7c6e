"""Under which keys a chart is found: what a person who applies may share with it.

Birth dates are looked up by themselves (`dates.birth_dates_like`). The keys here find a chart whose
birth date was typed wrong altogether: a phone, an e-mail, a house in a street, the sound of the name.
"""

from portal.services.match.names import first_word, sound_of
from portal.services.match.people import Names, Person

VERSION = 1
"""Raised when keys change: charts keyed by an older version are keyed anew."""

_LONGEST = 60


def keys_of(person: Person) -> list[str]:
    """Give the keys of a person, each at most 60 characters."""
    found = [f"p{phone}" for phone in person.phones]
    found += [f"e{email}" for email in person.emails]
    found += [
        f"a{place.number}|{place.street[0]}"
        for place in person.places
        if place.number and place.street
    ]
    for names in (person.names, *person.earlier):
        found += _name_keys(names)
    return list(dict.fromkeys(key[:_LONGEST] for key in found))


def _name_keys(names: Names) -> list[str]:
    """The sounds of given and family name, in an order that swapping does not change."""
    if not names.given or not names.family:
        return []
    given = _sound(first_word(names.given).latin)
    sounds = {_sound(word) for word in names.family.parts} | {_sound(names.family.latin)}
    return ["n" + "|".join(sorted((given, family))) for family in sorted(sounds)]


def _sound(word: str) -> str:
    return sound_of(word) or word
