"""The portal, put together."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

import anyio.to_thread
from fastapi import FastAPI

from portal.settings import Settings

ROUTERS = (
    "portal.api.auth",
    "portal.api.me",
    "portal.api.feed",
    "portal.api.decisions",
    "portal.api.items",
    "portal.api.patients",
    "portal.api.journal",
    "portal.api.health",
    "portal.api.patient.auth",
    "portal.api.patient.enrollment",
    "portal.api.patient.requests",
    "portal.api.patient.record",
)


@dataclass
class Portal:
    """What the handlers reach through `request.app.state.portal`."""

    settings: Settings


def create_app(settings: Settings | None = None) -> FastAPI:
    """Build the portal; `settings` default to the environment."""
    settings = settings or Settings()
    app = FastAPI(openapi_url=None, lifespan=_lifespan, redirect_slashes=False)
    app.state.portal = Portal(settings)
    for name in ROUTERS:
        if _exists(name):
            app.include_router(import_module(name).router)
    return app


def _exists(name: str) -> bool:
    parent = name.rpartition(".")[0]
    return (parent == "portal.api" or _exists(parent)) and find_spec(name) is not None


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    portal: Portal = app.state.portal
    anyio.to_thread.current_default_thread_limiter().total_tokens = portal.settings.threads
    yield
