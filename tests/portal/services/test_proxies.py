"""Links of care managers: who, on what basis, how long, and two desks at once (DOMAIN F46–F51, §5.2)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from portal.db.engine import Database
from portal.db.tables import item, patient, proxy_link
from portal.db.unit_of_work import Scope
from portal.domain.problems import Problem, ProblemType
from portal.services import (
    activation,
    proxies,
    proxy_birthdays,
    proxy_clock,
    proxy_endings,
    proxy_lists,
)
from portal.services.dependents import charts_of
from portal.services.policies import store
from portal.services.policies.access import AccessPolicy
from portal.services.proxy_people import Named
from portal.services.proxy_rules import Wanted
from tests.support.gate_world import GateWorld
from tests.support.movable_clock import MovableClock
from tests.support.practice_world import on_both
from tests.support.together import at_once

TODAY = date(2026, 11, 20)
CHILD, TEEN, ADULT = date(2019, 5, 2), date(2008, 11, 21), date(1980, 2, 1)
CONSENT = {"basis": "patient_consent", "evidence": ("signed_authorization", "photo_id")}
PARENTAL = {"basis": "parental", "evidence": ("birth_certificate", "photo_id")}
COURT = {"basis": "court_order", "evidence": ("court_order", "photo_id")}


@pytest.fixture
def clock():
    return MovableClock()


@pytest.fixture
def world(request, clock):
    engine = getattr(request, "param", "sqlite")
    database = Database.open(request.getfixturevalue(f"{engine}_url"), clock)
    yield Links(database)
    database.close()


class Links(GateWorld):
    """A practice where an adult, enrolled, is to act for patients of any age."""

    def __init__(self, database):
        super().__init__(database)
        self.other = self.chart(given_name="Kim")
        self.manager_login = self.login(chart=self.other, given_name="Kim")
        self.staff_ids = {name: one.staff_id for name, one in self.actors.items()}

    def prepare(self, chart, relationship="spouse", **changed):
        options = {"scope": "full", "starts_on": TODAY, "ends_on": None} | CONSENT | changed
        mutual, who = options.pop("mutual", False), options.pop("who", "front_desk")
        named = options.pop("named", Named(patient_id=self.other))
        wanted = Wanted(relationship=relationship, **options)
        return self.database.write(
            Scope.of([1]),
            lambda uow: proxies.prepare(
                uow, 1, chart, named, wanted, mutual=mutual, staff_id=self.staff_ids[who]
            ),
        )

    def rule(self, *args, **changed):
        with pytest.raises(Problem) as refusal:
            self.prepare(*args, **changed)
        problem = refusal.value
        return problem.extra.get("rule") or problem.extra["errors"][0]["code"]

    def do(self, act, link, **more):
        return self.database.write(Scope.of([1]), lambda uow: act(uow, 1, link, **more))

    def approve(self, link, who="admin", version=1):
        staff_id = self.staff_ids[who]
        self.do(proxy_endings.approve, link, expected_version=version, staff_id=staff_id)

    def revoke(self, link, reason="PATIENT_ASKED"):
        self.do(proxy_endings.revoke, link, reason=reason, staff_id=self.staff_ids["nurse"])

    def change(self, link, version=1, scope="full", ends_on=None):
        return self.do(
            proxies.change,
            link,
            expected_version=version,
            scope=scope,
            ends_on=ends_on,
            staff_id=self.staff_ids["nurse"],
        )

    def of(self, chart, who="admin"):
        with self.database.read(Scope.of([1])) as reader:
            return proxy_lists.of_patient(reader, 1, chart, self.actors[who])

    def found(self, show, **more):
        with self.database.read(Scope.of([1])) as reader:
            return proxy_lists.search(reader, 1, self.actors["admin"], show, **more)

    def access(self, **settings):
        def work(uow):
            version = store.held(uow, 1, AccessPolicy).version
            store.change(
                uow,
                1,
                AccessPolicy(**settings),
                expected_version=version,
                actor_id=None,
                reason="As told",
            )

        self.database.write(Scope.of([1]), work)


@pytest.mark.parametrize(
    ("born", "wanted", "approval", "ends_on"),
    [
        (ADULT, {}, "wanted", None),
        (ADULT, {"ends_on": date(2027, 1, 1)}, "wanted", date(2027, 1, 1)),
        (CHILD, {"relationship": "parent", **PARENTAL}, "given", date(2037, 5, 2)),
        (TEEN, {"relationship": "parent", **PARENTAL}, "given", date(2026, 11, 21)),
        (CHILD, {"relationship": "legal_guardian", **COURT}, "wanted", None),
        (
            CHILD,
            {"relationship": "legal_guardian", **COURT, "ends_on": date(2030, 1, 1)},
            "given",
            date(2030, 1, 1),
        ),
        (
            CHILD,
            {"relationship": "parent", **PARENTAL, "ends_on": date(2050, 1, 1)},
            "given",
            date(2037, 5, 2),
        ),
    ],
)
def test_b11_access_on_a_day_of_age_needs_a_second_person(world, born, wanted, approval, ends_on):
    (link,) = world.prepare(world.chart(birth_date=born), **wanted)
    row = world.one(proxy_link, link)
    assert (row["approval"], row["ends_on"]) == (approval, ends_on)


def test_b11_a_practice_may_do_without_the_second_person(world):
    world.access(adult_proxy_approval=False)
    (link,) = world.prepare(world.chart())
    assert world.one(proxy_link, link)["approval"] == "given"


@pytest.mark.parametrize(
    ("born", "wanted", "rule"),
    [
        (ADULT, {"evidence": ("photo_id",)}, "BASIS_NOT_PROVEN"),
        (ADULT, {"relationship": "parent", **PARENTAL}, "BASIS_DOES_NOT_FIT"),
        (CHILD, {}, "BASIS_DOES_NOT_FIT"),
        (CHILD, {"relationship": "sibling", **PARENTAL}, "BASIS_DOES_NOT_FIT"),
        (ADULT, {"ends_on": TODAY}, "ends_too_early"),
        (ADULT, {"starts_on": date(2027, 1, 1), "ends_on": date(2026, 12, 1)}, "ends_too_early"),
        (CHILD, {"relationship": "parent", "mutual": True, **PARENTAL}, "NOT_MUTUAL"),
        (ADULT, {"mutual": True}, "PATIENT_HAS_NO_ACCOUNT"),
    ],
)
def test_f47_a_link_stands_on_a_basis_that_was_proven(world, born, wanted, rule):
    assert world.rule(world.chart(birth_date=born), **wanted) == rule
    assert world.all_of(proxy_link) == []


def test_f51_a_grown_child_may_let_a_parent_act(world):
    """A parent's right ends with the eighteenth birthday; what an adult allows does not."""
    chart = world.chart(birth_date=date(2005, 1, 1))
    (link,) = world.prepare(chart, "parent")
    world.approve(link)
    (shown,) = world.of(chart)
    assert (shown["state"], shown["effective_scope"]) == ("holds", "full")
    world.work()
    waiting = world.result(chart)
    assert [one["sees"] for one in world.content(waiting)["audience"]["viewers"]] == [True]


