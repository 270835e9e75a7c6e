"""The ways in, one card each, with what each asks: language, how the letter travels, an address."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from console.domain import access as names
from console.domain.access import PatientAccess
from console.models.one_line import one_line
from console.views.access.enroll_notes import Shared
from console.views.access.enroll_way import WayButton, WayCard
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GAP, theme

LANGUAGES = ("en", "es")
CHANNELS = ("in_person", "letter")


class EnrollWays(QWidget):
    """Signal: `gone(str)` with the way; then ask `language()`, `channel()`, `email()`."""

    gone = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("enroll_ways")
        self._cards = {way: WayCard(way) for way in names.WAYS}
        self._access: PatientAccess | None = None
        self._token_language = _language("token_language", self.tr("Language of the letter"), self)
        self._mail_language = _language("mail_language", self.tr("Language of the mail"), self)
        self._channel = QComboBox()
        self._channel.setObjectName("token_channel")
        self._channel.setAccessibleName(self.tr("How the letter reaches the patient"))
        self._channel.addItem(self.tr("Handed over here"), CHANNELS[0])
        self._channel.addItem(self.tr("Sent by post"), CHANNELS[1])
        self._email = QLineEdit()
        self._email.setObjectName("invitation_email")
        self._email.setMaxLength(254)
        self._email.setMinimumWidth(round(260 * theme().text_scale ** 0.7))
        self._email.setPlaceholderText(self.tr("name@example.org"))
        self._email.setAccessibleName(self.tr("Address for the invitation"))
        self._email.textChanged.connect(self._on_email_changed)
        self._email.returnPressed.connect(self._on_email_entered)
        self._address = WrappedLabel(bold=True)
        self._address.setObjectName("enroll_address")
        self._address.set_selectable()
        self._lay_out()

    def _lay_out(self) -> None:
        token, mail = self._cards[names.TOKEN], self._cards[names.INVITATION]
        for widget in (self._channel, self._token_language):
            token.add_option(widget)
        mail.add_option(self._email)
        mail.add_option(self._mail_language)
        self._cards[names.SELF_ENROLLMENT].add_words(self._address)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        for card in self._cards.values():
            column.addWidget(card)
            card.gone.connect(self.gone)

    def show_access(self, access: PatientAccess, said: Shared) -> None:
        """Show the ways of one patient; the first that is open is the primary one."""
        same = self._access is not None and self._access.patient_id == access.patient_id
        self._access = access
        first = next((way.way for way in access.ways if way.is_open), "")
        codes = (*said.blockers, *said.warnings)
        for name, card in self._cards.items():
            way = access.way(name)
            card.set_shown(shown=way is not None and "NO_ACCOUNT" not in way.blockers)
            if way is not None:
                card.show_way(way, codes, primary=name == first)
        if not same:
            self._begin(access)
        self._address.say(access.self_enrollment_url)
        self._on_email_changed()

    def _begin(self, access: PatientAccess) -> None:
        language = str(access.patient.get("language") or "")[:2]
        for choice in (self._token_language, self._mail_language):
            choice.setCurrentIndex(max(0, choice.findData(language)))
        self._channel.setCurrentIndex(0)
        self._email.setText(one_line(str(access.patient.get("email") or "")))

    def first(self) -> WayButton | None:
        """The button where the keyboard goes: that of the first way that is open."""
        shown = (card for card in self._cards.values() if not card.isHidden())
        return next((card.button for card in shown if card.button.isEnabled()), None)

    def card(self, way: str) -> WayCard:
        """The card of a way."""
        return self._cards[way]

    def language(self, way: str) -> str:
        """The chosen language of a letter or a mail."""
        choice = self._token_language if way == names.TOKEN else self._mail_language
        return str(choice.currentData())

    def channel(self) -> str:
        """How the letter travels."""
        return str(self._channel.currentData())

    def email(self) -> str:
        """The address that was typed for the invitation, if it is not the chart's."""
        typed = self._email.text().strip()
        own = str(self._access.patient.get("email") or "") if self._access else ""
        return "" if typed.casefold() == own.casefold() else typed

    def forget(self) -> None:
        """Let nothing of a patient stay in the fields."""
        self._access = None
        self._email.setText("")
        self._address.say("")

    def _on_email_changed(self) -> None:
        """An address that was asked for takes the place of the one that is missing (F19)."""
        way = self._access.way(names.INVITATION) if self._access else None
        if way is None:
            return
        typed = self._email.text().strip()
        left = set(way.blockers) - ({"NO_EMAIL", "EMAIL_BOUNCED"} if self.email() else set())
        fits = "@" in typed[1:-1] and " " not in typed
        self.card(names.INVITATION).button.setEnabled(way.allowed and not left and fits)

    def _on_email_entered(self) -> None:
        self.card(names.INVITATION).button.click()


def _language(name: str, label: str, parent: QWidget) -> QComboBox:
    made = QComboBox(parent)
    made.setObjectName(name)
    made.setAccessibleName(label)
    for code, words in zip(LANGUAGES, ("English", "Español"), strict=True):  # in their own words
        made.addItem(words, code)
    made.setMinimumHeight(round(28 * theme().text_scale ** 0.5))
    return made
