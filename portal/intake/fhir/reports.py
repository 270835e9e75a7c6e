"""A DiagnosticReport, or an Observation that stands alone, as a report of the one internal shape."""

from collections.abc import Sequence
from typing import Any

from portal.intake.fhir.checking import checked
from portal.intake.fhir.decoding import UnfitError
from portal.intake.fhir.elements import Element, clean, coded, instant, part, parts, shown, text
from portal.intake.fhir.findings import Found, found_by, is_laboratory
from portal.intake.fhir.kinds import refuse_no_laboratory, refuse_no_result
from portal.intake.fhir.observations import Walk, effective, notes_of
from portal.intake.fhir.papers import papers_of
from portal.intake.fhir.references import Resources
from portal.intake.prose import plain
from portal.intake.shape import SentReport

# characters that the chart keeps; what names something is never cut
_WIDTHS = {"code": 40, "raw_status": 20, "filler_number": 80, "placer_number": 80}
_TITLE, _NAME = 300, 200
_SYSTEM, _UNIT = 120, 120
_BARE_STATES = frozenset({"registered", "cancelled", "entered-in-error", "partial", "preliminary"})
_FILLER, _PLACER = ("fill",), ("plac",)  # HL7 table 0203


def report_of(resources: Resources, root: Found) -> tuple[SentReport, list[Found]]:
    """Read a result; gives it with the observations that it is made of. Raises UnfitError."""
    is_report = root.resource.get("resourceType") == "DiagnosticReport"
    own = checked(root.resource)
    walk = Walk(resources)
    if is_report:
        refuse_no_result(own, ())
        refuse_no_laboratory(own)
        walk.members(root, own, "result", "DiagnosticReport")
    else:
        _refuse_other_observation(own)
        walk.take(root)
    heads = [one.resource for one in walk.heads]
    refuse_no_result(own, heads)
    report = _made(resources, root, own, walk, heads)
    _refuse_too_long(report)
    if is_report:
        _refuse_empty(report)
    return report, [one.at for one in walk.heads]


def _made(
    resources: Resources, root: Found, own: dict[str, Any], walk: Walk, heads: Sequence[Element]
) -> SentReport:
    is_report = own["resourceType"] == "DiagnosticReport"
    prose, documents = papers_of(own, heads)
    code = coded(part(own, "code"))
    return SentReport(
        code=code,
        title=_cut(code.text or code.code, _TITLE),
        raw_status=text(own, "status"),
        filler_number=_filler(own),
        placer_number=_placer(resources, root, own),
        performer=_cut(_performer(resources, root, own), _NAME),
        specimen=_cut(_specimen(resources, root, [own, *heads]), _NAME),
        effective_at=effective(own) or next((at for one in heads if (at := effective(one))), None),
        issued_at=instant(text(own, "issued")) or _latest_issue(heads),
        text="\n\n".join(_prose(own, prose, walk) if is_report else prose),
        observations=tuple(walk.rows),
        documents=tuple(documents),
    )


def _refuse_other_observation(own: Element) -> None:
    if is_laboratory(own):
        return
    if not parts(own, "category"):
        raise UnfitError(
            "BAD_STRUCTURE", "Observation.category is missing: it is not said whose it is."
        )
    raise UnfitError("NOT_LABORATORY", "Observation.category is none of the laboratory.")


def _refuse_empty(report: SentReport) -> None:
    """A report that is finished and says nothing came without its parts."""
    if report.observations or report.text or report.documents:
        return
    if report.raw_status not in _BARE_STATES:
        raise UnfitError("NO_REPORT", "DiagnosticReport has no result and no text.")


