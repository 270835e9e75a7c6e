"""A name in the room there is: smaller, then on two lines, and cut only when nothing else is left."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics


def fitted(
    name: str, room: int, whole: Sequence[QFont], broken: Sequence[QFont]
) -> tuple[QFont, tuple[str, ...]]:
    """The type and the lines of a name; `whole` are tried for one line, then `broken` for two."""
    for font in whole:
        if QFontMetrics(font).horizontalAdvance(name) <= room:
            return font, (name,)
    words = name.split(" ")
    breaks = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    for font in broken:
        widest, lines = _evenest(QFontMetrics(font), breaks or [(name, "")])
        if widest <= room:
            return font, lines
    metrics = QFontMetrics(broken[-1])
    _widest, lines = _evenest(metrics, breaks or [(name, "")])
    mode = Qt.TextElideMode.ElideRight
    return broken[-1], tuple(metrics.elidedText(line, mode, room) for line in lines)


def _evenest(
    metrics: QFontMetrics, breaks: Sequence[tuple[str, str]]
) -> tuple[int, tuple[str, str]]:
    """The way to break a name whose longer line is shortest, and how wide that is."""
    return min((max(metrics.horizontalAdvance(line) for line in pair), pair) for pair in breaks)
