"""Ten fingers and no mouse: every press goes to what has the keyboard, and is counted."""

from dataclasses import dataclass
from statistics import median

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from console.tour.hand import StepFailedError, press


@dataclass(frozen=True)
class Worked:
    """One item and what it took, from being the current one until its decision was saved."""

    what: str
    keys: tuple[str, ...]
    letters: int  # of words that were typed
    is_plain: bool = False

    @property
    def presses(self) -> int:
        """How often a key was pressed, letters included."""
        return len(self.keys) + self.letters


class Keyboard:
    """Presses keys and keeps count of them."""

    def __init__(self) -> None:
        self.worked: list[Worked] = []
        self._keys: list[str] = []
        self._letters = 0

    def begin(self) -> None:
        """Count from here: an item has become the current one."""
        self._keys, self._letters = [], 0

    def end(self, what: str, *, is_plain: bool = False) -> None:
        """Write down what an item took: its decision is saved."""
        self.worked.append(Worked(what, tuple(self._keys), self._letters, is_plain))

    def press(self, keys: str) -> None:
        """Press one key after the other: "Return", "Ctrl+Return", "A"."""
        for key in keys.split(" "):
            press(has_focus(), key)
            self._keys.append(key)

    def write(self, text: str) -> None:
        """Type words."""
        QTest.keyClicks(has_focus(), text)
        self._letters += len(text)

    def plain_median(self) -> float:
        """How many keys a plain approval took, in the middle; StepFailedError when there was none."""
        found = [one.presses for one in self.worked if one.is_plain]
        if not found:
            raise StepFailedError("nothing was plainly approved")
        return median(found)

    def table(self) -> list[str]:
        """Give one line for each item, under a heading."""
        wide = max(len(one.what) for one in self.worked)
        lines = [f"{'item':<{wide}}  presses  keys"]
        for one in self.worked:
            typed = f" and {one.letters} letters" if one.letters else ""
            lines.append(f"{one.what:<{wide}}  {one.presses:7d}  {' '.join(one.keys)}{typed}")
        return lines


def has_focus() -> QWidget:
    """What has the keyboard; StepFailedError when a key would go nowhere."""
    widget = QApplication.focusWidget()
    if widget is None:
        raise StepFailedError("nothing has the keyboard")
    return widget
