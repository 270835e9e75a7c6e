"""*Accounts* as the front desk uses it: many, slow, empty, without the line, without rights, by keyboard."""

import time
from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from console.domain.access import PatientAccess
from console.domain.accounts import (
    PAGE,
    AccountPage,
    AccountQuery,
    Act,
    Filter,
    InvitationPage,
    SearchBy,
)
from console.domain.errors import PortalUnreachableError, RequestRefusedError
from console.messages.account_texts import account_message
from console.models.account_act_words import REASONS, act_face, reason_words
from console.models.account_words import acts_for, right_words
from console.models.bounce_words import bounce_words, outcome_words
from console.views.access.accounts_action import AccountActDialog
from console.views.access.accounts_view import AccountsView
from portal.api import accounts as portal_accounts
from portal.security.permissions import Permission
from tests.support.account_screens import ACCOUNTS, INVITATIONS, made_view, one_account
from tests.support.window_data import at, calendar

MANY = 10_000


@pytest.fixture
def host(qapp):
    host = QWidget()
    host.resize(1366, 768)
    host.show()
    yield host
    host.close()
    host.deleteLater()


def view(host, may=lambda _right: True):
    """A view that notes what it asks."""
    made = AccountsView(calendar(), may, host)
    made.told = []
    made.searched.connect(lambda *asked: made.told.append(("searched", *asked)))
    made.account_wanted.connect(lambda one: made.told.append(("account", one.id)))
    made.act_wanted.connect(lambda act, one: made.told.append(("act", act, one.id)))
    made.invitations_wanted.connect(lambda after: made.told.append(("invitations", after)))
    made.resend_wanted.connect(lambda ids: made.told.append(("resend", ids)))
    made.open()
    return made


def part(top, name, kind=QWidget):
    return top.findChild(kind, name)


def page(after, many=MANY):
    first = int(after or 0)
    last = min(many, first + PAGE)
    rows = tuple(one_account(number) for number in range(first, last))
    return AccountPage(rows, str(last) if last < many else "")


def test_ten_thousand_accounts_come_in_pages_as_one_scrolls(host):
    made = view(host)
    made.ask(AccountQuery())
    began = time.monotonic()
    answered = 0
    while made.told:
        _name, query, after = made.told.pop(0)
        made.show_page(query, after, page(after))
        answered += 1
        QTest.keyClick(made.table, Qt.Key.Key_End)
    assert made.rows.rowCount() == MANY
    assert answered == MANY // PAGE
    assert len({one.id for one in made.rows.accounts()}) == MANY
    assert time.monotonic() - began < 20
    assert made.table.account().id == f"account-{MANY - 1:05}"
    assert "10000" in part(made, "accounts_count").text().replace(",", "")


def test_a_page_is_asked_for_once_however_often_one_scrolls(host):
    made = view(host)
    made.ask(AccountQuery())
    made.show_page(AccountQuery(), "", page(""))
    made.told.clear()
    for _ in range(3):
        made.rows.fetchMore(QModelIndex())
    assert made.told == [("searched", AccountQuery(), "100")]
    made.show_problem(account_message(PortalUnreachableError()))
    made.rows.fetchMore(QModelIndex())
    assert len(made.told) == 2, "after a failure it can be asked for again"


def test_the_answer_to_an_older_question_is_let_go(host):
    made = view(host)
    made.ask(AccountQuery())
    locked = AccountQuery(Filter.LOCKED)
    made.ask(locked)
    made.show_page(AccountQuery(), "", page(""))
    assert made.rows.rowCount() == 0
    made.show_page(locked, "", AccountPage((one_account(3),)))
    made.show_page(locked, "77", AccountPage((one_account(4),)))
    assert made.rows.rowCount() == 1, "nor a page that begins where the rows do not end"


def test_while_the_portal_is_slow_it_says_so(host):
    made = view(host)
    made.ask(AccountQuery())
    assert "Looking" in made._empty.text()
    assert made._empty.isVisible()


@pytest.mark.parametrize("chosen", Filter)
def test_every_filter_is_asked_of_the_portal_and_says_why_it_is_empty(host, chosen):
    made = view(host)
    made.search.choose(chosen.value)
    query = made.told[-1][1]
    assert query.filter is chosen
    body = query.body()
    portal_accounts.AccountSearchBody.model_validate(body)
    made.show_page(query, "", AccountPage())
    assert made._empty.text()
    assert "Looking" not in made._empty.text()


@pytest.mark.parametrize("by", SearchBy)
def test_what_is_typed_is_asked_when_it_pauses(host, by):
    made = view(host)
    made.search.by.setCurrentIndex(made.search.by.findData(by.value))
    made.told.clear()
    QTest.keyClicks(made.search.edit, "ada@")
    assert made.told == [], "not with every letter"
    made.search._pause.timeout.emit()
    query = made.told[-1][1]
    assert query.body()[by.value] == "ada@"
    portal_accounts.AccountSearchBody.model_validate(query.body("0193a000-0000"))


