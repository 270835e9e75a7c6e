"""Many items at once, exactly as `portal.services.items.submit` makes one.

The rows come from the same builder and the feed and the journal from the same unit of work; only the
inserts go in one statement. A test compares one item of each kind made both ways.
"""

from collections.abc import Sequence

from sqlalchemy import insert

from portal.db.engine import Database
from portal.db.tables import account, account_practice, item, security_answer
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.demo.ward import Draft, Ward
from portal.services.items import item_row
from portal.services.targets import Targets


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
