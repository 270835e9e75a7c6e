"""Whether a text is a UCUM unit as laboratories use them (case-sensitive codes, ucum.org).

Only the atoms and prefixes that results carry: mega and above are left out, because "ML" in a result
is a milliliter in capitals and never a million liters.
"""

import re

_METRIC = frozenset(
    {"g", "m", "s", "L", "l", "mol", "U", "kat", "Pa", "K", "Cel", "eq", "osm", "[IU]", "[iU]", "V"}
    | {"J", "cal", "Hz", "bar", "m[Hg]", "m[H2O]", "t", "Bq", "W", "N", "C"}
)
_PLAIN = frozenset(
    {"%", "[ppth]", "[ppm]", "[ppb]", "[pH]", "a", "mo", "wk", "d", "h", "min", "10*", "10^", "deg"}
    | {"[HPF]", "[LPF]", "100", "10", "1", "[CFU]", "[PFU]", "[arb'U]", "[GPL'U]", "[MPL'U]"}
    | {"[APL'U]", "[degF]", "[lb_av]", "[oz_av]", "[in_i]", "[ft_i]", "[foz_us]", "[pt_us]"}
    | {"[USP'U]", "[CCID_50]", "[TCID_50]", "[EID_50]", "[AU]", "[BAU]", "[ELU]", "[anti'Xa'U]"}
    | {"[BETHESDA'U]", "[todd'U]", "[dye'U]", "[knk'U]", "[mclg'U]", "[smgy'U]", "[Lf]", "[drp]"}
)
_PREFIXES = ("da", "k", "d", "c", "m", "u", "n", "p", "f", "h")
# atom, power, annotation; an annotation may stand alone
_TERM = re.compile(
    r"(?P<atom>10[*^]|[A-Za-z%]*\[[^\[\]{}\s]+\]|[A-Za-z%]+|[0-9]+)?"
    r"(?P<power>[-+]?[1-9][0-9]?)?(?P<note>\{[!-z|~]{1,30}\})?"
)
_BETWEEN = re.compile(r"[./](?![^{]*\})")  # an annotation may hold both
_WORD = re.compile(r"[A-Za-z%]")
_INVERSE = re.compile(r"[A-Za-z\]]-[0-9]")  # "g/l-1" is meant as g/L and says another thing


def is_ucum(text: str, *, alone: bool = True) -> bool:
    """Tell whether every part of a unit is a UCUM one.

    `alone` lets a single bare word pass ("S"), a bare number and a negative power, which only mean
    themselves where the sender says that it writes UCUM: elsewhere S may be seconds.
    """
    if not alone and (text.isalpha() or not _WORD.search(text) or _INVERSE.search(text)):
        return False
    parts = _BETWEEN.split(text.removeprefix("/"))
    return bool(text) and all(_is_term(part) for part in parts)


def _is_term(term: str) -> bool:
    found = _TERM.fullmatch(term)
    if found is None or not term:
        return False
    atom = found["atom"]
    if atom is None:
        return found["power"] is None
    if atom in _PLAIN or atom in _METRIC:
        return True
    return any(atom.startswith(one) and atom[len(one) :] in _METRIC for one in _PREFIXES)
