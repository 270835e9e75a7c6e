"""Each way in which a sign-in ends: a sentence, no session left at the portal, no file left open."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLabel

from console.api_client.client import PortalClient
from console.domain import errors
from console.messages import message_for
from console.store.keys import KeyStore
from console.store.paths import account_folder, lock_account
from console.views.confirm_dialog import ConfirmDialog
from tests.support.at_desk import (
    PASSPHRASE,
    asks_passphrase,
    opened,
    passed,
    sign_in_window,
    submit,
)
from tests.support.fake_portal import FakePortal, hang, html, problem
from tests.support.portal_model import PortalModel
from tests.support.until import until

RIGHT, WITH_CODE = "right", "with a code"


@pytest.fixture
def portal() -> Iterator[FakePortal]:
    with FakePortal.running(PortalModel()) as running:
        yield running


def words(error: errors.ConsoleError) -> str:
    return message_for(error).text


async def said(console, error: errors.ConsoleError) -> None:
    await until(lambda: words(error) in console.dialog.problem(), 20, words(error))


async def no_session(portal: FakePortal) -> None:
    await until(lambda: not portal.model.access, what="a session is left at the portal")


async def test_a_second_console_on_the_account_says_so_and_leaves_no_session(portal, tmp_path):
    lock = lock_account(account_folder(tmp_path, portal.url, "robin"))
    try:
        async with opened(portal.url, tmp_path, username="robin") as console:
            await submit(console, portal.url, "robin", RIGHT)
            await until(lambda: asks_passphrase(console), 20)
            console.dialog.passphrase_entered.emit(PASSPHRASE)
            await said(console, errors.AccountInUseError())
            await no_session(portal)
            assert console.dialog.credentials.isVisible()  # the next try begins here
            lock.release()
            await submit(console, portal.url, "robin", RIGHT)
            await passed(console)
    finally:
        lock.release()


async def signed_in_before(portal, tmp_path) -> None:
    """The account has keys here, under the passphrase."""
    async with opened(portal.url, tmp_path, username="robin") as console:
        await submit(console, portal.url, "robin", RIGHT)
        await passed(console)


async def test_a_wrong_passphrase_is_said_in_place_and_can_be_corrected(portal, tmp_path):
    await signed_in_before(portal, tmp_path)
    async with opened(portal.url, tmp_path, username="robin") as console:
        await submit(console, portal.url, "robin", RIGHT)
        await until(lambda: asks_passphrase(console), 20)
        console.dialog.passphrase_entered.emit("a walk by another river")
        await until(lambda: "The passphrase is wrong." in console.dialog.problem(), 20)
        assert console.dialog.passphrase.isVisible()
        console.dialog.passphrase_entered.emit(PASSPHRASE)
        await until(lambda: console.desk, 20)


async def test_a_forgotten_passphrase_is_replaced_for_the_price_that_is_named(portal, tmp_path):
    await signed_in_before(portal, tmp_path)
    async with opened(portal.url, tmp_path, username="robin") as console:
        await submit(console, portal.url, "robin", RIGHT)
        await until(lambda: asks_passphrase(console), 20)
        page = console.dialog.passphrase
        assert any("decisions that wait here are kept" in one.text() for one in labels(page))
        page.findChild(object, "passphrase_forgotten").click()
        await until(console.dialog.new_passphrase.isVisible, 20)
        console.dialog.reject()  # thought better of it
        await until(console.dialog.credentials.isVisible)
        await submit(console, portal.url, "robin", RIGHT)
        await until(lambda: asks_passphrase(console), 20)
        page.findChild(object, "passphrase_forgotten").click()
        await until(console.dialog.new_passphrase.isVisible, 20)
        console.dialog.passphrase_entered.emit("a walk by another river")
        desk = await until(lambda: console.desk, 20)
        assert "keyring" not in desk.window.page.message_bar.text()
    async with opened(portal.url, tmp_path, username="robin") as console:
        await submit(console, portal.url, "robin", RIGHT)
        await until(lambda: asks_passphrase(console), 20)
        console.dialog.passphrase_entered.emit("a walk by another river")
        await until(lambda: console.desk, 20)


@pytest.mark.parametrize("spoiled", ["missing", "cut", "another's", "an older program's"])
async def test_t1_lost_keys_lead_to_a_new_beginning_that_deletes_nothing(portal, tmp_path, spoiled):
    """Nor do keys that somebody has planted here open an outbox that somebody has planted."""
    await signed_in_before(portal, tmp_path)
    folder = account_folder(tmp_path, portal.url, "robin")
    kept = (folder / "outbox.db").read_bytes()
    spoil(folder / "wrap.json", spoiled)
    async with opened(portal.url, tmp_path, username="robin") as console:
        await submit(console, portal.url, "robin", RIGHT)
        question = await asked(console)
        question.reject()  # perhaps there is a backup
        await said(console, errors.KeysLostError())
        await no_session(portal)
        await submit(console, portal.url, "robin", RIGHT)
        (await asked(console)).accept()
        await until(lambda: "set aside" in console.dialog.problem(), 20)
        await no_session(portal)
        await submit(console, portal.url, "robin", RIGHT)
        await passed(console)
        assert console.bugs == []
    (aside,) = folder.parent.glob("*.set-aside-1")
    assert (aside / "outbox.db").read_bytes() == kept


def spoil(path, how) -> None:
    if how == "missing":
        path.unlink()
    elif how == "cut":
        path.write_bytes(path.read_bytes()[:40])
    elif how == "another's":
        other = KeyStore(path.parent / "other", None)
        other.create(b"another share of the portal" + bytes(5), PASSPHRASE)
        (path.parent / "other" / "wrap.json").replace(path)
    else:
        path.write_text('{"format": 1, "method": "keyring", "salt": "", "keys": {}}')


async def asked(console) -> ConfirmDialog:
    """The question what is to become of files that do not open, past the passphrase's page."""

    def question() -> ConfirmDialog | None:
        return console.dialog.findChild(ConfirmDialog)

    await until(lambda: question() or asks_passphrase(console), 20)
    if question() is None:
        console.dialog.passphrase_entered.emit(PASSPHRASE)
    return await until(question, 20)


