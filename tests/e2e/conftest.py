"""End-to-end tests: the real window, the real portal, real files."""

from tests.support.demo_portal import demo

__all__ = ["demo"]
