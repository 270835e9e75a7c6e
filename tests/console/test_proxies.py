"""Care managers at the desk: the real console, a real portal (DOMAIN F46–F51, PEERS B11)."""

from datetime import timedelta

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from console.domain.items import ItemKey
from console.tour.hand import press
from console.views.access.proxy_add_dialog import ProxyAddDialog
from console.views.access.proxy_dialogs import ProxyActDialog, ProxyChangeDialog
from console.views.access.proxy_list import ProxyListView
from console.views.access.proxy_panel import ProxyPanel
from console.views.access.proxy_row import ProxyRow
from console.views.access.proxy_sheet import ProxySheet
from portal.db.tables import patient, proxy_link
from tests.support.at_desk import sat_down
from tests.support.clinic import Clinic
from tests.support.looking import click, said
from tests.support.staff import PASSWORD
from tests.support.until import until


@pytest.fixture
def clinic(tmp_path):
    with Clinic.open(tmp_path / "portal") as running:
        yield running


def at(clinic, folder, role="front_desk"):
    return sat_down(clinic.url, folder, f"{role}.desk", PASSWORD, in_front=False)


def part(desk, kind):
    return next((one for one in desk.window.findChildren(kind) if one.isVisible()), None)


def proxies(desk):
    return desk._side.proxies


def chart_of(clinic, key):
    row = clinic.world.one(patient, key)
    return {
        "id": key,
        "name": f"{row['given_name']} {row['family_name']}",
        "birth_date": row["birth_date"].isoformat(),
        "record_number": row["record_number"],
    }


def links(clinic):
    return clinic.world.all_of(proxy_link)


def link(clinic, chart, login, **changed):
    today = clinic.database.clock().date()
    columns = {
        "patient_id": chart,
        "account_id": login.account_id,
        "relationship": "spouse",
        "basis": "patient_consent",
        "evidence": "photo_id, signed_authorization",
        "scope": "full",
        "starts_on": today - timedelta(days=9),
        "created_by": clinic.staff["front_desk"].id,
        "created_at": clinic.database.clock(),
    }
    return clinic.world.add(proxy_link, practice_id=1, **columns | changed)


async def open_sheet(desk, clinic, key):
    proxies(desk).show_patient(chart_of(clinic, key))
    sheet = await until(lambda: part(desk, ProxySheet), what="the sheet")
    await until(lambda: "Looking" not in said(sheet), what="the links")
    return sheet


def rows(view):
    return {row.link.id: row for row in view.findChildren(ProxyRow) if not row.isHidden()}


async def test_f47_a_desk_adds_a_care_manager_by_keys_alone(clinic, tmp_path):
    kim = clinic.world.chart(given_name="Kim", family_name="Lindqvist")
    clinic.world.login(chart=kim, given_name="Kim", family_name="Lindqvist")
    async with at(clinic, tmp_path) as desk:
        sheet = await open_sheet(desk, clinic, clinic.chart)
        assert "Nobody acts for this patient" in said(sheet)
        sheet.panel.findChild(QPushButton, "proxy_add").setFocus()
        press(sheet, "Space")
        dialog = await until(lambda: part(desk, ProxyAddDialog), what="the dialog")
        await until(dialog.typed.hasFocus, what="the search")
        QTest.keyClicks(dialog.typed, "Lindqvist")
        press(dialog.typed, "Return")
        await until(lambda: dialog.found is not None and dialog.found.row() == 0, what="the chart")
        press(dialog, "Ctrl+Return")
        assert dialog.wrong() == "Tick what you have seen."
        for code in ("photo_id", "signed_authorization"):
            dialog.evidence[code].setFocus()
            press(dialog.evidence[code], "Space")
        press(dialog, "Ctrl+Return")
        await until(lambda: rows(sheet), what="the link")
        (row,) = rows(sheet).values()
        assert row.link.state == "waiting"
        assert "An administrator has to approve this link." in said(row)
        assert row.accessibleName().startswith("Kim Lindqvist, spouse, Waits for approval")
    assert [one["approval"] for one in links(clinic)] == ["wanted"]


async def test_what_the_portal_refuses_is_said_in_the_dialog_and_nothing_typed_is_lost(
    clinic, tmp_path
):
    async with at(clinic, tmp_path) as desk:
        sheet = await open_sheet(desk, clinic, clinic.chart)
        click(sheet, "proxy_add")
        dialog = await until(lambda: part(desk, ProxyAddDialog), what="the dialog")
        dialog.username.setText("nobody.of.this.name")
        dialog.evidence["photo_id"].setChecked(True)
        dialog.evidence["patient_present"].setChecked(True)
        dialog.try_accept()
        await until(dialog.notice.words, what="the refusal")
        assert "No login has this user name" in dialog.notice.words()
        assert dialog.username.text() == "nobody.of.this.name"
        assert dialog.accept_button.isEnabled()
    assert links(clinic) == []


