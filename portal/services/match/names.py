"""Names as people and programs write them, brought to where they can be compared.

Any script; accents, case, punctuation and spacing carry no identity. A digit that a generator or a
scanner left behind a name is taken off, a title too; a suffix such as Jr is evidence of its own.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii
from jellyfish import metaphone

_APOSTROPHES = str.maketrans("", "", "'’‘`´ʻʼ′")
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"}
)
_SEPARATORS = re.compile(r"[\s\-‐‑‒–—,./\\()\[\]\"“”_+&;|]+")
_ODD = re.compile(r"[^\w]+")
_DIGITS_BEHIND = re.compile(r"(?<=[^\W\d])\d+$")
_LATIN = re.compile(r"[a-z0-9]*")

SUFFIXES = {
    **dict.fromkeys(("jr", "junior", "jnr"), "jr"),
    **dict.fromkeys(("sr", "senior", "snr"), "sr"),
    **dict.fromkeys(("ii", "2nd"), "ii"),
    **dict.fromkeys(("iii", "3rd"), "iii"),
    **dict.fromkeys(("iv", "4th"), "iv"),
}
_TITLES = {"mr", "mrs", "ms", "miss", "dr", "md", "phd", "jd", "esq", "rn", "dds", "mx", "prof"}
_PARTICLES = frozenset(
    [
        "de",
        "del",
        "della",
        "di",
        "da",
        "do",
        "dos",
        "das",
        "du",
        "la",
        "las",
        "le",
        "los",
        "el",
        "al",
        "bin",
        "bint",
        "ibn",
        "ben",
        "abu",
        "van",
        "von",
        "der",
        "den",
        "ter",
        "ten",
        "zu",
        "y",
        "e",
        "i",
        "st",
        "san",
        "mac",
        "mc",
        "o",
    ]
)
_NOBODY = frozenset(
    {
        *("unknown", "unk", "unkn", "none", "null", "no name", "not given", "n a", "nfn", "nln"),
        *("nmn", "fnu", "lnu", "anonymous", "patient", "baby", "baby boy", "baby girl", "babyboy"),
        *("babygirl", "newborn", "infant", "test", "xx", "xxx", "xxxx", "unspecified", "undefined"),
        *("first", "last", "name", "desconocido", "sin nombre"),
    }
)


@dataclass(frozen=True, slots=True)
class Name:
    """One name, folded: its words, all of them in one, and the same in Latin letters."""

    words: tuple[str, ...]
    joined: str
    latin: str

    @property
    def native(self) -> bool:
        """Whether it is written in Latin letters as it stands."""
        return _LATIN.fullmatch(self.joined) is not None

    @property
    def parts(self) -> tuple[str, ...]:
        """Its words without particles such as *de la*: what a double name is made of."""
        kept = tuple(w for w in self.words if w not in _PARTICLES and len(w) > 1)
        return kept or self.words

    @property
    def sound(self) -> str:
        """How it sounds in English (Metaphone), without spaces; "" for no letters."""
        return sound_of(self.latin)

    def __bool__(self) -> bool:
        return bool(self.joined)


NO_NAME = Name((), "", "")


def name_of(text: str) -> Name:
    """Read a name; a word that stands for "no name" is none."""
    return _of_words(words_of(text))


def name_and_suffix(text: str) -> tuple[Name, str]:
    """Read a name and take off a suffix behind it: `Byron, Jr.` → (byron, jr)."""
    words = words_of(text)
    suffix = ""
    while len(words) > 1 and words[-1] in SUFFIXES:
        suffix = SUFFIXES[words[-1]]
        words = words[:-1]
    return _of_words(words), suffix


def suffix_of(text: str) -> str:
    """Read a suffix field; "" for a title such as MD, which tells nobody apart."""
    return next((SUFFIXES[word] for word in words_of(text) if word in SUFFIXES), "")


@lru_cache(maxsize=65_536)
def words_of(text: str) -> tuple[str, ...]:
    """Fold a name to its words, titles taken off."""
    words = []
    for raw in _SEPARATORS.split(text.casefold().translate(_APOSTROPHES)):
        decomposed = unicodedata.normalize("NFKD", raw)
        bare = "".join(char for char in decomposed if not unicodedata.combining(char))
        word = _ODD.sub("", bare.translate(_LETTERS))
        # an ordinal keeps its digit: it is a suffix
        word = word if word in SUFFIXES else _DIGITS_BEHIND.sub("", word)
        if word and not word.isdigit():
            words.append(word)
    while len(words) > 1 and words[0] in _TITLES:
        del words[0]
    while len(words) > 1 and words[-1] in _TITLES:
        del words[-1]
    return () if " ".join(words) in _NOBODY else tuple(words)


@lru_cache(maxsize=65_536)
def sound_of(latin: str) -> str:
    """Give the Metaphone code of a word in Latin letters."""
    return metaphone(latin) if latin else ""


@lru_cache(maxsize=65_536)
def _of_words(words: tuple[str, ...]) -> Name:
    joined = "".join(words)
    if _LATIN.fullmatch(joined):
        return Name(words, joined, joined)
    latin = "".join(char for char in anyascii(joined).casefold() if char.isalnum())
    return Name(words, joined, latin)


def first_word(name: Name) -> Name:
    """Give the first word of a name as a name."""
    return name if len(name.words) < 2 else _of_words(name.words[:1])


def other_words(name: Name) -> tuple[str, ...]:
    """Give the words behind the first."""
    return name.words[1:]


def of_words(words: tuple[str, ...]) -> Name:
    """Give the name that folded words make."""
    return _of_words(words)
