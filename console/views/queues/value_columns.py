"""Where the parts of a value stand: one layout for all rows of a report, so that they align."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication, QRect
from PySide6.QtGui import QFontMetrics

from console.views.queues import type_sizes
from console.views.queues.tag import pill_size
from console.views.queues.value_shapes import SHORT_RANGE, ValueRow
from console.views.queues.value_words import limit_text, range_words
from console.views.theme import GAP, GRID, GROUP, theme

PAD = GAP
_NAME = 16  # letters of a name that must fit before the rows are broken in two lines
_BAR, _LEAST_BAR = 84, 36
_SPARK = 60
_UNIT = 17  # letters


@dataclass(frozen=True)
class Columns:
    """Places in pixels from the leading edge; a width of 0 leaves a part out.

    `flag` holds for one line alone; above the rest a flag stands at the far edge.

    `lines` is 1 on wide panels; 2 has name and flag above the rest, 3 the value on its own line
    too, for narrow panels and large text.
    """

    width: int
    lines: int
    name: int
    value: int
    whole_end: int
    unit: int
    unit_width: int
    low_end: int
    bar: int
    bar_width: int
    high: int
    high_width: int
    spark: int
    spark_width: int
    flag: int

    @property
    def under_width(self) -> int:
        """Give the room of what stands below a value."""
        return max(1, self.width - 2 * PAD)

    def name_width(self, row: ValueRow) -> int:
        """Give the room of a name; above the rest it has the whole line when there is no flag."""
        if self.lines > 1 and row.chip is None:
            return max(1, self.width - 2 * PAD)
        return self.name


@dataclass(frozen=True)
class _Needs:
    whole: int
    fraction: int
    unit: int
    low: int
    high: int
    bar: int
    spark: int
    flag: int

    @property
    def value(self) -> int:
        return self.whole + self.fraction + (self.unit + GAP if self.unit else 0)

    @property
    def range(self) -> int:
        if not self.bar:
            return 0
        return self.bar + sum(side + GRID + 2 for side in (self.low, self.high) if side)

    @property
    def rest(self) -> int:
        parts = [part for part in (self.value, self.range, self.spark) if part]
        return sum(parts) + GROUP * (len(parts) - 1)


def columns_for(rows: Sequence[ValueRow], width: int) -> Columns:
    """Lay the columns out for these rows in a list of this width."""
    metrics, strong = type_sizes.metrics(), type_sizes.metrics(bold=True)
    needs = _needs(rows, metrics, strong)
    inside = width - 2 * PAD
    flag = needs.flag + GROUP if needs.flag else 0
    least_name = metrics.averageCharWidth() * _NAME
    name = inside - needs.rest - flag - GROUP
    if name >= least_name:
        longest = max((strong.horizontalAdvance(row.name) for row in rows), default=0) + 1
        spare = max(0, name - longest)
        name -= spare
        bar = min(2 * needs.bar, needs.bar + spare) if needs.range > needs.bar else needs.bar
        return _placed(replace(needs, bar=bar), width, PAD + name + GROUP, name, lines=1)
    name = inside - flag
    least = needs.value + GROUP + needs.range - needs.bar + round(_LEAST_BAR * theme().text_scale)
    if needs.bar and least > inside:
        return _placed(_fitted(needs, inside, value=0), width, PAD, name, lines=3)
    return _placed(_fitted(needs, inside, value=needs.value), width, PAD, name, lines=2)


def _needs(rows: Sequence[ValueRow], metrics: QFontMetrics, strong: QFontMetrics) -> _Needs:
    advance, longest = metrics.horizontalAdvance, strong.horizontalAdvance
    numbers = [row for row in rows if row.number is not None]
    words = [longest(row.whole) for row in rows if row.number is None]
    whole = max((longest(number_start(row)) for row in numbers), default=0)
    fraction = max((longest(row.fraction) for row in numbers), default=0)
    unit = max((advance(row.unit) for row in numbers), default=0)
    unit = min(unit, metrics.averageCharWidth() * _UNIT)
    lows = [advance(low_text(row)) for row in numbers]
    highs = [advance(high_text(row)) for row in numbers]
    # a word such as "Negative" stands where a number and its unit would
    missing = max(words, default=0) - (whole + fraction + unit + GAP)
    return _Needs(
        whole,
        fraction,
        unit + max(0, missing),
        max(lows, default=0),
        max(highs, default=0),
        _bar_needed(numbers, max(highs, default=0), _range_words_needed(numbers, metrics)),
        round(_SPARK * theme().text_scale) if any(row.has_course for row in rows) else 0,
        max(
            (pill_size(row.chip, strong=row.critical).width() for row in rows if row.chip),
            default=0,
        ),
    )


def _range_words_needed(numbers: Sequence[ValueRow], metrics: QFontMetrics) -> int:
    words = {range_in_place(row) for row in numbers if not has_range(row)}
    return max(map(metrics.horizontalAdvance, words), default=0) + 1


def _bar_needed(numbers: Sequence[ValueRow], high: int, words: int) -> int:
    """Give the width of the bar; where a range is missing, words stand there and behind it."""
    bar = round(_BAR * theme().text_scale) if any(map(has_range, numbers)) else 0
    if all(map(has_range, numbers)):
        return bar
    return max(bar, words - (high + GRID if high else 0))


def _fitted(needs: _Needs, inside: int, *, value: int) -> _Needs:
    """Fill the line of the range: a longer bar where there is room, else no course.

    `value` is what the value takes of the line; 0 when it has a line of its own.
    """
    spark, bar = needs.spark, needs.bar
    before = value + GROUP if value else 0
    least = round(_LEAST_BAR * theme().text_scale)
    free = inside - before - (needs.range - bar) - (spark + GROUP if spark else 0)
    if bar and free < least:
        free, spark = free + spark + GROUP, 0
    if bar:
        bar = min(2 * bar, max(least, free))
    elif before + spark > inside:
        spark = 0
    return replace(needs, spark=spark, bar=bar)


def _placed(needs: _Needs, width: int, start: int, name: int, *, lines: int) -> Columns:
    unit = start + needs.whole + needs.fraction + GAP
    after = start if lines > 2 else start + needs.value + GROUP
    bar = after + (needs.low + GRID + 2 if needs.low and needs.bar else 0)
    high = bar + needs.bar + GRID + 2
    spark = after + (needs.range + GROUP if needs.bar else 0)
    return Columns(
        width,
        lines,
        max(1, name),
        start,
        start + needs.whole,
        unit,
        needs.unit,
        after + needs.low,
        bar,
        needs.bar,
        high,
        needs.high,
        spark,
        needs.spark,
        start + needs.rest + GROUP,
    )


def number_start(row: ValueRow) -> str:
    """Give what stands before the decimal point."""
    return f"{row.comparator}\u2009{row.whole}" if row.comparator else row.whole


def has_range(row: ValueRow) -> bool:
    """Tell whether the laboratory gave a range with the value."""
    return row.low is not None or row.high is not None


def range_in_place(row: ValueRow) -> str:
    """Give what stands in the place of a range that is none of numbers."""
    if not row.range_sent:
        return "" if row.graded else range_words(None, None)
    if len(row.range_sent) <= SHORT_RANGE:
        return row.range_sent
    return QCoreApplication.translate("Values", "see below")


def low_text(row: ValueRow) -> str:
    """Give the lower limit as it stands before the bar."""
    if row.low is None:
        return ""
    sign = ">" if row.strict else "≥"
    return limit_text(row.low) if row.high is not None else f"{sign} {limit_text(row.low)}"


def high_text(row: ValueRow) -> str:
    """Give the upper limit as it stands behind the bar."""
    if row.high is None:
        return ""
    sign = "<" if row.strict else "≤"
    return limit_text(row.high) if row.low is not None else f"{sign} {limit_text(row.high)}"


def mirrored(area: QRect, width: int) -> QRect:
    """Give the place of an area in a window that reads from right to left."""
    return QRect(width - area.x() - area.width(), area.y(), area.width(), area.height())
