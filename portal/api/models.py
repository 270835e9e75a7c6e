"""Shapes shared by the routers. What comes in is closed: an unknown field is refused."""

from typing import Annotated, Any

from fastapi import Path
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, PlainSerializer, StringConstraints

from portal.domain.discreet import Discreet
from portal.domain.moments import moment_text

LARGEST_ID = 2**31 - 1


class Body(Discreet):
    """A request body; a field that is not named here is refused (reference/security 1.3)."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Reply(Discreet):
    """A response body. Replies may gain fields; who reads them ignores what they do not know."""

    model_config = ConfigDict(frozen=True)


class PersonReply(Reply):
    """A staff member."""

    id: str
    name: str


PracticeId = Annotated[int, Path(ge=1, le=LARGEST_ID, description="The practice")]
EntityId = Annotated[
    str, Path(min_length=1, max_length=36, pattern=r"^[0-9a-f-]+$", description="The thing's id")
]
Kind = Annotated[str, Path(min_length=1, max_length=20, pattern=r"^[a-z_]+$")]
Secret = Annotated[str, StringConstraints(min_length=1, max_length=1024)]
Username = Annotated[str, StringConstraints(min_length=1, max_length=80)]
Moment = Annotated[AwareDatetime, PlainSerializer(moment_text, return_type=str)]


class ErrorAt(BaseModel):
    """One thing wrong with a request: where, and what, but never the value itself."""

    pointer: str = Field(description="RFC 6901 pointer into the body, or `/query/…`, `/path/…`")
    code: str


class ProblemBody(BaseModel):
    """A problem, RFC 9457. `type` is the only member to switch on."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: str | None = None
    instance: str | None = Field(default=None, description="The request id")
    errors: list[ErrorAt] | None = None
    retry_after: int | None = Field(default=None, description="Seconds")
    current: dict[str, Any] | None = Field(default=None, description="The entity as it stands")
