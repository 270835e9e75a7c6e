"""What somebody may want to do with an item, with the parameters that the action asks for."""

from collections.abc import Callable
from typing import Any

from console.domain.items import Item
from console.domain.session import ActionRule
from tests.simulation.consoles import SimConsole
from tests.simulation.world import World

Params = dict[str, Any]
_REFUSALS = {"deny", "decline"}


def wish(world: World, console: SimConsole, item: Item) -> tuple[str, Params] | None:
    """An action that the window offers for this item, and its parameters; None where there is none."""
    offered = [
        rule
        for rule in console.me.actions
        if rule.kind == item.key.kind
        and (item.key.kind, rule.action) in _PARAMS
        and console.decisions.refusal(item, rule.action) is None
    ]
    if not offered:
        return None
    rule = world.rng.choice(offered)
    made = _PARAMS[item.key.kind, rule.action](world, console, item, rule)
    return None if made is None else (rule.action, made)


Maker = Callable[[World, SimConsole, Item, ActionRule], Params | None]


def _nothing(_world: World, _console: SimConsole, _item: Item, _rule: ActionRule) -> Params:
    return {}


def _refuse(world: World, _console: SimConsole, _item: Item, rule: ActionRule) -> Params:
    reason = world.rng.choice([one for one in rule.reasons if not one.permission] or rule.reasons)
    return {"reason_code": reason.code, "text_to_patient": reason.text_to_patient or "No."}


def _refills(world: World, _console: SimConsole, _item: Item, _rule: ActionRule) -> Params:
    return {"refills": world.rng.randint(1, 3)}


def _book(world: World, console: SimConsole, item: Item, _rule: ActionRule) -> Params | None:
    free = console.sql(
        "SELECT id FROM cache.slot WHERE practice_id = ? AND state = 'free' ORDER BY id",
        (item.key.practice_id,),
    )
    return {"slot_id": world.rng.choice(free)[0]} if free else None


def _complete(world: World, _console: SimConsole, _item: Item, _rule: ActionRule) -> Params:
    forgotten = (
        world.rng.random() < 0.1
    )  # a console would not let it go; the portal has to refuse it
    return {} if forgotten else {"outcome_note": "Done."}


def _offer(world: World, console: SimConsole, item: Item, rule: ActionRule) -> Params | None:
    booked = _book(world, console, item, rule)
    return booked and {"slot_ids": [booked["slot_id"]]}


def _wait(_world: World, _console: SimConsole, _item: Item, _rule: ActionRule) -> Params:
    return {"text_to_patient": "We will call you."}


def _note(world: World, _console: SimConsole, _item: Item, _rule: ActionRule) -> Params:
    return {"text": f"Note {world.rng.randint(1, 3)}"}


_PARAMS: dict[tuple[str, str], Maker] = {
    ("refill", "approve"): _refills,
    ("refill", "deny"): _refuse,
    ("refill", "prepare"): _refills,
    ("appointment", "book"): _book,
    ("appointment", "offer"): _offer,
    ("appointment", "wait_list"): _wait,
    ("appointment", "decline"): _refuse,
    ("enrollment", "approve"): _nothing,
    ("enrollment", "deny"): _refuse,
    ("result", "release"): _nothing,
    ("document", "release"): _nothing,
    ("task", "complete"): _complete,
} | {
    (kind, "note"): _note for kind in ("refill", "appointment", "enrollment", "result", "document")
}
