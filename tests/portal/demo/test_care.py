"""Care managers in the demo: links that end soon, one that waits, a couple (DOMAIN F50, F51)."""

from datetime import timedelta

from portal.db.tables import account_practice, proxy_link
from tests.portal.demo.conftest import NOW


def test_a_desk_finds_every_sort_of_link(demo):
    links = demo.rows(proxy_link, 1)
    today = NOW.date()
    held = [row for row in links if row["approval"] == "given"]
    soon = [row for row in held if row["ends_on"] and row["ends_on"] <= today + timedelta(60)]
    assert len(soon) >= 5
    assert [row["approval"] for row in links if row not in held] == ["wanted"]
    own = {row["account_id"]: row["patient_id"] for row in demo.rows(account_practice, 1)}
    pairs = {(own[row["account_id"]], row["patient_id"]) for row in held}
    assert any((patient, manager) in pairs for manager, patient in pairs)
    assert {code for row in links for code in row["evidence"].split(", ")} <= {
        "photo_id",
        "signed_authorization",
        "birth_certificate",
    }
