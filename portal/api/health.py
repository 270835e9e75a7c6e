"""Whether the portal is there, for balancers and for those who wait for it to start.

And whether anybody can sign up: a captcha that does not work turns self-enrollment off, which must be
seen by those who run the portal before patients tell them (DOMAIN F27).
"""

from typing import Literal

from fastapi import BackgroundTasks, Request
from pydantic import BaseModel

from portal.api.patient.side import side_of
from portal.api.routing import Router
from portal.api.state import portal_of
from portal.domain.problems import Problem, ProblemType

router = Router(tags=["health"])


class Health(BaseModel):
    """The portal answers. `self_enrollment_off` is the code of the reason, if it is."""

    status: Literal["ok"]
    api: Literal["v1"]
    self_enrollment: Literal["on", "off"]
    self_enrollment_off: str | None


@router.get("/v1/health", operation_id="read_health")
def read_health(request: Request, afterwards: BackgroundTasks) -> Health:
    """Answer, without waiting for anybody; open to all."""
    captcha = side_of(request).captcha
    afterwards.add_task(captcha.look)  # for the next answer
    why = captcha.why_off()
    return Health(
        status="ok", api="v1", self_enrollment="off" if why else "on", self_enrollment_off=why
    )


class Ready(BaseModel):
    """The process takes requests."""

    status: Literal["ready"]


@router.get("/v1/ready", operation_id="read_ready")
async def read_ready(request: Request) -> Ready:
    """Answer whether this process wants more requests; 503 once it has been told to end.

    Only of itself: a database that is away is the same to all processes, and a balancer that took all of
    them out would answer for the portal.
    """
    if portal_of(request).leaving.is_set():
        raise Problem(ProblemType.UNAVAILABLE, headers={"Retry-After": "1"})
    return Ready(status="ready")
