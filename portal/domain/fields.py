"""Types of fields that come from outside, narrower than what pydantic would let through."""

from datetime import date
from typing import Annotated, Any

from pydantic import AwareDatetime, BeforeValidator


def _only_text(value: Any) -> Any:
    """Refuse a number, which pydantic would take for seconds since 1970."""
    if isinstance(value, int | float):
        msg = "a day or a moment is written as text"
        raise ValueError(msg)  # noqa: TRY004 - pydantic turns only this into a refusal
    return value


Day = Annotated[date, BeforeValidator(_only_text)]
WrittenMoment = Annotated[AwareDatetime, BeforeValidator(_only_text)]
