"""Deciding many at once: the portal's word on each first, one outcome for each last."""

from collections.abc import Awaitable, Callable, Collection, Coroutine, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject

from console.api_client.client import PortalClient
from console.decisions import Decided
from console.domain.changes import ChangeSet
from console.domain.decisions import Attention
from console.domain.errors import ConsoleError
from console.domain.items import DecisionState, Item, ItemKey
from console.domain.link import LinkState
from console.item_work import Place
from console.messages import problem_message, refusal_text
from console.models.bulk_check import BulkCheck, BulkRow, bulk_label, most_of
from console.models.bulk_outcomes import BulkOutcome
from console.models.bulk_words import bulk_bar_text, gone_text
from console.models.when import Calendar
from console.reading import Reading
from console.runtime import Lanes, TaskScope


class BulkWork(QObject):
    """The coroutines behind the dialog of many; connects them itself.

    `unlocked` waits until nobody's cover lies over the window: a list of patients must not open on
    top of it.
    """

    def __init__(
        self,
        desk: Place,
        reading: Reading,
        client: PortalClient,
        lanes: Lanes,
        calendar: Calendar,
        tasks: TaskScope,
        unlocked: Callable[[], Awaitable[None]],
    ) -> None:
        super().__init__(desk.window)
        self._desk, self._reading = desk, reading
        self._client, self._lanes, self._calendar = client, lanes, calendar
        self._unlocked = unlocked
        self._sent: dict[ItemKey, Item] = {}  # decided together, and not answered yet
        # of the list that was confirmed, by its action and by what of it is done
        self._left_out: dict[tuple[str, tuple[ItemKey, ...]], list[BulkOutcome]] = {}
        desk.window.bulk.check_wanted.connect(tasks.slot(self.check))
        desk.window.bulk_decided.connect(tasks.slot(self.decide))
        desk.bus.store_changed.connect(self._on_store_changed)
        desk.bus.decision_refused.connect(self._on_refused)

    async def check(self, keys: Sequence[ItemKey], action: str) -> None:
        """Freeze the marked items as they are now, and ask which of them may be decided together."""
        items = {item.key: item for item in await self._reading.items(keys)}
        why = dict.fromkeys(keys, "") | self._barred_here(items, action)
        why |= {key: gone_text() for key in keys if key not in items}
        free = [items[key] for key in keys if not why[key]]
        note = ""
        if free and self._desk.sync.link.state is LinkState.ONLINE:
            try:
                why |= await self._barred_there(free, action)
            except ConsoleError:
                note = self._unasked()
        elif free:
            note = self._unasked()
        label = self._desk.window.bulk.mark_label
        rows = [
            BulkRow(
                key,
                bulk_label(items[key], self._calendar) if key in items else label(key),
                items.get(key),
                why[key],
            )
            for key in keys
        ]
        rows = _limited(rows, most_of(action), self._too_many(most_of(action)))
        check = BulkCheck(rows, note, action)
        done = tuple(row.key for row in check.done)
        self._left_out[action, done] = [_left_out(row) for row in check.left_out]
        self._desk.window.bulk.show_checked(check)

    def _unasked(self) -> str:
        return self.tr(
            "The portal can not be asked now. What it does not take is named in the outcome."
        )

    def _too_many(self, most: int) -> str:
        return self.tr("At most %n can be decided together.", "", most)

    def _barred_here(self, items: Mapping[ItemKey, Item], action: str) -> dict[ItemKey, str]:
        """What we know ourselves to be refused: rights, states, what we have decided already."""
        found = {key: self._desk.decisions.refusal(item, action) for key, item in items.items()}
        return {key: refusal_text(one) for key, one in found.items() if one is not None}

    async def _barred_there(self, items: Sequence[Item], action: str) -> dict[ItemKey, str]:
        """What the portal leaves out, by its own rules on this very version."""
        key = items[0].key
        versions = [(item.key.id, item.version) for item in items]
        codes = await self._lanes.network.run(
            self._client.bulk_check, key.practice_id, key.kind, action, versions
        )
        return {
            item.key: bulk_bar_text(code)
            for item in items
            if (code := codes.get(item.key.id)) is not None
        }

    def decide(
        self, items: Sequence[Item], action: str, params: Mapping[str, Any]
    ) -> Coroutine[Any, Any, None]:
        """Save the same decision on each item as it was shown, and say what became of each.

        The saving has begun when this returns, and the sending right behind it.
        """
        left_out = self._left_out.get((action, tuple(item.key for item in items)), [])
        self._left_out.clear()
        saving = self._desk.decisions.decide_many(items, action, params)
        self._desk.refresh()
        return self._follow(items, saving, left_out)

    async def _follow(
        self,
        items: Sequence[Item],
        saving: Awaitable[tuple[ChangeSet, list[Decided]]],
        left_out: Sequence[BulkOutcome],
    ) -> None:
        desk = self._desk
        changes, decided = await saving
        desk.bus.store_changed.emit(changes)
        await self._unlocked()
        pairs = list(zip(items, decided, strict=True))
        desk.window.show_outcomes([*(_outcome(*pair) for pair in pairs), *left_out])
        self._sent = {item.key: item for item, one in pairs if one.refusal is None}
        self._look(list(self._sent))  # what was answered before there was a list

    # What the portal answers

    def _on_store_changed(self, changes: ChangeSet) -> None:
        if self._sent:
            self._look([key for key in self._sent if changes.everything or key in changes.keys])

    def _look(self, keys: Collection[ItemKey]) -> None:
        """Bring the lines up to date: an item that the outbox does not know any more is done."""
        states = self._reading.decision_states(keys)
        outcomes = [self._answered(key, done=True) for key in keys if key not in states]
        if DecisionState.ATTENTION in states.values():
            outcomes += [
                self._refused(one)
                for practice_id in {key.practice_id for key in keys}
                for one in self._reading.attention(practice_id)
                if one.command.key in self._sent
            ]
        if outcomes:
            self._desk.window.bulk.bring(outcomes)

    def _on_refused(self, attention: Attention) -> None:
        if attention.command.key in self._sent:
            self._desk.window.bulk.bring([self._refused(attention)])

    def _refused(self, attention: Attention) -> BulkOutcome:
        """A rule that the portal found broken is told in the words of the list before it."""
        rule = attention.problem.get("rule")
        why = bulk_bar_text(rule) if isinstance(rule, str) else ""
        return self._answered(
            attention.command.key, why=why or problem_message(attention.problem).text
        )

    def _answered(self, key: ItemKey, *, why: str = "", done: bool = False) -> BulkOutcome:
        return _said(self._sent.pop(key), why, done=done)


def _limited(rows: Sequence[BulkRow], most: int, why: str) -> list[BulkRow]:
    """Leave out what is more than the portal takes at once; the first marked are done."""
    made, number = [], 0
    for row in rows:
        number += not row.why
        late = not row.why and number > most
        made.append(BulkRow(row.key, row.label, row.item, why) if late else row)
    return made


def _outcome(item: Item, decided: Decided) -> BulkOutcome:
    return _said(item, "" if decided.refusal is None else refusal_text(decided.refusal))


def _said(item: Item, why: str = "", *, done: bool = False) -> BulkOutcome:
    subject = item.entity.get("patient") or item.entity.get("subject") or {}
    name, summary = str(subject.get("name", "")), str(item.entity.get("summary", ""))
    return BulkOutcome(name, summary, why, item.key, done=done)


def _left_out(row: BulkRow) -> BulkOutcome:
    if row.item is None:
        person, _, what = row.label.partition(" · ")
        return BulkOutcome(person, what, row.why, row.key)
    return _said(row.item, row.why)
