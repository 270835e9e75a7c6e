"""What the practice has set for its desk: views, texts, who acts for whom, policies (the desk entity).

Read from the cache, tolerant of what is missing: an older portal or an older cache says less.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from console.domain.items import ItemKey, QueueQuery, QueueView, SortKey

PLACEHOLDERS = ("patient_given_name", "practice_name", "practice_phone")
MORNING = ""  # the kind of a view over all queues
AWAY = "away"


@dataclass(frozen=True)
class Person:
    """Somebody of the practice."""

    id: str
    name: str


@dataclass(frozen=True)
class SavedView:
    """A queue's search, filter and order under a name; `kind` is empty for *My morning*."""

    id: str
    kind: str
    name: str
    query: Mapping[str, Any]
    shared: bool
    owner: Person
    version: int = 1


@dataclass(frozen=True)
class Template:
    """A text to the patient that the practice keeps ready; an empty action serves all."""

    id: str
    kind: str
    action: str
    language: str
    title: str
    body: str

    def filled(self, values: Mapping[str, str]) -> str:
        """The text with its placeholders filled in; what nobody knows stays as it is, to be seen."""
        text = self.body
        for name in PLACEHOLDERS:
            if values.get(name):
                text = text.replace("{" + name + "}", values[name])
        return text


@dataclass(frozen=True)
class Delegation:
    """`giver` lets `taker` act for them on items of a kind: always, or only while away."""

    id: str
    kind: str
    mode: str
    giver: Person
    taker: Person
    valid_from: str
    valid_until: str


@dataclass(frozen=True)
class Absence:
    """Somebody is away; times are RFC 3339."""

    id: str
    person: Person
    away_from: str
    away_until: str

    def covers(self, now: datetime) -> bool:
        """Whether the person is away now."""
        return moment(self.away_from) <= now < moment(self.away_until)


@dataclass(frozen=True)
class VisitType:
    """A kind of visit and its length."""

    id: str
    title: str
    minutes: int


@dataclass(frozen=True)
class DeskSettings:
    """The desk of one practice as the signed-in person may see it."""

    practice_id: int = 0
    version: int = 0
    policies: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    templates: tuple[Template, ...] = ()
    views: tuple[SavedView, ...] = ()
    delegations: tuple[Delegation, ...] = ()
    absences: tuple[Absence, ...] = ()
    visit_types: tuple[VisitType, ...] = ()

    def policy(self, name: str) -> Mapping[str, Any]:
        """The settings of a policy; empty when the portal did not send it."""
        found = self.policies.get(name, {}).get("policy", {})
        return found if isinstance(found, Mapping) else {}

    def texts_for(self, kind: str, action: str, language: str = "") -> tuple[Template, ...]:
        """The texts for an action; those of the patient's language first, if it is known."""
        fitting = [t for t in self.templates if t.kind == kind and t.action in {"", action}]
        return tuple(sorted(fitting, key=lambda t: (t.language != (language or "en"), t.title)))

    def delegators_of(self, staff_id: str, kind: str, now: datetime) -> tuple[Person, ...]:
        """Those for whom somebody may act now on items of a kind, by name."""
        found = {
            one.giver.id: one.giver
            for one in self.delegations
            if one.taker.id == staff_id and one.kind == kind and self.holds(one, now)
        }
        return tuple(sorted(found.values(), key=lambda person: person.name))

    def holds(self, delegation: Delegation, now: datetime) -> bool:
        """Whether a delegation holds now; the portal looks again when it is used."""
        if moment(delegation.valid_from) > now:
            return False
        if delegation.valid_until and moment(delegation.valid_until) <= now:
            return False
        return delegation.mode != AWAY or self.is_away(delegation.giver.id, now)

    def is_away(self, staff_id: str, now: datetime) -> bool:
        """Whether somebody is away now."""
        return any(one.person.id == staff_id and one.covers(now) for one in self.absences)


def desk_key(practice_id: int) -> ItemKey:
    """The name under which the feed announces a change of the desk."""
    return ItemKey(practice_id, "desk", "desk")


def desk_settings(entity: Mapping[str, Any]) -> DeskSettings:
    """Build the settings from the entity; what does not fit is left out."""
    return DeskSettings(
        practice_id=int(entity.get("practice_id") or 0),
        version=int(entity.get("version") or 0),
        policies={k: v for k, v in _map(entity.get("policies")).items() if isinstance(v, Mapping)},
        templates=tuple(_each(entity, "templates", _template)),
        views=tuple(_each(entity, "views", _view)),
        delegations=tuple(_each(entity, "delegations", _delegation)),
        absences=tuple(_each(entity, "absences", _absence)),
        visit_types=tuple(_each(entity, "visit_types", _visit_type)),
    )


def query_json(query: QueueQuery) -> dict[str, Any]:
    """What of a query is kept under a name."""
    return {
        "view": query.view.value,
        "search": query.search,
        "sort": query.sort.value,
        "descending": query.descending,
    }


def query_from(kept: Mapping[str, Any], base: QueueQuery) -> QueueQuery:
    """The kept query in the practice and the queues of `base`; an unknown word is the default."""
    view = kept.get("view")
    sort = kept.get("sort")
    return QueueQuery(
        base.practice_id,
        base.kind,
        base.kinds,
        view=QueueView(view) if view in set(QueueView) else QueueView.WAITING,
        search=str(kept.get("search") or ""),
        sort=SortKey(sort) if sort in set(SortKey) else SortKey.SUBMITTED,
        descending=bool(kept.get("descending")),
    )


def moment(text: str) -> datetime:
    """The time that an RFC 3339 text names; the end of time for one that is none."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return datetime.max.replace(tzinfo=UTC)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _each(entity: Mapping[str, Any], name: str, make: Any) -> Iterable[Any]:
    found = entity.get(name)
    for one in found if isinstance(found, Sequence) and not isinstance(found, str) else ():
        try:
            yield make(one)
        except (KeyError, TypeError, ValueError):
            continue


def _map(found: object) -> Mapping[str, Any]:
    return found if isinstance(found, Mapping) else {}


def _person(found: Mapping[str, Any]) -> Person:
    return Person(str(found["id"]), str(found["name"]))


def _template(found: Mapping[str, Any]) -> Template:
    names = ("id", "kind", "action", "language", "title", "body")
    return Template(*(str(found[name]) for name in names))


def _view(found: Mapping[str, Any]) -> SavedView:
    return SavedView(
        id=str(found["id"]),
        kind=str(found["kind"]),
        name=str(found["name"]),
        query=dict(found["query"]),
        shared=bool(found["shared"]),
        owner=_person(found["owner"]),
        version=int(found.get("version") or 1),
    )


def _delegation(found: Mapping[str, Any]) -> Delegation:
    return Delegation(
        id=str(found["id"]),
        kind=str(found["kind"]),
        mode=str(found["mode"]),
        giver=_person(found["from"]),
        taker=_person(found["to"]),
        valid_from=str(found.get("valid_from") or ""),
        valid_until=str(found.get("valid_until") or ""),
    )


def _absence(found: Mapping[str, Any]) -> Absence:
    staff = _person(found["staff"])
    return Absence(str(found["id"]), staff, str(found["away_from"]), str(found["away_until"]))


def _visit_type(found: Mapping[str, Any]) -> VisitType:
    return VisitType(str(found["id"]), str(found["title"]), int(found["minutes"]))
