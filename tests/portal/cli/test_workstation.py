"""`portal-server workstation`, `staff disable` and `staff enable`, as they are typed."""

import io

import pytest

from portal.__main__ import main
from portal.db.engine import Database
from portal.db.tables import staff
from portal.db.unit_of_work import Scope
from portal.domain.problems import Problem, ProblemType
from portal.security.sessions import Sessions
from portal.security.tokens import RefreshTokens
from tests.support.installation import Installation
from tests.support.workstation_house import SECRET, House


class Practice:
    """A practice in a folder; `at_work` is its administrator at a new workstation."""

    def __init__(self, folder):
        self.folder = folder
        self.database = Database.open(f"sqlite:///{folder / 'portal.db'}")
        self.house = House(self.database)
        self.sessions = Sessions(self.database, RefreshTokens(SECRET))

    def at_work(self):
        self.mine = Installation("Front desk")
        (person,) = self.house.rows(staff)
        self.token = self.database.write(
            Scope.of([1]), lambda uow: self.sessions.open(uow, person["id"], "test")
        ).access_token
        self.house.workstations.register(self.sessions.recognise(self.token), self.mine.next())

    def run(self, *words):
        return main([*words, "--data-dir", str(self.folder)])

    def refusal(self):
        with pytest.raises(Problem) as caught:
            self.sessions.recognise(self.token)
        return caught.value


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    folder = tmp_path_factory.mktemp("practice")
    words = ["--practice-name", "North", "--admin-name", "Ann", "--password-stdin"]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("sys.stdin", io.StringIO("a long enough password\n"))
        assert main(["init", "--data-dir", str(folder), *words]) == 0
    made = Practice(folder)
    yield made
    made.database.close()


@pytest.fixture
def practice(opened, capsys):
    opened.at_work()
    capsys.readouterr()
    return opened


def test_a_workstation_is_listed_and_ended_for_good(practice, capsys):
    assert practice.run("workstation", "list") == 0
    lines = capsys.readouterr().out.splitlines()
    (line,) = [line for line in lines if line.startswith(practice.mine.id)]
    assert line.split("\t")[2:4] == ["Front desk", "active"]
    revoke = ("workstation", "revoke", practice.mine.id, "--reason", "Lost", "--wipe")
    assert practice.run(*revoke) == 0
    assert "next contact" in capsys.readouterr().out
    refused = practice.refusal()
    assert (refused.type, refused.extra) == (ProblemType.WORKSTATION_REVOKED, {"wipe": True})
    assert practice.run(*revoke) == 0
    assert "before" in capsys.readouterr().out
    assert practice.run("workstation", "list", "--username", "nobody") == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["revoke", "0193b000-0000-7000-8000-000000000001", "--reason", "x"], "no workstation"),
        (["revoke", "x", "--reason", " "], "reason"),
    ],
)
def test_what_can_not_be_done_is_said_in_a_sentence(practice, capsys, words, said):
    assert practice.run("workstation", *words) == 2
    told = capsys.readouterr().err
    assert said in told
    assert len(told.strip().splitlines()) == 1


@pytest.mark.invariant("I17")
def test_i17_somebody_is_disabled_at_once_and_let_in_again(practice, capsys):
    (person,) = practice.house.rows(staff)
    words = ("--username", person["username"])
    assert practice.run("staff", "disable", *words) == 0
    assert practice.refusal().type is ProblemType.ACCOUNT_DISABLED
    assert practice.run("staff", "enable", *words) == 0
    refused = practice.refusal()  # the person is back, the workstation is not
    assert (refused.type, refused.extra) == (ProblemType.WORKSTATION_REVOKED, {"wipe": True})
    assert practice.run("staff", "disable", "--username", "nobody") == 2
    assert "no staff member" in capsys.readouterr().err
    assert practice.house.desk.verify(1).ok
