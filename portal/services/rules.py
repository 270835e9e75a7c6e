"""How a rule of the practice says no."""

from portal.domain.problems import Problem, ProblemType


def refused(rule: str, detail: str, **extra: str | int | None) -> Problem:
    """Give the problem to raise when `rule` forbids what was asked.

    `rule` is a stable code for programs; `detail` is for staff or patients and holds no fact of
    any chart.
    """
    return Problem(ProblemType.RULE_REFUSED, detail, extra={"rule": rule, **extra})


def not_found(detail: str | None = None) -> Problem:
    """Give the problem for what is not there, or not there for this caller."""
    return Problem(ProblemType.NOT_FOUND, detail)


def invalid(pointer: str, code: str, detail: str) -> Problem:
    """Give a validation problem about one field; `pointer` is an RFC 6901 pointer into the body."""
    return Problem(
        ProblemType.VALIDATION, detail, extra={"errors": [{"pointer": pointer, "code": code}]}
    )
