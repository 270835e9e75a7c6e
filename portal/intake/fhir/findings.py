"""Which resources of a message are results, and what each of them refers to.

A result is a DiagnosticReport, or an Observation of the laboratory that no report and no other
observation has among its parts. What it needs is found by following its references.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from portal.intake.fhir.elements import Element, codes, part, parts
from portal.intake.fhir.older import as_r4
from portal.intake.fhir.references import Resources

LABORATORY = "laboratory"
# of a report or an observation: whom it is about, who made it, of what, and on whose order
_CONTEXT = ("performer", "resultsInterpreter", "specimen", "basedOn")
_MOST = 5_000  # observations of one report


@dataclass(frozen=True)
class Found:
    """A resource with the one that it is contained in, or itself: its #references lead there."""

    resource: Element
    inside: Element


def is_laboratory(resource: Element) -> bool:
    """Tell whether an observation says that it is the laboratory's."""
    categories = as_r4(resource)
    return any(code.casefold() == LABORATORY for _, code in codes(parts(categories, "category")))


def roots(resources: Resources) -> list[Found]:
    """Give the results of a message, in its order."""
    owned = {
        id(one.resource)
        for resource in resources.all
        for key in ("result", "hasMember")
        for one in references(resources, Found(resource, resource), key)
    }
    return [
        Found(one, one)
        for one in resources.all
        if one.get("resourceType") == "DiagnosticReport"
        or (
            one.get("resourceType") == "Observation" and id(one) not in owned and is_laboratory(one)
        )
    ]


def references(resources: Resources, of: Found, key: str) -> Iterator[Found]:
    """Give the observations that a report or an observation lists under a key, as far as they came."""
    for reference in parts(as_r4(of.resource), key):
        found = resources.find(reference, of.inside, "Observation")
        if found is not None:
            yield _placed(found, of, reference)


def found_by(resources: Resources, of: Found, reference: Element, kind: str = "") -> Found | None:
    """Give what one reference of a resource means, with where it stands."""
    found = resources.find(reference, of.inside, kind)
    return None if found is None else _placed(found, of, reference)


def needs_of(resources: Resources, root: Found) -> list[Element]:
    """Give all that a result is made of, itself first: what has to travel with it."""
    needed: dict[int, Element] = {}
    waiting = [root]
    while waiting and len(needed) < _MOST:
        one = waiting.pop()
        if id(one.resource) in needed:
            continue
        needed[id(one.resource)] = one.resource
        waiting += references(resources, one, "result")
        waiting += references(resources, one, "hasMember")
        needed |= {id(found): found for found in _around(resources, one)}
    return list(needed.values())


def _around(resources: Resources, of: Found) -> Iterator[Element]:
    resource = as_r4(of.resource)
    if resource.get("resourceType") not in {"DiagnosticReport", "Observation"}:
        return
    listed = [one for key in _CONTEXT for one in parts(resource, key)]
    for reference in [part(resource, "subject"), part(resource, "specimen"), *listed]:
        found = resources.find(reference, of.inside)
        if found is not None:
            yield found


def _placed(found: Element, of: Found, reference: Element) -> Found:
    is_inside = str(reference.get("reference", "")).startswith("#")
    return Found(found, of.inside if is_inside else found)
