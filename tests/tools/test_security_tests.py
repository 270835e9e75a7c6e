"""The page of security tests says what the markers say, and misses nothing that is listed."""

import textwrap

import pytest

from tools import security_tests

ROWS = {
    "threat": {"T1": {"title": "Theft"}, "T2": {"title": "Fire", "open": "Nobody can."}},
    "invariant": {"I1": {"title": "Once"}},
    "field": {"upload": {"title": "An upload"}},
}


@pytest.fixture
def tests_of(tmp_path, monkeypatch):
    """The markers of a made-up module of tests."""

    def read(text):
        monkeypatch.setattr(security_tests, "ROOT", tmp_path)
        (tmp_path / "tests").mkdir(exist_ok=True)
        (tmp_path / "tests" / "test_it.py").write_text(textwrap.dedent(text))
        return list(security_tests.proofs_in(tmp_path / "tests"))

    return read


def test_markers_of_functions_and_modules_are_read(tests_of):
    found = tests_of(
        """
        pytestmark = [pytest.mark.field("upload"), pytest.mark.postgresql]

        @pytest.mark.threat("T1")
        @pytest.mark.invariant("I1", "I2")
        async def test_one(): ...

        @pytest.mark.soak
        @pytest.mark.threat("T2")
        def test_two(): ...
        """
    )
    assert [(one.kind, one.name, one.test, one.is_soak) for one in found] == [
        ("field", "upload", "", False),
        ("threat", "T1", "test_one", False),
        ("invariant", "I1", "test_one", False),
        ("invariant", "I2", "test_one", False),
        ("threat", "T2", "test_two", True),
    ]


def test_what_is_listed_and_not_tested_is_a_fault_unless_it_says_why(tests_of):
    found = tests_of('@pytest.mark.threat("T9")\n@pytest.mark.soak\ndef test_one(): ...\n')
    assert security_tests.faults_of(ROWS, found) == [
        "tests/test_it.py: threat 'T9' is in no row of security_rows.toml.",
        "field upload has no test that runs each time.",
        "invariant I1 has no test that runs each time.",
        "threat T1 has no test that runs each time.",
    ]


def test_the_page_names_tests_and_what_is_not_covered(tests_of):
    page = security_tests.page_of(
        ROWS, tests_of('@pytest.mark.threat("T1")\ndef test_one(): ...\n')
    )
    assert "- [tests/test_it.py](../tests/test_it.py): `test_one`\n" in page
    assert "**T2** Fire\n\n- *no test*\n- Not covered: Nobody can.\n" in page


def test_the_page_of_this_project_is_current():
    assert security_tests.main(["check"]) == 0
