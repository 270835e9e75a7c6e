"""Texts from outside on one line, items in words, what is offered, who sees which queue."""

import pytest

from console.domain.items import DecisionState
from console.domain.session import Reason
from console.models.ageing import due_of
from console.models.desk_words import DESK_ACTIONS, TAKE_OVER, desk_states
from console.models.item_words import badges_of, history_of, person_of
from console.models.offers import Circumstances, offers_for
from console.models.one_line import one_line
from console.models.queue_face import ActionFace, Chip
from console.models.queue_faces import FACES
from console.models.queue_list import ATTENTION, MORNING, QueueListModel, Section
from console.models.reason_words import TITLES, reason_title
from console.models.rights import decidable_kinds, readable_kinds
from console.models.role_words import role_words
from portal.queues.registry import QUEUES
from portal.security.permissions import Role
from tests.support.window_data import PRACTICE, RIGHT_TO_LEFT, ListedItems, at, calendar, staff
from tests.support.window_items import appointment, enrollment, morning, refill, result


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Byron", "Ada Byron"),
        ("Ada\nByron\t", "Ada Byron"),
        ("Ada\u202enoryB", "Ada noryB"),
        ("A\u200bda", "A da"),
        ("\u2066Ada", "Ada"),
        (RIGHT_TO_LEFT, RIGHT_TO_LEFT),
        ("Ní Dhomhnaill", "Ní Dhomhnaill"),
        ("\x00\x1b[31mAda", "[31mAda"),
    ],
)
def test_names_stand_on_one_line_and_turn_nothing_around(text, expected):
    assert one_line(text) == expected


def test_the_portals_states_and_actions_all_have_words():
    for kind, spec in QUEUES.items():
        face = FACES[kind]
        assert spec.states <= set(face.states()) | set(desk_states()), kind
        assert set(spec.actions) - set(DESK_ACTIONS) <= set(face.actions()), kind
        placed = {*face.primary, *face.secondary, *face.refuse}
        assert placed <= set(face.actions()), kind
        assert all("{who}" in face.action(name).sentence for name in spec.actions)


def test_a_newer_portals_words_are_shown_as_they_are():
    assert FACES["refill"].chip("on_paper") == Chip("info", "On paper", "muted")
    assert FACES["refill"].action("fax_it") == ActionFace(
        "more", "Fax it", "Fax it", "Fax it: {who}"
    )


def test_every_sentence_before_an_act_names_the_patient_or_the_thing():
    for face in FACES.values():
        for action in face.actions().values():
            assert "{who}" in action.sentence


def test_a_person_has_two_identifiers_age_and_sex():
    person = person_of(refill(0), calendar())
    assert person == ("Ada Byron", ("Born 1 Feb 1980", "46 year(s)", "Female", "R-11400"))


def test_an_applicant_without_a_chart_says_so():
    assert person_of(enrollment(0), calendar()).facts[-1] == "No chart yet"


def test_badges_say_what_is_out_of_the_ordinary_and_nothing_else():
    def words(item):
        return [
            chip.text for chip in badges_of(item, FACES["refill"], calendar(), "me", online=True)
        ]

    claim = {"staff_id": "x", "name": "Noor Rahman", "until": at(minutes=-4)}
    lapsed = claim | {"until": at(minutes=4)}
    assert words(refill(0)) == []
    assert words(refill(0, priority="stat", due_at=at(hours=1))) == ["At once", "Overdue by 1 h"]
    assert words(refill(0, claim=claim, requested_by="Maya")) == [
        "Claimed by Noor Rahman",
        "Asked by Maya",
    ]
    assert words(refill(0, claim=lapsed)) == []
    assert words(refill(0, claim=claim | {"staff_id": "me"})) == ["Claimed by you"]
    assert words(refill(0, decision_state=DecisionState.ATTENTION)) == ["Not accepted"]
    assert words(refill(0, state="denied", is_open=False, priority="stat", due_at=at(hours=1))) == [
        "Denied"
    ]


def test_history_tells_who_decided_and_what_the_patient_reads():
    decision = {
        "action": "deny",
        "by": {"name": "Dr. Osei"},
        "at": at(hours=1),
        "text_to_patient": "Please call.",
    }
    item = refill(0, state="denied", is_open=False, decision=decision)
    came, denied = history_of(item, FACES["refill"], calendar())
    assert came.what == "Came in"
    assert (denied.what, denied.to_patient) == ("Denied by Dr. Osei", "Please call.")


def test_s51_a_delegated_decision_bears_both_names():
    decision = {
        "action": "approve",
        "by": {"name": "Noor Rahman"},
        "on_behalf_of": {"name": "Dr. Osei"},
        "at": at(hours=1),
    }
    item = refill(0, state="approved", is_open=False, decision=decision)
    _, approved = history_of(item, FACES["refill"], calendar())
    assert approved.what == "Approved by Noor Rahman on behalf of Dr. Osei"


