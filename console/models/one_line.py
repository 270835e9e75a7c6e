"""Text from outside, made fit for one line of a window."""

import re

_CONTROLS = re.compile("[\u0000-\u001f\u007f-\u009f\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]+")


def one_line(text: str) -> str:
    """The text on one line, without line breaks, control characters and direction overrides.

    A name that turns the words after it around, or hides in zero width, could pass for another's.
    Letters of every script stay as they are.
    """
    if text.isascii() and text.isprintable():
        return text
    return " ".join(_CONTROLS.sub(" ", text).split())
