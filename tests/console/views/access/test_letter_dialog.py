"""One letter on the screen: out once, by the printer or a file, and forgotten."""

import gc
import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible, QPageLayout
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from console.domain.letters import Letter
from console.views.access.letter_dialog import LetterDialog, ask_for_printer
from console.views.access.letter_keeping import write_secret
from console.views.access.letter_printer import job_on, new_printer
from console.views.confirm_dialog import ConfirmDialog
from console.views.theme import theme
from tests.support.letters import TOKEN, letter, read_codes, to_pdf, turned_back
from tests.support.looking import child, click, cut_off, not_plain, said, settle, too_small, unnamed

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def paper(tmp_path):
    return tmp_path / "printed.pdf"


@pytest.fixture
def dialog(qtbot, paper):
    made = LetterDialog(letter(), ["The last name looks like a test entry."], choose=to_pdf(paper))
    qtbot.addWidget(made)
    made.told = []
    made.printed.connect(lambda name: made.told.append(("printed", name)))
    made.saved.connect(lambda name: made.told.append(("saved", name)))
    made.reprint_wanted.connect(lambda: made.told.append(("reprint", "")))
    made.open()
    settle()
    return made


def question(dialog):
    return next(one for one in dialog.findChildren(ConfirmDialog) if one.isVisible())


def shown_buttons(dialog):
    return {
        button.text()
        for button in dialog.findChildren(QPushButton)
        if button.isVisibleTo(dialog) and button.window() is dialog
    }


def text_of(path):
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_range() for page in document]


def test_return_prints_the_letter_and_only_then_it_is_said_to_be_printed(dialog, paper):
    assert dialog.told == []
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.told == [("printed", letter().id)]
    (text,) = text_of(paper)
    assert text.count(TOKEN) == 1
    assert "gone to the printer" in said(dialog)


def test_the_job_is_called_by_the_number_of_the_letter(dialog, paper):
    """Print systems keep and log titles."""
    dialog.try_accept()
    with pypdfium2.PdfDocument(paper) as document:
        told = document.get_metadata_dict()
        picture = document[0].render(scale=120 / 72).to_pil()
    assert (told["Title"], told["Author"]) == ("1C2B-4F2A", "")
    assert "Byron" not in repr(told)
    assert read_codes(picture) == [letter().link]


@pytest.mark.qt_log_ignore("Returned false")
def test_a_printer_that_takes_nothing_marks_nothing(qtbot, tmp_path):
    dialog = LetterDialog(letter(), choose=to_pdf(tmp_path / "no" / "such" / "folder.pdf"))
    qtbot.addWidget(dialog)
    told = []
    dialog.printed.connect(told.append)
    dialog.open()
    dialog.try_accept()
    assert told == []
    assert "did not take the letter" in dialog.wrong()
    assert shown_buttons(dialog) == {"Save as PDF…", "Close", "Print…"}


def test_turning_back_from_the_choice_of_printers_changes_nothing(qtbot):
    dialog = LetterDialog(letter(), choose=turned_back)
    qtbot.addWidget(dialog)
    told = []
    dialog.printed.connect(told.append)
    dialog.open()
    dialog.try_accept()
    assert told == []
    assert "Print…" in shown_buttons(dialog)


def test_f16_a_letter_that_is_out_can_only_be_printed_anew_with_a_new_code(dialog, paper):
    dialog.try_accept()
    paper.unlink()
    assert shown_buttons(dialog) == {"Print anew…", "Close"}
    click(dialog, "print_again")
    assert "stops working at once" in said(question(dialog))
    assert dialog.told == [("printed", letter().id)]
    question(dialog).accept()
    assert dialog.told[-1] == ("reprint", "")
    assert not paper.exists()


def test_f16_turning_back_from_a_reprint_leaves_the_letter_alone(dialog):
    dialog.try_accept()
    click(dialog, "print_again")
    question(dialog).reject()
    assert ("reprint", "") not in dialog.told


def test_f16_the_new_letter_takes_the_place_of_the_old(dialog, paper):
    dialog.try_accept()
    dialog.show_letter(letter(token="2222-3333-4444-5555", id="other-0000-1111"))
    dialog.try_accept()
    assert dialog.told[-1] == ("printed", "other-0000-1111")
    (text,) = text_of(paper)
    assert "2222-3333-4444-5555" in text
    assert TOKEN not in text


def test_a_pdf_is_written_only_after_the_person_has_read_that_it_holds_a_secret(dialog, tmp_path):
    click(dialog, "save_pdf")
    assert "The file holds a secret" in said(question(dialog))
    assert dialog.findChildren(QFileDialog) == []
    question(dialog).accept()
    chooser = dialog.findChild(QFileDialog)
    assert Path(chooser.selectedFiles()[0]).name == "1C2B-4F2A.pdf"
    place = tmp_path / "letter.pdf"
    chooser.fileSelected.emit(str(place))
    chooser.reject()
    assert dialog.told == [("saved", letter().id)]
    assert text_of(place)[0].count(TOKEN) == 1
    assert "Delete the file" in said(dialog)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