def _refuse_too_long(report: SentReport) -> None:
    """Refuse what would have to be cut and names something: a cut code is another code."""
    told = {**vars(report), "code": report.code.code}
    long = [name for name, width in _WIDTHS.items() if len(told[name]) > width]
    for one in report.observations:
        long += ["observation.code"] if len(one.code.code) > _WIDTHS["code"] else []
        long += ["observation.status"] if len(one.raw_status) > _WIDTHS["raw_status"] else []
        long += ["observation.unit"] if len(one.unit_original) > _UNIT else []
        long += ["observation.code.system"] if len(one.code.system) > _SYSTEM else []
    long += ["code.system"] if len(report.code.system) > _SYSTEM else []
    if long:
        raise UnfitError("TOO_LONG", f"{long[0]} is longer than any that we keep.")


def _filler(own: Element) -> str:
    """Give the laboratory's number: an identifier, else the resource's id, by which servers update."""
    return _number(parts(own, "identifier"), _FILLER) or text(own, "id")


def _number(identifiers: Sequence[Element], kinds: tuple[str, ...]) -> str:
    """Give the identifier of a type of table 0203, else the official one, else the first."""
    typed: list[Element] = []
    official: list[Element] = []
    others: list[Element] = []
    for one in identifiers:
        if not text(one, "value"):
            continue
        found = {text(c, "code").casefold() for c in parts(part(one, "type"), "coding")}
        if found & set(kinds):
            typed.append(one)
        elif not found or not found & {*_FILLER, *_PLACER}:
            (official if text(one, "use") == "official" else others).append(one)
    return text(([*typed, *official, *others] or [{}])[0], "value")


def _placer(resources: Resources, root: Found, own: Element) -> str:
    """Give the practice's number of the order: of the request, or as the reference names it."""
    for reference in parts(own, "basedOn"):
        found = found_by(resources, root, reference)
        listed = parts(found.resource, "identifier") if found else [part(reference, "identifier")]
        number = _number(listed, _PLACER)
        if number:
            return number
    placers = [one for one in parts(own, "identifier") if _is_placer(one)]
    return text(placers[0], "value") if placers else ""


def _is_placer(identifier: Element) -> bool:
    kinds = parts(part(identifier, "type"), "coding")
    return any(text(one, "code").casefold() in _PLACER for one in kinds)


def _performer(resources: Resources, root: Found, own: Element) -> str:
    """Name who made it: an organization before a person."""
    people: list[str] = []
    for reference in parts(own, "performer"):
        found = found_by(resources, root, reference)
        named = text(found.resource, "name") if found else ""
        if named:
            return named
        people.append(text(reference, "display") or (_human(found.resource) if found else ""))
    return next((one for one in people if one), "")


def _human(resource: Element) -> str:
    name = next(iter(parts(resource, "name")), {})
    given = name.get("given")
    listed = [one for one in given if isinstance(one, str)] if isinstance(given, list) else []
    return text(name, "text") or clean(" ".join([*listed, text(name, "family")]))


def _specimen(resources: Resources, root: Found, told: Sequence[Element]) -> str:
    """Say what was examined: each kind of specimen once."""
    found: dict[str, None] = {}
    for one in told:
        for reference in [*parts(one, "specimen"), part(one, "specimen")]:
            came = found_by(resources, root, reference)
            words = shown(part(came.resource, "type")) if came else ""
            found[words or text(reference, "display")] = None
    return ", ".join(one for one in found if one)


def _latest_issue(heads: Sequence[Element]) -> Any:
    issued = [at for one in heads if (at := instant(text(one, "issued")))]
    return max(issued, default=None)


def _prose(own: Element, papers: list[str], walk: Walk) -> list[str]:
    """Give what the laboratory wrote; the narrative counts when there is nothing else to read."""
    told = [text(own, "conclusion"), *(shown(one) for one in parts(own, "conclusionCode"))]
    told = [one for one in dict.fromkeys([*told, *notes_of(own), *papers]) if one]
    if told or walk.rows:
        return told
    narrative = part(own, "text")
    words = plain(text(narrative, "div"), "text/html")
    return [words] if words else []


def _cut(words: str, width: int) -> str:
    line = " ".join(words.split())
    return line if len(line) <= width else line[: width - 1] + "…"
