"""Texts to patients that a practice keeps ready, per queue, action and language (DOMAIN §5.8).

A text may hold three placeholders and no other. Each names something that every message may say anyway,
so a text filled in for the wrong person can not tell one patient about another.
"""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select, update

from portal.db.tables import text_template
from portal.db.unit_of_work import Reader, UnitOfWork
from portal.domain.ids import new_id
from portal.domain.problems import Problem, ProblemType
from portal.queues.spec import QueueSpec
from portal.services import desk_entity
from portal.services.rules import invalid, not_found, refused

PLACEHOLDERS = ("patient_given_name", "practice_name", "practice_phone")
LANGUAGES = ("en", "es")
MOST_TEMPLATES = 500  # of one practice
_BRACED = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Draft:
    """A template as somebody wrote it; an empty `action` serves every action of the queue."""

    kind: str
    action: str
    language: str
    title: str
    body: str


def standing(reader: Reader, practice_id: int, kinds: Sequence[str]) -> list[dict[str, Any]]:
    """Read the templates of these queues that are in use, in the order of their titles."""
    rows = reader.execute(
        select(text_template)
        .where(
            and_(
                text_template.c.practice_id == practice_id,
                text_template.c.kind.in_(list(kinds)),
                text_template.c.retired_at.is_(None),
            )
        )
        .order_by(
            text_template.c.kind,
            text_template.c.action,
            text_template.c.language,
            text_template.c.title,
            text_template.c.id,
        )
    )
    return [dict(row) for row in rows.mappings()]


def check(queue: QueueSpec, draft: Draft) -> None:
    """Refuse what is no template of the queue.

    Raises Problem(validation) for an action that has no words to the patient, a language we have
    not, and a placeholder that is none of ours.
    """
    if draft.action and draft.action not in actions_with_words(queue):
        raise invalid("/action", "no_words", "This action has no words to the patient.")
    if draft.language not in LANGUAGES:
        raise invalid("/language", "unknown_language", f"Use one of {', '.join(LANGUAGES)}.")
    wrong = unknown_placeholder(draft.body)
    if wrong is not None:
        allowed = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
        raise invalid(
            "/body", "unknown_placeholder", f"{wrong} is no placeholder. Those are {allowed}."
        )


def unknown_placeholder(body: str) -> str | None:
    """Give the first thing in braces that is no placeholder, or a brace that stands alone."""
    for found in _BRACED.finditer(body):
        if found.group(1) not in PLACEHOLDERS:
            return found.group(0)[:40]
    alone = re.search(r"[{}]", _BRACED.sub("", body))
    return None if alone is None else alone.group(0)


def actions_with_words(queue: QueueSpec) -> list[str]:
    """List the actions of a queue that say something to the patient."""
    return [
        name
        for name, action in queue.actions.items()
        if "text_to_patient" in action.params.model_fields
    ]


def add(
    uow: UnitOfWork,
    practice_id: int,
    queue: QueueSpec,
    draft: Draft,
    *,
    actor_id: str | None,
    template_id: str = "",
) -> str:
    """Keep a template; gives its id. Raises Problem: those of `check`, and rule-refused when full."""
    check(queue, draft)
    here = and_(text_template.c.practice_id == practice_id, text_template.c.retired_at.is_(None))
    count = uow.execute(select(func.count()).select_from(text_template).where(here)).scalar_one()
    if count >= MOST_TEMPLATES:
        raise refused("TOO_MANY_TEMPLATES", f"At most {MOST_TEMPLATES}; retire one first.")
    made = template_id or new_id()
    uow.execute(text_template.insert().values(practice_id=practice_id, id=made, **asdict(draft)))
    _told(uow, practice_id, made, actor_id, "template.added", 1)
    return made


def change(
    uow: UnitOfWork,
    practice_id: int,
    queue: QueueSpec,
    template_id: str,
    draft: Draft,
    *,
    expected_version: int,
    actor_id: str,
) -> int:
    """Write a template anew; gives its version.

    Raises Problem: those of `check`, not-found, and version-conflict.
    """
    check(queue, draft)
    row = load(uow, practice_id, template_id, lock=True)
    if row["version"] != expected_version:
        raise Problem(ProblemType.VERSION_CONFLICT, "The template has been changed meanwhile.")
    version = int(row["version"]) + 1
    uow.execute(
        update(text_template)
        .where(_is(practice_id, template_id))
        .values(version=version, **asdict(draft))
    )
    _told(uow, practice_id, template_id, actor_id, "template.changed", version)
    return version


def retire(uow: UnitOfWork, practice_id: int, template_id: str, *, actor_id: str) -> None:
    """Take a template out of use; raises Problem(not-found)."""
    row = load(uow, practice_id, template_id, lock=True)
    uow.execute(
        update(text_template).where(_is(practice_id, template_id)).values(retired_at=uow.now)
    )
    _told(uow, practice_id, template_id, actor_id, "template.retired", int(row["version"]))


def load(
    reader: Reader, practice_id: int, template_id: str, *, lock: bool = False
) -> dict[str, Any]:
    """Read a template in use; raises Problem(not-found)."""
    query = select(text_template).where(
        _is(practice_id, template_id), text_template.c.retired_at.is_(None)
    )
    row = reader.execute(query.with_for_update() if lock else query).mappings().one_or_none()
    if row is None:
        raise not_found()
    return dict(row)


def _is(practice_id: int, template_id: str) -> ColumnElement[bool]:
    return and_(text_template.c.practice_id == practice_id, text_template.c.id == template_id)


def _told(
    uow: UnitOfWork,
    practice_id: int,
    template_id: str,
    actor_id: str | None,
    action: str,
    version: int,
) -> None:
    uow.journal(
        practice_id,
        actor_id=actor_id,
        action=action,
        subject_id=template_id,
        target=("template", template_id),
        detail={"version": version},
    )
    desk_entity.touch(uow, practice_id)