@pytest.mark.parametrize("is_there", [False, True])
def test_a_saved_letter_is_readable_by_its_owner_alone(dialog, tmp_path, is_there):
    place = tmp_path / "letter.pdf"
    if is_there:
        place.write_text("old")
        place.chmod(0o644)
    dialog.save_to(str(place))
    assert stat.S_IMODE(place.stat().st_mode) == 0o600


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such devices")
def test_a_device_that_a_letter_is_written_to_stays_as_open_as_it_is(tmp_path):
    device = tmp_path / "printer"
    os.mkfifo(device)
    device.chmod(0o660)
    reading = os.open(device, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert write_secret(str(device), b"%PDF")
        assert os.read(reading, 10) == b"%PDF"
    finally:
        os.close(reading)
    assert stat.S_IMODE(device.stat().st_mode) == 0o660


def test_a_place_that_can_not_be_written_is_said_and_nothing_is_marked(dialog, tmp_path):
    dialog.save_to(str(tmp_path / "none" / "letter.pdf"))
    assert dialog.told == []
    assert "could not be saved" in dialog.wrong()


def test_closing_without_letting_it_out_is_asked_about(dialog):
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert "can not be shown again" in said(question(dialog))
    QTest.keyClick(question(dialog), Qt.Key.Key_Return)
    assert dialog.isVisible(), "Escape and Enter lose no letter"
    click(dialog, "cancel_button")
    question(dialog).accept()
    assert not dialog.isVisible()


def test_a_letter_that_is_out_closes_at_once(dialog):
    dialog.try_accept()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert not dialog.isVisible()


@pytest.mark.parametrize("how", ["accept", "reject"])
def test_closing_forgets_everything(dialog, how):
    own = f"{how.upper()}-0000-1111"
    dialog.show_letter(letter(token=own))
    dialog.preview.grab()
    dialog.try_accept()
    getattr(dialog, how)()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    kept = [one for one in gc.get_objects() if isinstance(one, Letter) and one.token == own]
    assert kept == []
    assert dialog.preview._picture.isNull()
    assert "Ada Byron" not in " ".join(label.text() for label in dialog.findChildren(QLabel))


def test_after_closing_nothing_can_be_printed_or_saved(dialog, tmp_path, paper):
    dialog.done(0)
    dialog._print_on(new_printer("x"))
    dialog.save_to(str(tmp_path / "late.pdf"))
    assert dialog.told == []
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_left_in_temporary_folders(dialog, monkeypatch, tmp_path):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    dialog.preview.grab()
    dialog.try_accept()
    dialog.save_to(str(tmp_path / "again.pdf"))
    dialog.accept()
    assert list(temporary.iterdir()) == []


def test_a_screen_reader_hears_neither_the_code_nor_the_link(dialog):
    heard = []

    def listen(interface):
        texts = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value)
        heard.extend(interface.text(kind) for kind in texts)
        for place in range(interface.childCount()):
            listen(interface.child(place))

    listen(QAccessible.queryAccessibleInterface(dialog))
    assert any("Its token is not read out." in text for text in heard)
    assert not any(TOKEN in text or "#" in text for text in heard)


def test_the_window_names_no_patient(dialog):
    assert "Byron" not in dialog.windowTitle() + dialog.title()
    assert dialog.title() == "Letter 1C2B-4F2A"


def test_what_is_noteworthy_is_said_beside_the_letter(dialog):
    words = said(dialog)
    for part in ("test entry", "Ada Byron", "until Saturday, December 5, 2026", "English"):
        assert part in words


# The printer


def test_f14_habits_that_would_mix_or_double_secrets_are_undone(tmp_path):
    """Two patients' letters on one sheet, or one letter twice."""
    printer = new_printer("1C2B-4F2A")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "x.pdf"))
    printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide)
    printer.setCopyCount(3)
    printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    job = job_on(printer)
    assert job.add(letter())
    assert job.close()
    assert printer.duplex() is QPrinter.DuplexMode.DuplexNone
    assert printer.copyCount() == 1
    assert printer.pageLayout().orientation() is QPageLayout.Orientation.Portrait
    assert not job.add(letter())
    assert not job.close()


def test_the_choice_of_printers_is_opened_and_not_run(dialog):
    asked = []
    ask_for_printer("1C2B-4F2A", dialog, asked.append)
    (choice,) = dialog.findChildren(QPrintDialog)
    assert choice.isVisible()
    assert choice.isModal()
    assert not choice.testOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile)
    assert choice.printer().docName() == "1C2B-4F2A"
    choice.reject()
    assert asked == []


def test_neither_the_print_system_nor_the_code_maker_is_loaded_with_the_dialog():
    """They take a tenth of a second that no start of the program needs."""
    script = (
        "import sys, console.views.access.letter_dialog, console.letter_run;"
        "print([m for m in ('segno', 'PySide6.QtPrintSupport') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_word_fits_and_every_control_has_a_name(dialog, scale):
    theme().set_text_scale(scale)
    settle()
    assert unnamed(dialog) == []
    assert too_small(dialog) == []
    assert not_plain(dialog) == []
    assert cut_off(dialog) == []
    assert child(dialog, "letter_preview").accessibleName() == "Preview of the letter"
