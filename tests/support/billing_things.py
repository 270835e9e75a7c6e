"""A guarantor's account with all that can stand in it, as the portal sends it; and requests about it."""

from typing import Any

from console.domain.billing import BillingPage, BillingView
from console.domain.items import Item
from tests.support.queue_items import item
from tests.support.window_data import LONGEST, at

BILLER = {"id": "staff-7", "name": "Noor Haddad"}
ACCOUNT = {
    "id": "acct-1",
    "account_number": "G-204817",
    "name": "Ada Byron",
    "birth_date": "1980-02-01",
    "delivery": "electronic",
    "notice": "mail",
    "why": "",
    "email": "ada.byron@example.org",
    "address": "12 Harbor Street\nBoston, MA 02109",
    "balance_cents": 12_000,
    "balance_at": at(days=1),
}
PEOPLE = [
    {"id": "p-1", "name": "Ada Byron", "birth_date": "1980-02-01", "record_number": "R-10401"},
    {"id": "p-2", "name": "Mia Byron", "birth_date": "2019-06-09", "record_number": "R-10402"},
]


def bill(number: int = 1, **changed: Any) -> dict[str, Any]:
    """The payable statement of October, unless changed."""
    usual = {
        "id": f"st-{number}",
        "state": "payable",
        "kind": "standard",
        "period": "2026-10",
        "statement_date": "2026-10-31",
        "due_on": "2026-11-30",
        "amount_cents": 12_000,
        "paid_cents": 0,
        "currency": "USD",
        "pages": 1,
        "published_at": at(days=20),
        "published_by": BILLER,
        "version": 3,
    }
    return usual | changed


def notice(number: int = 1, ordinal: int = 0, **changed: Any) -> dict[str, Any]:
    """The mail of a publication, sent, unless changed."""
    usual = {
        "id": f"n-{number}-{ordinal}",
        "statement_id": f"st-{number}",
        "ordinal": ordinal,
        "state": "sent",
        "status_code": "",
        "created_at": at(days=20 - ordinal),
        "created_by": BILLER,
        "settled_at": at(days=20 - ordinal),
    }
    return usual | changed


def payment(number: int = 1, **changed: Any) -> dict[str, Any]:
    """A payment that came through, unless changed."""
    usual = {
        "id": f"pay-{number}",
        "statement_id": f"st-{number}",
        "amount_cents": 12_000,
        "currency": "USD",
        "state": "succeeded",
        "created_at": at(days=3),
        "settled_at": at(days=3),
        "decline_code": "",
    }
    return usual | changed


def seen(*bills: dict[str, Any], **parts: Any) -> BillingView:
    """An account with these statements and what else is given."""
    account = ACCOUNT | parts.pop("account", {})
    whole = {"account": account, "people": PEOPLE, "statements": list(bills)}
    return BillingView.read(whole | parts)


def busy() -> BillingView:
    """An overdue statement that is being paid, older ones of every state, notices and requests."""
    request = {
        "id": "item-1",
        "state": "pending",
        "reason": "NOT_PAYABLE",
        "text": "I can not pay the old one. Please send a new one.",
        "submitted_at": at(hours=5),
        "statement_id": "st-2",
    }
    return seen(
        bill(due_on="2026-11-20", kind="past_due"),
        bill(2, state="superseded", period="2026-09", statement_date="2026-09-30"),
        bill(3, state="paid", period="2026-08", paid_cents=12_000, paid_at=at(days=60)),
        bill(
            4,
            state="void",
            period="2026-07",
            voided_at=at(days=90),
            voided_by=BILLER,
            void_reason="WRONG_AMOUNT",
            void_note="A visit was billed twice.",
        ),
        bill(5, state="superseded", period="2026-06", quiet_reason="A correction of the header"),
        notices=[
            notice(),
            notice(1, 1, state="bounced", status_code="5.1.1"),
            notice(2, 0, state="paper", created_at=at(days=50)),
        ],
        payments=[
            payment(state="pending", settled_at="", created_at=at(hours=4, minutes=30)),
            payment(3, created_at=at(days=60), settled_at=at(days=60)),
            payment(9, statement_id="st-1", state="declined", decline_code="declined"),
        ],
        requests=[request],
    )


def many(count: int) -> BillingView:
    """An account with years of statements, the newest of them payable."""
    bills = [bill(1)]
    for number in range(2, count + 1):
        year, month = divmod(2026 * 12 + 9 - (number - 1), 12)
        period = f"{year}-{month + 1:02}"
        bills.append(bill(number, state="superseded", period=period, statement_date=f"{period}-28"))
    return seen(*bills)


ACCOUNTS = BillingPage.read(
    {
        "accounts": [
            ACCOUNT
            | {
                "payable": bill(due_on="2026-11-20"),
                "overdue": True,
                "notice": {"state": "bounced", "at": at(days=1)},
            },
            ACCOUNT
            | {
                "id": "acct-2",
                "account_number": "G-204818",
                "name": LONGEST,
                "payable": bill(8, amount_cents=1_234_567),
                "notice": {"state": "sent", "at": at(days=1)},
            },
            ACCOUNT | {"id": "acct-3", "account_number": "G-204819", "name": "Li Wei"},
            ACCOUNT
            | {
                "id": "acct-4",
                "account_number": "G-204820",
                "name": "Émile Dvořák",
                "payable": bill(9, amount_cents=950),
                "notice": {"state": "paper", "at": at(days=1)},
            },
        ],
        "next": "",
    }
)


def request_content(**changed: Any) -> dict[str, Any]:
    """What a guarantor asks about an old statement while a newer one can be paid."""
    account = {name: ACCOUNT[name] for name in ("id", "account_number", "name", "birth_date")}
    usual = {
        "reason": "NOT_PAYABLE",
        "text": "I can not pay this one. Please send me a new one.",
        "joined": [{"at": at(hours=2), "reason": "OVERDUE", "text": "Is it overdue now?"}],
        "statement": bill(2, state="superseded", period="2026-09", due_on="2026-10-30"),
        "payable": bill(),
        "account": account | {"delivery": "electronic", "notice": "mail", "why": ""},
        "in_flight": [{"amount_cents": 12_000, "created_at": at(hours=4)}],
        "answer": None,
    }
    return usual | changed


def rich_statement_request(**changed: Any) -> Item:
    """A request with a newer statement, a payment on its way and a second question."""
    made = item("statement_request", request_content(), summary="A new statement, to pay it")
    entity = {**made.entity, **changed}
    return Item(made.key, made.version, made.content_hash, made.state, made.is_open, entity)
