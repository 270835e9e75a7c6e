"""Charts of which somebody has looked and said: this is another person than the applicant (PEERS K48).

It holds for the account, not for one request: who is asked about again is told apart already.
"""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import and_, bindparam, delete, select

from portal.db.among import among
from portal.db.tables import distinct_person
from portal.db.unit_of_work import Reader, UnitOfWork

_of_accounts = select(distinct_person.c.account_id, distinct_person.c.patient_id).where(
    and_(
        distinct_person.c.practice_id == bindparam("practice"),
        among(distinct_person.c.account_id, "accounts"),
    )
)


def charts_of(reader: Reader, practice_id: int, account_id: str | None) -> set[str]:
    """Give the charts that are not this applicant's."""
    if account_id is None:
        return set()
    return of_accounts(reader, practice_id, [account_id]).get(account_id, set())


def of_accounts(
    reader: Reader, practice_id: int, account_ids: Sequence[str]
) -> dict[str, set[str]]:
    """Give the charts that are not theirs, by account; who has none is left out."""
    found: dict[str, set[str]] = defaultdict(set)
    if account_ids:
        bound = {"practice": practice_id, "accounts": list(account_ids)}
        rows = reader.rows(_of_accounts, bound)
        for row in rows:
            found[row.account_id].add(row.patient_id)
    return dict(found)


def mark(
    uow: UnitOfWork, practice_id: int, account_id: str, patient_id: str, *, distinct: bool, by: str
) -> None:
    """Remember, or forget, that the chart is another person's."""
    key = {"practice_id": practice_id, "account_id": account_id, "patient_id": patient_id}
    uow.execute(
        delete(distinct_person).where(
            and_(*(distinct_person.c[name] == value for name, value in key.items()))
        )
    )
    if distinct:
        uow.execute(distinct_person.insert(), {**key, "decided_by": by, "decided_at": uow.now})
