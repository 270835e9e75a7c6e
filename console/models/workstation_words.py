"""The words of the practice's computers: how one stands, what becomes of it, and what can be done."""

from PySide6.QtCore import QCoreApplication

from console.domain.workstation import Workstation, WorkstationState
from console.messages import Message
from console.models.chip import Chip
from console.models.one_line import isolated
from console.models.when import MINUTE_MS, Calendar, ms_of

State = WorkstationState


def state_chip(state: State) -> Chip:
    """How a computer stands."""
    translate = QCoreApplication.translate
    return {
        State.ACTIVE: Chip("check", translate("Computers", "In use"), "ok"),
        State.REVOKED: Chip("lock", translate("Computers", "Access taken away"), "muted"),
        State.WIPE_ORDERED: Chip("clock", translate("Computers", "Erase ordered"), "warn"),
        State.WIPED: Chip("dash", translate("Computers", "Erased"), "muted"),
        State.FORKED: Chip("copy", translate("Computers", "Copied"), "bad"),
    }[state]


def filter_title(name: str) -> str:
    """What a list of computers is called; the name is a state's, or empty for all of them."""
    if not name:
        return QCoreApplication.translate("Computers", "All")
    return state_chip(State(name)).text


def empty_words(name: str, typed: str) -> str:
    """Why nothing is listed."""
    translate = QCoreApplication.translate
    if typed:
        return translate("Computers", "No computer fits what you search.")
    if not name:
        return translate("Computers", "Nobody has signed in for this practice on a computer yet.")
    return translate("Computers", "No computer stands like that.")


def ago(at: str, calendar: Calendar) -> str:
    """How long ago in words; empty for never."""
    ms = ms_of(at)
    if not ms:
        return ""
    if calendar.now_ms() - ms < MINUTE_MS:
        return QCoreApplication.translate("Computers", "just now")
    words = QCoreApplication.translate("Computers", "{age} ago")
    return words.format(age=calendar.age_words(ms))


def standing_words(one: Workstation, calendar: Calendar) -> str:
    """What has become of a computer, as far as the portal knows."""
    translate = QCoreApplication.translate
    if one.state is State.REVOKED:
        return translate(
            "Computers",
            "It gets no answer from the portal any more, and what it keeps stays locked. Decisions"
            " that it has not sent stay there, too, until it is ordered to erase what it keeps.",
        )
    if one.state is State.WIPE_ORDERED:
        return _ordered_words(one, calendar)
    if one.state is State.WIPED:
        return translate(
            "Computers",
            "It has reported that nothing is left. Nobody can say that of copies made before.",
        )
    if one.state is State.FORKED:
        return translate(
            "Computers",
            "A copy of its files was in use somewhere else. Both have lost their access; its user"
            " goes on under a new entry after the next sign-in. If you do not know who has the copy,"
            " take the access of this one away as well.",
        )
    return ""


def _ordered_words(one: Workstation, calendar: Calendar) -> str:
    translate = QCoreApplication.translate
    if one.rescued:
        return translate(
            "Computers",
            "It has been heard from, and its decisions are saved. It has not reported that its files"
            " are gone.",
        )
    words = translate(
        "Computers",
        "Access taken away {ago}; it has not reported since. At its next contact it saves the"
        " decisions that it has not sent, and erases what it keeps.",
    )
    return words.format(ago=ago(one.ended_at, calendar))


def rescued_words(one: Workstation) -> str:
    """How many decisions were saved, and where they are read; nothing before anything is known."""
    if one.rescued:
        return QCoreApplication.translate(
            "Computers",
            "%n decision(s) saved; none was carried out. Read under Needs attention, Of the"
            " practice.",
            "",
            one.rescued,
        )
    if one.state is State.WIPED:
        return QCoreApplication.translate("Computers", "None of this practice was waiting there.")
    return ""


def can_end(one: Workstation) -> bool:
    """Whether there is something left to take away or to order."""
    return one.state in {State.ACTIVE, State.FORKED, State.REVOKED}


def act_label(one: Workstation) -> str:
    """What the button says."""
    if one.state is State.REVOKED:
        return QCoreApplication.translate("Computers", "Erase what it keeps…")
    return QCoreApplication.translate("Computers", "Take access away…")


def which_words(one: Workstation) -> str:
    """Which computer: several people's may have the same name."""
    words = QCoreApplication.translate("Computers", "“{computer}” of {who}")
    return words.format(computer=isolated(one.name), who=isolated(one.staff_name))


def outcome(found: Workstation, *, is_mine: bool) -> Message:
    """What the portal says has become of a computer; `is_mine` is False where somebody was faster."""
    translate = QCoreApplication.translate
    which = which_words(found)
    if not is_mine:
        who = isolated(found.ended_by) or translate("Computers", "Somebody else")
        text = translate("Computers", "{who} was faster: {which} had lost its access already.")
        stands = state_chip(found.state).text
        return Message(text.format(who=who, which=which), stands, tone="info")
    ended = translate("Computers", "{which} has lost its access.").format(which=which)
    if found.state is State.WIPE_ORDERED:
        return Message(
            ended,
            translate("Computers", "It erases what it keeps at its next contact, not before."),
            tone="ok",
        )
    return Message(ended, translate("Computers", "What it keeps stays locked."), tone="ok")
