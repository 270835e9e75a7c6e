"""How well each field of two people agrees: one level a field, no weights yet.

Every comparison is symmetric but for earlier names, which only a chart has.
"""

from functools import lru_cache

from rapidfuzz.distance import OSA, JaroWinkler

from portal.services.match.addresses import compare_addresses
from portal.services.match.contacts import compare_emails, compare_phones
from portal.services.match.dates import compare_birth_dates
from portal.services.match.names import NO_NAME, Name, first_word, of_words, other_words
from portal.services.match.nicknames import share_a_family
from portal.services.match.people import Names, Person

Levels = dict[str, str]

FIELDS = (
    *("given_name", "middle_name", "family_name", "suffix", "birth_date", "sex"),
    *("address", "phone", "email"),
)
_NEAR = 0.86  # Jaro-Winkler above which two names are spelled nearly alike
_TYPO_LENGTH = 4  # shorter names differ by one letter too often to call it a typo
_TWO_TYPOS = 7  # letters from which on two slips are still the same name
_SHORTEST_SOUND = 2


def levels(asked: Person, chart: Person) -> Levels:
    """Compare two people field by field."""
    given, family = _names(asked.names, chart)
    return {
        "given_name": given,
        "middle_name": _middle(asked.names, chart.names, given),
        "family_name": family,
        "suffix": _same(asked.suffix, chart.suffix),
        "birth_date": compare_birth_dates(asked.born, chart.born),
        "sex": _same(asked.sex, chart.sex),
        "address": compare_addresses(asked.places, chart.places),
        "phone": compare_phones(asked.phones, chart.phones),
        "email": compare_emails(asked.emails, chart.emails),
    }


GIVEN_ORDER = (
    *("exact", "nickname", "transliterated", "middle", "swapped", "close", "phonetic"),
    *("initial", "similar", "missing", "differ"),
)
FAMILY_ORDER = (
    *("exact", "previous", "transliterated", "swapped", "part", "close", "phonetic"),
    *("similar", "missing", "differ"),
)


def _names(asked: Names, chart: Person) -> tuple[str, str]:
    given = compare_given(asked, chart.names)
    family = compare_family(asked.family, chart.names.family)
    for earlier in chart.earlier:
        if earlier.family:
            said = compare_family(asked.family, earlier.family)
            family = min(family, "previous" if said == "exact" else said, key=FAMILY_ORDER.index)
        if earlier.given:
            given = min(given, compare_given(asked, earlier), key=GIVEN_ORDER.index)
    if given in {"differ", "similar", "missing"} and _swapped(asked, chart.names):
        return "swapped", "swapped"
    if family == "missing" and _is_whole_name(asked, chart.names):
        return "transliterated", "transliterated"
    return given, family


@lru_cache(maxsize=262_144)
def compare_given(asked: Names, chart: Names) -> str:
    """Compare given names; the middle names tell whether somebody goes by one of them."""
    one, other = asked.given, chart.given
    if not one or not other:
        return "missing"
    first, second = first_word(one), first_word(other)
    if one.joined == other.joined:
        return "exact" if len(one.joined) > 1 or not one.native else "initial"
    behind, after = other_words(one), other_words(other)
    if behind and after and not _words_agree(behind[0], after[0]):
        return _whole(one, other)
    said = _word(first, second)
    if said in {"exact", "nickname"}:
        return said
    said = min(said, _whole(one, other), key=GIVEN_ORDER.index)
    if said in {"close", "phonetic", "similar", "differ"} and _goes_by_middle(asked, chart):
        return "middle"
    return said


@lru_cache(maxsize=262_144)
def compare_family(one: Name, other: Name) -> str:
    """Compare family names: whole, one part of a double name, spelled or sounding alike."""
    if not one or not other:
        return "missing"
    if one.joined == other.joined:
        return "exact"
    if not one.native or not other.native:
        return _across_scripts(one, other)
    ours, theirs = one.parts, other.parts
    if len(ours) > 1 or len(theirs) > 1:
        if set(ours) & set(theirs):
            return "part"
        if any(_spelling(of_words((a,)), of_words((b,))) == "close" for a in ours for b in theirs):
            return "close"
    return _spelling(one, other)


def _whole(one: Name, other: Name) -> str:
    if not one.native or not other.native:
        return _across_scripts(one, other)
    return _spelling(one, other)


