"""What the tests of signing in ask for."""

from tests.support.sign_in_parts import rig  # noqa: F401 - pytest finds fixtures by their names here
