"""The characters of messages: what MSH-18 says, what the bytes say, and escape sequences."""

import codecs

import pytest

from portal.intake.hl7v2 import escapes, head, read
from portal.intake.hl7v2.reading import Separators
from portal.intake.shape import Fault, Parsed
from tests.support.hl7_messages import HEADER, fault, obr, observation, obx, parsed, written

NAME = "Müller-Łukasz"


def message(family, declared="", given="Jane"):
    header = f"{HEADER}||||||{declared}"
    return "\r".join(
        (header, f"PID|1||4711^^^MAIN^MR||{family}^{given}", obr(), obx("NM", "1"), "")
    )


def family(raw):
    found = read(raw)
    assert isinstance(found, Parsed), found
    return found.person.names[0].family, found.remarks


@pytest.mark.parametrize(
    ("declared", "codec", "name"),
    [
        ("UNICODE UTF-8", "utf-8", NAME),
        ("UNICODE UTF-8", "utf-8-sig", NAME),
        ("UNICODE UTF-16", "utf-16", NAME),
        ("UNICODE UTF-16", "utf-16-be", NAME),
        ("UNICODE", "utf-8", NAME),
        ("8859/1", "latin-1", "Müller"),
        ("8859/1", "cp1252", "O’Brien"),
        ("8859/2", "iso8859-2", "Łukasz"),
        ("8859/5", "iso8859-5", "Иванова"),
        ("8859/15", "iso8859-15", "Œuvrard"),
        ("GB 18030-2000", "gb18030", "王小明"),
        ("KS X 1001", "euc_kr", "김철수"),
        ("ISO IR87", "iso2022_jp", "山田"),
        ("~ISO IR87", "iso2022_jp", "山田"),
        ("UNICODE UTF-8~ISO IR87", "utf-8", "山田"),
    ],
)
def test_what_is_declared_is_believed(declared, codec, name):
    assert family(message(name, declared).encode(codec)) == (name, ())


@pytest.mark.parametrize(
    ("declared", "codec", "name", "remark"),
    [
        ("", "utf-8", NAME, ()),
        ("", "cp1252", "Müller", ("CHARSET_GUESSED",)),
        ("ASCII", "latin-1", "Müller", ("CHARSET_GUESSED",)),
        ("UNICODE UTF-8", "latin-1", "Müller", ("CHARSET_GUESSED",)),
        ("UNICODE UTF-8", "cp1252", "O’Brien", ("CHARSET_GUESSED",)),
        ("UNICODE UTF-8", "utf-16", NAME, ("CHARSET_DIFFERS",)),
        ("", "utf-16-le", NAME, ("CHARSET_DIFFERS",)),
        ("8859/1", "utf-8", NAME, ("CHARSET_DIFFERS",)),
        ("GB 18030-2000", "ascii", "Doe", ()),
        ("KLINGON", "utf-8", NAME, ("CHARSET_UNKNOWN",)),
    ],
)
def test_what_is_declared_wrongly_or_not_at_all_is_seen_by_the_bytes(declared, codec, name, remark):
    assert family(message(name, declared).encode(codec)) == (name, remark)


@pytest.mark.parametrize(
    "raw",
    [
        message("Müller-Ä").encode().replace("Ä".encode(), b"\xc3"),  # half a character
        message("Doe").encode().replace(b"Doe", b"D\x00e"),
        message("Doe").encode().replace(b"Doe", b"D\x81e"),  # nothing in cp1252
        codecs.BOM_UTF8 + message("Müller").encode("latin-1"),
        codecs.BOM_UTF16_LE + message("DoeX").replace("X", "\ud800").encode("utf-16-le", "surrogatepass"),
        message("Ж", "8859/5").encode().replace("Ж".encode(), b"\xd0\x1b"),
    ],
)  # fmt: skip
def test_damaged_characters_are_not_guessed(raw):
    assert read(raw).reason == "BAD_ENCODING"


def test_the_codec_of_the_answer_is_that_of_the_message():
    assert head(message("Müller", "8859/1").encode("latin-1")).codec == "cp1252"
    assert head(message("Müller").encode("utf-16")).codec == "utf-16-le"


@pytest.mark.parametrize(
    ("sent", "meant"),
    [
        (r"a\F\b\S\c\T\d\R\e\E\f", "a|b^c&d~e\\f"),
        (r"5 \X3C\ 6", "5 < 6"),
        (r"\X4D\\XC3BC\ller", "Müller"),
        (r"M\XFC\ller", "Müller"),
        (r"one\.br\two", "one\ntwo"),
        (r"one\X0D0A\two\X0D\three", "one\ntwo\nthree"),
        (r"a\.sp2\b", "a\n\nb"),
        (r"a\.sk3\b", "a   b"),
        (r"\H\bold\N\ and \Zown\so on", "bold and so on"),
        (r"C:\temp\new", r"C:\temp\new"),
        (r"50 \ 100", r"50 \ 100"),
        (r"open \F", r"open \F"),
        (r"\XZZ\ and \X4\ ", r"\XZZ\ and \X4\ "),
        (r"\X00\\X1B\ ", "\ufffd\ufffd "),
        (r"\M2442\;3ED\C2842\!", "山田!"),
        (r"\P\ ", "# "),
        (r"\\", r"\\"),
        ("\\", "\\"),
    ],
)
def test_escape_sequences(sent, meant):
    assert escapes.resolve(sent, Separators()) == meant


def test_escapes_are_of_the_messages_own_separators():
    signs = Separators("#", "*", "~", "?", "%", "!")
    assert escapes.resolve("a?F?b?S?c?T?d?P?e\\F\\", signs) == "a#b*c%d!e\\F\\"


def test_a_resolved_separator_separates_nothing():
    found = observation("CE", r"X^a\S\b\R\c\F\d^L")
    assert found.value_text == "a^b~c|d"
    assert found.value_original == r"X^a\S\b\R\c\F\d^L"


def test_no_character_that_a_database_refuses_comes_out():
    raw = written(obr(code=r"X^\X00\^L"), obx("TX", r"a\X00\b"), r"NTE|1||\X0000\ ")
    assert "\x00" not in repr(parsed(raw)).encode().decode("unicode_escape")


def test_a_name_in_the_wrong_characters_is_no_reason_to_raise():
    raw = message("Müller", "UNICODE UTF-16").encode("latin-1")
    assert isinstance(read(raw), Parsed | Fault)
    assert fault(b"\xfe\xff\xd8").reason == "NO_HEADER"
