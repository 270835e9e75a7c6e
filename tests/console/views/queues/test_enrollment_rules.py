"""What an enrollment asks of a person before it can be decided, by the number of its rule."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from console.domain.session import ActionRule, Me, Practice
from console.views.queues.chart_choice import NEW_CHART
from console.views.theme import theme
from tests.support.looking import cut_off, not_plain, said, settle, too_small, unnamed
from tests.support.queue_items import MARKS, candidate, enrollment, item

EVIDENCE = [
    {"field": "given_name", "level": "nickname", "points": 18},
    {"field": "family_name", "level": "exact", "points": 18},
    {"field": "birth_date", "level": "exact", "points": 30},
    {"field": "phone", "level": "differ", "points": 0},
    {"field": "email", "level": "from_tomorrow", "points": -3},
]
BEST = candidate(
    given_name="Adaeze",
    family_name="Byron",
    middle_name="",
    suffix="Jr",
    bar=None,
    guard=None,
    score=81,
    evidence=EVIDENCE,
    why_not_higher=["given_name_nickname", "suffix_differ", "a_new_code"],
)
TWIN = candidate(
    20077,
    name="Adam Byron",
    given_name="Adam",
    family_name="Byron",
    score=52,
    band="none",
    guard="twin",
    bar=None,
    agreement=dict.fromkeys(MARKS, "agree") | {"given_name": "differ"},
)
LINKED = {
    "kind": "appointment",
    "id": "a-1",
    "state": "pending",
    "is_open": True,
    "summary": "New patient visit",
    "asked": {
        "request": "new",
        "visit_type": "New patient visit",
        "reason": "I would like to meet a doctor.",
        "preferred": [{"date": "2026-11-24", "part": "morning"}],
        "practitioner": None,
    },
}


def around(content: Any, number: int = 1, **told: Any) -> Any:
    """An enrollment with what the portal says around its content."""
    made = item("enrollment", content, number=number)
    usual = {"household": [], "linked": None, "mail": None, "distinct": [], "bar": None}
    made.entity.update(usual | {"age_band": "adult"} | told)
    return made


def choose(body: Any, row: int) -> None:
    body._choice.rows()[row].radio.click()


def test_many_charts_are_folded_and_unfolded_on_demand(show: Any) -> None:
    charts = [candidate(20_000 + n, name=f"Ada Byron {n}", bar=None, guard=None) for n in range(12)]
    made = around(enrollment(*charts))
    body = show(made)
    assert len(body._choice.rows()) == 5 + 1, "the best ones and a new chart"
    button = body._choice.all
    assert button.text() == "Show 7 more charts"
    body._choice.rows()[5].radio.click()
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert len(body._choice.rows()) == 12 + 1
    assert body._choice.choice == NEW_CHART, "what was chosen stays chosen"
    assert body._choice.rows()[5].radio.hasFocus()
    choose(body, 11)
    body.show_item(made)
    assert len(body._choice.rows()) == 12 + 1
    body.show_item(around(enrollment(*charts), number=2))
    assert len(body._choice.rows()) == 5 + 1


# -- the evidence ---------------------------------------------------------------------------------


def test_b3_each_field_says_how_it_agrees_and_what_that_is_worth(show: Any) -> None:
    body = show(around(enrollment(BEST)))
    told = {pair.name: pair.evidence for pair in body._compare.grid.shown()}
    assert told["Given name"].replace("\u00a0", " ").startswith("a nickname · 18 point")
    assert "0 point" in told["Phone"]
    assert told["E-mail"].startswith("from tomorrow"), "a level of a newer portal is said, too"
    assert "\u22123 point" in told["E-mail"]
    assert told["Address"] == "agrees", "an older portal tells no points"


def test_b3_why_the_score_is_not_higher_and_what_is_second(show: Any) -> None:
    body = show(around(enrollment(BEST, TWIN)))
    facts = dict(body._compare.card.facts())
    assert facts["Match"] == "81 of 100 points"
    assert facts["Why not higher"] == (
        "given name: a nickname; Jr., Sr. or the like differs; a new code"
    )
    assert facts["Second best"] == "R-20077 (Adam Byron), 52 points: 29 fewer"
    choose(body, 1)
    assert "Better match" in dict(body._compare.card.facts())


def test_k45_a_twin_is_called_one_in_a_sentence(show: Any) -> None:
    body = show(around(enrollment(TWIN)))
    assert "may be a twin" in " ".join(body._compare.card.texts())


@pytest.mark.parametrize(
    ("bar", "words"),
    [
        ("CHART_MERGED", "was merged"),
        ("CHART_RESTRICTED", "is restricted"),
        ("CHART_DECEASED", "has died"),
        ("CHART_OF_TOMORROW", "chart of tomorrow"),
    ],
)
def test_s52_a_barred_chart_says_why(show: Any, bar: str, words: str) -> None:
    body = show(around(enrollment(candidate(bar=bar))))
    choose(body, 0)
    assert words in body.blocker("approve")


# -- accepting ------------------------------------------------------------------------------------


def test_f24_exactly_the_accepted_fields_go_along(show: Any) -> None:
    body = show(around(enrollment(BEST)))
    assert not body._compare.grid.boxes(), "nothing is accepted before a chart is chosen"
    choose(body, 0)
    boxes = body._compare.grid.boxes()
    assert set(boxes) == {"given_name", "middle_name", "phone"}, "the submitted suffix is empty"
    assert "accept" not in body.params("approve")
    boxes["phone"].setFocus()
    QTest.keyClick(boxes["phone"], Qt.Key.Key_Space)
    assert body.params("approve")["accept"] == ["phone"]
    assert boxes["phone"].accessibleName() == ("Write +1 617 555 0199 into the chart as Phone")


def test_f24_what_was_accepted_for_one_chart_is_not_for_another(show: Any) -> None:
    other = candidate(9, phone="+1 617 555 0777", bar=None, guard=None)
    body = show(around(enrollment(BEST, other)))
    choose(body, 0)
    body._compare.grid.boxes()["phone"].click()
    choose(body, 1)
    assert "accept" not in body.params("approve")


def test_f25_f26_insurance_is_never_accepted(show: Any) -> None:
    body = show(around(enrollment(BEST)))
    choose(body, 0)
    assert "insurance" not in body._compare.grid.boxes()
    assert dict(body._facts.shown())["Claims go to"].startswith("PO Box 4471")


# -- a new chart, told apart ----------------------------------------------------------------------


def test_s52_a_second_chart_is_confirmed_first(show: Any) -> None:
    body = show(around(enrollment(BEST, TWIN)))
    choose(body, 2)
    assert body.blocker("approve") == ("This makes a second chart for Adaeze Byron? Confirm it.")
    assert "second_chart" not in body.params("approve")
    body._choice._second.click()
    assert body.blocker("approve") == ""
    assert body.params("approve") == {"chart": "new", "second_chart": True}
    choose(body, 0)
    choose(body, 2)
    assert body.blocker("approve"), "another thought is another confirmation"


def test_s6_6_beside_a_twin_a_new_chart_needs_no_second_thought(show: Any) -> None:
    body = show(around(enrollment(TWIN)))
    choose(body, 1)
    assert body.blocker("approve") == ""
    assert body.params("approve") == {"chart": "new"}


def test_k48_not_the_same_person_is_a_button_at_each_chart(show: Any, qtbot: Any) -> None:
    body = show(around(enrollment(BEST)))
    button = body._choice.rows()[0].apart
    assert button.accessibleName() == "Not the same person: R-10432, Adaeze Byron"
    with qtbot.waitSignal(body.chosen) as told:
        QTest.keyClick(button, Qt.Key.Key_Space)
    assert told.args == ["mark_distinct"]
    assert body.params("mark_distinct") == {"patient_id": "patient-10432", "distinct": True}


def test_k48_who_was_told_apart_is_shown_so_and_can_be_taken_back(show: Any) -> None:
    body = show(around(enrollment(BEST), distinct=["patient-10432"]))
    assert "Told apart by a colleague" in body._choice.rows()[0].radio.accessibleName()
    choose(body, 0)
    assert "another person's" in body.blocker("approve")
    body._choice.rows()[0].apart.click()
    assert body.params("mark_distinct") == {"patient_id": "patient-10432", "distinct": False}
    choose(body, 1)
    assert body.blocker("approve") == "", "nobody is left whose second chart it would be"


# -- minors ---------------------------------------------------------------------------------------


def test_f35_a_guardian_is_asked_for_in_order(show: Any) -> None:
    body = show(around(enrollment(), age_band="minor"))
    form = body._guardian
    assert "Name the parent" in body.blocker("approve")
    QTest.keyClicks(form._name, "Anne Byron")
    assert "what the guardian is" in body.blocker("approve")
    form._kind.setCurrentIndex(1)
    assert "what you have seen" in body.blocker("approve")
    QTest.keyClick(form._seen["photo_id"], Qt.Key.Key_Space)
    assert body.blocker("approve") == ""
    assert body.params("approve") == {
        "chart": "new",
        "guardian": {
            "name": "Anne Byron",
            "relationship": "parent",
            "evidence": ["photo_id"],
            "record_number": "",
        },
    }
    assert body.blocker("deny") == ""


def test_f35_under_thirteen_a_parent_consents(show: Any) -> None:
    assert "COPPA" in said(show(around(enrollment(), age_band="child")))
    assert "COPPA" not in said(show(around(enrollment(), age_band="minor", number=2)))


def test_f35_the_guardian_of_one_is_not_the_guardian_of_the_next(show: Any) -> None:
    body = show(around(enrollment(), age_band="minor"))
    QTest.keyClicks(body._guardian._name, "Anne Byron")
    body.show_item(around(enrollment(), age_band="minor"))
    assert body._guardian.params()["name"] == "Anne Byron", "a newer version keeps it"
    body.show_item(around(enrollment(), number=2, age_band="minor"))
    assert body._guardian.params()["name"] == ""


# -- around it ------------------------------------------------------------------------------------


def test_f32_a_denial_asks_what_becomes_of_the_request(show: Any) -> None:
    body = show(around(enrollment(), linked=LINKED))
    assert ("Asked for", "New patient visit") in body._linked.facts()
    assert "decline it or keep it" in body.blocker("deny")
    assert body.params("deny") == {}
    body._linked._radios["keep"].click()
    assert body.blocker("deny") == ""
    assert body.params("deny") == {"linked": "keep"}
    assert "linked" not in body.params("approve")
    body.show_item(around(enrollment(), number=2, linked=LINKED))
    assert body.blocker("deny"), "another enrollment is another question"


def slots(*states: str) -> list[dict[str, Any]]:
    return [
        {
            "kind": "slot",
            "id": f"slot-{hour}",
            "state": state,
            "starts_at": f"2026-11-24T{hour}:00:00Z",
            "ends_at": f"2026-11-24T{hour}:30:00Z",
            "practitioner": {"id": "p", "name": "Grace Hopper, MD"},
            "location": "Harbor Street",
        }
        for hour, state in enumerate(states, 15)
    ]


def staff(*rights: str) -> Me:
    book = ActionRule(
        "appointment", "book", frozenset({"pending"}), "appointment:decide", False, True, None
    )
    practice = Practice(1, "Harbor Medical", "America/New_York", (), frozenset(rights))
    return Me("s-1", "reception", "Sam Field", (practice,), (book,))


def test_f33_both_are_approved_by_two_decisions(show: Any, qtbot: Any) -> None:
    made = around(enrollment(), linked=LINKED | {"version": 3, "content_hash": "h3"})
    body = show(made)
    body.show_me(staff("enrollment:decide", "appointment:decide"))
    with qtbot.waitSignal(body.slots_wanted) as wanted:
        body.show_item(made)
    assert wanted.args[1] - wanted.args[0] == 86_400_000, "the day that was wished"
    body.show_slots(slots("booked", "free", "held", "free"))
    settle()
    times = body._linked._times
    assert [times.itemData(n) for n in range(times.count())] == ["slot-16", "slot-18"]
    told: list[Any] = []
    body.chosen.connect(told.append)
    body.also.connect(lambda item, action, params: told.append((item, action, params)))
    body._linked._both.click()
    assert told[0] == "approve"
    linked, action, params = told[1]
    assert (linked.key.kind, linked.key.id, linked.version, linked.content_hash) == (
        "appointment",
        "a-1",
        3,
        "h3",
    )
    assert (action, params) == ("book", {"slot_id": "slot-16"})


def test_f33_who_may_decide_one_only_is_not_offered_both(show: Any) -> None:
    made = around(enrollment(), linked=LINKED | {"version": 3})
    body = show(made)
    body.show_me(staff("enrollment:decide"))
    body.show_item(made)
    body.show_slots(slots("free"))
    assert body._linked._both.isHidden()


def test_f33_what_bars_the_enrollment_bars_both(show: Any) -> None:
    made = around(enrollment(BEST), linked=LINKED | {"version": 3})
    body = show(made)
    body.show_me(staff("appointment:decide"))
    body.show_item(made)
    body.show_slots(slots("free"))
    assert not body._linked._both.isEnabled()
    assert "Choose the chart" in body._linked._both.accessibleDescription()
    choose(body, 0)
    assert body._linked._both.isEnabled()


def test_f32_the_request_can_be_opened(show: Any, qtbot: Any) -> None:
    body = show(around(enrollment(), linked=LINKED | {"version": 3}))
    with qtbot.waitSignal(body.item_wanted) as wanted:
        QTest.keyClick(body._linked._open, Qt.Key.Key_Space)
    assert (wanted.args[0].kind, wanted.args[0].id) == ("appointment", "a-1")


def test_f32_a_settled_request_asks_nothing(show: Any) -> None:
    booked = LINKED | {"state": "booked", "is_open": False}
    body = show(around(enrollment(), linked=booked))
    assert body.blocker("deny") == ""
    assert ("State", "Booked") in body._linked.facts()


def test_f36_the_household_is_listed_with_twins_marked(show: Any) -> None:
    household = [
        {
            "id": "x",
            "name": "Charles Byron",
            "birth_date": "1980-02-01",
            "state": "approved",
            "is_open": False,
            "shares": ["address", "email"],
            "relation": "twin",
        },
        {"id": "y", "name": "Bo Byron", "birth_date": "2016-05-04", "relation": "member"},
    ]
    body = show(around(enrollment(), household=household))
    assert body._household.shown() == [
        "Charles Byron, 1 Feb 1980, same address, e-mail, May be a twin, Approved",
        "Bo Byron, 4 May 2016",
    ]
    body.show_item(around(enrollment(), number=2))
    assert body._household.isHidden()


def test_f13_f27_the_practices_rule_bars_and_a_risk_is_marked(show: Any) -> None:
    content = enrollment(submitted__captcha=None)
    body = show(around(content))
    assert body.blocker("approve") == ""
    assert "has not passed the bot check" in said(body)
    body.show_item(around(content, number=2, bar="CAPTCHA_MISSING"))
    assert "which the practice demands" in body.blocker("approve")
    without_terms = enrollment(submitted__terms=None)
    body.show_item(around(without_terms, number=3, bar=None))
    assert body.blocker("approve") == "", "a practice may do without"


def test_s52_the_answer_stands_out_and_the_history_stays(show: Any) -> None:
    content = enrollment(BEST)
    first = {
        "question": "Which street?",
        "asked_at": "2026-11-18T13:58:11Z",
        "answer": "Elm Row",
        "answered_at": "2026-11-19T13:58:11Z",
        "changed": ["address"],
    }
    content |= {"exchange": [first, first | {"question": "Since?", "answer": "May", "changed": []}]}
    content |= {"answer": "May"}
    made = around(content)
    body = show(made)
    assert body._exchange.new_answer() == "The applicant has answered."
    assert [chip.text for chip in body.badges(made)] == ["Has answered"]
    words = said(body)
    for text in ("Which street?", "Elm Row", "Since?", "May"):
        assert text in words
    content["exchange"] = [first]
    body.show_item(around(content, number=2))
    assert body._exchange.new_answer() == "The applicant has answered, and corrected: address."


@pytest.mark.parametrize(
    ("state", "words", "blocked"),
    [
        ("queued", "waits to be sent", True),
        ("sent", "was sent 20 Nov", False),
        ("failed", "could not be delivered", False),
    ],
)
def test_f21_the_fate_of_the_confirmation_is_said(
    show: Any,
    state: str,
    words: str,
    blocked: bool,
) -> None:
    mail = {"state": state, "at": "2026-11-20T13:58:11Z", "attempts": 1}
    body = show(around(enrollment(), mail=mail))
    assert words in said(body)
    assert bool(body.blocker("resend_mail")) == blocked


def test_f28_f30_no_secret_is_ever_shown(show: Any) -> None:
    content = enrollment(BEST)
    content["submitted"] |= {"password": "hunter2hunter2", "answers": ["riverbend"]}
    words = said(show(around(content)))
    assert "5 of 5 security questions set" in words
    assert "hunter2" not in words
    assert "riverbend" not in words


def test_everything_is_named_reachable_and_plain_at_twice_the_size(show: Any) -> None:
    long = "Wolfeschlegelsteinhausenbergerdorff " * 3
    names = {
        "given_name": long,
        "family_name": "\u05d1\u05df \u05d3\u05d5\u05d3",
        "middle_name": "",
    }
    content = enrollment(BEST, candidate(8, name=long), candidate(9, name="<b>x</b>"))
    content["submitted"] |= names
    theme().set_text_scale(2.0)
    body = show(around(content, linked=LINKED, age_band="child"), width=560)
    choose(body, 0)
    settle()
    assert not not_plain(body)
    assert not unnamed(body)
    assert not too_small(body)
    assert not cut_off(body)


def test_an_old_cache_without_any_of_it_is_shown(show: Any) -> None:
    body = show(item("enrollment", {"submitted": {}, "candidates": [{}]}))
    choose(body, 0)
    assert body.params("approve") == {}
    assert body.params("mark_distinct") == {}
