"""The words of the accounts: how one stands, how they are listed, what can be done and what can not."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from console.domain.accounts import (
    CLOSED,
    DENIED,
    PENDING,
    WITHDRAWN,
    Account,
    Act,
    Filter,
    SearchBy,
)
from console.models.chip import Chip
from console.models.when import Calendar, ms_of


def filter_title(chosen: Filter) -> str:
    """What a list of accounts is called."""
    translate = QCoreApplication.translate
    return {
        Filter.ALL: translate("Accounts", "All"),
        Filter.LOCKED: translate("Accounts", "Locked"),
        Filter.UNVERIFIED: translate("Accounts", "Address not verified"),
        Filter.BOUNCED: translate("Accounts", "Address bounced"),
        Filter.NEVER: translate("Accounts", "Never signed in"),
    }[chosen]


def filter_empty(chosen: Filter) -> str:
    """Why a list is empty."""
    translate = QCoreApplication.translate
    return {
        Filter.ALL: translate("Accounts", "No patient of this practice has an account yet."),
        Filter.LOCKED: translate("Accounts", "No account is locked."),
        Filter.UNVERIFIED: translate("Accounts", "Every account has a verified address."),
        Filter.BOUNCED: translate("Accounts", "No address has refused a mail."),
        Filter.NEVER: translate("Accounts", "Everybody with an account has signed in."),
    }[chosen]


def search_title(by: SearchBy) -> str:
    """What is searched."""
    translate = QCoreApplication.translate
    return {
        SearchBy.NAME: translate("Accounts", "Name"),
        SearchBy.USERNAME: translate("Accounts", "User name"),
        SearchBy.EMAIL: translate("Accounts", "E-mail"),
    }[by]


def status_chip(account: Account, calendar: Calendar) -> Chip:
    """How an account stands, the gravest first."""
    translate = QCoreApplication.translate
    known = {
        CLOSED: Chip("stop", translate("Accounts", "Deactivated"), "muted"),
        DENIED: Chip("cross", translate("Accounts", "Denied"), "muted"),
        WITHDRAWN: Chip("undo", translate("Accounts", "Withdrawn"), "muted"),
    }
    if account.status in known:
        return known[account.status]
    if account.locked_at:
        return Chip("lock", translate("Accounts", "Locked"), "bad")
    if ms_of(account.locked_until) > calendar.now_ms():
        until = translate("Accounts", "Locked until {time}").format(
            time=calendar.moment(ms_of(account.locked_until))
        )
        return Chip("lock", until, "warn")
    if account.status == PENDING:
        return Chip("clock", translate("Accounts", "Pending"), "warn")
    return Chip("check", translate("Accounts", "Active"), "ok")


def email_chip(account: Account) -> Chip:
    """How the address stands (F42)."""
    translate = QCoreApplication.translate
    if not account.email:
        return Chip("dash", translate("Accounts", "no address"), "muted")
    if account.email_bounced_at:
        return Chip("warning", translate("Accounts", "bounced"), "bad")
    if not account.email_verified_at:
        return Chip("warning", translate("Accounts", "not verified"), "warn")
    return Chip("check", translate("Accounts", "verified"), "ok")


def reset_words(account: Account, calendar: Calendar) -> str:
    """What became of the last password link; nothing where there was none (F40)."""
    translate, found = QCoreApplication.translate, account.last_reset
    if not found:
        return ""
    words = {
        "live": translate("Accounts", "works still"),
        "used": translate("Accounts", "used"),
        "ended": translate("Accounts", "does not work any more"),
        "expired": translate("Accounts", "expired"),
        "bounced": translate("Accounts", "came back"),
    }
    state = str(found.get("state") or "")
    by = (
        translate("Accounts", "sent by staff")
        if found.get("asked_by_staff")
        else translate("Accounts", "asked for by the patient")
    )
    when = calendar.moment(ms_of(str(found.get("sent_at") or "")))
    return " · ".join(part for part in (when, by, words.get(state, state)) if part)


def acts_for(account: Account, calendar: Calendar) -> Sequence[Act]:
    """The acts that make sense as the account stands, the usual ones first."""
    if account.status == CLOSED:
        return (Act.REACTIVATE,)
    if account.status in {DENIED, WITHDRAWN}:
        return ()
    locked = bool(account.locked_at) or ms_of(account.locked_until) > calendar.now_ms()
    acts = [Act.UNLOCK if locked else Act.PASSWORD_LINK]
    if account.email and not account.email_verified_at:
        acts.append(Act.VERIFICATION_MAIL)
    acts += [Act.TELL_USERNAME, Act.CHANGE_EMAIL, Act.CREDENTIALS]
    if account.has_mfa:
        acts.append(Act.RESET_MFA)
    acts.append(Act.PASSWORD_LINK if locked else Act.LOCK)
    return (*acts, Act.DEACTIVATE)


def act_bar(act: Act, account: Account) -> str:
    """Why an act makes no sense on this account now, though it is offered; or nothing."""
    translate = QCoreApplication.translate
    if act in {Act.PASSWORD_LINK, Act.VERIFICATION_MAIL} and not account.email:
        return translate("Accounts", "The account has no address. Change the address first.")
    if act is Act.PASSWORD_LINK and not account.email_verified_at:
        return translate(
            "Accounts", "The address is not verified: the link could reach somebody else."
        )
    if act in {Act.TELL_USERNAME, Act.CREDENTIALS, Act.CHANGE_EMAIL, Act.RESET_MFA} and (
        not account.patient_id
    ):
        return translate("Accounts", "The account is bound to no chart of this practice.")
    return ""


def right_words(right: str) -> str:
    """A right, as one asks an administrator for it."""
    translate = QCoreApplication.translate
    return {
        "account:read": translate("Accounts", "see accounts"),
        "account:manage": translate("Accounts", "manage accounts"),
        "account:reset_mfa": translate("Accounts", "reset a second factor"),
        "credential:temporary": translate("Accounts", "hand out temporary credentials"),
        "credential:token": translate("Accounts", "send invitations"),
    }.get(right, right)


def missing_right(right: str) -> str:
    """Say which right is missing."""
    return QCoreApplication.translate(
        "Accounts", "Your role has no right to {right}. Your administrator gives it."
    ).format(right=right_words(right))


def offline_words() -> str:
    """Say that accounts need the portal."""
    return QCoreApplication.translate(
        "Accounts",
        "The portal can not be reached. Accounts are kept there alone: they are shown again as soon"
        " as the line is back.",
    )
