"""Whether a statement is a first bill, a reminder or the last word before collection."""

import re
from collections.abc import Iterable

_FINAL = re.compile(
    r"^(?:your |this is (?:your |our |a )?)?(?:final|last) (?:notice|demand|reminder)\b"
)
_FINAL_BEHIND = re.compile(
    r"\b(?:final notice|ultimo aviso|aviso final)$|^(?:ultimo aviso|aviso final)\b"
)
_PAST_DUE = re.compile(
    r"^past due$|\bpast due notice\b|^(?:second|third|2nd|3rd) (?:notice|reminder)\b"
    r"|^(?:this|your) (?:account|balance|bill) is (?:now |seriously )?(?:past due|overdue)\b"
    r"|^cuenta vencida\b|^(?:segundo|tercer) aviso\b|^aviso de (?:pago vencido|mora)\b"
)
_AMOUNT_NEXT = re.compile(r"^\(?-?\$?\d[\d,]*\.\d{2}")
_DECORATION = " *-!.:=_#~|"


def kind_of(pages: Iterable[str]) -> str:
    """Give `final`, `past_due` or `standard` for the plain texts of pages.

    The words must stand as a heading or begin a sentence: a column of an aging table says nothing.
    """
    kinds = set()
    for page in pages:
        lines = [line.strip(_DECORATION) for line in page.split("\n")]
        lines = [line for line in lines if line]
        for line, after in zip(lines, [*lines[1:], ""], strict=False):
            if _FINAL.search(line) or _FINAL_BEHIND.search(line):
                return "final"
            if _PAST_DUE.search(line) and not _AMOUNT_NEXT.match(after):
                kinds.add("past_due")
    return "past_due" if kinds else "standard"
