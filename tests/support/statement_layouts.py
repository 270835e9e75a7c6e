"""Eight ways in which practices print a bill; no two share a table, a label or an order of drawing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

WIDE, HIGH = letter
MONTHS = "January February March April May June July August September October November December"
MESES = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"


@dataclass(frozen=True)
class Who:
    """A person as the practice's books know them."""

    given: str
    middle: str
    family: str
    born: date
    street: str = "12 Harbor Street"
    city: str = "Boston, MA 02109"

    @property
    def plain(self) -> str:
        return " ".join(part for part in (self.given, self.middle, self.family) if part)

    @property
    def short(self) -> str:
        return f"{self.given} {self.family}"

    @property
    def filed(self) -> str:
        return f"{self.family}, {self.given}" + (f" {self.middle[0]}" if self.middle else "")


@dataclass(frozen=True)
class Bill:
    """What stands on one statement; `cents` None prints no amount that is owed."""

    number: str
    guarantor: Who
    patients: tuple[Who, ...]
    cents: int | None
    on: date
    due: date
    kind: str = "standard"
    pages: int = 1

    @property
    def owed(self) -> str:
        return money(self.cents or 0)

    @property
    def visits(self) -> list[tuple[str, str, int]]:
        """Some lines of service; their sum is no amount owed."""
        return [
            (self.patients[place % len(self.patients)].short, what, 4500 + 1375 * place)
            for place, what in enumerate(("Office visit 99213", "Lipid panel 80061", "Flu shot"))
        ]


Layout = Callable[[Canvas, Bill], None]


def money(cents: int) -> str:
    return f"${cents / 100:,.2f}"


def us(day: date) -> str:
    return f"{day:%m/%d/%Y}"


def long(day: date) -> str:
    return f"{MONTHS.split()[day.month - 1]} {day.day}, {day.year}"


def largo(day: date) -> str:
    return f"{day.day} de {MESES.split()[day.month - 1]} de {day.year}"


def lines(pen: Canvas, x: float, y: float, texts: list[str], step: float = 14) -> float:
    for text in texts:
        pen.drawString(x, y, text)
        y -= step
    return y


def letterhead(pen: Canvas, bill: Bill) -> None:
    """A table under a letterhead: the labels in one row, the values in the next."""
    pen.setFont("Helvetica-Bold", 16)
    pen.drawString(72, 740, "Harbor Family Practice")
    pen.setFont("Helvetica", 9)
    lines(pen, 72, 724, ["400 Summer Street", "Boston, MA 02210", "Phone (617) 555-0199"], 11)
    if bill.kind != "standard":
        pen.drawString(250, 690, {"past_due": "PAST DUE", "final": "FINAL NOTICE"}[bill.kind])
    heads = ["Statement Date", "Account Number", "Amount Due", "Due Date"]
    values = [us(bill.on), bill.number, bill.owed if bill.cents is not None else "", us(bill.due)]
    for place, head in enumerate(heads):
        pen.drawString(72 + 120 * place, 660, head)
    for place, value in enumerate(values):
        pen.drawString(72 + 120 * place, 644, value)
    lines(pen, 72, 610, [bill.guarantor.plain, bill.guarantor.street, bill.guarantor.city])
    pen.drawString(72, 540, "Patient          Description           Charge")
    for place, (who, what, cents) in enumerate(bill.visits):
        pen.drawString(72, 524 - 14 * place, who)
        pen.drawString(240, 524 - 14 * place, what)
        pen.drawRightString(480, 524 - 14 * place, money(cents))
    pen.drawString(72, 430, "Previous balance")
    pen.drawRightString(480, 430, "$11.00")
    pen.drawString(72, 416, "Payments received")
    pen.drawRightString(480, 416, "-$11.00")
    pen.showPage()


