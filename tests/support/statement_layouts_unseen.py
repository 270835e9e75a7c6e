"""Twelve more kinds of bills, drawn after the rules were done and kept apart from the eight.

They show how the rules fare on what nobody had in mind; what one of them taught is in docs/statements.md.
"""

from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

from tests.support.statement_layouts import Bill, Layout, largo, lines, long, money, us

WIDE, HIGH = letter
_NOTES = {"standard": "", "past_due": "PAST DUE NOTICE", "final": "FINAL NOTICE"}


def card_slip(pen: Canvas, bill: Bill) -> None:
    """The classic slip with boxes for a credit card, whose heads crowd the account's."""
    pen.setFont("Helvetica", 7)
    pen.drawString(330, 760, "IF PAYING BY CREDIT CARD, FILL OUT BELOW")
    pen.drawString(330, 745, "CARD NUMBER")
    pen.drawString(500, 745, "AMOUNT")
    pen.drawString(330, 725, "SIGNATURE")
    pen.drawString(500, 725, "EXP. DATE")
    pen.drawString(330, 705, "STATEMENT DATE")
    pen.drawString(430, 705, "PAY THIS AMOUNT")
    pen.drawString(520, 705, "ACCT. #")
    pen.setFont("Helvetica", 10)
    pen.drawString(330, 690, us(bill.on))
    pen.drawString(430, 690, bill.owed if bill.cents is not None else "SEE BELOW")
    pen.drawString(520, 690, bill.number)
    pen.drawString(330, 670, f"PAYMENT DUE: {us(bill.due)}")
    pen.drawString(330, 655, "SHOW AMOUNT PAID HERE $")
    lines(pen, 60, 690, ["HARBOR EYE CARE, INC.", "PO BOX 88", "QUINCY MA 02169-0088"])
    who = bill.guarantor
    lines(pen, 60, 610, ["ADDRESSEE:", who.short.upper(), who.street.upper(), who.city.upper()])
    pen.drawString(60, 540, _NOTES[bill.kind])
    pen.drawString(60, 520, "DATE      DESCRIPTION OF SERVICE       CHARGES   RECEIPTS")
    for place, (_, what, cents) in enumerate(bill.visits):
        pen.drawString(60, 505 - 14 * place, f"{us(bill.on)}  {what}  {cents / 100:.2f}   0.00")
    pen.showPage()


def captions_below(pen: Canvas, bill: Bill) -> None:
    """Large values with their names in small print under them."""
    pen.setFont("Helvetica", 12)
    pen.drawString(60, 750, "Riverbend Dental")
    tiles = [(bill.number, "Account number"), (long(bill.on), "Statement date")]
    tiles += [(long(bill.due), "Due date")]
    if bill.cents is not None:
        tiles.append((bill.owed, "Amount due"))
    for place, (value, caption) in enumerate(tiles):
        pen.drawString(60, 700 - 50 * place, value)
        pen.drawString(60, 686 - 50 * place, caption)
    pen.drawString(60, 470, bill.guarantor.plain)
    pen.drawString(60, 456, _NOTES[bill.kind])
    pen.showPage()


def prose(pen: Canvas, bill: Bill) -> None:
    """A letter in sentences."""
    pen.setFont("Times-Roman", 12)
    texts = ["Hillcrest Counseling", "", long(bill.on), "", f"Dear {bill.guarantor.short},", ""]
    texts += [
        f"This is the statement of your account {bill.number}. Statement date: {us(bill.on)}."
    ]
    if bill.cents is not None:
        texts += [f"The total amount due is {bill.owed}. Please pay by {long(bill.due)}."]
    else:
        texts += [f"Please pay by {long(bill.due)}."]
    texts += [
        {"standard": "Thank you.", "past_due": "Your account is past due."}.get(bill.kind, "")
    ]
    texts += ["Final notice before collection." if bill.kind == "final" else ""]
    lines(pen, 72, 740, texts, 16)
    pen.showPage()


def bilingual(pen: Canvas, bill: Bill) -> None:
    """Each label in two languages."""
    pen.setFont("Helvetica", 10)
    texts = ["Valle Verde Health Center / Centro de Salud"]
    texts += [f"Account Number / Número de cuenta: {bill.number}"]
    texts += [f"Statement Date / Fecha del estado de cuenta: {us(bill.on)}"]
    texts += [f"Due Date / Fecha de vencimiento: {us(bill.due)}"]
    texts += [f"Patient / Paciente: {bill.patients[0].plain}"]
    texts += [f"Date of Birth / Fecha de nacimiento: {us(bill.patients[0].born)}"]
    if bill.cents is not None:
        texts += [f"Amount Due / Importe a pagar: {bill.owed}"]
    texts += [_NOTES[bill.kind]]
    lines(pen, 60, 740, texts, 20)
    pen.showPage()


