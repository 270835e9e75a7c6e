"""Before an act on an account: what will happen to whom, and why one does it."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from console.domain.accounts import Account, Act, Invitation
from console.models.account_act_words import REASONS, act_face, reason_words
from console.models.one_line import isolated, one_line
from console.views.choice_list import ChoiceList
from console.views.plain_label import PlainLabel
from console.views.queues.section import column
from console.views.queues.wrapped import WrappedLabel
from console.views.sheet import Sheet
from console.views.theme import GAP, MARGIN, TARGET, theme

WIDTH, LONGEST_EMAIL = 480, 254


class AccountActDialog(Sheet):
    """Says it in a sentence, and asks for the reason or the address where the act wants one."""

    def __init__(self, act: Act, account: Account, parent: QWidget | None = None) -> None:
        face = act_face(act)
        super().__init__(face.label.rstrip("…"), face.accept, parent)
        self.setObjectName("account_act_dialog")
        self.setMinimumWidth(round(WIDTH * theme().text_scale))
        if face.is_refusal:
            self.accept_button.setProperty("rank", "refuse")
        who = isolated(str(account.patient.get("name") or account.name))
        sentence = WrappedLabel(
            face.sentence.format(who=who, email=one_line(account.email)), bold=True
        )
        sentence.setObjectName("act_sentence")
        self.content.addWidget(sentence)
        self._codes = REASONS.get(act, ())
        self._email: AddressField | None = None
        self._reasons: ChoiceList | None = None
        if act is Act.CHANGE_EMAIL:
            self._email = AddressField(account.email)
            self.content.addWidget(self._email)
            self._email.edit.setFocus()
        if self._codes:
            self._ask_reason()
        self.content.addStretch(1)

    def _ask_reason(self) -> None:
        self.content.addWidget(PlainLabel(self.tr("Why"), bold=True))
        self._reasons = ChoiceList(
            "act_reasons", self.tr("Why"), [reason_words(code) for code in self._codes]
        )
        self._reasons.resize(self.minimumWidth() - 2 * MARGIN, 100)
        self._reasons.setMinimumHeight(self._reasons.height_of(len(self._codes)))
        self._reasons.doubleClicked.connect(lambda _index: self.try_accept())
        self.content.addWidget(self._reasons)
        self._reasons.setFocus()

    def fields(self) -> Mapping[str, Any]:
        """What was chosen, under the portal's names."""
        fields: dict[str, Any] = {}
        if self._reasons is not None and self._reasons.row() >= 0:
            fields["reason"] = self._codes[self._reasons.row()]
        if self._email is not None:
            fields["email"] = self._email.email()
        return fields

    def choose(self, code: str) -> None:
        """Choose a reason by its code."""
        if self._reasons is not None:
            self._reasons.choose(self._codes.index(code))

    def obstacle(self) -> str:
        """What is still missing."""
        if self._email is not None:
            return self._email.obstacle()
        if self._reasons is not None and self._reasons.row() < 0:
            return self.tr("Choose a reason first.")
        return ""


class OtherAddressDialog(Sheet):
    """Asks where an invitation that did not arrive shall go instead."""

    def __init__(self, one: Invitation, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.set_title(self.tr("Send to another address"))
        self.setObjectName("other_address_dialog")
        self.accept_button.setText(self.tr("Send the invitation"))
        self.setMinimumWidth(round(WIDTH * theme().text_scale))
        sentence = self.tr(
            "The invitation of {who} goes to the new address; the link in the mail before it stops"
            " working. The address in the chart stays as it is."
        ).format(who=isolated(one.patient_name))
        self.content.addWidget(WrappedLabel(sentence, bold=True))
        self._field = AddressField(one.email)
        self.content.addWidget(self._field)
        self.content.addStretch(1)
        self._field.edit.setFocus()

    def email(self) -> str:
        """The address."""
        return self._field.email()

    def obstacle(self) -> str:
        """What is still missing."""
        return self._field.obstacle()


class AddressField(QWidget):
    """An address to be typed, under the one of now."""

    def __init__(self, old: str) -> None:
        super().__init__()
        self._old = old
        label = PlainLabel(self.tr("New address"), bold=True)
        self.edit = QLineEdit()
        self.edit.setObjectName("new_email")
        self.edit.setAccessibleName(self.tr("New address"))
        self.edit.setMaxLength(LONGEST_EMAIL)
        self.edit.setMinimumHeight(TARGET)
        label.setBuddy(self.edit)
        now = self.tr("The address now: {email}").format(email=one_line(old) or self.tr("none"))
        layout = column(self, space=GAP)
        for part in (WrappedLabel(now, tone="muted"), label, self.edit):
            layout.addWidget(part)

    def email(self) -> str:
        """What was typed."""
        return self.edit.text().strip()

    def obstacle(self) -> str:
        """What is wrong with it."""
        if not _looks_like_an_address(self.email()):
            return self.tr("Enter an address like name@example.org.")
        if self.email().casefold() == self._old.casefold():
            return self.tr("That is the address of now.")
        return ""


def _looks_like_an_address(text: str) -> bool:
    """Enough to catch a slip; the portal checks it, and the mail proves it."""
    name, at, domain = text.rpartition("@")
    return bool(at and name) and "." in domain.strip(".") and not any(map(str.isspace, text))
