"""Flags of HL7 table 0078 (OBX-8) and of FHIR's interpretation; the gravest of several counts."""

from collections.abc import Iterable

CRITICAL = frozenset({"HH", "LL", "AA"})
"""What the table calls beyond panic limits, or analogous to it."""

# the gravest first; those of one group are equally grave, and the first that was sent counts
_GRAVITY: tuple[frozenset[str], ...] = (
    CRITICAL,
    frozenset({">", "<"}),  # beyond the scale of the instrument
    frozenset(
        {"HU", "LU", "H>", "L<", "HX", "LX"}
    ),  # significantly, or beyond a treatment threshold
    frozenset({"H", "L"}),
    frozenset({"A", "R", "NS", "POS", "DET", "RR", "IE", "TOX", "VS", "W", "D", "U"}),
    frozenset({"I", "SDD", "WR", "MS", "HM", "B", "IND", "E", "QCF", "AC", "CAR", "EXP", "UNE"}),
    frozenset({"S", "N", "NEG", "ND", "NR"}),
)
_RANK = {code: rank for rank, codes in enumerate(_GRAVITY) for code in codes}
_SYSTEMS = ("HL7", "0078", "OBSERVATIONINTERPRETATION", "2.16.840.1.113883.5.83", "V2-0078")
_LOCAL = frozenset({"", "L"})


def gravest(text: str) -> str:
    """Give the gravest code of OBX-8 as sent, repetitions (~) and components (^) and all.

    "" where no code of the table was sent. Spellings such as "HIGH" are no codes: they are kept with
    the value, and nothing is concluded from them.
    """
    return gravest_of(
        coded for repetition in text.split("~") for coded in _coded(repetition.split("^"))
    )


def gravest_of(codes: Iterable[tuple[str, str]]) -> str:
    """Give the gravest of (code, system) pairs; a code of another vocabulary does not count."""
    found = [
        bare
        for code, system in codes
        if (bare := code.strip().upper()) in _RANK and _is_of_table(system)
    ]
    return min(found, key=_RANK.__getitem__, default="")


def _coded(components: list[str]) -> list[tuple[str, str]]:
    """Give the code and, where there is one, the alternate code of a coded element."""
    filled = [*components, "", "", "", "", "", ""]
    return [(filled[0], filled[2]), (filled[3], filled[5])]


def _is_of_table(system: str) -> bool:
    bare = system.strip().upper()
    return bare in _LOCAL or any(name in bare for name in _SYSTEMS)