def leaders(pen: Canvas, bill: Bill) -> None:
    """Dots between label and value."""
    pen.setFont("Courier", 10)

    def dotted(label: str, value: str) -> str:
        return label + " " + "." * (45 - len(label) - len(value)) + " " + value

    texts = ["MEADOW PHYSICAL THERAPY", "", dotted("Account No", bill.number)]
    texts += [dotted("Responsible party", bill.guarantor.plain)]
    texts += [dotted("Bill date", us(bill.on)), dotted("Pay by", us(bill.due))]
    texts += [dotted("Prior balance", "$20.00"), dotted("Payments", "$20.00")]
    if bill.cents is not None:
        texts += [dotted("Total amount due", bill.owed)]
    texts += ["", _NOTES[bill.kind]]
    lines(pen, 60, 740, texts)
    pen.showPage()


def table_with_more(pen: Canvas, bill: Bill) -> None:
    """A row of heads of which some are unknown words, and a number of its own for the bill."""
    pen.setFont("Helvetica", 9)
    lines(pen, 60, 750, ["Cedar Street Cardiology", "9 Cedar Street", "Salem, MA 01970"])
    heads = ["Statement No.", "Statement Date", "Account No.", "Provider", "Due Date", "Amount Due"]
    cells = ["S-552190", f"{bill.on:%m-%d-%Y}", bill.number, "Dr. Ruth Stone"]
    cells += [f"{bill.due:%m-%d-%Y}", bill.owed if bill.cents is not None else ""]
    for place, (head, cell) in enumerate(zip(heads, cells, strict=True)):
        pen.drawString(40 + 92 * place, 680, head)
        pen.drawString(40 + 92 * place, 665, cell)
    who = bill.guarantor
    lines(pen, 60, 620, [who.plain.upper(), who.street.upper(), who.city.upper()])
    pen.drawString(60, 560, _NOTES[bill.kind])
    pen.drawString(60, 540, "Current    31-60    61-90    Over 90 days    Past due")
    pen.drawString(60, 526, "$0.00    $0.00    $0.00    $0.00    $0.00")
    pen.showPage()


def many_patients(pen: Canvas, bill: Bill) -> None:
    """One section for each patient with its own balance, one sum at the end."""
    pen.setFont("Helvetica", 10)
    y = lines(pen, 60, 750, ["Oak Hill Family Medicine", "Family statement", ""])
    y = lines(pen, 60, y, [f"Acct#{bill.number}", f"Guarantor {bill.guarantor.plain}"])
    y = lines(pen, 60, y, [f"Statement date {bill.on:%d-%b-%Y}", f"Due {us(bill.due)}"])
    for who in bill.patients:
        y = lines(pen, 60, y - 10, [f"Patient name: {who.filed}", f"Birth date: {us(who.born)}"])
        y = lines(pen, 60, y, ["Office visit   $40.00", "Patient balance   $40.00"])
    if bill.cents is not None:
        y = lines(pen, 60, y - 20, [f"Total due for all patients   {bill.owed}"])
        lines(pen, 60, y, [f"AMOUNT DUE: {bill.owed}"])
    pen.drawString(60, 200, _NOTES[bill.kind])
    pen.showPage()


def scan_line(pen: Canvas, bill: Bill) -> None:
    """A line for the bank's machine at the foot, number and amount run together."""
    pen.setFont("Helvetica", 10)
    y = lines(pen, 60, 750, ["Lakeside Allergy LLP", "Tax ID 04-3219876", ""])
    y = lines(pen, 60, y, [f"Account Holder: {bill.guarantor.filed}"])
    y = lines(pen, 60, y, [f"Acct. Number: {bill.number}", f"Billing Date: {us(bill.on)}"])
    y = lines(pen, 60, y, [f"Payment Due Date: {us(bill.due)}", _NOTES[bill.kind]])
    if bill.cents is not None:
        lines(pen, 60, y, [f"Please Pay This Amount: {bill.owed}"])
    pen.setFont("Courier", 10)
    digits = "".join(char for char in bill.number if char.isdigit())
    pen.drawString(60, 60, f"000{digits}{bill.cents or 0:010d}{bill.on:%m%d%y}7")
    pen.showPage()


