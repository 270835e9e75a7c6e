"""The folded texts of all rows, and which of them contain what was typed.

A text is looked through letter by letter only where it can not be told otherwise: of each row it is noted which
letters and which pairs of neighbouring letters occur in its words, a bit for each, as a signature file does
(Faloutsos and Christodoulakis, 1984). All rows' bits for a pair are one slice of one string of bytes, and the
pairs of a term are laid over each other as one whole number: what most rows contain costs no more than what
nobody does.
"""

import zlib
from collections.abc import Iterable, Sequence
from itertools import chain, compress, repeat
from operator import add, contains
from typing import TypeAlias

from console.store.ordering import Check

SEARCHED_AT_ONCE = 20_000
"""Rows that are searched in one go: about a millisecond of the interpreter's lock."""
NOTED_AT_ONCE = 1_000
_WIDTH = 64  # bytes a row; the words of a hundred thousand rows have some eight hundred pairs
_OWN = 448
"""So many letters and pairs have a bit for themselves: those that come first, hence the frequent ones. The
others share what bits are left."""
_WORDS_KEPT = 65_536
_PICK = [bytes(byte >> bit & 1 for byte in range(256)) for bit in range(8)]

_PAIR = 2

Terms: TypeAlias = tuple[str, ...]


class Texts:
    """A text for each slot. `note_some` makes searching quick, a part at a time; until then all are looked through."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._noted = bytearray()  # of the first rows, so many as are noted yet
        self._bits = _Bits()
        self._words: dict[str, int] = {}  # bits of words that come again and again

    def __getitem__(self, slot: int) -> str:
        return self._texts[slot]

    def extend(self, texts: Iterable[str]) -> None:
        """Take the texts of further slots."""
        self._texts.extend(texts)

    def put(self, slot: int, text: str) -> None:
        """Another text for a slot, or the first one of the next slot."""
        if slot == len(self._texts):
            self._texts.append(text)
        self._texts[slot] = text
        at = slot * _WIDTH
        if at <= len(self._noted):
            self._noted[at : at + _WIDTH] = self._note(text)

    def note_some(self, check: Check) -> bool:
        """Note what the next texts contain; False when all are noted. `check` is called in between."""
        start = len(self._noted) // _WIDTH
        part = self._texts[start : start + NOTED_AT_ONCE]
        self._noted += b"".join(map(self._note, part))
        check()
        if len(part) < NOTED_AT_ONCE:
            self._words.clear()
        return len(part) == NOTED_AT_ONCE

    def perhaps_with(self, terms: Terms) -> bytes | None:
        """For each slot 0 where its text surely lacks one of the terms, which have no blanks in them; else 1.

        None as long as not all texts are noted.
        """
        if len(self._noted) < len(self._texts) * _WIDTH:
            return None
        return self._noted_for(set(chain.from_iterable(map(_features, terms))))

    def is_surely(self, term: str) -> bool:
        """Whether what is noted tells of each text whether the term is in it."""
        return len(term) <= _PAIR and all(
            self._bits.get(one, 0) < 1 << _OWN for one in _features(term)
        )

    def with_(self, term: str, slots: Sequence[int], check: Check) -> list[int]:
        """Those of the slots whose texts contain the term; these are looked through."""
        found: list[int] = []
        for start in range(0, len(slots), SEARCHED_AT_ONCE):
            part = slots[start : start + SEARCHED_AT_ONCE]
            texts = map(self._texts.__getitem__, part)
            found.extend(compress(part, map(contains, texts, repeat(term))))
            check()
        return found

    def _noted_for(self, features: set[str]) -> bytes:
        """For each slot 1 where the row has the bits of all these; rows that share a bit with them have it, too."""
        if not features <= self._bits.keys():
            return bytes(len(self._texts))
        found = -1  # all bits are set
        for bit in {self._bits[feature].bit_length() - 1 for feature in features}:
            flags = self._noted[bit >> 3 :: _WIDTH].translate(_PICK[bit & 7])
            found &= int.from_bytes(flags, "little")
        return found.to_bytes(len(self._texts), "little")

    # What is noted

    def _note(self, text: str) -> bytes:
        noted, words = 0, self._words
        for word in text.split():
            bits = words.get(word)
            noted |= self._bits_of(word) if bits is None else bits
        return noted.to_bytes(_WIDTH, "little")

    def _bits_of(self, word: str) -> int:
        noted, bit_of = 0, self._bits.__getitem__
        for bit in map(bit_of, word):
            noted |= bit
        for bit in map(bit_of, map(add, word, word[1:])):
            noted |= bit
        if len(self._words) > _WORDS_KEPT:
            self._words.clear()
        self._words[word] = noted
        return noted


class _Bits(dict[str, int]):
    """The bit, as a number with nothing else in it, of each letter and pair that has come."""

    def __missing__(self, feature: str) -> int:
        bit = len(self)
        if bit >= _OWN:
            bit = _OWN + zlib.crc32(feature.encode("utf-8", "surrogatepass")) % (_WIDTH * 8 - _OWN)
        self[feature] = 1 << bit
        return self[feature]


def _features(term: str) -> Iterable[str]:
    """What a text that contains the term is known by."""
    return map(add, term, term[1:]) if len(term) > 1 else (term,)
