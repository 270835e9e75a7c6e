"""The least a desktop program can do: start Python, load Qt, paint an empty window of our size.

`python -m bench.floors.bare_window` prints the reading of CLOCK_MONOTONIC when it had painted, in seconds.
"""

import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget


class _Window(QWidget):
    def paintEvent(self, _event: object) -> None:
        QTimer.singleShot(0, _painted)


def _painted() -> None:
    sys.stdout.write(str(time.monotonic()))
    sys.stdout.flush()
    QApplication.exit()


def main() -> None:
    """Show the window, and end when it is painted."""
    application = QApplication([])
    window = _Window()
    window.resize(1440, 860)
    window.show()
    application.exec()


if __name__ == "__main__":
    main()