def test_f47_a_care_manager_is_a_living_grown_up_with_a_login_of_their_own(world):
    chart = world.chart()
    login = world.login(chart=chart, username="ada.byron")
    teen = world.chart(birth_date=TEEN)
    world.login(chart=teen)
    dead = world.chart(deceased_on=date(2026, 1, 1))
    world.login(chart=dead)
    stranger = world.login(username="from.elsewhere", status="closed")
    for named, rule in (
        (Named(patient_id=chart), "CARE_MANAGER_IS_THE_PATIENT"),
        (Named(username="ADA.Byron"), "CARE_MANAGER_IS_THE_PATIENT"),
        (Named(patient_id=teen), "CARE_MANAGER_IS_A_MINOR"),
        (Named(patient_id=dead), "CARE_MANAGER_DECEASED"),
        (Named(patient_id=world.chart()), "CARE_MANAGER_HAS_NO_ACCOUNT"),
        (Named(username="nobody.here"), "CARE_MANAGER_UNKNOWN"),
    ):
        assert world.rule(chart, named=named) == rule
    elsewhere = Named(username="from.elsewhere")
    unseen = {"named": elsewhere, "evidence": ("signed_authorization",)}
    assert world.rule(chart, **unseen) == "CARE_MANAGER_NOT_IDENTIFIED"
    (link,) = world.prepare(chart, named=elsewhere)
    assert world.one(proxy_link, link)["account_id"] == stranger.account_id
    assert login.account_id


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"deceased_on": date(2026, 11, 1)}, "DECEASED"),
        ({"status": "restricted"}, "CHART_RESTRICTED"),
        ({"status": "merged"}, "CHART_MERGED"),
    ],
)
def test_f51_nobody_acts_for_a_chart_that_is_closed(world, changed, rule):
    assert world.rule(world.chart(**changed)) == rule


