"""Why a mail came back, in words for who calls the patient; and what became of sending it again."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication

from console.domain.accounts import Invitation
from console.models.when import Calendar, ms_of


def bounce_words(code: str) -> str:
    """Why it came back, by the mail system's status code (RFC 3463): class, subject, detail."""
    if not code:
        return ""
    exact = _BY_CODE.get(code)
    if exact is not None:
        return exact()
    subject = code.split(".")[1] if code.count(".") > 1 else ""
    found = _BY_SUBJECT.get(subject)
    return found() if found is not None else code


def failure_words(one: Invitation, calendar: Calendar) -> str:
    """Why an invitation came to nothing, and when."""
    translate = QCoreApplication.translate
    if one.state == "expired":
        when, why = one.expires_at, translate("Accounts", "expired unused")
    elif one.state == "burnt":
        when, why = "", translate("Accounts", "stopped after wrong tries")
    else:
        when, why = one.bounced_at, bounce_words(one.bounce_reason)
        why = why or translate("Accounts", "the mail came back")
    return " · ".join(part for part in (calendar.moment(ms_of(when)), why) if part)


def outcome_words(code: str) -> str:
    """What became of one invitation that was to be sent again; nothing for no code."""
    if not code:
        return ""
    found = _OUTCOMES.get(code)
    return found() if found is not None else _not_sent().format(why=code.replace("_", " ").lower())


def _not_sent() -> str:
    return QCoreApplication.translate("Accounts", "not sent: {why}")


_BY_CODE: Mapping[str, Callable[[], str]] = {
    "5.1.1": lambda: QCoreApplication.translate("Accounts", "there is no such mailbox"),
    "5.1.2": lambda: QCoreApplication.translate("Accounts", "there is no such domain"),
    "5.2.1": lambda: QCoreApplication.translate("Accounts", "the mailbox is closed"),
    "5.2.2": lambda: QCoreApplication.translate("Accounts", "the mailbox is full"),
    "4.2.2": lambda: QCoreApplication.translate("Accounts", "the mailbox is full"),
}
_BY_SUBJECT: Mapping[str, Callable[[], str]] = {
    "1": lambda: QCoreApplication.translate("Accounts", "the address is wrong"),
    "2": lambda: QCoreApplication.translate("Accounts", "the mailbox takes no mail"),
    "3": lambda: QCoreApplication.translate("Accounts", "the mail system there takes none"),
    "4": lambda: QCoreApplication.translate("Accounts", "the mail system there was not reached"),
    "7": lambda: QCoreApplication.translate("Accounts", "the mail was refused"),
}
_OUTCOMES: Mapping[str, Callable[[], str]] = {
    "sent": lambda: QCoreApplication.translate("Accounts", "on its way"),
    "NOT_FOUND": lambda: QCoreApplication.translate("Accounts", "not sent: it is gone"),
    "USED": lambda: QCoreApplication.translate("Accounts", "not sent: it was used meanwhile"),
    "ACCOUNT_EXISTS": lambda: QCoreApplication.translate(
        "Accounts", "not sent: the patient has an account by now"
    ),
    "DECEASED": lambda: QCoreApplication.translate("Accounts", "not sent: the patient has died"),
    "NO_EMAIL": lambda: QCoreApplication.translate("Accounts", "not sent: there is no address"),
    "EMAIL_BOUNCED": lambda: QCoreApplication.translate(
        "Accounts", "not sent: the address refuses mail, change it first"
    ),
    "NOT_PERMITTED": lambda: QCoreApplication.translate("Accounts", "not sent: not yours to send"),
    "unanswered": lambda: QCoreApplication.translate(
        "Accounts", "no answer: look at the list again"
    ),
}