def two_columns(pen: Canvas, bill: Bill) -> None:
    """Who it is for on the left, what is owed on the right, drawn line by line across."""
    pen.setFont("Times-Roman", 11)
    pen.drawCentredString(WIDE / 2, 750, "PATIENT STATEMENT")
    left = ["BILL TO:", bill.guarantor.plain.upper(), bill.guarantor.street.upper()]
    left += [bill.guarantor.city.upper(), f"DOB: {us(bill.guarantor.born)}"]
    right = [f"Acct No.: {bill.number}", f"Date: {us(bill.on)}", f"Payment due by {us(bill.due)}"]
    right += [f"TOTAL DUE: {bill.owed}" if bill.cents is not None else "See reverse"]
    right += [{"standard": "", "past_due": "PAST DUE NOTICE", "final": "FINAL NOTICE"}[bill.kind]]
    for place, (one, other) in enumerate(zip(left, right, strict=True)):
        pen.drawString(60, 700 - 16 * place, one)
        pen.drawString(360, 700 - 16 * place, other)
    for place, (who, what, cents) in enumerate(bill.visits):
        pen.drawString(60, 580 - 14 * place, f"{us(bill.on)}  {what}  ({who})")
        pen.drawRightString(540, 580 - 14 * place, f"{cents / 100:.2f}")
    pen.drawString(60, 500, "Questions about your account? Call 617-555-0123.")
    pen.showPage()


def slip(pen: Canvas, bill: Bill) -> None:
    """A letter with a slip to cut off and send back, which says the number once more."""
    pen.setFont("Helvetica", 10)
    lines(pen, 60, 745, ["Bayside Pediatrics", "P.O. Box 4410", "Portland, OR 97201"])
    y = lines(pen, 60, 680, [f"Guarantor: {bill.guarantor.plain}", f"Guarantor ID: {bill.number}"])
    y = lines(pen, 60, y, [f"Statement date: {long(bill.on)}", f"Pay by: {long(bill.due)}"])
    for who in bill.patients:
        y = lines(pen, 60, y - 8, [f"Patient: {who.plain}    Date of birth: {us(who.born)}"])
    for _, what, cents in bill.visits:
        pen.drawString(60, y := y - 14, what)
        pen.drawRightString(400, y, money(cents))
    if bill.kind == "final":
        pen.drawString(60, y - 30, "Final notice: this is our last request before collection.")
    elif bill.kind == "past_due":
        pen.drawString(60, y - 30, "Your account is past due.")
    pen.setDash(3, 3)
    pen.line(40, 250, 570, 250)
    pen.drawString(60, 232, "Please detach and return this part with your payment.")
    pen.drawString(60, 205, "Guarantor ID")
    pen.drawString(200, 205, bill.number)
    if bill.cents is not None:
        pen.drawString(60, 190, "Please pay")
        pen.drawString(200, 190, bill.owed)
    pen.drawString(60, 175, "Amount enclosed $ __________")
    lines(pen, 350, 205, ["Remit to:", "Bayside Pediatrics", "P.O. Box 4410", "Portland, OR 97201"])
    pen.showPage()


def dense(pen: Canvas, bill: Bill) -> None:
    """Many lines of service over several pages, the number in the head of each."""
    for page in range(max(bill.pages, 2)):
        pen.setFont("Helvetica", 8)
        pen.drawString(40, 765, "SOUTHSIDE MEDICAL GROUP LLC")
        pen.drawString(300, 765, f"Account #: {bill.number}")
        pen.drawString(460, 765, f"Page {page + 1} of {max(bill.pages, 2)}")
        pen.drawString(300, 753, f"Statement Date: {us(bill.on)}")
        pen.drawString(40, 740, f"Responsible Party: {bill.guarantor.filed}")
        if bill.kind != "standard":
            words = {"past_due": "SECOND NOTICE - PAST DUE", "final": "FINAL NOTICE"}
            pen.drawString(40, 753, words[bill.kind])
        for row in range(40):
            who, what, cents = bill.visits[(row + page) % 3]
            y = 715 - 15 * row
            pen.drawString(40, y, f"{bill.on.year - 1}-{row % 12 + 1:02d}-{row % 28 + 1:02d}")
            pen.drawString(110, y, who)
            pen.drawString(260, y, what)
            pen.drawRightString(470, y, f"{(cents + row) / 100:,.2f}")
            pen.drawRightString(540, y, "0.00")
        if page + 1 == max(bill.pages, 2) and bill.cents is not None:
            pen.drawString(330, 90, "New balance")
            pen.drawRightString(540, 90, bill.owed)
        pen.drawString(40, 60, f"Payment is due by {us(bill.due)}.")
        pen.showPage()


