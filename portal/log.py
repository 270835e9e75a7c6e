"""The portal's log: JSON lines on standard error, from an allow-list of keys.

No patient data can get in by accident: a key that is not listed is dropped, a value that does not
look like an id, a number or a code is replaced, and exceptions are logged as their type and frames,
never their message (reference/security 3.1). Importing this module configures it.
"""

import logging
import re
import sys
import threading
import traceback
from collections.abc import MutableMapping
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

sys.modules.setdefault("rich", None)  # type: ignore[arg-type] # see below
import structlog  # noqa: E402 - where rich is, structlog brings it, 6 MB, for colours that are not wanted here

if sys.modules["rich"] is None:
    del sys.modules["rich"]

ALLOWED = frozenset(
    {"event", "level", "timestamp", "request_id", "method", "route", "status", "ms", "bytes"}
    | {"staff_id", "session_id", "account_id", "practice_id", "kind", "item_id", "command_id"}
    | {"action", "outcome", "problem", "attempt", "count", "seq", "job_id", "job_kind", "due_in_s"}
    | {
        "error",
        "frames",
        "logger",
        "template",
        "args",
        "host",
        "port",
        "engine",
        "version",
        "reason",
        "control_id",
    }
)
_PLAIN = re.compile(r"[\w.:/{}<>\-]{0,200}", re.ASCII)
_WITHHELD = "?"

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]


def _frames(error: BaseException) -> list[str]:
    """Where it happened, innermost last, as `module:function:line`."""
    walked = traceback.walk_tb(error.__traceback__)
    return [f"{f.f_globals.get('__name__')}:{f.f_code.co_name}:{line}" for f, line in walked][-12:]


def _describe_error(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> Any:
    """Turn `exc_info` into type and frames; the message of an exception may quote a patient."""
    info = event.pop("exc_info", None)
    error = sys.exc_info()[1] if info is True else info
    if isinstance(error, tuple):
        error = error[1]
    if isinstance(error, BaseException):
        event["error"] = type(error).__name__
        event["frames"] = _frames(error)
    return event


def _safe(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, list | tuple):
        return [_safe(one) for one in value]
    return value if isinstance(value, str) and _PLAIN.fullmatch(value) else _WITHHELD


def _allow(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> Any:
    """Keep listed keys with harmless values. `template` is a constant of the source, as is."""
    return {
        key: value if key in {"timestamp", "template"} else _safe(value)
        for key, value in event.items()
        if key in ALLOWED
    }


class _StandardError:
    """Write whole lines to whatever `sys.stderr` is at that moment."""

    _lock = threading.Lock()

    def msg(self, message: str) -> None:
        with self._lock:
            sys.stderr.write(message + "\n")
            sys.stderr.flush()

    debug = info = warning = error = critical = msg


_error = _StandardError()


structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _describe_error,
        _allow,
        structlog.processors.JSONRenderer(sort_keys=True),
    ],
    wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    logger_factory=lambda *_args: _error,
    cache_logger_on_first_use=True,
)

log: structlog.typing.FilteringBoundLogger = structlog.get_logger()


def log_access(
    *,
    method: str,
    route: str,
    status: int,
    ms: float,
    size: int,
    problem: str | None,
    request_id: str,
) -> None:
    """Write the one line of a request, as `log.info` would, in a quarter of the time.

    Every value is a number, or held to the form of a plain one, so that none needs to be escaped.
    """
    now = datetime.now(UTC).isoformat().removesuffix("+00:00")
    refusal = "null" if problem is None else f'"{_safe(problem)}"'
    _error.msg(
        f'{{"bytes": {size}, "event": "request", "level": "info", "method": "{_safe(method)}",'
        f' "ms": {ms}, "problem": {refusal},'
        f' "request_id": "{_safe(request_id)}", "route": "{_safe(route)}", "status": {status},'
        f' "timestamp": "{now}Z"}}'
    )


class _Foreign(logging.Handler):
    """Records of the standard logging: the constant template and the type of an error.

    The arguments are shown where they are our own and harmless. A text without arguments may have
    been put together from anything, so it is shown only of those that are known not to.
    """

    def emit(self, record: logging.LogRecord) -> None:
        ours = record.name.startswith("portal.")
        constant = record.args or ours or record.name.startswith("uvicorn")
        args = record.args if isinstance(record.args, tuple) else ()
        log.log(
            max(record.levelno, logging.INFO),
            "log.record",
            logger=record.name,
            template=str(record.msg) if constant else _WITHHELD,
            args=list(args) if ours else None,
            exc_info=record.exc_info,
        )


def take_over_standard_logging() -> None:
    """Send what the standard logging gets through the same allow-list; called when serving."""
    root = logging.getLogger()
    root.handlers[:] = [_Foreign()]
    root.setLevel(logging.WARNING)
    for name in ("portal", "uvicorn", "uvicorn.error"):
        logger = logging.getLogger(name)
        logger.handlers[:] = []
        logger.setLevel(logging.INFO)
        logger.propagate = True
    logging.getLogger("uvicorn.access").disabled = True
    sys.excepthook = _unhandled
    threading.excepthook = lambda args: _unhandled(
        args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
    )


def _unhandled(
    kind: type[BaseException], error: BaseException, _where: TracebackType | None
) -> None:
    if not issubclass(kind, KeyboardInterrupt | SystemExit):
        log.critical("process.unhandled", exc_info=error)
