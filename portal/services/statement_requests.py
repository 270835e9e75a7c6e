"""What patients ask about statements: a new one, one that never came, an overdue one (DOMAIN F71, F72).

One request is open for each statement of an account; who asks again joins it. The content of an item is
`{"reason", "text", "joined": [{at, reason, text}], "statement": {…} | null, "account": {…},
"payable": {…} | null, "in_flight": [{amount_cents, created_at}], "answer": {…} | null}`, amounts in
cents; `statement` is the one it is about, `payable` the one to pay when it was asked.
"""

from collections.abc import Mapping
from typing import Any, Literal, get_args

from sqlalchemy import and_, select

from portal.db.billing_tables import payment, statement
from portal.db.engine import Database
from portal.db.tables import account as login
from portal.db.tables import item
from portal.db.unit_of_work import Reader, Scope, UnitOfWork
from portal.domain.moments import moment_text
from portal.security.actors import PatientActor
from portal.services import billing_accounts, item_changes
from portal.services.items import submit
from portal.services.payment_provider import PENDING
from portal.services.rules import invalid, refused
from portal.services.statements import patient_statements

KIND = "statement_request"
Reason = Literal["NOT_PAYABLE", "NOT_RECEIVED", "WRONG_AMOUNT", "OVERDUE", "OTHER"]
LATE_PAYMENT = "LATE_PAYMENT"  # the portal's own: money came for what was not to be paid any more
REASONS: tuple[str, ...] = (*get_args(Reason), LATE_PAYMENT)
MOST_JOINED = 20  # repeats that are kept; the desk has read enough by then
_SUMMARY = {
    "NOT_PAYABLE": "A new statement, to pay it",
    "NOT_RECEIVED": "The statement never came",
    "WRONG_AMOUNT": "The amount looks wrong",
    "OVERDUE": "About an overdue statement",
    "OTHER": "About a statement",
    LATE_PAYMENT: "Paid after the statement had changed",
}
Row = dict[str, Any]


def ask(
    database: Database,
    actor: PatientActor,
    practice_id: int,
    *,
    reason: Reason,
    text: str,
    statement_id: str | None,
    billing_account_id: str | None,
) -> tuple[str, bool]:
    """Ask the practice about a statement, or about the account; gives the item, and whether it is new.

    Raises Problem: not-found for what is not the actor's; validation when it is not said of which of
    several accounts.
    """

    def work(uow: UnitOfWork) -> tuple[str, bool]:
        accounts = {
            row["id"]: row for row in patient_statements.accounts_of(uow, actor, practice_id)
        }
        about = None
        if statement_id is not None:
            about = patient_statements.visible(uow, actor, practice_id, statement_id)
        chosen: str | None = about["billing_account_id"] if about else billing_account_id
        if chosen is None and len(accounts) == 1:
            chosen = next(iter(accounts))
        if chosen is None or chosen not in accounts:
            raise invalid("/billing_account_id", "missing", "Please say of which account.")
        who = _who(uow, actor, accounts[chosen])
        return _put(uow, practice_id, chosen, about, reason, text, who)

    return database.write(Scope.of([practice_id]), work)


def late_payment(uow: UnitOfWork, about: Mapping[str, Any], paid: Mapping[str, Any]) -> None:
    """Let billing know of a payment that came through after its statement was not to be paid any more."""
    who = {"account_id": paid["account_id"]}
    practice_id, account_id = about["practice_id"], about["billing_account_id"]
    _put(uow, practice_id, account_id, about, LATE_PAYMENT, "", who)


def _who(reader: Reader, actor: PatientActor, row: Mapping[str, Any]) -> Row:
    asker: Row = {"account_id": actor.account_id}
    if row["for_whom"]:
        name = reader.execute(
            select(login.c.given_name, login.c.family_name).where(login.c.id == actor.account_id)
        ).one()
        asker["requested_by"] = f"{name.given_name} {name.family_name}"
    return asker


def _put(
    uow: UnitOfWork,
    practice_id: int,
    billing_account_id: str,
    about: Mapping[str, Any] | None,
    reason: str,
    text: str,
    who: Row,
) -> tuple[str, bool]:
    """Put a request into the queue, or join the one that is open for the same."""
    row = billing_accounts.lock(uow, practice_id, billing_account_id)
    content = _content(uow, row, about, reason, text)
    known = _open(uow, practice_id, billing_account_id, about["id"] if about else None)
    if known is not None:
        _join(uow, known, content)
        return known["id"], False
    made = submit(
        uow,
        practice_id=practice_id,
        kind=KIND,
        summary=_SUMMARY[reason],
        subject_name=f"{row['given_name']} {row['family_name']}",
        subject_birth_date=row["birth_date"],
        content=content,
        patient_id=row["guarantor_patient_id"],
        **who,
    )
    return made, True


