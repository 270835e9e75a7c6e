"""`python -m bench.floors.memory ROWS …`: megabytes (PSS) of a plain table after search, sort and scroll."""

import os
import sys

from PySide6.QtWidgets import QApplication

from bench.floors.plain_table import PlainTable
from bench.machine import pss_of


def main() -> None:
    """Use the table, and say what it takes."""
    application = QApplication([])
    table = PlainTable(int(sys.argv[1]))
    for text in ("m", "ma", "mar"):
        table.search(text)
    for column in range(8):
        table.sort(column)
    for step in range(200):
        table.frame(step * 7919)
    application.processEvents()
    sys.stdout.write(str(pss_of(os.getpid())))


if __name__ == "__main__":
    main()
