"""Files that ship with the program: icons, style sheet, colours, translations.

The only place that knows where they lie: the source tree, or the folder of a frozen program.
"""

import functools
import logging
import sys
import tomllib
from pathlib import Path
from string import Template
from typing import Any

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

log = logging.getLogger(__name__)

CATALOGUES = ("en", "es")
"""Languages with a catalogue. English has one for its plurals alone."""


def folder() -> Path:
    """The `resources` folder of this installation."""
    frozen = getattr(sys, "_MEIPASS", None)
    root = Path(frozen) if frozen else Path(__file__).resolve().parent.parent
    return root / "resources"


@functools.cache
def icon_source(name: str) -> str:
    """The SVG text of an icon, with `currentColor` where its colour goes.

    Raises FileNotFoundError for a name that we never drew.
    """
    return (folder() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


@functools.cache
def tones() -> dict[str, dict[str, str]]:
    """Colours by name, one table for each scheme: light, dark, contrast."""
    text = (folder() / "styles" / "tones.toml").read_text(encoding="utf-8")
    return {
        scheme: {name: str(colour) for name, colour in table.items()}
        for scheme, table in tomllib.loads(text).items()
    }


def style_sheet(values: dict[str, str]) -> str:
    """The style sheet with each `$name` replaced; KeyError for a name without a value."""
    text = (folder() / "styles" / "console.qss").read_text(encoding="utf-8")
    return Template(text).substitute(values)


def letter_languages() -> frozenset[str]:
    """Languages in which a token letter can be written: one template each."""
    templates = (folder() / "letters").glob("*.toml")
    return frozenset(path.stem for path in templates) - {"look"}


@functools.cache
def letter_part(name: str) -> dict[str, Any]:
    """One file of the token letters: the template of a language, or `look`."""
    return tomllib.loads((folder() / "letters" / f"{name}.toml").read_text(encoding="utf-8"))


def translation(locale: QLocale) -> QTranslator | None:
    """The catalogue for a locale, or None when its language has none or it can not be read."""
    language = locale.name().split("_")[0]
    base = folder() / "translations" / f"console_{language}"
    compiled = base.with_suffix(".qm")
    if compiled.is_file():
        translator = QTranslator()
        if translator.load(str(compiled)):
            return translator
        log.warning("The compiled catalogue of %s can not be read.", language)
    source = base.with_suffix(".ts")
    if not source.is_file():
        return None
    from console import text_catalogue  # noqa: PLC0415 - only where nothing is compiled

    try:
        return text_catalogue.TextCatalogue(source)
    except text_catalogue.UnreadableError:
        log.warning("The catalogue of %s can not be read; texts stay in English.", language)
        return None


def install_translation(
    application: QCoreApplication, locale: QLocale | None = None
) -> QTranslator | None:
    """Make texts, dates and numbers follow `locale` (the system's when None).

    The translator lives as long as the application. Without a catalogue the program stays in
    English, with "%n row(s)" for want of plurals, and runs on.
    """
    chosen = locale or QLocale.system()
    QLocale.setDefault(chosen)
    _install_qts_own(application, chosen)
    translator = translation(chosen) or translation(QLocale("en"))
    if translator is not None:
        translator.setParent(application)  # Qt takes no possession of it by itself
        application.installTranslator(translator)
    return translator


def _install_qts_own(application: QCoreApplication, locale: QLocale) -> None:
    """Qt's words too, such as *Copy* in the menu of a text field; where Qt ships them."""
    own = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if own.load(locale, "qtbase", "_", folder):
        application.installTranslator(own)
