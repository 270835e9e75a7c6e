"""The page that says what shields the data says so truly, by a word and not by a color alone."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from console.domain.shields import ComputerShields, KeyShields, Shields
from console.models.security_words import Finding, finding_groups
from console.views.security_status import SecurityStatus

GOOD = Shields(
    ComputerShields("darwin", True, True, True, True, True, True),
    KeyShields("macOS Keychain"),
    soft_s=300,
    hard_s=900,
    own_authority=True,
)
BAD = Shields(
    ComputerShields("linux", False, False, False, False, False, False),
    None,
    soft_s=60,
    hard_s=300,
    is_https=False,
)


def findings(shields: Shields) -> list[Finding]:
    return [one for group in finding_groups(shields) for one in group.findings]


def test_what_is_in_place_and_what_is_not_are_told_apart():
    assert all(one.is_good for one in findings(GOOD))
    bad = [one.text for one in findings(BAD) if not one.is_good]
    assert len(bad) == 8
    texts = {one.text for one in findings(GOOD)}
    assert not texts & set(bad), "one sentence for both"


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (KeyShields("KWallet"), "keyring and the portal"),
        (KeyShields(""), "passphrase and the portal"),
        (None, "can not be read"),
    ],
)
def test_where_the_key_is_stands_there(keys, words):
    shields = Shields(GOOD.computer, keys)
    assert any(words in one.text for one in findings(shields))


def test_a_passphrase_that_opens_alone_is_told():
    shields = Shields(GOOD.computer, KeyShields("KWallet", tries_left=7))
    (told,) = [one for one in findings(shields) if not one.is_good]
    assert "alone" in told.text
    assert "7" in told.detail


def test_every_sentence_is_on_the_page_with_a_word_for_good_or_not(qapp: QApplication) -> None:
    page = SecurityStatus(finding_groups(BAD))
    try:
        shown = {label.text() for label in page.findChildren(QLabel)}
        assert {one.text for one in findings(BAD)} <= shown
        rows = [one.accessibleName() for one in page.findChildren(object) if one.isWidgetType()]
        for one in findings(BAD):
            word = "In place" if one.is_good else "To know"
            assert any(name.startswith(f"{word}: {one.text}") for name in rows)
    finally:
        page.deleteLater()
