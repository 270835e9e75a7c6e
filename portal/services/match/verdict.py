"""The band of a match, and what stops it: the hard stops of DOMAIN §5.2 and invariant 6.

A score alone never makes a match strong. The birth date and the given name must agree, something
beyond name and birth date must, too, and no guard may stand in the way.
"""

from portal.services.match.levels import Levels
from portal.services.match.people import Chart
from portal.services.match.weights import POSSIBLE, STRONG

_NAMED = {"exact", "nickname"}
_FAMILY = {"exact", "previous", "transliterated", "part", "close", "phonetic"}
_REACHED = {"exact", "close"}
_OTHER_GIVEN = {"differ", "similar"}
KINDRED = {"twin", "household", "senior_junior"}
"""Guards that say: somebody else of the family."""


def guard_of(found: Levels, chart: Chart, *, dated: bool) -> str | None:
    """Give what stops a chart, most telling first, or None; `dated` says that both birth dates are known.

    Whether two charts are alike is seen only when all are scored: `ranking` adds it.
    """
    kin = _kin(found)
    if kin is not None:
        return kin
    stops = (
        ("no_birth_date", not dated),
        ("not_duplicate", chart.distinct),
        (chart.status, chart.status != "active"),
        ("deceased", chart.deceased),
        ("account_exists", chart.has_account),
        ("namesake", _is_namesake(found)),
    )
    return next((name for name, stopped in stops if stopped), None)


def reasons(found: Levels, points: int) -> list[str]:
    """Give why a match is not strong, as codes; [] when nothing but a guard can stop it."""
    born, given, family = found["birth_date"], found["given_name"], found["family_name"]
    said = []
    if points < STRONG:
        said.append("score_too_low")
    if born != "exact":
        said.append(f"birth_date_{born}")
    if given not in _NAMED:
        said.append(f"given_name_{given}")
    if family not in _FAMILY:
        said.append(f"family_name_{family}")
    if found["middle_name"] == "differ":
        said.append("middle_name_differ")
    if found["suffix"] == "differ":
        said.append("suffix_differ")
    if found["sex"] == "differ" and given != "exact":
        said.append("sex_differ")
    if not _is_reached(found):
        said.append("nothing_beyond_name_and_birth_date")
    return said


def band_of(points: int, why_not: list[str], guard: str | None) -> str:
    """Give `strong`, `possible` or `none`; somebody else of the family is never a match at all."""
    if guard is None and not why_not:
        return "strong"
    if points < POSSIBLE or guard in {"twin", "household"}:
        return "none"
    return "possible"


def named_and_reached(found: Levels) -> bool:
    """Whether name and a contact agree: worth a look whatever the birth date says."""
    return found["given_name"] in _NAMED and found["family_name"] in _FAMILY and _is_reached(found)


def _is_reached(found: Levels) -> bool:
    """Whether something beyond name and birth date agrees: the house, a phone, an e-mail address.

    Experts take two records of one name and birth date for one person only then. A shared ZIP is
    nothing in a practice of one town.
    """
    return found["address"] in _REACHED or "exact" in {found["phone"], found["email"]}


def _kin(found: Levels) -> str | None:
    """Tell a twin, another of the household, and father and son of one name."""
    born, given, family = found["birth_date"], found["given_name"], found["family_name"]
    related = family not in {"differ", "missing"}
    reached = _is_reached(found)
    if given in _OTHER_GIVEN and (related or reached):
        if born in {"exact", "slip", "swapped"}:
            kin = "twin" if related else "household"
            return kin if given == "differ" or born == "exact" else None
        return "household" if reached and given == "differ" else None
    parted = found["suffix"] == "differ" or (born == "generation" and reached)
    if given in _NAMED and related and parted:
        return "senior_junior"
    return None


def _is_namesake(found: Levels) -> bool:
    """One name and birth date, but whatever could be compared beyond them differs."""
    beyond = {found["address"], found["phone"], found["email"]}
    return (
        found["birth_date"] == "exact"
        and found["given_name"] in _NAMED
        and not _is_reached(found)
        and "differ" in beyond
    )
