"""Statements as who pays them reads them: all that are published, and which one is payable (F70, F74).

Only the guarantor reads them: their own account, or a care manager's whose link to the guarantor's
chart is of full scope today. Neither a patient whose visit was billed nor a minor's account does; who is
asked anew each time. A void statement was a mistake, perhaps somebody else's, and is not shown any more.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import and_, func, select

from portal.db.billing_tables import billing_account, payment, statement
from portal.db.engine import Database
from portal.db.tables import patient, practice
from portal.db.unit_of_work import Reader, Scope
from portal.security.actors import PatientActor
from portal.services import dependents, proxy_reads
from portal.services.audience import age_on
from portal.services.files import Files
from portal.services.payment_provider import PENDING
from portal.services.policies import store
from portal.services.policies.result import ADULT_AGE
from portal.services.policies.statement import StatementPolicy
from portal.services.practice_time import today
from portal.services.rules import not_found
from portal.services.statements import contents

PAYABLE = "payable"
PUBLISHED = (PAYABLE, "superseded", "paid")
PAYMENTS_SHOWN = 50
Row = dict[str, Any]


def accounts_of(reader: Reader, actor: PatientActor, practice_id: int) -> list[Row]:
    """Give the billing accounts whose guarantor the actor is, or looks after with full scope.

    Each is a row of `billing_account` with `for_whom`: "" for one's own, else the guarantor's name.
    Raises Problem(not-found) where the actor neither is a patient nor looks after one.
    """
    known = reader.execute(select(practice.c.id).where(practice.c.id == practice_id)).first()
    if known is None:
        raise not_found()
    day = today(reader, practice_id)
    own = actor.charts.get(practice_id)
    others = dependents.dependents(reader, practice_id, actor.account_id, day)
    charts = {one.patient_id for one in others} | ({own} if own else set())
    if not charts:
        raise not_found()
    guarantor = and_(
        patient.c.practice_id == billing_account.c.practice_id,
        patient.c.id == billing_account.c.guarantor_patient_id,
    )
    rows = reader.execute(
        select(billing_account, patient.c.birth_date.label("born"))
        .join_from(billing_account, patient, guarantor)
        .where(billing_account.c.practice_id == practice_id)
        .where(billing_account.c.guarantor_patient_id.in_(sorted(charts)))
        .order_by(billing_account.c.account_number, billing_account.c.id)
    ).mappings()
    found = []
    for row in rows:
        if age_on(row["born"], day) < ADULT_AGE:
            continue
        mine = row["guarantor_patient_id"] == own
        name = "" if mine else f"{row['given_name']} {row['family_name']}"
        found.append({**row, "for_whom": name})
    return found


def visible(reader: Reader, actor: PatientActor, practice_id: int, statement_id: str) -> Row:
    """Give the row of a published statement that the actor may read; raises Problem(not-found)."""
    if not views(reader, practice_id):
        raise not_found()
    accounts = {row["id"]: row for row in accounts_of(reader, actor, practice_id)}
    found = [row for row in _published(reader, practice_id, accounts) if row["id"] == statement_id]
    if not found:
        raise not_found()
    return found[0]


def views(reader: Reader, practice_id: int) -> bool:
    """Whether patients read statements here (F7); raises Problem(not-found) for no such practice."""
    return bool(store.current(reader, practice_id, StatementPolicy).patients_view)


def in_flight(reader: Reader, practice_id: int, statements: Iterable[str]) -> dict[str, int]:
    """Give the cents of each statement for which the provider has not answered yet."""
    rows = reader.execute(
        select(payment.c.statement_id, func.sum(payment.c.amount_cents).label("cents"))
        .where(and_(payment.c.practice_id == practice_id, payment.c.state == PENDING))
        .where(payment.c.statement_id.in_(sorted(statements)))
        .group_by(payment.c.statement_id)
    )
    return {row.statement_id: int(row.cents) for row in rows}


def payable_of(reader: Reader, practice_id: int, billing_account_id: str) -> Row | None:
    """Give the account's one payable statement, or None (DOMAIN F70)."""
    found = reader.execute(
        select(statement).where(
            and_(
                statement.c.practice_id == practice_id,
                statement.c.billing_account_id == billing_account_id,
                statement.c.state == PAYABLE,
            )
        )
    ).mappings()
    row = found.one_or_none()
    return None if row is None else dict(row)


