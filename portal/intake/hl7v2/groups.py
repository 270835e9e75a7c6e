"""The orders of a message: each OBR with its ORC before it, its OBX and NTE behind it, its specimen.

Nested orders (OBR-26 and OBR-29 name the parent) are reports of their own, as HL7 means them to be.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from portal.intake.hl7v2 import limits, not_laboratory
from portal.intake.hl7v2.coded import shown
from portal.intake.hl7v2.observations import (
    NAME,
    Context,
    Observed,
    code_of,
    moment,
    notes_text,
    observed,
    status_of,
)
from portal.intake.hl7v2.segments import Message, Segment
from portal.intake.hl7v2.unreadable import UnreadableError, within
from portal.intake.prose import one_line
from portal.intake.shape import SentReport

# HL7 table 0369, SPM-11: blind sample, calibrator, electronic control, proficiency, control
_NO_PATIENTS = frozenset("BCEFOQV")
_FINAL = frozenset({"F", "C"})
_NUMBER = 80  # characters of an order number that the chart keeps


@dataclass
class Order:
    """One OBR and what belongs to it."""

    obr: Segment
    orc: Segment | None = None
    notes: list[Segment] = field(default_factory=list)  # of the order and of its specimens
    values: list[tuple[Segment, list[Segment]]] = field(default_factory=list)  # OBX, its NTEs
    specimens: list[Segment] = field(default_factory=list)


@dataclass
class Orders:
    """What a message says about orders; `remarks` name what belongs to none."""

    found: list[Order] = field(default_factory=list)
    person_notes: list[Segment] = field(default_factory=list)  # behind PID: about all of them
    remarks: dict[str, None] = field(default_factory=dict)
    stray: Segment | None = None  # an OBX where there can be none


def reports_of(
    message: Message, message_type: str, performer: str, context: Context
) -> tuple[tuple[SentReport, ...], tuple[str, ...]]:
    """Read all reports of a message, and what was remarked. Raises UnreadableError.

    NO_REPORT where there is no OBR; TOO_LARGE beyond the limits.
    """
    orders = _grouped(message, message_type)
    if not orders.found:
        raise UnreadableError("NO_REPORT", "no OBR")
    if orders.stray is not None:
        raise UnreadableError("BAD_STRUCTURE", f"segment {orders.stray.position} OBX of no OBR")
    _check_end(message, orders.found[-1])
    if len(orders.found) > limits.REPORTS:
        raise UnreadableError("TOO_LARGE", f"more than {limits.REPORTS} OBR")
    if sum(len(order.values) for order in orders.found) > limits.OBSERVATIONS:
        raise UnreadableError("TOO_LARGE", f"more than {limits.OBSERVATIONS} OBX")
    about_all = notes_text(orders.person_notes)
    reports = []
    for order in orders.found:
        if not_laboratory.why_not(order.obr) or _is_control(order):
            orders.remarks["NOT_LABORATORY_LEFT_OUT"] = None
            continue
        report = _report(order, performer, context, _about(order, orders.found))
        reports.append(replace(report, text=_joined(about_all, report.text)))
    if sum(len(report.documents) for report in reports) > limits.DOCUMENTS:
        raise UnreadableError("TOO_LARGE", f"more than {limits.DOCUMENTS} documents")
    if not reports:
        raise UnreadableError("NOT_LABORATORY", "SPM-11")
    if not any(_says_something(report) for report in reports):
        raise UnreadableError("NO_REPORT", "final, with nothing in it")
    remarks = [*orders.remarks, *_times_that_are_none(orders.found, context)]
    return tuple(reports), tuple(remarks)


def _is_control(order: Order) -> bool:
    """Tell whether an instrument was tried, and no patient: controls are no result of anybody."""
    return any(spm.text(11).upper() in _NO_PATIENTS for spm in order.specimens)


def _check_end(message: Message, last: Order) -> None:
    """Refuse a message that breaks off within its last value: "325" may have become "32"."""
    end = message.segments[-1]
    cut = end.name == "OBX" and len(end) <= 12 and not end.text(11)
    if cut and status_of(last.obr, 25) in _FINAL:
        raise UnreadableError("TRUNCATED", f"segment {end.position} OBX")


def _says_something(report: SentReport) -> bool:
    """Tell whether there is anything in a report; one that is not final announces a result."""
    if report.observations or report.text or report.documents:
        return True
    named = report.code.code or report.code.text or report.filler_number or report.placer_number
    return bool(named) and report.raw_status not in _FINAL


def _about(order: Order, orders: list[Order]) -> str:
    """Say which value of its parent an order is about (OBR-26): of a culture, the organism.

    It may only point at the value, by its code and sub-id; "" where that is not sure.
    """
    told = one_line(order.obr.text(26, 3))
    code, sub_id = order.obr.text(26, 1), order.obr.text(26, 2)
    if told or not (code and sub_id):
        return told
    meant = [
        value
        for parent in orders
        if parent is not order
        for obx, _notes in parent.values
        if (obx.text(3), obx.text(4)) == (code, sub_id)
        for value in obx.repetitions(5)[:1]
        if (told := shown(value, obx))
    ]
    return told if len(meant) == 1 else ""


def _noted(note: str, about: str) -> str:
    return _joined(f"About: {about}", note) if about else note


def _report(order: Order, performer: str, context: Context, about: str = "") -> SentReport:
    obr, orc = order.obr, order.orc
    code = code_of(obr, 4)
    values = [
        observed(obx, notes, ordinal, context)
        for ordinal, (obx, notes) in enumerate(order.values, start=1)
    ]
    return SentReport(
        code=code,
        title=(code.text or "Laboratory report")[:NAME],
        raw_status=status_of(obr, 25),
        filler_number=_order_number(obr, orc, 3),
        placer_number=_order_number(obr, orc, 2),
        performer=(_performer(values) or performer)[:200],
        specimen=_specimen(order)[:200],
        effective_at=moment(obr, 7, context) or _collected(order, context),
        issued_at=moment(obr, 22, context),
        text=notes_text(order.notes),
        # with each value, for several such orders may be one report
        observations=tuple(
            replace(one.observation, note=_noted(one.observation.note, about)) for one in values
        ),
        documents=tuple(one for value in values for one in value.documents),
    )


def _order_number(obr: Segment, orc: Segment | None, field_number: int) -> str:
    """Give the filler's (3) or placer's (2) number: of OBR, else of ORC."""
    sent = obr.text(field_number) or (orc.text(field_number) if orc is not None else "")
    return within(sent, _NUMBER, f"segment {obr.position} OBR-{field_number}")


def _performer(values: list[Observed]) -> str:
    return next((value.performer for value in values if value.performer), "")


def _specimen(order: Order) -> str:
    """Give SPM-4 of the specimens, else OBR-15 of messages before version 2.5."""
    kinds = [shown(one, spm) for spm in order.specimens for one in spm.repetitions(4)[:1]]
    named = ", ".join(dict.fromkeys(kind for kind in kinds if kind))
    if named:
        return named
    older = order.obr.repetitions(15)
    return one_line(order.obr.pick(older, 1, sub=2) or order.obr.pick(older, 1)) if older else ""


def _collected(order: Order, context: Context) -> datetime | None:
    return next((at for spm in order.specimens if (at := moment(spm, 17, context))), None)


def _joined(first: str, second: str) -> str:
    return "\n".join(text for text in (first, second) if text)


def _times_that_are_none(orders: list[Order], context: Context) -> Iterator[str]:
    if any(order.obr.text(22) and moment(order.obr, 22, context) is None for order in orders):
        yield "ISSUED_AT_UNREADABLE"
    if any(order.obr.text(7) and moment(order.obr, 7, context) is None for order in orders):
        yield "EFFECTIVE_AT_UNREADABLE"


def _grouped(message: Message, message_type: str) -> Orders:
    """Walk through the segments once, in order."""
    walk = _Walk(specimen_first=message_type in {"OUL^R22", "OUL^R23"})
    for segment in message.segments:
        walk.see(segment)
    return walk.orders


class _Walk:
    """Where in a message one is: which order is open, and what the next note is about."""

    def __init__(self, *, specimen_first: bool) -> None:
        self.orders = Orders()
        self._specimen_first = specimen_first  # OUL^R22 and R23: SPM stands before its OBRs
        self._order: Order | None = None
        self._orc: Segment | None = None
        self._specimens: list[Segment] = []
        self._notes: list[Segment] | None = None  # that a note would be added to
        self._waiting: list[Segment] = []  # notes between ORC and OBR

    def see(self, segment: Segment) -> None:
        step = {
            "PID": self._person,
            "ORC": self._common,
            "OBR": self._request,
            "OBX": self._value,
            "NTE": self._note,
            "SPM": self._specimen,
        }.get(segment.name)
        if step is not None:
            step(segment)

    def _person(self, _segment: Segment) -> None:
        self._order, self._orc, self._notes = None, None, self.orders.person_notes
        self._specimens, self._waiting = [], []

    def _common(self, segment: Segment) -> None:
        if self._specimen_first and self._order is not None and not self._order.values:
            self._order.orc = self._order.orc or segment  # in OUL the ORC stands behind the OBR
            self._notes = self._order.notes
            return
        self._order, self._orc = None, segment
        self._notes = self._waiting = []

    def _request(self, segment: Segment) -> None:
        notes = self._waiting
        self._order = Order(segment, self._orc, notes, specimens=list(self._specimens))
        self._orc, self._waiting = None, []
        self.orders.found.append(self._order)
        self._notes = notes

    def _value(self, segment: Segment) -> None:
        if self._order is None:
            self._no_order(segment)
            return
        self._notes = []
        self._order.values.append((segment, self._notes))

    def _no_order(self, segment: Segment) -> None:
        """See an OBX before any OBR: about the person (from version 2.7) or about a specimen (OUL).

        Behind an ORC it can only be one whose OBR is lost or in the wrong place.
        """
        if self._orc is not None:
            self.orders.stray = self.orders.stray or segment
        self.orders.remarks["OBX_OF_NO_ORDER"] = None
        self._notes = []

    def _note(self, segment: Segment) -> None:
        if self._notes is None:
            self._notes = self.orders.person_notes
        self._notes.append(segment)

    def _specimen(self, segment: Segment) -> None:
        if self._specimen_first:
            self._order, self._specimens = None, [segment]
            self._notes = self._waiting = []
        elif self._order is not None:
            self._order.specimens.append(segment)
            self._notes = self._order.notes
        else:
            self._specimens = [segment]
