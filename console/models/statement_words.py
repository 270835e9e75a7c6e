"""The words of statements: how one stands, why it is not ready, and what a biller does about it.

The portal sends codes (DOMAIN §5.6, PEERS B10); here each has a short title for a table and one
sentence that says what is the matter and what to do.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QDate, QLocale

from console.domain.statements import Statement, StatementState
from console.models.chip import Chip
from console.models.statement_reasons import SENTENCES, TITLES

_STATES: dict[str, Any] = {
    "refused": ("cross", QT_TRANSLATE_NOOP("Statements", "Refused"), "bad"),
    "quarantined": ("hold", QT_TRANSLATE_NOOP("Statements", "In quarantine"), "warn"),
    "ready": ("check", QT_TRANSLATE_NOOP("Statements", "Ready"), "ok"),
    "discarded": ("dash", QT_TRANSLATE_NOOP("Statements", "Left out"), "muted"),
    "payable": ("send", QT_TRANSLATE_NOOP("Statements", "Published, payable"), "ok"),
    "superseded": ("history", QT_TRANSLATE_NOOP("Statements", "Superseded"), "muted"),
    "paid": ("check", QT_TRANSLATE_NOOP("Statements", "Paid"), "ok"),
    "void": ("stop", QT_TRANSLATE_NOOP("Statements", "Void"), "muted"),
}
_ASKED: Any = ("help", QT_TRANSLATE_NOOP("Statements", "Replaces an older one?"), "warn")
_SIGNALS: dict[str, Any] = {
    "account_number": QT_TRANSLATE_NOOP("Statements", "Account number"),
    "name": QT_TRANSLATE_NOOP("Statements", "Name"),
    "birth_date": QT_TRANSLATE_NOOP("Statements", "Birth date"),
    "amount": QT_TRANSLATE_NOOP("Statements", "Amount"),
}
_KINDS: dict[str, Any] = {
    "standard": QT_TRANSLATE_NOOP("Statements", "Standard"),
    "past_due": QT_TRANSLATE_NOOP("Statements", "Past due"),
    "final": QT_TRANSLATE_NOOP("Statements", "Final"),
}
KINDS = tuple(_KINDS)
SIGNALS = tuple(_SIGNALS)
_PAPER: dict[str, Any] = {
    "VIEW_OFF": QT_TRANSLATE_NOOP("Statements", "patients read no statements in the portal"),
    "PREFERS_PAPER": QT_TRANSLATE_NOOP("Statements", "the guarantor wants statements on paper"),
    "NO_CHART": QT_TRANSLATE_NOOP("Statements", "the guarantor has no chart here"),
    "RESTRICTED": QT_TRANSLATE_NOOP("Statements", "the guarantor's chart is restricted"),
    "DECEASED": QT_TRANSLATE_NOOP("Statements", "the guarantor has died"),
    "MINOR": QT_TRANSLATE_NOOP("Statements", "the guarantor is a minor"),
    "NO_PORTAL_ACCOUNT": QT_TRANSLATE_NOOP("Statements", "the guarantor has no portal account"),
    "ACCOUNT_LOCKED": QT_TRANSLATE_NOOP("Statements", "the portal account is locked"),
    "NO_EMAIL": QT_TRANSLATE_NOOP("Statements", "the portal account has no e-mail address"),
    "EMAIL_NOT_CONFIRMED": QT_TRANSLATE_NOOP("Statements", "the e-mail address is not confirmed"),
    "EMAIL_BOUNCED": QT_TRANSLATE_NOOP("Statements", "mail to the guarantor has come back"),
}
_NOTICES: dict[str, Any] = {
    "queued": ("clock", QT_TRANSLATE_NOOP("Statements", "E-mail on its way"), "info"),
    "sent": ("check", QT_TRANSLATE_NOOP("Statements", "E-mail sent"), "ok"),
    "bounced": ("warning", QT_TRANSLATE_NOOP("Statements", "E-mail came back"), "bad"),
    "failed": ("warning", QT_TRANSLATE_NOOP("Statements", "E-mail failed"), "bad"),
    "paper": ("document", QT_TRANSLATE_NOOP("Statements", "On paper"), "warn"),
}


def _told(words: str) -> str:
    return QCoreApplication.translate("Statements", words)


def state_chip(state: str, question: str = "") -> Chip:
    """How a statement stands; `question` is the portal's, for one that waits for an answer."""
    asked = question == "replaces" and state in {"ready", "quarantined"}
    icon, words, tone = _ASKED if asked else _STATES.get(state, ("dash", state, "muted"))
    return Chip(icon, _told(words), tone)


