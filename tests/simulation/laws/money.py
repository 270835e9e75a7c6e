"""I12: one statement of an account is payable, the latest that is not void; it is paid by its version."""

import json
from collections import Counter
from typing import Any

from tests.simulation.laws.view import View, Wrong


def latest_is_payable(view: View) -> Wrong:
    """What is payable is the greatest by date and arrival among what is published and not void."""
    for account, count in view.rows(
        "SELECT billing_account_id, count(*) FROM statement WHERE state = 'payable'"
        " GROUP BY practice_id, billing_account_id HAVING count(*) > 1"
    ):
        yield f"{count} statements of account {account} are payable"
    for older, newer in view.rows(
        "SELECT old.id, new.id FROM statement AS old JOIN statement AS new"
        " ON new.practice_id = old.practice_id AND new.billing_account_id = old.billing_account_id"
        " WHERE old.state = 'payable' AND new.state IN ('payable', 'superseded', 'paid')"
        " AND (new.statement_date, new.upload_seq) > (old.statement_date, old.upload_seq)"
    ):
        yield f"statement {older} is payable, and {newer} is newer"


def paid_as_seen(view: View) -> Wrong:
    """A payment was begun while its statement was payable, by the journal's order, and counts once."""
    state: dict[str, str] = view.memory.setdefault("state", {})
    for _practice, _seq, action, subject, body in view.new_entries():
        if action == "statement.published":
            state[str(subject)] = json.loads(body)["detail"]["state"]
        elif action == "statement.superseded":
            state[str(subject)] = "superseded"
        elif action == "statement.voided":
            state[str(subject)] = "void"
        elif action == "payment.begun" and state.get(_target(body)) != "payable":
            yield f"statement {_target(body)} was paid while {state.get(_target(body))}"
        elif action == "payment.succeeded":
            _add(view, state, str(subject), _target(body))
    yield from _sums(view)


def _target(body: str) -> str:
    return str(json.loads(body)["target"][1])


def _add(view: View, state: dict[str, str], payment: str, statement: str) -> None:
    """Count what came; the last cent ends it."""
    paid: Counter[str] = view.memory.setdefault("paid", Counter())
    rows: list[tuple[Any, ...]] = view.rows(
        "SELECT payment.amount_cents, statement.amount_cents FROM payment JOIN statement"
        " ON statement.id = payment.statement_id WHERE payment.id = ?",
        payment,
    )
    if rows:
        paid[statement] += rows[0][0]
        if state.get(statement) == "payable" and paid[statement] >= rows[0][1]:
            state[statement] = "paid"


def _sums(view: View) -> Wrong:
    for key, told, came in view.rows(
        "SELECT statement.id, statement.paid_cents, total(payment.amount_cents) FROM statement"
        " LEFT JOIN payment ON payment.statement_id = statement.id AND payment.state = 'succeeded'"
        " GROUP BY statement.practice_id, statement.id"
        " HAVING statement.paid_cents <> total(payment.amount_cents)"
    ):
        yield f"{told} cents are paid of statement {key}, {came:.0f} came"
    for (key,) in view.rows(
        "SELECT statement_id FROM payment WHERE state IN ('pending', 'succeeded')"
        " GROUP BY statement_id HAVING sum(amount_cents) >"
        " (SELECT amount_cents FROM statement WHERE statement.id = payment.statement_id)"
    ):
        yield f"more is paid of statement {key} than it asks for"
