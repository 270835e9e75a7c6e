"""Logs and reports that can be shown to anybody: names of events, ids, numbers; never a patient.

An allow-list, not a list of what to leave out: of a record only its fixed text and the fields named
here are written. Texts with something put in them, and texts of other libraries, are not.
"""

import json
import logging
import platform
import re
import traceback
from datetime import UTC, datetime
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

from console import __version__, early_log
from console.store.paths import private_file

FIELDS = (
    "action",
    "category",
    "command_id",
    "count",
    "error",
    "kind",
    "ms",
    "practice",
    "request_id",
    "rows",
    "seq",
    "setting",
    "state",
    "status",
    "step",
    "version",
)
_PLAIN = re.compile(r"[A-Za-z0-9_.:\-]{1,64}")
_OURS = "console"
_SIZE, _KEPT = 1_000_000, 3


class SafeFormatter(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Write what is allowed of the record."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
        }
        if _is_ours(record.name) and isinstance(record.msg, str):
            line["event"] = record.msg  # the template: arguments are left out
        line |= {
            name: value
            for name in FIELDS
            if (value := _allowed(getattr(record, name, None))) is not None
        }
        if record.exc_info and record.exc_info[1] is not None:
            line["failure"] = frames_of(record.exc_info[1])
        return json.dumps(line)


def _is_ours(name: str) -> bool:
    return name == _OURS or name.startswith(f"{_OURS}.")


def _allowed(value: object) -> object:
    """A number, or a short word without blanks: an id, a code, the name of an error."""
    if value is None or isinstance(value, bool | int | float):
        return value
    return value if isinstance(value, str) and _PLAIN.fullmatch(value) else "withheld"


def frames_of(error: BaseException) -> list[str]:
    """The kind of an error and where it came from, its causes first; no message, no values."""
    chain: list[BaseException] = []
    one: BaseException | None = error
    while one is not None and one not in chain:
        chain.append(one)
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    lines: list[str] = []
    for cause in reversed(chain):
        frames = traceback.extract_tb(cause.__traceback__)
        lines += [f"{Path(frame.filename).name}:{frame.name}:{frame.lineno}" for frame in frames]
        lines.append(type(cause).__name__)
    return lines


def report_of(error: BaseException) -> str:
    """A text for *Copy report*: where the program failed and on what; nothing of what it held."""
    head = f"Portal Console {__version__}, Python {platform.python_version()}, {platform.system()}"
    return "\n".join([head, *frames_of(error)])


class _PrivateHandler(RotatingFileHandler):
    """Every file of the rotation is its owner's alone, whatever the umask."""

    def _open(self) -> TextIOWrapper:
        private_file(Path(self.baseFilename))
        return super()._open()


def start(data_dir: Path, *, level: int = logging.INFO) -> Path:
    """Write every log of the process to `logs/console.log` in `data_dir`, and nowhere else.

    What was kept by `early_log` is written first.
    """
    path = early_log.place(data_dir)
    handler = _PrivateHandler(path, maxBytes=_SIZE, backupCount=_KEPT, encoding="utf-8")
    handler.setFormatter(SafeFormatter())
    root = logging.getLogger()
    early = [one for one in root.handlers if isinstance(one, early_log.EarlyRecords)]
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger(_OURS).setLevel(level)
    logging.captureWarnings(capture=True)
    for record in [record for one in early for record in one.records]:
        handler.handle(record)
    return path
