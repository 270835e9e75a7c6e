"""Plays back the journal of a race about statements, and counts its mails, notices and money.

The journal's order is that of the commits, so every entry is a step after which the rules must hold.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import orjson

from portal.db.billing_tables import payment, statement, statement_notice
from portal.db.engine import Database
from portal.db.tables import journal, outbox_job
from tests.support.statement_desk import StatementDesk

Row = Mapping[str, Any]


def audit(url: str, message_ids: Iterable[str], taken_cents: int) -> list[str]:
    """Name everything that does not add up."""
    desk = StatementDesk.at(Database.open(url))
    rows = {row["id"]: row for row in desk.all_of(statement)}
    payments = {row["id"]: row for row in desk.all_of(payment)}
    notices, jobs = desk.all_of(statement_notice), desk.all_of(outbox_job)
    entries = sorted(desk.all_of(journal), key=lambda row: row["seq"])
    faults = desk.verify(1).faults
    desk.database.close()
    wrong = [*Playback(rows, payments).play(entries), *map(str, faults)]
    wrong += _mails(rows, notices, jobs, Counter(message_ids))
    paid: Counter[str] = Counter()
    for one in payments.values():
        if one["state"] == "succeeded":
            paid[one["statement_id"]] += one["amount_cents"]
        if one["state"] == "pending" and one["provider_reference"]:
            wrong.append("a payment was answered and is not settled")
    wrong += [
        f"{row['paid_cents']} cents are paid of a statement, {paid[key]} were"
        for key, row in rows.items()
        if row["paid_cents"] != paid[key]
    ]
    flying = sum(one["amount_cents"] for one in payments.values() if one["state"] == "pending")
    if not sum(paid.values()) <= taken_cents <= sum(paid.values()) + flying:
        wrong.append(f"the provider took {taken_cents}, {sum(paid.values())} are settled")
    return wrong


class Playback:
    """What stood where after each entry."""

    def __init__(self, rows: Mapping[str, Row], payments: Mapping[str, Row]) -> None:
        self.rows, self.payments = rows, payments
        self.state: dict[str, str] = {}
        self.paid: Counter[str] = Counter()
        self.wrong: list[str] = []

    def play(self, entries: Iterable[Row]) -> list[str]:
        for entry in entries:
            act = entry["action"]
            body = orjson.loads(entry["body"])
            if act == "statement.published":
                self._published(entry["subject_id"], body["detail"]["state"])
            elif act == "statement.superseded":
                self._leave(entry["subject_id"], "superseded", {"payable"})
            elif act == "statement.voided":
                self._leave(entry["subject_id"], "void", {"payable", "superseded", "paid"})
            elif act == "statement.resent":
                self._expect(entry["subject_id"], {"payable"}, "sent again")
            elif act == "payment.begun":
                self._expect(body["target"][1], {"payable"}, "paid")
            elif act == "payment.succeeded":
                self._paid(body["target"][1], entry["subject_id"])
        self._hold_end()
        return self.wrong

    def _published(self, key: str, state: str) -> None:
        """Its place must be the one that its age gives it; it is the second payable one of nobody."""
        if key in self.state:
            self.wrong.append("published twice")
        others = [
            self.rows[one]
            for one, stands in self.state.items()
            if stands != "void" and self._account(one) == self._account(key)
        ]
        latest = all(_age(one) < _age(self.rows[key]) for one in others)
        if state != ("payable" if latest else "superseded"):
            self.wrong.append(f"published as {state}, latest: {latest}")
        self.state[key] = state
        # what it supersedes stands behind it in the same commit

    def _leave(self, key: str, to: str, since: set[str]) -> None:
        if self.state.get(key) not in since:
            self.wrong.append(f"{self.state.get(key)} became {to}")
        self.state[key] = to

    def _expect(self, key: str, states: set[str], act: str) -> None:
        if self.state.get(key) not in states:
            self.wrong.append(f"{self.state.get(key)} was {act}")

    def _paid(self, key: str, payment_id: str) -> None:
        self.paid[key] += self.payments[payment_id]["amount_cents"]
        row = self.rows[key]
        if self.state[key] == "payable" and self.paid[key] >= row["amount_cents"]:
            self.state[key] = "paid"
        if self.paid[key] > row["amount_cents"]:
            self.wrong.append("more was paid than is owed")

    def _hold_end(self) -> None:
        payable: defaultdict[str, int] = defaultdict(int)
        for key, row in self.rows.items():
            if self.state.get(key, "ready") != row["state"]:
                self.wrong.append(f"{row['state']}, by the journal {self.state.get(key)}")
            payable[self._account(key)] += row["state"] == "payable"
        if any(count > 1 for count in payable.values()):
            self.wrong.append("two are payable in the end")

    def _account(self, key: str) -> str:
        return str(self.rows[key]["billing_account_id"])


def _mails(
    rows: Mapping[str, Row], notices: list[Row], jobs: list[Row], came: Counter[str]
) -> list[str]:
    """One mail for one notice, one notice of its publication for each that was not quiet."""
    keys = Counter(
        (job["payload"] and orjson.loads(job["payload"])["statement_id"], _ordinal(job))
        for job in jobs
        if job["dedupe_key"].startswith("mail:statement:")
    )
    told = Counter((one["statement_id"], one["ordinal"]) for one in notices)
    announced = {
        key for key, row in rows.items() if row["published_at"] and not row["quiet_reason"]
    }
    wrong = []
    if keys != told or set(told.values()) - {1}:
        wrong.append("mails and notices differ")
    if {key for key, ordinal in keys if ordinal == 0} != announced:
        wrong.append("another number of mails than of publications")
    if any(count > 1 for count in came.values()):
        wrong.append("a mail came twice")
    sent = sum(one["state"] == "sent" for one in notices)
    if sent != sum(came.values()):
        wrong.append(f"{sum(came.values())} mails came, {sent} notices say so")
    left = {one["state"] for one in notices} - {"sent", "failed"}
    withdrawn = [one for one in notices if one["state"] == "failed"]
    if left or any(rows[one["statement_id"]]["state"] != "void" for one in withdrawn):
        wrong.append(f"notices are left: {left}")
    return wrong


def _ordinal(job: Row) -> int:
    return int(job["dedupe_key"].rpartition(":")[2])


def _age(row: Row) -> tuple[Any, int]:
    return row["statement_date"], row["upload_seq"]
