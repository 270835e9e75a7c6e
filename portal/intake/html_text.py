"""The text of a page of HTML, in time that grows with its length and no faster.

The parser of the standard library takes minutes for some pages of 200 kB ("<a <a <a"), and a message
of a laboratory may hold anything. What is no markup is text; a comment or script that never ends
hides the rest, as in a browser.
"""

import html
import re

_TAG = re.compile(
    r"<(?:(?P<comment>!--)|(?P<end>/)?(?P<name>[a-zA-Z][a-zA-Z0-9]*)[^<>]*>|[!?][^<>]*>)"
)
_SPACES = re.compile(r"\s+")
_NUMBERED = re.compile(r"&#[xX]?[0-9a-fA-F]{8,};?")  # no letter has such a number

_BLOCKS = frozenset(
    {"p", "div", "br", "tr", "li", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6", "hr"}
    | {"section", "article", "header", "footer", "pre", "blockquote", "dt", "dd", "dl", "caption"}
)
_CELLS = frozenset({"td", "th"})
_HIDDEN = frozenset({"script", "style", "head", "template", "noscript", "object", "svg", "iframe"})


def html_text(page: str) -> str:
    """Give what a reader of the page sees, a line for each block; cells of a row are set apart.

    Scripts, styles, links' targets and images are gone. Never raises.
    """
    text = "".join(_pieces(page))
    lines = (line.strip(" ") for line in _NUMBERED.sub("", text).split("\n"))
    return html.unescape("\n".join(lines)).replace("\xa0", " ")


def _pieces(page: str) -> list[str]:
    pieces: list[str] = []
    at, kept = 0, False  # `kept` inside <pre>, where spaces count
    while found := _TAG.search(page, at):
        pieces.append(_words(page[at : found.start()], kept=kept))
        at = found.end()
        name = (found["name"] or "").lower()
        if found["comment"] or (name in _HIDDEN and not found["end"]):
            at = _after(page, at, "-->" if found["comment"] else f"</{name}")
        elif name in _BLOCKS:
            pieces.append("\n")
            kept = not found["end"] if name == "pre" else kept
        elif name in _CELLS and not found["end"]:
            pieces.append("   ")
    pieces.append(_words(page[at:], kept=kept))
    return pieces


def _after(page: str, at: int, mark: str) -> int:
    """Give the place behind the next `mark`, in whatever case; the end where there is none."""
    if mark.startswith("<"):
        found = re.compile(rf"{mark}[^<>]*>?", re.IGNORECASE).search(page, at)
        return found.end() if found else len(page)
    place = page.find(mark, at)
    return len(page) if place < 0 else place + len(mark)


def _words(text: str, *, kept: bool) -> str:
    return text if kept else _SPACES.sub(" ", text)