def offered(item, *roles, **how):
    now = Circumstances(staff(*roles), **how)
    found = offers_for(item, FACES[item.key.kind], now, lambda _action: "", calendar())
    return [(offer.rank, offer.action, not offer.obstacle) for offer in found.placed]


def desk_offers(item, *roles, **how):
    """What every queue offers beside its decisions: by action the key, and why it is barred."""
    now = Circumstances(staff(*roles), **how)
    found = offers_for(item, FACES[item.key.kind], now, lambda _action: "", calendar())
    return {offer.action: (offer.key, offer.obstacle) for offer in found.more if offer.is_desk}


def test_k8_work_on_an_item_is_offered_with_its_keys():
    assert desk_offers(refill(0), Role.PROVIDER) == {
        "note": ("N", ""),
        "assign": ("R", ""),
        "wait": ("W", ""),
        "mark_duplicate": ("", ""),
    }


def test_s51_what_waits_can_go_on_and_what_was_denied_can_be_reopened():
    waits = refill(0, waiting={"on": "patient", "since": at(days=2), "until": None})
    assert desk_offers(waits, Role.PROVIDER)["resume"] == ("W", "")
    denied = refill(0, state="denied", is_open=False)
    assert set(desk_offers(denied, Role.PROVIDER)) == {"note", "reopen"}
    approved = refill(0, state="approved", is_open=False)
    assert "reopen" not in desk_offers(approved, Role.PROVIDER)


def test_work_that_is_barred_says_why():
    offers = desk_offers(refill(0), Role.BILLING)
    assert offers["note"] == ("N", "Your role does not allow it.")
    assert desk_offers(refill(0), Role.PROVIDER, online=False)["mark_duplicate"][1]


def test_k5_a_colleagues_claim_can_be_taken_over_while_online():
    claim = {"staff_id": "x", "name": "Noor Rahman", "until": at(minutes=-4)}
    item = refill(0, claim=claim)
    now = Circumstances(staff(Role.PROVIDER))
    found = offers_for(item, FACES["refill"], now, lambda _action: "", calendar())
    (offer,) = [one for one in found.more if one.action == TAKE_OVER]
    assert (offer.label, offer.obstacle) == ("Take over from Noor Rahman…", "")
    assert desk_offers(item, Role.PROVIDER, online=False)[TAKE_OVER][1]
    assert TAKE_OVER not in desk_offers(refill(0, claim=claim | {"staff_id": "staff-1"}))


def behalf(item, *roles, delegators=(("d-1", "Dr. Osei"),)):
    now = Circumstances(staff(*roles), delegators=delegators)
    found = offers_for(item, FACES[item.key.kind], now, lambda _action: "", calendar())
    return found.placed[0]


def test_s51_a_delegate_decides_for_a_colleague_who_may():
    offer = behalf(refill(0), Role.NURSE)
    assert offer.label == "Approve for Dr. Osei…"
    assert (offer.obstacle, offer.behalf) == ("", (("d-1", "Dr. Osei"),))
    several = behalf(refill(0), Role.NURSE, delegators=(("d-1", "A"), ("d-2", "B")))
    assert several.label == "Approve for a colleague…"


def test_s51_nobody_decides_a_controlled_drug_for_another():
    controlled = refill(5)
    assert controlled.is_controlled
    assert "Only a provider" in behalf(controlled, Role.NURSE).obstacle
    assert behalf(refill(0), Role.PROVIDER).behalf == ()


@pytest.mark.parametrize("role", [Role.FRONT_DESK, Role.NURSE])
def test_f55_who_prepares_a_renewal_reads_who_approves_it(role):
    now = Circumstances(staff(role))
    found = offers_for(refill(0), FACES["refill"], now, lambda _action: "", calendar())
    barred = {offer.action: offer.obstacle for offer in (*found.placed, *found.more)}
    said = "Only a provider approves renewals; you can prepare it."
    assert barred["approve"] == said
    assert barred["prepare"] == "", "what the sentence promises is there"
    assert found.note == f"Approve: {said}"


def test_s51_an_item_that_waits_says_for_whom_since_when_and_has_no_clock():
    waiting = {"on": "patient", "since": "2026-11-17T15:00:00Z", "until": "2026-12-01"}
    item = refill(0, waiting=waiting, due_at=at(hours=30))
    (chip,) = badges_of(item, FACES["refill"], calendar(), "me", online=True)
    said = "Waiting for the patient since Tue 17 Nov, due paused, until Tue 1 Dec"
    assert (chip.text, chip.tone) == (said, "info")


