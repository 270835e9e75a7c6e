"""PDFs that somebody has tampered with, made from a seed: the same number is the same file for ever.

    Mutants(seed).make(4711) → Mutant(content, how, planted)

`planted` says that what was put in is whole and live, so the file must be refused. Of the others
(`damage`) nobody knows; whether they hold anything live is asked of `pdf_witness`.
"""

import io
import random
import warnings
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import pikepdf
from reportlab.pdfgen import canvas

from tests.support import raw_pdf
from tests.support.raw_pdf import gap, spelled

ACTIONS = {
    "JavaScript": b"/JS(app.alert\\(1\\))",
    "Launch": b"/F(cmd.exe)",
    "SubmitForm": b"/F(http://example.org/)",
    "ImportData": b"/F(data.fdf)",
    "GoToR": b"/F(other.pdf)/D[0/Fit]",
    "GoToE": b"/D(a)/T<</R/C/N(a.pdf)>>",
    "Rendition": b"/OP 0/R<</S/MR>>",
    "Movie": b"/T(film)",
    "Sound": b"/Sound 3 0 R",
}


@dataclass(frozen=True)
class Mutant:
    """A file, what was done to it, and whether that alone condemns it."""

    content: bytes
    how: str
    planted: bool


class Mutants:
    """An endless row of mutants."""

    def __init__(self, seed: int) -> None:
        self.seed = seed

    def make(self, number: int) -> Mutant:
        """The mutant with this number."""
        chance = random.Random(self.seed * 1_000_003 + number)
        return chance.choice(WAYS)(chance)


def flipped(chance: random.Random) -> Mutant:
    """Some bytes are others."""
    return Mutant(_flips(chance, chance.choice(sheets())), "flips", planted=False)


def spliced(chance: random.Random) -> Mutant:
    """A stretch of one file stands in another, or twice, or nowhere."""
    into, of = (chance.choice(sheets()) for _ in range(2))
    begin, end = sorted(chance.randrange(len(of)) for _ in range(2))
    at = chance.randrange(5, len(into))
    gone = chance.choice([0, 0, end - begin])
    content = into[:at] + of[begin : min(end, begin + 4000)] + into[at + gone :]
    return Mutant(content, "splice", planted=False)


def cut(chance: random.Random) -> Mutant:
    """The end is missing; perhaps somebody has put another end to it."""
    whole = chance.choice(sheets())
    kept = whole[: chance.randrange(len(whole))]
    return Mutant(kept + chance.choice([b"", b"\n%%EOF\n"]), "cut", planted=False)


def planted(chance: random.Random) -> Mutant:
    """Something live at one of the places where it comes to life, in one of its spellings."""
    objects, how = _live_objects(chance)
    way = chance.choice(["plain", "packed", "update", "update of packed", "rewritten"])
    return Mutant(_put_together(chance, objects, way), f"{how}, {way}", planted=True)


def planted_and_damaged(chance: random.Random) -> Mutant:
    """Something live, and then some bytes are others: it may be dead, or the file may be."""
    one = planted(chance)
    return Mutant(_flips(chance, one.content), f"{one.how}, flips", planted=False)


def hung_on(chance: random.Random) -> Mutant:
    """Another file before, behind or around a good one."""
    whole = chance.choice(sheets())
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("a.js", "alert(1)")
    junk = chance.choice([archive.getvalue(), b"<html><script>1</script>", b"MZ" + bytes(60)])
    head, rest = whole[:9], whole[9:]
    packed = archive.getvalue()
    content, how = chance.choice(
        [
            (junk + whole, "before"),
            (whole + junk, "behind"),
            (whole + junk + b"\n%%EOF\n", "behind, with an end"),
            (head + b"%" + packed.replace(b"\n", b" ") + b"\n" + rest, "inside"),
            (whole[:-6] + b"\n%" + packed[:-2] + b"\x07\x00" + b"\n%%EOF\n", "in a comment"),
            (b"\n" + whole, "a line before"),
        ]
    )
    return Mutant(content, f"polyglot {how}", planted=True)


