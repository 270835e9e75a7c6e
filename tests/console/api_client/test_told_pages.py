"""What is empty is named the next time; only what was told for the same path, and by the portal, counts."""

import pytest

from console.api_client.answers import checked
from console.api_client.told_pages import ToldPages
from console.api_client.transport import Answer
from console.domain.errors import NotThePortalError

MARK = {"Portal-API": "v1"}
JSON = {"Content-Type": "application/json"}
EMPTY = '{"changes": []}'
SAME = Answer(304, MARK, b"", "r2")


def page(text: str, tag: str = "") -> Answer:
    return Answer(200, MARK | JSON | ({"ETag": tag} if tag else {}), text.encode(), "r1")


@pytest.fixture
def told() -> ToldPages:
    made = ToldPages()
    assert made.text(1, "/a", page(EMPTY, '"1"')) == EMPTY
    return made


def test_a_page_with_a_tag_is_named_and_given_again(told: ToldPages):
    assert told.naming(1, "/a") == {"If-None-Match": '"1"'}
    assert told.text(1, "/a", checked(SAME, conditional=True)) == EMPTY


def test_another_path_or_practice_names_nothing(told: ToldPages):
    assert told.naming(1, "/b") == told.naming(2, "/a") == {}


def test_a_page_that_says_something_is_not_kept(told: ToldPages):
    assert told.text(1, "/a", page('{"changes": [1]}')) == '{"changes": [1]}'
    assert told.text(1, "/c", page('{"changes": [2]}')) == '{"changes": [2]}'
    assert told.naming(1, "/c") == {}


@pytest.mark.parametrize("path", ["/b", "/c"])
def test_same_as_what_was_never_told_is_no_page(told: ToldPages, path):
    with pytest.raises(NotThePortalError):
        told.text(1, path, SAME)


def test_unchanged_is_an_answer_only_to_who_has_asked_for_it():
    with pytest.raises(NotThePortalError):
        checked(SAME)


@pytest.mark.parametrize("answer", [Answer(304, {}, b"", "r"), Answer(302, MARK, b"", "r")])
def test_who_does_not_carry_the_portals_mark_says_nothing(answer):
    with pytest.raises(NotThePortalError):
        checked(answer, conditional=True)