async def test_b11_an_administrator_approves_and_a_desk_ends_it_with_a_reason(clinic, tmp_path):
    login = clinic.world.login(given_name="Kim", family_name="Lindqvist", status="closed")
    key = link(clinic, clinic.chart, login, approval="wanted")
    async with at(clinic, tmp_path / "admin", "admin") as desk:
        sheet = await open_sheet(desk, clinic, clinic.chart)
        click(rows(sheet)[key], "approve")
        dialog = await until(lambda: part(desk, ProxyActDialog), what="the sentence")
        assert "Kim Lindqvist may act for Ada Byron" in said(dialog)
        dialog.try_accept()
        await until(lambda: rows(sheet)[key].link.state == "holds", what="the approval")
    assert clinic.world.one(proxy_link, key)["approved_by"] == clinic.staff["admin"].id
    async with at(clinic, tmp_path / "desk") as desk:
        sheet = await open_sheet(desk, clinic, clinic.chart)
        click(rows(sheet)[key], "revoke")
        dialog = await until(lambda: part(desk, ProxyActDialog), what="the sentence")
        dialog.try_accept()
        assert dialog.wrong() == "Choose a reason first."
        dialog._reasons.choose(0)
        dialog.try_accept()
        await until(lambda: sheet.panel.findChild(QPushButton, "proxy_fold").isVisible())
        assert "Nobody acts for this patient" in said(sheet)
    assert clinic.world.one(proxy_link, key)["revoke_reason"] == "PATIENT_ASKED"


async def test_f51_the_palette_opens_the_list_of_what_ends_soon(clinic, tmp_path):
    today = clinic.database.clock().date()
    login = clinic.world.login(given_name="Kim", family_name="Lindqvist", status="closed")
    soon = link(clinic, clinic.chart, login, ends_on=today + timedelta(days=12))
    later = link(
        clinic, clinic.world.chart(), login, ends_on=today + timedelta(days=300), scope="limited"
    )
    waits = link(clinic, clinic.world.chart(), login, approval="wanted")
    teen = clinic.world.chart(
        given_name="Theo", birth_date=(today + timedelta(days=20)).replace(year=today.year - 18)
    )
    link(clinic, teen, login, relationship="parent", basis="parental")
    async with at(clinic, tmp_path, "admin") as desk:
        commands = {one.shown.title: one for one in desk.window.commands.all()}
        commands["Care managers whose access ends soon"].run()
        view = await until(lambda: part(desk, ProxyListView), what="the list")
        await until(lambda: "Looking" not in said(view), what="what was found")
        assert set(rows(view)) == {soon, waits}
        assert later not in rows(view)
        assert "Theo Byron turns 18" in said(view)
        assert "a parent's access ends on that day" in said(view)
        click(rows(view)[soon], "change")
        dialog = await until(lambda: part(desk, ProxyChangeDialog), what="the dialog")
        dialog.scope.setCurrentIndex(1)
        dialog.try_accept()
        await until(lambda: rows(view)[soon].link.scope == "limited", what="the change")
    assert clinic.world.one(proxy_link, soon)["scope"] == "limited"


async def test_a_billing_clerk_finds_no_such_command(clinic, tmp_path):
    async with at(clinic, tmp_path, "billing") as desk:
        titles = [one.shown.title for one in desk.window.commands.all()]
        assert "Care managers whose access ends soon" not in titles
        proxies(desk).show_ending()
        assert part(desk, ProxyListView) is None


async def test_f50_a_mutual_pair_is_shown_both_ways(clinic, tmp_path):
    kim = clinic.world.chart(given_name="Kim", family_name="Lindqvist")
    login = clinic.world.login(chart=kim, given_name="Kim", family_name="Lindqvist")
    there = link(clinic, clinic.chart, login)
    back = link(clinic, kim, clinic.login)
    async with at(clinic, tmp_path) as desk:
        sheet = await open_sheet(desk, clinic, clinic.chart)
        found = rows(sheet)
        assert {found[there].link.mutual_id, found[back].link.mutual_id} == {there, back}
        click(found[there], "revoke")
        dialog = await until(lambda: part(desk, ProxyActDialog), what="the sentence")
        assert "The link the other way stays" in said(dialog)


async def test_f47_from_what_a_patient_asked_to_their_care_managers(clinic, tmp_path):
    body = {
        "practice_id": 1,
        "who_acts": "somebody_for_me",
        "name": "Kim Lindqvist",
        "birth_date": "1979-03-02",
        "relationship": "spouse",
        "note": "He brings the papers.",
    }
    key = clinic.patient.post("/v1/patient/proxies/request", json=body).json()["id"]
    async with at(clinic, tmp_path) as desk:
        desk.window.item_wanted.emit(ItemKey(1, "task", key))
        panel = desk.window.panel
        await until(lambda: panel.item() is not None and panel.item().key.id == key, what="it")
        words = said(panel)
        for part_of_it in ("Care manager", "Kim Lindqvist", "2 Mar 1979", "He brings the papers."):
            assert part_of_it in words
        titles = {one.shown.title: one for one in desk.window.commands.all()}
        titles["Care managers of this patient"].run()
        sheet = await until(lambda: part(desk, ProxySheet), what="the sheet")
        await until(lambda: "Nobody acts for this patient" in said(sheet), what="the links")
        assert sheet.panel.patient_id() == clinic.chart


async def test_accounts_show_who_acts_for_the_patient_of_the_account(clinic, tmp_path):
    login = clinic.world.login(given_name="Kim", family_name="Lindqvist", status="closed")
    key = link(clinic, clinic.chart, login)
    async with at(clinic, tmp_path, "nurse") as desk:
        desk._side.accounts.show_account(clinic.login.account_id)
        panel = await until(lambda: part(desk, ProxyPanel), what="the panel in Accounts")
        await until(lambda: key in rows(panel), what="the link")
        click(rows(panel)[key], "revoke")
        dialog = await until(lambda: part(desk, ProxyActDialog), what="the sentence")
        dialog._reasons.choose(2)
        dialog.try_accept()
        await until(lambda: rows(panel)[key].link.state == "revoked", what="the end")
    assert clinic.world.one(proxy_link, key)["revoke_reason"] == "DIVORCE"
