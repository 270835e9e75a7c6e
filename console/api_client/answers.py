"""From an answer to what it means: JSON, or one of the errors that a person can be told about.

Only the problem's `type` is looked at (RFC 9457 §3.1.1); no text of the portal's gets into an error.
"""

import contextlib
import json
from collections.abc import Mapping
from typing import Any

from console.api_client.transport import Answer
from console.domain.errors import (
    ClaimedByOtherError,
    ConsoleError,
    NotFoundError,
    NotPermittedError,
    NotThePortalError,
    PortalBusyError,
    RequestRefusedError,
    ResyncRequiredError,
    SignInExpiredError,
    SignInFailedError,
    StaffDisabledError,
    StepUpRequiredError,
    ThrottledError,
    WorkstationForkedError,
    WorkstationRevokedError,
    slug_of,
)

_BY_TYPE: Mapping[str, type[ConsoleError]] = {
    "sign-in-failed": SignInFailedError,
    "step-up-required": StepUpRequiredError,
    "account-disabled": StaffDisabledError,
    "workstation-forked": WorkstationForkedError,
}
_BY_STATUS: Mapping[int, type[ConsoleError]] = {
    401: SignInExpiredError,
    403: NotPermittedError,
    404: NotFoundError,
    410: ResyncRequiredError,
}
_MANY, _LOCKED = 429, 423
NOT_MODIFIED = 304  # to who has named what they were told before


def checked(answer: Answer, media_type: str = "", *, conditional: bool = False) -> Answer:
    """The answer, when it is a success of the portal's: JSON, or what is named.

    `conditional`: the call has named what it was told before, so 304 is a success too (RFC 9110 §15.4.5).

    Raises:
        ConsoleError: the one that the status and the problem type stand for.
        NotThePortalError: something else answered, whatever the status.
    """
    status = answer.status
    if status >= 500:
        raise PortalBusyError(f"HTTP {status}", _retry_after(answer))
    unchanged = conditional and status == NOT_MODIFIED
    if not answer.is_from_portal or (300 <= status < 400 and not unchanged):
        raise NotThePortalError(f"HTTP {status} without the portal's mark")
    if status >= 400:
        raise _refused(answer)
    wanted = answer.media_type == media_type if media_type else answer.is_json
    if status != 204 and not (wanted or unchanged):
        raise NotThePortalError(f"not {media_type or 'JSON'}")
    return answer


def text_of(answer: Answer) -> str:
    """The body as text, unparsed; for what SQLite takes apart.

    Raises:
        NotThePortalError: the body is not UTF-8.
    """
    try:
        return checked(answer).body.decode()
    except UnicodeDecodeError as error:
        raise NotThePortalError("not UTF-8") from error


def object_of(answer: Answer) -> dict[str, Any]:
    """The body as a JSON object.

    Raises:
        NotThePortalError: it is none.
    """
    try:
        found = json.loads(text_of(answer))
    except ValueError as error:
        raise NotThePortalError("not JSON") from error
    if not isinstance(found, dict):
        raise NotThePortalError("not a JSON object")
    return found


def _refused(answer: Answer) -> ConsoleError:
    problem = _problem(answer)
    slug = slug_of(problem)
    known = _by_type(slug, answer, problem)
    if known is not None:
        return known
    if answer.status == _MANY:
        if slug == "throttled":
            return ThrottledError("throttled", _retry_after(answer, problem))
        return PortalBusyError("HTTP 429", _retry_after(answer, problem))
    if answer.status == _LOCKED:
        holder = problem.get("holder")
        return ClaimedByOtherError(str(holder.get("name", "")) if isinstance(holder, dict) else "")
    if answer.status in _BY_STATUS:
        return _BY_STATUS[answer.status](f"HTTP {answer.status}")
    return RequestRefusedError(f"HTTP {answer.status} {slug}", problem)


def _by_type(slug: str, answer: Answer, problem: Mapping[str, Any]) -> ConsoleError | None:
    if slug == "workstation-revoked":
        return WorkstationRevokedError(f"HTTP {answer.status}", wipe=problem.get("wipe") is True)
    return _BY_TYPE[slug](f"HTTP {answer.status}") if slug in _BY_TYPE else None


def _problem(answer: Answer) -> dict[str, Any]:
    try:
        found = json.loads(answer.body) if answer.is_json else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _retry_after(answer: Answer, problem: Mapping[str, Any] | None = None) -> float | None:
    """Seconds to wait: from the header, or from the problem; dates are not used by the portal."""
    for found in (answer.headers.get("Retry-After"), (problem or {}).get("retry_after")):
        with contextlib.suppress(TypeError, ValueError):
            return max(0.0, min(float(found or ""), 3600.0))
    return None
