"""Whether words fit where they stand: at twice the text size, in a language of longer words."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt, QTranslator
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QStyle,
    QStyleOptionButton,
    QWidget,
)

from console.views.plain_label import ElidedLabel

_ACCENTS = str.maketrans("aeiouyncAEIOUYNC", "áéíóúýñçÁÉÍÓÚÝÑÇ")
_SLACK = 2
"""Pixels by which the measures of a font may differ from what is drawn."""


class LongWords(QTranslator):
    """A language in which everything takes four tenths more room: `[Ápprövé ~~~]`.

    Texts stay readable, so that a picture can be judged; placeholders stay as they are.
    """

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        """Never: Qt refuses to install an empty one."""
        return False

    def translate(
        self, _context: str, source: str, _disambiguation: str | None = None, _n: int = -1
    ) -> str:
        """Give the text longer, accented and in brackets."""
        return lengthened(source) if source.strip() else source


def lengthened(text: str) -> str:
    """The text with accents, four tenths longer and in brackets; `{names}` and `%n` are kept."""
    made, depth = "", 0
    for place, letter in enumerate(text):
        depth += (letter == "{") - (letter == "}")
        kept = depth or (place and text[place - 1] == "%")
        made += letter if kept else letter.translate(_ACCENTS)
    more = max(1, round(len(text) * 0.4) - 2)
    padding = " ".join("~" * min(6, more - start) for start in range(0, more, 7))
    return f"[{made} {padding}]"


def cut(top: QWidget) -> list[str]:
    """Words that do not fit into the widget that shows them."""
    return [f"{name_of(part)}: {text!r}" for part, text in _told(top) if not _fits(part)]


def _told(top: QWidget) -> Iterator[tuple[QWidget, str]]:
    for part in top.findChildren(QWidget):
        text = _text(part)
        if text and part.isVisibleTo(top):
            yield part, text


def _text(part: QWidget) -> str:
    if isinstance(part, QLabel | QAbstractButton):
        return part.text()
    if isinstance(part, QComboBox):
        return part.currentText()
    if isinstance(part, QLineEdit) and not part.text():
        return part.placeholderText()
    return ""


def _fits(part: QWidget) -> bool:
    text, metrics = _text(part), QFontMetrics(part.font())
    if isinstance(part, QLabel):
        if isinstance(part, ElidedLabel):
            whole = metrics.horizontalAdvance(text) <= part.width()
            return whole or _told_elsewhere(part, text)
        if part.wordWrap() or part.hasHeightForWidth():
            widest = max(metrics.horizontalAdvance(word) for word in text.split() or [""])
            tall = part.height() + _SLACK >= part.heightForWidth(part.width())
            return tall and (widest <= part.width() + _SLACK or _breaks(part))
        lines = text.split("\n")
        wide = max(metrics.horizontalAdvance(line) for line in lines)
        return wide <= part.width() + _SLACK and part.height() + _SLACK >= metrics.height()
    return part.width() + _SLACK >= _needed(part, text, metrics) or _told_elsewhere(part, text)


def _breaks(label: QLabel) -> bool:
    return label.hasHeightForWidth() and not label.wordWrap()  # our own, breaks inside words


def _needed(part: QWidget, text: str, metrics: QFontMetrics) -> int:
    words = metrics.size(int(Qt.TextFlag.TextShowMnemonic), text).width()
    if isinstance(part, QCheckBox):
        option = QStyleOptionButton()
        part.initStyleOption(option)
        box = part.style().subElementRect(QStyle.SubElement.SE_CheckBoxContents, option, part)
        return words + part.width() - box.width()
    if isinstance(part, QPushButton):
        option = QStyleOptionButton()
        part.initStyleOption(option)
        inside = part.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, part)
        icon = part.iconSize().width() + 4 if not part.icon().isNull() else 0
        return words + icon + part.width() - inside.width()
    if isinstance(part, QComboBox):
        return words + 24
    if isinstance(part, QLineEdit):
        margins = part.textMargins()
        return words + margins.left() + margins.right() + 8
    return words


def _told_elsewhere(part: QWidget, text: str) -> bool:
    return text in part.toolTip() or text in (part.accessibleName() + part.accessibleDescription())


def outside(top: QWidget) -> list[str]:
    """Controls and words that reach out of what can be seen or scrolled to."""
    found = []
    for part in top.findChildren(QWidget):
        if not part.isVisibleTo(top) or not (_text(part) or _takes_focus(part)):
            continue
        room = _room(part, top)
        place = QRect(part.mapTo(top, QPoint(0, 0)), part.size())
        if not room.adjusted(-_SLACK, -_SLACK, _SLACK, _SLACK).contains(place):
            found.append(f"{name_of(part)} {_text(part)!r}: {place} out of {room}")
    return found


def _takes_focus(part: QWidget) -> bool:
    return bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _room(part: QWidget, top: QWidget) -> QRect:
    """What of the screen the ancestors leave; along the way of a scroll bar, its whole length."""
    room, parent = QRect(QPoint(0, 0), top.size()), part.parentWidget()
    while parent is not None and parent is not top:
        own = QRect(parent.mapTo(top, QPoint(0, 0)), parent.size())
        area = parent.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is parent:
            wide = area.horizontalScrollBarPolicy() != Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            tall = area.verticalScrollBarPolicy() != Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            inner = area.widget() if isinstance(area, QScrollArea) else None
            if inner is not None:
                whole = QRect(inner.mapTo(top, QPoint(0, 0)), inner.size())
                own = QRect(
                    whole.left() if wide else own.left(),
                    whole.top() if tall else own.top(),
                    whole.width() if wide else own.width(),
                    whole.height() if tall else own.height(),
                )
            return own
        room = room.intersected(own)
        parent = area
    return room


def overlapping(top: QWidget) -> list[str]:
    """Pairs of siblings with words that lie on each other."""
    found = []
    for parent in (top, *top.findChildren(QWidget)):
        told = [
            part
            for part in parent.children()
            if isinstance(part, QWidget) and part.isVisibleTo(top) and _text(part)
        ]
        for place, part in enumerate(told):
            for other in told[place + 1 :]:
                common = part.geometry().intersected(other.geometry())
                if common.width() > _SLACK and common.height() > _SLACK:
                    found.append(f"{name_of(part)} on {name_of(other)}: {common}")
    return found


def name_of(part: QWidget) -> str:
    """A widget as a person looks for it."""
    way, names = part, []
    while way is not None and len(names) < 4:
        names.append(way.objectName() or type(way).__name__)
        way = way.parentWidget()
    return " < ".join(names)
