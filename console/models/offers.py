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
from console.models.chip import ActionFace
from console.models.desk_words import DESK_ACTIONS, DESK_KEYS, TAKE_OVER, WAIT, desk_fits
from console.models.item_words import claim_of, history_of, person_of
from console.models.one_line import isolated, one_line
from console.models.queue_face import QueueFace
from console.models.when import Calendar

RANKS = ("primary", "secondary", "refuse")
KEYS = {"primary": "A", "secondary": "S", "refuse": "D"}


class Offer(NamedTuple):
    """One action as it is offered now. `obstacle` is a sentence, or empty when it can be taken.

    `behalf` are the colleagues, id and name, for one of whom it would be taken; none: for oneself.
    """

    action: str
    rank: str
    label: str
    icon: str
    key: str
    obstacle: str
    behalf: tuple[tuple[str, str], ...] = ()
    is_desk: bool = False  # work on the item that every queue knows


@dataclass(frozen=True)
class Offers:
    """What the action bar shows: three places, the rest, and a sentence above them."""

    placed: tuple[Offer, ...]
    more: tuple[Offer, ...]
    note: str


@dataclass(frozen=True)
class Circumstances:
    """Who looks, and how the line is. `data_age_s` is the age of the cache, in seconds.

    `delegators` are the colleagues for whom one may decide the item's queue just now.
    """

    me: Me
    online: bool = True
    data_age_s: float = 0.0
    delegators: tuple[tuple[str, str], ...] = ()


Blocker = Callable[[str], str]
Said = Callable[[str], str]


def offers_for(
    item: Item,
    face: QueueFace,
    now: Circumstances,
    blocker: Blocker,
    calendar: Calendar,
    said: Said = lambda _action: "",
) -> Offers:
    """What can be done with the item; `blocker` is what its body still wants chosen.

    `said` is what the body says of an action with what is chosen in it, or nothing.
    """
    rules = {rule.action: rule for rule in now.me.actions if rule.kind == item.key.kind}
    usable = {
        action: rule
        for action, rule in rules.items()
        if _fits(item, face, action) and item.state in rule.from_states
    }
    placed = []
    for rank, names in zip(RANKS, (face.primary, face.secondary, face.refuse), strict=True):
        fitting = [name for name in names if name in usable]
        if fitting:
            mine = (name for name in fitting if _may(item, usable[name], now))
            chosen = next(mine, fitting[0])  # what one may do stands before what one may not
            placed.append(_offer(item, face, usable[chosen], rank, now, blocker))
    taken = {offer.action for offer in placed}
    rest = [
        _offer(item, face, rule, "more", now, blocker)
        for action, rule in usable.items()
        if action not in taken
    ]
    more = [offer for offer in rest if not offer.is_desk]
    more += [
        _with_words(_offer(item, face, rule, "more", now, blocker))
        for rule in usable.values()
        if takes_words(rule) and rule.action not in DESK_ACTIONS
    ]
    desk = sorted(
        (offer for offer in rest if offer.is_desk),
        key=lambda offer: DESK_ACTIONS.index(offer.action),
    )
    take_over = _take_over(item, now, calendar)
    note = _note(item, face, placed, calendar, said)
    return Offers(tuple(placed), (*more, *take_over, *desk), note)


def _take_over(item: Item, now: Circumstances, calendar: Calendar) -> tuple[Offer, ...]:
    """Going on with what a colleague has claimed: said whose it is, and asked why (PEERS K5)."""
    claim = claim_of(item, calendar)
    if claim is None or claim.get("staff_id") == now.me.staff_id or not item.is_open:
        return ()
    name = isolated(one_line(str(claim.get("name") or "")))
    text = QCoreApplication.translate("Offers", "Take over from {name}…").format(name=name)
    barred = "" if now.online else refusal_text(Refusal.NOT_OFFLINE)
    return (Offer(TAKE_OVER, "more", text, "claim", "", barred, is_desk=True),)


def _fits(item: Item, face: QueueFace, action: str) -> bool:
    if action in DESK_ACTIONS:
        return desk_fits(item, action)
    return face.fits(item.content, action)


def _offer(
    item: Item,
    face: QueueFace,
    rule: ActionRule,
    rank: str,
    now: Circumstances,
    blocker: Blocker,
) -> Offer:
    words = face.action(rule.action)
    behalf = _behalf(item, rule, now)
    barred = _obstacle(item, rule, words, now, blocker, delegated=bool(behalf))
    is_desk = rule.action in DESK_ACTIONS
    key = _desk_key(item, rule.action) if is_desk else KEYS.get(rank, "")
    return Offer(
        rule.action, rank, _label(words.label, behalf), words.icon, key, barred, behalf, is_desk
    )


def _desk_key(item: Item, action: str) -> str:
    """Wait and go on share a key: on an item that waits already it is the latter's."""
    return "" if action == WAIT and item.waiting is not None else DESK_KEYS.get(action, "")


def _may(item: Item, rule: ActionRule, now: Circumstances) -> bool:
    return now.me.may(item.key.practice_id, rule.permission)


def _behalf(item: Item, rule: ActionRule, now: Circumstances) -> tuple[tuple[str, str], ...]:
    """Those for whom it may be decided, where the user's own right is missing (DOMAIN §5.1)."""
    mine = _may(item, rule, now)
    fits = rule.delegable and rule.action not in DESK_ACTIONS and not item.is_controlled
    return now.delegators if fits and not mine else ()


def _label(label: str, behalf: Sequence[tuple[str, str]]) -> str:
    if not behalf:
        return label
    name = isolated(behalf[0][1])
    text = QCoreApplication.translate("Offers", "{action} for {name}…")
    if len(behalf) > 1:
        text = QCoreApplication.translate("Offers", "{action} for a colleague…")
    return text.format(action=label.rstrip("…"), name=name)


def _with_words(offer: Offer) -> Offer:
    label = QCoreApplication.translate("Offers", "{action} with words to the patient…")
    return offer._replace(
        action=offer.action + WITH_WORDS,
        label=label.format(action=offer.label.rstrip("…")),
        icon="mail",
    )


def _obstacle(
    item: Item,
    rule: ActionRule,
    words: ActionFace,
    now: Circumstances,
    blocker: Blocker,
    *,
    delegated: bool,
) -> str:
    refused = refusal(
        now.me,
        item,
        rule.action,
        online=now.online,
        data_age_s=now.data_age_s,
        delegated=delegated,
    )
    if refused is Refusal.NOT_PERMITTED and words.not_permitted:
        return words.not_permitted
    if refused is not None:
        return refusal_text(refused)
    return blocker(rule.action)


def _note(
    item: Item, face: QueueFace, placed: Sequence[Offer], calendar: Calendar, said: Said
) -> str:
    if not item.is_open or item.decision_state:
        last = history_of(item, face, calendar)[-1]
        return last.what
    for offer in placed:
        if offer.rank == "primary":
            if offer.obstacle:
                label = offer.label.rstrip("…")
                return f"{label}: {offer.obstacle}"
            sentence = said(offer.action)
            if sentence:
                return sentence
            sentence = face.sentence(item.content, offer.action)
            sentence = sentence or face.action(offer.action).sentence
            return sentence.format(who=isolated(person_of(item, calendar).name))
    return QCoreApplication.translate("Offers", "There is nothing for you to decide here.")
