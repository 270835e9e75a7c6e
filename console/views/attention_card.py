"""One decision that was not simply applied, in full, until a person has read it."""

from collections.abc import Mapping, Sequence
from typing import Any

from console.domain.decisions import Attention
from console.domain.session import Me
from console.messages import problem_message
from console.models.chip import Chip
from console.models.decision_words import told_decision, words_inside
from console.models.differences import Difference, differences, state_label
from console.models.item_words import done_by
from console.models.one_line import one_line
from console.models.queue_face import QueueFace
from console.models.told import DOT, Told, joined, line, part
from console.models.when import Calendar, ms_of
from console.views.decision_card import DecisionCard
from console.views.plain_label import PlainLabel
from console.views.queues.wrapped import WrappedLabel
from console.views.reconcile_columns import Standing, ThreeColumns
from console.views.theme import GRID


class AttentionCard(DecisionCard):
    """What I saw, what it is now and who did that, what I decided, and what the portal said."""

    def __init__(
        self,
        attention: Attention,
        face: QueueFace | None,
        calendar: Calendar,
        practice: str = "",  # named where the user works in several
        me: Me | None = None,
    ) -> None:
        super().__init__("attention", one_line(attention.command.label), face, calendar)
        self.attention = attention
        self._me = me
        self.add_head(attention.at_ms)
        if practice:
            where = WrappedLabel(one_line(practice), tone="muted")
            where.setObjectName("attention_practice")
            self.column.addWidget(where)
        self.add_notice(problem_message(attention.problem or {"class": attention.status.value}))
        self.columns = self._columns()
        self.column.addSpacing(GRID)
        self.column.addWidget(self.columns)
        self.acknowledge.setObjectName("acknowledge")
        self.show_button.setObjectName("show_item")
        self.add_buttons(self.tr("I have read it (Del)"))
        self.setAccessibleName(self.story())

    def story(self) -> str:
        """Give all that the card says, as one text."""
        own = [
            label.text()
            for label in self.findChildren(PlainLabel)
            if label.text() and not self.columns.isAncestorOf(label)
        ]
        return " ".join((*own, self.columns.story()))

    def _columns(self) -> ThreeColumns:
        """Lay out what was seen and what is now, as far as either is known, and the decision."""
        seen, now = self.attention.command.seen, self.attention.current
        then = self._standing(seen, self.tr("It was not kept."))
        since = self._standing(now, self.tr("The portal does not show it."))
        changed: Sequence[Difference] = ()
        if seen and now and self._face is not None:
            found = differences(self._face, seen, now, self._calendar)
            changed = [one for one in found if one.label != state_label()]
            if not found:
                since = since._replace(words=self.tr("As you saw it."))
        return ThreeColumns(
            then,
            since,
            changed,
            self._decided(),
            self._terms(),
        )

    def _standing(self, entity: Mapping[str, Any] | None, unknown: str) -> Standing:
        """Say how the item stands in a version of it, and who brought it there."""
        if not entity:
            return Standing(None, unknown)
        state = line(entity, "state")
        chip = self._face.chip(state) if self._face and state else None
        return Standing(chip, self._who(part(entity, "decision")))

    def _who(self, decision: Mapping[str, Any]) -> str:
        by, at = (
            line(part(decision, "by"), "name"),
            self._calendar.moment(ms_of(line(decision, "at"))),
        )
        if not by:
            return at
        behalf = line(part(decision, "on_behalf_of"), "name")
        done = self._done(line(decision, "action")).text
        return joined(done_by(done, by, behalf), at)

    def _decided(self) -> Standing:
        command = self.attention.command
        at = self._calendar.moment(ms_of(command.client_decided_at))
        words = self.tr("by you, {time}").format(time=at) if at else ""
        if command.offline and at:
            words = self.tr("by you, {time}, offline").format(time=at)
        return Standing(self._done(command.action), words)

    def _terms(self) -> list[Told]:
        """Say the choices made, and keep what was written in sight: it went nowhere."""
        command = self.attention.command
        terms = list(told_decision(command, self._me, self._calendar))
        words = one_line(str(command.params.get("text_to_patient") or "").strip())
        inside = DOT.join(words_inside(command.params))
        terms.append(Told(self.tr("You wrote, and the patient has not read"), words))
        terms.append(Told(self.tr("You wrote, and no colleague has read"), inside))
        return [one for one in terms if one.words]

    def _done(self, action: str) -> Chip:
        if self._face is None:
            return Chip("info", one_line(action.replace("_", " ").capitalize()), "info")
        face = self._face.action(action)
        return Chip(face.icon, face.done, "info")
