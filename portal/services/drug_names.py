"""What drugs are called: whether two names mean one drug, and whether an allergy speaks of it.

There is no table of ingredients here, so names are compared by their words and a few classes are
written out. What this finds is a hint for a provider; that it finds nothing proves nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from portal.services.folding import fold

_CLASSES: Mapping[str, tuple[str, ...]] = {
    "penicillin": (
        *("penicillin", "amoxicillin", "ampicillin", "dicloxacillin", "nafcillin", "oxacillin"),
        "piperacillin",
    ),
    "cephalosporin": (
        *("cefaclor", "cefadroxil", "cefdinir", "cefixime", "cefprozil", "cefuroxime"),
        "cephalexin",
    ),
    "sulfonamide": ("sulfamethoxazole", "sulfadiazine", "sulfasalazine", "sulfisoxazole"),
    "macrolide": ("azithromycin", "clarithromycin", "erythromycin"),
    "nsaid": (
        *("aspirin", "celecoxib", "diclofenac", "etodolac", "ibuprofen", "indomethacin"),
        *("ketorolac", "meloxicam", "nabumetone", "naproxen"),
    ),
    "statin": (
        *("atorvastatin", "fluvastatin", "lovastatin", "pitavastatin", "pravastatin"),
        *("rosuvastatin", "simvastatin", "simvistatin"),
    ),
    "ace inhibitor": (
        *("benazepril", "captopril", "enalapril", "fosinopril", "lisinopril", "moexipril"),
        *("perindopril", "quinapril", "ramipril", "trandolapril"),
    ),
    "opioid": (
        *("codeine", "fentanyl", "hydrocodone", "hydromorphone", "meperidine", "methadone"),
        *("morphine", "oxycodone", "tramadol"),
    ),
}
_ALSO_CALLED = {
    "sulfa": "sulfonamide",
    "sulfa drugs": "sulfonamide",
    "nonsteroidal anti inflammatory": "nsaid",
    "ace inhibitors angiotensin converting enzyme inhibitors": "ace inhibitor",
}
# words of an allergy's name that name no substance
_EMPTY = frozenset(
    {"allergy", "allergies", "to", "drug", "drugs", "the", "and", "or", "class", "of", "all"}
)


@dataclass(frozen=True)
class Allergy:
    """An allergy as the chart has it."""

    substance: str
    rxnorm: str = ""
    reaction: str = ""
    severity: str = ""


@dataclass(frozen=True)
class AllergyMatch:
    """An allergy that speaks of a drug; `by` is rxnorm, name or class."""

    allergy: Allergy
    by: str


def same_drug(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two medications are the same drug: by RxNorm where both have it, else by name.

    Another strength is another drug.
    """
    if one["rxnorm"] and other["rxnorm"]:
        return bool(one["rxnorm"] == other["rxnorm"])
    return fold(one["name"]) == fold(other["name"])


def allergy_to(name: str, rxnorm: str, allergies: Sequence[Allergy]) -> AllergyMatch | None:
    """Give the first allergy that speaks of a drug, or None."""
    words = frozenset(fold(name).split())
    for allergy in allergies:
        by = _speaks_of(allergy, words, rxnorm)
        if by:
            return AllergyMatch(allergy, by)
    return None


def names_drug(words: Sequence[str], name: str) -> bool:
    """Whether one of the words is a word of the drug's name."""
    return not frozenset(fold(name).split()).isdisjoint(words)


def _speaks_of(allergy: Allergy, words: frozenset[str], rxnorm: str) -> str:
    if allergy.rxnorm and allergy.rxnorm == rxnorm:
        return "rxnorm"
    named = [word for word in fold(allergy.substance).split() if word not in _EMPTY]
    if not named:
        return ""
    if words.issuperset(named):
        return "name"
    phrase = " ".join(named)
    family = _ALSO_CALLED.get(phrase, phrase)
    members = _CLASSES.get(family) or _CLASSES.get(family.removesuffix("s")) or ()
    return "class" if not words.isdisjoint(members) else ""
