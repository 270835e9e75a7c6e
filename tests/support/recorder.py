"""A caller that sends nothing: it writes down what somebody would have asked, to be sent by others."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import requests

from tests.support.caller import Caller


class Asked(NamedTuple):
    """One request as it would have gone out."""

    method: str
    path: str
    options: dict[str, Any]

    def send(self, caller: Caller, **changed: Any) -> requests.Response:
        """Send it as somebody else, with other options."""
        return caller.request(self.method, self.path, **(self.options | changed))


class Recorder(Caller):
    """`recorder.asked` holds what was asked, in order."""

    def __init__(self) -> None:
        super().__init__("")
        self.asked: list[Asked] = []

    def request(self, method: str, url: str, **options: Any) -> requests.Response:  # type: ignore[override] # as in `Caller`
        self.asked.append(Asked(method, url, options))
        return requests.Response()


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where the texts are in a body."""
    if isinstance(value, str):
        yield path
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from leaves(one, (*path, name))
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from leaves(one, (*path, number))


def replaced(value: Any, path: tuple[Any, ...], text: str) -> Any:
    """The same body with another text at one place."""
    if not path:
        return text
    first, *rest = path
    if isinstance(value, dict):
        return value | {first: replaced(value[first], tuple(rest), text)}
    return [replaced(one, tuple(rest), text) if n == first else one for n, one in enumerate(value)]