def test_an_account_is_asked_for_where_one_stops_not_where_one_passes(host):
    made = view(host)
    made.show_page(made.search.query(), "", ACCOUNTS)
    made.table.setFocus()
    for _ in range(3):
        QTest.keyClick(made.table, Qt.Key.Key_Down)
    assert made.told == []
    made._settle.timeout.emit()
    assert made.told == [("account", "account-00003")]


def test_what_comes_of_an_account_that_one_has_left_is_not_shown(host):
    made = made_view(host)
    made.open()
    made.table.go_to(2)
    lines = made.detail.history.lines()
    made.show_access("account-00000", PatientAccess.read({"patient": {}, "standing": ""}))
    assert made.detail.history.lines() == lines
    made.show_account(one_account(0, status="closed"))
    assert made.detail.account().id == "account-00002"
    assert made.rows.account(0).status == "closed", "the row is brought up to date all the same"


def test_acts_fit_how_the_account_stands():
    fits = {one.id[-1]: acts_for(one, calendar()) for one in ACCOUNTS.accounts}
    assert fits["0"][0] is Act.UNLOCK
    assert Act.LOCK not in fits["0"]
    assert fits["2"][0] is Act.UNLOCK, "a lock by guessing is lifted as well"
    assert Act.VERIFICATION_MAIL in fits["1"]
    assert Act.VERIFICATION_MAIL not in fits["3"]
    assert Act.RESET_MFA in fits["3"]
    assert Act.RESET_MFA not in fits["1"]
    assert fits["5"] == (Act.REACTIVATE,)


def test_a_right_that_is_missing_is_named(host):
    made = made_view(host)
    made.open()
    reset = part(made, "act_reset_mfa")
    assert not reset.isEnabled()
    assert right_words("account:reset_mfa") in reset.toolTip()
    assert reset.accessibleDescription() == reset.toolTip()
    asked = []
    made.act_wanted.connect(lambda *told: asked.append(told))
    reset.click()
    assert asked == []


def test_every_right_that_is_asked_for_is_one_of_the_portals():
    for right in ("account:read", "account:manage", "account:reset_mfa", "credential:temporary"):
        assert Permission(right)
        assert right_words(right) != right


@pytest.mark.parametrize("act", REASONS)
def test_every_reason_is_the_portals_and_has_words(act):
    bodies = {
        Act.LOCK: portal_accounts.LockBody,
        Act.UNLOCK: portal_accounts.UnlockBody,
        Act.DEACTIVATE: portal_accounts.DeactivateBody,
        Act.REACTIVATE: portal_accounts.ReactivateBody,
        Act.RESET_MFA: portal_accounts.ResetMfaBody,
    }
    more = {"proofing_id": "0193a000"} if act is Act.RESET_MFA else {}
    for code in REASONS[act]:
        bodies[act].model_validate({"reason": code, **more})
        assert reason_words(code) != code


@pytest.mark.parametrize("act", Act)
def test_every_act_says_what_will_happen_to_whom(host, act):
    account = one_account(1)
    face = act_face(act)
    assert "Émile Dvořák" in face.sentence.format(who="Émile Dvořák", email=account.email)
    if act in {Act.TELL_USERNAME, Act.CREDENTIALS}:
        return  # said by the dialog that asks for the proof
    dialog = AccountActDialog(act, account, host)
    dialog.open()
    said = part(dialog, "act_sentence").text()
    assert "Émile Dvořák" in said
    if act in REASONS:
        dialog.try_accept()
        assert dialog.isVisible(), "a reason is wanted"
        dialog.choose(REASONS[act][0])
    if act is Act.CHANGE_EMAIL:
        for wrong in ("", "ada", "ada@", "@example.org", "a b@example.org", account.email.upper()):
            part(dialog, "new_email").setText(wrong)
            dialog.try_accept()
            assert dialog.isVisible(), wrong
        part(dialog, "new_email").setText("new@example.org")
    dialog.try_accept()
    assert not dialog.isVisible()


def test_without_the_line_nothing_can_be_done_and_it_asks_anew_when_it_is_back(host):
    made = view(host)
    made.show_page(made.search.query(), "", ACCOUNTS)
    made.table.go_to(1)
    made.show_online(is_online=False)
    assert "can not be reached" in made.notice.words()
    buttons = made.detail.findChildren(QPushButton)
    assert not [
        one
        for one in buttons
        if one.isVisible() and one.objectName()[:4] == "act_" and one.isEnabled()
    ]
    made.told.clear()
    made.show_online(is_online=True)
    assert made.told == [("searched", made.search.query(), "")]
    made.show_page(made.search.query(), "", ACCOUNTS)
    assert made.table.account().id == "account-00001"


def test_a_failure_is_said_and_can_be_tried_again(host):
    made = view(host)
    made.ask(AccountQuery())
    made.show_problem(account_message(PortalUnreachableError(may_have_arrived=False)))
    made.told.clear()
    part(made, "accounts_empty_button").click()
    assert made.told == [("searched", AccountQuery(), "")]