@pytest.mark.parametrize(
    ("due", "words", "chip"),
    [
        ({"hours": -50}, "due Wed 25 Nov", None),
        ({"hours": -4}, "4 h left", None),
        ({"minutes": -40}, "", "Due in 40 min"),
        ({"hours": 4}, "", "Overdue by 1 h"),
    ],
)
def test_k23_the_target_is_told_in_working_hours(due, words, chip):
    """The window's clock says 09:12 on a Monday; the practice opened at 8."""
    found = due_of(refill(0, due_at=at(**due)), calendar())
    assert (found.words, found.chip.text if found.chip else None) == (words, chip)


def test_a_cancellation_is_not_offered_a_booking():
    assert offered(appointment(2), Role.FRONT_DESK) == [
        ("primary", "confirm_cancel", True),
        ("refuse", "decline", True),
    ]
    assert offered(appointment(0), Role.FRONT_DESK) == [
        ("primary", "book", True),
        ("secondary", "offer", True),
        ("refuse", "decline", True),
    ]


def test_a_nurse_sees_results_and_releases_none():
    assert offered(result(0), Role.NURSE) == [
        ("primary", "release", False),
        ("secondary", "hold", False),
    ]


def test_a_released_result_can_only_be_recalled():
    released = result(0, state="released", is_open=False)
    assert offered(released, Role.PROVIDER) == [("refuse", "recall", True)]


def test_what_the_body_still_wants_is_said_with_the_action():
    now = Circumstances(staff(Role.FRONT_DESK))
    wants = {"approve": "Choose a chart first."}
    item = enrollment(0)
    found = offers_for(
        item, FACES["enrollment"], now, lambda action: wants.get(action, ""), calendar()
    )
    assert found.note == "Approve: Choose a chart first."
    assert [offer.action for offer in found.placed if not offer.obstacle] == [
        "request_info",
        "deny",
    ]


def test_no_obstacle_of_the_body_hides_that_one_may_not():
    now = Circumstances(staff(Role.BILLING))
    found = offers_for(
        enrollment(0), FACES["enrollment"], now, lambda _action: "Choose.", calendar()
    )
    assert {offer.obstacle for offer in found.placed} == {"Your role does not allow it."}


INTAKE = ("unmatched_result", "quarantine")


@pytest.mark.parametrize(
    ("role", "reads", "decides"),
    [
        (
            Role.FRONT_DESK,
            ("enrollment", "refill", "appointment", "task"),
            ("enrollment", "appointment", "task"),
        ),
        (
            Role.NURSE,
            ("enrollment", "refill", "appointment", "result", "document", *INTAKE, "task"),
            ("enrollment", "appointment", *INTAKE, "task"),
        ),
        (
            Role.PROVIDER,
            ("refill", "appointment", "result", "document", *INTAKE, "task"),
            ("refill", "appointment", "result", "document", *INTAKE, "task"),
        ),
        (Role.BILLING, ("statement_request",), ("statement_request",)),
        (Role.AUDITOR, (), ()),
    ],
)
def test_each_role_reads_and_decides_its_queues(role, reads, decides):
    me = staff(role)
    assert readable_kinds(me, PRACTICE, FACES) == reads
    assert decidable_kinds(me, PRACTICE, FACES) == decides


def test_the_list_counts_what_waits_and_warns_when_some_is_overdue():
    model = QueueListModel(FACES, calendar())
    model.show_kinds(("refill", "result"), ("refill",))
    model.show_counts(ListedItems(morning()).counts(), 2)
    lines = [
        (entry.place, entry.waiting, entry.age, entry.tone)
        for entry in map(model.entry, range(model.rowCount()))
        if entry.section is Section.PLACE
    ]
    assert lines == [
        (MORNING, 14, "3 d", "warn"),
        ("refill", 14, "3 d", "warn"),
        ("result", 7, "16 h", "muted"),
        (ATTENTION, 2, "", "bad"),
    ]
    assert (
        model.index(model.row_of("refill")).data(11) == "Renewals, 14 waiting, the oldest for 3 d"
    )


def test_headings_can_not_be_chosen():
    model = QueueListModel(FACES, calendar())
    model.show_kinds(("refill",), ())
    assert model.flags(model.index(0)).value == 0
    assert model.entry(0).section is Section.HEADING


def test_roles_are_named_and_unknown_ones_shown_as_they_are():
    assert role_words(["front_desk", "night_shift"]) == "Front desk, Night shift"


def test_every_reason_of_the_portal_has_a_title_to_translate():
    """And one that a practice has worded itself is shown as it comes."""
    reasons = [
        reason
        for spec in QUEUES.values()
        for action in spec.actions.values()
        for reason in action.reasons
    ]
    assert {reason.title for reason in reasons} <= set(TITLES)
    assert reason_title(Reason("OWN", "Worded by the practice", "")) == "Worded by the practice"
