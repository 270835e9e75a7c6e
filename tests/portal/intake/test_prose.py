"""Prose of laboratories becomes plain text: no markup, no scripts, nothing hidden, nothing raised."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.intake.prose import LONGEST, TOO_LONG, cleaned, formatted, one_line, plain

PAGE = """<!DOCTYPE html><html><head><title>No</title><style>p {color: red}</style></head>
<body><script>alert("x")</script><p>Sodium   is <b>low</b> &amp; &lt;135&nbsp;mmol/L.<br>Call.</p>
<!-- hidden > --><table><tr><th>Na</th><td>131</td></tr><tr><td>K</td><td>4</td></tr></table>
<a href="http://example.org">See</a><img src="x.png" alt="pic"><pre>a   b
  c</pre></BODY></html>"""


def test_a_page_becomes_its_text():
    text = plain(PAGE, "text/html; charset=utf-8")
    lines = [line for line in text.split("\n") if line]
    assert lines == [
        *["Sodium is low & <135 mmol/L.", "Call.", "Na   131", "K   4"],
        *["See", "a   b", "c"],
    ]


def test_a_page_is_known_by_its_beginning():
    assert plain("\n <HTML><p>Yes") == "Yes"
    assert plain("5 <b> 3", "text/plain") == "5 <b> 3"


def test_rtf_becomes_its_text():
    rtf = r"{\rtf1\ansi{\fonttbl{\f0 Arial;}}\f0 Culture:\par \b E. coli\b0\tab 10\'b2 {\pict 0102} \u955? x}"
    text = plain(rtf, "application/rtf")
    assert text.startswith("Culture:\nE. coli")
    assert "Arial" not in text
    assert "0102" not in text
    assert "λ" in text


@pytest.mark.parametrize(
    "rtf", ["{\\rtf1", "{\\rtf1 \\u99999999999999? a", "{\\rtf1\\'zz", "{\\rtf1" + "{" * 9000]
)
def test_broken_rtf_never_raises(rtf):
    assert isinstance(plain(rtf), str)


def test_too_large_rtf_is_named_and_not_read():
    assert plain("{\\rtf1" + "a" * 2_000_001) == TOO_LONG


def test_the_commands_of_formatted_text_are_carried_out():
    text = r"Gram stain:\.br\\.in+4\\.br\many cocci\.sp2\\.in0\end \H\bold\N\ \.ce\mid"
    assert formatted(text).split("\n") == [
        "Gram stain:",
        "",
        "    many cocci",
        "",
        "    end bold ",
        "mid",
    ]
    assert plain(r"a\.br\b", "FT") == "a\nb"
    assert plain(r"C:\temp\x") == r"C:\temp\x"
    assert formatted(r"\.sp99999\x") == r"\.sp99999\x"


def test_columns_laid_out_by_spaces_stay():
    table = "Ampicillin      R   >=32\nGentamicin      S   <=1"
    assert cleaned(table) == table
    assert cleaned("a\tb") == "a       b"


def test_what_nobody_sees_is_gone():
    assert cleaned("a\x00b\u202ec\u200bd\r\ne\rf\u2028g\x1b[31m") == "abcd\ne\nf\ng[31m"
    assert one_line(" a\u202e\n b\t c\x07 ") == "a b c"


def test_a_text_has_an_end():
    assert len(plain("x\n" * LONGEST)) <= LONGEST


@given(st.text(alphabet=st.sampled_from("<>!-/?&#;\\{}'\"=abpre td\n0.\u202e\x00"), max_size=80))
@settings(max_examples=300, derandomize=True, deadline=None)
def test_nothing_raises_and_nothing_hidden_comes_out(text):
    for kind in ("", "text/html", "application/rtf", "ft"):
        out = plain(text, kind)
        assert "\u202e" not in out
        assert "\x00" not in out


@pytest.mark.parametrize(
    "piece", ["<", "<!--", "</", "<a ", "<a b='", "&#", "<script>", "<pre>", "&#9" + "9" * 99]
)
def test_no_page_takes_longer_than_its_length(piece):
    begun = time.process_time()
    plain("<html>" + piece * (200_000 // len(piece)))
    assert time.process_time() - begun < 1


def test_a_letter_with_an_impossible_number_is_dropped():
    assert plain("<html>a&#" + "9" * 5000 + ";b&#x41;") == "abA"
