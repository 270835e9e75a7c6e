"""What bills call things, in English and Spanish: the words that stand before a value.

`ACCOUNT` and `GUARANTOR_NUMBER` name the account; `OTHER_NUMBER` names a number that is none, so that
an invoice's number is not taken for an account's. What is found first is the longest.
"""

import re
from collections.abc import Iterator

ACCOUNT, OTHER_NUMBER = "account", "other_number"
GUARANTOR, PERSON = "guarantor", "person"  # the first may stand before a number, too
BIRTH, ISSUED, DUE, OTHER_DATE = "birth", "issued", "due", "other_date"
PERIOD, TITLE, SALUTATION = "period", "title", "salutation"
OWED, BALANCE, OTHER_AMOUNT = "owed", "balance", "other_amount"

_NO = r"(?: ?(?:numbers?|num\.?|nbr\.?|no(?:\.|(?!\w))|id(?!\w)|#)| ?n[o°º](?:\.|(?!\w)))"
_WORDS = {
    ACCOUNT: (
        rf"(?:patient |guarantor |billing |family |my |your )?(?:account|acct\.?|a/c){_NO}?",
        rf"(?:guarantor|responsible party){_NO}",
        r"(?:numero|num\.|no\.|n[°º]|#) ?(?:de )?(?:la )?cuenta",
        rf"cuenta{_NO}",
        r"(?:numero|id|no\.) (?:de |del )?(?:garante|responsable|fiador)",
        r"cuenta",
    ),
    OTHER_NUMBER: (
        rf"(?:invoice|statement|stmt|claim|check|visit|encounter|policy|group|member|subscriber"
        rf"|reference|ref\.?|confirmation|medical record|mrn|chart|record|patient|tax|npi|phone"
        rf"|telephone|tel\.?|fax|card|routing|provider|facility|location|bill){_NO}",
        r"(?:numero|no\.) de (?:factura|paciente|estado de cuenta|reclamo|poliza|tarjeta|referencia)",
        r"mrn|phone|telephone|fax|tel\.|telefono|npi|ein|tin|zip(?: code)?",
    ),
    GUARANTOR: (r"guarantor", r"responsible party", r"garante", r"fiador"),
    PERSON: (
        r"(?:patient|guarantor|responsible party|account holder|customer|member|bill to|payer)"
        r"(?:'s)? names?",
        r"patients?|account holder|bill(?:ed)? to|addressee|statement for|prepared for|sold to",
        r"nombre(?: del?)?(?: la)?(?: paciente| garante| responsable| titular)?",
        r"pacientes?|responsable(?: de(?:l)? pago)?|titular(?: de la cuenta)?|facturar a|name",
    ),
    SALUTATION: (r"dear|estimad[oa](?: senora?)?|att(?:entio)?n\.?",),
    BIRTH: (
        r"d\.?o\.?b\.?|date of birth|birth ?date|birthday|born(?: on)?",
        r"fecha de nac(?:imiento|\.)?|f(?:\.|echa) ?(?:de )?nac\.?|nacid[oa] el",
    ),
    ISSUED: (
        r"(?:statement|stmt\.?|billing|bill|invoice|closing|mailing|print(?:ed)?|issue) date",
        r"date of (?:this )?(?:statement|bill|invoice|issue)|date (?:issued|printed|billed)",
        r"(?:statement|bill) (?:as of|dated)|dated|statement closing date|(?:date|fecha)(?= ?:)",
        r"fecha (?:del?|de) (?:este )?(?:estado(?: de cuenta)?|facturacion|factura|emision|corte)",
    ),
    DUE: (
        r"(?:payment |amount )?(?:is )?due (?:date|by|on|before)|(?:payment |please )?pay by",
        r"pay(?:ment)? (?:this amount )?(?:is )?(?:due|before)(?: by| on)?|date due",
        r"due date of payment|payable by|due by|due on|due date"
        r"|due(?= ?:? ?(?:\d{1,2}[/-]|[a-z]+\.? \d{1,2},))",
        r"fecha de vencimiento|fecha limite(?: de pago)?|vence(?: el)?|vencimiento|pagar? antes del",
    ),
    TITLE: (
        r"estados? de (?:la )?cuenta|bank account|checking account|savings account",
        r"(?:patient|account|billing) (?:statement|summary|activity|information|details?|inquiries)",
        r"resumen de (?:la )?cuenta|patient (?:services?|care|billing|portal|financial \w+)",
    ),
    OTHER_DATE: (
        r"dates? of (?:service|visit)|service dates?|visit dates?|dos(?!\w)|posted|last payment date",
        r"fecha (?:de|del) (?:servicio|visita|pago|ultimo pago)",
    ),
    PERIOD: (
        r"(?:statement|billing|service) (?:period|month|cycle)|for the (?:month|period)(?: of)?",
        r"period|periodo(?: de facturacion| del estado de cuenta)?|mes de",
    ),
    OWED: (
        r"(?:total )?(?:amount|payment|total|sum)(?: now)? due(?: now| today| from patient)?",
        r"(?:please )?pay(?: this)? amount|please pay(?: now)?|pay now|pay this amount"
        r"|amount (?:you owe|owed|payable|to pay)|(?:total )?you owe(?: us)?|total owed"
        r"|your (?:responsibility|total)|what you owe|total amount (?:owed|payable)|due now",
        r"(?:importe|monto|cantidad|total|saldo)(?: total)? (?:a pagar|adeudad[oa]|debid[oa])",
        r"(?:favor de pagar|pague|por favor pague)(?: esta cantidad| este importe)?|usted debe",
    ),
    BALANCE: (
        r"(?:total |current |new |ending |account |outstanding |your )?balance(?: due)?",
        r"(?:nuevo |total )?saldo(?: actual| nuevo| pendiente| total| final)?",
    ),
    OTHER_AMOUNT: (
        r"(?:previous|prior|past|beginning|opening|last|starting|old) (?:statement )?balance",
        r"patient balance(?: due)?|balance (?:forward|brought forward|before .{1,20}|from last statement)",
        r"(?:past|over)[ -]?due(?: amount| balance)|amount (?:past|over)[ -]?due",
        r"(?:minimum|installment|monthly|plan|partial) (?:payment|amount)(?: due)?"
        r"|amount (?:enclosed|paid|billed)|payment (?:enclosed|amount)|insurance (?:balance|pending"
        r"|paid|payments?)|(?:insurance|pending insurance) (?:amount )?due|sub-?total|subtotal due",
        r"payments?(?: received| made)?|adjustments?|charges|total charges|credits?|discount",
        r"saldo anterior|pagos?(?: recibidos?)?|ajustes?|cargos|pago minimo|importe adjunto"
        r"|descuento|importe vencido|saldo vencido",
    ),
}
_ALL = [(name, one) for name, several in _WORDS.items() for one in several]
# every pattern is tried at the start of every word, and the longest wins
_EACH = [(name, re.compile(rf"(?:{one})(?:(?<=\W)|(?!\w))")) for name, one in _ALL]
_WORD_START = re.compile(r"(?<![\w'$])[a-z#]")


def labels_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Give start, end and name of every label in a plain text; they never overlap."""
    behind = 0
    for start in _WORD_START.finditer(text):
        if start.start() < behind:
            continue
        best, name = 0, ""
        for each, pattern in _EACH:
            found = pattern.match(text, start.start())
            if found and found.end() > best:
                best, name = found.end(), each
        if best:
            behind = best
            yield start.start(), best, name
