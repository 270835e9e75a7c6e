"""What is logged before the first window is painted: kept, and written once the log has been loaded."""

import logging
from pathlib import Path

from console.store.paths import private_file, private_folder

FOLDER, FILE = "logs", "console.log"


class EarlyRecords(logging.Handler):
    """Keeps records in order; `log.start` writes them."""

    def __init__(self) -> None:
        super().__init__()
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it."""
        self.records.append(record)


def place(data_dir: Path) -> Path:
    """The log's file, made if need be; its owner's alone. OSError where there can be none."""
    return private_file(private_folder(data_dir / FOLDER) / FILE)


def start() -> None:
    """Keep every record of the process until `log.start`: before the first Qt object, which may complain."""
    root = logging.getLogger()
    root.handlers[:] = [EarlyRecords()]
    root.setLevel(logging.WARNING)
    logging.getLogger("console").setLevel(logging.INFO)
