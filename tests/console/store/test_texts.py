"""What is noted of texts never hides one that contains what was typed, and tells the rest apart."""

import random
import string
from array import array

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.store import listing, texts
from console.store.listing import Listing, terms_of
from console.store.texts import Texts

WORDS = ["ada", "o'hara", "1988-02-04", "02/04/1988", "r-21363", "zoe", "木村", "ß", "li"]
TEXT = st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join)
TYPED = st.lists(
    st.sampled_from(["a", "ad", "ada", "8-0", "/0", "木", "木村", "zz", "ß", "1988"]), max_size=3
)


def nobody_else():
    """Nothing newer is asked for."""


def noted(rows):
    kept = Texts()
    kept.extend(rows)
    while kept.note_some(nobody_else):
        pass
    return kept


def listed(slots):
    order = array("I", slots)
    return Listing(order, range(len(slots)), array("I", range(1, len(slots) + 1)))


@given(st.lists(TEXT, max_size=12), st.lists(TYPED.map(" ".join), max_size=5), st.booleans())
@settings(deadline=None)
def test_a_search_finds_what_looking_through_every_text_finds(rows, typed, is_noted):
    kept = noted(rows) if is_noted else Texts()
    if not is_noted:
        kept.extend(rows)
    slots = list(range(len(rows)))
    random.Random(3).shuffle(slots)
    shown = listed(slots)
    for text in typed:
        if terms := terms_of(text):
            expected = [slot + 1 for slot in slots if all(term in rows[slot] for term in terms)]
            assert list(shown.search(terms, kept, nobody_else)) == expected, text


def test_more_pairs_than_there_are_bits_for_still_lose_no_row(monkeypatch):
    monkeypatch.setattr(listing, "FEW", 0)  # so that nothing is remembered of the search before
    chance = random.Random(5)
    letters = string.ascii_lowercase + string.digits
    rows = ["".join(chance.choices(letters, k=9)) for _ in range(400)]
    kept, shown = noted(rows), listed(range(400))
    for term in [one[at : at + size] for one in rows[:60] for at in (0, 4) for size in (1, 2, 3)]:
        expected = [slot + 1 for slot, text in enumerate(rows) if term in text]
        assert list(shown.search((term,), kept, nobody_else)) == expected, term


def test_who_noted_all_looks_through_no_text_for_a_pair_of_letters(monkeypatch):
    kept = noted(["ada byron", "bo li", "adele"])
    monkeypatch.setattr(Texts, "with_", lambda *_: pytest.fail("a text was looked through"))
    assert list(kept.perhaps_with(("ad",))) == [1, 0, 1]
    assert list(listed([2, 1, 0]).search(("ad",), kept, nobody_else)) == [3, 1]


def test_a_text_that_changes_is_noted_anew():
    kept = noted(["ada", "bo"])
    kept.put(0, "zoe")
    kept.put(2, "new")
    assert list(kept.perhaps_with(("ad",))) == [0, 0, 0]
    assert list(kept.perhaps_with(("zo",))) == [1, 0, 0]
    assert list(kept.perhaps_with(("ne",))) == [0, 0, 1]


def test_texts_are_noted_in_short_parts():
    kept, calls = Texts(), []
    kept.extend(["ada"] * (texts.NOTED_AT_ONCE + 1))
    assert kept.note_some(lambda: calls.append(1))
    assert kept.perhaps_with(("ad",)) is None
    assert not kept.note_some(lambda: calls.append(1))
    assert kept.perhaps_with(("ad",)) == bytes([1]) * (texts.NOTED_AT_ONCE + 1)
    assert len(calls) == 2
