"""The gate for PDFs: what is refused, why, and that a hostile file harms nobody."""

import random
from collections.abc import Callable
from typing import Any

import pikepdf
import psutil
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, String

from portal.services import pdf_runner
from portal.services.pdf_gate import MOST_BYTES, MOST_PAGES, STATEMENT, Examined, Fault, examine
from tests.support import papers, raw_pdf
from tests.support.until import until_in_thread


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


@pytest.mark.field("upload")
@pytest.mark.threat("T7")
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


def slow() -> bytes:
    """A page that takes a second or more to draw."""

    def scribble(pdf: pikepdf.Pdf) -> None:
        line = b"0 0 m 600 800 l 0 800 l 600 0 l S\n"
        pdf.pages[0].Contents = pdf.make_stream(line * 200_000)

    return paper(scribble, compress_streams=True)


@pytest.mark.threat("T7")
@pytest.mark.parametrize("prepared", [True, False])
def test_a_file_that_takes_too_long_is_given_up(prepared, monkeypatch):
    if not prepared:
        monkeypatch.setattr(pdf_runner, "_CAN_PREPARE", False)
    assert examine(slow(), time_limit_s=0.05).fault is Fault.TOO_SLOW
    parent = psutil.Process(pdf_runner.prepared().process.pid)
    until_in_thread(lambda: not [one for one in parent.children() if one.is_running()])


@pytest.mark.threat("T7")
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


# -- in pieces --------------------------------------------------------------------------------------


def cut(content: bytes, size: int) -> list[bytes]:
    return [content[at : at + size] for at in range(0, len(content), size)]


@pytest.mark.parametrize("size", [5, 7, 64, 100_000])
def test_a_file_in_pieces_is_judged_as_the_whole(size):
    for content in (paper(pages=2), paper(attaches), paper() + b"more", paper() + b"\n\n"):
        assert examine(cut(content, size)) == examine(content)


def test_a_file_of_many_pieces_is_counted():
    pieces = [paper(), *([bytes(1024 * 1024)] * 11)]
    assert examine(iter(pieces)).fault is Fault.TOO_LARGE