def shown(row: Mapping[str, Any], in_flight_cents: int) -> Row:
    """Give a statement as its payer reads it; `left_cents` is what may still be paid."""
    payable = row["state"] == PAYABLE
    left = max(0, (row["amount_cents"] or 0) - row["paid_cents"] - in_flight_cents)
    return {
        **{
            name: row[name]
            for name in (
                *("id", "billing_account_id", "state", "kind", "period", "statement_date"),
                *("due_on", "amount_cents", "paid_cents", "currency", "pages", "size"),
                *("published_at", "version"),
            )
        },
        "payable": payable,
        "in_flight_cents": in_flight_cents,
        "left_cents": left if payable else 0,
    }


class PatientStatements:
    """Reads statements for their payers."""

    def __init__(self, database: Database, files: Files) -> None:
        self._database = database
        self._files = files

    def listed(self, actor: PatientActor, practice_id: int) -> Row:
        """Give the accounts, their published statements, newest first, and their payments.

        With `view` False the practice shows no statements here, and there are none. Raises
        Problem(not-found).
        """
        with self._database.read(Scope.of([practice_id])) as reader:
            accounts = {row["id"]: row for row in accounts_of(reader, actor, practice_id)}
            policy = store.current(reader, practice_id, StatementPolicy)
            rows = list(_published(reader, practice_id, accounts)) if policy.patients_view else []
            flying = in_flight(reader, practice_id, [row["id"] for row in rows])
            paid = _payments(reader, practice_id, accounts) if policy.patients_view else []
        return {
            "view": policy.patients_view,
            "pay": policy.patients_view and policy.patients_pay,
            "accounts": [
                {name: row[name] for name in ("id", "account_number", "for_whom")}
                for row in accounts.values()
            ],
            "statements": [shown(row, flying.get(row["id"], 0)) for row in rows],
            "payments": paid,
        }

    def content(
        self, actor: PatientActor, practice_id: int, statement_id: str
    ) -> tuple[Row, Iterator[bytes]]:
        """Give a published statement with its PDF, in pieces; raises Problem(not-found)."""
        with self._database.read(Scope.of([practice_id])) as reader:
            row = visible(reader, actor, practice_id, statement_id)
        return row, contents.pieces(self._files, row)

    def note_read(self, actor: PatientActor, practice_id: int) -> None:
        """Remember whose statements a care manager has read (F48); called after the answer has left."""
        with self._database.read(Scope.of([practice_id])) as reader:
            rows = accounts_of(reader, actor, practice_id)
        read = [{"practice_id": practice_id, "patient_id": r["guarantor_patient_id"]} for r in rows]
        proxy_reads.record(self._database, actor, read)


def _published(
    reader: Reader, practice_id: int, accounts: Mapping[str, Mapping[str, Any]]
) -> Iterator[Row]:
    rows = reader.execute(
        select(statement)
        .where(and_(statement.c.practice_id == practice_id, statement.c.state.in_(PUBLISHED)))
        .where(statement.c.billing_account_id.in_(sorted(accounts)))
        .order_by(statement.c.statement_date.desc(), statement.c.upload_seq.desc())
    ).mappings()
    for row in rows:
        yield dict(row)


def _payments(reader: Reader, practice_id: int, accounts: Iterable[str]) -> list[Row]:
    names = ("id", "statement_id", "amount_cents", "currency", "state", "decline_code")
    rows = reader.execute(
        select(*(payment.c[name] for name in (*names, "created_at", "settled_at")))
        .where(payment.c.practice_id == practice_id)
        .where(payment.c.billing_account_id.in_(sorted(accounts)))
        .order_by(payment.c.created_at.desc(), payment.c.id.desc())
        .limit(PAYMENTS_SHOWN)
    ).mappings()
    return [dict(row) for row in rows]
