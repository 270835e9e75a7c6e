"""The practice's settings as the console reads them."""

from datetime import UTC, datetime

from console.domain.desk import DeskSettings, desk_settings, query_from, query_json
from console.domain.items import QueueQuery, QueueView, SortKey

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
ANN, BEN = {"id": "a", "name": "Ann"}, {"id": "b", "name": "Ben"}


def delegation(**changed):
    made = {"id": "d", "kind": "refill", "mode": "always", "from": ANN, "to": BEN}
    return made | {"valid_from": "2026-11-01T00:00:00Z", "valid_until": None} | changed


def text(language="en", action="deny", title="Call us", body="Call {practice_phone}."):
    made = {"id": title + language, "kind": "refill", "title": title, "body": body}
    return made | {"language": language, "action": action}


def settings(**parts):
    return desk_settings({"practice_id": 1, "version": 3, **parts})


def test_k12_a_delegate_acts_always_or_only_while_the_other_is_away():
    always = settings(delegations=[delegation()])
    assert [one.name for one in always.delegators_of("b", "refill", NOON)] == ["Ann"]
    assert always.delegators_of("b", "result", NOON) == ()
    assert always.delegators_of("a", "refill", NOON) == ()
    away = settings(delegations=[delegation(mode="away")])
    assert away.delegators_of("b", "refill", NOON) == ()
    absence = {"id": "x", "staff": ANN, "away_from": "2026-11-20T12:00:00Z"}
    absence |= {"away_until": "2026-11-20T13:00:00Z"}
    gone = settings(delegations=[delegation(mode="away")], absences=[absence])
    assert gone.delegators_of("b", "refill", NOON)
    assert not gone.delegators_of("b", "refill", NOON.replace(hour=13))


def test_a_delegation_holds_between_its_dates():
    span = {"valid_from": "2026-11-20T12:00:00Z", "valid_until": "2026-11-20T14:00:00Z"}
    made = settings(delegations=[delegation(**span)])
    hours = [h for h in range(10, 16) if made.delegators_of("b", "refill", NOON.replace(hour=h))]
    assert hours == [12, 13]


def test_texts_of_the_patients_language_come_first():
    made = settings(templates=[text("en"), text("es"), text("en", action="approve")])
    assert [t.language for t in made.texts_for("refill", "deny", "es")] == ["es", "en"]
    assert [t.language for t in made.texts_for("refill", "deny")] == ["en", "es"]
    assert made.texts_for("result", "deny") == ()
    anywhere = settings(templates=[text(action="")])
    assert len(anywhere.texts_for("refill", "deny")) == 1


def test_a_placeholder_that_nobody_can_fill_stays_to_be_seen():
    (made,) = settings(
        templates=[text(body="Hello {patient_given_name}, {practice_phone}")]
    ).templates
    filled = made.filled({"patient_given_name": "Ada", "practice_phone": ""})
    assert filled == "Hello Ada, {practice_phone}"


def test_a_kept_query_comes_back_in_the_queue_it_is_asked_for():
    query = QueueQuery(
        1, "refill", ("refill",), QueueView.ALL, "lisinopril", SortKey.DUE, descending=True
    )
    assert query_from(query_json(query), QueueQuery(1, "refill", ("refill",))) == query
    other = query_from({"view": "dreams", "sort": 7}, QueueQuery(2, "", ("result",)))
    assert other == QueueQuery(2, "", ("result",))


def test_what_does_not_fit_is_left_out_and_the_rest_stays():
    made = desk_settings(
        {
            "views": [{"id": "1"}, 7],
            "templates": None,
            "policies": [],
            "delegations": [delegation(), {"mode": "always"}],
        }
    )
    assert (made.views, made.templates, len(made.delegations)) == ((), (), 1)
    assert desk_settings({}) == DeskSettings()
    assert made.policy("refill") == {}