def is_harmful(one: Statement) -> bool:
    """Whether the gate has refused the file itself: the portal gives it to nobody (I12)."""
    return one.state == StatementState.REFUSED and "SEVERAL_ACCOUNTS" not in one.reasons


def report_outcome(outcome: str) -> str:
    """What became of a file, in the report of its batch."""
    return state_chip("ready", "replaces").text if outcome == "asked" else state_chip(outcome).text


def reason_title(code: str) -> str:
    """Why a statement is not ready, in a few words for a row."""
    found = TITLES.get(code)
    return QCoreApplication.translate("StatementReasons", found) if found else _as_words(code)


def reason_words(code: str) -> str:
    """Why a statement is not ready, and what to do about it, in one sentence."""
    found = SENTENCES.get(code)
    if found:
        return QCoreApplication.translate("StatementReasons", found)
    return QCoreApplication.translate(
        "StatementReasons", "The portal has left this file out ({code}). Ask your support."
    ).format(code=_as_words(code))


def reasons_line(codes: Sequence[str]) -> str:
    """All reasons of a statement on one line."""
    return " · ".join(reason_title(code) for code in codes)


def signal_words(signal: str) -> str:
    """What was looked for on the page (PEERS B10)."""
    return _told(_SIGNALS.get(signal, signal))


def kind_words(kind: str) -> str:
    """What kind of a statement it is (PEERS K131)."""
    return _told(_KINDS.get(kind, kind))


def notice_chip(state: str) -> Chip:
    """How far the news has come to the guarantor (DOMAIN F69)."""
    icon, words, tone = _NOTICES.get(state, ("dash", state, "muted"))
    return Chip(icon, _told(words), tone)


def told_how(notice: str, why: str) -> str:
    """How the guarantor will hear of a statement, and why on paper."""
    if notice == "mail":
        return QCoreApplication.translate("Statements", "By e-mail, and in the portal")
    reason = _told(_PAPER[why]) if why in _PAPER else _as_words(why)
    paper = QCoreApplication.translate("Statements", "On paper")
    return f"{paper}: {reason}" if reason else paper


def paper_reason(why: str) -> str:
    """Why there is no e-mail, for the list of those who get paper."""
    return _told(_PAPER[why]) if why in _PAPER else _as_words(why)


def notice_reason(code: str) -> str:
    """Why nobody was told by mail, in words; what a mail server has said comes back as it is."""
    return paper_reason(code) if code in _PAPER else code


def period_words(period: str) -> str:
    """A period as "October 2026"; what is no period comes back as it is."""
    try:
        first = date.fromisoformat(f"{period}-01")
    except ValueError:
        return period
    return QLocale().toString(QDate(first.year, first.month, 1), "MMMM yyyy")


def difference_words(what: str) -> str:
    """What of the totals differs from the manifest (DOMAIN §5.6)."""
    known = {
        "files": QCoreApplication.translate("Statements", "Files"),
        "pages": QCoreApplication.translate("Statements", "Pages"),
        "cents": QCoreApplication.translate("Statements", "Sum"),
    }
    return known.get(what, what)


def _as_words(code: str) -> str:
    """A code nobody has words for, as if it were some."""
    return code.replace("_", " ").lower()
