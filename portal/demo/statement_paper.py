"""What a statement of the demo looks like on paper: head, guarantor, charges, and a slip to send back.

The page says its words as it is drawn, so that the demo need not read them back out of every file; a
test reads them through the gate and compares.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import pikepdf
from pikepdf import Dictionary, Name

from portal.demo.practices import Site

PAPER = (612, 792)  # points; letter
LEFT, RIGHT, LINE = 54, 558, 15
_FIGURES = {",": 278, ".": 278, "-": 333}  # thousandths of the size; all else in an amount is 556
_NOTICES = {"past_due": "PAST DUE NOTICE", "final": "FINAL NOTICE"}
_DARK, _PALE = "0.11 0.27 0.36 rg", "0.91 0.94 0.95 rg"


@dataclass(frozen=True)
class Charge:
    """A line of the table; in cents, less than nothing for what the insurance has paid."""

    on: date
    who: str
    what: str
    cents: int


@dataclass(frozen=True)
class Bill:
    """What stands on one statement."""

    site: Site
    number: str  # of the account
    name: str  # of the guarantor
    address: Sequence[str]
    charges: Sequence[Charge]
    issued: date
    due: date
    period: date  # any day of the month
    kind: str = "standard"

    @property
    def cents(self) -> int:
        """What is owed."""
        return sum(one.cents for one in self.charges)


@dataclass(frozen=True)
class Drawn:
    """A file and the words of its pages, as pdfium reads them."""

    content: bytes = field(repr=False)
    texts: tuple[str, ...] = field(repr=False)


@dataclass
class Sheet:
    """One page while it is drawn; words of one height are one line."""

    _marks: list[bytes] = field(default_factory=list)
    _lines: list[tuple[float, list[str]]] = field(default_factory=list)

    def say(self, x: float, y: float, text: str, size: int = 10, *, bold: bool = False) -> None:
        """Set words from the left."""
        shown = text.encode("cp1252", "replace")
        for sign in (b"\\", b"(", b")"):
            shown = shown.replace(sign, b"\\" + sign)
        place = f"BT /F{2 if bold else 1} {size} Tf {x:.1f} {y:.1f} Td (".encode()
        self._marks.append(place + shown + b") Tj ET")
        if not self._lines or self._lines[-1][0] != y:
            self._lines.append((y, []))
        self._lines[-1][1].append(shown.decode("cp1252").replace("\\", ""))

    def sum(self, y: float, cents: int, size: int = 10, *, bold: bool = False) -> None:
        """Set an amount at the right margin."""
        text = money(cents)
        width = sum(_FIGURES.get(one, 556) for one in text) * size / 1000
        self.say(RIGHT - width, y, text, size, bold=bold)

    def box(self, y: float, height: float, color: str) -> None:
        """Lay a ground across the page."""
        self._marks.append(f"{color} {LEFT - 6} {y} {RIGHT - LEFT + 12} {height} re f 0 g".encode())

    def rule(self, y: float, *, dashed: bool = False) -> None:
        """Draw a line across the page."""
        dash = "[4 3] 0 d " if dashed else ""
        self._marks.append(f"q 0.5 w {dash}{LEFT} {y} m {RIGHT} {y} l S Q".encode())

    @property
    def marks(self) -> bytes:
        """The page's content."""
        return b"\n".join(self._marks)

    @property
    def text(self) -> str:
        """The page's words as pdfium gives them."""
        return "\r\n".join(" ".join(parts) for _, parts in self._lines)


def money(cents: int) -> str:
    """Write an amount in dollars."""
    return f"{'-' if cents < 0 else ''}${abs(cents) / 100:,.2f}"


def us(day: date) -> str:
    """Write a day as it stands on bills."""
    return f"{day:%m/%d/%Y}"


def draw(*bills: Bill) -> Drawn:
    """Set each bill on a page; the same bills give the same bytes."""
    pdf = pikepdf.new()
    fonts = Dictionary(F1=_font("Helvetica"), F2=_font("Helvetica-Bold"))
    texts = []
    for bill in bills:
        sheet = _sheet(bill)
        page = pdf.add_blank_page(page_size=PAPER)
        page.Resources = Dictionary(Font=fonts)
        page.Contents = pdf.make_stream(sheet.marks)
        texts.append(sheet.text)
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return Drawn(out.getvalue(), tuple(texts))


def _font(name: str) -> Dictionary:
    encoding = Name.WinAnsiEncoding
    return Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(f"/{name}"), Encoding=encoding
    )


def _sheet(bill: Bill) -> Sheet:
    sheet = Sheet()
    _head(sheet, bill)
    _who(sheet, bill)
    _table(sheet, bill)
    _slip(sheet, bill)
    return sheet


def _head(sheet: Sheet, bill: Bill) -> None:
    sheet.box(738, 4, _DARK)
    sheet.say(LEFT, 716, bill.site.name, 16, bold=True)
    sheet.say(430, 716, "STATEMENT", 14, bold=True)
    sheet.say(LEFT, 700, f"Phone {bill.site.phone}", 9)
    notice = _NOTICES.get(bill.kind)
    if notice:
        sheet.say(430, 700, notice, 11, bold=True)


def _who(sheet: Sheet, bill: Bill) -> None:
    facts = (
        ("Statement date:", us(bill.issued)),
        ("Account number:", bill.number),
        ("Billing period:", f"{bill.period:%B %Y}"),
        ("Due date:", us(bill.due)),
    )
    for place, (label, value) in enumerate(facts):
        y = 664 - LINE * place
        sheet.say(340, y, label)
        sheet.say(440, y, value, bold=True)
    for place, line in enumerate((bill.name, *bill.address)):
        sheet.say(LEFT, 592 - LINE * place, line, 11)


def _table(sheet: Sheet, bill: Bill) -> None:
    sheet.box(512, 18, _PALE)
    for x, head in zip(
        (LEFT, 128, 270, 520), ("Visit", "For", "What was done", "Charge"), strict=True
    ):
        sheet.say(x, 517, head, 9, bold=True)
    y = 496
    for one in bill.charges:
        sheet.say(LEFT, y, us(one.on))
        sheet.say(128, y, one.who)
        sheet.say(270, y, one.what)
        sheet.sum(y, one.cents)
        y -= LINE + 2
    sheet.rule(y + 10)
    sheet.say(400, y - 8, "Amount due:", 12, bold=True)
    sheet.sum(y - 8, bill.cents, 12, bold=True)
    sheet.say(LEFT, y - 32, "Questions about this bill? Call us, or ask in the patient portal.", 9)


def _slip(sheet: Sheet, bill: Bill) -> None:
    sheet.rule(196, dashed=True)
    sheet.say(LEFT, 182, "Please detach and return this part with your payment.", 8)
    sheet.say(LEFT, 156, f"Make checks payable to {bill.site.name}.", 9)
    sheet.say(LEFT, 132, "Account number:")
    sheet.say(150, 132, bill.number, bold=True)
    sheet.say(340, 132, "Amount due:")
    sheet.sum(132, bill.cents, bold=True)
    sheet.say(LEFT, 112, "Due date:")
    sheet.say(150, 112, us(bill.due))
    sheet.say(340, 112, "Amount enclosed:")
    sheet.say(470, 112, "$ ______________")
