"""A statement as billing staff see it: its evidence, its account, what it would supersede (DOMAIN F70)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import orjson
from sqlalchemy import and_, select

from portal.db.billing_tables import billing_account, statement, statement_notice
from portal.db.tables import staff
from portal.db.unit_of_work import Reader
from portal.domain.moments import moment_text
from portal.domain.problems import Problem, ProblemType
from portal.services import billing_accounts
from portal.services.statements import batch_rows, statement_rows
from portal.services.statements.statement_rows import ASKED, PAYABLE, PUBLISHED, READY, Row

MOST = 200  # statements of one answer
_CHUNK = 500
_PLAIN = (
    *("id", "batch_id", "file_name", "sha256", "size", "pages", "state", "kind", "period"),
    *("amount_cents", "currency", "paid_cents", "quiet_reason", "void_reason", "void_note"),
    "version",
)
_DAYS = ("statement_date", "due_on")
_MOMENTS = ("published_at", "superseded_at", "paid_at", "voided_at")
_PEOPLE = ("matched_by", "published_by", "voided_by")


def one(reader: Reader, practice_id: int, statement_id: str) -> dict[str, Any]:
    """Give one statement as JSON; raises Problem(not-found)."""
    return shown(reader, practice_id, [statement_rows.load(reader, practice_id, statement_id)])[0]


def page(
    reader: Reader, practice_id: int, batch_id: str, *, after: str | None, limit: int
) -> tuple[list[dict[str, Any]], str | None]:
    """Give statements of a batch in the order of arrival, and the id after which to go on.

    Raises Problem(not-found) for a batch or an `after` that is not there.
    """
    batch_rows.load(reader, practice_id, batch_id)
    query = select(statement).where(
        and_(statement.c.practice_id == practice_id, statement.c.batch_id == batch_id)
    )
    if after is not None:
        last = statement_rows.load(reader, practice_id, after)
        query = query.where(statement.c.upload_seq > last["upload_seq"])
    found = reader.execute(query.order_by(statement.c.upload_seq).limit(limit + 1)).mappings().all()
    rows = [dict(row) for row in found[:limit]]
    return shown(reader, practice_id, rows), rows[-1]["id"] if len(found) > limit else None


def shown_by_id(reader: Reader, practice_id: int, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Give those of the statements that are there, by id."""
    rows = _by_id(reader, practice_id, ids)
    return {one["id"]: one for one in shown(reader, practice_id, list(rows.values()))}


def expect(reader: Reader, row: Row, version: int) -> None:
    """Raise Problem(version-conflict) with the statement of now unless it is the one that was seen."""
    if row["version"] != version:
        current = one(reader, row["practice_id"], row["id"])
        raise Problem(ProblemType.VERSION_CONFLICT, extra={"current": current})


