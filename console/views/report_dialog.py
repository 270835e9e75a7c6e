"""What is shown when this program has made a mistake: a report that holds no patient data."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget

from console.views.icons import ButtonIcon
from console.views.plain_label import PlainLabel
from console.views.sheet import Sheet
from console.views.theme import theme


class ReportDialog(Sheet):
    """Says sorry, what became of the work, and offers the report to be copied.

    `report` is shown and copied as it is: it comes from `log.report_of`, which tells no values.
    """

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        title = QCoreApplication.translate(
            "ReportDialog", "Sorry, this program has made a mistake."
        )
        super().__init__(title, QCoreApplication.translate("ReportDialog", "Close"), parent)
        self.setObjectName("report_dialog")
        self._report = report
        self.content.addWidget(
            PlainLabel(
                self.tr(
                    "Nothing that was shown as saved is lost. You can go on working; if something "
                    "looks odd, close the program and start it again."
                ),
                wrap=True,
            )
        )
        self.content.addWidget(
            PlainLabel(
                self.tr("Please send this report to your support. It holds no patient data."),
                tone="muted",
                wrap=True,
            )
        )
        self._text = QPlainTextEdit(report)
        self._text.setObjectName("report_text")
        self._text.setAccessibleName(self.tr("Report"))
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.content.addWidget(self._text, 1)
        self._copy = QPushButton(self.tr("Copy report"))
        self._copy.setObjectName("copy_report")
        self._copy.setMinimumHeight(32)
        self._copy.setAutoDefault(False)
        ButtonIcon(self._copy, "copy")
        self._copy.clicked.connect(self._on_copy)
        self.buttons.insertWidget(0, self._copy)
        self.cancel_button.hide()
        self.accept_button.setFocus()
        theme().changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
        self._copy.setText(self.tr("Copied"))

    def _on_theme_changed(self) -> None:
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(theme().font().pointSizeF())
        self._text.setFont(font)
        scale, room = theme().text_scale, self.screen().availableSize()
        self.resize(min(round(600 * scale), room.width()), min(round(400 * scale), room.height()))
