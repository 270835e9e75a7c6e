"""The chosen chart: who it is, what speaks against what, the ways in, and what was done before."""

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QWidget

from console.domain.access import PatientAccess
from console.models.when import Calendar
from console.views.access.enroll_header import EnrollHeader
from console.views.access.enroll_history import EnrollHistory
from console.views.access.enroll_notes import EnrollNotes, shared
from console.views.access.enroll_way import WayButton
from console.views.access.enroll_ways import EnrollWays
from console.views.flow_layout import Flow
from console.views.queues.section import column, heading, reveal
from console.views.tab_order import order_tabs
from console.views.theme import GAP, GROUP


class EnrollChart(QScrollArea):
    """Shows one patient at a time.

    Signals: `way_gone(str)`; `remedy_wanted(str)`; `revoke_wanted(HandOut)`, `resend_wanted(HandOut)`;
    `choice_wanted`, `proxies_wanted`.
    """

    way_gone = Signal(str)
    remedy_wanted = Signal(str)
    revoke_wanted = Signal(object)
    resend_wanted = Signal(object)
    choice_wanted = Signal()
    proxies_wanted = Signal()

    def __init__(self, calendar: Calendar) -> None:
        super().__init__()
        self.setObjectName("enroll_chart")
        self.setAccessibleName(self.tr("The chosen patient"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._access: PatientAccess | None = None
        self._header = EnrollHeader(calendar)
        self._notes = EnrollNotes()
        self.ways = EnrollWays()
        self.history = EnrollHistory(calendar)
        self._choice = _link("choice_button", self.tr("Declined, or will think about it…"))
        self._proxies = _link("proxies_button", self.tr("Care managers…"))
        self._lay_out()
        self._notes.remedy_wanted.connect(self.remedy_wanted)
        self.ways.gone.connect(self.way_gone)
        self.history.revoke_wanted.connect(self.revoke_wanted)
        self.history.resend_wanted.connect(self.resend_wanted)
        self._choice.clicked.connect(self.choice_wanted)
        self._proxies.clicked.connect(self.proxies_wanted)

    def _lay_out(self) -> None:
        inside = QWidget()
        outer = column(inside, space=GROUP)
        outer.setContentsMargins(0, 0, GAP, 0)
        ways = column(space=GAP)
        ways.addWidget(heading(self.tr("Ways in")))
        ways.addWidget(self.ways)
        links = Flow()
        links.flow.addWidget(self._choice)
        links.flow.addWidget(self._proxies)
        outer.addWidget(self._header)
        outer.addWidget(self._notes)
        outer.addLayout(ways)
        outer.addWidget(links)
        outer.addWidget(self.history)
        outer.addStretch(1)
        self.setWidget(inside)
        for ground in (self.viewport(), inside):
            ground.setAutoFillBackground(False)

    def show_access(self, access: PatientAccess) -> None:
        """Show how a patient stands."""
        same = self._access is not None and self._access.patient_id == access.patient_id
        self._access = access
        said = shared(access)
        self._header.show_access(access)
        self._notes.show_notes(said, access)
        self.ways.show_access(access, said)
        self.history.show_access(access)
        reveal(self._choice, shown="DECEASED" not in said.blockers)
        order_tabs(self._notes, self.ways, self._choice, self._proxies, self.history)
        if not same:
            self.verticalScrollBar().setValue(0)

    def access(self) -> PatientAccess | None:
        """Who is shown."""
        return self._access

    def enter(self) -> bool:
        """Take the keyboard: to what can be done about a blocker, else to the first open way.

        False when nothing can be done here: what bars the ways is then on show, at the top.
        """
        QTimer.singleShot(0, self, self._show_top)  # once all is laid out
        button = self._notes.remedy() or self.ways.first()
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)
        return button is not None

    @Slot()
    def _show_top(self) -> None:
        """Who it is stays in sight, and what speaks against it, if what has the keyboard does too."""
        self.verticalScrollBar().setValue(0)
        focus: QWidget | None = self.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            self.ensureWidgetVisible(focus)

    def forget(self) -> None:
        """Let go of the patient."""
        self._access = None
        for part in (self._header, self.ways, self.history):
            part.forget()


def _link(name: str, words: str) -> QPushButton:
    button = WayButton(words)
    button.setObjectName(name)
    button.setProperty("rank", "link")
    button.setAutoDefault(False)
    return button
