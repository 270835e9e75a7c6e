"""The printer of the letters. Imported when somebody prints: it brings the print system along.

What people set by habit and what must not be with secrets on the page is undone: two letters back to
back on one sheet, a second copy, a page across (DOMAIN F14, F16).
"""

from collections.abc import Callable

from PySide6.QtCore import QLocale
from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from console.views.access.letter_output import CREATOR, LetterJob, paper_for

_REFUSED = {QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted}


def choose_printer(title: str, parent: QWidget, chosen: Callable[[QPrinter], None]) -> None:
    """Let the person choose a printer; `chosen` is called when they have, and not otherwise."""
    printer = new_printer(title)
    dialog = QPrintDialog(printer, parent)
    option = QAbstractPrintDialog.PrintDialogOption
    for unwanted in (option.PrintToFile, option.PrintPageRange, option.PrintCollateCopies):
        dialog.setOption(unwanted, False)
    dialog.accepted.connect(lambda: chosen(printer))
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)  # its own wants a receiver, by an old name


def new_printer(title: str) -> QPrinter:
    """A printer whose job is called `title`, with the paper of this country."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setCreator(CREATOR)
    printer.setPageSize(paper_for(QLocale.system()))
    return printer


def job_on(printer: QPrinter) -> LetterJob:
    """Begin a job of letters: upright, one copy, one letter a sheet, whatever was chosen."""
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setDuplex(QPrinter.DuplexMode.DuplexNone)
    printer.setCopyCount(1)
    printer.setFullPage(True)
    return LetterJob(printer)


def was_taken(printer: QPrinter) -> bool:
    """Whether the print system has the job, as far as it can be known.

    Qt does not tell when CUPS is gone by the end of the job, so we ask whether the printer is still
    there. One that is there and refuses jobs is not noticed.
    """
    if printer.printerState() in _REFUSED:
        return False
    is_real = printer.outputFormat() is QPrinter.OutputFormat.NativeFormat
    return not is_real or not QPrinterInfo.printerInfo(printer.printerName()).isNull()
