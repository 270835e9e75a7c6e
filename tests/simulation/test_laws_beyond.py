"""Each law beyond single decisions sees a breach of it: one is planted on the portal's disk.

A law that never finds anything looks just like one that holds.
"""

import base64
import json
from collections.abc import Callable, Iterator
from datetime import date

import pytest

from portal.domain.ids import new_id
from tests.simulation.acts import browsers, credentials, letters, money
from tests.simulation.acts.house import House, house_of
from tests.simulation.chance import governed
from tests.simulation.laws.beyond import LAWS
from tests.simulation.laws.secrets import forms
from tests.simulation.world import Law, ViolationError, World

Plant = Callable[[World, House], None]
SECRET = "violet harbor lantern/7"


@pytest.fixture
def world() -> Iterator[World]:
    """A world with one workstation, a good line, and an orderly house."""
    made = World(1, names=["a"], laws=LAWS)
    made.network.heal()
    house_of(made).trouble = 1e-9
    try:
        with governed(made.chance):
            yield made
    finally:
        made.close()


def law(world: World, name: str) -> None:
    """Look at one law alone, as after a commit of the portal."""
    world.laws = [one for one in LAWS if one.id == name]
    assert world.laws
    world.commits["portal"] += 1
    world.healed = any(one.at_end for one in world.laws)
    world.check()


def run(world: World, sql: str, *values: object) -> None:
    changed = world.portal.disk.execute(sql, values)
    assert changed.rowcount > 0, "nothing was planted"


def enter(world: World, action: str, subject: str, **body: object) -> None:
    """An entry of the journal, past the one place that writes it."""
    told = json.dumps({"actor": None, "target": None, "detail": {}} | body)
    (last,) = world.portal.disk.execute("SELECT max(seq) FROM journal").fetchone()
    run(
        world,
        "INSERT INTO journal (practice_id, seq, at, action, subject_id, body, hash)"
        " VALUES (1, ?, 0, ?, ?, ?, '')",
        last + 1,
        action,
        subject,
        told,
    )


def a_result(world: World) -> str:
    return world.template.sown.reports[0].item


# -- what is planted -------------------------------------------------------------------------------


def opened_twice(world: World, _house: House) -> None:
    for _ in range(2):
        enter(world, "account.opened", "account")


def unknown_mail(_world: World, house: House) -> None:
    house.told.mails.append(("no job", "a@example.org", "account_opened"))


def visible_unreleased(world: World, _house: House) -> None:
    run(
        world,
        "UPDATE lab_report SET released_at = 1 WHERE id = (SELECT json_extract(content, '$.report.id')"
        " FROM item WHERE id = ?)",
        a_result(world),
    )


def released_by_a_biller(world: World, house: House) -> None:
    enter(
        world,
        "decision.applied",
        new_id(),
        actor=house.sown.desk["billing"],
        target=["result", a_result(world)],
        detail={"action": "release"},
    )


def decided_unseen(world: World, _house: House) -> None:
    memory = world.memory["law seen"]
    memory["commands"]["a command"] = (1, "0" * 64)
    decided(world, "a command", 1)


def decided_late(world: World, _house: House) -> None:
    found = world.portal.disk.execute(
        "SELECT content_hash FROM item WHERE id = ?", (a_result(world),)
    )
    world.memory["law seen"]["commands"]["late"] = (1, found.fetchone()[0])
    decided(world, "early", 1)
    decided(world, "late", 2)


def decided(world: World, command_id: str, since: int) -> None:
    run(
        world,
        "INSERT INTO decision (practice_id, command_id, item_id, kind, action, params, fingerprint,"
        " from_state, to_state, from_version, to_version, staff_id, session_id, client_decided_at,"
        " received_at) SELECT 1, ?, ?, 'result', 'release', '{}', '', 'pending', 'released', ?, ?,"
        " id, '', 0, 0 FROM staff LIMIT 1",
        command_id,
        a_result(world),
        since,
        since + 1,
    )


def secret_in_the_journal(world: World, house: House) -> None:
    house.keep_secret("password", SECRET)
    enter(world, "x", "x", detail={"note": base64.b64encode(f"a {SECRET}".encode()).decode()})


def secret_in_a_job(world: World, house: House) -> None:
    house.keep_secret("password", SECRET)
    run(
        world,
        "INSERT INTO outbox_job (id, kind, dedupe_key, payload, due_at, attempts)"
        " VALUES ('j', 'x', 'k', ?, 0, 0)",
        json.dumps({"told": SECRET.encode().hex()}),
    )


def secret_in_the_file(world: World, house: House) -> None:
    house.keep_secret("password", SECRET)
    run(world, "UPDATE staff SET name = ?", SECRET)


def used_after_revoking(world: World, house: House) -> None:
    assert letters.redeem(house) == "ok"
    run(world, "UPDATE enrollment_token SET revoked_at = used_at WHERE used_at IS NOT NULL")


def used_for_another(world: World, house: House) -> None:
    assert letters.redeem(house) == "ok"
    run(world, "UPDATE account_practice SET patient_id = NULL, status = 'pending'")


def redeemed_twice(_world: World, house: House) -> None:
    house.told.redeemed["a letter"] = 2


