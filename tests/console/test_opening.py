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
        quick_imports.begin()
        import PySide6.QtCore
        assert builtins.__import__.__name__ != "__feature_import__"
        """
    subprocess.run([sys.executable, "-c", code], check=True)


WRONG = """if True:
    import sys
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QLabel
    for wrong in (lambda: QTimer().start("x"), lambda: QLabel(4, 5), lambda: QTimer(foo=3)):
        try:
            wrong()
        except Exception as error:
            print(type(error), error)
    print(QTimer.start.__doc__, QTimer.__doc__)
    from shibokensupport.signature import get_signature
    print(get_signature(QTimer.start))
    """


@pytest.mark.parametrize("first", ["", "from PySide6.QtCore import QTimer; QTimer.start.__doc__"])
def test_what_pyside_says_of_a_wrong_call_is_the_same_late(first):
    quick = "from console import quick_imports; quick_imports.begin()"
    said = [
        subprocess.run(
            [sys.executable, "-c", "\n".join((begin, first, WRONG))],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for begin in ("", quick)
    ]
    assert "Supported signatures" in said[0]
    assert said[1] == said[0]


def test_nothing_of_this_pyside_is_deprecated_and_would_have_to_be_put_in():
    from PySide6.support import deprecated  # noqa: PLC0415 - PySide's own, made with it

    assert not [name for name in vars(deprecated) if name.startswith("fix_for_")]


def test_qts_libraries_are_loaded_beside_the_imports_and_are_those_that_are_imported():
    code = """if True:
        import gc, os, sys
        from console import quick_imports
        quick_imports.load_libraries()
        quick_imports.load_libraries()
        (thread,) = quick_imports._loading
        thread.join()
        def mapped():
            with open("/proc/self/maps") as maps:
                return {line.split()[-1] for line in maps if ".so" in line and "PySide6" in line}
        ahead = mapped()
        assert "PySide6.QtCore" not in sys.modules
        assert not gc.isenabled()
        quick_imports.begin()
        from PySide6 import QtCore, QtGui, QtSvg, QtWidgets
        assert {os.path.realpath(one.__file__) for one in (QtCore, QtGui, QtSvg, QtWidgets)} <= ahead
        assert {one for one in mapped() if "/libQt6" in one} <= ahead  # none a second time
        """
    if sys.platform == "linux":
        subprocess.run([sys.executable, "-c", code], check=True)


def test_where_a_library_can_not_be_loaded_ahead_the_import_says_so():
    code = """if True:
        from console import quick_imports
        quick_imports._LIBRARIES = ("QtNone", *quick_imports._LIBRARIES)
        quick_imports._FONTS = "libnone.so.0"
        quick_imports.begin()
        quick_imports._loading[0].join()
        from PySide6 import QtWidgets
        """
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not done.stderr


def test_what_stood_in_for_pythons_own_modules_is_gone():
    code = """if True:
        import sys
        from console import quick_imports
        quick_imports.begin()
        import logging
        from platformdirs import unix
        assert not {"shutil", "tokenize"} & set(sys.modules)  # and yet:
        assert unix.gettempdir() == sys.modules["tempfile"].gettempdir()
        assert "ValueError" in logging.Formatter().formatException((ValueError, ValueError(), None))
        import base64, builtins, struct, tempfile, textwrap, traceback, zipfile
        assert builtins.compile is quick_imports._plain
        for module in (base64, struct, tempfile, textwrap, traceback, zipfile):
            assert module.__file__, module
        """
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_pyside_that_unpacks_at_once_finds_pythons_modules():
    """One whose bootstrap is compiled already is not met by a stand-in for it."""
    code = """if True:
        import sys
        from console import quick_imports
        quick_imports._NAME = "another"
        quick_imports.begin()
        from PySide6.QtCore import QTimer
        assert "shibokensupport.signature.parser" in sys.modules
        import zipfile
        assert zipfile.__file__
        """
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_first_window_needs_neither_qts_enumerations_nor_pysides_support():
    """Each of them costs it more than all of our own modules."""
    code = """if True:
        import enum, sys
        from console import quick_imports
        quick_imports.begin()
        made, new = set(), enum.EnumType.__new__
        def seen(kind, name, *words, **more):
            one = new(kind, name, *words, **more)
            made.add(one.__qualname__)
            return one
        enum.EnumType.__new__ = seen
        from console import early_log, opening
        from console.settings import Settings
        early_log.start()
        from console.workstation.shut import shielded
        application = opening.make_application(Settings(color_scheme="light"))
        shielded(application)
        dialog = opening.sign_in_window(
            Settings(server="https://portal.example.org", username="kim")
        )
        dialog.show()
        application.processEvents()
        assert dialog.credentials.password.edit.hasFocus()
        assert "EchoMode" in made, made
        assert not made & {"AlignmentFlag", "Key", "Role"}, made
        assert "shibokensupport.signature" not in sys.modules
        """
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


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
