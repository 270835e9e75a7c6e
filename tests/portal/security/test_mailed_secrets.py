"""Secrets of mailed links: derived, bound to purpose, row and sending, never kept."""

import pytest

from portal.domain.ids import new_id
from portal.security.mailed_secrets import MailedSecrets, Named, Purpose

SECRET = bytes(range(32))


@pytest.fixture
def secrets():
    return MailedSecrets(SECRET)


def test_f19_a_secret_names_its_row_and_sending(secrets):
    key = new_id()
    made = secrets.make(Purpose.INVITATION, key, 3)
    assert secrets.read(Purpose.INVITATION, made) == Named(key, 3)
    assert len(made) == 46
    assert made.replace("-", "").replace("_", "").isalnum()


def test_f19_each_sending_and_each_purpose_has_its_own(secrets):
    key = new_id()
    made = {secrets.make(purpose, key, n) for purpose in Purpose for n in (1, 2, 3)}
    assert len(made) == 6
    invitation = secrets.make(Purpose.INVITATION, key)
    assert secrets.read(Purpose.RESET, invitation) is None
    # another mail is not made of this one by counting up: the number is under the MAC
    assert invitation[:22] == secrets.make(Purpose.INVITATION, key, 2)[:22]


def test_another_portal_takes_none_of_ours(secrets):
    made = secrets.make(Purpose.RESET, new_id())
    assert MailedSecrets(bytes(32)).read(Purpose.RESET, made) is None


def test_no_changed_secret_is_read(secrets):
    made = secrets.make(Purpose.RESET, new_id())
    for place in range(len(made) - 1):  # the last symbol carries bits that are padding
        other = "A" if made[place] != "A" else "B"
        assert secrets.read(Purpose.RESET, made[:place] + other + made[place + 1 :]) is None


@pytest.mark.parametrize("typed", ["", "x", "é" * 46, "A" * 46, "A" * 400, "+/" * 23, "a b"])
def test_what_is_no_secret_is_read_as_none(secrets, typed):
    assert secrets.read(Purpose.INVITATION, typed) is None
