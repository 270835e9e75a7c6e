"""PDFs written by hand, so that every spelling that the format allows can be had."""

import random
import re
import zlib
from collections.abc import Mapping, Sequence

HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
Objects = Mapping[int, bytes]


def written(objects: Objects, root: int = 1, before: bytes = HEAD) -> bytes:
    """A file of these objects with a table of where they stand."""
    return before + _section(objects, root, len(before))


def updated(whole: bytes, objects: Objects, root: int = 1) -> bytes:
    """The file with an incremental update behind it, in which these objects take others' place."""
    last = whole.rindex(b"startxref") + len(b"startxref")
    prev = int(whole[last:].split()[0])
    size = int(re.findall(rb"/Size (\d+)", whole)[-1])
    return whole + _section(objects, root, len(whole), prev, size)


def packed(objects: Objects, root: int = 1, *, number: int = 90) -> bytes:
    """A file whose objects stand in a compressed object stream, and its table in another."""
    streams = {key: body for key, body in objects.items() if b"stream" in body}
    inside = {key: body for key, body in objects.items() if key not in streams}
    heads, at = [], 0
    for key, body in inside.items():
        heads.append(f"{key} {at}")
        at += len(body) + 1
    first = " ".join(heads).encode() + b"\n"
    squeezed = zlib.compress(first + b"\n".join(inside.values()) + b"\n")
    about = f"/Type/ObjStm/N {len(inside)}/First {len(first)}/Filter/FlateDecode"
    streams[number] = stream(squeezed, about)
    out, places = bytearray(HEAD), {}
    for key, body in streams.items():
        places[key] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (key, body)
    table = number + 1
    places[table] = len(out)
    rows = bytearray()
    order = list(inside)
    for key in range(table + 1):
        if key in places:
            rows += b"\x01" + places[key].to_bytes(4, "big") + b"\x00\x00"
        elif key in inside:
            rows += b"\x02" + number.to_bytes(4, "big") + order.index(key).to_bytes(2, "big")
        else:
            rows += b"\x00" + bytes(4) + b"\xff\xff"
    about = f"/Type/XRef/W[1 4 2]/Size {table + 1}/Root {root} 0 R/Filter/FlateDecode"
    out += b"%d 0 obj\n%s\nendobj\n" % (table, stream(zlib.compress(bytes(rows)), about))
    return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % places[table]


def hybrid(objects: Objects, hidden: bytes, root: int = 1) -> bytes:
    """A file with two tables: readers of the newer one find an object more, number `max + 1`.

    That is what word processors write for readers of either age; the older table calls it free.
    """
    secret = max(objects) + 1
    head = b"%d 0\n" % secret
    about = f"/Type/ObjStm/N 1/First {len(head)}/Filter/FlateDecode"
    pack = secret + 1
    packed_one = stream(zlib.compress(head + hidden + b"\n"), about)
    rows = b"\x02" + pack.to_bytes(4, "big") + b"\x00\x00"
    about = f"/Type/XRef/W[1 4 2]/Index[{secret} 1]/Size {pack + 2}/Root {root} 0 R"
    whole = written({**objects, pack: packed_one, pack + 1: stream(rows, about)}, root)
    table = whole.index(b"%d 0 obj" % (pack + 1))
    return whole.replace(b"trailer\n<<", b"trailer\n<</XRefStm %d" % table)


def stream(content: bytes, about: str = "") -> bytes:
    """A stream with its dictionary."""
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(content), about.encode(), content)


def page_objects(texts: Sequence[str]) -> dict[int, bytes]:
    """A catalog (1), a tree (2), a font (3), and pages with their words from 4 on, two objects each."""
    numbers = [4 + 2 * number for number in range(len(texts))]
    kids = b" ".join(b"%d 0 R" % number for number in numbers)
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(texts), kids),
        3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    }
    for number, text in zip(numbers, texts, strict=True):
        objects[number] = (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]"
            b"/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>" % (number + 1)
        )
        objects[number + 1] = stream(f"BT /F1 24 Tf 72 700 Td ({text}) Tj ET".encode())
    return objects


def spelled(chance: random.Random, name: str) -> bytes:
    """A name in one of its spellings: any of its letters may be given by number."""
    letters = (
        f"#{ord(letter):02{chance.choice('xX')}}" if chance.random() < 0.4 else letter
        for letter in name
    )
    return b"/" + "".join(letters).encode()


def gap(chance: random.Random) -> bytes:
    """What may stand between a key and a name."""
    return chance.choice([b"", b" ", b"\n", b"\r\n", b"\x00", b"\t\f", b" % no more\n"])


def _section(
    objects: Objects, root: int, start: int, prev: int | None = None, least: int = 0
) -> bytes:
    out, places = bytearray(), {}
    for number, body in objects.items():
        places[number] = start + len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = start + len(out)
    size = max(least, max(objects) + 1)
    if prev is None:
        out += b"xref\n0 %d\n0000000000 65535 f \n" % size
        for number in range(1, size):
            place = places.get(number)
            out += b"0000000000 00000 f \n" if place is None else b"%010d 00000 n \n" % place
    else:
        out += b"xref\n"
        for number, place in sorted(places.items()):
            out += b"%d 1\n%010d 00000 n \n" % (number, place)
    before = b"" if prev is None else b"/Prev %d" % prev
    out += b"trailer\n<</Size %d/Root %d 0 R%s>>\n" % (size, root, before)
    return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % table
