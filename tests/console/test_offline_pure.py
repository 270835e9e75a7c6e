"""What is stale without a line, what the banner says of it, and a client that sends nothing."""

import pytest

from console.api_client.absent import AbsentPortal
from console.domain.errors import (
    PortalUnreachableError,
    StaffDisabledError,
    WorkstationRevokedError,
)
from console.domain.items import ItemKey
from console.domain.link import Link, LinkState
from console.domain.session import ActionRule, Me
from console.domain.staleness import GRACE_S, stale_kinds
from console.models.when import Calendar
from console.sync.plan import orders_wipe
from console.views.offline_banner import OfflineBanner

HOUR_S = 3600


def rule(kind: str, action: str, age_s: int | None, *, decides: bool = True) -> ActionRule:
    return ActionRule(
        kind, action, frozenset({"pending"}), "p", False, False, age_s, decides=decides
    )


ME = Me(
    "s-1",
    "robin",
    "Robin",
    (),
    (
        rule("refill", "approve", 8 * HOUR_S),
        rule("refill", "note", 99 * HOUR_S, decides=False),
        rule("enrollment", "approve", 72 * HOUR_S),
        rule("enrollment", "deny", 24 * HOUR_S),
        rule("result", "release", None),
    ),
)


@pytest.mark.parametrize(
    ("age_s", "stale"),
    [
        (GRACE_S, set()),
        (GRACE_S + 1, {"result"}),
        (8 * HOUR_S, {"result"}),
        (8 * HOUR_S + 1, {"result", "refill"}),
        (72 * HOUR_S + 1, {"result", "refill", "enrollment"}),
    ],
)
def test_a_queue_is_stale_when_its_data_is_too_old_for_every_decision_in_it(age_s, stale):
    assert stale_kinds(ME, age_s) == stale


def test_the_banner_says_how_old_the_copy_is_and_offers_to_sign_in_only_when_the_portal_answers(
    qtbot,
):
    calendar = Calendar("UTC")
    banner, now = OfflineBanner(calendar), calendar.now_ms()
    qtbot.addWidget(banner)
    button = banner.findChild(object, "offline_sign_in")
    banner.show_link(Link(LinkState.ONLINE, data_as_of_ms=now))
    assert banner.words() == ""
    banner.show_link(Link(LinkState.OFFLINE, data_as_of_ms=now))
    assert "You see data of" in banner.words()
    assert "old" not in banner.words()
    banner.show_link(Link(LinkState.OFFLINE, data_as_of_ms=now - 2 * HOUR_S * 1000))
    assert "2 h old" in banner.words()
    assert "Old copy" not in banner.words()
    banner.show_link(Link(LinkState.OFFLINE, data_as_of_ms=now - 2 * HOUR_S * 1000), has_old=True)
    assert "marked “Old copy” is too old to decide on" in banner.words()
    assert button.isHidden()
    copy = {"data_as_of_ms": now, "is_copy": True, "until_ms": now + 1000}
    banner.show_link(Link(LinkState.OFFLINE, waiting=3, answers=True, **copy))
    assert "answers again" in banner.words()
    assert "3 decision" in banner.words()
    with qtbot.waitSignal(banner.sign_in_asked, timeout=1000):
        button.click()


def test_nothing_leaves_through_a_portal_that_nobody_is_signed_in_at():
    client = AbsentPortal("http://127.0.0.1:9")
    for call in (
        client.me_text,
        lambda: client.decide([]),
        lambda: client.claim(ItemKey(1, "refill", "a")),
        lambda: client.sibling().changes(1),
    ):
        with pytest.raises(PortalUnreachableError) as caught:
            call()
        assert not caught.value.may_have_arrived


def test_only_an_order_of_the_practice_wipes():
    assert orders_wipe(StaffDisabledError())
    assert orders_wipe(WorkstationRevokedError(wipe=True))
    assert not orders_wipe(WorkstationRevokedError(wipe=False))
    assert not orders_wipe(PortalUnreachableError())
