"""The report of a batch: what became of each file, to be read, printed or saved where one says."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtWidgets import QFileDialog, QHeaderView, QPushButton, QTableView, QWidget

from console.domain.statement_report import BatchReport
from console.models.money import money
from console.models.statement_csv import paper_csv, report_csv
from console.models.statement_report_table import (
    ACCOUNT,
    AMOUNT,
    FILE,
    GUARANTOR,
    OUTCOME,
    ReportTable,
)
from console.views.access.letter_dialog import ChoosePrinter, ask_for_printer
from console.views.icons import ButtonIcon
from console.views.queues.wrapped import WrappedLabel
from console.views.row_table import make_rows
from console.views.sheet import Sheet
from console.views.theme import TARGET, theme

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

WIDTH, HEIGHT = 1040, 620
_COLUMNS = {FILE: 190, ACCOUNT: 100, GUARANTOR: 190, AMOUNT: 90, OUTCOME: 230}
_OWNER_ALONE = 0o600


class ReportView(Sheet):
    """Nothing of it is written anywhere before the user says where (DOMAIN §5.8).

    `practice` stands on the printed pages.
    """

    def __init__(
        self,
        report: BatchReport,
        practice: str,
        parent: QWidget | None = None,
        *,
        choose: ChoosePrinter = ask_for_printer,
    ) -> None:
        super().__init__("", QCoreApplication.translate("ReportView", "Close"), parent)
        self.setObjectName("report_view")
        self._report, self._practice, self._choose = report, practice, choose
        self.set_title(self._headline())
        self._said = WrappedLabel(self._summary())
        self._said.setObjectName("report_summary")
        self.content.addWidget(self._said)
        self.rows = ReportTable(report.rows)
        self.content.addWidget(self._made_table(), 1)
        self._add("print_report", self.tr("Print…"), "document", self._on_print)
        self._add("save_csv", self.tr("Save as CSV…"), "report", self._on_save)
        paper = self._add("save_paper", self.tr("Save paper list…"), "mail", self._on_save_paper)
        paper.setVisible(bool(report.on_paper))
        self.cancel_button.hide()
        self.accept_button.setFocus()
        theme().changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _add(self, name: str, label: str, icon: str, pressed: Callable[[], None]) -> QPushButton:
        button = QPushButton(label)
        button.setObjectName(name)
        button.setMinimumHeight(TARGET + 8)
        button.setAutoDefault(False)
        ButtonIcon(button, icon)
        button.clicked.connect(pressed)
        self.buttons.insertWidget(self.buttons.count() - 3, button)
        return button

    def _made_table(self) -> QTableView:
        table = self._table = QTableView()
        table.setObjectName("report_table")
        table.setAccessibleName(self.tr("What became of each file"))
        table.setModel(self.rows)
        make_rows(table, self.tr("Columns"))
        header = table.horizontalHeader()
        header.moveSection(FILE, 0)  # a refused file is known by nothing but its name
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        return table

    def _headline(self) -> str:
        published = self.tr("%n statement(s) published", "", len(self._report.published))
        return f"{published}, {money(self._report.cents)}" if self._report.published else published

    def _summary(self) -> str:
        """What is left to be done, and by whom."""
        counts = self._report.batch.counts
        paper = len(self._report.on_paper)
        parts = []
        if paper:
            parts.append(self.tr("%n go out on paper: save the paper list.", "", paper))
        waiting = counts.quarantined + counts.ready
        if waiting:
            parts.append(self.tr("%n file(s) wait for somebody.", "", waiting))
        if counts.refused:
            parts.append(self.tr("%n file(s) were refused.", "", counts.refused))
        return " ".join(parts) or self.tr("Nothing of this batch is left to be done.")

    # What the user does

    def _on_print(self) -> None:
        self.say_wrong("")
        self._choose(self._job_title(), self, self._print)

    def _print(self, printer: "QPrinter") -> None:
        from console.views.access.letter_printer import was_taken  # noqa: PLC0415 - start-up time
        from console.views.statements.report_pages import print_report  # noqa: PLC0415 - start-up time

        printer.setDocName(self._job_title())
        if not print_report(printer, self._report, self._practice) or not was_taken(printer):
            self.say_wrong(self.tr("The printer did not take the report. Choose another."))

    def _job_title(self) -> str:
        """What print systems keep and log: it names nobody."""
        return self.tr("Statements report")

    def _on_save(self) -> None:
        self._ask_where("statements.csv", self.save_to)

    def _on_save_paper(self) -> None:
        self._ask_where("paper.csv", self.save_paper_to)

    def _ask_where(self, name: str, chosen: Callable[[str], None]) -> None:
        """Let a place be chosen; the proposed name says nothing of a patient."""
        self.say_wrong("")
        chooser = QFileDialog(self, self.tr("Save list"))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix("csv")
        chooser.selectFile(name)
        chooser.fileSelected.connect(chosen)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def save_to(self, path: str) -> None:
        """Write the whole report there."""
        self._write(path, report_csv(self._report.rows), "save_csv")

    def save_paper_to(self, path: str) -> None:
        """Write there who gets paper."""
        self._write(path, paper_csv(self._report.rows), "save_paper")

    def _write(self, path: str, text: str, name: str) -> None:
        try:
            place = Path(path)
            place.touch(mode=_OWNER_ALONE)
            place.write_text(text, encoding="utf-8-sig", newline="")
        except OSError:
            self.say_wrong(self.tr("The list could not be saved there."))
            return
        button = self.findChild(QPushButton, name)
        if isinstance(button, QPushButton):
            button.setText(self.tr("Saved"))

    def _on_theme_changed(self) -> None:
        scale, room = theme().text_scale, self.screen().availableSize()
        for place, width in _COLUMNS.items():
            self._table.setColumnWidth(place, round(width * scale))
        self._table.verticalHeader().setDefaultSectionSize(theme().row_height())
        self.resize(QSize(round(WIDTH * scale), round(HEIGHT * scale)).boundedTo(room))
