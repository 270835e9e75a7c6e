"""The screens on which a statement is looked at, entered by hand and published."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache, partial
from typing import Any

import pypdfium2
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget

from console.domain.billing import BillingAccount
from console.domain.statement_publishing import Preview
from console.domain.statement_report import BatchReport
from console.domain.statements import Evidence, Statement
from console.paper import Paper, Place
from console.views.paper_view import SHAPE
from console.views.statements.publish_dialog import PublishDialog
from console.views.statements.publish_progress import PublishProgress
from console.views.statements.report_view import ReportView
from console.views.statements.statement_page import StatementPage
from console.views.theme import theme
from tests.support.statement_layouts import LAYOUTS, Bill, Who
from tests.support.statement_maker import draw
from tests.support.window_data import LONGEST, at, calendar

ADA = Who("Ada", "", "Byron", date(1980, 2, 1))
BILL = Bill("20-10401", ADA, (ADA,), 12000, date(2026, 10, 31), date(2026, 11, 21))


@cache
def bill_pdf(layout: str = "letterhead") -> bytes:
    """A bill as a practice prints it."""
    return draw(LAYOUTS[layout], BILL)


def found(content: bytes, signal: str, words: str, *, agrees: bool = True) -> Evidence:
    """Where words stand on the first page, in pdfium's text of it."""
    text = pypdfium2.PdfDocument(content)[0].get_textpage().get_text_range()
    assert words in text, text
    return Evidence(signal, agrees, words, 0, text.index(words), len(words))


def one_statement(**changed: Any) -> Statement:
    """A statement as the portal sends it."""
    usual = {
        "id": "s-1",
        "state": "ready",
        "version": 3,
        "batch_id": "b-1",
        "file_name": "2026-10_20-10401.pdf",
        "pages": 1,
        "kind": "standard",
        "period": "2026-10",
        "statement_date": "2026-10-31",
        "due_on": "2026-11-21",
        "amount_cents": 12000,
        "currency": "USD",
        "account": {
            "id": "a-1",
            "account_number": "20-10401",
            "name": "Ada Byron",
            "birth_date": "1980-02-01",
            "delivery": "electronic",
            "notice": "mail",
            "why": "",
        },
        "supersedes": {
            "id": "s-0",
            "amount_cents": 8050,
            "statement_date": "2026-09-30",
            "period": "2026-09",
            "state": "payable",
            "in_flight": True,
        },
    }
    return Statement.read(usual | changed)


def with_evidence(one: Statement, *, differs: bool = False) -> Statement:
    content = bill_pdf()
    evidence = (
        found(content, "account_number", BILL.number),
        found(content, "name", "Ada Byron", agrees=not differs),
        found(content, "amount", BILL.owed),
    )
    return replace(one, evidence=evidence)


def quarantined() -> Statement:
    account = {"id": "a-1", "account_number": "20-10401", "name": LONGEST, "notice": "paper"}
    one = one_statement(
        state="quarantined",
        reasons=["NAME_DIFFERS"],
        supersedes=None,
        account=account | {"why": "EMAIL_BOUNCED", "birth_date": "1951-12-24"},
    )
    return with_evidence(one, differs=True)


def asked() -> Statement:
    old = {"amount_cents": 12000, "statement_date": "2026-10-15", "period": "2026-10"}
    return with_evidence(
        one_statement(
            question="replaces",
            amount_cents=13550,
            replaces={"id": "s-0", "state": "payable", "in_flight": True} | old,
        )
    )


