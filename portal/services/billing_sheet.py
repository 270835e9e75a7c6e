"""One billing account with all that belongs to it: people, statements, notices, payments, requests.

What a biller looks at before anything is sent again or taken back (DOMAIN F72, F73): what is payable,
who was told, what is on its way, and what came for a statement that had changed meanwhile.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import and_, select

from portal.db.billing_tables import payment, statement, statement_notice
from portal.db.tables import account, item, staff
from portal.db.unit_of_work import Reader
from portal.services import billing_accounts, item_changes, statement_requests
from portal.services.payment_provider import SUCCEEDED
from portal.services.statements import statement_view

SHOWN = 200  # newest of each
_PUBLISHED = ("payable", "superseded", "paid", "void")
_LATE = ("superseded", "void")
Row = dict[str, Any]


def sheet(reader: Reader, practice_id: int, billing_account_id: str) -> Row:
    """Give the account and everything of it, newest first; raises Problem(not-found).

    A payment is `late` that came through when its statement was superseded or void: it counts for no
    other one until billing has put it in order.
    """
    row = billing_accounts.load(reader, practice_id, billing_account_id)
    target = billing_accounts.target_of(reader, row)
    people = billing_accounts.people_of(reader, practice_id, [row["id"]])[row["id"]]
    rows = _statements(reader, practice_id, row["id"])
    names = ("id", "account_number", "birth_date", "address", "delivery", "balance_cents")
    return {
        "account": {
            **{name: row[name] for name in (*names, "balance_at", "version", "updated_at")},
            "name": f"{row['given_name']} {row['family_name']}",
            "guarantor_patient_id": row["guarantor_patient_id"],
            "notice": target.notice,
            "why": target.why,
            "email": target.email,
        },
        "people": [
            {
                **{name: one[name] for name in ("id", "birth_date", "record_number")},
                "name": f"{one['given_name']} {one['family_name']}",
            }
            for one in people
        ],
        "statements": statement_view.shown(reader, practice_id, rows),
        "notices": _notices(reader, practice_id, [one["id"] for one in rows]),
        "payments": _payments(reader, practice_id, row["id"]),
        "requests": _requests(reader, practice_id, row["id"]),
    }


def _statements(reader: Reader, practice_id: int, account_id: str) -> list[Row]:
    rows = reader.execute(
        select(statement)
        .where(and_(statement.c.practice_id == practice_id, statement.c.state.in_(_PUBLISHED)))
        .where(statement.c.billing_account_id == account_id)
        .order_by(statement.c.statement_date.desc(), statement.c.upload_seq.desc())
        .limit(SHOWN)
    ).mappings()
    return [dict(row) for row in rows]


def _notices(reader: Reader, practice_id: int, statements: Iterable[str]) -> list[Row]:
    names = ("id", "statement_id", "ordinal", "state", "status_code", "created_at", "settled_at")
    rows = reader.execute(
        select(
            *(statement_notice.c[name] for name in names),
            statement_notice.c.created_by,
            staff.c.name,
        )
        .join_from(statement_notice, staff, staff.c.id == statement_notice.c.created_by)
        .where(statement_notice.c.practice_id == practice_id)
        .where(statement_notice.c.statement_id.in_(sorted(statements)))
        .order_by(statement_notice.c.created_at.desc(), statement_notice.c.ordinal.desc())
        .limit(SHOWN)
    ).mappings()
    return [
        {
            **{name: row[name] for name in names},
            "created_by": {"id": row["created_by"], "name": row["name"]},
        }
        for row in rows
    ]


def _payments(reader: Reader, practice_id: int, account_id: str) -> list[Row]:
    names = (
        *("id", "statement_id", "amount_cents", "currency", "state", "decline_code", "provider"),
        *("provider_reference", "created_at", "settled_at"),
    )
    of_it = and_(
        statement.c.practice_id == payment.c.practice_id,
        statement.c.id == payment.c.statement_id,
    )
    rows = reader.execute(
        select(
            *(payment.c[name] for name in names),
            statement.c.superseded_at,
            statement.c.voided_at,
            account.c.given_name,
            account.c.family_name,
        )
        .join_from(payment, statement, of_it)
        .join(account, account.c.id == payment.c.account_id)
        .where(and_(payment.c.practice_id == practice_id))
        .where(payment.c.billing_account_id == account_id)
        .order_by(payment.c.created_at.desc(), payment.c.id.desc())
        .limit(SHOWN)
    ).mappings()
    return [
        {
            **{name: row[name] for name in names},
            "late": _late(row),
            "paid_by": f"{row['given_name']} {row['family_name']}",
        }
        for row in rows
    ]


def _late(row: Mapping[Any, Any]) -> str:
    """Say what had become of the statement before the payment came through: superseded, void or ""."""
    if row["state"] != SUCCEEDED:
        return ""
    ended = (("void", row["voided_at"]), ("superseded", row["superseded_at"]))
    return next((name for name, at in ended if at is not None and at <= row["settled_at"]), "")


def _requests(reader: Reader, practice_id: int, account_id: str) -> list[Row]:
    rows = reader.execute(
        select(item, staff.c.name.label("decided_by_name"))
        .join_from(item, staff, staff.c.id == item.c.decided_by, isouter=True)
        .where(and_(item.c.practice_id == practice_id, item.c.kind == statement_requests.KIND))
        .where(item.c.content.contains(account_id, autoescape=True))
        .order_by(item.c.submitted_at.desc(), item.c.id.desc())
        .limit(SHOWN)
    ).mappings()
    found = []
    for row in rows:
        content = item_changes.content_of(dict(row))
        if content["account"]["id"] != account_id:
            continue
        decided = row["decided_by"]
        found.append(
            {
                **{name: row[name] for name in ("id", "state", "submitted_at", "decided_at")},
                "reason": content["reason"],
                "text": content["text"],
                "statement_id": (content["statement"] or {}).get("id"),
                "decided_by": decided and {"id": decided, "name": row["decided_by_name"]},
            }
        )
    return found