def test_what_the_portal_refuses_is_said_by_its_rule():
    for rule in ("PROOF_LAPSED", "SECOND_PERSON", "ALREADY_LOCKED", "NOT_DEACTIVATED", "MFA_OFF"):
        problem = {"type": "urn:portal:problem:rule-refused", "rule": rule}
        said = account_message(RequestRefusedError("", problem))
        assert rule not in said.text
        assert "A rule of the practice" not in said.text


def test_of_an_act_without_an_answer_it_is_said_that_one_can_not_know():
    lost = account_message(PortalUnreachableError(may_have_arrived=True))
    assert "may have been done" in lost.detail
    never = account_message(PortalUnreachableError(may_have_arrived=False))
    assert "Nothing was" in never.detail


def test_k53_failed_invitations_are_sent_again_in_one_go_with_an_outcome_each(host):
    made = view(host)
    made.search.choose("invitations")
    assert made.told[-1] == ("invitations", "")
    made.show_invitations(INVITATIONS, "")
    send = part(made, "resend_invitations")
    assert not send.isEnabled()
    table = part(made, "bounced_table")
    table.setFocus()
    table.setCurrentIndex(made.invitations.rows.index(0, 0))
    for _ in range(2):
        QTest.keyClick(table, Qt.Key.Key_Space)
    send.click()
    assert made.told[-1] == ("resend", ["i-0", "i-1"])
    assert not send.isEnabled(), "and not a second time"
    send.click()
    made.show_outcomes({"i-0": "sent", "i-1": "ACCOUNT_EXISTS"})
    said = [made.invitations.rows.index(row, 3).data() for row in range(3)]
    assert said == ["on its way", "not sent: the patient has an account by now", ""]
    assert list(made.invitations.rows.marked()) == ["i-1"], "what was sent is marked no longer"
    made.invitations.rows.toggle(0)
    assert list(made.invitations.rows.marked()) == ["i-1"]
    assert [one[0] for one in made.told].count("resend") == 1
    made.show_invitations(InvitationPage((INVITATIONS.invitations[0],)), "i-5")
    assert made.invitations.rows.rowCount() == len(INVITATIONS.invitations) + 1


def test_who_may_send_no_invitation_is_told_so(host):
    made = view(host, lambda right: right != "credential:token")
    made.search.choose("invitations")
    assert [one for one in made.told if one[0] == "invitations"] == []
    assert "send invitations" in part(made, "bounced_count").text()


def test_why_a_mail_came_back_is_said_in_words():
    assert bounce_words("5.1.1") == "there is no such mailbox"
    assert bounce_words("5.1.8") == "the address is wrong"
    assert bounce_words("5.9.9") == "5.9.9"
    assert outcome_words("SOME_NEW_RULE") == "not sent: some new rule"


def test_the_keyboard_alone_goes_from_the_search_to_an_act(host):
    made = view(host)
    made.show_page(made.search.query(), "", ACCOUNTS)
    made.activateWindow()
    made.search.edit.setFocus()
    passed = []
    for _ in range(40):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        passed.append(QApplication.focusWidget().objectName())
        if passed[-1] == "act_unlock":
            break
    assert "accounts_table" in passed
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert made.told[-1] == ("act", Act.UNLOCK, "account-00000")


def test_down_goes_from_the_search_to_the_rows_and_enter_presses_an_act(host):
    made = view(host)
    made.activateWindow()
    made.search.edit.setFocus()
    QTest.keyClick(made.search.edit, Qt.Key.Key_Down)
    assert made.focusWidget() is made.search.edit, "there is nothing to go to yet"
    made.show_page(made.search.query(), "", ACCOUNTS)
    QTest.keyClick(made.search.edit, Qt.Key.Key_Down)
    assert made.focusWidget() is made.table
    unlock = part(made, "act_unlock")
    unlock.setFocus()
    QTest.keyClick(unlock, Qt.Key.Key_Return)
    assert made.told[-1] == ("act", Act.UNLOCK, "account-00000")


def test_f39_why_no_password_link_can_go_stands_below_the_buttons(host):
    """The keyboard reaches no disabled button, and so no tool tip."""
    made = view(host)
    unverified = replace(ACCOUNTS.accounts[1], email_verified_at="")
    made.show_page(made.search.query(), "", AccountPage((unverified,), ""))
    bars = part(made, "account_bars")
    assert bars.isVisible()
    assert "Send password link: The address is not verified" in bars.text()
    made.show_online(is_online=False)
    assert not bars.isVisible(), "that the line is down is said once, above"


def test_names_are_data_and_no_markup(host):
    hostile = one_account(
        1, patient={"id": "p", "name": "Ann <h1>APPROVED</h1>\u202e", "birth_date": ""}
    )
    made = view(host)
    made.show_page(made.search.query(), "", AccountPage((hostile,)))
    assert part(made, "account_who").text() == "Ann <h1>APPROVED</h1>"


def test_a_lock_by_guessing_says_until_when(host):
    made = view(host)
    made.show_page(
        made.search.query(), "", AccountPage((one_account(1, locked_until=at(minutes=-28)),))
    )
    assert made.detail._tag.text().startswith("Locked until")
    facts = dict(made.detail._facts.shown())
    assert "wrong tries" in facts["Locked by itself"]