def test_f68_a_statement_may_be_larger_than_a_document():
    def picture(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Picture = pdf.make_stream(random.Random(1).randbytes(MOST_BYTES))

    content = paper(picture)
    assert examine(content).fault is Fault.TOO_LARGE
    assert examine(cut(content, 1024 * 1024), STATEMENT).fault is None


def test_what_the_source_of_the_pieces_raises_is_passed_on_and_the_gate_goes_on():
    def failing():
        yield paper()[:100]
        raise ConnectionError

    with pytest.raises(ConnectionError):
        examine(failing())
    assert examine(paper()).fault is None


# -- the words --------------------------------------------------------------------------------------


def test_the_words_are_pdfiums_own_so_that_places_in_them_are_found_again():
    """An offset into a text is what the console marks on the page: nothing is stripped or mended."""
    lines = ["  Statement 4711 ", "", "Amount due (USD): 12.50", "fi ligature"]

    def several_lines(pdf: pikepdf.Pdf) -> None:
        shown = " ".join(f"({line}) Tj 0 -30 Td" for line in lines).replace("(USD)", "\\(USD\\)")
        pdf.pages[0].Contents = pdf.make_stream(f"BT /F1 12 Tf 72 700 Td {shown} ET".encode())

    content = paper(several_lines, pages=2)
    document = pypdfium2.PdfDocument(content)
    read = tuple(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert examine(content).texts == read
    assert "\r\n" in read[0]


# -- what is no paper -------------------------------------------------------------------------------


def links_to(address: str) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        action = Dictionary(S=Name.URI, URI=String(address))
        pdf.pages[0].Annots = Array([Dictionary(Subtype=Name.Link, A=action)])

    return change


@pytest.mark.parametrize(
    "address", ["https://pay.example.org/?a=b:c", "mailto:a@b.c", "tel:555", "/a"]
)
def test_a_link_of_the_web_passes(address):
    assert examine(paper(links_to(address))).fault is None


@pytest.mark.parametrize(
    "address",
    [
        *("javascript:alert(1)", " JavaScript:1", "java\nscript:1", "file:///etc/passwd", "data:,"),
        *("//elsewhere/share/a.exe", "\\\\elsewhere\\share\\a.exe"),
    ],
)
def test_a_link_that_runs_or_reads_something_is_refused(address):
    assert examine(paper(links_to(address))).fault is Fault.ACTIVE_CONTENT


def relative_to(address: str) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.URI = Dictionary(Base=String(address))

    return change


def test_t7_links_are_relative_to_the_web_or_to_nothing():
    assert examine(paper(relative_to("https://example.org/"))).fault is None
    for address in ("file:///c:/", "javascript:alert(1)//", "\\\\elsewhere\\share\\"):
        assert examine(paper(relative_to(address))).fault is Fault.ACTIVE_CONTENT


@pytest.mark.parametrize(
    "action",
    [
        Dictionary(S=Name.Thread, F=String("other.pdf"), D=0),
        Dictionary(S=Name.URI, URI=Name("/javascript:alert(1)")),
    ],
)
def test_t7_no_other_way_out_of_the_file(action: Dictionary):
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Annots = Array([Dictionary(Subtype=Name.Link, Rect=[0, 0, 9, 9], A=action)])

    assert examine(paper(change)).fault is Fault.ACTIVE_CONTENT


def prints(pdf: pikepdf.Pdf) -> None:
    action = Dictionary(S=Name.Named, N=Name.Print)
    pdf.pages[0].Annots = Array([Dictionary(Subtype=Name.Link, A=action)])


def reads_elsewhere(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Contents = pdf.make_stream(b"", F=String("http://example.org/page"))


def is_a_portfolio(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Collection = Dictionary()


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (prints, Fault.ACTIVE_CONTENT),
        (reads_elsewhere, Fault.ACTIVE_CONTENT),
        (is_a_portfolio, Fault.ATTACHMENT),
    ],
    ids=lambda value: getattr(value, "__name__", str(value)),
)
def test_what_lives_without_a_script_is_refused(change, fault):
    assert examine(paper(change)).fault is fault


def test_a_field_that_belongs_to_no_form_is_one():
    objects = raw_pdf.page_objects(["Statement 4711"])
    field = b"/Annots[<</Subtype/Widget/FT/Tx/T(name)/Rect[0 0 9 9]>>]>>"
    objects[4] = objects[4].removesuffix(b">>") + field
    assert examine(raw_pdf.written(objects)).fault is Fault.FORM


# -- what one reader sees and another does not -------------------------------------------------------


def links_to_object(number: int) -> dict[int, bytes]:
    objects = raw_pdf.page_objects(["Statement 4711"])
    link = b"/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A %d 0 R>>]>>" % number
    objects[4] = objects[4].removesuffix(b">>") + link
    return objects


def test_an_object_that_only_the_newer_of_two_tables_names_is_looked_at():
    objects = links_to_object(6)
    assert max(objects) == 5
    web = b"<</S/URI/URI(https://example.org/)>>"
    assert examine(raw_pdf.hybrid(objects, web)).fault is None
    script = b"<</#53 /J#61vaScript/JS(1)>>"
    assert examine(raw_pdf.hybrid(objects, script)).fault is Fault.ACTIVE_CONTENT


@pytest.mark.parametrize(
    "hidden",
    [
        b"<</S/JavaScript/JS(app.alert\\(1\\))>>",
        b"<</S%a comment\n/L#61unch/F(cmd.exe)>>",
        b"/#4aavaScript",
        b"<</AA<</O 9 0 R>>>>",
    ],
)
def test_an_object_that_no_table_names_is_looked_at(hidden):
    """It was in an older state of the file, or waits for a reader that mends files."""
    before = b"%%PDF-1.7\n9 0 obj\n%s\nendobj\n" % hidden
    assert examine(raw_pdf.written(links_to_object(9), before=before)).fault is Fault.ACTIVE_CONTENT
    harmless = b"%PDF-1.7\n9 0 obj\n<</S/URI/URI(https://example.org/Launch)>>\nendobj\n"
    assert examine(raw_pdf.written(links_to_object(9), before=harmless)).fault is None


def test_objects_packed_where_no_table_leads_are_refused():
    pack = raw_pdf.stream(b"9 0\n<</S/JavaScript>>\n", "/Type/#4fbjStm/N 1/First 4")
    before = b"%%PDF-1.7\n8 0 obj\n%s\nendobj\n" % pack
    assert examine(raw_pdf.written(links_to_object(9), before=before)).fault is not None


# -- the processes ----------------------------------------------------------------------------------


def test_the_prepared_process_may_die_and_the_next_file_finds_another():
    assert examine(paper()).fault is None
    before = pdf_runner.prepared().process
    psutil.Process(before.pid).kill()
    assert examine(paper()) == Examined(None, 1, examine(paper()).texts)
    assert pdf_runner.prepared().process.pid != before.pid


@pytest.mark.threat("T7")
def test_nothing_of_the_portals_environment_reaches_the_child(monkeypatch):
    monkeypatch.setenv("PORTAL_SECRET_KEY", "a secret")
    psutil.Process(pdf_runner.prepared().process.pid).kill()
    assert examine(paper()).fault is None
    assert psutil.Process(pdf_runner.prepared().process.pid).environ() == {}


def test_where_nothing_can_be_prepared_each_file_has_a_process_of_its_own(monkeypatch):
    whole = examine(paper(pages=2))
    monkeypatch.setattr(pdf_runner, "_CAN_PREPARE", False)
    monkeypatch.setattr(pdf_runner, "prepared", None)
    assert examine(cut(paper(pages=2), 100)) == whole
    assert examine(paper(attaches)).fault is Fault.ATTACHMENT
    assert examine(cut(paper() + b"more", 100)).fault is Fault.TRAILING_DATA


def test_a_page_takes_little_of_a_processor():
    """500 statements are to be ready in less than a minute, with all else that is done for each."""
    examine(paper())
    parent = psutil.Process(pdf_runner.prepared().process.pid)

    def spent() -> float:
        used, own = parent.cpu_times(), psutil.Process().cpu_times()
        return sum((used.user, used.system, used.children_user, used.children_system, *own[:2]))

    began = spent()
    for _ in range(20):
        assert examine(paper()).fault is None
    assert (spent() - began) / 20 < 0.040