def page_of(one: Statement | None, _host: QWidget | None = None) -> StatementPage:
    """A page with an empty sheet, and marks somewhere on it."""
    made = _made()

    def page(name: str, number: int, width: int) -> None:
        image = QImage(width, round(width * SHAPE), QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        made.show_page(name, number, image)

    def places(name: str, number: int, spans: Any) -> None:
        at = [Place(n, 1000, 1000 + 500 * n, 3000, 1200 + 500 * n) for n in range(len(spans))]
        made.show_places(name, number, at)

    made.paper_wanted.connect(lambda name: made.show_paper(name, 1) if name else None)
    made.page_wanted.connect(page)
    made.places_wanted.connect(places)
    made.show_statement(one)
    return made


def _made() -> StatementPage:
    made = StatementPage(calendar())
    scale = theme().text_scale ** 0.5
    made.resize(round(800 * scale), round(720 * scale))
    return made


def served(one: Statement | None, _host: QWidget | None = None) -> StatementPage:
    """A page with the real sheet, served as by the program, only at once."""
    made = _made()
    opened: dict[str, Paper] = {}

    def want(name: str) -> None:
        for paper in opened.values():
            paper.close()
        opened.clear()
        if name:
            opened[name] = Paper(bill_pdf())
            made.show_paper(name, opened[name].pages)

    def page(name: str, number: int, width: int) -> None:
        drawn = opened[name].draw(number, width)
        form = QImage.Format.Format_RGB32
        image = QImage(drawn.pixels, drawn.width, drawn.height, drawn.width * 4, form).copy()
        made.show_page(name, number, image)

    def places(name: str, number: int, spans: Any) -> None:
        if name in opened:
            made.show_places(name, number, opened[name].find(number, spans))

    made.paper_wanted.connect(want)
    made.page_wanted.connect(page)
    made.places_wanted.connect(places)
    made.show_statement(one)
    return made


def _form(refused: tuple[str, str], _host: QWidget) -> QWidget:
    made = page_of(quarantined())
    made.acts.match_pressed.emit()
    made.form.show_refused(*refused)
    return made


def _search(_host: QWidget) -> QWidget:
    made = page_of(quarantined())
    made.acts.match_pressed.emit()
    people = ({"id": "p-1", "name": "Ben Byron"}, {"id": "p-2", "name": LONGEST})
    accounts = [
        BillingAccount.read(
            {
                "id": f"a-{number}",
                "account_number": f"20-1040{number}",
                "name": name,
                "birth_date": "1980-02-01",
                "people": people,
            }
        )
        for number, name in enumerate(("Ada Byron", LONGEST))
    ]
    made.form.finder.field.edit.setText("byron")
    made.show_found("byron", accounts)
    return made


def preview(**changed: Any) -> Preview:
    usual: dict[str, Any] = {
        "ready": 471,
        "accounts": 471,
        "mails": 455,
        "paper": 16,
        "corrections": {"ready": 7, "mails": 5, "paper": 2},
        "cents": 4_821_355,
        "supersedes": [
            {"id": f"o-{n}", "account_number": f"20-10{n:03}", "amount_cents": 8000 + n}
            | {"in_flight": n < 2}
            for n in range(12)
        ],
        "not_payable": 0,
        "left_out": [{"id": f"q-{n}", "code": "QUARANTINED"} for n in range(29)],
        "totals": {"agree": True, "differences": []},
    }
    return Preview.read(usual | changed)


DIFFER = {
    "agree": False,
    "differences": [
        {"what": "files", "expected": 501, "found": 500},
        {"what": "cents", "expected": 5_021_355, "found": 5_013_205},
    ],
}
STAYS = [f"2026-10_20-10{n:03}.pdf · in quarantine" for n in range(29)]


def _publish(preview: Preview, host: QWidget, *, quiet: bool = False) -> QWidget:
    made = PublishDialog(preview, STAYS, host)
    made.quietly.box.setChecked(quiet)
    return made


def _progress(host: QWidget, *, lost: bool = False) -> QWidget:
    made = PublishProgress(471, host)
    made.show_step(125)
    if lost:
        made.show_lost()
    return made


def report() -> BatchReport:
    row = {"pages": 1, "statement_date": "2026-10-31", "period": "2026-10"}
    outcomes = (
        {"outcome": "payable", "notice": "sent", "published_at": at(minutes=2)},
        {"outcome": "payable", "notice": "paper", "notice_why": "EMAIL_BOUNCED"},
        {"outcome": "quarantined", "reasons": ["NAME_DIFFERS"]},
        {"outcome": "refused", "reasons": ["SEVERAL_ACCOUNTS"]},
        {"outcome": "superseded", "notice": "quiet", "notice_why": "Corrected the address"},
        {"outcome": "asked"},
    )
    names = ("Ada Byron", "Émile Dvořák", LONGEST, "Yusuf Haddad", "=SUM(A1:A9)", "Li Wei")
    rows = [
        {
            "file_name": f"2026-10_20-10{n:03}.pdf",
            "statement_id": f"s-{n}",
            "account_number": f"20-10{n:03}",
            "name": names[n % 6],
            "amount_cents": 8000 + 75 * n,
        }
        | row
        | outcomes[n % 6]
        for n in range(60)
    ]
    counts = {"quarantined": 10, "refused": 10, "published": 30, "asked": 10, "ready": 10}
    batch = {"id": "b-1", "name": "October 2026", "counts": counts}
    return BatchReport.read({"batch": batch, "rows": rows})


REVIEW_SCREENS: Mapping[str, Callable[[QWidget], QWidget]] = {
    "statement.none": partial(page_of, None),
    "statement.quarantined": lambda host: page_of(quarantined(), host),
    "statement.asked": lambda host: page_of(asked(), host),
    "statement.form": partial(
        _form, ("value", "Nobody of this account is called so. Compare the name and the number.")
    ),
    "statement.search": _search,
    "publish": partial(_publish, preview()),
    "publish.differs": partial(_publish, preview(totals=DIFFER), quiet=True),
    "publish.progress": _progress,
    "publish.lost": partial(_progress, lost=True),
    "publish.report": lambda host: ReportView(report(), "Riverside Family Practice", host),
}
