"""The closed registry of problems (RFC 9457) and the exception that carries one.

`type` is the only member that a client may switch on. `detail` never holds patient data.
"""

from dataclasses import dataclass, field
from enum import Enum
from typing import Any

TYPE_BASE = "urn:portal:problem:"


class ProblemType(Enum):
    """Slug, HTTP status and title of each problem."""

    VALIDATION = ("validation", 422, "The request does not fit")
    MALFORMED = ("malformed", 400, "The request could not be read")
    UNAUTHENTICATED = ("unauthenticated", 401, "Sign in first")
    SIGN_IN_FAILED = ("sign-in-failed", 401, "The user name or the password is wrong")
    SESSION_EXPIRED = ("session-expired", 401, "The session has ended; sign in again")
    STEP_UP_REQUIRED = ("step-up-required", 401, "Confirm who you are")
    ACCOUNT_DISABLED = ("account-disabled", 403, "This staff member has been disabled")
    WORKSTATION_REVOKED = ("workstation-revoked", 403, "This workstation may not be used any more")
    NOT_PERMITTED = ("not-permitted", 403, "Your role does not allow this")
    HAND_OUT_REFUSED = ("hand-out-refused", 403, "This can not be used; ask the practice")
    NOT_FOUND = ("not-found", 404, "There is no such thing here")
    METHOD_NOT_ALLOWED = ("method-not-allowed", 405, "This call is not offered")
    NOT_ACCEPTABLE = ("not-acceptable", 406, "Only JSON is spoken here")
    VERSION_CONFLICT = ("version-conflict", 409, "The item has moved on")
    WORKSTATION_FORKED = ("workstation-forked", 409, "These files are in use somewhere else")
    RESYNC_REQUIRED = ("resync-required", 410, "Start again from cursor 0")
    UPLOAD_OFFSET_MISMATCH = ("upload-offset-mismatch", 409, "The upload stands elsewhere")
    PAYLOAD_TOO_LARGE = ("payload-too-large", 413, "The request is too large")
    UNSUPPORTED_MEDIA_TYPE = ("unsupported-media-type", 415, "This call takes other content types")
    COMMAND_ID_REUSED = ("command-id-reused", 422, "This command id stands for another decision")
    ILLEGAL_TRANSITION = ("illegal-transition", 422, "The item's state does not allow this action")
    DECISION_STALE = ("decision-stale", 422, "The decision was made too long ago; look again")
    UPLOAD_HASH_MISMATCH = ("upload-hash-mismatch", 422, "What came is not what was announced")
    RULE_REFUSED = ("rule-refused", 422, "A rule of the practice forbids this")
    STATEMENT_NOT_PAYABLE = ("statement-not-payable", 409, "This is not the statement to pay")
    SLOT_TAKEN = ("slot-taken", 409, "The slot has been taken")
    CLAIMED_BY_OTHER = ("claimed-by-other", 423, "A colleague is working on this item")
    THROTTLED = ("throttled", 429, "Too many attempts; wait a little")
    DEFERRED = ("deferred", 503, "Not decided yet; send the same command again")
    UNAVAILABLE = ("unavailable", 503, "The portal can not answer just now")
    INTERNAL = ("internal", 500, "The portal failed; the report has the request id")

    def __init__(self, slug: str, status: int, title: str) -> None:
        self.slug = slug
        self.status = status
        self.title = title

    @property
    def uri(self) -> str:
        """The stable `type` member of the problem."""
        return TYPE_BASE + self.slug


@dataclass
class Problem(Exception):  # noqa: N818 - RFC 9457 calls it a problem
    """A refusal that the caller gets to read; services raise it, the API turns it into JSON."""

    type: ProblemType
    detail: str | None = None
    extra: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)

    def body(self, instance: str | None = None) -> dict[str, Any]:
        """The problem object, RFC 9457 §3."""
        body: dict[str, Any] = {
            "type": self.type.uri,
            "title": self.type.title,
            "status": self.type.status,
        }
        if self.detail is not None:
            body["detail"] = self.detail
        if instance is not None:
            body["instance"] = instance
        return body | self.extra
