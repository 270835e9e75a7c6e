"""Billing accounts and requests about statements, from the window to the portal and back: the real both."""

import json
from dataclasses import replace
from typing import NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from sqlalchemy import insert

from console.domain.link import Link, LinkState
from console.views.command_palette import CommandPalette
from console.views.statements.account_dialogs import ResendDialog, VoidDialog
from console.views.statements.account_paper import BillPaper
from console.views.statements.account_view import BillingAccounts
from console.views.statements.statements_view import StatementsView
from console.views.words_dialog import WordsDialog
from portal.db.billing_tables import payment
from portal.db.engine import Database
from portal.db.tables import item
from portal.domain.ids import new_id
from portal.services.files import Files
from tests.support.at_desk import first, sat_down
from tests.support.billing_rows import asked
from tests.support.looking import said
from tests.support.papers import paper
from tests.support.portal_process import SECRET, PortalProcess
from tests.support.staff import PASSWORD, People
from tests.support.statement_desk import OCTOBER, ONE, StatementDesk
from tests.support.until import until

SEPTEMBER = OCTOBER.replace(month=9, day=30)


class House(NamedTuple):
    """A running portal, and a biller's desk at its own database and files."""

    url: str
    bills: StatementDesk


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    folder = tmp_path_factory.mktemp("portal")
    with PortalProcess("", folder) as process:
        database = Database(process.database_url)
        bills = StatementDesk(database)
        bills.files = Files.open("", folder / "files", SECRET)
        People(database).one_of_each(1, suffix=".desk")
        yield House(process.url, bills)
        database.close()


def at(house, folder, role="billing"):
    return sat_down(house.url, folder, f"{role}.desk", PASSWORD)


def dialog(desk, kind):
    return next((one for one in desk.window.findChildren(kind) if one.isVisible()), None)


async def shown(desk, kind):
    return await until(lambda: dialog(desk, kind), what=kind.__name__)


async def gone(desk, kind):
    await until(lambda: dialog(desk, kind) is None, what=f"{kind.__name__} to go")


async def account(desk, owner, statement=""):
    """The billing accounts on the screen, at one of them."""
    desk._side.billing.views.open(owner.id, statement)
    view = await shown(desk, BillingAccounts)
    await until(view.detail.view, what="the account")
    assert view.detail.view().account.id == owner.id
    return view


def press(view, name):
    button = view.findChild(QPushButton, name)
    assert button.isEnabled(), button.toolTip()
    button.click()


def states(view):
    rows = view.detail.rows
    return [str(rows.index(row, 0).data()) for row in range(rows.rowCount())]


async def told(view, words):
    await until(lambda: words in view.notice.words(), 30, what=words)


async def test_f70_f72_the_payable_one_stands_out_and_is_sent_again(house, tmp_path):
    bills = house.bills
    owner = bills.owner()
    bills.published(owner, day=SEPTEMBER)
    october = bills.published(owner)
    async with at(house, tmp_path) as desk:
        view = await account(desk, owner)
        assert states(view) == ["Payable now", "Superseded"]
        assert "Payable now: $120.00, October 2026" in said(view.detail)
        await until(lambda: view.detail.bill._resend.isEnabled() or _asked_again(view))
        press(view, "bill_resend")
        asks = await shown(desk, ResendDialog)
        assert "Ada Byron gets an e-mail once more" in said(asks)
        assert f"{owner.number}@example.org" in said(asks)
        asks.try_accept()
        await told(view, "An e-mail to Ada Byron is on its way.")
        assert [ordinal for ordinal, *_rest in bills.notices(october)] == [0, 1]
        assert len(bills.mails(october)) == 2
        assert "sent again by" in said(view.detail.bill)


def _asked_again(view):
    """Ask for the account once more: its first mail may be on its way still."""
    view.account_wanted.emit(view.detail.account().id)
    return False


