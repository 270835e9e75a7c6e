"""The sign-in window after a hard lock: why, and what to do; and what it says while nothing runs yet."""

import pytest

from console.domain.errors import PortalBusyError, PortalUnreachableError
from console.messages.lock_texts import lock_text
from console.settings import Settings
from console.views.locked_head import dress
from console.views.sign_in_dialog import SignInDialog
from console.workstation.reasons import LockReason
from tests.support.looking import child, click, said, settle, shown, tab_stops

SETTINGS = Settings(username="frontdesk", server="https://portal.example.org")
WITHDRAWN = {LockReason.REVOKED, LockReason.WIPED}


@pytest.mark.parametrize("reason", LockReason)
def test_it_says_why_and_what_to_do(reason, qtbot, english):
    dialog = SignInDialog()
    dress(dialog, SETTINGS, lock_text(reason))
    shown(dialog, qtbot)
    words = said(dialog)
    if reason in WITHDRAWN:
        assert "No access" in words
        assert "Talk to the administrator of your practice." in words
        assert child(dialog, "sign_in_button").text() == "Sign in"
    else:
        assert "Locked" in words
        assert "Nothing is lost" in words
        assert child(dialog, "sign_in_button").text() == "Unlock"
    assert tab_stops(dialog)[0] == "password"
    click(dialog, "somebody_else")
    settle()
    assert "Nothing is lost" not in said(dialog)
    assert child(dialog, "sign_in_button").text() == "Sign in"


@pytest.mark.parametrize("error", [PortalUnreachableError(), PortalBusyError()])
def test_nobody_is_told_to_wait_for_a_program_that_does_nothing(error, qtbot, english):
    dialog = SignInDialog()
    shown(dialog, qtbot)
    dialog.set_server("https://portal.example.org")
    dialog.show_error(error)
    assert "by itself" not in dialog.problem()
    assert "ry again" in dialog.problem()