def test_s54_where_the_band_allows_nobody_no_link_is_made(world):
    bands = [{"from_age": 0, "to_age": 12}, {"from_age": 12, "to_age": 18, "proxy_scope": "none"}]
    world.policy(bands=[*bands, {"from_age": 18}])
    assert world.rule(world.chart(birth_date=TEEN), "parent", **PARENTAL) == "BAND_NO_PROXY"


@on_both
def test_two_desks_at_once_make_one_link(world):
    chart = world.chart()
    made = at_once(2, lambda n: world.prepare(chart, who=("front_desk", "nurse")[n]))
    assert made[0] == made[1]
    assert len(world.all_of(proxy_link)) == 1


@on_both
def test_two_desks_at_once_make_one_mutual_pair(world):
    chart = world.chart(given_name="Ada")
    world.login(chart=chart)

    def work(number):
        if number:
            return world.prepare(chart, mutual=True)
        ada = Named(patient_id=chart)
        return world.prepare(world.other, named=ada, mutual=True)[::-1]

    made = at_once(2, work)
    assert made[0] == made[1]
    assert len(world.all_of(proxy_link)) == 2


@on_both
def test_b11_an_approval_and_a_revocation_at_once_end_in_no_link(world):
    for _ in range(4):
        chart = world.chart()
        (link,) = world.prepare(chart)

        def act(number, link=link):
            try:
                return (world.approve, world.revoke)[number](link)
            except Problem as problem:
                return problem.extra["rule"]

        assert at_once(2, act) in ([None, None], ["LINK_NOT_WAITING", None])
        assert world.of(chart)[0]["state"] == "revoked"


def test_a_link_of_other_terms_is_named_to_who_asks_for_one_more(world):
    chart = world.chart()
    (link,) = world.prepare(chart)
    with pytest.raises(Problem) as refusal:
        world.prepare(chart, scope="limited")
    assert refusal.value.extra == {"rule": "LINK_EXISTS", "proxy_id": link}


def test_b11_more_of_an_adults_record_waits_while_the_old_link_goes_on(world):
    chart = world.chart()
    (link,) = world.prepare(chart, scope="limited")
    world.approve(link)
    fuller = world.change(link, version=2)
    assert fuller != link == world.change(link, version=2, scope="limited")
    assert world.change(link, version=2) == fuller, "asked for twice, it waits once"
    states = {one["id"]: (one["state"], one["effective_scope"]) for one in world.of(chart)}
    assert states == {link: ("holds", "limited"), fuller: ("waiting", "none")}
    with pytest.raises(Problem) as refusal:
        world.do(
            proxy_endings.approve,
            fuller,
            expected_version=1,
            staff_id=world.staff_ids["nurse"],
        )
    assert refusal.value.extra["rule"] == "PREPARER"
    world.approve(fuller)
    states = {one["id"]: (one["state"], one["end_reason"]) for one in world.of(chart)}
    assert states == {fuller: ("holds", ""), link: ("revoked", "REPLACED")}


