"""Many items at once, exactly as `portal.services.items.submit` makes one.

The rows come from the same builder and the feed and the journal from the same unit of work; only the
inserts go in one statement. A test compares one item of each kind made both ways.
"""

from collections.abc import Sequence

from sqlalchemy import insert

from portal.db.engine import Database
from portal.db.tables import account, account_practice, household_key, item, security_answer
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.demo.ward import Draft, Ward
from portal.services import gate, households
from portal.services.items import item_row
from portal.services.targets import Targets

RESULTS, ENROLLMENTS = "result", "enrollment"


def submit_many(uow: UnitOfWork, drafts: Sequence[Draft]) -> None:
    """Put drafts into their queues, in their order."""
    targets: dict[int, Targets] = {}
    rows = []
    for draft in drafts:
        if draft.practice_id not in targets:
            targets[draft.practice_id] = Targets(uow, draft.practice_id)
        due = targets[draft.practice_id].due(draft.kind, draft.submitted_at)
        rows.append(item_row(**vars(draft), due_at=due))
    if not rows:
        return
    uow.execute(insert(item), rows)
    for row in rows:
        uow.touch(row["practice_id"], row["kind"], row["id"], 1, row=row)
        uow.journal(
            row["practice_id"],
            actor_id=row["account_id"],
            action="item.submitted",
            subject_id=row["id"],
            target=(row["kind"], row["id"]),
        )
    _remember_households(uow, drafts)
    results = [one for one in drafts if one.kind == RESULTS]
    for practice_id in {one.practice_id for one in results}:
        mine = [(one.item_id, one.content) for one in results if one.practice_id == practice_id]
        gate.schedule_all(uow, RESULTS, practice_id, mine)


def _remember_households(uow: UnitOfWork, drafts: Sequence[Draft]) -> None:
    keys = [
        {"practice_id": one.practice_id, "item_id": one.item_id, "key": key}
        for one in drafts
        if one.kind == ENROLLMENTS
        for key in households.keys_of(one.content["submitted"])
    ]
    if keys:
        uow.execute(insert(household_key), keys)


def submit(database: Database, ward: Ward, drafts: Sequence[Draft]) -> None:
    """Submit drafts in one transaction; those who sign up get their waiting accounts with it."""
    logins = [ward.applicants[one.item_id] for one in drafts if one.item_id in ward.applicants]
    answers = [row for login in logins for row in ward.accounts.answers(login)]

    def work(uow: UnitOfWork) -> None:
        if logins:
            uow.execute(insert(account), [login.account for login in logins])
            uow.execute(insert(security_answer), answers)
            uow.execute(insert(account_practice), [login.account_practice for login in logins])
        submit_many(uow, drafts)

    database.write(Scope.of([ward.practice_id]), work)
