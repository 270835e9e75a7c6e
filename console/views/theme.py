"""Colours, type and spacing of the whole window .

Fusion, our own palettes, and a small style sheet that leaves tables alone. Follows the system's
colour scheme where the platform tells it, unless the user has chosen one.
"""

from enum import StrEnum

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from console import resources


class Scheme(StrEnum):
    """What the user chose; `SYSTEM` follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class Density(StrEnum):
    """How much room a table row gets."""

    COMPACT = "compact"
    NORMAL = "normal"
    COMFORTABLE = "comfortable"


ROW_HEIGHTS = {Density.COMPACT: 26, Density.NORMAL: 30, Density.COMFORTABLE: 36}
SMALL, BODY, TITLE, PATIENT = 0.9, 1.0, 1.25, 1.45
GRID, GAP, GROUP, MARGIN = 4, 8, 16, 24
TARGET = 24
"""Nothing that can be clicked is smaller, in pixels."""


class Theme(QObject):
    """The look that every widget asks for; one instance for the application.

    Signals: `changed` after scheme, density or text size moved; painters then paint anew.
    """

    changed = Signal()

    def __init__(
        self, application: QApplication, scheme: Scheme = Scheme.SYSTEM, text_scale: float = 1.0
    ) -> None:
        super().__init__(application)
        self._application = application
        self._system_font = QFont(application.font())
        self._choice = scheme
        self._density = Density.NORMAL
        self._text_scale = _borne(text_scale)
        self._fonts: dict[tuple[float, bool], QFont] = {}
        self._colors = self._tones()
        self._applied = ""
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_scheme_changed)

    def install(self) -> None:
        """Give the application its look. Widgets that exist already ask for the theme meanwhile."""
        self._apply()

    @property
    def choice(self) -> Scheme:
        """What the user chose."""
        return self._choice

    @property
    def scheme(self) -> Scheme:
        """The scheme on the screen, never `SYSTEM`."""
        if self._choice is not Scheme.SYSTEM:
            return self._choice
        from PySide6.QtCore import Qt  # noqa: PLC0415 - slow, and whoever has chosen need not wait

        reported = QGuiApplication.styleHints().colorScheme()
        return Scheme.DARK if reported == Qt.ColorScheme.Dark else Scheme.LIGHT

    @property
    def chosen_scheme(self) -> Scheme:
        """What the user chose, `SYSTEM` where the desktop is followed."""
        return self._choice

    @property
    def text_scale(self) -> float:
        """How many times the system's text size."""
        return self._text_scale

    @property
    def density(self) -> Density:
        """The chosen density of rows."""
        return self._density

    def set_scheme(self, scheme: Scheme) -> None:
        """Show this scheme from now on."""
        self._choice = scheme
        self._apply()

    def set_density(self, density: Density) -> None:
        """Show rows this high from now on."""
        self._density = density
        self.changed.emit()

    def set_text_scale(self, scale: float) -> None:
        """Show all text at `scale` times the system's size, 1.0 to 2.0."""
        self._text_scale = _borne(scale)
        self._apply()

    def color(self, tone: str) -> QColor:
        """The colour of a tone in the scheme on the screen; KeyError for an unknown tone."""
        return self._colors[tone]

    def font(self, size: float = BODY, *, bold: bool = False) -> QFont:
        """The interface font at a multiple of the body size, with figures of one width."""
        if (size, bold) not in self._fonts:
            self._fonts[size, bold] = self._made_font(size, bold=bold)
        return QFont(self._fonts[size, bold])  # the caller's own, which shares what Qt looked up

    def _made_font(self, size: float, *, bold: bool) -> QFont:
        font = QFont(self._system_font)
        points = self._system_font.pointSizeF()
        if points > 0:
            font.setPointSizeF(points * self._text_scale * size)
        else:
            font.setPixelSize(round(self._system_font.pixelSize() * self._text_scale * size))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def row_height(self) -> int:
        """Height of a table row in pixels; grows with the text."""
        needed = QFontMetrics(self.font()).height() + 10
        return max(ROW_HEIGHTS[self._density], needed)

    def icon_size(self) -> int:
        """Side of an icon beside body text, in pixels; grows with the text."""
        return max(16, round(16 * self._text_scale))

    def frame(self) -> int:
        """Width of frames in pixels: high contrast draws them twice as wide."""
        return 2 if self.scheme is Scheme.CONTRAST else 1

    def _on_system_scheme_changed(self, _scheme: object) -> None:
        if self._choice is Scheme.SYSTEM:
            self._apply()

    def _tones(self) -> dict[str, QColor]:
        return {name: QColor(hexed) for name, hexed in resources.tones()[self.scheme].items()}

    def _apply(self) -> None:
        scheme = self.scheme
        self._fonts.clear()
        self._colors = self._tones()
        self._application.setPalette(self._palette())
        self._application.setFont(self.font())
        frame = self.frame()
        sheet = resources.style_sheet(
            resources.tones()[scheme]
            | {
                "font": self._font_size(),
                "frame": str(frame),
                "off": "dashed" if scheme is Scheme.CONTRAST else "solid",  # no shade says it there
                "edge": str(frame if scheme is Scheme.CONTRAST else 0),
                "focus_x": str(10 + frame),
                "focus_y": str(3 + frame),
                "styles": (resources.folder() / "styles").as_posix(),
                "ring_x": str(9 + frame),
                "ring_y": str(2 + frame),
            }
        )
        if sheet != self._applied:
            self._applied = sheet
            self._application.setStyleSheet(sheet)
        self.changed.emit()

    def _font_size(self) -> str:
        font = self.font()
        if font.pointSizeF() > 0:
            return f"{font.pointSizeF():.2f}pt"
        return f"{font.pixelSize()}px"

    def _palette(self) -> QPalette:
        role, color = QPalette.ColorRole, self._colors
        palette = QPalette()
        for target, tone in {
            role.Window: "window",
            role.WindowText: "text",
            role.Base: "card",
            role.AlternateBase: "card",
            role.Text: "text",
            role.Button: "card",
            role.ButtonText: "text",
            role.BrightText: "on_accent",
            role.ToolTipBase: "card",
            role.ToolTipText: "text",
            role.PlaceholderText: "muted",
            role.Highlight: "selection",
            role.HighlightedText: "text",
            role.Accent: "accent",
            role.Link: "accent",
            role.LinkVisited: "accent",
            role.Light: "card",
            role.Midlight: "line",
            role.Mid: "line",
            role.Dark: "border",
            role.Shadow: "line",
        }.items():
            palette.setColor(target, color[tone])
        disabled = QPalette.ColorGroup.Disabled
        for target in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(disabled, target, color["muted"])
        return palette


def _borne(scale: float) -> float:
    return min(2.0, max(1.0, scale))


_installed: list[Theme] = []
STYLE = ("-style", "Fusion")
"""For Qt's own command line: `setStyle` gives the style back, and PySide makes its 570 enumerated values then (6 ms)."""


def install(application: QApplication, scheme: Scheme, text_scale: float) -> None:
    """Give an application of `STYLE` its look, at once as the user has chosen it: each change costs 4 ms."""
    _installed[:] = [Theme(application, scheme, text_scale)]
    _installed[0].install()


def theme() -> Theme:
    """The theme of the running application; installed at the first call."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        raise RuntimeError("There is no application to give a look to.")  # noqa: TRY004 - not a type error of the caller
    if not _installed:
        _installed.append(Theme(application))
        application.setStyle(STYLE[1])
        _installed[0].install()
    return _installed[0]


def is_installed() -> bool:
    """Whether the application has been given its look."""
    return bool(_installed)
