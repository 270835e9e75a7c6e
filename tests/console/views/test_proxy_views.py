"""The look of care managers: names for every control, plain text, room for large text, order of Tab."""

from dataclasses import replace

import pytest

from console.domain.access import FoundChart
from console.domain.proxies import Birthday, ProxyAct, ProxyLink, ProxyList, Side
from console.models.when import Calendar
from console.views.access.proxy_add_dialog import ProxyAddDialog
from console.views.access.proxy_dialogs import ProxyActDialog, ProxyChangeDialog
from console.views.access.proxy_list import ProxyListView
from console.views.access.proxy_row import ProxyRow
from console.views.access.proxy_sheet import ProxySheet
from console.views.theme import Scheme, theme
from tests.support.looking import cut_off, not_plain, said, shown, tab_stops, too_small, unnamed
from tests.support.window_data import LONGEST, MARKUP

CALENDAR = Calendar("America/New_York")
PATIENT = {"id": "p1", "name": "Ada Byron", "birth_date": "1980-02-01", "record_number": "MR-1"}
HELD = ProxyLink(
    id="l1",
    version=1,
    direction="care_manager",
    patient=Side("p1", "Ada Byron", "MR-1", "1980-02-01"),
    care_manager=Side("p2", LONGEST, "MR-2"),
    relationship="spouse",
    basis="patient_consent",
    evidence=("photo_id", "signed_authorization"),
    scope="full",
    effective_scope="limited",
    starts_on="2026-09-21",
    ends_on="2030-12-24",
    state="holds",
    prepared_by="Fiona Frost",
    decided_by="Amir Aden",
    ended_by="",
    ended_at="",
    end_reason="",
    mutual_id="l2",
    actions=("change", "revoke"),
    approve_bar="",
)
WAITS = replace(
    HELD,
    id="l3",
    state="waiting",
    care_manager=Side("", MARKUP),
    actions=("approve", "refuse", "revoke"),
)
ENDED = replace(HELD, id="l4", state="revoked", end_reason="DIVORCE", actions=())
BIRTHDAY = Birthday(
    Side("p5", LONGEST, "MR-5", "2008-12-08"), 18, "2026-12-08", has_login=False, links=1
)


def sheet():
    made = ProxySheet(PATIENT, CALENDAR)
    made.panel.show_patient(PATIENT)
    made.panel.show_links(ProxyList((HELD, WAITS, ENDED)))
    return made


def listing():
    made = ProxyListView(CALENDAR)
    made.show_found([WAITS], [HELD], [BIRTHDAY])
    return made


def adding():
    made = ProxyAddDialog(PATIENT, CALENDAR)
    made.show_found([FoundChart("p2", LONGEST, "1979-03-02", "MR-2")])
    return made


VIEWS = {
    "sheet": sheet,
    "list": listing,
    "add": adding,
    "end": lambda: ProxyActDialog(HELD, ProxyAct.REVOKE),
    "change": lambda: ProxyChangeDialog(HELD, CALENDAR),
}


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("name", VIEWS)
def test_everything_has_a_name_and_room(qtbot, name, scale):
    theme().set_text_scale(scale)
    try:
        view = shown(VIEWS[name](), qtbot)
        assert unnamed(view) == []
        assert not_plain(view) == []
        assert too_small(view) == []
        assert cut_off(view) == []
    finally:
        theme().set_text_scale(1.0)


def test_tab_reaches_every_button_of_every_link(qtbot):
    view = shown(sheet(), qtbot)
    stops = tab_stops(view)
    for wanted in ("change", "revoke", "approve", "refuse", "proxy_add", "proxy_fold"):
        assert wanted in stops


def test_what_has_ended_is_folded_away_until_it_is_asked_for(qtbot):
    view = shown(sheet(), qtbot)
    assert "Divorce" not in said(view)
    view.panel._fold.click()
    assert "Divorce" in said(view)


def test_f46_where_care_managers_are_off_nothing_can_be_added(qtbot):
    view = shown(sheet(), qtbot)
    view.panel.show_links(ProxyList((HELD,), enabled=False))
    assert "switched care managers off" in said(view)
    assert not view.panel._add.isVisible()


def test_b2_without_the_line_nothing_is_given_or_ended(qtbot):
    view = shown(sheet(), qtbot)
    view.panel.set_barred("Not now.")
    buttons = [
        one
        for row in view.findChildren(ProxyRow)
        for one in row.findChildren(type(view.panel._add))
    ]
    assert buttons
    assert not any(one.isEnabled() for one in buttons)


def test_the_panel_takes_the_list_as_the_portal_gives_it(qtbot):
    view = shown(ProxySheet(PATIENT, CALENDAR), qtbot)
    view.panel.show_links([{"id": "l9", "state": "holds", "direction": "care_manager"}])
    assert [row.link.id for row in view.findChildren(ProxyRow)] == ["l9"]


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK, Scheme.CONTRAST])
def test_a_link_says_how_it_stands_in_words_and_not_by_colour_alone(qtbot, scheme):
    theme().set_scheme(scheme)
    try:
        view = shown(sheet(), qtbot)
        names = [row.accessibleName() for row in view.findChildren(ProxyRow)]
        assert any("Waits for approval" in name for name in names)
        assert any("Holds" in name for name in names)
    finally:
        theme().set_scheme(Scheme.SYSTEM)
