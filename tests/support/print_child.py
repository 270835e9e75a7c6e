"""Prints a letter on the printer "desk" of the print system that CUPS_SERVER names; tells as JSON.

    print_child [id of a process to end before the job is handed over]

Its own process: CUPS remembers for good which server it asked first.
"""

import json
import os
import signal
import sys
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from console.views.access.letter_printer import job_on, new_printer, was_taken
from tests.support.letters import letter


def main() -> None:
    """Print once, with the habits that are to be undone."""
    application = QApplication([])
    one, temporary = letter(), Path(os.environ["TMPDIR"])
    printer = new_printer(one.number)
    printer.setPrinterName("desk")
    printer.setCopyCount(3)
    printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide)
    job = job_on(printer)
    was_added = job.add(one)
    modes = [path.stat().st_mode & 0o777 for path in temporary.iterdir()]
    for process_id in sys.argv[1:]:
        os.kill(int(process_id), signal.SIGKILL)
    taken = job.close() and was_taken(printer)
    left = [path.name for path in temporary.iterdir()]
    told = {
        "is_native": printer.outputFormat() is QPrinter.OutputFormat.NativeFormat,
        "added": was_added,
        "taken": taken,
        "modes": modes,
        "left": left,
    }
    sys.stdout.write(json.dumps(told))
    del application


if __name__ == "__main__":
    main()
