"""Fonts and their measures, made once for each size of text: painters ask for them row by row."""

from PySide6.QtGui import QFont, QFontMetrics

from console.views.theme import BODY, theme

_made: dict[tuple[float, float, bool], tuple[QFont, QFontMetrics]] = {}


def font(size: float = BODY, *, bold: bool = False) -> QFont:
    """Give the theme's font at this size; not to be changed."""
    return _type(size, bold)[0]


def metrics(size: float = BODY, *, bold: bool = False) -> QFontMetrics:
    """Give the measures of the theme's font at this size."""
    return _type(size, bold)[1]


def _type(size: float, bold: bool) -> tuple[QFont, QFontMetrics]:  # noqa: FBT001 - a key, not a switch
    key = (theme().text_scale, size, bold)
    found = _made.get(key)
    if found is None:
        made = theme().font(size, bold=bold)
        found = _made[key] = (made, QFontMetrics(made))
    return found
