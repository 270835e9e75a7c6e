"""When to try again. Pure: how often it went wrong and a random number in, seconds out."""

FIRST_S = 1.0
LONGEST_S = 60.0
ASKED_AT_MOST_S = 300.0  # a portal that asks for more than this is asked again nevertheless


def delay_s(failures: int, chance: float, asked_s: float | None = None) -> float:
    """Seconds to wait after the `failures`-th failure in a row.

    Doubles up to a minute; `chance` in [0, 1) takes off up to half, so that the consoles of a
    practice do not all come back at once. `asked_s` is the portal's Retry-After: never sooner.
    """
    doubled = FIRST_S * 2.0 ** min(max(failures, 1) - 1, 10)
    spread = min(doubled, LONGEST_S) * (1.0 - chance / 2.0)
    return max(spread, min(asked_s or 0.0, ASKED_AT_MOST_S))
