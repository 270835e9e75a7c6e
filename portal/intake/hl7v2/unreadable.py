"""How the parts of the reader give up: caught by `message.read`, and by nothing else."""

from portal.intake.shape import Fault


class UnreadableError(Exception):
    """A message can not be brought into the internal shape; carries the `Fault` that says why."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason)
        self.fault = Fault(reason, detail)


def within(text: str, most: int, where: str) -> str:
    """Give a text that is kept whole or not at all. Raises TOO_LONG.

    A status, a code or a number that was cut off would be another one.
    """
    if len(text) > most:
        raise UnreadableError("TOO_LONG", where)
    return text