def test_less_takes_effect_at_once(world):
    chart = world.chart()
    (link,) = world.prepare(chart)
    world.approve(link)
    soon = TODAY + timedelta(days=5)
    assert world.change(link, version=2, scope="limited", ends_on=soon) == link
    (shown,) = world.of(chart)
    assert (shown["effective_scope"], shown["ends_on"], shown["version"]) == ("limited", soon, 3)
    with pytest.raises(Problem) as refusal:
        world.change(link, version=2, scope="limited", ends_on=soon)
    assert refusal.value.type is ProblemType.VERSION_CONFLICT


def test_a_refused_link_never_holds_and_may_be_prepared_anew(world):
    chart = world.chart()
    (link,) = world.prepare(chart)
    world.do(
        proxy_endings.refuse,
        link,
        expected_version=1,
        reason="NOT_PROVEN",
        staff_id=world.staff_ids["admin"],
    )
    with pytest.raises(Problem):
        world.approve(link, version=2)
    assert [one["state"] for one in world.of(chart)] == ["refused"]
    (again,) = world.prepare(chart)
    assert again != link


def test_b11_what_was_true_when_it_was_prepared_is_asked_again_at_the_approval(world, clock):
    chart = world.chart()
    (link,) = world.prepare(chart, ends_on=date(2026, 11, 25))
    clock.at = datetime(2026, 11, 25, 9, tzinfo=UTC)
    with pytest.raises(Problem) as refusal:
        world.approve(link)
    assert refusal.value.extra["rule"] == "LINK_OUTLIVED"
    dead = world.chart()
    (other,) = world.prepare(dead)
    _set(world, patient, dead, deceased_on=date(2026, 11, 24))
    with pytest.raises(Problem) as refusal:
        world.approve(other)
    assert refusal.value.extra["rule"] == "DECEASED"


def _set(world, table, key, **values):
    world.database.write(
        Scope.of([1]),
        lambda uow: uow.execute(table.update().where(table.c.id == key).values(**values)),
    )


def _reasons(world):
    return {row["id"]: row["revoke_reason"] for row in world.all_of(proxy_link)}


@on_both
def test_f51_the_clock_ends_links_whose_day_has_come_and_says_why(world, clock):
    teen, child, adult, gone = (
        world.chart(birth_date=TEEN),
        world.chart(birth_date=CHILD),
        world.chart(),
        world.chart(),
    )
    (of_age,) = world.prepare(teen, "parent", **PARENTAL)
    (stays,) = world.prepare(child, "parent", **PARENTAL)
    (ends,) = world.prepare(adult, ends_on=date(2026, 11, 21))
    world.approve(ends)
    (dies,) = world.prepare(gone)
    assert proxy_clock.sweep_practice(world.database, 1) == 0
    _set(world, patient, gone, deceased_on=TODAY)
    clock.at = datetime(2026, 11, 21, 0, 0, 1, tzinfo=UTC)
    waiting = world.result(adult)
    assert proxy_clock.sweep_practice(world.database, 1) == 3
    assert proxy_clock.sweep_practice(world.database, 1) == 0, "looking twice changes nothing"
    assert _reasons(world) == {of_age: "OF_AGE", stays: "", ends: "END_REACHED", dies: "DECEASED"}
    assert world.one(item, waiting.id)["version"] >= 1


def test_f51_a_parents_link_without_an_end_ends_with_majority_all_the_same(world, clock):
    chart = world.chart(birth_date=TEEN)
    world.manager(chart, "mother")
    clock.at = datetime(2026, 11, 21, 0, 0, 1, tzinfo=UTC)
    assert proxy_clock.sweep_practice(world.database, 1) == 1
    assert list(_reasons(world).values()) == ["OF_AGE"]


def test_f51_when_the_care_manager_has_died_the_link_ends(world):
    (link,) = world.prepare(world.chart())
    world.approve(link)
    _set(world, patient, world.other, deceased_on=TODAY)
    assert proxy_clock.sweep_practice(world.database, 1) == 1
    assert _reasons(world) == {link: "DECEASED"}


