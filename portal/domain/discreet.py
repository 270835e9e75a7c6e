"""Models that keep to themselves what they hold: names of patients, passwords, tokens."""

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel


class Discreet(BaseModel):
    """A model that shows none of its values where it is printed: a traceback, a log, an assertion."""

    def __repr_args__(self) -> Iterable[tuple[str | None, Any]]:
        """Give what a printed model shows: nothing."""
        return ()
