"""`portal-server charts` as it is typed: files in, charts made, everything counted."""

import gzip
import io
import json
import shutil

import pytest
from sqlalchemy import func, select

from portal.__main__ import main
from portal.db.engine import Database
from portal.db.tables import patient
from portal.db.unit_of_work import Scope
from tests.support.fhir_things import PATIENT, bundle, observation


def people(count):
    """Patients with numbers of their own."""
    number = PATIENT["identifier"][0]
    return [
        PATIENT | {"id": f"p{n}", "identifier": [number | {"value": f"R-{n}"}]}
        for n in range(count)
    ]


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """A portal with a practice and nobody in it, to copy."""
    place = tmp_path_factory.mktemp("begun")
    words = ["--practice-name", "North", "--admin-name", "Ann", "--password-stdin"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdin", io.StringIO("a long enough password\n"))
        assert main(["init", "--data-dir", str(place), *words]) == 0
    return place


@pytest.fixture
def folder(begun, tmp_path, capsys):
    shutil.copytree(begun, tmp_path, dirs_exist_ok=True)
    capsys.readouterr()
    return tmp_path


@pytest.fixture
def charts(folder, capsys):
    """Runs the command on a file's bytes; gives the exit status, what it said, and complained of."""

    def run(data, *words, name="people.ndjson"):
        path = folder / name
        path.write_bytes(data)
        status = main(["charts", str(path), "--data-dir", str(folder), *words])
        told = capsys.readouterr()
        return status, told.out.splitlines(), told.err.splitlines()

    return run


def lines(*records):
    return b"\n".join(json.dumps(one).encode() for one in records) + b"\n"


def test_lines_of_patients_are_imported_once(charts, folder):
    data = gzip.compress(lines(*people(1_100)))
    assert charts(data, name="people.ndjson.gz")[:2] == (
        0,
        [
            "1100 charts made, 0 there already, 0 left out.",
            "Record numbers of urn:practice count from now on.",
        ],
    )
    assert charts(data, name="people.ndjson.gz")[:2] == (
        0,
        ["0 charts made, 1100 there already, 0 left out."],
    )
    with Database.open(f"sqlite:///{folder / 'portal.db'}").read(Scope.of([1])) as reader:
        assert reader.execute(select(func.count()).select_from(patient)).scalar_one() == 1_100


def test_a_bundle_and_a_single_patient_are_read_as_well(charts):
    made = bundle(*people(2), observation(valueInteger=1))
    assert charts(json.dumps(made, indent=1).encode())[1][0] == (
        "2 charts made, 0 there already, 0 left out."
    )
    assert charts(json.dumps(people(3)[2], indent=1).encode())[1] == [
        "1 charts made, 0 there already, 0 left out."
    ]


def test_what_can_not_be_a_chart_is_said_by_its_line_and_nothing_of_it(charts):
    status, said, complaints = charts(
        b"\xef\xbb\xbf" + lines(people(1)[0], PATIENT | {"birthDate": "1980"}) + b"{broken\n\n"
    )
    assert (status, said[0]) == (1, "1 charts made, 0 there already, 2 left out.")
    assert [one.split(":", 1)[1] for one in complaints] == [
        "2: no whole birth date up to today; left out",
        "3: not a Patient resource; left out",
    ]
    assert "Byron" not in "".join(complaints)


def test_of_a_wrong_file_only_the_first_lines_are_said(charts):
    status, said, complaints = charts(b"MSH|no chart\n" * 500)
    assert (status, said) == (1, ["0 charts made, 0 there already, 500 left out."])
    assert len(complaints) == 21
    assert complaints[-1].endswith("480 more left out. Is it a file of FHIR Patients?")


def test_an_authority_that_is_named_counts_from_then_on(charts):
    assert charts(lines(PATIENT), "--authority", "PRACTICE")[1][1:] == [
        "Record numbers of PRACTICE count from now on.",
        "Record numbers of urn:practice count from now on.",
    ]
    assert charts(lines(PATIENT))[1][1:] == []


@pytest.mark.parametrize(
    ("data", "name", "words", "said"),
    [
        (b"<Bundle/>", "x.xml", [], "JSON"),
        (b"\x1f\x8b broken", "x.gz", [], "damaged"),
        (b"{}", "x.json", ["--practice", "9"], "no practice 9"),
    ],
)
def test_what_can_not_be_done_is_one_sentence(charts, data, name, words, said):
    status, _, complaints = charts(data, *words, name=name)
    assert status == 2
    assert len(complaints) == 1
    assert said in complaints[0]