async def test_s56_void_promotes_nothing_and_says_who_did_it(house, tmp_path):
    bills = house.bills
    owner = bills.owner()
    september = bills.published(owner, day=SEPTEMBER)
    october = bills.published(owner)
    async with at(house, tmp_path) as desk:
        view = await account(desk, owner)
        press(view, "bill_void")
        asks = await shown(desk, VoidDialog)
        assert "No older statement becomes payable." in said(asks)
        asks.try_accept()
        assert asks.wrong() == "Choose a reason first."
        asks.choose("OTHER")
        asks.try_accept()
        assert asks.wrong() == "Say why in a note."
        asks.write_note("The visit was not ours.")
        asks.try_accept()
        await told(view, "The statement of Ada Byron is void.")
        assert states(view) == ["Void", "Superseded"]
        assert "Nothing can be paid online now." in said(view.detail)
        events = said(view.detail.bill)
        assert "Another reason" in events
        assert "The visit was not ours." in events
        assert bills.states(october, september) == ["void", "superseded"]


async def test_somebody_else_voids_it_meanwhile_and_one_sees_how_it_is_now(house, tmp_path):
    bills = house.bills
    owner = bills.owner()
    october = bills.published(owner)
    async with at(house, tmp_path) as desk:
        view = await account(desk, owner)
        press(view, "bill_void")
        asks = await shown(desk, VoidDialog)
        bills.void(october)
        asks.choose("WRONG_AMOUNT")
        asks.try_accept()
        await told(view, "A colleague has changed it meanwhile")
        assert states(view) == ["Void"]
        assert not view.findChild(QPushButton, "bill_void").isEnabled()
        assert bills.acts(october).count("statement.voided") == 1


async def test_f73_nobody_sends_again_what_is_being_paid(house, tmp_path):
    bills = house.bills
    owner = bills.owner()
    october = bills.published(owner)
    pay(bills, owner, october)
    async with at(house, tmp_path) as desk:
        view = await account(desk, owner)
        assert "Being paid: $120.00 since" in said(view.detail)
        resend = view.findChild(QPushButton, "bill_resend")
        assert not resend.isEnabled()
        assert "being paid" in resend.toolTip()
        desk._side.billing._link_changed(Link(LinkState.OFFLINE))
        assert "can not be reached" in view.notice.words()
        assert not view.findChild(QPushButton, "bill_void").isEnabled()
        desk._side.billing._link_changed(Link(LinkState.ONLINE))
        await until(lambda: view.findChild(QPushButton, "bill_void").isEnabled())


def pay(bills, owner, statement_id):
    row = {
        "practice_id": 1,
        "id": new_id(),
        "statement_id": statement_id,
        "statement_version": 1,
        "billing_account_id": owner.id,
        "account_id": owner.login.account_id,
        "amount_cents": 12_000,
        "currency": "USD",
        "state": "pending",
        "provider": "local-test",
    }

    def work(uow):
        uow.execute(insert(payment).values(row | {"created_at": uow.now}))

    bills.database.write(ONE, work)


async def test_f71_a_request_is_answered_on_one_screen(house, tmp_path):
    """The patient's words, the old statement, the newer one, the PDF; the answer points to the newer."""
    bills = house.bills
    owner = bills.owner()
    content = paper(["Statement 1", "Statement 2"])
    kept = bills.files.put(1, content)
    september = bills.published(owner, day=SEPTEMBER, sha256=kept.sha256, size=kept.size)
    seen = asked(bills, owner.login, september, reason="NOT_PAYABLE", text="Please send a new one.")
    october = bills.published(owner)
    async with at(house, tmp_path) as desk:
        await first(desk, "statement_request", fits=lambda one: one.key.id == seen.id)
        panel = desk.window.panel
        body = panel.body("statement_request")
        await until(lambda: "As it is with the portal now." in said(body), what="the account")
        words = said(body)
        for part in ("Please send a new one.", owner.number, "Payable now is another one: October"):
            assert part in words
        press(body, "request_pdf")
        pdf = await shown(desk, BillPaper)
        await until(lambda: pdf.paper.pages() == 2 and pdf.paper.drawn(), 30, what="the pages")
        pdf.reject()
        press(body, "request_account")
        view = await shown(desk, BillingAccounts)
        await until(view.detail.view, what="the account")
        assert view.detail.table.bill().id == september
        press(view, f"request_{seen.id}")
        await gone(desk, BillingAccounts)
        panel.take("primary")
        form = await shown(desk, WordsDialog)
        form._text.setPlainText("A new one is there.")
        form.try_accept()
        await until(lambda: bills.one(item, seen.id)["state"] == "answered", 30)
        answer = json.loads(bills.one(item, seen.id)["content"])["answer"]
        assert answer["statement"]["id"] == october


