"""What stands beside a value: both flags, the range and the value as sent, notes, groups, columns."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest

from console.views.queues.range_bar import is_outside
from console.views.queues.report_findings import MOST_LETTERS, MOST_TEXTS
from console.views.queues.value_columns import high_text, low_text, range_in_place
from console.views.queues.value_groups import grouped, is_laid_out, joined
from console.views.theme import Scheme, theme
from tests.support.looking import cut_off, said, settle, unnamed
from tests.support.queue_items import item, observation, result


def rows(body: Any) -> Any:
    return body._findings.values.rows()


def role(body: Any, which: Qt.ItemDataRole, number: int = 0) -> str:
    return str(body._findings.values.model().index(number).data(which))


def potassium(**changed: Any) -> dict[str, Any]:
    made = {"range_low": 3.5, "range_high": 5.1, "flag": "H", "own_flag": "N"} | changed
    return observation("Potassium", 4.1, "mmol/L", **made)


def test_s54_the_laboratorys_flag_and_our_own_are_both_shown_where_they_differ(show: Any) -> None:
    body = show(item("result", result(potassium(), potassium(flag="", own_flag="N"))))
    assert rows(body)[0].under == "Laboratory: High (H) · by the range: within"
    assert rows(body)[0].under in role(body, Qt.ItemDataRole.AccessibleTextRole)
    assert rows(body)[0].chip.text == "High"
    assert rows(body)[1].under == ""


def test_the_portals_reckoning_counts_before_our_own(show: Any) -> None:
    told = potassium(flag="", own_flag="", comparator="<")  # somewhere below 4.1
    body = show(item("result", result(told)))
    assert rows(body)[0].under == ""
    assert "within" not in role(body, Qt.ItemDataRole.AccessibleTextRole)


def test_a_value_that_nobody_flagged_and_that_lies_outside_is_marked(show: Any) -> None:
    body = show(item("result", result(potassium(flag="", own_flag="H"))))
    assert rows(body)[0].chip.text == "Above the range"
    assert rows(body)[0].under == "Laboratory: no flag · by the range: above"


def test_the_value_is_rounded_and_its_original_kept(show: Any) -> None:
    exact = observation("Glucose", 7.4644266106913495, "mmol/L")
    sent = observation(
        "Urea", 5.1, "mmol/L", value_original="=^5.10", unit_original="MMOL/L", flags_original="N~A"
    )
    body = show(item("result", result(exact, sent)))
    assert [row.text for row in rows(body)] == ["7.46 mmol/L", "5.10 mmol/L"]
    for which in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
        assert "7.4644266106913495 mmol/L" in role(body, which)
        assert "As sent: =^5.10 MMOL/L" in role(body, which, 1)
        assert "Flags as sent: N~A" in role(body, which, 1)


def test_a_strict_limit_is_written_as_one(show: Any) -> None:
    told = observation(
        "Cholesterol", 200.0, "mg/dL", range_high=200.0, range_strict=True, own_flag="H"
    )
    above = observation("eGFR", 61, range_low=60.0, range_strict=True, own_flag="N")
    body = show(item("result", result(told, above)))
    assert high_text(rows(body)[0]) == "< 200"
    assert low_text(rows(body)[1]) == "> 60"
    assert "range below 200" in role(body, Qt.ItemDataRole.AccessibleTextRole)
    assert is_outside(200.0, None, 200.0, strict=True)
    assert not is_outside(200.0, None, 200.0)


def test_a_range_that_is_none_of_numbers_is_shown_as_sent(show: Any) -> None:
    long = "M: 13-17; F: 12-15; children see below"
    body = show(
        item(
            "result",
            result(
                observation("Hemoglobin", 13.1, "g/dL", range_text=long),
                observation("Ferritin", 18, "ng/mL", range_text="see comment"),
                observation("Protein", None, value_text="Trace", range_text="Negative"),
                observation("Cortisol", 12.4, "ug/dL"),
            ),
        )
    )
    assert [range_in_place(row) for row in rows(body)][:2] == ["see below", "see comment"]
    assert range_in_place(rows(body)[3]) == "no range given"
    assert [row.under for row in rows(body)] == [
        f"Range as sent: {long}",
        "",
        "Range as sent: Negative",
        "",
    ]
    assert "see comment" in role(body, Qt.ItemDataRole.AccessibleTextRole, 1)


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_a_note_stands_under_its_value_and_makes_room_for_itself(show: Any, scale: float) -> None:
    theme().set_text_scale(scale)
    note = "Slightly hemolyzed. " * 40
    body = show(item("result", result(potassium(flag="", note=note), potassium(flag=""))), 420)
    values = body._findings.values
    with_note, without = (values.visualRect(values.model().index(number)) for number in (0, 1))
    lines = QFontMetrics(theme().font()).horizontalAdvance(note) // with_note.width()
    line = QFontMetrics(theme().font()).lineSpacing()
    assert with_note.height() >= without.height() + lines * line  # nothing of it is cut off
    assert note.strip() in role(body, Qt.ItemDataRole.AccessibleTextRole)
    assert cut_off(body) == []


def ast(sub_id: str, drug: str, value: float, flag: str, comparator: str = "") -> dict[str, Any]:
    return observation(
        drug, value, "ug/mL", sub_id=sub_id, flag=flag, comparator=comparator, value_type="SN"
    )


def organism(sub_id: str, name: str) -> dict[str, Any]:
    return observation(
        "Bacteria identified", None, value_text=name, sub_id=sub_id, value_type="CWE", flag="A"
    )


def test_susceptibilities_stand_under_their_organism(show: Any) -> None:
    body = show(
        item(
            "result",
            result(
                *[organism("1", "Escherichia coli"), ast("1", "Ampicillin", 32.0, "R", ">=")],
                *[organism("2", "Enterococcus faecalis"), ast("2", "Ampicillin", 2.0, "S", "<=")],
            ),
        )
    )
    assert [row.heading for row in rows(body)] == [
        *["Escherichia coli", "", "Enterococcus faecalis", ""],
    ]
    assert [row.chip.text for row in rows(body)][1::2] == ["Resistant", "Susceptible"]
    assert [row.text for row in rows(body)][1::2] == ["≥32 ug/mL", "≤2 ug/mL"]
    assert range_in_place(rows(body)[1]) == ""
    assert "range" not in role(body, Qt.ItemDataRole.AccessibleTextRole, 1)
    for scheme in (Scheme.LIGHT, Scheme.DARK):
        theme().set_scheme(scheme)
        settle()
        assert not body.grab().isNull()


def test_there_are_headings_only_where_there_are_groups() -> None:
    single = [ast("1", "A", 1.0, "S"), ast("1", "B", 1.0, "S")]
    each = [ast(str(number), "A", 1.0, "S") for number in range(4)]
    two = [*single, ast("2", "C", 1.0, "S")]
    assert [heading for _one, heading in grouped(single)] == ["", ""]
    assert [heading for _one, heading in grouped(each)] == [""] * 4
    assert [heading for _one, heading in grouped(two)] == ["Group 1", "", "Group 2"]


def text_line(text: str, **changed: Any) -> dict[str, Any]:
    return observation("Comment", None, value_text=text, **({"value_type": "TX"} | changed))


def test_a_text_sent_line_by_line_is_read_as_one() -> None:
    lines = [text_line("one"), text_line(""), text_line("two", note="n")]
    (whole,) = joined(lines)
    assert (whole["value_text"], whole["note"]) == ("one\n\ntwo", "n")
    apart = [text_line("one"), text_line("two", flag="A"), text_line("three", sub_id="2")]
    assert [one["value_text"] for one in joined(apart)] == ["one", "two", "three"]
    coded = [text_line("E. coli", value_type="CWE"), text_line("K. oxytoca", value_type="CWE")]
    assert len(joined(coded)) == 2


def test_lines_of_a_text_are_joined_and_groups_named_in_one_pass() -> None:
    lines = [text_line(str(number)) for number in range(3_000)]
    (whole,) = joined(lines)
    assert whole["value_text"].split("\n") == [str(number) for number in range(3_000)]
    isolate = [
        observation("Organism identified", None, value_text="E. coli", sub_id="1"),
        observation("Organism identified", None, value_text="K. oxytoca", sub_id="1"),
        observation("Ampicillin", None, value_text="8", sub_id="2"),
        observation("Cefazolin", None, value_text="4", sub_id="2"),
    ]
    assert [heading for _, heading in grouped(isolate)] == ["E. coli", "", "Group 2", ""]


def test_hundreds_of_texts_unfold_some_at_a_time_and_all_in_the_end(show: Any) -> None:
    texts = [text_line("words " * 8 + str(number), code=str(number)) for number in range(30)]
    body = show(item("result", result(*texts)))
    findings = body._findings
    assert len(findings.texts.shown()) == MOST_TEXTS
    for shown in (2 * MOST_TEXTS, 30):
        assert not findings.all.isHidden()
        findings.all.click()
        assert len(findings.texts.shown()) == shown
    assert findings.all.isHidden()
    assert findings.texts.shown()[-1][1].endswith(" 29")


def test_long_texts_and_notes_are_folded_by_their_letters(show: Any) -> None:
    long = "x" * (MOST_LETTERS - 100)
    noted = [potassium(note=long), potassium(note=long), potassium(flag="HH")]
    body = show(item("result", result(*noted, text_line("y" * 90))))
    findings = body._findings
    assert len(rows(body)) == 2
    assert findings.texts.shown() == []
    assert findings.all.text() == "Show 2 more values"
    assert "Critical" in said(body)  # also of what is folded
    findings.all.click()
    assert len(rows(body)) == 3
    assert len(findings.texts.shown()) == 1


def test_of_hundreds_of_critical_values_the_first_are_named_and_all_are_counted(show: Any) -> None:
    body = show(item("result", result(*(potassium(flag="HH") for _ in range(300)))))
    words = said(body)  # the values themselves are painted
    assert words.count("Potassium 4.1 mmol/L, ") == 12
    assert "mmol/L, 288 more value" in words


def test_a_name_without_end_is_cut_and_no_tip_is_markup(show: Any) -> None:
    tricky = potassium(note="<b>note</b>") | {"name": "<img src='file:///x'>" + "N" * 900}
    body = show(item("result", result(tricky)))
    assert len(rows(body)[0].name) == 200
    tip = role(body, Qt.ItemDataRole.ToolTipRole)
    assert "&lt;img" in tip
    assert "<img" not in tip
    assert "<b>note</b>" in role(body, Qt.ItemDataRole.AccessibleDescriptionRole)


def test_a_text_laid_out_by_spaces_keeps_its_columns(show: Any) -> None:
    table = "Staphylococcus aureus        Streptococcus\nStreptococcus spp.           Enterococcus"
    assert is_laid_out(table)
    assert not is_laid_out("One sentence.  Another.\nA line")
    lines = [text_line(line) for line in table.split("\n")]
    body = show(
        item("result", result(*lines, observation("Comment 2", None, value_text="Plain " * 9)))
    )
    ((_name, text), _other) = body._findings.texts.shown()
    assert text == table
    laid_out = body._findings.texts._paragraphs[0].columns
    metrics = QFontMetrics(laid_out.font())
    assert metrics.horizontalAdvance("iiii") == metrics.horizontalAdvance("WWWW")
    assert laid_out.verticalScrollBar().maximum() == 0
    for keys in (QKeySequence.StandardKey.SelectAll, QKeySequence.StandardKey.Copy):
        QTest.keySequence(laid_out, QKeySequence(keys))
    assert table not in QGuiApplication.clipboard().text()
    assert unnamed(body) == []
    assert body._findings.texts._paragraphs[1].columns.isHidden()
    assert "Plain Plain" in said(body)