def labels(page) -> list[QLabel]:
    return page.findChildren(QLabel)


async def test_cancelling_at_the_passphrase_ends_the_session(portal, tmp_path):
    async with opened(portal.url, tmp_path, username="robin") as console:
        await submit(console, portal.url, "robin", RIGHT)
        await until(lambda: asks_passphrase(console), 20)
        assert portal.model.access
        console.dialog.reject()
        await no_session(portal)
        assert console.dialog.credentials.isVisible()
        assert console.dialog.problem() == ""
        await submit(console, portal.url, "robin", RIGHT)
        await passed(console)


async def test_cancelling_the_code_begins_anew(portal, tmp_path):
    async with opened(portal.url, tmp_path, username="robin") as console:
        await submit(console, portal.url, "robin", WITH_CODE)
        await until(console.dialog.code.isVisible, 20)
        console.dialog.reject()
        await until(console.dialog.credentials.isVisible)
        await submit(console, portal.url, "robin", "wrong")
        await said(console, errors.SignInFailedError())
        assert portal.model.issued == 0


async def test_a_wrong_code_is_said_in_place(portal, tmp_path):
    async with opened(portal.url, tmp_path, username="robin") as console:
        await submit(console, portal.url, "robin", WITH_CODE)
        await until(console.dialog.code.isVisible, 20)
        console.dialog.code_entered.emit("000000")
        await said(console, errors.SignInFailedError())
        console.dialog.code_entered.emit("123456")
        await passed(console)


