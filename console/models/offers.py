"""Which actions an item offers now: the portal's rules, the user's rights, the line."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from console.domain.decisions import Refusal, refusal
from console.domain.items import Item
from console.domain.session import ActionRule, Me
from console.messages import refusal_text
from console.models.action_params import WITH_WORDS, takes_words
from console.models.item_words import history_of, person_of
from console.models.one_line import isolated
from console.models.queue_face import QueueFace
from console.models.when import Calendar

RANKS = ("primary", "secondary", "refuse")
KEYS = {"primary": "A", "secondary": "", "refuse": "D"}


class Offer(NamedTuple):
    """One action as it is offered now. `obstacle` is a sentence, or empty when it can be taken."""

    action: str
    rank: str
    label: str
    icon: str
    key: str
    obstacle: str


@dataclass(frozen=True)
class Offers:
    """What the action bar shows: three places, the rest, and a sentence above them."""

    placed: tuple[Offer, ...]
    more: tuple[Offer, ...]
    note: str


@dataclass(frozen=True)
class Circumstances:
    """Who looks, and how the line is. `data_age_s` is the age of the cache, in seconds."""

    me: Me
    online: bool = True
    data_age_s: float = 0.0


def offers_for(
    item: Item,
    face: QueueFace,
    now: Circumstances,
    blocker: Callable[[str], str],
    calendar: Calendar,
) -> Offers:
    """What can be done with the item; `blocker` is what its body still wants chosen."""
    rules = {rule.action: rule for rule in now.me.actions if rule.kind == item.key.kind}
    usable = {
        action: rule
        for action, rule in rules.items()
        if face.fits(item.content, action) and item.state in rule.from_states
    }

    def offer(action: str, rank: str) -> Offer:
        words = face.action(action)
        barred = _obstacle(item, usable[action], now, blocker)
        return Offer(action, rank, words.label, words.icon, KEYS.get(rank, ""), barred)

    placed = []
    for rank, names in zip(RANKS, (face.primary, face.secondary, face.refuse), strict=True):
        fitting = [name for name in names if name in usable]
        if fitting:
            placed.append(offer(fitting[0], rank))
    taken = {offer.action for offer in placed}
    more = [offer(action, "more") for action in usable if action not in taken]
    more += [_with_words(offer(name, "more")) for name, rule in usable.items() if takes_words(rule)]
    return Offers(tuple(placed), tuple(more), _note(item, face, placed, calendar))


def _with_words(offer: Offer) -> Offer:
    label = QCoreApplication.translate("Offers", "{action} with words to the patient…")
    return offer._replace(
        action=offer.action + WITH_WORDS,
        label=label.format(action=offer.label.rstrip("…")),
        icon="mail",
    )


def _obstacle(
    item: Item, rule: ActionRule, now: Circumstances, blocker: Callable[[str], str]
) -> str:
    refused = refusal(now.me, item, rule.action, online=now.online, data_age_s=now.data_age_s)
    if refused is None and not now.online and _is_controlled(item):
        refused = Refusal.NOT_OFFLINE
    if refused is not None:
        return refusal_text(refused)
    return blocker(rule.action)


def _is_controlled(item: Item) -> bool:
    """Whether it is about a scheduled drug, which is never decided offline (DOMAIN §5.3)."""
    medication = item.content.get("medication") or {}
    return bool(medication.get("schedule"))


def _note(item: Item, face: QueueFace, placed: Sequence[Offer], calendar: Calendar) -> str:
    if not item.is_open or item.decision_state:
        last = history_of(item, face, calendar)[-1]
        return last.what
    for offer in placed:
        if offer.rank == "primary":
            if offer.obstacle:
                label = offer.label.rstrip("…")
                return f"{label}: {offer.obstacle}"
            sentence = face.action(offer.action).sentence
            return sentence.format(who=isolated(person_of(item, calendar).name))
    return QCoreApplication.translate("Offers", "There is nothing for you to decide here.")
