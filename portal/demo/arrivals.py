"""Results that have just come in and that no patient sees yet."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from portal.demo import care
from portal.demo.labs import Chapter, Laboratory
from portal.demo.people import Person
from portal.demo.ward import Draft, Ward
from portal.services.result_content import result_content

SEEN_AFTER = timedelta(hours=26)  # older reports were released about then


def choose(ward: Ward, count: int) -> list[tuple[Person, Chapter]]:
    """Choose the newest reports of at most `count` people, then their second newest, and so on.

    The dead give one in fifty: their certificates, which are no laboratory results.
    """
    dead = [p for p in ward.people.values() if p.row["deceased_on"] is not None]
    certified = [p for p in dead if any(is_document(c) for c in ward.chapters[p.id])]
    chosen = [
        (person, next(c for c in ward.chapters[person.id] if is_document(c)))
        for person in certified[: count // 50]
    ]
    people = sorted(ward.living(), key=lambda one: -min(_trend(ward, one), 3))
    for back in range(1, 15):
        for person in people:
            if len(chosen) >= count:
                return chosen
            chapters = sorted(ward.chapters[person.id], key=_weight)
            if len(chapters) >= back:
                chosen.append((person, chapters[-back]))
    return chosen


def _trend(ward: Ward, person: Person) -> int:
    """How many earlier reports of its kind a person's newest panel has."""
    chapters = ward.chapters[person.id]
    if not chapters:
        return 0
    newest = max(chapters, key=_weight)
    return sum(1 for one in chapters if one.report["code"] == newest.report["code"]) - 1


def _weight(chapter: Chapter) -> tuple[str, int]:
    """Newest day first, and of one day the largest panel."""
    return chapter.report["effective_at"].date().isoformat(), len(chapter.observations)


def drafts(
    ward: Ward, laboratory: Laboratory, chosen: list[tuple[Person, Chapter]]
) -> Iterator[Draft]:
    """Let the chosen reports arrive; all others of the charts have been released before."""
    priorities = {chapter.report["id"]: laboratory.arrive(chapter) for _, chapter in chosen}
    for chapters in ward.chapters.values():
        for chapter in chapters:
            if chapter.report["id"] not in priorities and not is_document(chapter):
                chapter.report["released_at"] = min(
                    chapter.report["issued_at"] + SEEN_AFTER, ward.now
                )
    circle = care.Circle(ward)
    for person, chapter in chosen:
        yield _draft(ward, circle, person, chapter, priorities[chapter.report["id"]])


def _draft(
    ward: Ward, circle: care.Circle, person: Person, chapter: Chapter, priority: str
) -> Draft:
    report = chapter.report
    history: dict[str, list[Mapping[str, Any]]] = {}
    for other in ward.chapters[person.id]:
        if other is not chapter:
            for row in other.observations:
                history.setdefault(row["code"], []).append(row)
    return Draft(
        practice_id=ward.practice_id,
        kind="result",
        item_id=ward.ids(),
        summary=report["title"],
        subject_name=person.name,
        subject_birth_date=person.row["birth_date"],
        content=result_content(
            report, chapter.observations, history, circle.setting(person, chapter)
        ),
        submitted_at=max(report["issued_at"], report["effective_at"]),
        patient_id=person.id,
        priority=priority,
    )


def is_document(chapter: Chapter) -> bool:
    """Tell whether a report is a certificate and no laboratory result."""
    return bool(chapter.report["category"] != "laboratory")
