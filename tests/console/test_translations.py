"""Every text is in the catalogues, every catalogue is complete, and the window speaks Spanish."""

import ast
import gc
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from console import resources
from console.models.policy_fields import fields_of
from console.models.policy_words import choice_text
from console.models.when import Calendar
from console.text_catalogue import TextCatalogue
from portal.services.policies.documents import form_of
from portal.services.policies.enrollment import EnrollmentPolicy
from tests.support.window_data import NOW, ZONE
from tools import strings

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "console").rglob("*.py"))


class Text:
    """One text of the program as its source spells it."""

    def __init__(self, path: Path, line: int, context: str, source: str) -> None:
        self.place, self.key = f"{path.relative_to(ROOT)}:{line}", (context, source)
        self.is_plural = "%n" in source


@cache
def texts_of(path: Path) -> list[Text]:
    """Calls of `self.tr` and `translate` with their context, read from the syntax tree, once."""

    def walk(node: ast.AST, owner: str) -> Iterator[Text]:
        for child in ast.iter_child_nodes(node):
            inside = child.name if isinstance(child, ast.ClassDef) else owner
            if isinstance(child, ast.Call):
                found = _text(path, child, owner)
                if found is not None:
                    yield found
            yield from walk(child, inside)

    return list(walk(ast.parse(path.read_text(encoding="utf-8")), ""))


def _text(path: Path, call: ast.Call, owner: str) -> Text | None:
    called = ast.unparse(call.func)
    words = [arg.value for arg in call.args if isinstance(arg, ast.Constant)]
    if called == "self.tr" and words:
        return Text(path, call.lineno, owner, str(words[0]))
    if called.split(".")[-1] == "translate" and len(words) > 1:
        return Text(path, call.lineno, str(words[0]), str(words[1]))
    return None


def catalogue(language: str) -> dict[tuple[str, str], ET.Element]:
    root = ET.parse(strings.TRANSLATIONS / f"console_{language}.ts").getroot()  # noqa: S314 - our own file
    return {
        (context.findtext("name", ""), message.findtext("source", "")): message
        for context in root.iter("context")
        for message in context.iter("message")
    }


@pytest.fixture
def installed(qapp) -> Iterator[Callable[[QLocale], None]]:
    """Install translations; they and the locale are taken back whatever the test did."""
    before = QLocale()
    yield lambda locale: resources.install_translation(qapp, locale) and None
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(before)


def test_every_text_of_the_program_is_in_the_spanish_catalogue():
    known = catalogue("es")
    missing = [
        f"{text.place}: {text.key}"
        for path in SOURCES
        for text in texts_of(path)
        if text.key not in known
    ]
    assert not missing, "\n".join(missing)


def test_every_text_with_a_number_has_plural_forms_in_both_languages():
    wrong = []
    for language in strings.LANGUAGES:
        known = catalogue(language)
        for path in SOURCES:
            for text in texts_of(path):
                message = known.get(text.key)
                if text.is_plural and (message is None or message.get("numerus") != "yes"):
                    wrong.append(f"{language}: {text.place}: {text.key}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("language", strings.LANGUAGES)
def test_the_catalogue_is_current_and_complete(language):
    assert strings.faults_of(language) == []


def test_a_translation_keeps_the_places_that_the_program_fills_in():
    wrong = []
    for (context, source), message in catalogue("es").items():
        translation = message.find("translation")
        forms = [form.text or "" for form in translation.iter("numerusform")]
        for form in forms or [translation.text or ""]:
            if set(re.findall(r"{\w+}", source)) != set(re.findall(r"{\w+}", form)):
                wrong.append(f"{context}: {source!r} -> {form!r}")
            if "%n" in source and "%n" not in form and form is not forms[0]:
                wrong.append(f"{context}: {source!r} -> {form!r}")
    assert not wrong, "\n".join(wrong)


def test_texts_are_only_asked_for_in_ways_that_the_extraction_understands():
    """`window.tr` finds nothing at run time: Qt looks under the class of `window`, lupdate does not."""
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno}: {ast.unparse(node.func)}"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "tr"
        and ast.unparse(node.func) != "self.tr"
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en_US", ("1 minute", "5 minutes")), ("es_US", ("1 minuto", "5 minutos"))],
)
def test_numbers_are_said_in_their_plural(installed, language, expected):
    installed(QLocale(language))
    calendar = Calendar(ZONE, lambda: NOW)
    now = calendar.now_ms()
    assert (calendar.age_words(now - 60_000), calendar.age_words(now - 300_000)) == expected


def test_a_translation_lives_without_being_kept(installed):
    """Qt does not own a translator, and a Python one is garbage as soon as nobody holds it."""
    installed(QLocale("en_US"))
    gc.collect()
    calendar = Calendar(ZONE, lambda: NOW)
    assert calendar.age_words(calendar.now_ms() - 60_000) == "1 minute"


def test_dates_follow_the_language(installed):
    installed(QLocale("es_US"))
    assert Calendar(ZONE, lambda: NOW).day("1980-02-01") == "1 feb 1980"


def test_a_language_without_a_catalogue_stays_in_english_with_its_plurals(installed):
    installed(QLocale("fi_FI"))
    calendar = Calendar(ZONE, lambda: NOW)
    assert calendar.age_words(calendar.now_ms() - 60_000) == "1 minute"


def test_the_settings_that_the_portal_words_in_english_follow_too(installed):
    installed(QLocale("es_US"))
    shown = {field.name: field for field in fields_of(form_of(EnrollmentPolicy))}
    assert shown["target_hours"].title == "Plazo"
    assert shown["target_hours"].unit == "horas laborales"
    assert choice_text(shown["denied_username"].choices[1]) == "Liberado"


def test_qts_own_words_follow_too(installed):
    installed(QLocale("es_US"))
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancelar"


def test_a_damaged_catalogue_leaves_the_program_in_english(qapp, tmp_path, monkeypatch, caplog):
    (tmp_path / "translations").mkdir()
    for language in strings.LANGUAGES:
        (tmp_path / "translations" / f"console_{language}.ts").write_text("<TS><context>")
    monkeypatch.setattr(resources, "folder", lambda: tmp_path)
    assert resources.install_translation(qapp, QLocale("es_ES")) is None
    QLocale.setDefault(QLocale("C"))
    assert QCoreApplication.translate("Messages", "Nothing was sent.") == "Nothing was sent."
    assert "can not be read" in caplog.text


def test_compiled_and_plain_catalogues_say_the_same(qapp, tmp_path, monkeypatch):
    """A source tree without `make` and an installed program speak alike."""
    plain = TextCatalogue(strings.TRANSLATIONS / "console_es.ts")
    compiled_file = tmp_path / "console_es.qm"
    strings._tool(
        "pyside6-lrelease",
        "-silent",
        str(strings.TRANSLATIONS / "console_es.ts"),
        "-qm",
        str(compiled_file),
    )
    compiled = QTranslator()
    assert compiled.load(str(compiled_file))
    for (context, source), message in catalogue("es").items():
        numbers = (1, 2) if message.get("numerus") == "yes" else (-1,)
        for number in numbers:
            said = compiled.translate(context, source, None, number)
            assert plain.translate(context, source, None, number) == said, (context, source)