def _open(
    uow: UnitOfWork, practice_id: int, billing_account_id: str, statement_id: str | None
) -> Row | None:
    rows = uow.execute(
        select(item)
        .where(and_(item.c.practice_id == practice_id, item.c.kind == KIND))
        .where(and_(item.c.is_open.is_(True), item.c.content.contains(billing_account_id)))
        .order_by(item.c.submitted_at, item.c.id)
        .with_for_update()
    ).mappings()
    for row in rows:
        content = item_changes.content_of(dict(row))
        about = content["statement"] and content["statement"]["id"]
        if content["account"]["id"] == billing_account_id and about == statement_id:
            return dict(row)
    return None


def other_open(uow: UnitOfWork, row: Mapping[str, Any]) -> bool:
    """Whether another request about what this item is about is open."""
    content = item_changes.content_of(row)
    about = content["statement"] and content["statement"]["id"]
    account_id = content["account"]["id"]
    billing_accounts.lock(uow, row["practice_id"], account_id)
    return _open(uow, row["practice_id"], account_id, about) is not None


def _join(uow: UnitOfWork, row: Row, asked: Mapping[str, Any]) -> None:
    content = item_changes.content_of(row)
    said = {"at": moment_text(uow.now), "reason": asked["reason"], "text": asked["text"]}
    joined = [*content["joined"], said]
    if len(joined) > MOST_JOINED:
        return
    fresh = {name: asked[name] for name in ("statement", "account", "payable", "in_flight")}
    content |= fresh | {"joined": joined}
    item_changes.change(uow, row, state=row["state"], is_open=True, content=content)


def _content(
    reader: Reader,
    row: Mapping[str, Any],
    about: Mapping[str, Any] | None,
    reason: str,
    text: str,
) -> Row:
    target = billing_accounts.target_of(reader, row)
    payable = patient_statements.payable_of(reader, row["practice_id"], row["id"])
    born = row["birth_date"]
    return {
        "reason": reason,
        "text": text,
        "joined": [],
        "statement": about and statement_facts(about),
        "payable": payable and statement_facts(payable),
        "account": {
            "id": row["id"],
            "account_number": row["account_number"],
            "name": f"{row['given_name']} {row['family_name']}",
            "birth_date": born and born.isoformat(),
            "delivery": row["delivery"],
            "notice": target.notice,
            "why": target.why,
        },
        "in_flight": _in_flight(reader, row),
        "answer": None,
    }


def statement_facts(row: Mapping[str, Any]) -> Row:
    """Give what an item says of a statement, as JSON."""
    plain = ("id", "state", "period", "kind", "amount_cents", "paid_cents", "currency")
    days = {name: row[name] and row[name].isoformat() for name in ("statement_date", "due_on")}
    return {name: row[name] for name in plain} | days


def _in_flight(reader: Reader, row: Mapping[str, Any]) -> list[Row]:
    found = reader.execute(
        select(payment.c.amount_cents, payment.c.created_at)
        .where(and_(payment.c.practice_id == row["practice_id"], payment.c.state == PENDING))
        .where(payment.c.billing_account_id == row["id"])
        .order_by(payment.c.created_at, payment.c.id)
    )
    return [
        {"amount_cents": one.amount_cents, "created_at": moment_text(one.created_at)}
        for one in found
    ]


def statement_of(
    reader: Reader, practice_id: int, billing_account_id: str, statement_id: str
) -> Row:
    """Give a published statement of the account; raises Problem(rule-refused) NOT_OF_ACCOUNT."""
    found = reader.execute(
        select(statement).where(
            and_(statement.c.practice_id == practice_id, statement.c.id == statement_id)
        )
    ).mappings()
    row = found.one_or_none()
    if (
        row is None
        or row["billing_account_id"] != billing_account_id
        or row["state"] not in patient_statements.PUBLISHED
    ):
        raise refused("NOT_OF_ACCOUNT", "That is no published statement of this account.")
    return dict(row)
