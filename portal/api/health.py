"""Whether the portal is there, for balancers and for those who wait for it to start."""

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel

router = APIRouter(tags=["health"])


class Health(BaseModel):
    """The portal answers."""

    status: Literal["ok"]
    api: Literal["v1"]


@router.get("/v1/health", operation_id="read_health")
def read_health() -> Health:
    """Answer, without asking anybody; open to all."""
    return Health(status="ok", api="v1")
