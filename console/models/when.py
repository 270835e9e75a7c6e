"""Times and ages as people read them, in the practice's zone and the user's language."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from console.domain.working_time import WorkingHours

MINUTE_MS, HOUR_MS, DAY_MS = 60_000, 3_600_000, 86_400_000


def _now() -> datetime:
    return datetime.now(UTC)


def ms_of(text: str | None) -> int:
    """Milliseconds since 1970 of an RFC 3339 time; 0 for none or for what is not a time."""
    if not text:
        return 0
    try:
        return round(datetime.fromisoformat(text).timestamp() * 1000)
    except ValueError:
        return 0


def day_of(text: str | None) -> date | None:
    """The day an ISO date or time names, or None; birth dates come in odd forms."""
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


class Calendar:
    """Says when something was. One for the window; its zone follows the practice.

    `now` is the clock, to be set by tests and pictures.
    """

    def __init__(self, zone: str = "UTC", now: Callable[[], datetime] = _now) -> None:
        self._now = now
        self._zone: ZoneInfo = ZoneInfo("UTC")
        self.hours = WorkingHours()  # when the practice works; follows its policy
        self.set_zone(zone)

    def set_zone(self, name: str) -> None:
        """Tell times in this zone from now on; a name nobody knows leaves UTC."""
        try:
            self._zone = ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError):
            self._zone = ZoneInfo("UTC")

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which times are told."""
        return self._zone

    def now(self) -> datetime:
        """The time it is."""
        return self._now()

    def now_ms(self) -> int:
        """Milliseconds since 1970."""
        return round(self._now().timestamp() * 1000)

    def today(self) -> date:
        """The day it is in the practice."""
        return self._now().astimezone(self._zone).date()

    def local(self, ms: int) -> datetime:
        """The wall clock of the practice at that time."""
        return datetime.fromtimestamp(ms / 1000, self._zone)

    def age(self, ms: int) -> str:
        """How long ago, in the shortest form: "8 min", "3 h", "2 d"; empty for no time."""
        if not ms:
            return ""
        number, unit = self.passed(ms)
        if unit == MINUTE_MS:
            return QCoreApplication.translate("Age", "%n min", "", number)
        if unit == HOUR_MS:
            return QCoreApplication.translate("Age", "%n h", "", number)
        return QCoreApplication.translate("Age", "%n d", "", number)

    def age_words(self, ms: int) -> str:
        """How long ago in whole words, for screen readers."""
        if not ms:
            return ""
        number, unit = self.passed(ms)
        if unit == MINUTE_MS:
            return QCoreApplication.translate("Age", "%n minute(s)", "", number)
        if unit == HOUR_MS:
            return QCoreApplication.translate("Age", "%n hour(s)", "", number)
        return QCoreApplication.translate("Age", "%n day(s)", "", number)

    def passed(self, ms: int) -> tuple[int, int]:
        """How many of the largest unit, in milliseconds, that fits the time since."""
        passed = max(0, self.now_ms() - ms)
        unit = next((unit for unit in (DAY_MS, HOUR_MS) if passed >= unit), MINUTE_MS)
        return passed // unit, unit

    def worked_between(self, from_ms: int, until_ms: int) -> int:
        """Milliseconds that the practice works from one moment to a later one."""
        return self.hours.between(from_ms, until_ms, self._zone)

    def lasting(self, ms: int) -> str:
        """How long something lasts, in the shortest form: "8 min", "3 h"."""
        if ms < HOUR_MS:
            return QCoreApplication.translate("Age", "%n min", "", ms // MINUTE_MS)
        return QCoreApplication.translate("Age", "%n h", "", ms // HOUR_MS)

    def clock(self, ms: int) -> str:
        """The time of day alone, as "09:14"."""
        at = self.local(ms)
        return QLocale().toString(QTime(at.hour, at.minute), "HH:mm")

    def moment(self, ms: int) -> str:
        """Today as "09:14", this year as "22 Nov, 09:14", else with the year; empty for no time."""
        if not ms:
            return ""
        day = self.local(ms).date()
        if day == self.today():
            return self.clock(ms)
        form = "d MMM" if day.year == self.today().year else "d MMM yyyy"
        return f"{_told(day, form)}, {self.clock(ms)}"

    def absolute(self, ms: int) -> str:
        """Day and time in full, for tool tips and screen readers; empty for no time."""
        if not ms:
            return ""
        return f"{_told(self.local(ms).date(), 'dddd, d MMMM yyyy')}, {self.clock(ms)}"

    def day(self, text: str | None) -> str:
        """An ISO date as "1 Feb 1980"; what is not a date comes back as it is."""
        day = day_of(text)
        return _told(day, "d MMM yyyy") if day else (text or "")

    def weekday(self, day: date) -> str:
        """A day to come as "Tue 24 Nov"."""
        return _told(day, "ddd d MMM")

    def years(self, birth_date: str | None) -> int | None:
        """Completed years since a birth date, or None when there is none."""
        born = day_of(birth_date)
        if born is None:
            return None
        today = self.today()
        return today.year - born.year - ((today.month, today.day) < (born.month, born.day))

    def age_of(self, birth_date: str | None) -> str:
        """A person's age as "46 years", infants in months; empty without a birth date."""
        years, born = self.years(birth_date), day_of(birth_date)
        if years is None or born is None or years < 0:
            return ""
        if years >= 2:
            return QCoreApplication.translate("Age", "%n year(s)", "", years)
        today = self.today()
        months = (today.year - born.year) * 12 + today.month - born.month - (today.day < born.day)
        months = max(0, months)
        return QCoreApplication.translate("Age", "%n month(s)", "", months)


def _told(day: date, form: str) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), form)


_window_calendar = Calendar()


def calendar() -> Calendar:
    """The window's calendar; `set_zone` is called on it when the practice is known."""
    return _window_calendar
