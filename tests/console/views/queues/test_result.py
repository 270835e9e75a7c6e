"""The result body: values in their ranges, flags in words, courses as pictures."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.models.when import Calendar
from console.views.queues.facts import DOT
from console.views.queues.trend_dialog import TrendDialog
from console.views.queues.value_rows import read
from console.views.queues.value_shapes import ValueRow
from console.views.theme import theme
from tests.support.looking import said, settle
from tests.support.queue_items import history, item, observation, panel, result


def rows(body: Any) -> list[ValueRow]:
    return list(body._findings.values.rows())


def spoken(body: Any) -> list[str]:
    model = body._findings.values.model()
    return [
        model.data(model.index(number), Qt.ItemDataRole.AccessibleTextRole)
        for number in range(model.rowCount())
    ]


def test_each_value_is_said_with_flag_range_and_side(show: Any) -> None:
    body = show(item("result", result()))
    assert spoken(body) == [
        "Glucose, 182.4 mg/dL, High, range 70 to 99, above the range",
        "Urea nitrogen, 14.2 mg/dL, range 7 to 20, within the range",
        "Creatinine, 1.08 mg/dL, High, range 0.59 to 1.04, above the range",
        "Calcium, 9.4 mg/dL, range 8.6 to 10.3, within the range",
        "Sodium, 137.2 mmol/L, range 135 to 145, within the range",
        "Potassium, 6.6 mmol/L, Critical high, range 3.5 to 5.1, above the range",
        "Chloride, 96.1 mmol/L, Low, range 98 to 107, below the range",
        "Hemoglobin A1c/Hemoglobin.total in Blood, 7.2 %, High, range up to 5.7, above the range",
        "Glomerular filtration rate, >60 mL/min/1.73m², range from 60, within the range",
        "Cortisol, 12.4 ug/dL, no range given",
        "Rheumatoid factor, Negative",
    ]


def test_a_report_without_any_range_has_room_to_say_so(show: Any) -> None:
    from console.views.queues.value_columns import columns_for  # noqa: PLC0415 - beside its only use
    from console.views.queues.value_words import range_words  # noqa: PLC0415

    body = show(item("result", result(observation("Cortisol", 12.43, "ug/dL"))))
    needed = QFontMetrics(theme().font()).horizontalAdvance(range_words(None, None))
    assert columns_for(rows(body), 500).bar_width >= needed
    assert columns_for([one._replace(number=None) for one in rows(body)], 500).bar_width == 0


def test_nothing_is_ever_called_normal(show: Any) -> None:
    body = show(item("result", result(observation("Cortisol", 12.4), observation("TSH", None))))
    assert "ormal" not in "".join(spoken(body)) + said(body)


def test_the_value_as_it_came_is_in_the_tool_tip(show: Any) -> None:
    body = show(item("result", result()))
    tip = body._findings.values.model().index(2).data(Qt.ItemDataRole.ToolTipRole)
    assert "1.075746 mg/dL" in tip
    assert "Friday, 20 November 2026, 04:10" in tip


def test_the_head_says_what_from_whom_and_when(show: Any) -> None:
    text = said(show(item("result", result())))
    assert "Basic metabolic panel" in text
    assert f"Harbor Laboratory{DOT}taken 20 Nov, 04:10{DOT}reported 20 Nov, 07:40" in text


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        *(("F", "Final"), ("final", "Final"), ("C", "Corrected"), ("amended", "Corrected")),
        *(("P", "Preliminary"), ("R", "Not verified"), ("A", "Partial"), ("X", "Canceled")),
        ("Q7", "Q7"),
    ],
)
def test_the_status_is_said_as_the_laboratory_meant_it(show: Any, raw: str, word: str) -> None:
    assert show(item("result", result(report__raw_status=raw)))._status.text() == word


def test_a_final_result_can_be_released(show: Any) -> None:
    body = show(item("result", result()))
    assert body.blocker("release") == ""
    assert body._blocked.isHidden()


@pytest.mark.parametrize(
    ("raw", "reason", "words"),
    [
        ("P", "NOT_FINAL", "Preliminary: can not be released yet."),
        ("R", "NOT_FINAL", "Not verified: can not be released yet."),
        ("F", "NOT_A_LAB_RESULT", "This is not a laboratory result; it can not be released here."),
        ("F", "SOMETHING_NEW", "The portal does not allow the release of this result."),
    ],
)
def test_what_can_not_be_released_says_why(show: Any, raw: str, reason: str, words: str) -> None:
    content = result(report__raw_status=raw, releasable=False, not_releasable_reason=reason)
    body = show(item("result", content))
    assert body.blocker("release") == words
    assert body._blocked.text() == words
    assert body.blocker("hold") == ""


def test_a_result_that_does_not_say_that_it_may_go_out_does_not(show: Any) -> None:
    content = result()
    del content["releasable"]
    assert show(item("result", content)).blocker("release")


def test_critical_values_are_named_first(show: Any) -> None:
    made = item("result", result(critical=True))
    body = show(made)
    assert body._critical.text() == "Critical: Potassium 6.6 mmol/L"
    assert body.blocker("release") == "", "a critical result is released, after speaking"
    assert [chip.text for chip in body.badges(made)] == ["Critical"]
    body.show_item(item("result", result(observation("Zinc", 1.0)), number=2))
    assert body._critical.isHidden()


def test_texts_are_read_as_paragraphs_and_words_as_values(show: Any) -> None:
    long = "Specimen: skin.\n\nFinal diagnosis: benign nevus, completely excised."
    content = result(
        observation("Pathology", None, value_text=long, flag="AA"),
        observation("Strep A", None, value_text="Negative"),
    )
    body = show(item("result", content))
    assert body._findings.texts.shown() == [("Pathology", long)]
    assert [row.whole for row in rows(body)] == ["Negative"]
    assert body._critical.text() == "Critical: Pathology"


def test_a_report_without_values_says_so(show: Any) -> None:
    content = result() | {"observations": []}
    assert "The report has no values." in said(show(item("result", content)))


def test_a_long_report_is_folded_and_unfolded_on_demand(show: Any) -> None:
    many = [observation(f"Value {n}", n + 0.5) for n in range(65)]
    many[64] = observation("Potassium", 7.1, flag="HH", unit="mmol/L")
    many += [observation(f"Culture {n}", None, value_text="No growth. " * 4) for n in range(14)]
    body = show(item("result", result(*many)))
    assert len(rows(body)) == 60
    assert len(body._findings.texts.shown()) == 12
    assert body._critical.text() == "Critical: Potassium 7.1 mmol/L", "also what is folded away"
    button = body._findings.all
    assert button.text() == "Show 7 more values"
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert (len(rows(body)), len(body._findings.texts.shown())) == (65, 14)
    assert button.isHidden()
    assert body._findings.values.hasFocus()
    body.show_item(replace(item("result", result(*many)), version=9))
    assert len(rows(body)) == 65, "a newer version of it stays unfolded"
    body.show_item(item("result", result(*many), number=2))
    assert len(rows(body)) == 60


def test_the_list_is_as_high_as_its_rows_at_every_width(show: Any) -> None:
    for width in (480, 560, 760):
        body = show(item("result", result()), width)
        values = body._findings.values
        last = values.visualRect(values.model().index(len(rows(body)) - 1))
        assert last.bottom() < values.height()
        assert values.height() - last.bottom() < 4


def test_the_keyboard_goes_through_the_values_and_opens_the_course(show: Any) -> None:
    body = show(item("result", result()))
    values = body._findings.values
    values.setFocus()
    QTest.keyClick(values, Qt.Key.Key_Down)
    assert values.currentIndex().row() == 1
    QTest.keyClick(values, Qt.Key.Key_Return)
    dialog = body.findChild(TrendDialog)
    assert dialog is not None
    assert dialog.isVisible()
    dialog.close()


def test_a_click_opens_the_course_only_where_there_is_one(show: Any) -> None:
    body = show(item("result", result()))
    values = body._findings.values

    def click(number: int) -> None:
        place = values.visualRect(values.model().index(number)).center()
        QTest.mouseClick(values.viewport(), Qt.MouseButton.LeftButton, pos=place)

    click(9)
    assert body.findChild(TrendDialog) is None, "one value is no course"
    click(0)
    body.findChild(TrendDialog).close()


def test_letters_go_to_the_windows_shortcuts(show: Any) -> None:
    body = show(item("result", result()))
    body._findings.values.setFocus()
    before = body._findings.values.currentIndex().row()
    QTest.keyClick(body._findings.values, Qt.Key.Key_U)
    assert body._findings.values.currentIndex().row() == before


@pytest.fixture
def dialog(look: None, qtbot: Any, calendar: Calendar) -> TrendDialog:
    made = TrendDialog(read([panel()[0]], calendar)[0][0], calendar)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made)
    made.show()
    settle()
    return made


def test_the_course_says_value_day_and_side(dialog: TrendDialog) -> None:
    assert dialog.told.text() == "Friday, 20 November 2026, 04:10: 182.4 mg/dL, above the range"
    QTest.keyClick(dialog.chart, Qt.Key.Key_Left)
    assert dialog.told.text() == "Tuesday, 14 July 2026, 04:30: 160 mg/dL, above the range"
    assert dialog.chart.accessibleDescription() == dialog.told.text()
    QTest.keyClick(dialog.chart, Qt.Key.Key_Home)
    assert dialog.chart.current() == 0
    QTest.keyClick(dialog.chart, Qt.Key.Key_Left)
    assert dialog.chart.current() == 0


def test_the_mouse_points_at_the_nearest_value(dialog: TrendDialog) -> None:
    QTest.mouseMove(dialog.chart, QPoint(5, 50))
    settle()
    assert dialog.chart.current() == 0


def test_the_course_is_a_picture_with_band_line_and_points(dialog: TrendDialog) -> None:
    picture = dialog.chart.grab().toImage()
    seen = {
        picture.pixelColor(x, y).name()
        for x in range(0, picture.width(), 2)
        for y in range(0, picture.height(), 2)
    }
    for tone in ("ok_ground", "muted", "warn"):
        assert theme().color(tone).name() in seen, tone


def test_escape_closes_the_course(dialog: TrendDialog) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert not dialog.isVisible()


def test_values_are_painted_in_their_place(show: Any) -> None:
    one = observation("Potassium", 4.0, "mmol/L", range_low=3.5, range_high=5.1)
    body = show(item("result", result(one | {"history": history(4.1)})))
    inside = body._findings.values.grab().toImage()
    body.show_item(item("result", result(one | {"value_number": 9.9, "flag": "HH"}), version=2))
    settle()
    assert body._findings.values.grab().toImage() != inside
