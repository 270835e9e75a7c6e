"""What is drawn of a time without a line: how it ended, and what was seen, is now and was decided."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from screenshot_window import Screen

from console.domain.decisions import Attention, ResultStatus, TimeOffline
from console.domain.items import Item
from tests.support.queue_items import changed
from tests.support.window_data import NOW, at, refused
from tests.support.window_items import appointment, enrollment, refill, result

NOW_MS = round(NOW.timestamp() * 1000)
DENIAL = {
    "reason_code": "TOO_SOON",
    "text_to_patient": "You still have refills at your pharmacy. Please ask again in December.",
    "internal_note": "Called the pharmacy.",
}
_ELSEWHERE = ResultStatus.REJECTED, {"type": "urn:portal:problem:decision-stale"}


async def reconcile(screen: Screen) -> None:
    """Draw the account with its cards, a card that tells what changed, and the end of it."""
    window, cards = screen.window, _cards()
    time = TimeOffline(NOW_MS - 7_200_000, 12, 0, 12 - len(cards), len(cards), NOW_MS - 60_000)
    window.show_counts(screen.open.items.counts(), len(cards))
    window.show_attention(cards, time)
    window.queue_list.choose("attention")
    view = window.page.attention
    view.begin()
    await screen.save("reconcile")
    view.cards()[1].setFocus()
    view.bring(view.cards()[1])
    await screen.save("reconcile-changed")
    view.cards()[0].setFocus()
    view.bring(view.cards()[0])
    window.show_item(refill(7, **_by("approve", "Dr. Lena Osei")))
    await screen.save("reconcile-item")
    window.show_item(None)
    window.show_counts(screen.open.items.counts(), 0)
    window.show_attention((), replace(time, to_read=0))
    await screen.save("reconcile-read")


def _cards() -> list[Attention]:
    """One of each kind, in the order in which the window shows them."""
    renewal, result_, visit = refill(4), result(1), appointment(3)
    other = changed(
        renewal.entity["content"],
        medication__dose_text="2 tablets by mouth every morning",
        medication__quantity=180,
        pharmacy="Harbor Pharmacy, 3 Mill Road",
    )
    values = changed(result_.entity["content"], observations__0__value_number=182.4)
    superseded = {"state": "superseded", "is_open": False, "content": values}
    same = _refused(
        enrollment(1, summary="Wants an account"),
        "approve",
        "already_satisfied",
        _by("approve", "Noor Rahman"),
        {"chart": "link", "patient_id": "patient-1"},
    )
    late = _refused(visit, "decline", "", {}, {"reason_code": "NO_TIME"}, hours=26)
    return [
        _refused(refill(7), "deny", "decided_differently", _by("approve", "Dr. Lena Osei"), DENIAL),
        _refused(renewal, "approve", "content_changed", {"content": other}, {"refills": 3}),
        replace(same, status=ResultStatus.ALREADY_SATISFIED),
        _refused(result_, "review", "superseded", superseded, {"assessment": "abnormal"}),
        replace(late, status=_ELSEWHERE[0], problem=_ELSEWHERE[1]),
    ]


def _refused(
    item: Item,
    action: str,
    conflict: str,
    current: Mapping[str, Any],
    params: Mapping[str, Any],
    **ago: float,
) -> Attention:
    """A decision made without a line that was not simply applied."""
    one = refused(item, action, conflict, current)
    made = at(**(ago or {"minutes": 40}))
    command = replace(
        one.command, offline=True, seen=item.entity, client_decided_at=made, params=params
    )
    return replace(one, command=command)


def _by(action: str, name: str) -> dict[str, Any]:
    decision = {"action": action, "by": {"id": "x", "name": name}, "at": at(minutes=20)}
    return {"state": "approved", "is_open": False, "decision": decision}
