"""Sentences of enrolling a patient that need a day, a name or what was typed."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

from console.domain.access import Found, HandOut, HandOutKind, LetterCheck, PatientAccess
from console.domain.person_search import Terms
from console.messages import Message
from console.models.access_words import state_chip
from console.models.one_line import isolated
from console.models.when import Calendar, ms_of


def understood(readings: Sequence[Terms], calendar: Calendar) -> str:
    """How what was typed is understood: "Looked for: name “ada by”, born 1 Feb or 2 Jan 1980"."""
    translate = QCoreApplication.translate
    shapes: tuple[tuple[str, Callable[[Terms], str]], ...] = (
        (translate("Enroll", "name “{what}”"), lambda one: isolated(one.name)),
        (translate("Enroll", "born {what}"), lambda one: _born(one, calendar)),
        (translate("Enroll", "phone {what}"), lambda one: one.phone),
        (translate("Enroll", "e-mail {what}"), lambda one: one.email),
        (translate("Enroll", "record {what}"), lambda one: one.record_number),
    )
    either = translate("Enroll", " or ")
    parts = []
    for words, value in shapes:
        found = list(dict.fromkeys(value(one) for one in readings if value(one)))
        if found:
            parts.append(words.format(what=either.join(found)))
    together = either if len(readings) > 1 and _apart(readings) else ", "
    return translate("Enroll", "Looked for: {what}").format(what=together.join(parts))


def _apart(readings: Sequence[Terms]) -> bool:
    """Whether the readings are of different things: the end of a phone number, or a record."""
    return len({frozenset(one.body()) for one in readings}) > 1


def _born(terms: Terms, calendar: Calendar) -> str:
    return calendar.day(terms.birth_date.isoformat()) if terms.birth_date is not None else ""


def found_words(found: Found) -> str:
    """How many charts fit."""
    if found.more:
        return QCoreApplication.translate(
            "Enroll", "More charts fit than are shown: type more, for instance the birth date."
        )
    return QCoreApplication.translate("Enroll", "%n chart(s) found", "", len(found.charts))


def lives(one: HandOut, calendar: Calendar) -> str:
    """What stops working, as it was known to whoever handed it out: "the token printed on 3 May"."""
    day = calendar.day(one.printed_at or one.issued_at)
    translate = QCoreApplication.translate
    if one.kind is HandOutKind.INVITATION:
        return translate("Enroll", "the invitation sent on {day} to {address}").format(
            day=day, address=one.email
        )
    if one.kind is HandOutKind.CREDENTIALS:
        return translate("Enroll", "the temporary credentials of {day}").format(day=day)
    if one.state == "printed":
        return translate("Enroll", "the token printed on {day}").format(day=day)
    return translate("Enroll", "the token issued on {day}").format(day=day)


def stops_now(one: HandOut, calendar: Calendar) -> str:
    """The sentence before something is replaced or revoked (DOMAIN F16)."""
    words = QCoreApplication.translate("Enroll", "{what} stops working now.")
    said = words.format(what=lives(one, calendar))
    return said[:1].upper() + said[1:]


def about(one: HandOut, calendar: Calendar) -> str:
    """When, by whom, until when: the second line of the history."""
    translate = QCoreApplication.translate
    parts = [calendar.moment(ms_of(one.issued_at))]
    if one.issued_by:
        parts.append(translate("Enroll", "by {name}").format(name=isolated(one.issued_by)))
    if one.email:
        parts.append(translate("Enroll", "to {address}").format(address=one.email))
    if one.used_at:
        used = calendar.moment(ms_of(one.used_at))
        parts.append(translate("Enroll", "used {when}").format(when=used))
    elif one.ended_at:
        ended = calendar.moment(ms_of(one.ended_at))
        parts.append(translate("Enroll", "until {when}").format(when=ended))
    elif one.is_live and one.expires_at:
        until = calendar.moment(ms_of(one.expires_at))
        parts.append(translate("Enroll", "good until {when}").format(when=until))
    if one.tries:
        parts.append(translate("Enroll", "%n wrong answer(s)", "", one.tries))
    return " · ".join(part for part in parts if part)


def letter_message(letter: LetterCheck, calendar: Calendar) -> Message:
    """What is said of a letter that was scanned or typed (PEERS B9)."""
    translate = QCoreApplication.translate
    live = letter.state in {"issued", "printed", "live"}
    who = isolated(letter.patient_name)
    if live:
        until = calendar.moment(ms_of(letter.expires_at))
        text = translate("Enroll", "This letter is still good. It is for {who}, until {until}.")
        return Message(text.format(who=who, until=until), tone="ok")
    if not letter.patient_id:
        return Message(
            translate("Enroll", "This is not a token of this practice."),
            translate("Enroll", "Look whether every sign is right, or make a new letter."),
            tone="warn",
        )
    text = translate("Enroll", "This letter for {who} does not work any more: {state}.")
    state = state_chip(letter.state).text
    return Message(
        text.format(who=who, state=state[:1].lower() + state[1:]),
        translate("Enroll", "Make a new letter if the patient is not enrolled yet."),
        tone="warn",
    )


def lost_token(access: PatientAccess) -> Message:
    """No answer came to making a token: one may exist (nothing is tried again by itself)."""
    text = QCoreApplication.translate(
        "Enroll", "No answer came: a token for {who} may have been made."
    )
    return Message(
        text.format(who=isolated(access.name)),
        QCoreApplication.translate(
            "Enroll",
            "Nobody has seen it. Make the letter again when the portal is there: the new token"
            " replaces that one.",
        ),
        tone="warn",
    )


def lost_answer() -> Message:
    """No answer came to something else that was asked."""
    return Message(
        QCoreApplication.translate("Enroll", "No answer came: it may have been done."),
        QCoreApplication.translate(
            "Enroll", "Look at the history below once the portal is there, then try again."
        ),
        tone="warn",
    )
