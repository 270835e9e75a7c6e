"""End-to-end tests: the real window, the real portal, real files."""

from tests.support.demo_portal import built_demo, demo

__all__ = ["built_demo", "demo"]
