"""The demo: two practices with their people and everything that waits there, in one call."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import select, update

from portal.db.engine import Database
from portal.db.tables import outbox_job, practice
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.demo import (
    account_states,
    appointment_requests,
    arrivals,
    hand_outs,
    letters,
    refill_requests,
    source,
)
from portal.demo.accounts import Accounts
from portal.demo.appointment_stories import AppointmentStories
from portal.demo.built import built
from portal.demo.bulk import submit
from portal.demo.chance import Ids
from portal.demo.enrollment_requests import SignUps
from portal.demo.history import History
from portal.demo.intake_story import IntakeStory
from portal.demo.medicines import is_renewed
from portal.demo.people import Person
from portal.demo.plan import Plan
from portal.demo.populate import BEGAN, Maker, write
from portal.demo.practices import PASSWORD, SITES, Site
from portal.demo.result_stories import ResultStories
from portal.demo.source import DemoError, Row
from portal.demo.statement_questions import StatementQuestions
from portal.demo.statements import StatementStory
from portal.demo.timeline import Timeline
from portal.demo.ward import Draft, Ward
from portal.domain.canonical import canonical
from portal.security.passwords import Passwords
from portal.security.sealing import Sealing
from portal.services import mail
from portal.services.files import Files
from portal.services.payment_provider import PaymentProvider
from portal.services.sign_up_rules import normal_answer

ANSWER = "riverbend"  # to every security question of every demo account
CHARTS_PER_ITEM = 5  # a large demo has one chart for so many items
BATCHES = 60  # transactions in which a practice's items come in
MOST_AT_ONCE = 4000
SECOND_SHARE, SECOND_LEAST, SECOND_MOST = 5, 12, 500  # items of the second practice


def build(
    database: Database,
    files: Files,
    *,
    items: int,
    seed: int,
    now: datetime,
    passwords: Passwords,
    sealing: Sealing | None = None,
    provider: PaymentProvider | None = None,
) -> None:
    """Fill an empty database: `items` in the first practice, some more in the second.

    The documents that come in beside them lie in `files`. Without `sealing` no account has a second
    step; without `provider` nobody has paid.

    The same seed and `now` give the same people, requests and ids. The database must have the
    schema of this release. Raises DemoError when there is a practice in it already.
    """
    if built(database) is not None or _practices(database):
        msg = "The database holds practices already; a demo is only made in an empty one."
        raise DemoError(msg)
    records = source.load()
    ids = Ids(seed, now)
    password = passwords.hash(PASSWORD)
    maker = Maker(
        source=records,
        seed=seed,
        now=now,
        ids=ids,
        accounts=Accounts(seed, ids, password, passwords.hash(normal_answer(ANSWER))),
        password_hash=password,
        sealing=sealing,
        provider=provider,
    )
    second = min(max(SECOND_LEAST, items // SECOND_SHARE), SECOND_MOST) if items else 0
    moved = set(range(3, len(records.people), 4))  # every fourth belongs to the second practice
    parts = (
        [one for n, one in enumerate(records.people) if n not in moved],
        [records.people[n] for n in sorted(moved)],
    )
    with _no_collection():
        for site, people, count in zip(SITES, parts, (items, second), strict=True):
            _open(database, files, maker, site, people, count)
    _finish(database, items, seed, now)


def _practices(database: Database) -> list[int]:
    with database.read(Scope.ALL) as reader:
        return list(reader.execute(select(practice.c.id)).scalars())


def _open(
    database: Database,
    files: Files,
    maker: Maker,
    site: Site,
    people: Sequence[Row],
    items: int,
) -> None:
    """Make one practice and let its last weeks happen."""
    plan = Plan.of(items)
    ward = maker.ward(site, people, items // CHARTS_PER_ITEM, plan.visits)
    timeline = Timeline(database)
    history = History(database, ward, timeline)
    patients = _by_need(ward)
    history.visits(patients)
    history.bookings(patients[::-1], plan)
    chosen = arrivals.choose(ward, plan.results)
    arrived = list(arrivals.drafts(ward, maker.laboratory, chosen))
    timeline.at(maker.now - BEGAN, partial(write, database, ward))
    drafts = [*arrived, *_requests(ward, plan, missing=plan.results - len(arrived))]
    if plan.in_progress:
        ResultStories(database, ward, timeline, history).tell(drafts)
    untold = [draft for draft in drafts if draft.item_id not in history.told]
    history.answers(_settled(untold, ward.now), plan.decided)
    history.questions(drafts, plan.in_progress)
    history.offers(drafts, plan.in_progress)
    if plan.in_progress:
        AppointmentStories(database, ward, timeline, history).tell(drafts)
    waiting = [draft for draft in drafts if draft.item_id not in history.told]
    queued = _queue(database, ward, timeline, waiting)
    if items:
        letters.deliver(database, files, ward, timeline)
        IntakeStory(database, files, ward, timeline).tell(
            [
                (person, one, queued[one.report["id"]])
                for person, one in chosen
                if one.report["id"] in queued
            ]
        )
        hand_outs.tell(database, ward, timeline, drafts)
        account_states.tell(database, ward, timeline, maker.sealing)
        story = StatementStory(database, files, ward, timeline, maker.provider)
        story.tell()
        StatementQuestions(database, ward, timeline, story).ask()
    timeline.run(until=maker.now)


def _queue(
    database: Database, ward: Ward, timeline: Timeline, waiting: Sequence[Draft]
) -> dict[str, datetime]:
    """Let what waits come in, in order and by batches; gives when the item of each report does."""
    ordered = sorted(waiting, key=lambda draft: (draft.submitted_at, draft.item_id))
    size = min(max(10, len(ordered) // BATCHES), MOST_AT_ONCE)
    queued: dict[str, datetime] = {}
    for start in range(0, len(ordered), size):
        batch = ordered[start : start + size]
        at = batch[-1].submitted_at
        timeline.at(at, partial(submit, database, ward, batch))
        queued |= {one.content["report"]["id"]: at for one in batch if one.kind == "result"}
    return queued


def _requests(ward: Ward, plan: Plan, missing: int) -> Iterator[Draft]:
    """Make what patients ask for; what other queues can not fill becomes enrollments."""
    refills = list(refill_requests.drafts(ward, plan.refills))
    yield from refills
    yield from appointment_requests.new_visits(ward, _by_turns(ward), plan.new_visits)
    sign_ups = SignUps(ward)
    chance = ward.chance("attached")
    for _ in range(plan.attached):  # DOMAIN F32: asked for before the enrollment is decided
        at = ward.now - timedelta(minutes=chance.randrange(30, 2000))
        visit_id = ward.ids()
        draft = sign_ups.request(sign_ups.stranger(), at, appointment_item_id=visit_id)
        yield draft
        yield appointment_requests.attached(ward, draft, visit_id, chance)
    more = missing + plan.refills - len(refills)
    yield from sign_ups.drafts(plan.enrollments - plan.attached + more)


def _by_need(ward: Ward) -> list[Person]:
    """People with an account, those who take most medicines first: they are seen most."""

    def renewed(person: Person) -> int:
        rows = ward.medications[person.id]
        return sum(is_renewed(row) and row["status"] == "active" for row in rows)

    users = ward.users()  # the documented patient is the first of them
    return users[:1] + sorted(users[1:], key=renewed, reverse=True)


def _by_turns(ward: Ward) -> list[Person]:
    people = ward.users()
    ward.chance("turns").shuffle(people)
    return people


def _settled(drafts: Sequence[Draft], now: datetime) -> list[Draft]:
    """Give the drafts that are old enough to have been answered, oldest first."""
    old = [draft for draft in drafts if now - draft.submitted_at > timedelta(hours=9)]
    return sorted(old, key=lambda draft: (draft.submitted_at, draft.item_id))


def _finish(database: Database, items: int, seed: int, now: datetime) -> None:
    """Say that the mails of the past were sent then, and that the demo is complete."""

    def work(uow: UnitOfWork) -> None:
        sent = update(outbox_job).where(outbox_job.c.kind == mail.KIND)
        uow.execute(sent.values(done_at=outbox_job.c.due_at, attempts=1))
        made = canonical({"demo": {"items": items, "seed": seed, "built_at": now.isoformat()}})
        uow.execute(update(practice).where(practice.c.id == 1).values(settings=made))

    database.write(Scope.ALL, work)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Keep the cycle collector from walking millions of rows that are all in use."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
