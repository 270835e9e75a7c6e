"""What a report's values are, worked out once for the painters."""

from typing import NamedTuple

from console.models.queue_face import Chip

SHORT_RANGE = 20  # letters of a range as sent that still stands beside its value


class Point(NamedTuple):
    """One value of a course; `ms` since 1970, 0 when the time is not known."""

    ms: int
    value: float


class ValueRow(NamedTuple):
    """One value. `number` is None for a word such as "Negative", which stands in `whole`.

    `strict`: a one-sided limit is itself outside. `range_sent` is a range that is no pair of numbers.
    `graded`: susceptible, intermediate or resistant, which no range is given with.
    `under` stands below the value (flags that differ, the laboratory's note), `heading` above it,
    where the rows of an isolate or specimen begin.
    """

    name: str
    comparator: str
    whole: str
    fraction: str
    unit: str
    number: float | None
    low: float | None
    high: float | None
    chip: Chip | None
    critical: bool
    course: tuple[Point, ...]
    decimals: int
    strict: bool = False
    range_sent: str = ""
    under: str = ""
    heading: str = ""
    graded: bool = False
    spoken: str = ""
    tip: str = ""

    @property
    def text(self) -> str:
        """The value with its unit, as it is written in a sentence."""
        value = f"{self.comparator}{self.whole}{self.fraction}"
        return f"{value} {self.unit}".strip()

    @property
    def has_course(self) -> bool:
        """Whether there is an earlier value to compare with."""
        return len(self.course) > 1


class TextFinding(NamedTuple):
    """An observation in words: pathology, imaging, microbiology.

    `columns`: the laboratory laid it out by spaces. `under` stands below the text.
    """

    name: str
    text: str
    chip: Chip | None
    critical: bool
    columns: bool = False
    under: str = ""


class Findings(NamedTuple):
    """What is shown of a report: `left` are not; `critical` names the critical ones of all."""

    rows: list[ValueRow]
    texts: list[TextFinding]
    critical: list[str]
    left: int
