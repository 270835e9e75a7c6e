"""The demo as staff find it: enough of everything, nothing that can not be."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import orjson
import pytest
from sqlalchemy import select

from portal.db import tables
from portal.db.billing_tables import billing_account, statement
from portal.db.engine import Database
from portal.db.unit_of_work import Scope
from portal.demo.build import build
from portal.demo.built import built
from portal.demo.practices import PATIENT, SITES
from portal.demo.source import DemoError
from portal.queues.registry import QUEUES
from portal.security import journal
from portal.services import (
    enrollment_content,
    households,
    medications,
    pdf_gate,
    refill_facts,
    results,
)
from portal.services.files import Files
from tests.portal.demo.conftest import ITEMS, NOW, SECRET, SEED, cheap_passwords, items_of, made


def asked_for(rows: list[dict]) -> list[dict]:
    """What the size of a demo counts: neither what follows from it nor what lies beside it."""
    beside = {"document", "statement_request", "unmatched_result", "quarantine"}
    return [row for row in rows if row["origin_id"] is None and row["kind"] not in beside]


def test_the_first_practice_has_the_items_that_were_asked_for(demo):
    first = asked_for([row for row in demo.items if row["practice_id"] == 1])
    assert len(first) == ITEMS
    share = Counter(row["kind"] for row in first)
    assert share == {"enrollment": 120, "refill": 120, "appointment": 80, "result": 80}
    assert 0.85 <= sum(row["is_open"] for row in first) / ITEMS < 0.95
    assert built(demo.database) == (ITEMS, SEED)


def test_the_second_practice_is_small_and_apart(demo):
    second = [row for row in demo.items if row["practice_id"] == 2]
    assert {row["kind"] for row in second} == set(QUEUES)
    assert len(asked_for(second)) == ITEMS // 5
    with demo.database.read(Scope.of([2])) as reader:
        seen = set(reader.execute(select(tables.patient.c.practice_id)).scalars())
    assert seen == {2}


@pytest.mark.parametrize("practice_id", [1, 2])
def test_the_journal_verifies_and_the_feed_has_no_gap(demo, practice_id):
    assert journal.check(demo.database, practice_id).faults == ()
    entries = demo.rows(tables.feed_entry, practice_id)
    head = demo.rows(tables.practice_head, practice_id)[0]
    numbers = sorted(row["seq"] for row in entries)
    assert numbers[-1] == head["feed_seq"]
    assert len(numbers) == len(set(numbers))
    moved = sum(row["version"] - 1 for row in entries)  # a changed thing left its first place
    # what stands around an item moves it, too, and leaves its version
    assert head["feed_seq"] >= len(numbers) + moved
    submitted = [
        row for row in demo.rows(tables.journal, practice_id) if row["action"] == "item.submitted"
    ]
    assert len(submitted) == sum(row["practice_id"] == practice_id for row in demo.items)


def test_journal_times_are_in_order_and_past(demo):
    times = [row["at"] for row in sorted(demo.rows(tables.journal), key=lambda row: row["seq"])]
    assert times == sorted(times)
    assert times[-1] <= NOW


def test_what_waits_is_minutes_to_days_old(demo):
    for row in demo.items:
        if row["is_open"]:
            assert timedelta() < NOW - row["submitted_at"] < timedelta(days=8)


def test_staff_of_every_role_are_in_each_practice(demo):
    for site in SITES:
        with demo.database.read(Scope.of([site.id])) as reader:
            held = reader.execute(
                select(tables.staff.c.username, tables.staff_membership.c.role)
                .join(
                    tables.staff_membership,
                    tables.staff_membership.c.staff_id == tables.staff.c.id,
                )
                .where(tables.staff_membership.c.practice_id == site.id)
            ).all()
        suffix = "" if site.id == 1 else "2"
        assert {
            (name + suffix, role)
            for name, role in (
                ("frontdesk", "front_desk"),
                ("nurse", "nurse"),
                ("provider", "provider"),
                ("billing", "billing"),
                ("admin", "admin"),
                ("auditor", "auditor"),
                ("reception", "front_desk"),
                ("physician", "provider"),
            )
        } == {tuple(row) for row in held}


def test_enrollments_show_what_the_portal_itself_would_find(demo):
    """The accounts that history made active came after the content was written."""
    for practice_id in (1, 2):
        with demo.database.read(Scope.of([practice_id])) as reader:
            for row in demo.of("enrollment", practice_id):
                submitted = row["content"]["submitted"]
                found = enrollment_content.find(reader, practice_id, submitted)
                shown = row["content"]["candidates"]
                assert _without_account(shown) == _without_account(found)


BY_ACCOUNT = {"has_account", "guard", "bar", "band", "why_not_higher"}  # what an account changes


def _without_account(candidates):
    return [
        {key: value for key, value in one.items() if key not in BY_ACCOUNT} for one in candidates
    ]


def test_enrollments_are_of_many_kinds(demo):
    contents = [row["content"] for row in demo.of("enrollment")]
    candidates = [content["candidates"] for content in contents]
    strong = [found for found in candidates if found and found[0]["band"] == "strong"]
    close = [
        found
        for found in candidates
        if found
        and "close" in {found[0]["agreement"]["family_name"], found[0]["agreement"]["birth_date"]}
    ]
    assert len(strong) >= 30
    assert len(close) >= 5
    assert sum(not found for found in candidates) >= 25
    assert any(found and found[0]["has_account"] for found in candidates)
    assert any(found and found[0]["deceased"] for found in candidates)
    assert any(content["submitted"]["insurance"] for content in contents)
    assert any(not content["submitted"]["insurance"] for content in contents)
    assert any(
        not (content["submitted"]["given_name"] + content["submitted"]["family_name"]).isascii()
        for content in contents
    )
    minors = [
        row
        for row in demo.of("enrollment")
        if row["subject_birth_date"] > date(NOW.year - 18, NOW.month, NOW.day)
    ]
    assert minors


def test_twins_share_a_household_and_are_never_a_match(demo):
    """DOMAIN invariant 6: whoever is shown of the household is guarded."""
    charts = {
        (row["family_name"], row["birth_date"], row["address_line"]): row
        for row in demo.rows(tables.patient)
    }
    twins = 0
    for row in demo.of("enrollment"):
        submitted = row["content"]["submitted"]
        key = (submitted["family_name"], row["subject_birth_date"], submitted["address"]["line"])
        chart = charts.get(key)
        if chart and chart["given_name"][0] != submitted["given_name"][0]:
            shown = {one["patient_id"]: one for one in row["content"]["candidates"]}
            bands = [shown[chart["id"]]["band"]] if chart["id"] in shown else []
            assert bands in ([], ["none"])
            twins += 1
    assert twins >= 3


def test_enrollments_show_every_rule_of_their_queue(demo):
    """Families, namesakes, barred charts, risks, and what was asked and answered (DOMAIN F13–F36)."""
    rows = demo.of("enrollment")
    candidates = [one for row in rows for one in row["content"]["candidates"]]
    guards = {one["guard"] for one in candidates}
    assert {"twin", "namesake", "senior_junior", "account_exists"} <= guards
    bars = {one["bar"] for one in candidates}
    assert {"CHART_DECEASED", "CHART_RESTRICTED", "CHART_MERGED", "CHART_HAS_ACCOUNT"} <= bars
    assert any(row["content"]["route"] == "with_account" for row in rows)
    unchecked = [row for row in rows if row["content"]["submitted"]["captcha"] is None]
    assert any(row["content"]["route"] == "sign_up" for row in unchecked)
    answered = [row for row in rows if row["content"]["answer"]]
    assert answered
    assert all(row["state"] == "pending" for row in answered)
    with demo.database.read(Scope.of([1])) as reader:
        families = households.members(reader, 1, rows)
    sizes = Counter(len(family) for family in families.values())
    assert max(sizes) >= 3
    relations = {one["relation"] for family in families.values() for one in family}
    assert {"twin", "member"} <= relations


def test_no_answer_to_a_security_question_is_in_any_item(demo):
    """DOMAIN invariant 10."""
    assert not any(
        "riverbend" in orjson.dumps(row["content"]).decode().replace("Riverbend Clinical", "")
        for row in demo.items
    )


def test_refills_are_what_the_portal_itself_would_ask(demo):
    with demo.database.read(Scope.of([1])) as reader:
        for row in demo.of("refill"):
            if not row["is_open"] or row["content"]["prepared"]:
                continue  # what was prepared was checked anew
            found = medications.load(reader, 1, row["content"]["medication"]["id"])
            assert found["patient_id"] == row["patient_id"]
            asked_on = _day(row["submitted_at"], 1)
            known = refill_facts.facts_of(
                reader, found, item_id=row["id"], asked_by=row["requested_by"]
            )
            content = medications.refill_content(
                found,
                replace(known, today=asked_on),
                row["submitted_at"],
                note=row["content"]["note"],
                pharmacy=row["content"]["pharmacy"],
            )
            assert content == row["content"]


def _day(at, practice_id):
    return at.astimezone(ZoneInfo(SITES[practice_id - 1].time_zone)).date()


def test_refills_meet_every_check(demo):
    found = Counter(
        f"{check['code']} {check['level']}"
        for row in demo.of("refill")
        for check in row["content"]["checks"]
    )
    for expected in (
        "REFILLS_REMAINING warn", "TOO_SOON warn", "INACTIVE warn", "LAST_VISIT ok",
        "LAST_VISIT warn", "CONTROLLED stop", "TOO_SOON ok", "REFILLS_REMAINING ok",
        "CONTROLLED warn", "ALLERGY warn", "ALLERGY ok", "LABS_DUE warn", "PRESCRIBER warn",
        "DUPLICATE_OPEN stop", "ASKED_BY_PROXY info", "INTERACTIONS info",
    ):  # fmt: skip
        assert found[expected], expected
    assert found["DECEASED stop"] == 0


def test_nobody_asks_twice_for_a_medication_or_after_death(demo):
    dead = {row["id"] for row in demo.rows(tables.patient) if row["deceased_on"]}
    assert dead
    asked = Counter()
    for row in demo.items:
        if row["kind"] in {"refill", "appointment"}:
            assert row["patient_id"] not in dead
        if row["kind"] == "refill" and row["is_open"]:
            asked[row["content"]["medication"]["id"]] += 1
    assert set(asked.values()) == {1}


def test_appointment_requests_are_of_every_sort(demo):
    rows = demo.of("appointment")
    assert {row["content"]["request"] for row in rows} == {"new", "reschedule", "cancel"}
    assert {row["state"] for row in rows} >= {"pending", "offered", "booked"}
    booked = {row["id"]: row for row in demo.rows(tables.appointment)}
    for row in rows:
        current = row["content"]["current"]
        if current is not None:
            assert booked[current["appointment_id"]]["patient_id"] == row["patient_id"]
            assert booked[current["appointment_id"]]["slot_id"] == current["slot_id"]


def test_an_attached_request_and_its_enrollment_name_each_other(demo):
    """DOMAIN F32."""
    enrollments = {row["id"]: row for row in demo.of("enrollment")}
    attached = [row for row in demo.of("appointment") if row["content"]["enrollment_item_id"]]
    assert attached
    for row in attached:
        other = enrollments[row["content"]["enrollment_item_id"]]
        assert other["content"]["submitted"]["appointment_item_id"] == row["id"]
        assert other["account_id"] == row["account_id"]


def test_slots_lie_in_the_office_hours_of_the_next_working_days(demo):
    for practice_id, first in ((1, 9), (2, 9)):
        ahead = [row for row in demo.rows(tables.slot, practice_id) if row["starts_at"] > NOW]
        days = {_day(row["starts_at"], practice_id) for row in ahead}
        assert len(days) == 10
        assert all(day.weekday() < 5 for day in days)
        zone = ZoneInfo(SITES[practice_id - 1].time_zone)
        assert all(first <= row["starts_at"].astimezone(zone).hour < 17 for row in ahead)
        assert {row["state"] for row in ahead} == {"free", "held", "booked"}


def test_results_are_what_the_portal_itself_would_show(demo):
    with demo.database.read(Scope.of([1])) as reader:
        for row in demo.of("result"):
            content = results.content_of_report(
                reader,
                1,
                row["content"]["report"]["id"],
                received_at=row["submitted_at"],
                correction=row["content"]["correction"],
            )
            assert content["report"] == row["content"]["report"]
            assert content["observations"] == row["content"]["observations"]
            if row["version"] == 1:  # who has got an account since appears with the portal's start
                now = {"audience": None}
                assert content | now == row["content"] | now


def test_results_are_of_every_sort(demo):
    contents = [row["content"] for row in demo.of("result")]
    flags = {one["flag"] for content in contents for one in content["observations"]}
    assert {"N", "H", "L", ""} <= flags
    assert flags & {"HH", "LL"}
    assert {content["report"]["raw_status"] for content in contents} >= {"F", "P", "C"}
    assert {content["not_releasable_reason"] for content in contents} >= {
        "", "NOT_FINAL", "NOT_A_LAB_RESULT",
    }  # fmt: skip
    assert any(len(one["history"]) >= 3 for content in contents for one in content["observations"])
    words_only = [
        content
        for content in contents
        if all(one["value_number"] is None for one in content["observations"])
    ]
    assert words_only


def test_a_critical_result_is_marked_and_comes_first(demo):
    critical = [row for row in demo.of("result") if row["content"]["critical"]]
    assert len(critical) >= 3
    assert all(row["priority"] == "stat" for row in critical)


def test_only_what_nobody_has_to_look_at_is_visible_to_patients(demo):
    waiting = {
        row["content"]["report"]["id"]
        for row in demo.items
        if row["kind"] == "result" and row["state"] not in {"released", "superseded"}
    }
    released = {row["id"] for row in demo.rows(tables.lab_report) if row["released_at"]}
    assert released
    assert not waiting & released


def test_f66_documents_can_be_opened_and_hold_no_more_than_they_say(demo):
    waiting = demo.of("document")
    assert len(waiting) == 10
    stored = {row["id"]: row for row in demo.rows(tables.document)}
    for row in waiting:
        file = stored[row["id"]]
        content = demo.files.get(1, file["sha256"])
        found = pdf_gate.examine(content)
        assert (found.fault, found.pages) == (None, 1)
        assert row["subject_name"] in found.texts[0]


def test_the_documented_patient_has_a_full_chart(demo):
    account = next(row for row in demo.rows(tables.account) if row["username"] == PATIENT)
    place = next(
        row for row in demo.rows(tables.account_practice) if row["account_id"] == account["id"]
    )
    mine = place["patient_id"]
    assert place["status"] == "active"
    assert any(
        row["patient_id"] == mine and row["status"] == "active"
        for row in demo.rows(tables.medication)
    )
    assert any(
        row["patient_id"] == mine and row["released_at"] for row in demo.rows(tables.lab_report)
    )
    assert any(row["account_id"] == account["id"] for row in demo.rows(tables.inbox_entry))


def test_mails_of_the_past_are_not_sent_again(demo):
    jobs = [row for row in demo.rows(tables.outbox_job) if row["kind"] == "mail"]
    assert jobs
    assert all(row["done_at"] is not None for row in jobs)


def test_the_same_seed_and_time_make_the_same_demo(tmp_path):
    first, second, other = (
        made(tmp_path / name, 40, seed) for name, seed in (("a", 3), ("b", 3), ("c", 4))
    )
    try:
        assert _told(first) == _told(second)
        assert _told(first) != _told(other)
    finally:
        for database in (first, second, other):
            database.close()


def _told(database):
    return [
        (row["id"], row["subject_name"], row["submitted_at"], row["content_hash"], row["state"])
        for row in items_of(database)
        if row["state"] not in {"offered", "booked"}  # names the appointment's own id
        and row["origin_id"] is None  # what follows has ids of the portal
        # and so have statements and messages
        and row["kind"] not in {"statement_request", "unmatched_result", "quarantine"}
        and row["content"].get("current") is None
    ]


def test_a_large_demo_has_more_people_under_other_names(tmp_path):
    database = made(tmp_path / "large", 4000)
    try:
        with database.read(Scope.of([1])) as reader:
            people = reader.execute(select(tables.patient)).all()
            payers = len(reader.execute(select(billing_account)).all())
            files = len(reader.execute(select(statement)).all())
        assert len(people) == 800
        assert payers == 80
        assert files < 40
        assert len({(row.given_name, row.family_name, row.birth_date) for row in people}) > 790
        assert len({row.record_number for row in people}) == 800
        assert journal.check(database, 1).ok
    finally:
        database.close()


@pytest.mark.parametrize("items", [0, 1, 4, 7])
def test_the_smallest_demos_are_whole(tmp_path, items):
    database = made(tmp_path / "small", items)
    try:
        first = [row for row in items_of(database) if row["practice_id"] == 1]
        assert len(asked_for(first)) == items
        assert journal.check(database, 1).ok
    finally:
        database.close()


def test_a_demo_is_never_made_over_a_practice(demo, tmp_path):
    files = Files.open("", tmp_path, SECRET)
    with pytest.raises(DemoError, match="empty"):
        build(demo.database, files, items=1, seed=1, now=NOW, passwords=cheap_passwords())


@pytest.mark.postgresql
def test_the_demo_is_the_same_on_postgresql(postgresql_url, tmp_path):
    database = Database.open(postgresql_url)
    small = made(tmp_path / "small", 40)
    try:
        files = Files.open("", tmp_path / "files", SECRET)
        build(database, files, items=40, seed=SEED, now=NOW, passwords=cheap_passwords())
        assert journal.check(database, 1).ok
        assert _told(database) == _told(small)
    finally:
        database.close()
        small.close()
