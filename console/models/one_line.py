"""Text from outside, made fit for one line of a window."""

import re
import unicodedata

_CONTROLS = re.compile("[\u0000-\u001f\u007f-\u009f\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]+")


def one_line(text: str) -> str:
    """The text on one line, without line breaks, control characters and direction overrides.

    A name that turns the words after it around, or hides in zero width, could pass for another's.
    Letters of every script stay as they are.
    """
    if text.isascii() and text.isprintable():
        return text
    return " ".join(_CONTROLS.sub(" ", text).split())


def plain_tip(text: str) -> str:
    """A tool tip that says its text and nothing else.

    Qt takes one that looks like markup for markup, and fetches the images that it names, also from
    another computer's share; what patients write and what files are called comes from outside.
    """
    if "<" not in text and "&" not in text:
        return text
    import html  # noqa: PLC0415 - seldom needed, and the first window is not to wait for it

    return f"<qt>{html.escape(text)}</qt>".replace("\n", "<br>")


def isolated(name: str) -> str:
    """A name fit to stand in a sentence: one from a script that runs the other way keeps to itself.

    Without it the words around it change places on the screen (Unicode Annex 9, isolates).
    """
    line = one_line(name)
    if line.isascii() or not any(
        unicodedata.bidirectional(letter) in {"R", "AL"} for letter in line
    ):
        return line
    return f"\u2068{line}\u2069"
