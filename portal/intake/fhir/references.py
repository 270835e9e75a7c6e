"""Finding the resource that a reference means, inside one message; nothing is ever fetched.

By fullUrl, Type/id (also at the end of an absolute URL), urn:uuid, #contained, and, where a
reference has no address, by identifier.
"""

import re
from collections.abc import Iterable

from portal.intake.fhir.elements import Element, part, parts, text

_TYPED = re.compile(r"(?:.*/)?([A-Z][A-Za-z]{2,39})/([A-Za-z0-9\-.]{1,64})(?:/_history/[^/]*)?")
_MOST_IDENTIFIERS = 20
Key = tuple[str, ...]


class Resources:
    """The resources of one message, under every key that a reference may use."""

    def __init__(self, entries: Iterable[tuple[str, Element]]) -> None:
        """Take resources, each with its fullUrl or ""."""
        self.all: list[Element] = []
        self._known: dict[Key, Element] = {}
        self._ambiguous: set[Key] = set()
        self._contained: dict[int, dict[str, Element | None]] = {}
        for full_url, resource in entries:
            self.all.append(resource)
            for key in _keys(full_url, resource):
                if key in self._known and self._known[key] != resource:
                    self._ambiguous.add(key)
                self._known.setdefault(key, resource)

    def find(self, reference: Element, inside: Element, kind: str = "") -> Element | None:
        """Give the resource that a reference of the resource `inside` means.

        None when it did not come with the message, is of another type than `kind`, or when two
        different ones answer to the reference.
        """
        found = self._find(reference, inside)
        return None if found is None or (kind and found.get("resourceType") != kind) else found

    def _find(self, reference: Element, inside: Element) -> Element | None:
        address = text(reference, "reference")
        if address.startswith("#"):
            return self._inside(inside).get(address[1:])
        for key in keys_of_reference(reference):
            if key in self._ambiguous:
                return None
            if key in self._known:
                return self._known[key]
        return None

    def _inside(self, resource: Element) -> dict[str, Element | None]:
        """Give what a resource contains by id; None for an id that two of them have."""
        known = self._contained.get(id(resource))
        if known is None:
            known = self._contained[id(resource)] = {}
            for one in parts(resource, "contained"):
                own = text(one, "id")
                known[own] = None if own in known else one
        return known


def keys_of_reference(reference: Element) -> list[Key]:
    """Give the keys that a reference may be found under, the surest first."""
    address = text(reference, "reference")
    keys: list[Key] = [("url", address)] if address else []
    typed = _TYPED.fullmatch(address)
    if typed:
        keys.append(("id", typed[1], typed[2]))
    if address.startswith("urn:uuid:"):
        keys.append(("uuid", address.removeprefix("urn:uuid:").lower()))
    identifier = part(reference, "identifier")
    if not address and text(identifier, "value"):
        keys.append(("identifier", text(identifier, "system"), text(identifier, "value")))
    return keys


def type_and_id(reference: Element) -> tuple[str, str]:
    """Give the type and id that a reference names, or the type alone, or nothing."""
    typed = _TYPED.fullmatch(text(reference, "reference"))
    return (typed[1], typed[2]) if typed else (text(reference, "type"), "")


def _keys(full_url: str, resource: Element) -> Iterable[Key]:
    kind, own = text(resource, "resourceType"), text(resource, "id")
    if full_url:
        yield ("url", full_url)
        if full_url.startswith("urn:uuid:"):
            yield ("uuid", full_url.removeprefix("urn:uuid:").lower())
    if own:
        yield ("id", kind, own)
        yield ("url", f"{kind}/{own}")
        yield ("uuid", own.lower())
    for one in parts(resource, "identifier")[:_MOST_IDENTIFIERS]:
        if text(one, "value"):
            yield ("identifier", text(one, "system"), text(one, "value"))
