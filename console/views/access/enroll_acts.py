"""What is done for the chosen patient: each way in, and what is said before it is gone."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from console.domain import access as names
from console.domain.access import HandOut, HandOutKind, PatientAccess
from console.models.enroll_sentences import stops_now
from console.models.one_line import isolated
from console.models.when import Calendar
from console.views.access.enroll_busy import BusyLine
from console.views.access.enroll_chart import EnrollChart
from console.views.access.enroll_dialogs import ChoiceDialog, RevokeDialog
from console.views.access.enroll_notes import GUARDED
from console.views.access.enroll_qr import AddressDialog
from console.views.confirm_dialog import ConfirmDialog
from console.views.sheet import Sheet

_REPLACED = {names.TOKEN: HandOutKind.TOKEN, names.INVITATION: HandOutKind.INVITATION}


class EnrollActs(QObject):
    """Asks what has to be asked first, then tells what is wanted; nothing while the portal is asked.

    Signals: `token_wanted(PatientAccess, channel, language)`; `invitation_wanted(PatientAccess,
    language, email)`; `resend_wanted(HandOut)`; `password_link_wanted(PatientAccess)`;
    `revoke_wanted(HandOut, reason)`; `choice_made(PatientAccess, dict)`; `credentials_wanted(dict)`,
    `proof_wanted(dict)`, `proxies_wanted(dict)` with the patient as the portal sent it;
    `account_wanted(str)` and `request_wanted(str)` with an id.
    """

    token_wanted = Signal(object, str, str)
    invitation_wanted = Signal(object, str, str)
    resend_wanted = Signal(object)
    password_link_wanted = Signal(object)
    revoke_wanted = Signal(object, str)
    choice_made = Signal(object, object)
    credentials_wanted = Signal(object)
    proof_wanted = Signal(object)
    proxies_wanted = Signal(object)
    account_wanted = Signal(str)
    request_wanted = Signal(str)

    def __init__(
        self, chart: EnrollChart, calendar: Calendar, busy: BusyLine, host: QWidget
    ) -> None:
        super().__init__(host)
        self._chart, self._calendar = chart, calendar
        self._busy, self._host = busy, host
        chart.way_gone.connect(self._on_way)
        chart.remedy_wanted.connect(self._on_remedy)
        chart.revoke_wanted.connect(self._on_revoke)
        chart.resend_wanted.connect(self._on_resend)
        chart.choice_wanted.connect(self._on_choice)
        chart.proxies_wanted.connect(self._on_proxies)

    def _on_way(self, way: str) -> None:
        access = self._chart.access()
        if access is None or self._busy.is_busy:
            return
        if way == names.SELF_ENROLLMENT:
            self._show(AddressDialog(access.self_enrollment_url, self._host), lambda: None)
        elif way == names.CREDENTIALS:
            self.credentials_wanted.emit(access.patient)
        elif way == names.PASSWORD_LINK:
            self._wait()
            self.password_link_wanted.emit(access)
        else:
            self._replace_or_make(access, way)

    def _replace_or_make(self, access: PatientAccess, way: str) -> None:
        """What stops working is said before it does (F16)."""
        live = access.live(_REPLACED[way])
        if live is None:
            self._make(access, way)
            return
        sentence = stops_now(live, self._calendar)
        title = self.tr("Make a new letter") if way == names.TOKEN else self.tr("Invite anew")
        dialog = ConfirmDialog(title, f"{sentence} {self._for(access)}", title, parent=self._host)
        self._show(dialog, lambda: self._make(access, way))

    def _for(self, access: PatientAccess) -> str:
        words = self.tr("{who} can only use the new one.")
        return words.format(who=isolated(access.name))

    def _make(self, access: PatientAccess, way: str) -> None:
        ways = self._chart.ways
        self._wait()
        if way == names.TOKEN:
            self.token_wanted.emit(access, ways.channel(), ways.language(way))
        else:
            self.invitation_wanted.emit(access, ways.language(way), ways.email())

    def _on_remedy(self, code: str) -> None:
        access = self._chart.access()
        if access is None:
            return
        if code == "REQUEST_PENDING":
            self.request_wanted.emit(access.pending_item_id)
        elif code in GUARDED:
            self.proof_wanted.emit(access.patient)
        elif access.account is not None:
            self.account_wanted.emit(access.account.id)

    def _on_revoke(self, one: HandOut) -> None:
        def revoke() -> None:
            self._wait()
            self.revoke_wanted.emit(one, dialog.reason())

        dialog = RevokeDialog(stops_now(one, self._calendar), self._host)
        self._show(dialog, revoke)

    def _on_choice(self) -> None:
        access = self._chart.access()
        if access is not None:
            dialog = ChoiceDialog(access.choice, self._calendar.today(), self._host)
            self._show(dialog, lambda: self.choice_made.emit(access, dict(dialog.params())))

    def _on_resend(self, one: HandOut) -> None:
        if not self._busy.is_busy:
            self._wait()
            self.resend_wanted.emit(one)

    def _on_proxies(self) -> None:
        access = self._chart.access()
        if access is not None:
            self.proxies_wanted.emit(access.patient)

    def _wait(self) -> None:
        """From this moment on, not from when the portal is asked: a second key makes no second one."""
        self._busy.show_busy(self.tr("Asking the portal…"))

    def _show(self, dialog: Sheet, then: Callable[[], None]) -> None:
        dialog.accepted.connect(then)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
