"""I16 and the life of a session: one live refresh token, which only its reuse kills; no poll adds time."""

from datetime import timedelta

from portal.security.sessions import ABSOLUTE_LIFE, ACCESS_LIFE, IDLE_LIFE
from portal.security.tokens import fingerprint
from tests.simulation.laws.view import View, Wrong

_MICROSECOND = timedelta(microseconds=1)


def reuse_kills_and_loss_does_not(view: View) -> Wrong:
    """I16: a session dies of a token's reuse, of signing out or of time; never of a lost reply.

    Held against the sessions of the desk, whose holders are known to the request. A console's may end
    besides when a renewal that was given up arrives after its successor was used: the portal can not
    tell it from a thief's, and its person signs in again.
    """
    yield from (one for one in view.told.wrong if one.startswith("I16"))
    stolen = {fingerprint(one.spent) for one in view.told.browsers if one.stolen}
    tried = {fingerprint(one.robbed) for one in view.told.browsers if one.robbed}
    reused = {
        row[0]
        for row in view.rows(
            "SELECT subject_id FROM journal WHERE action = 'session.reuse_detected'"
        )
    }
    for key, revoked, previous in view.rows(
        "SELECT id, revoked_at, previous_refresh_hash FROM staff_session WHERE staff_id IN"
        " (SELECT id FROM staff WHERE username LIKE 'sown-%')"
    ):
        is_stolen = previous in stolen
        if is_stolen and revoked is None:
            yield f"session {key} goes on after its token was used twice"
        if key in reused and previous not in tried:
            yield f"session {key} was ended for reuse, and nobody reused its token"


def time_is_bounded(view: View) -> Wrong:
    """A session's end stands from its begin; its idle time and its access begin anew with a renewal alone.

    Polling is no activity (security T4).
    """
    seen: dict[str, tuple[str, int, int, int]] = view.memory.setdefault("sessions", {})
    for key, refresh, access, idle, absolute in view.rows(
        "SELECT id, refresh_hash, access_expires_at, idle_expires_at, absolute_expires_at"
        " FROM staff_session"
    ):
        now = (refresh, access, idle, absolute)
        before = seen.get(key)
        seen[key] = now
        if before is None:
            yield from _first(view, key, now)
        elif before[0] == refresh and before != now:
            yield f"session {key} got more time without a renewal"
        elif before[3] != absolute:
            yield f"session {key} has another end than at its begin"


def _first(view: View, key: str, now: tuple[str, int, int, int]) -> Wrong:
    lives = (ACCESS_LIFE, IDLE_LIFE, ABSOLUTE_LIFE)
    for life, until in zip(lives, now[1:], strict=True):
        if until > view.now_us + life // _MICROSECOND:
            yield f"session {key} lives longer than {life}"
