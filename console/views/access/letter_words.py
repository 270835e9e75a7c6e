"""The words of a token letter, in the language of the patient and not in that of the user."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import QDate, QDateTime, QLocale, QTime

from console import resources
from console.domain.letters import Letter
from console.models.one_line import isolated

FALLBACK = "en"
_BOLD = re.compile(r"\*\*(.+?)\*\*")


@dataclass(frozen=True)
class Run:
    """Words that stand in one weight."""

    text: str
    bold: bool = False


Words = tuple[Run, ...]


class LetterWords:
    """One template with the facts of one letter filled in."""

    def __init__(self, letter: Letter) -> None:
        self.language = template_for(letter.language)
        self._texts = resources.letter_part(self.language)
        self.name: str = self._texts["name"]
        self._locale = QLocale(self._texts["locale"])
        self._values = {
            "address": letter.address,
            "portal": letter.sign_in_address,
            "number": letter.number,
            "day": self._until(letter),
        }
        self.practice, self.patient = isolated(letter.practice), isolated(letter.patient)
        self.phone = isolated(letter.phone)
        self.date = self._day(letter.issued_on, "date")

    def runs(self, name: str) -> Words:
        """Give a text in runs. What is filled in is never read as a mark for bold."""
        return tuple(
            Run(part.format_map(self._values), bold=bool(place % 2))
            for place, part in enumerate(_BOLD.split(self._texts[name]))
            if part
        )

    def plain(self, name: str) -> str:
        """Give a text without its weights."""
        return "".join(run.text for run in self.runs(name))

    @property
    def features(self) -> list[str]:
        """What the portal is good for, in the order of its icons."""
        return list(self._texts["features"])

    def _until(self, letter: Letter) -> str:
        last = letter.last_day
        return self._day(last, "day") if last else self._moment(letter.ends_at)

    def _day(self, day: date, form: str) -> str:
        return self._locale.toString(QDate(day.year, day.month, day.day), self._texts[form])

    def _moment(self, at: datetime) -> str:
        moment = QDateTime(QDate(at.year, at.month, at.day), QTime(at.hour, at.minute))
        return self._locale.toString(moment, self._texts["moment"])


def template_for(language: str) -> str:
    """The template for a language tag such as "es-MX"; English where we have none."""
    code = language.replace("_", "-").partition("-")[0].lower()
    return code if code in resources.letter_languages() else FALLBACK


def letter_languages() -> dict[str, str]:
    """The languages in which a letter can be written, as they call themselves; English first."""
    others = sorted(resources.letter_languages() - {FALLBACK})
    return {code: str(resources.letter_part(code)["name"]) for code in (FALLBACK, *others)}


def told_until(letter: Letter) -> str:
    """The last day of the letter, or its last hour, in the language of the user."""
    last, end = letter.last_day, letter.ends_at
    if last is not None:
        return QLocale().toString(
            QDate(last.year, last.month, last.day), QLocale.FormatType.LongFormat
        )
    moment = QDateTime(QDate(end.year, end.month, end.day), QTime(end.hour, end.minute))
    return QLocale().toString(moment, QLocale.FormatType.ShortFormat)