def shown(reader: Reader, practice_id: int, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Give statements as JSON, in the order of `rows`, with all that stands beside them."""
    accounts = accounts_of(reader, practice_id, (row["billing_account_id"] for row in rows))
    beside = _Beside(
        accounts,
        _names(reader, rows),
        last_notices(reader, practice_id, [row["id"] for row in rows]),
        _payable(reader, practice_id, rows),
        _by_id(reader, practice_id, [row["replaces_id"] for row in rows if row["replaces_id"]]),
    )
    others = [row["id"] for row in (*beside.payable.values(), *beside.replaced.values())]
    beside.in_flight = statement_rows.in_flight(reader, practice_id, others)
    return [_json(row, beside) for row in rows]


class _Beside:
    """What stands beside some statements, read at once for all of them."""

    def __init__(
        self,
        accounts: Mapping[str, dict[str, Any]],
        names: Mapping[str, str],
        notices: Mapping[str, Row],
        payable: Mapping[str, Row],
        replaced: Mapping[str, Row],
    ) -> None:
        self.accounts = accounts
        self.names = names
        self.notices = notices
        self.payable = payable
        self.replaced = replaced
        self.in_flight: frozenset[str] = frozenset()

    def staff(self, staff_id: str | None) -> dict[str, str] | None:
        """Name a staff member."""
        return (staff_id and {"id": staff_id, "name": self.names.get(staff_id, "")}) or None

    def other(self, row: Row | None) -> dict[str, Any] | None:
        """Give another statement, so far as it matters."""
        if row is None:
            return None
        told = {name: row[name] for name in ("id", "amount_cents", "period", "state")}
        day = _day(row["statement_date"])
        return {**told, "statement_date": day, "in_flight": row["id"] in self.in_flight}


def _json(row: Row, beside: _Beside) -> dict[str, Any]:
    notice = beside.notices.get(row["id"])
    return {
        **{name: row[name] for name in _PLAIN},
        **{name: _day(row[name]) for name in _DAYS},
        **{name: _moment(row[name]) for name in _MOMENTS},
        **{name: beside.staff(row[name]) for name in _PEOPLE},
        "reasons": orjson.loads(row["reasons"]),
        "evidence": orjson.loads(row["evidence"]),
        "question": "replaces" if row["state"] == READY and row["replaces"] == ASKED else None,
        "account": beside.accounts.get(row["billing_account_id"]),
        "replaces": beside.other(beside.replaced.get(row["replaces_id"])),
        "supersedes": beside.other(superseded_by(row, beside.payable)),
        "notice": notice and notice_json(notice),
    }


def superseded_by(row: Row, payable: Mapping[str, Row]) -> Row | None:
    """Give what would be payable no more if `row` were published now; `payable` is by account."""
    now = payable.get(row["billing_account_id"])
    if row["state"] != READY or now is None or row["statement_date"] is None:
        return None
    return now if statement_rows.age(now) < statement_rows.age(row) else None


def notice_json(notice: Row) -> dict[str, Any]:
    """Give a notice as JSON; `at` is when it came to stand as it does."""
    at = notice["settled_at"] or notice["created_at"]
    told = {name: notice[name] for name in ("ordinal", "state", "status_code")}
    return {**told, "at": moment_text(at)}


def accounts_of(
    reader: Reader, practice_id: int, ids: Iterable[str | None]
) -> dict[str, dict[str, Any]]:
    """Give billing accounts as they stand beside a statement, by id, and how each is told."""
    rows = _read(reader, billing_account, practice_id, billing_account.c.id, ids)
    targets = billing_accounts.targets_of(reader, practice_id, rows)
    found = {}
    for row in rows:
        target = targets[row["id"]]
        found[row["id"]] = {
            **{name: row[name] for name in ("id", "account_number", "delivery")},
            "name": f"{row['given_name']} {row['family_name']}",
            "birth_date": _day(row["birth_date"]),
            "notice": target.notice,
            "why": target.why,
        }
    return found


def last_notices(reader: Reader, practice_id: int, ids: Sequence[str]) -> dict[str, Row]:
    """Give the last notice of each statement that has one."""
    rows = _read(reader, statement_notice, practice_id, statement_notice.c.statement_id, ids)
    return {row["statement_id"]: row for row in sorted(rows, key=lambda one: one["ordinal"])}


def payable_of(
    reader: Reader, practice_id: int, account_ids: Iterable[str | None]
) -> dict[str, Row]:
    """Give the payable statement of each account that has one, by account (F70)."""
    column = statement.c.billing_account_id
    rows = _read(reader, statement, practice_id, column, account_ids, state=PAYABLE)
    return {row["billing_account_id"]: row for row in rows}


def published_of(
    reader: Reader, practice_id: int, account_ids: Iterable[str | None]
) -> dict[str, list[Row]]:
    """Give the published statements of each account that are not void, the newest first (F70)."""
    column = statement.c.billing_account_id
    found: dict[str, list[Row]] = {}
    for row in _read(reader, statement, practice_id, column, account_ids):
        if row["state"] in PUBLISHED:
            found.setdefault(row["billing_account_id"], []).append(row)
    for rows in found.values():
        rows.sort(key=statement_rows.age, reverse=True)
    return found


def published_files(reader: Reader, practice_id: int, shas: Sequence[str]) -> set[str]:
    """Name those contents that have been published before."""
    rows = _read(reader, statement, practice_id, statement.c.sha256, shas)
    return {row["sha256"] for row in rows if row["state"] in PUBLISHED}


def _payable(reader: Reader, practice_id: int, rows: Sequence[Row]) -> dict[str, Row]:
    ready = [row["billing_account_id"] for row in rows if row["state"] == READY]
    return payable_of(reader, practice_id, ready)


def _by_id(reader: Reader, practice_id: int, ids: Sequence[str]) -> dict[str, Row]:
    return {row["id"]: row for row in _read(reader, statement, practice_id, statement.c.id, ids)}


def _names(reader: Reader, rows: Sequence[Row]) -> dict[str, str]:
    ids = sorted({row[name] for row in rows for name in _PEOPLE if row[name]})
    if not ids:
        return {}
    found = reader.execute(select(staff.c.id, staff.c.name).where(staff.c.id.in_(ids)))
    return {row.id: row.name for row in found}


def _read(
    reader: Reader,
    table: Any,
    practice_id: int,
    column: Any,
    ids: Iterable[str | None],
    **fixed: str,
) -> list[Row]:
    """Give the rows of a tenant table whose `column` is one of `ids`, however many those are."""
    wanted = sorted({one for one in ids if one})
    rows: list[Row] = []
    for start in range(0, len(wanted), _CHUNK):
        query = select(table).where(
            and_(table.c.practice_id == practice_id, column.in_(wanted[start : start + _CHUNK]))
        )
        for name, value in fixed.items():
            query = query.where(table.c[name] == value)
        rows += [dict(row) for row in reader.execute(query).mappings()]
    return rows


def _day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def _moment(value: datetime | None) -> str | None:
    return None if value is None else moment_text(value)
