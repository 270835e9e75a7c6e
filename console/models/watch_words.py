"""The words of *Results intake*: how a source does, what became of a message, for who runs the practice.

No word of HL7 where one of the practice's day does: "could not be read", "waits for a chart".
"""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLocale

from console.domain.intake import (
    RESOLVE,
    IntakeMessage,
    IntakeOverview,
    IntakeSource,
    MessageFilter,
    RawMessage,
)
from console.models.chip import Chip
from console.models.intake_words import unmatched_why, unreadable_why
from console.models.one_line import isolated, one_line
from console.models.when import DAY_MS, HOUR_MS, MINUTE_MS, Calendar, ms_of

UNMATCHED = "UNMATCHED:"


def number_words(count: int, most: int = 0) -> str:
    """A count; one that the portal has stopped at is "20,000 or more"."""
    text = QLocale().toString(count)
    if most and count >= most:
        return QCoreApplication.translate("Watch", "{count} or more").format(count=text)
    return text


def lasting_words(seconds: int) -> str:
    """A span in whole words, in the largest unit that tells it well: "26 hours", "12 minutes"."""
    ms = seconds * 1000
    if ms >= 2 * DAY_MS:
        return QCoreApplication.translate("Watch", "%n day(s)", "", ms // DAY_MS)
    if ms >= 2 * HOUR_MS:
        return QCoreApplication.translate("Watch", "%n hour(s)", "", round(ms / HOUR_MS))
    return QCoreApplication.translate("Watch", "%n minute(s)", "", max(1, round(ms / MINUTE_MS)))


def ago_words(at: str, calendar: Calendar) -> str:
    """How long ago something was, as one says it."""
    seconds = (calendar.now_ms() - ms_of(at)) // 1000
    if seconds < 60:
        return QCoreApplication.translate("Watch", "less than a minute ago")
    return QCoreApplication.translate("Watch", "{time} ago").format(time=lasting_words(seconds))


def channel_name(channel: str) -> str:
    """How messages come from a source."""
    translate = QCoreApplication.translate
    known = {
        "mllp": translate("Watch", "over a line (MLLP)"),
        "folder": translate("Watch", "from a folder"),
        "http": translate("Watch", "over the internet (HTTP)"),
        "file": translate("Watch", "read in from files"),
    }
    return known.get(channel, one_line(channel))


def way_words(channel: str, message_format: str, kind: str) -> str:
    """Say by which way, in which language and as what a message came, for who calls the sender."""
    languages = {"hl7v2": "HL7 v2", "fhir": "FHIR"}
    told = (channel_name(channel), languages.get(message_format, one_line(message_format)), kind)
    return " · ".join(part for part in told if part)


def last_words(source: IntakeSource, calendar: Calendar) -> str:
    """When a source sent the last time, and what."""
    translate = QCoreApplication.translate
    if not source.last_at:
        return translate("Watch", "Nothing has come yet.")
    ago = ago_words(source.last_at, calendar)
    if not source.last_control_id:
        return translate("Watch", "Last message {ago}").format(ago=ago)
    return translate("Watch", "Last message {ago}, number {number}").format(
        ago=ago, number=isolated(source.last_control_id)
    )


def source_chip(source: IntakeSource) -> Chip:
    """How a source does, in two words."""
    translate = QCoreApplication.translate
    if source.revoked:
        return Chip("lock", translate("Watch", "Shut out"), "muted")
    if source.state == "failing":
        return Chip("stop", translate("Watch", "Much can not be read"), "bad")
    if source.state == "silent":
        return Chip("warning", translate("Watch", "Silent"), "warn")
    if not source.last_at:
        return Chip("clock", translate("Watch", "Not begun"), "info")
    return Chip("check", translate("Watch", "Running"), "ok")


def state_sentence(source: IntakeSource, calendar: Calendar) -> str:
    """What is the matter with a source, and what to do; empty when nothing is."""
    translate = QCoreApplication.translate
    if source.revoked:
        return translate("Watch", "Its access was taken away. What it sends is not taken.")
    if source.state == "failing":
        return translate(
            "Watch",
            "{bad} of {all} messages could not be read today. Tell the laboratory or who looks after"
            " the connection.",
        ).format(
            bad=number_words(source.today.quarantined), all=number_words(source.today.received)
        )
    if source.state == "silent":
        quiet = lasting_words((calendar.now_ms() - ms_of(source.last_at)) // 1000)
        if not source.usual_gap_s:
            return translate("Watch", "Nothing for {quiet}.").format(quiet=quiet)
        return translate("Watch", "Nothing for {quiet}; usually every {usual}.").format(
            quiet=quiet, usual=lasting_words(source.usual_gap_s)
        )
    if not source.last_at:
        return translate("Watch", "It may send, and has not sent anything yet.")
    return ""


def today_counts(source: IntakeSource, most: int) -> Sequence[tuple[str, str, str]]:
    """Today's numbers: what is counted, how many, and the tone; of what seldom happens only what did."""
    translate, today = QCoreApplication.translate, source.today
    always = (
        (translate("Watch", "Received"), today.received, "text"),
        (translate("Watch", "Filed"), today.filed, "text"),
    )
    seldom = (
        (translate("Watch", "Waiting for a chart"), today.unmatched, "warn"),
        (translate("Watch", "Could not be read"), today.quarantined, "bad"),
        (translate("Watch", "Refused"), today.refused, "text"),
        (translate("Watch", "Came again"), today.repeated, "text"),
    )
    told = (*always, *(one for one in seldom if one[1]))
    return [
        (label, number_words(count, most), tone if count else "muted")
        for label, count, tone in told
    ]


def hours_words(source: IntakeSource, hours_from: str, calendar: Calendar) -> str:
    """The picture of the last 24 hours in words."""
    translate, total = QCoreApplication.translate, sum(source.hours)
    if not total:
        return translate("Watch", "Nothing in the last 24 hours")
    most = max(source.hours)
    at = calendar.clock(ms_of(hours_from) + source.hours.index(most) * HOUR_MS)
    return translate("Watch", "Last 24 hours: {total} messages, most from {time}: {most}").format(
        total=number_words(total), time=at, most=number_words(most)
    )


def hour_words(source: IntakeSource, hours_from: str, hour: int, calendar: Calendar) -> str:
    """One bar of the picture in words."""
    begin = ms_of(hours_from) + hour * HOUR_MS
    return QCoreApplication.translate("Watch", "{begin} to {end}: {count}").format(
        begin=calendar.clock(begin),
        end=calendar.clock(begin + HOUR_MS),
        count=number_words(source.hours[hour]),
    )


def waiting_words(seen: IntakeOverview, calendar: Calendar) -> str:
    """What the portal has still to work off, and since when."""
    translate = QCoreApplication.translate
    if not seen.sources:
        return ""
    if not seen.waiting:
        return translate("Watch", "No message waits to be read.")
    return translate("Watch", "{count} to be worked off, the oldest came {ago}.").format(
        count=number_words(seen.waiting, seen.most_counted),
        ago=ago_words(seen.oldest_waiting_at, calendar),
    )


def to_do_words(seen: IntakeOverview) -> Sequence[Chip]:
    """What waits for a person, of all days."""
    translate, most = QCoreApplication.translate, seen.most_counted
    found = []
    if seen.unmatched:
        words = translate("Watch", "{count} waiting for a chart")
        count = number_words(seen.unmatched, most)
        found.append(Chip("unmatched", words.format(count=count), "warn"))
    if seen.quarantined:
        words = translate("Watch", "{count} could not be read")
        count = number_words(seen.quarantined, most)
        found.append(Chip("quarantine", words.format(count=count), "bad"))
    return found


def filter_title(chosen: MessageFilter) -> str:
    """What a list of messages is called."""
    translate = QCoreApplication.translate
    return {
        MessageFilter.ALL: translate("Watch", "All"),
        MessageFilter.UNREADABLE: translate("Watch", "Could not be read"),
        MessageFilter.REFUSED: translate("Watch", "Refused"),
        MessageFilter.UNMATCHED: translate("Watch", "Waiting for a chart"),
    }[chosen]


def filter_empty(chosen: MessageFilter) -> str:
    """Why a list is empty."""
    translate = QCoreApplication.translate
    return {
        MessageFilter.ALL: translate("Watch", "No message has come yet."),
        MessageFilter.UNREADABLE: translate("Watch", "Every message could be read."),
        MessageFilter.REFUSED: translate("Watch", "No message was refused."),
        MessageFilter.UNMATCHED: translate("Watch", "No result waits for a chart."),
    }[chosen]


def outcome_chip(message: IntakeMessage) -> Chip:
    """What became of a message."""
    translate = QCoreApplication.translate
    if message.unmatched:
        return Chip("unmatched", translate("Watch", "Waiting for a chart"), "warn")
    known = {
        "received": Chip("clock", translate("Watch", "To be worked off"), "info"),
        "parsed": Chip("check", translate("Watch", "Filed"), "ok"),
        "quarantined": Chip("quarantine", translate("Watch", "Could not be read"), "bad"),
        "refused": Chip("dash", translate("Watch", "Refused"), "muted"),
        "discarded": Chip("dash", translate("Watch", "Put aside"), "muted"),
    }
    return known.get(message.state, Chip("info", one_line(message.state), "muted"))


def reason_words(message: IntakeMessage) -> str:
    """Why a message ended as it did, in a sentence; empty where there is nothing to say."""
    if message.state == "refused":
        return _refused_why(message.reason)
    if message.unmatched:
        return unmatched_why(message.reason.removeprefix(UNMATCHED)).what
    if message.state in {"quarantined", "discarded"}:
        return unreadable_why(message.reason).what
    return ""


def _refused_why(code: str) -> str:
    translate = QCoreApplication.translate
    known = {
        "NOT_A_RESULT_MESSAGE": translate("Watch", "It is no result, but another kind of message."),
        "CASE_NOTIFICATION": translate("Watch", "It tells public health of a case."),
        "DEATH_CERTIFICATE": translate("Watch", "It is a death certificate."),
        "NOT_LABORATORY": translate("Watch", "It is a result, and of no laboratory."),
        "TEST_MESSAGE": translate("Watch", "The sender has marked it as a test."),
    }
    return known.get(code) or translate("Watch", "It is nothing that is kept as a result.")


def cut_fields_words(message: RawMessage) -> str:
    """What of a message is too much for its list of fields; empty when that is whole."""
    translate = QCoreApplication.translate
    return _cut_words(
        (
            message.more_segments,
            translate("Watch", "{count} lines are not shown; patient, orders and values go first."),
        ),
        (message.cut_segments, translate("Watch", "Of {count} lines only the beginning is shown.")),
        (message.more_members, translate("Watch", "{count} further parts are not shown.")),
    )


def cut_text_words(message: RawMessage) -> str:
    """What of a message is too much for its text; empty when that is whole."""
    translate = QCoreApplication.translate
    return _cut_words(
        (message.more_text, translate("Watch", "{count} further characters are not shown.")),
    )


def _cut_words(*told: tuple[int, str]) -> str:
    cut = [words.format(count=number_words(count)) for count, words in told if count]
    kept = QCoreApplication.translate("Watch", "The portal keeps the whole message.")
    return " ".join([*cut, kept]) if cut else ""


def offline_words(at: str, calendar: Calendar) -> str:
    """Say that the portal is away, and how old is what stands there."""
    translate = QCoreApplication.translate
    words = translate("Watch", "The portal can not be reached.")
    if not at:
        return words
    older = translate("Watch", "This is how it was {ago}, at {time}.")
    return f"{words} {older.format(ago=ago_words(at, calendar), time=calendar.moment(ms_of(at)))}"


def missing_right(right: str) -> str:
    """Say which right is missing."""
    if right == RESOLVE:
        return QCoreApplication.translate(
            "Watch",
            "What a message says is for those who care for patients. Your role may see that it came.",
        )
    return QCoreApplication.translate(
        "Watch",
        "Your role has no right to watch what laboratories send. Your administrator gives it.",
    )
