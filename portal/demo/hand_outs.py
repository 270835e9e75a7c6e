"""What the demo's front desks have handed out: letters, invitations and credentials in every state.

No letter of the demo exists on paper and nobody knows its secret: the hash that is kept fits none. The
first invitations and letters show the states a desk meets, so only a few people are told of.
"""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from portal.db import tables
from portal.db.engine import Database
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.demo.people import Person
from portal.demo.timeline import Timeline
from portal.demo.ward import Draft, Ward
from portal.security.printed_secrets import ALPHABET, LOCATOR
from portal.services import hand_outs
from portal.services.folding import fold
from portal.services.hand_outs import CREDENTIALS, INVITATION, TOKEN

NO_SECRET = "none"  # noqa: S105 - what no password and no token matches
_DESK = "frontdesk"
_LETTER, _HERE = timedelta(days=14), timedelta(hours=24)
_MAILED = timedelta(days=7)
_UNKNOWN_MAILBOX = "5.1.1"  # RFC 3463


@dataclass(frozen=True)
class Story:
    """One thing handed out: how long ago, and what has become of it some time later."""

    kind: str
    ago: timedelta
    end: str = ""  # printed, used, revoked, superseded, burnt, sent, opened, bounced
    after: timedelta = timedelta(0)
    columns: dict[str, Any] = field(default_factory=dict)


def _h(hours: float) -> timedelta:
    return timedelta(hours=hours)


# one tuple is one patient; what follows in it replaces what came before
_STORIES: tuple[tuple[Story, ...], ...] = (
    (Story(TOKEN, _h(2)),),
    (Story(TOKEN, _h(27), "printed", _h(0.1)),),
    (Story(TOKEN, _h(24 * 6), "printed", _h(0.1), {"channel": "in_person"}),),
    (Story(TOKEN, _h(24 * 20), "printed", _h(0.2)),),  # has run out
    (Story(TOKEN, _h(24 * 9), "revoked", _h(30)),),
    (Story(TOKEN, _h(24 * 8), "superseded", _h(24 * 7)), Story(TOKEN, _h(24), "printed", _h(0.1))),
    (Story(TOKEN, _h(24 * 4), "burnt", _h(40)),),
    (Story(TOKEN, _h(5), "printed", _h(0.1), {"language": "es"}),),
    (Story(INVITATION, _h(26), "sent", _h(0.02)),),
    (Story(INVITATION, _h(50), "opened", _h(3)),),
    (Story(INVITATION, _h(74), "bounced", _h(0.03)),),
    (Story(INVITATION, _h(30), "bounced", _h(0.03)),),
    (Story(INVITATION, _h(24 * 12), "sent", _h(0.02)),),  # has run out
    (Story(INVITATION, _h(24 * 5), "revoked", _h(48)),),
    (Story(CREDENTIALS, _h(3)),),
    (Story(CREDENTIALS, _h(60)),),  # have run out
)
_USED = 4  # people with an account that began with a letter


def tell(database: Database, ward: Ward, timeline: Timeline, drafts: Iterable[Draft]) -> None:
    """Let it happen in its time.

    Who has an account, is a minor, or may be somebody who asks for an account in `drafts`, is left out.
    """
    chance = ward.chance("hand-outs")
    asking = {
        one["patient_id"]
        for draft in drafts
        if draft.kind == "enrollment"
        for one in draft.content["candidates"]
    }
    people = [person for person in _strangers(ward) if person.id not in asking]
    for person, stories in zip(people, _STORIES, strict=False):
        for story in stories:
            _plan(database, ward, timeline, person, story, chance)
    for person in ward.users()[3 : 3 + _USED]:
        opened: datetime = ward.logins[person.id].account["created_at"]
        story = Story(TOKEN, ward.now - opened + _h(1), "used", _h(1))
        _plan(database, ward, timeline, person, story, chance)
    choices = people[len(_STORIES) : len(_STORIES) + 3]
    timeline.at(ward.now - _h(72), partial(_choose, database, ward, choices))


def _strangers(ward: Ward) -> Iterator[Person]:
    """Give grown-up people without an account, whom a desk may hand something."""
    day = ward.day(ward.now)
    for person in ward.living(lambda one: not one.is_minor(day)):
        if person.id not in ward.logins:
            yield person


def _address(person: Person) -> str:
    """Give the chart's address, or the one that somebody without one gave at the desk."""
    named = ".".join(
        "".join(c for c in fold(person.row[part]) if c.isascii() and c.isalpha())
        for part in ("given_name", "family_name")
    )
    return str(person.row["email"]) or f"{named}@example.org"


