"""The gate for PDFs: what is refused, why, and that a hostile file harms nobody."""

import random
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from portal.services.pdf_gate import MOST_BYTES, MOST_PAGES, Fault, examine
from tests.support import papers


def paper(
    change: Callable[[pikepdf.Pdf], None] = lambda pdf: None, pages: int = 1, **save: Any
) -> bytes:
    return papers.paper(["Statement 4711"] * pages, change, **save)


def opens_with(action: pikepdf.Object) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.OpenAction = action

    return change


def test_a_plain_file_passes_with_its_words():
    found = examine(paper(pages=3))
    assert found.fault is None
    assert found.pages == 3
    assert [text.strip() for text in found.texts] == ["Statement 4711"] * 3


def hides_a_script_in_a_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS=String("app.alert(1)")))


def hides_a_script_deep(pdf: pikepdf.Pdf) -> None:
    action = Dictionary(S=Name.GoTo, Next=Array([Dictionary(S=Name.JavaScript, JS=String("1"))]))
    pdf.pages[0].Annots = Array([Dictionary(Subtype=Name.Link, A=action)])


def attaches(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["a.txt"] = b"hidden"


def asks(pdf: pikepdf.Pdf) -> None:
    field = pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("name")))
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", Fault.NOT_A_PDF),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), Fault.NOT_A_PDF),
        (b"\n" + paper(), Fault.NOT_A_PDF),
        (b"%PDF-1.7\nnothing else", Fault.BROKEN),
        (paper()[:-200] + b"%%EOF", Fault.BROKEN),
        # one key twice: each reader takes another of the two
        (paper().replace(b"/Type /Font", b"/Subtype /X"), Fault.BROKEN),
        (paper() + b"PK\x03\x04 a second file", Fault.TRAILING_DATA),
        (paper(encryption=pikepdf.Encryption(owner="o", user="u")), Fault.ENCRYPTED),
        (paper(encryption=pikepdf.Encryption(owner="o", user="")), Fault.ENCRYPTED),
        (paper(opens_with(Dictionary(S=Name.JavaScript, JS=String("1")))), Fault.ACTIVE_CONTENT),
        (paper(opens_with(Dictionary(S=Name.Launch, F=String("cmd.exe")))), Fault.ACTIVE_CONTENT),
        (paper(hides_a_script_in_a_page), Fault.ACTIVE_CONTENT),
        (paper(hides_a_script_deep), Fault.ACTIVE_CONTENT),
        (paper(attaches), Fault.ATTACHMENT),
        (paper(asks), Fault.FORM),
        (paper(pages=0), Fault.NO_PAGES),
        (paper(pages=MOST_PAGES + 1), Fault.TOO_MANY_PAGES),
        (paper(lambda pdf: pdf.add_blank_page(page_size=(3000, 100))), Fault.PAGE_SIZE),
    ],
    ids=lambda value: value.value if isinstance(value, Fault) else "",
)
def test_a_file_that_is_not_just_paper_is_refused(content, fault):
    found = examine(content)
    assert found.fault is fault
    assert found.texts == ()
    assert fault.sentence.endswith(".")


def test_a_file_that_only_goes_to_a_page_passes():
    def first_page(pdf: pikepdf.Pdf) -> None:
        pdf.Root.OpenAction = Array([pdf.pages[0].obj, Name.Fit])

    assert examine(paper(first_page)).fault is None


def test_too_large_a_file_is_not_even_handed_on():
    assert examine(b"%PDF-" + bytes(MOST_BYTES)).fault is Fault.TOO_LARGE


def test_a_file_that_takes_too_long_is_given_up():
    assert examine(paper(), time_limit_s=0.001).fault is Fault.TOO_SLOW


def test_a_picture_larger_than_the_memory_is_refused_and_the_portal_goes_on():
    def bomb(pdf: pikepdf.Pdf) -> None:
        side = 60_000
        image = pdf.make_stream(
            bytes(1000),
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=side,
            Height=side,
            ColorSpace=Name.DeviceRGB,
            BitsPerComponent=8,
        )
        pdf.pages[0].Resources.XObject = Dictionary(Im=image)
        pdf.pages[0].Contents = pdf.make_stream(b"q 612 0 0 792 0 0 cm /Im Do Q")

    assert examine(paper(bomb)).fault in {None, Fault.BROKEN}  # drawn as nothing, or not at all
    assert examine(paper()).fault is None


def test_changed_bytes_never_bring_the_gate_down():
    seed = 20261122
    chance = random.Random(seed)
    whole = paper(hides_a_script_deep, pages=2)
    for _ in range(25):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            damaged[chance.randrange(5, len(damaged))] = chance.randrange(256)
        found = examine(bytes(damaged))
        assert found.fault is not None or b"JavaScript" not in damaged, f"seed {seed}"
