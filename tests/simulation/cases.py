"""How often the interesting cases of the laws have occurred: a law that meets none proves nothing.

Counted are the acts, the fates of requests, what the portal answered, and what it wrote into its journal.
`NEEDED` names, for each law, cases without which it holds of itself.
"""

from collections import Counter
from collections.abc import Mapping

from tests.simulation.world import World

RARE = frozenset(
    {
        "session.reuse_detected",
        "payment.succeeded",
        "token.revoked",
        "kept rejected decision-stale",
        "late copy of a refusal",
        "statement.superseded",
        "act credentials changed",
    }
)
"""Less than fifteen times in a thousand short schedules: by chance there may be none among them."""

NEEDED: Mapping[str, tuple[str, ...]] = {
    "I1": ("told decided_differently", "act race"),
    "I2": (
        "console died before a commit",
        "console died after a commit",
        "portal died after a commit",
        "line lose_reply",
        "act power cut",
        "act undo",
    ),
    "I3": ("answered applied", "answered conflict", "answered rejected", "answered replayed"),
    "I4": ("account.opened", "statement.published", "payment.succeeded", "line twice"),
    "I5": ("told not-permitted", "act demote"),
    "I6": ("result.updated", "told content_changed"),
    "I6 seen": ("act race", "result.updated"),
    "I7": ("decision.applied", "portal died before a commit"),
    "I8": ("act acknowledge", "answered conflict", "answered rejected"),
    "I8 practice": ("saved without a line", "refused_decision.kept"),
    "I8 wiped": ("wiped with decisions", "kept quarantined rule-refused"),
    "I9": ("temporary_credentials.issued", "token.issued"),
    "I9 file": ("temporary_credentials.issued", "token.issued"),
    "I10": ("token.used", "token.revoked"),
    "I11": ("temporary_credentials.opened", "act credentials changed"),
    "I12": ("statement.superseded", "act bill back"),
    "I12 paid": ("payment.succeeded", "act bill paid"),
    "I13": ("line ok",),
    "I14": ("account.opened",),
    "I15": ("item.withdrawn", "told decided_differently"),
    "I16": ("session.reuse_detected", "act browser renewed"),
    "I16 time": ("act night", "act browser renewed"),
    "I17": ("staff.disabled",),
    "I18": ("late copy of what counts", "late copy of a refusal", "line again", "line late"),
    "I20": ("result.updated", "told content_changed"),
    "I21": ("line nobody", "act set clock"),
    "feed": ("act round", "result.updated", "item.withdrawn"),
    "offline age": ("kept rejected decision-stale", "told decision-stale", "act set clock"),
}

_JOURNAL = "SELECT action, count(*) FROM journal WHERE rowid > ? GROUP BY action"
_KEPT = "SELECT outcome, problem_type, count(*) FROM refused_decision GROUP BY 1, 2"


def cases_of(world: World) -> Counter[str]:
    """The cases of one schedule, before its world is closed."""
    found = world.cases.copy()
    for line in world.history.lines:
        words = line.split()
        if not line.startswith("  "):
            found["act " + " ".join(words[2:])] += 1
        elif words[0] == "line" and words[1] not in {"cut", "back"}:
            found["line " + words[-1]] += 1
        elif words[0] == "wiped" and words[2] != "0":
            found["wiped with decisions"] += 1
    disk = world.portal.disk
    for action, count in disk.execute(_JOURNAL, (world.template.journal_row,)):
        found[action] += count
    for outcome, problem, count in disk.execute(_KEPT):
        found[f"kept {outcome} {problem}"] += count
    return found
