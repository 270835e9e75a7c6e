"""One decision of somebody in the practice that was made without a line and did not count."""

from PySide6.QtWidgets import QHBoxLayout

from console.domain.refused import RefusedDecision
from console.messages import Message
from console.messages.refused_texts import refused_message
from console.models.one_line import isolated, one_line
from console.models.queue_face import QueueFace
from console.models.told import DOT
from console.models.when import Calendar, ms_of
from console.views.badge import Badge
from console.views.decision_card import DecisionCard
from console.views.plain_label import PlainLabel
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GAP


class RefusedCard(DecisionCard):
    """Who decided what and when, why it did not count, how the item stands; then who has read it."""

    def __init__(
        self, decision: RefusedDecision, face: QueueFace | None, calendar: Calendar
    ) -> None:
        parts = (one_line(part) for part in (decision.patient, decision.summary) if part)
        super().__init__("refused", DOT.join(parts), face, calendar)
        self.decision = decision
        self.is_open = decision.is_open
        self.add_head(ms_of(decision.received_at))
        self._add_who()
        self.add_notice(self._message())
        self._add_now()
        self._add_words()
        self._read = PlainLabel(tone="muted", wrap=True)
        self._read.setObjectName("refused_read")
        self.column.addWidget(self._read)
        self.acknowledge.setObjectName("refused_acknowledge")
        self.show_button.setObjectName("refused_show")
        self.add_buttons(self.tr("I have read it; my name will stand here (Del)"))
        self.show_read(decision)

    def show_read(self, decision: RefusedDecision) -> None:
        """Say who has read it, and when, in place of the button."""
        self.is_open = decision.is_open
        if not decision.is_open and self.acknowledge.hasFocus():
            self.setFocus()  # the button goes, the keyboard stays
        self.acknowledge.setVisible(decision.is_open)
        self._read.setVisible(not decision.is_open)
        self._read.setText(
            self.tr("Read by {name}, {time}").format(
                name=isolated(one_line(decision.acknowledged_by)),
                time=self._calendar.moment(ms_of(decision.acknowledged_at)),
            )
        )
        self.setAccessibleName(self.story())

    def story(self) -> str:
        """All that the card says, as one text."""
        labels = self.findChildren(PlainLabel)
        return " ".join(one.text() for one in labels if one.text() and not one.isHidden())

    def _add_who(self) -> None:
        decision = self.decision
        done = self._face.action(decision.action).done if self._face else decision.action
        said = self.tr("{name} decided at {time}: {what}").format(
            name=isolated(one_line(decision.staff_name)),
            time=self._calendar.moment(ms_of(decision.decided_at)),
            what=done,
        )
        self.column.addWidget(WrappedLabel(said))

    def _message(self) -> Message:
        outcome = self.decision.outcome
        if outcome == "quarantined":
            return Message(
                self.tr("It was saved from a computer that has lost its access."),
                self.tr("It has not been carried out and will not be by itself."),
                self.tr("Look at the item, and decide it yourself if it is still right."),
                "warn",
            )
        if outcome == "already_satisfied" and not self.decision.problem:
            return Message(
                self.tr("Somebody else had decided the same."),
                self.tr("There is nothing left to do."),
                tone="info",
            )
        return refused_message(self.decision.problem)

    def _add_now(self) -> None:
        if self._face is None or not self.decision.state:
            return
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(PlainLabel(self.tr("Now:")))
        row.addWidget(Badge(self._face.chip(self.decision.state)))
        row.addStretch(1)
        self.column.addLayout(row)

    def _add_words(self) -> None:
        words = str(self.decision.params.get("text_to_patient") or "").strip()
        if words:
            told = self.tr("Written for the patient, who has not read it: {words}")
            self.column.addWidget(WrappedLabel(told.format(words=one_line(words)), tone="muted"))

    def show_refused(self) -> None:
        """The portal has not taken it: it may be pressed again."""
        self.acknowledge.setDisabled(False)
