"""What kind of report it is: the laboratory's, or one that is refused, with the reason.

HL7 table 0074 (diagnostic service sections), LOINC's class parts, SNOMED CT and FHIR's observation
categories, as far as senders use them. No category at all is not held against a report.
"""

import re
from collections.abc import Iterable

from portal.intake.fhir.decoding import UnfitError
from portal.intake.fhir.elements import Element, codes, part, parts, shown
from portal.intake.no_results import no_result_reason

_LABORATORY = frozenset(
    {
        *("lab", "ch", "hm", "mb", "mcb", "myc", "par", "vr", "sr", "sp", "cp", "cg", "ge"),
        *("imm", "blb", "bg", "tx", "urn", "pat", "cy", "osl"),  # HL7 table 0074
        "laboratory",  # observation-category
        *("lp29693-6", "lp7839-6", "lp7819-8", "lp7838-8", "lp31388-9"),  # LOINC: lab, pathology, …
        *(
            "laboratory medicine",
            "15220000",
            "108252007",
            "4241000179101",
            "394595002",
        ),  # SNOMED CT
        *("394596001", "394915009", "394597005", "394916005"),
    }
)
_CODE = re.compile(r"[a-z]{2,4}|imaging|radiology|procedure|[0-9]{6,18}|lp[0-9]{4,7}-[0-9]")


def refuse_no_laboratory(report: Element) -> None:
    """Raise UnfitError for a report that names categories, none of which is a laboratory's."""
    categories = parts(report, "category")
    told = {code.casefold() for _, code in codes(categories) if code}
    words = {shown(one).casefold() for one in categories} - {""}
    if told & _LABORATORY or words & _LABORATORY or not (told or words):
        return
    # what is no code may be somebody's data, and is not told
    name = ", ".join(sorted(one for one in told if _CODE.fullmatch(one))) or "in words"
    raise UnfitError("NOT_LABORATORY", f"DiagnosticReport.category is {name[:80]}.")


def refuse_no_result(report: Element, observations: Iterable[Element]) -> None:
    """Raise UnfitError for certificates of death and notifications of a case."""
    own = part(report, "code")
    found = {code for _, code in codes([own, *(part(one, "code") for one in observations)])}
    titles = " ".join(shown(one) for one in [own, *parts(own, "coding")])
    displays = " ".join(str(one.get("display", "")) for one in parts(own, "coding"))
    reason = no_result_reason(found, f"{titles} {displays}")
    if reason:
        raise UnfitError(reason, f"{report.get('resourceType')}.code says so.")
