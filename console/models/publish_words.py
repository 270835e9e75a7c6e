"""What publishing will do, in sentences, before it is done (DOMAIN F69, F70, PEERS B10)."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from console.domain.statement_publishing import Corrections, Difference, Preview
from console.models.money import money
from console.models.statement_words import difference_words

_GIVEN_UP = "DISCARDED"


def staying(preview: Preview) -> int:
    """How many files will still be here afterwards, waiting for somebody."""
    return sum(code != _GIVEN_UP for _id, code in preview.left_out)


def publish_sentence(preview: Preview, *, is_quiet: bool = False) -> str:
    """What is sent to how many, what it replaces, and what stays behind."""
    translate = QCoreApplication.translate
    parts = [
        translate("Publishing", "Publish %n statement(s) for {amount}.", "", preview.ready).format(
            amount=money(preview.cents)
        ),
        _told(preview, is_quiet=is_quiet),
    ]
    older = len(preview.supersedes)
    flying = sum(one.in_flight for one in preview.supersedes)
    if older and flying:
        part = translate(
            "Publishing", "%n older statement(s) can no longer be paid; {flying}", "", older
        )
        on_way = translate("Publishing", "for %n of them a payment is on its way.", "", flying)
        parts.append(part.format(flying=on_way))
    elif older:
        parts.append(
            translate("Publishing", "%n older statement(s) can no longer be paid.", "", older)
        )
    if preview.not_payable:
        parts.append(
            translate(
                "Publishing",
                "%n of the new ones can be seen but not paid: a later statement is there.",
                "",
                preview.not_payable,
            )
        )
    if left := staying(preview):
        parts.append(translate("Publishing", "%n file(s) stay here.", "", left))
    return " ".join(part for part in parts if part)


def _told(preview: Preview, *, is_quiet: bool) -> str:
    translate = QCoreApplication.translate
    untold = preview.corrections if is_quiet else Corrections()
    by_mail, on_paper = preview.mails - untold.mails, preview.paper - untold.paper
    mails = translate("Publishing", "%n guarantor(s) get an e-mail", "", by_mail)
    paper = translate("Publishing", "%n get paper", "", on_paper)
    said = [mails] * bool(by_mail) + [paper] * bool(on_paper)
    told = f"{', '.join(said)}." if said else ""
    if not untold.ready:
        return told
    quiet = translate("Publishing", "Nobody is told of %n correction(s).", "", untold.ready)
    return f"{told} {quiet}".strip()


def difference_lines(differences: Sequence[Difference]) -> list[tuple[str, str, str]]:
    """What differs from the manifest: its name, what the manifest says, what is here."""
    return [
        (
            difference_words(one.what),
            money(one.expected) if one.what == "cents" else str(one.expected),
            money(one.found) if one.what == "cents" else str(one.found),
        )
        for one in differences
    ]


def outcome_words(code: str) -> str:
    """Why publishing has left a file out, by the portal's code."""
    translate = QCoreApplication.translate
    known = {
        "VERSION": translate("Publishing", "changed by a colleague meanwhile; look at it again"),
        "ASKED": translate("Publishing", "somebody must say first if it replaces an older one"),
        "DUPLICATE": translate("Publishing", "the same file has been published before"),
        "QUARANTINED": translate("Publishing", "in quarantine"),
        "REFUSED": translate("Publishing", "refused"),
        "DISCARDED": translate("Publishing", "left out by a person"),
        "VOID": translate("Publishing", "published before, and void"),
        "OTHER_BATCH": translate("Publishing", "belongs to another batch"),
        "NOT_FOUND": translate("Publishing", "no longer there"),
        "STOPPED": translate("Publishing", "publishing was stopped before it"),
        "UNKNOWN": translate("Publishing", "no answer came; see the report once the line is back"),
    }
    return known.get(code, code.replace("_", " ").lower())
