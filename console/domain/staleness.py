"""Which queues are too old to be decided without a line (DOMAIN §5.8). Pure."""

from console.domain.session import Me

GRACE_S = 300.0
"""So long data counts as fresh even where nothing is ever decided without a line: a line that
stutters must not make a list flicker."""


def stale_kinds(me: Me, data_age_s: float) -> frozenset[str]:
    """The queues in which, without a line, data of this age is only to be read.

    A queue is stale when its data is older than every decision in it may be made on; one that is
    never decided without a line, as soon as its data is not fresh any more.
    """
    longest: dict[str, float] = {}
    for rule in me.actions:
        age = float(rule.offline_age_s or 0) if rule.decides else 0.0
        longest[rule.kind] = max(longest.get(rule.kind, GRACE_S), age)
    return frozenset(kind for kind, age in longest.items() if data_age_s > age)