@on_both
def test_f51_a_deactivated_account_acts_for_nobody_any_more(world):
    charts = [world.chart(), world.chart()]
    for chart in charts:
        (link,) = world.prepare(chart)
        world.approve(link)
    kim, admin = world.manager_login.account_id, world.staff_ids["admin"]
    world.database.write(
        Scope.of([1]),
        lambda uow: activation.sever(uow, 1, kim, actor_id=admin, reason="MISUSE"),
    )
    assert set(_reasons(world).values()) == {"ACCOUNT_DEACTIVATED"}
    assert charts_of(world.database, world.manager_login, limited=True) == [(1, world.other)]


def test_i19_ending_a_link_lets_open_results_say_who_sees_them(world):
    chart = world.chart()
    (link,) = world.prepare(chart)
    world.approve(link)
    waiting = world.result(chart)
    assert len(world.content(waiting)["audience"]["viewers"]) == 1
    world.revoke(link)
    world.work()
    assert world.content(waiting)["audience"]["viewers"] == []


def test_f51_the_list_of_links_that_end_soon_goes_by_their_end(world):
    ends = [date(2026, 12, 24), date(2026, 12, 1), date(2027, 6, 1), None]
    links = {}
    for ends_on in ends:
        (link,) = world.prepare(world.chart(), ends_on=ends_on)
        world.approve(link)
        links[ends_on] = link
    (waiting,) = world.prepare(world.chart(), ends_on=date(2026, 11, 30))
    assert [one["id"] for one in world.found("ending")] == [links[ends[1]], links[ends[0]]]
    assert [one["id"] for one in world.found("waiting")] == [waiting]
    first = world.found("all", limit=2)
    rest = world.found("all", after=first[-1]["id"])
    assert [one["id"] for one in first + rest] == [
        waiting,
        links[ends[1]],
        links[ends[0]],
        links[ends[2]],
        links[None],
    ]


def test_b11_the_list_says_to_the_preparer_why_they_may_not_approve(world):
    chart = world.chart()
    world.prepare(chart, who="admin")
    shown = {who: world.of(chart, who)[0] for who in ("admin", "front_desk")}
    bars = {who: (one["approve_bar"], one["actions"]) for who, one in shown.items()}
    assert bars == {
        "admin": ("PREPARER", ["refuse", "revoke"]),
        "front_desk": ("NOT_PERMITTED", ["revoke"]),
    }


@pytest.mark.parametrize(
    ("born", "on", "turns"),
    [
        (date(2010, 12, 1), date(2026, 12, 1), 16),
        (date(2008, 11, 20), date(2026, 11, 20), 18),
        (date(2012, 2, 29), date(2027, 3, 1), 15),
        (date(2009, 1, 15), date(2027, 1, 15), 18),
    ],
)
def test_f51_birthdays_from_twelve_to_eighteen(world, born, on, turns):
    chart = world.chart(birth_date=born)
    world.manager(chart)
    for other in (date(2016, 12, 1), date(2000, 12, 1), date(2010, 6, 1)):
        world.manager(world.chart(birth_date=other))
    world.chart(birth_date=date(2010, 12, 2))  # nobody acts for them, and they have no login
    with world.database.read(Scope.of([1])) as reader:
        rows = proxy_birthdays.birthdays(reader, 1, from_age=12, to_age=18, days=101)
    assert [(one["patient"]["id"], one["on"], one["turns"]) for one in rows] == [(chart, on, turns)]
    assert rows[0]["links"] == 1


def test_f51_a_birthday_says_what_it_changes(world):
    chart = world.chart(birth_date=date(2013, 12, 1))
    world.manager(chart)
    with world.database.read(Scope.of([1])) as reader:
        (row,) = proxy_birthdays.birthdays(reader, 1, from_age=12, to_age=18, days=60)
    assert row["turns"] == 13
    assert row["before"]["blocked"] == []
    assert "hiv" in row["after"]["blocked"]
