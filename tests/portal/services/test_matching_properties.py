"""What holds for all people: symmetry, more agreement never less score, no stop is walked around."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.services.match.index import ChartIndex
from portal.services.match.levels import FAMILY_ORDER, GIVEN_ORDER, levels
from portal.services.match.people import Chart, person
from portal.services.match.ranking import best_matches
from portal.services.match.weights import MOST, POINTS, total

TODAY = date(2026, 11, 22)
NAMES = [
    "Ada",
    "Adah",
    "Ida",
    "Bill",
    "William",
    "Mary Ann",
    "Mary",
    "José",
    "Иван",
    "Ivan",
    "A",
    "",
]
FAMILIES = ["Byron", "Byrom", "García Márquez", "Garcia", "O'Neil", "Byron Jr", "李", "Li", ""]
BORN = ["1980-02-01", "1980-01-02", "1981-02-01", "1955-02-01", "1980-02-27", "1999-12-31", ""]
LINES = ["12 Harbor St", "12 Harbour Street", "14 Harbor St Apt 2", "1 Elm Rd", ""]
PHONES = ["617 555 0143", "617 555 0144", "852 128 1779", ""]
EMAILS = ["ada@example.org", "adda@example.org", "kim@example.net", ""]
STOPS = [
    {"deceased": True},
    {"status": "merged"},
    {"status": "restricted"},
    {"has_account": True},
    {"distinct": True},
]

fields = st.fixed_dictionaries(
    {
        "given": st.sampled_from(NAMES) | st.text(max_size=12),
        "middle": st.sampled_from(NAMES),
        "family": st.sampled_from(FAMILIES) | st.text(max_size=12),
        "suffix": st.sampled_from(["", "Jr", "Sr"]),
        "born": st.sampled_from(BORN) | st.dates().map(str),
        "sex": st.sampled_from(["female", "male", "unknown"]),
        "line": st.sampled_from(LINES),
        "postal": st.sampled_from(["02109", "01970", "00000", ""]),
        "phone": st.sampled_from(PHONES) | st.text(max_size=15),
        "email": st.sampled_from(EMAILS) | st.text(max_size=15),
    }
)
many = settings(max_examples=150, deadline=None, derandomize=True)


def of(values):
    rest = {k: v for k, v in values.items() if k not in {"line", "postal", "phone", "email"}}
    return person(
        **rest,
        addresses=[(values["line"], "Boston", "MA", values["postal"])],
        phones=[values["phone"]],
        emails=[values["email"]],
        today=TODAY,
    )


def chart(values, key="c", **facts):
    return Chart(key, key, of(values), **facts)


@many
@given(fields, fields)
def test_who_asks_and_whom_is_compared_makes_no_difference(one, other):
    assert levels(of(one), of(other)) == levels(of(other), of(one))


@many
@given(fields)
def test_everybody_agrees_with_themselves(one):
    found = levels(of(one), of(one))
    # an initial, or a name known as a short form of the other, is as far as one letter goes
    assert set(found.values()) <= {"exact", "initial", "missing", "partial", "place", "swapped"}


@many
@given(fields, fields, st.sampled_from(["born", "sex", "phone", "email", "suffix"]))
def test_one_field_more_that_agrees_never_lowers_the_score(one, other, field):
    before = levels(of(one), of(other))
    after = levels(of(one), of({**other, field: one[field]}))
    if one[field] and set(after.values()) - {"missing"}:
        kept = {name: level for name, level in before.items() if name != _name(field)}
        assert kept.items() <= after.items()
        if after[_name(field)] != "missing":
            assert total(after) >= total(before)


def _name(field):
    return "birth_date" if field == "born" else field


@many
@given(fields, st.lists(fields, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_the_charts_changes_nothing(one, others, chance):
    charts = [chart(values, f"c{number}") for number, values in enumerate(others)]
    shuffled = list(charts)
    chance.shuffle(shuffled)
    forward, back = best_matches(of(one), charts), best_matches(of(one), shuffled)
    assert [(m.chart.id, m.score, m.band, m.guard) for m in forward] == [
        (m.chart.id, m.score, m.band, m.guard) for m in back
    ]


@many
@given(fields, fields)
def test_inv6_strong_only_with_birth_date_given_name_and_a_contact(one, other):
    for match in best_matches(of(one), [chart(other)]):
        assert 0 <= match.score <= MOST
        if match.band == "strong":
            found = match.levels
            assert found["birth_date"] == "exact"
            assert found["given_name"] in {"exact", "nickname"}
            assert found["family_name"] not in {"differ", "similar", "missing"}
            assert found["suffix"] != "differ"
            assert "exact" in {found["phone"], found["email"], found["address"]} or (
                found["address"] == "close"
            )
            assert (match.guard, match.why_not_higher) == (None, [])


@many
@given(
    fields,
    fields,
    st.sampled_from(STOPS),
)
def test_inv5_no_chart_behind_a_hard_stop_is_strong(one, other, facts):
    assert all(match.band != "strong" for match in best_matches(of(one), [chart(other, **facts)]))
    assert all(match.band != "strong" for match in best_matches(of(one), [chart(one, **facts)]))


@many
@given(fields)
def test_two_of_one_are_never_strong(one):
    found = best_matches(of(one), [chart(one, "a"), chart(one, "b")])
    assert all(match.band != "strong" for match in found)


@many
@given(fields)
def test_whoever_is_strong_is_found_by_the_index(one):
    asked, charts = of(one), [chart(one)]
    if any(match.band == "strong" for match in best_matches(asked, charts)):
        assert best_matches(asked, ChartIndex(charts).near(asked))


def test_every_level_of_the_names_has_its_points():
    assert set(POINTS["given_name"]) == set(GIVEN_ORDER) - {"missing"}
    assert set(POINTS["family_name"]) == set(FAMILY_ORDER) - {"missing"}
