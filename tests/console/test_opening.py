"""From the command line to a window that takes keys: what is said to it early is not lost."""

import logging
import subprocess
import sys
import tempfile

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from console import early_log, log, messages
from console.domain.errors import PortalUnreachableError
from console.opening import Behind, sign_in_window
from console.settings import Settings
from console.sign_in_talk import SignInTalk
from tests.support.at_desk import opened
from tests.support.until import until

HERE = Settings(server="https://portal.example.org", username="kim")


@pytest.fixture
def talk(qapp):
    made = SignInTalk(sign_in_window(HERE))
    made.dialog.show()
    yield made
    made.dialog.deleteLater()


def test_the_window_is_served_while_modules_are_loaded_behind_it(qapp, talk):
    """Keys come through before the program is there; the loop ends when it is."""
    field = talk.dialog.credentials.password.edit
    assert talk.dialog.focusWidget() is field  # the user name of last time is there
    QTimer.singleShot(0, lambda: QTest.keyClicks(field, "secret"))
    Behind(("console.text_catalogue",)).serve()
    assert field.text() == "secret"


def test_a_module_that_can_not_be_loaded_does_not_keep_the_window_waiting(qapp, monkeypatch):
    monkeypatch.setattr("threading.excepthook", lambda _told: None)
    Behind(("console.there_is_no_such_module",)).serve()


async def test_what_is_said_before_anybody_listens_is_heard(qt_loop, talk):
    """Somebody quicker than the loading: Enter, before there is a coroutine."""
    QTest.keyClicks(talk.dialog.credentials.password.edit, "secret\r")
    assert await talk.beginning() == ("submitted", (HERE.server, "kim", "secret"))


async def test_a_window_closed_before_anybody_listens_ends_the_program(qt_loop, talk):
    talk.dialog.reject()
    assert await talk.beginning() is None


async def test_letters_typed_while_the_program_is_loaded_stay(qt_loop, tmp_path):
    """The fields are neither emptied nor marked when it begins to listen."""
    async with opened("http://localhost:1", tmp_path, username="kim") as console:
        dialog = await until(lambda: console.dialog)
        QTest.keyClicks(dialog.credentials.password.edit, "sec")
        assert not console.takes_input
        await until(lambda: console.takes_input, 20)
        QTest.keyClicks(dialog.credentials.password.edit, "ret")
        assert dialog.credentials.password.text() == "secret"


def test_the_pages_after_the_first_are_made_when_one_comes_to_them(talk):
    dialog: QDialog = talk.dialog
    assert dialog.findChild(object, "offline_page") is None
    dialog.ask_offline(messages.message_for(PortalUnreachableError()))
    assert dialog.findChild(object, "offline_page").isVisible()
    dialog.offline.passphrase.edit.setText("secret")
    dialog.clear_secrets()
    assert not dialog.offline.passphrase.text()


def test_what_is_logged_early_is_written_first(tmp_path):
    root, ours = logging.getLogger(), logging.getLogger("console")
    before = (root.handlers[:], root.level, ours.level)
    try:
        early_log.start()
        ours.info("first")
        path = log.start(tmp_path)
        ours.info("second")
        for handler in root.handlers:
            handler.close()
        first, second = path.read_text().splitlines()
    finally:
        logging.captureWarnings(capture=False)
        root.handlers[:] = before[0]
        root.setLevel(before[1])
        ours.setLevel(before[2])
    assert '"event": "first"' in first
    assert '"event": "second"' in second


def test_the_early_log_has_nowhere_to_write_where_the_log_has_not(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="file"):
        early_log.place(tmp_path / "file")


def test_pyside_reads_no_source_of_what_is_imported():
    code = """if True:
        import builtins
        from console import quick_imports
        hooked = builtins.__import__
        quick_imports.begin()
        from shibokensupport import feature
        looked = set(feature.pyside_feature_dict)
        import console.settings
        assert builtins.__import__ is not hooked
        assert "console.settings" not in feature.pyside_feature_dict
        """
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_text_is_found_where_it_is_first_asked_for():
    with pytest.raises(AttributeError, match="no_such_text"):
        messages.no_such_text  # noqa: B018 - asked for


def test_what_qt_says_goes_to_the_log_with_its_kind_and_not_its_words():
    code = """if True:
        import json, logging, sys, tempfile
        from pathlib import Path
        from PySide6.QtCore import qWarning
        from console import early_log, log
        from console.opening import make_application
        from console.settings import Settings
        early_log.start()
        application = make_application(Settings())
        qWarning("of Ada Byron")
        written = log.start(Path(sys.argv[1])).read_text().splitlines()[-1]
        said = json.loads(written)
        assert said["event"] == "qt" and said["kind"] == "QtWarningMsg", said
        assert said["category"] == "default" and "Ada" not in written, said
        """
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-c", code, folder], capture_output=True, text=True, check=False
        )
    assert (done.returncode, done.stderr) == (0, "")
