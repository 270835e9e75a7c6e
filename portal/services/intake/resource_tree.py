"""A FHIR resource as a tree that can be looked at: names, values, and what is in them."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from portal.services.intake.visible import collapsed, cut, file_words, visible

MOST_NODES = 5_000
MOST_DEPTH = 40
_SHORT_FILE = 200


@dataclass
class _Room:
    left: int
    left_out: int = 0


@dataclass(frozen=True)
class Node:
    """A member of a resource; of a list the name is its place from 1: "[2]"."""

    name: str
    value: str = ""
    children: tuple["Node", ...] = ()


@dataclass(frozen=True)
class Tree:
    """The tree, None where the text is no JSON; `more` is how many members are not in it."""

    root: Node | None
    more: int = 0


def tree(raw: bytes) -> Tree:
    """Take a resource apart. Never raises: what is no JSON has no tree."""
    text = raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    try:
        found = json.loads(text, parse_int=str, parse_float=str, object_pairs_hook=_Members)
    except (ValueError, RecursionError):
        return Tree(None)
    room = _Room(MOST_NODES)
    kinds = [value for name, value in found if name == "resourceType"] if _has_names(found) else []
    name = kinds[0] if kinds and isinstance(kinds[0], str) else ""
    return Tree(_node(visible(cut(name, 100)[0]), found, room, 0), room.left_out)


class _Members(list[tuple[str, Any]]):
    """The members of an object in their order; a name that comes twice is there twice."""


def _has_names(found: Any) -> bool:
    return isinstance(found, _Members)


def _node(name: str, value: Any, room: _Room, depth: int) -> Node:
    room.left -= 1
    if isinstance(value, _Members):
        return Node(name, "", tuple(_children(value, room, depth)))
    if isinstance(value, list):
        placed = [(f"[{place}]", inner) for place, inner in enumerate(value, 1)]
        return Node(name, "", tuple(_children(placed, room, depth)))
    return Node(name, _scalar(name, value))


def _children(members: Sequence[tuple[str, Any]], room: _Room, depth: int) -> Iterator[Node]:
    for place, (name, value) in enumerate(members):
        if room.left <= 0 or depth >= MOST_DEPTH:
            room.left_out += len(members) - place
            return
        yield _node(visible(cut(name, 100)[0]), value, room, depth + 1)


def _scalar(name: str, value: Any) -> str:
    if isinstance(value, str):
        if name == "data" and len(value) > _SHORT_FILE:
            return f"\u2039{_file(value)}\u203a"
        return visible(cut(collapsed(value))[0])
    return json.dumps(value)


def _file(value: str) -> str:
    try:
        return file_words("".join(value.split()))
    except ValueError:
        return f"{len(value):,}"
