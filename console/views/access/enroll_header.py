"""Who it is and how they stand: the first thing to look at before anything is handed out."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.domain.access import Account, PatientAccess
from console.models.access_words import standing_chip
from console.models.one_line import one_line
from console.models.proxy_words import words as relation
from console.models.when import Calendar, ms_of
from console.views.queues.facts import DOT, Fact, FactList
from console.views.queues.tag import Tag
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GAP, PATIENT


class EnrollHeader(QWidget):
    """Name, two identifiers, standing, ways to reach the patient, the account if there is one."""

    def __init__(self, calendar: Calendar) -> None:
        super().__init__()
        self.setObjectName("enroll_header")
        self._calendar = calendar
        self._name = WrappedLabel(size=PATIENT, bold=True)
        self._name.setObjectName("enroll_name")
        self._identifiers = WrappedLabel()
        self._identifiers.setObjectName("enroll_identifiers")
        self._standing = Tag()
        self._standing.setObjectName("enroll_standing")
        self._facts = FactList(lead=12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        for part in (self._name, self._identifiers, self._standing, self._facts):
            column.addWidget(part)

    def show_access(self, access: PatientAccess) -> None:
        """Show one patient."""
        patient, calendar = access.patient, self._calendar
        born = str(patient.get("birth_date") or "")
        self._name.say(one_line(access.name))
        age = "" if access.has_died else calendar.age_of(born)
        parts = (calendar.day(born), age, str(patient.get("record_number") or ""))
        self._identifiers.say(DOT.join(one_line(part) for part in parts if part))
        # the banner below says that they have died; "not enrolled" beside it would be odd
        self._standing.show_chip(None if access.has_died else standing_chip(access.standing))
        self._facts.show_facts([*self._reached(access), *self._account(access.account)])

    def forget(self) -> None:
        """Leave no text of the patient in the widgets, not even in hidden ones."""
        for label in (self._name, self._identifiers):
            label.say("")
        self._facts.show_facts([Fact("", "") for _ in self._facts.shown()])
        self._facts.show_facts([])

    def _reached(self, access: PatientAccess) -> list[Fact]:
        email = one_line(str(access.patient.get("email") or ""))
        phone = one_line(str(access.patient.get("phone") or ""))
        acting = ", ".join(
            f"{one_line(one.name)} ({relation(one.relationship)})" for one in access.acting()
        )
        none = self.tr("none")
        return [
            Fact(self.tr("E-mail"), email or none, tone="text" if email else "muted"),
            Fact(self.tr("Phone"), phone or none, tone="text" if phone else "muted"),
            *([Fact(self.tr("Acts for them"), acting, "people")] if acting else []),
        ]

    def _account(self, account: Account | None) -> list[Fact]:
        if account is None:
            return []
        calendar = self._calendar
        last = calendar.moment(ms_of(account.last_sign_in_at)) or self.tr("never")
        verified = account.email_verified_at
        address = one_line(account.email) or self.tr("none")
        told = [
            Fact(self.tr("User name"), one_line(account.username_hint)),
            Fact(self.tr("Last sign-in"), last),
            Fact(
                self.tr("Account e-mail"),
                address
                if verified or not account.email
                else self.tr("{address}, not verified").format(address=address),
                "check" if verified else "warning",
                "ok" if verified else "warn",
            ),
        ]
        if account.locked_at:
            since = calendar.moment(ms_of(account.locked_at))
            words = self.tr("since {when}").format(when=since)
            told.append(Fact(self.tr("Locked"), words, "lock", "bad"))
        return told