def _word(one: Name, other: Name) -> str:
    """Compare two first words."""
    if one.joined == other.joined:
        return "exact" if len(one.joined) > 1 or not one.native else "initial"
    if share_a_family(one.joined, other.joined):
        return "nickname"
    if one.native and other.native and 1 in {len(one.joined), len(other.joined)}:
        return "initial" if one.joined[0] == other.joined[0] else "differ"
    return _whole(one, other)


def _across_scripts(one: Name, other: Name) -> str:
    """Compare names of which at least one is not in Latin letters.

    Within one script a difference is one; across scripts, the Latin forms are compared, and where
    vowels are not written, their consonants.
    """
    if one.native == other.native:
        near = _spelling_of(one.joined, other.joined)
        return near if near == "close" else "differ"
    if one.latin == other.latin:
        return "transliterated"
    said = _spelling_of(one.latin, other.latin)
    if said == "close" or (_bones(one.latin) == _bones(other.latin) != ""):
        return "close"
    return "phonetic" if one.sound == other.sound and len(one.sound) > 1 else said


def _spelling(one: Name, other: Name) -> str:
    said = _spelling_of(one.latin, other.latin)
    if said == "close":
        return said
    if one.sound == other.sound and len(one.sound) >= _SHORTEST_SOUND:
        return "phonetic"
    return said


def _spelling_of(one: str, other: str) -> str:
    """Give `close`, `similar` or `differ` for two spellings."""
    shorter = min(len(one), len(other))
    if shorter < _TYPO_LENGTH:
        return "differ"
    allowed = 2 if shorter >= _TWO_TYPOS else 1
    if OSA.distance(one, other, score_cutoff=allowed) <= allowed:
        return "close"
    return "similar" if JaroWinkler.similarity(one, other) >= _NEAR else "differ"


def _bones(latin: str) -> str:
    """The consonants of a name, for scripts that leave out the vowels."""
    found = "".join(char for char in latin if char not in "aeiouwy")
    return found if len(found) > 1 else ""


def _words_agree(one: str, other: str) -> bool:
    return one == other or (1 in {len(one), len(other)} and one[0] == other[0])


def _goes_by_middle(asked: Names, chart: Names) -> bool:
    return _called(asked.given, chart) or _called(chart.given, asked)


def _called(given: Name, names: Names) -> bool:
    """Whether a given name is one of somebody's other names, or a short form of one."""
    word = given.words[0]
    others = (*other_words(names.given), *names.middle.words)
    return any(len(o) > 1 and (o == word or share_a_family(o, word)) for o in others)


def _swapped(asked: Names, chart: Names) -> bool:
    """Whether given and family name stand in each other's place."""
    if not (asked.given and asked.family and chart.given and chart.family):
        return False
    crossed = {
        _word(first_word(asked.given), first_word(chart.family)),
        _word(first_word(asked.family), first_word(chart.given)),
    }
    whole = asked.given.joined == chart.family.joined and asked.family.joined == chart.given.joined
    # one of the two may have a typo; both, and it is anybody
    return whole or (crossed <= {"exact", "nickname", "close"} and "exact" in crossed)


def _is_whole_name(asked: Names, chart: Names) -> bool:
    """Whether one of the two wrote the whole name in one, in another script: 王杰 and *Jie Wang*."""
    for one, other in ((asked, chart), (chart, asked)):
        alone = one.given if not one.family else NO_NAME
        if alone and not alone.native and other.given.native and other.family.native:
            given, family = other.given.latin, other.family.latin
            return alone.latin in {given + family, family + given}
    return False


def _middle(asked: Names, chart: Names, given: str) -> str:
    """Compare what stands behind the first given name."""
    if given in {"middle", "swapped"}:
        return "missing"  # the middle name has been counted
    one, other = _rest(asked), _rest(chart)
    if not one or not other:
        return "missing"
    if one == other or "".join(one) == "".join(other):
        return "exact" if max(map(len, one)) > 1 else "initial"
    first, second = one[0], other[0]
    if 1 in {len(first), len(second)}:
        return "initial" if first[0] == second[0] else "differ"
    if set(one) & set(other):
        return "exact"
    said = _word(of_words((first,)), of_words((second,)))
    return "close" if said in {"nickname", "close", "phonetic", "transliterated"} else "differ"


def _rest(names: Names) -> tuple[str, ...]:
    return (*other_words(names.given), *names.middle.words)


def _same(one: str, other: str) -> str:
    if not one or not other:
        return "missing"
    return "exact" if one == other else "differ"
