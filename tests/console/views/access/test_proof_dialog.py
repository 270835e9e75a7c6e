"""Checking who it is, before anything is handed out or told (DOMAIN F44, F78; PEERS B20)."""

import pytest
from PySide6.QtWidgets import QComboBox, QWidget

from console.domain.proof import Proof
from console.messages import Message
from console.views.access.proof_dialog import ProofDialog
from portal.services import proofings
from tests.support.window_data import calendar

PATIENT = {
    "id": "p-1",
    "name": "Ada Byron",
    "birth_date": "1980-02-01",
    "record_number": "R-10401",
    "phone": "+1 312 555 0134",
}
HELD = {
    "id": "proof-1",
    "method": "in_person",
    "person": "patient",
    "guardian_basis": "",
    "evidence": ["photo_id"],
    "performed_by": {"id": "staff-9", "name": "Dr. Lena Osei"},
    "performed_at": "2026-11-23T15:05:00Z",
    "holds_until": "2026-11-23T15:20:00Z",
}
LAPSED = {**HELD, "id": "proof-0", "holds_until": "2026-11-23T15:00:00Z"}


@pytest.fixture
def host(qapp):
    host = QWidget()
    host.resize(1366, 768)
    host.show()
    yield host
    host.close()
    host.deleteLater()


def dialog(host, proofs=()):
    made = ProofDialog("Needed first.", PATIENT, calendar(), proofs, host)
    made.told = []
    made.given.connect(made.told.append)
    made.reused.connect(made.told.append)
    made.open()
    return made


def click(made, *names):
    for name in names:
        made.findChild(QWidget, name).click()


def test_it_says_whom_by_two_identifiers(host):
    assert dialog(host).findChild(QWidget, "proof_who").text() == "Ada Byron · 1 Feb 1980 · R-10401"


def test_f17_a_photo_id_at_the_desk_is_recorded(host):
    made = dialog(host)
    click(made, "evidence_photo_id", "accept_button")
    assert made.told == [Proof("in_person", ("photo_id",))]
    assert made.isVisible(), "it stays until the portal has it"
    assert not made.accept_button.isEnabled(), "and is not sent twice"


def test_f78_too_little_is_said_before_it_is_sent(host):
    made = dialog(host)
    click(made, "evidence_insurance_card", "accept_button")
    assert "photo ID" in made.wrong()
    click(made, "proof_caller", "evidence_last_visit", "accept_button")
    assert "at least two" in made.wrong()
    assert made.told == []
    click(made, "evidence_address_on_file", "accept_button")
    assert made.told == [Proof("caller", ("last_visit", "address_on_file"))]


def test_b20_a_caller_is_called_back_at_the_number_in_the_chart(host):
    made = dialog(host)
    click(made, "proof_caller")
    words = " ".join(one.text() for one in made.findChildren(QWidget) if hasattr(one, "text"))
    assert "+1 312 555 0134" in words
    assert "security questions" in words


def test_what_is_ticked_for_the_desk_does_not_count_for_the_phone(host):
    made = dialog(host)
    click(made, "evidence_photo_id", "proof_caller", "accept_button")
    assert made.told == []
    assert made.proof().evidence == ()


def test_f35_a_guardian_says_on_what_ground(host):
    made = dialog(host)
    click(made, "speaker_guardian")
    box = made.findChild(QComboBox, "guardian_basis")
    box.setCurrentIndex(box.findData("court_order"))
    click(made, "evidence_photo_id", "accept_button")
    assert made.told == [Proof("in_person", ("photo_id",), "guardian", "court_order")]


def test_f35_what_only_a_guardian_opens_begins_with_the_guardian(host):
    made = dialog(host)
    made.expect_guardian()
    assert made.findChild(QComboBox, "guardian_basis").isVisible()
    click(made, "evidence_photo_id")
    assert made.proof().person == "guardian"
    click(made, "speaker_patient")
    assert made.proof().person == "patient", "it can be changed"


def test_a_proof_that_holds_is_used_again_and_one_that_lapsed_is_not(host):
    made = dialog(host, [HELD, LAPSED])
    assert len(made._earlier) == 1
    earlier = next(iter(made._earlier))
    assert "09:05" in earlier.text()
    assert "Dr. Lena Osei, in person: a photo ID was shown" in earlier.accessibleDescription()
    click(made, "accept_button")
    assert made.told == ["proof-1"]
    other = dialog(host, [HELD])
    click(other, "proof_in_person", "accept_button")
    assert other.wrong(), "who looks anew has to say at what"


def test_why_the_portal_did_not_take_it_stands_there_with_all_that_was_ticked(host):
    made = dialog(host)
    click(made, "evidence_photo_id", "accept_button")
    made.show_problem(Message("The patient speaks alone."))
    assert "speaks alone" in made._notice.words()
    assert made.accept_button.isEnabled()
    assert made.proof().evidence == ("photo_id",)


def test_the_console_and_the_portal_ask_the_same():
    from console.domain import proof  # noqa: PLC0415 - beside the portal's of the same names

    assert {way: set(codes) for way, codes in proof.EVIDENCE.items()} == {
        way: set(codes) for way, codes in proofings.EVIDENCE.items()
    }
    assert set(proof.BASES) == set(proofings.GUARDIAN_BASES)
    for method, codes in proof.EVIDENCE.items():
        for one in codes:
            for other in codes:
                mine = Proof(method, tuple({one, other})).is_enough
                assert mine == proofings._is_enough(method, {one, other})