def locked(chance: random.Random) -> Mutant:
    """Encrypted, for its owner alone or for everybody."""
    user, revision = chance.choice(["", "", "secret"]), chance.choice([3, 4, 6])
    newer = revision > 3
    keys = pikepdf.Encryption(owner="o", user=user, R=revision, aes=newer, metadata=newer)
    with pikepdf.open(io.BytesIO(chance.choice(sheets()))) as pdf:
        out = io.BytesIO()
        pdf.save(out, encryption=keys)
    return Mutant(out.getvalue(), "encrypted", planted=True)


WAYS: tuple[Callable[[random.Random], Mutant], ...] = (
    *(flipped, flipped, spliced, cut),
    *(planted, planted, planted, planted_and_damaged, planted_and_damaged),
    *(hung_on, locked),
)


@cache
def sheets() -> tuple[bytes, ...]:
    """Good files of several makers; the gate lets each of them pass."""
    made = [
        raw_pdf.written(raw_pdf.page_objects(["Statement 4711"])),
        raw_pdf.packed(raw_pdf.page_objects(["Statement 4711", "Page 2"])),
    ]
    for lines in (3, 40):
        out = io.BytesIO()
        page = canvas.Canvas(out, invariant=1)
        for line in range(lines):
            page.drawString(72, 740 - line * 15, f"Visit {line}, balance $ {line * 7}.00")
        page.linkURL("https://example.org/pay", (72, 20, 200, 40))
        page.showPage()
        page.save()
        made.append(out.getvalue())
    ways = (
        {"object_stream_mode": pikepdf.ObjectStreamMode.generate},
        {"linearize": True},
        {"qdf": True},
    )
    for save in ways:
        with pikepdf.open(io.BytesIO(made[-1])) as pdf:
            out = io.BytesIO()
            pdf.save(out, deterministic_id=True, **save)
            made.append(out.getvalue())
    return tuple(made)


def _flips(chance: random.Random, whole: bytes) -> bytes:
    damaged = bytearray(whole)
    for _ in range(chance.choice([1, 1, 2, 4, 16])):
        at = chance.randrange(len(damaged))
        damaged[at] = chance.choice(
            [damaged[at] ^ (1 << chance.randrange(8)), chance.randrange(256)]
        )
    return bytes(damaged)


def _action(chance: random.Random, kind: str) -> bytes:
    """An action, its name spelled anyhow, perhaps an object of its own (number 50), perhaps nested."""
    made = b"<<" + spelled(chance, "S") + gap(chance) + spelled(chance, kind)
    made += ACTIONS[kind] + b">>"
    for _ in range(chance.choice([0, 0, 1, 5, 40])):
        made = b"<</S/GoTo/D[4 0 R/Fit]%s%s[%s]>>" % (spelled(chance, "Next"), gap(chance), made)
    return made


def _live_objects(chance: random.Random) -> tuple[dict[int, bytes], str]:
    """The objects of a page with something live among them."""
    objects = raw_pdf.page_objects(["Statement 4711"])
    place = chance.choice(list(PLACES))
    kind = chance.choice(list(ACTIONS))
    action = _action(chance, kind)
    if chance.random() < 0.5:
        objects[50], action = action, b"50 0 R"
    elif chance.random() < 0.3:  # the name of the action is an object of its own
        objects[51] = spelled(chance, kind)
        action = b"<</S 51 0 R%s>>" % ACTIONS[kind]
    PLACES[place](chance, objects, action)
    return objects, f"{kind} at {place}"


def _into(objects: dict[int, bytes], number: int, more: bytes) -> None:
    objects[number] = objects[number][:-2] + more + b">>"


def _at_opening(chance: random.Random, objects: dict[int, bytes], action: bytes) -> None:
    _into(objects, 1, spelled(chance, "OpenAction") + b" " + action)


def _at_events(chance: random.Random, objects: dict[int, bytes], action: bytes) -> None:
    number, event = chance.choice([(1, b"/WC "), (4, b"/O ")])
    events = spelled(chance, "AA") + gap(chance) + b"<<" + event + action + b">>"
    _into(objects, number, events)