def right_column_first(pen: Canvas, bill: Bill) -> None:
    """The column at the right is drawn before the one at the left, lower on the page."""
    pen.setFont("Helvetica", 10)
    values = [bill.number, us(bill.on), us(bill.due)]
    heads = ["Account #", "Statement date", "Due date"]
    if bill.cents is not None:
        heads.append("Amount due")
        values.append(bill.owed)
    for place, (head, value) in enumerate(zip(heads, values, strict=True)):
        pen.drawRightString(550, 650 - 18 * place, value)
        pen.drawString(380, 650 - 18 * place, head)
    who = bill.guarantor
    lines(pen, 60, 750, ["Summit Pain Clinic", "1 Summit Way", "Lynn, MA 01901"])
    lines(pen, 60, 650, [who.plain, who.street, who.city], 18)
    pen.drawString(60, 560, _NOTES[bill.kind])
    pen.showPage()


def upside_name(pen: Canvas, bill: Bill) -> None:
    """Family name first without a comma, names over two lines, a number in groups of its own."""
    pen.setFont("Courier", 11)
    who = bill.guarantor
    texts = ["NORTH END WOMENS HEALTH", f"PT NAME: {who.family.upper()} {who.given.upper()}"]
    texts += [f"BIRTHDATE: {us(who.born)}", f"ACCOUNT NUMBER.... {bill.number}"]
    texts += [f"STMT DATE.. {bill.on:%m/%d/%y}", f"DUE DATE.. {bill.due:%m/%d/%y}"]
    if bill.cents is not None:
        texts += [f"BALANCE DUE.... {bill.cents / 100:,.2f}"]
    texts += [_NOTES[bill.kind]]
    lines(pen, 60, 740, texts)
    pen.showPage()


def spanish_table(pen: Canvas, bill: Bill) -> None:
    """Heads in Spanish in a row, numeric dates, a sum at the foot."""
    pen.setFont("Helvetica", 10)
    lines(pen, 60, 750, ["Consultorio Médico La Esperanza", "Aviso de cobro", ""])
    heads = ["Cuenta No.", "Fecha de facturación", "Fecha límite de pago", "Total a pagar"]
    cells = [bill.number, largo(bill.on), largo(bill.due)]
    cells += [bill.owed if bill.cents is not None else ""]
    for place, (head, cell) in enumerate(zip(heads, cells, strict=True)):
        pen.drawString(40 + 135 * place, 690, head)
        pen.drawString(40 + 135 * place, 674, cell)
    lines(pen, 60, 640, [f"Nombre del paciente: {bill.patients[0].short}"])
    pen.drawString(
        60, 600, {"past_due": "CUENTA VENCIDA", "final": "AVISO FINAL"}.get(bill.kind, "")
    )
    pen.drawString(60, 580, f"Pagos recibidos {money(0)}")
    pen.showPage()


def long_words(pen: Canvas, bill: Bill) -> None:
    """Long labels, and much text about the law around them."""
    pen.setFont("Helvetica", 9)
    texts = ["UNIVERSITY PHYSICIANS NETWORK", "Patient Financial Services 1-800-555-0142"]
    texts += [f"Guarantor Account Number: {bill.number}", f"Guarantor Name: {bill.guarantor.plain}"]
    texts += [f"Date of Statement: {long(bill.on)}", f"Payment Due By: {long(bill.due)}"]
    texts += ["New charges since last statement: $15.00", "Insurance payments: -$5.00"]
    if bill.cents is not None:
        texts += [f"Amount You Owe: {bill.owed}"]
    texts += [_NOTES[bill.kind], "If your account is past due, call us about a payment plan."]
    texts += [
        "You may dispute an amount due within 30 days. Write your account number on the check."
    ]
    texts += [
        "Checks returned are charged $25.00. For the fiscal year 2026 see Form 990, 45 CFR 164."
    ]
    lines(pen, 60, 740, texts, 15)
    pen.showPage()


DATED = ("bilingual", "many_patients", "upside_name")  # print a birth date
UNSEEN: dict[str, Layout] = {
    each.__name__: each
    for each in (
        *(card_slip, captions_below, prose, bilingual, leaders, table_with_more, many_patients),
        *(scan_line, right_column_first, upside_name, spanish_table, long_words),
    )
}
