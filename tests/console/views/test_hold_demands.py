"""A hold asks for the proof of its basis, and for nothing else (DOMAIN §5.4)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from console.domain.session import Reason
from console.views.hold_dialog import HoldDialog

TODAY = date(2026, 11, 23)
BASES = tuple(
    Reason(code, code, "")
    for code in (
        "HARM_INDIVIDUAL",
        "HARM_DATA",
        "PRIVACY_PATIENT_REQUEST",
        "STATE_LAW_DELAY",
        "CARE_ACCESS",
    )
)


@pytest.fixture
def hold(qtbot: Any, english: None) -> Iterator[HoldDialog]:
    parent = QWidget()
    qtbot.addWidget(parent)
    made = HoldDialog("Hold", BASES, TODAY, parent)
    made._rationale.setPlainText("Because.")
    yield made  # noqa: PT022 - the parent lives until the test is over


def test_a_basis_without_demands_asks_for_nothing_more(hold: HoldDialog) -> None:
    hold.choose("HARM_DATA")
    assert hold.obstacle() == ""
    assert set(hold.params()) == {"basis", "rationale", "review_on"}


def test_s54_a_risk_names_its_harm_and_the_right_to_a_review(hold: HoldDialog) -> None:
    hold.choose("HARM_INDIVIDUAL")
    assert hold.obstacle() == "Choose the harm that you expect."
    hold._demands._harm.setCurrentIndex(1)
    assert hold.obstacle() == "Tell the patient first of the right to a review."
    hold._demands._told.setChecked(True)
    assert hold.obstacle() == ""
    params = hold.params()
    assert (params["harm"], params["review_right_told"]) == ("LIFE_OR_SAFETY", True)
    assert "law" not in params


@pytest.mark.parametrize(
    ("basis", "field", "name"),
    [
        ("PRIVACY_PATIENT_REQUEST", "_by", "requested_by"),
        ("STATE_LAW_DELAY", "_law", "law"),
        ("CARE_ACCESS", "_approved", "approved_by"),
    ],
)
def test_s54_each_basis_asks_for_its_own_proof(
    hold: HoldDialog, basis: str, field: str, name: str
) -> None:
    hold.choose(basis)
    assert hold.obstacle()
    getattr(hold._demands, field).setText("What there is")
    assert hold.obstacle() == ""
    assert hold.params()[name] == "What there is"


def test_another_basis_forgets_what_it_does_not_demand(hold: HoldDialog) -> None:
    hold.choose("STATE_LAW_DELAY")
    hold._demands._law.setText("TX SB 922")
    hold.choose("HARM_DATA")
    assert "law" not in hold.params()