async def test_f72_a_request_is_answered_by_sending_the_statement_again(house, tmp_path):
    bills = house.bills
    owner = bills.owner()
    october = bills.published(owner)
    seen = asked(bills, owner.login, october)
    async with at(house, tmp_path) as desk:
        await first(desk, "statement_request", fits=lambda one: one.key.id == seen.id)
        panel = desk.window.panel
        body = panel.body("statement_request")

        def may_be_sent():
            body.account_wanted.emit(owner.id)  # its first mail may be on its way still
            return body._view is not None and not body.blocker("resend")

        await until(may_be_sent, 30, what="the first mail to go out")
        panel.take("secondary")
        await until(lambda: bills.one(item, seen.id)["state"] == "answered", 30)
        assert [ordinal for ordinal, *_rest in bills.notices(october)] == [0, 1]


async def test_who_loses_the_right_sees_no_account_any_more(house, tmp_path):
    owner = house.bills.owner()
    house.bills.published(owner)
    async with at(house, tmp_path) as desk:
        view = await account(desk, owner)
        press(view, "bill_void")
        await shown(desk, VoidDialog)
        practices = tuple(replace(one, permissions=frozenset()) for one in desk.me.practices)
        desk.me_changed(replace(desk.me, practices=practices))
        await gone(desk, VoidDialog)
        await gone(desk, BillingAccounts)


async def test_with_the_keyboard_alone_from_the_palette_to_the_void(house, tmp_path):
    bills = house.bills
    owner = bills.owner()
    october = bills.published(owner)
    async with at(house, tmp_path) as desk:
        desk.window.commands.show_palette()
        palette = await shown(desk, CommandPalette)
        QTest.keyClicks(palette.findChild(QLineEdit), "billing acc")
        QTest.keyClick(palette.findChild(QLineEdit), Qt.Key.Key_Return)
        view = await shown(desk, BillingAccounts)
        QTest.keyClicks(view.search.edit, owner.number)
        # not the list of all, which has one as well
        await until(lambda: view._query == view.search.query(), what="the question")
        await until(lambda: view.rows.rowCount() == 1, what="the account")
        await until(view.detail.view, what="its statements")
        QTest.keyClick(view.search.edit, Qt.Key.Key_Down)
        assert view.table.hasFocus()
        void = view.findChild(QPushButton, "bill_void")
        for _ in range(12):
            if void.hasFocus():
                break
            QTest.keyClick(view.focusWidget(), Qt.Key.Key_Tab)
        assert void.hasFocus()
        QTest.keyClick(void, Qt.Key.Key_Return)
        asks = await shown(desk, VoidDialog)
        QTest.keyClick(asks._list, Qt.Key.Key_Down)
        QTest.keyClick(asks._list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        await told(view, "is void")
        assert bills.state(october) == "void"


async def test_from_the_place_of_statements_one_goes_to_the_accounts_and_back(house, tmp_path):
    house.bills.owner()
    async with at(house, tmp_path) as desk:
        desk.window.page.top_bar.statements_wanted.emit()
        place = await shown(desk, StatementsView)
        press(place, "billing_button")
        view = await shown(desk, BillingAccounts)
        await until(view.rows.rowCount, what="the accounts")
        view.reject()
        await gone(desk, BillingAccounts)
        assert place.isVisible()


async def test_who_has_no_right_sees_neither_the_queue_nor_the_accounts(house, tmp_path):
    async with at(house, tmp_path, "front_desk") as desk:
        views = desk._side.billing.views
        (command,) = views._commands()
        assert "no right to statements" in command.shown.why_not
        views.open()
        views.show_pdf("st-1", "October")
        assert dialog(desk, BillingAccounts) is None
        assert dialog(desk, BillPaper) is None
        assert "statement_request" not in desk.window.places()