def _at_annotation(chance: random.Random, objects: dict[int, bytes], action: bytes) -> None:
    objects[40] = b"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A %s>>" % action
    _into(objects, 4, chance.choice([b"/Annots[40 0 R]", b"/Annots[%s]" % objects[40]]))


def _at_names(chance: random.Random, objects: dict[int, bytes], action: bytes) -> None:
    tree = spelled(chance, "JavaScript") + b"<</Names[(a) " + action + b"]>>"
    _into(objects, 1, b"/Names<<" + tree + b">>")


def _at_outline(chance: random.Random, objects: dict[int, bytes], action: bytes) -> None:
    del chance
    objects[41] = b"<</Type/Outlines/First 42 0 R/Last 42 0 R/Count 1>>"
    objects[42] = b"<</Title(a)/Parent 41 0 R/A %s>>" % action
    _into(objects, 1, b"/Outlines 41 0 R")


def _at_field(chance: random.Random, objects: dict[int, bytes], action: bytes) -> None:
    objects[43] = b"<</FT/Btn/T(a)/Type/Annot/Subtype/Widget/Rect[0 0 9 9]/A %s>>" % action
    _into(objects, 4, b"/Annots[43 0 R]")
    if chance.random() < 0.6:
        _into(objects, 1, spelled(chance, "AcroForm") + b"<</Fields[43 0 R]>>")


def _with_xfa(chance: random.Random, objects: dict[int, bytes], action: bytes) -> None:
    del action
    objects[44] = raw_pdf.stream(b"<xdp/>")
    _into(objects, 1, b"/AcroForm<</Fields[]" + spelled(chance, "XFA") + b" 44 0 R>>")


def _with_attachment(chance: random.Random, objects: dict[int, bytes], action: bytes) -> None:
    del action
    about = spelled(chance, "Type").decode() + spelled(chance, "EmbeddedFile").decode()
    objects[45] = raw_pdf.stream(b"MZ", about)
    objects[46] = b"<</Type/Filespec/F(a.exe)" + spelled(chance, "EF") + b"<</F 45 0 R>>>>"
    tree = b"/Names<<" + spelled(chance, "EmbeddedFiles") + b"<</Names[(a) 46 0 R]>>>>"
    note = b"/Annots[<</Type/Annot/Subtype/FileAttachment/FS 46 0 R/Rect[0 0 9 9]>>]"
    _into(objects, *chance.choice([(1, tree), (4, note), (1, b"/AF[46 0 R]")]))


def _behind_a_link(chance: random.Random, objects: dict[int, bytes], action: bytes) -> None:
    del action
    scheme = chance.choice(
        [b"javascript:", b"JaVaScript:", b"\\152avascript:", b"file:///", b"data:"]
    )
    link = b"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(%s//a)>>>>" % scheme
    _into(objects, 4, b"/Annots[%s]" % link)


PLACES: dict[str, Callable[[random.Random, dict[int, bytes], bytes], None]] = {
    "opening": _at_opening,
    "events": _at_events,
    "annotation": _at_annotation,
    "names": _at_names,
    "outline": _at_outline,
    "field": _at_field,
    "xfa": _with_xfa,
    "attachment": _with_attachment,
    "link": _behind_a_link,
}


def _put_together(chance: random.Random, objects: dict[int, bytes], way: str) -> bytes:
    clean = raw_pdf.page_objects(["Statement 4711"])
    changed = {key: body for key, body in objects.items() if clean.get(key) != body}
    if way == "plain":
        return raw_pdf.written(objects)
    if way == "packed":
        return raw_pdf.packed(objects)
    if way == "update":
        return raw_pdf.updated(raw_pdf.written(clean), changed)
    if way == "update of packed":
        return raw_pdf.updated(raw_pdf.packed(clean), changed)
    with pikepdf.open(io.BytesIO(raw_pdf.written(objects))) as pdf, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that a field belongs to no form is meant
        out = io.BytesIO()
        modes = list(pikepdf.ObjectStreamMode.__members__.values())
        pdf.save(out, object_stream_mode=chance.choice(modes), linearize=chance.random() < 0.3)
    return out.getvalue()
