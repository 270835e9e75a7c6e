"""Whether the people of an account are named on a page, and where.

A name counts only whole: given and family name side by side in either order, with nothing between them
but what may be a middle name. A middle name or a suffix that contradicts is another person's.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from portal.services.match.names import SUFFIXES, name_and_suffix, words_of

_MOST_WORDS = 5
_BETWEEN = re.compile(r"[ ,.'\"()-]*")
_ANY_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*\.?|\d(?:nd|rd|th)")
_AND = frozenset({"and", "y", "e", "or", "o"})
_NO_NAME = frozenset(
    {
        *("md", "do", "dds", "dmd", "dr", "np", "phd", "dpm", "od", "rn", "pllc", "sir", "madam"),
        *(
            "above",
            "account",
            "address",
            "amount",
            "associates",
            "atencion",
            "aviso",
            "balance",
            "bill",
        ),
        *(
            "billing",
            "box",
            "call",
            "care",
            "center",
            "charge",
            "charges",
            "clinic",
            "clinica",
        ),
        *(
            "code",
            "credit",
            "cuenta",
            "date",
            "dental",
            "dentistry",
            "department",
            "description",
            "doctor",
        ),
        *(
            "due",
            "family",
            "fecha",
            "group",
            "health",
            "hospital",
            "inc",
            "information",
            "insurance",
        ),
        *(
            "line",
            "llc",
            "llp",
            "medical",
            "medicine",
            "name",
            "number",
            "of",
            "office",
        ),
        *(
            "orthopaedics",
            "orthopedics",
            "page",
            "pago",
            "paid",
            "past",
            "patient",
            "pay",
            "payable",
        ),
        *(
            "payment",
            "pc",
            "pediatrics",
            "phone",
            "physicians",
            "practice",
            "provider",
            "questions",
            "received",
        ),
        *(
            "remit",
            "return",
            "saldo",
            "same",
            "see",
            "self",
            "service",
            "services",
            "statement",
        ),
        *(
            "street",
            "suite",
            "summary",
            "thank",
            "the",
            "this",
            "to",
            "total",
            "us",
        ),
        *(
            "visit",
            "we",
            "you",
            "your",
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of an account: the guarantor, or one whose visits it pays for; folded names."""

    given: tuple[str, ...]
    middle: tuple[str, ...]
    family: tuple[str, ...]
    suffix: str
    born: date | None


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a page, folded as names are, with its place."""

    folded: str
    start: int
    end: int


def person(
    *, given: str, family: str, middle: str = "", suffix: str = "", born: date | None = None
) -> Person:
    """Read somebody from the practice's books."""
    name, behind = name_and_suffix(family)
    first, behind_given = name_and_suffix(given)
    told = next((SUFFIXES[word] for word in words_of(suffix) if word in SUFFIXES), "")
    return Person(first.words, words_of(middle), name.words, told or behind or behind_given, born)


def words_in(plain: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Give the words of a part of a plain text."""
    found = []
    for word in _ANY_WORD.finditer(plain, start, len(plain) if end is None else end):
        bare = word[0].replace("'", "").rstrip(".")
        found.append(Word(bare, word.start(), word.end()))
    return found


def find(one: Person, words: list[Word], plain: str) -> tuple[int, int] | None:
    """Give start and end of the first place where somebody is named, or None."""
    if not one.given or not one.family:
        return None
    family, given = "".join(one.family), "".join(one.given)
    for place in range(len(words)):
        for first, second in ((given, family), (family, given)):
            behind = _joined(words, place, first, plain)
            if behind is None and first == given and len(one.given) > 1:
                behind = _joined(words, place, one.given[0], plain)
            if behind is None:
                continue
            end = _then(one, words, behind, second, plain, family_first=first == family)
            if end is not None:
                return words[place].start, words[end - 1].end
    return None


def looks_like_a_name(words: list[Word], text: str) -> bool:
    """Whether words can be a person's name: two to five of them, capital letters, nothing of a form."""
    if not 2 <= len(words) <= _MOST_WORDS or any(word.folded in _NO_NAME for word in words):
        return False
    long = [word for word in words if len(word.folded) > 1]
    return len(long) >= 2 and all(text[word.start].isupper() for word in (long[0], long[-1]))


def _joined(words: list[Word], place: int, wanted: str, plain: str) -> int | None:
    """Give the place behind words that together are `wanted`: `O Brien`, `Mary-Ann`."""
    said = ""
    for end in range(place, min(place + 4, len(words))):
        if end > place and not _adjacent(words, end, plain):
            return None
        said += words[end].folded
        if said == wanted:
            return end + 1
        if not wanted.startswith(said):
            return None
    return None


def _then(
    one: Person, words: list[Word], behind: int, wanted: str, plain: str, *, family_first: bool
) -> int | None:
    """Give the end of the whole name when `wanted` follows, after what may stand between."""
    for skipped in range(4):
        here = behind + skipped
        if here >= len(words) or not _adjacent(words, here, plain):
            return None
        end = _joined(words, here, wanted, plain)
        if end is None and family_first and len(one.given) > 1:
            end = _joined(words, here, one.given[0], plain)
        if end is None:
            continue
        between = [word.folded for word in words[behind:here]]
        after = _words_behind(words, end, plain) if family_first else []
        suffixes = _suffixes(words, end, plain)
        if family_first and not all(word in SUFFIXES for word in between):
            return None
        if _may_be_middle(one, [*between, *after]) and _suffix_fits(one, [*between, *suffixes]):
            return end
        return None
    return None


def _words_behind(words: list[Word], end: int, plain: str) -> list[str]:
    """Give an initial behind `Family, Given`; a whole word may be anything."""
    if end < len(words) and _adjacent(words, end, plain) and len(words[end].folded) == 1:
        return [words[end].folded]
    return []


def _suffixes(words: list[Word], end: int, plain: str) -> Iterator[str]:
    for place in range(end, min(end + 2, len(words))):
        if not _adjacent(words, place, plain):
            return
        if words[place].folded in SUFFIXES:
            yield words[place].folded


def _may_be_middle(one: Person, between: list[str]) -> bool:
    """Whether words between given and family name fit: unknown ones fit where no middle is known."""
    said = [word for word in between if word not in SUFFIXES]
    if any(word in _AND for word in said) and not set(said) <= {*one.middle, *one.given}:
        return len(said) == 1 and len(said[0]) == 1 and _fits(said[0], one)
    return all(_fits(word, one) for word in said)


def _fits(word: str, one: Person) -> bool:
    known = (*one.middle, *one.given[1:])
    if not known:
        return True
    return any(word == each or (len(word) == 1 and each.startswith(word)) for each in known) or any(
        len(each) == 1 and word.startswith(each) for each in known
    )


def _suffix_fits(one: Person, words: list[str]) -> bool:
    said = {SUFFIXES[word] for word in words if word in SUFFIXES}
    return not said or not one.suffix or said == {one.suffix}


def _adjacent(words: list[Word], place: int, plain: str) -> bool:
    return _BETWEEN.fullmatch(plain, words[place - 1].end, words[place].start) is not None