def spanish(pen: Canvas, bill: Bill) -> None:
    """A bill in Spanish, labels before values."""
    pen.setFont("Helvetica", 11)
    pen.drawString(72, 750, "Clínica Familiar del Puerto")
    texts = [
        "ESTADO DE CUENTA",
        f"Número de cuenta: {bill.number}",
        f"Fecha del estado de cuenta: {largo(bill.on)}",
        f"Fecha de vencimiento: {largo(bill.due)}",
        f"Responsable: {bill.guarantor.plain}",
        *(f"Paciente: {who.plain}" for who in bill.patients),
        f"Fecha de nacimiento: {largo(bill.patients[0].born)}",
        f"Importe a pagar: {bill.owed}" if bill.cents is not None else "Consulte al reverso",
        {"standard": "", "past_due": "CUENTA VENCIDA", "final": "ÚLTIMO AVISO"}[bill.kind],
        "Saldo anterior: $0.00",
    ]
    lines(pen, 72, 710, texts, 18)
    pen.showPage()


def monospaced(pen: Canvas, bill: Bill) -> None:
    """What a system of 1988 prints on paper with holes."""
    pen.setFont("Courier", 10)
    due = f"{bill.owed:>12}" if bill.cents is not None else f"{'':>12}"
    note = {"standard": "", "past_due": "*** PAST DUE ***", "final": "*** FINAL NOTICE ***"}
    texts = [
        f"{'VALLEY CLINIC':<40}STATEMENT",
        f"{'':40}ACCT NO    {bill.number}",
        f"{bill.guarantor.filed.upper():<40}STMT DATE  {bill.on:%m/%d/%y}",
        f"{bill.guarantor.street.upper():<40}DUE DATE   {bill.due:%m/%d/%y}",
        f"{bill.guarantor.city.upper():<40}",
        note[bill.kind],
        f"{'DATE':<10}{'DESCRIPTION':<30}{'AMOUNT':>12}",
        "-" * 64,
        *(f"{bill.on:%m/%d/%y}  {what:<30}{cents / 100:>12.2f}" for _, what, cents in bill.visits),
        "-" * 64,
        f"{'BALANCE FORWARD':<40}{'0.00':>12}",
        f"{'BALANCE DUE' if bill.cents is not None else '':<40}{due}",
    ]
    lines(pen, 40, 740, texts, 13)
    pen.showPage()


def grid(pen: Canvas, bill: Bill) -> None:
    """Labels in a column at the left, values at the right, drawn column by column."""
    pen.setFont("Helvetica", 10)
    lines(pen, 72, 750, ["Lakeview Orthopaedics, P.C.", "Patient billing summary"])
    heads = ["Patient account", "Guarantor name", "Patient name", "Birth date"]
    heads += ["Date of statement", "Payment due"]
    values = [bill.number, bill.guarantor.plain, bill.patients[0].plain]
    values += [us(bill.patients[0].born), f"{bill.on:%Y-%m-%d}", f"{bill.due:%Y-%m-%d}"]
    if bill.cents is not None:
        heads.append("Total amount due")
        values.append(bill.owed)
    lines(pen, 72, 690, heads, 20)
    lines(pen, 260, 690, values, 20)
    if bill.kind != "standard":
        pen.drawString(72, 500, {"past_due": "Past due notice", "final": "Final notice"}[bill.kind])
    pen.showPage()


def card(pen: Canvas, bill: Bill) -> None:
    """Small gray labels over large values, as designers like it."""
    pen.setFont("Helvetica-Bold", 20)
    pen.drawString(60, 730, "Hi " + bill.guarantor.given + ",")
    pen.setFont("Helvetica", 12)
    pen.drawString(60, 705, "here is your statement from Northgate Health.")

    def tile(x: float, y: float, label: str, value: str) -> None:
        pen.roundRect(x - 10, y - 30, 220, 60, 6)
        pen.setFont("Helvetica", 8)
        pen.drawString(x, y + 12, label)
        pen.setFont("Helvetica-Bold", 14)
        pen.drawString(x, y - 10, value)

    if bill.cents is not None:
        tile(60, 640, "AMOUNT DUE", bill.owed)
    tile(320, 640, "DUE BY", long(bill.due))
    tile(60, 560, "ACCOUNT", bill.number)
    tile(320, 560, "STATEMENT DATE", long(bill.on))
    tile(60, 480, "ACCOUNT HOLDER", bill.guarantor.short)
    if bill.kind != "standard":
        pen.drawString(60, 420, {"past_due": "Past due", "final": "Final notice"}[bill.kind])
    pen.setFont("Helvetica", 9)
    pen.drawString(60, 380, "Have your account number ready when you call.")
    pen.showPage()


LAYOUTS: dict[str, Layout] = {
    each.__name__: each
    for each in (letterhead, two_columns, slip, dense, spanish, monospaced, grid, card)
}