def credentials_read_a_record(world: World, house: House) -> None:
    assert credentials.sign_in(house) == "ok"
    run(world, "UPDATE patient_session SET only_for = '' WHERE credential_id IS NOT NULL")
    credentials.peek(house, house.told.cards[-1])


def old_step_alive(world: World, house: House) -> None:
    assert credentials.sign_in(house) == "ok"
    run(world, "UPDATE temporary_credential SET revoked_at = 1")


def older_is_payable(world: World, house: House) -> None:
    older, newer = house.sown.owners[0].files[:2]
    run(world, "UPDATE statement SET state = 'payable' WHERE id = ?", older)
    run(world, "UPDATE statement SET state = 'paid' WHERE id = ?", newer)


def paid_while_superseded(world: World, house: House) -> None:
    key = house.sown.owners[0].files[0]
    enter(world, "statement.published", key, detail={"state": "superseded"})
    enter(world, "payment.begun", "p", target=["statement", key])


def paid_without_money(world: World, _house: House) -> None:
    run(world, "UPDATE statement SET paid_cents = 100")


def capital_letters(world: World, _house: House) -> None:
    run(world, "UPDATE account SET username = 'Payer0' WHERE username = 'payer0'")


def ended_for_nothing(world: World, house: House) -> None:
    browsers.open_one(house)
    enter(world, "session.reuse_detected", newest_session(world))


def stolen_and_alive(_world: World, house: House) -> None:
    browsers.open_one(house)
    assert browsers.renew(house) == "ok"
    browser = house.told.browsers[-1]
    browser.spent, browser.stolen = browser.before, True


def more_time(world: World, _house: House) -> None:
    run(world, "UPDATE staff_session SET idle_expires_at = idle_expires_at + 1")


def newest_session(world: World) -> str:
    found = world.portal.disk.execute("SELECT id FROM staff_session ORDER BY rowid DESC LIMIT 1")
    return str(found.fetchone()[0])


def no_clock(world: World, _house: House) -> None:
    run(world, "UPDATE item SET due_at = NULL WHERE id = ?", a_result(world))


def held_without_a_ledger(world: World, _house: House) -> None:
    run(world, "UPDATE item SET state = 'held' WHERE id = ?", a_result(world))


def hold_without_a_reason(world: World, house: House) -> None:
    run(world, "UPDATE item SET state = 'held' WHERE id = ?", a_result(world))
    run(
        world,
        "INSERT INTO result_hold (practice_id, id, item_id, basis, rationale, author_id, placed_at,"
        " review_on, details) VALUES (1, 'h', ?, 'SECURITY', ' ', ?, 0, ?, '{}')",
        a_result(world),
        house.sown.desk["admin"],
        date(2026, 12, 1).isoformat(),
    )


PLANTS: tuple[tuple[str, Plant], ...] = (
    ("I4", opened_twice),
    ("I4", unknown_mail),
    ("I6", visible_unreleased),
    ("I6", released_by_a_biller),
    ("I6 seen", decided_unseen),
    ("I6 seen", decided_late),
    ("I9", secret_in_the_journal),
    ("I9", secret_in_a_job),
    ("I9 file", secret_in_the_file),
    ("I10", used_after_revoking),
    ("I10", used_for_another),
    ("I10", redeemed_twice),
    ("I11", credentials_read_a_record),
    ("I11", old_step_alive),
    ("I12", older_is_payable),
    ("I12 paid", paid_while_superseded),
    ("I12 paid", paid_without_money),
    ("I14", capital_letters),
    ("I16", ended_for_nothing),
    ("I16", stolen_and_alive),
    ("I16 time", more_time),
    ("I20", no_clock),
    ("I20", held_without_a_ledger),
    ("I20", hold_without_a_reason),
)


@pytest.mark.parametrize(("name", "plant"), PLANTS, ids=lambda one: getattr(one, "__name__", one))
def test_a_law_sees_what_breaks_it(world: World, name: str, plant: Plant):
    law(world, name)
    plant(world, house_of(world))
    with pytest.raises(ViolationError) as found:
        law(world, name)
    assert found.value.law == name


def test_every_law_was_tried():
    assert {name for name, _ in PLANTS} == {one.id for one in LAWS}


@pytest.mark.parametrize("one", LAWS, ids=lambda one: one.id)
def test_a_law_is_quiet_about_an_orderly_day(world: World, one: Law):
    house = house_of(world)
    for doing in (letters.redeem, credentials.sign_in, money.publish, browsers.renew, browsers.use):
        doing(house)
        law(world, one.id)


@pytest.mark.parametrize("secret", [SECRET, "k7qm-x4tp-93hn-brd2-w8ze", 'quo"te\\d secret ü'])
def test_a_secret_is_known_in_every_form(secret: str):
    """At any offset of base64, for it may stand anywhere in what was encoded."""
    raw = secret.encode()
    written = [raw, secret.encode("utf-16-le"), raw.hex().encode()]
    written += [base64.b64encode(b"x" * skip + raw + b"yz") for skip in range(3)]
    written += [json.dumps({"a": secret}).encode()]
    for one in written:
        assert any(form in one for form in forms(secret)), one
    assert not any(form in b"nothing of the kind " * 9 for form in forms(secret))
