"""Reads one FHIR message into the internal shape; whatever is wrong with it ends as a Fault."""

from collections.abc import Sequence

from portal.intake.fhir.checking import refuse_modifiers
from portal.intake.fhir.cutting import entries_of
from portal.intake.fhir.decoding import UnfitError, as_object, load, message_of
from portal.intake.fhir.elements import NOTHING, Element, instant, part, parts, text
from portal.intake.fhir.findings import Found, is_laboratory, roots
from portal.intake.fhir.heads import head_of, known_type
from portal.intake.fhir.persons import person_of, person_of_reference
from portal.intake.fhir.references import Resources, keys_of_reference, type_and_id
from portal.intake.fhir.reports import report_of
from portal.intake.reasons import REFUSED
from portal.intake.shape import Fault, Parsed, Reading, SentPerson, SentReport

_NONE_OF_R4 = "resource that R4 does not have"
_RESULTS = ("DiagnosticReport", "Observation")
_NO_MESSAGES = frozenset({"history", "transaction-response", "batch-response"})


def read(message: bytes) -> Reading:
    """Read one message as `split` gives it. Never raises.

    Several results in it are of one person, or it is a Fault. One that is refused does not keep the
    others from being read: its reason is a remark then.
    """
    try:
        return _read(message)
    except UnfitError as error:
        return error.fault
    except RecursionError:
        return Fault("BAD_STRUCTURE", "It is nested too deeply.")
    except Exception as error:  # noqa: BLE001 - the promise of this module; the message is kept
        return Fault("PARSER_FAILED", type(error).__name__)


def _read(message: bytes) -> Reading:
    resource = as_object(load(message_of(message), strict=True))
    if resource["resourceType"] != "Bundle":
        resources = Resources([("", resource)])
        return _results(resource, resources, [_single(resource)])
    _refuse_bundle(resource)
    resources = Resources(entries_of(resource))
    found = roots(resources)
    if not found:
        _refuse_rest(resources)
    return _results(resource, resources, found)


def _single(resource: Element) -> Found:
    if resource["resourceType"] not in _RESULTS:
        kind = known_type(text(resource, "resourceType"))
        raise UnfitError("NOT_A_RESULT_MESSAGE", f"The resource is {kind or _NONE_OF_R4}.")
    return Found(resource, resource)


def _refuse_bundle(bundle: Element) -> None:
    """Refuse what is no sending of results, and what asks for something that can not be done."""
    kind = text(bundle, "type")
    if kind in _NO_MESSAGES:
        raise UnfitError("BAD_STRUCTURE", f"Bundle.type is {kind}.")
    for place, entry in enumerate(parts(bundle, "entry")):
        request = part(entry, "request")
        if text(request, "method") == "DELETE" and text(request, "url").startswith(_RESULTS):
            detail = f"Bundle.entry[{place}] asks to delete a result; send entered-in-error."
            raise UnfitError("BAD_STRUCTURE", detail)


def _refuse_rest(resources: Resources) -> None:
    """Say what a Bundle without a result holds."""
    counts: dict[str, int] = {}
    for one in resources.all:
        kind = known_type(text(one, "resourceType")) or _NONE_OF_R4
        counts[kind] = counts.get(kind, 0) + 1
    told = ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items())) or "nothing"
    observations = [one for one in resources.all if one.get("resourceType") == "Observation"]
    if any(not parts(one, "category") for one in observations):
        raise UnfitError(
            "BAD_STRUCTURE", "Observation.category is missing: it is not said whose it is."
        )
    if any(is_laboratory(one) for one in observations):
        raise UnfitError(
            "BAD_STRUCTURE", "Observations of the laboratory refer to each other only."
        )
    reason = "NOT_LABORATORY" if observations else "NOT_A_RESULT_MESSAGE"
    raise UnfitError(reason, f"The Bundle holds {told}.")


def _results(envelope: Element, resources: Resources, found: Sequence[Found]) -> Parsed:
    reports: list[SentReport] = []
    subjects: list[tuple[Element, Found]] = []
    refused: list[UnfitError] = []
    for root in found:
        try:
            report, observations = report_of(resources, root)
        except UnfitError as error:
            if error.fault.reason not in REFUSED:
                raise
            refused.append(error)
            continue
        reports.append(report)
        subjects += [(part(one.resource, "subject"), one) for one in [root, *observations]]
    if not reports:
        raise refused[0]
    head = head_of(envelope)
    return Parsed(
        person=_person(resources, subjects),
        reports=tuple(reports),
        sent_at=head.sent_at or instant(text(part(envelope, "meta"), "lastUpdated")),
        receiver=head.receiver,
        remarks=tuple(dict.fromkeys(one.fault.reason for one in refused)),
    )


def _person(resources: Resources, subjects: Sequence[tuple[Element, Found]]) -> SentPerson:
    """Say whom all of it is about; raises UnfitError when it is about several, or about no person."""
    named = [(subject, at) for subject, at in subjects if subject]
    if not named:
        return SentPerson()
    subject, at = named[0]
    first = resources.find(subject, at.inside)
    for other, stands in named[1:]:
        if not _same(subject, first, other, resources.find(other, stands.inside)):
            raise UnfitError("SEVERAL_PATIENTS", "An observation is about somebody else.")
    kind = text(first or NOTHING, "resourceType") or type_and_id(subject)[0] or "Patient"
    if kind != "Patient":
        told = known_type(kind) or _NONE_OF_R4
        raise UnfitError("NOT_A_RESULT_MESSAGE", f"The subject is a {told}, not a patient.")
    if first is None:
        return person_of_reference(subject)
    refuse_modifiers("Patient", first)
    return person_of(first)


def _same(one: Element, found: Element | None, other: Element, also: Element | None) -> bool:
    """Tell whether two references surely mean one person."""
    if found is not None and also is not None:
        return found is also or found == also
    if (
        found is None
        and also is None
        and set(keys_of_reference(one)) & set(keys_of_reference(other))
    ):
        return True
    return bool(_numbers(one, found) & _numbers(other, also))


def _numbers(reference: Element, found: Element | None) -> set[tuple[str, str]]:
    """Give the identifiers that a reference and what it means go by, each with its system."""
    held = [part(reference, "identifier"), *parts(found or NOTHING, "identifier")[:20]]
    return {(text(one, "system"), text(one, "value")) for one in held if text(one, "value")}