async def test_a_code_that_the_portal_no_longer_waits_for_leads_back(portal, tmp_path):
    """An error on a later page would leave nobody who listens to that page."""
    portal.misbehave("/v1/auth/mfa", problem(429, "throttled"))
    async with opened(portal.url, tmp_path, username="robin") as console:
        await submit(console, portal.url, "robin", WITH_CODE)
        await until(console.dialog.code.isVisible, 20)
        console.dialog.code_entered.emit("123456")
        await until(console.dialog.problem, 20)
        assert console.dialog.credentials.isVisible()


async def test_cancelling_a_call_that_hangs_ends_it(portal, tmp_path):
    portal.misbehave("/v1/auth/sign-in", hang)
    async with opened(portal.url, tmp_path, username="robin") as console:
        await submit(console, portal.url, "robin", RIGHT)
        await until(lambda: portal.count("POST", "/v1/auth/sign-in"), 20)
        console.dialog.reject()
        await submit(console, portal.url, "robin", "wrong")
        await said(console, errors.SignInFailedError())


async def test_cancelling_what_can_not_be_cut_short_signs_nobody_in(portal, tmp_path):
    """The person went away from the keyboard believing that nobody is signed in."""
    async with opened(portal.url, tmp_path, username="robin") as console:
        await submit(console, portal.url, "robin", RIGHT)
        await until(lambda: asks_passphrase(console), 20)
        console.dialog.passphrase_entered.emit(PASSPHRASE)
        console.dialog.show_busy("…")
        console.dialog.reject()
        await no_session(portal)
        assert console.desk is None
        lock_account(account_folder(tmp_path, portal.url, "robin")).release()


async def test_a_session_that_says_nothing_of_use_is_ended(portal, tmp_path):
    portal.misbehave("/v1/me", html())
    async with opened(portal.url, tmp_path, username="robin") as console:
        await submit(console, portal.url, "robin", RIGHT)
        await said(console, errors.NotThePortalError())
        await no_session(portal)


async def test_a_bug_on_the_way_is_reported_and_the_window_answers(portal, tmp_path, monkeypatch):

    def broken(*_):
        raise ZeroDivisionError

    async with opened(portal.url, tmp_path, username="robin") as console:
        with monkeypatch.context() as patch:
            patch.setattr(PortalClient, "me_text", broken)
            await submit(console, portal.url, "robin", RIGHT)
            await until(console.dialog.problem, 20)
        await no_session(portal)
        assert console.bugs
        console.bugs.clear()
        await submit(console, portal.url, "robin", RIGHT)
        await passed(console)
        assert console.bugs == []


async def test_a_folder_that_can_not_be_made_is_a_sentence_and_no_bug(portal, tmp_path):
    (tmp_path / "accounts").write_text("in the way")
    async with opened(portal.url, tmp_path, username="robin") as console:
        await submit(console, portal.url, "robin", RIGHT)
        await until(lambda: "can not write its files" in console.dialog.problem(), 20)
        assert str(tmp_path) in console.dialog.problem()
        await no_session(portal)
        assert console.bugs == []
        (tmp_path / "accounts").unlink()
        await submit(console, portal.url, "robin", RIGHT)
        desk = await passed(console)
        assert console.desk is desk
        assert len(portal.model.access) == 1


async def test_settings_that_can_not_be_saved_keep_nobody_out(portal, tmp_path):
    (tmp_path / "settings.toml").mkdir()
    async with opened(portal.url, tmp_path, username="robin") as console:
        await submit(console, portal.url, "robin", RIGHT)
        desk = await passed(console)
        assert desk.me.practices
        assert (tmp_path / "settings.toml").is_dir(), "nothing was saved"
        assert console.bugs == []


async def test_signing_out_ends_the_session_at_the_portal(portal, tmp_path):
    async with opened(portal.url, tmp_path, username="robin") as console:
        await submit(console, portal.url, "robin", RIGHT)
        desk = await passed(console)
        portal.misbehave("/v1/practices", hang)  # a call of the sync must not stand in the way
        desk.window.refreshed.emit()
        desk.window.sign_out_chosen.emit()
        await no_session(portal)
        await sign_in_window(console)