def _plan(
    database: Database,
    ward: Ward,
    timeline: Timeline,
    person: Person,
    story: Story,
    chance: random.Random,
) -> None:
    at = ward.now - story.ago
    row = _row(ward, person, story, at, chance)
    scope = Scope.of([ward.practice_id])
    issue = partial(_issue, kind=story.kind, row=row, ward=ward)
    timeline.at(at, lambda: database.write(scope, issue))
    if story.end:
        finish = partial(_finish, story=story, row=row, ward=ward, person=person)
        timeline.at(at + story.after, lambda: database.write(scope, finish))


def _row(
    ward: Ward, person: Person, story: Story, at: datetime, chance: random.Random
) -> dict[str, Any]:
    lives = {TOKEN: _LETTER, INVITATION: _MAILED, CREDENTIALS: _HERE}[story.kind]
    symbols = "".join(chance.choice(ALPHABET) for _ in range(8))
    own: dict[str, dict[str, Any]] = {
        TOKEN: {
            "locator": symbols[:LOCATOR],
            "tag": chance.randrange(2**16),
            "secret_hash": NO_SECRET,
            "channel": "letter",
        },
        INVITATION: {"email": _address(person)},
        CREDENTIALS: {
            "username": f"temp-{symbols.lower()}",
            "password_hash": NO_SECRET,
            "proofing_id": ward.ids(),
        },
    }
    return {
        "practice_id": ward.practice_id,
        "id": ward.ids(),
        "patient_id": person.id,
        "issued_by": ward.staff[_DESK]["id"],
        "issued_at": at,
        "expires_at": at + lives,
        **own[story.kind],
        **story.columns,
    }


def _issue(uow: UnitOfWork, kind: str, row: dict[str, Any], ward: Ward) -> None:
    if kind == CREDENTIALS:
        proof = {
            "practice_id": ward.practice_id,
            "id": row["proofing_id"],
            "patient_id": row["patient_id"],
            "method": "in_person",
            "evidence": '["photo_id"]',
            "performed_by": row["issued_by"],
            "performed_at": row["issued_at"] - timedelta(minutes=3),
        }
        uow.execute(tables.proofing.insert().values(proof))
    uow.execute(hand_outs.KINDS[kind].insert().values(row))
    hand_outs.note(uow, kind, row, "issued", row["issued_by"])


def _finish(uow: UnitOfWork, story: Story, row: dict[str, Any], ward: Ward, person: Person) -> None:
    """Write what has become of it, as the portal would have at that time."""
    by = row["issued_by"]
    changes: dict[str, dict[str, Any]] = {
        "printed": {"printed_at": uow.now},
        "revoked": {"revoked_at": uow.now, "revoked_by": by, "revoke_reason": "LOST"},
        "superseded": {"superseded_at": uow.now},
        "burnt": {"tries": hand_outs.FREE_TRIES, "burnt_at": uow.now},
        "sent": {"last_sent_at": uow.now},
        "opened": {"last_sent_at": row["issued_at"], "opened_at": uow.now},
        "bounced": {
            "last_sent_at": row["issued_at"],
            "bounced_at": uow.now,
            "bounce_reason": _UNKNOWN_MAILBOX,
        },
    }
    if story.end == "used":
        login = ward.logins[person.id]
        changes["used"] = {"used_at": uow.now, "used_by": login.id}
        by = login.id
    table = hand_outs.KINDS[story.kind]
    mine = (table.c.practice_id == row["practice_id"]) & (table.c.id == row["id"])
    uow.execute(table.update().where(mine).values(changes[story.end]))
    nobody = {"burnt", "sent", "opened", "bounced", "superseded"}
    hand_outs.note(uow, story.kind, row, story.end, None if story.end in nobody else by)


def _choose(database: Database, ward: Ward, people: Sequence[Person]) -> None:
    """Let a few people say no, or not now (PEERS K56)."""
    said = (("declined", "prefers_paper"), ("deferred", "wants_time"), ("declined", "no_reason"))
    ahead = ward.day(ward.now) + timedelta(days=30)
    rows = [
        {
            "practice_id": ward.practice_id,
            "patient_id": person.id,
            "choice": choice,
            "reason": reason,
            "ask_again_on": ahead if choice == "deferred" else None,
            "recorded_by": ward.staff[_DESK]["id"],
            "recorded_at": database.clock(),
        }
        for person, (choice, reason) in zip(people, said, strict=False)
    ]
    if rows:
        scope = Scope.of([ward.practice_id])
        database.write(scope, lambda uow: uow.execute(tables.portal_choice.insert(), rows))
