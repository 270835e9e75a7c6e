"""What must not be overlooked about an application, and what became of a confirmation (F13, F21, F27)."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from console.models.when import Calendar, ms_of
from console.views.queues.banner import Banner
from console.views.queues.guardian_form import ADULT, CHILD, MINOR
from console.views.queues.reading import line, part
from console.views.queues.section import column, reveal
from console.views.theme import GAP

_ADULT_AGE, _CHILD_AGE = 18, 13  # where the portal does not say it; 15 U.S.C. 6501 for the second


def age_band(entity: Mapping[str, Any], calendar: Calendar) -> str:
    """Give the age band as the portal says, or by the usual ages where it does not."""
    told = line(entity, "age_band")
    if told:
        return told
    born = line(part(entity.get("content"), "submitted"), "birth_date")
    years = calendar.years(born)
    if years is None or years < 0 or years >= _ADULT_AGE:
        return ADULT
    return CHILD if years < _CHILD_AGE else MINOR


class EnrollmentBanners(QWidget):
    """Terms, bot check and mail; hidden while there is nothing to say."""

    def __init__(self, calendar: Calendar) -> None:
        super().__init__()
        self._calendar = calendar
        self._bar = ""
        self._terms, self._captcha = Banner("bad"), Banner("warn")
        self._sent, self._failed = Banner("ok", "mail"), Banner("bad", "mail")
        self._waits = Banner("info", "mail")
        layout = column(self, space=GAP)
        self._all = (self._terms, self._captcha, self._failed, self._waits, self._sent)
        for banner in self._all:
            layout.addWidget(banner)

    def show_facts(self, entity: Mapping[str, Any], submitted: Mapping[str, Any]) -> None:
        """Show what the portal and the application say."""
        self._bar = line(entity, "bar")
        if "bar" not in entity and not part(submitted, "terms"):
            self._bar = "TERMS_MISSING"
        self._terms.say(
            self.tr("The terms have not been accepted.") if not part(submitted, "terms") else ""
        )
        with_account = line(entity.get("content"), "route") == "with_account"
        risky = not part(submitted, "captcha") and not with_account
        self._captcha.say(self.tr("The sign-up has not passed the bot check.") if risky else "")
        self._show_mail(part(entity, "mail"))
        reveal(self, shown=bool(self.texts()))

    def bar(self) -> str:
        """Say for which rule of the practice the application can not be approved; empty for none."""
        return {
            "": "",
            "TERMS_MISSING": self.tr(
                "The applicant has not accepted the terms, so there can be no account."
            ),
            "CAPTCHA_MISSING": self.tr(
                "The sign-up has not passed the bot check, which the practice demands."
            ),
        }.get(self._bar, self._bar.replace("_", " ").capitalize())

    def texts(self) -> list[str]:
        """Give the sentences on the screen."""
        return [one.text() for one in self._all if one.text()]

    def _show_mail(self, mail: Mapping[str, Any]) -> None:
        state, when = line(mail, "state"), self._calendar.moment(ms_of(line(mail, "at")))
        sent = self.tr("The confirmation was sent {when}.").format(when=when)
        self._sent.say(sent if state == "sent" else "")
        self._waits.say(self.tr("The confirmation waits to be sent.") if state == "queued" else "")
        self._failed.say(
            self.tr("The confirmation could not be delivered.") if state == "failed" else "",
            self.tr("Call the patient, or send it again to the address of the account."),
        )
