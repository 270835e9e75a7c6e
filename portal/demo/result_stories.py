"""What has become of some results of the demo: reviewed, held, told by phone, taken back, corrected.

One of each sort, so that a reviewer meets all of them on the first day. A correction comes through
the portal's own intake and supersedes a release that somebody has seen.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from portal.db.engine import Database
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.demo.desk import Desk
from portal.demo.history import History
from portal.demo.labs import flag_of
from portal.demo.timeline import Timeline
from portal.demo.ward import Draft, Ward
from portal.services import reports, result_intake

MINUTE = timedelta(minutes=1)
CRITICAL = "critical"
PLAIN = "plain"
Params = dict[str, Any]
_COLUMNS = (
    *("practice_id", "patient_id", "code", "title", "category", "performer"),
    *("filler_number", "source"),
)
_VALUES = ("ordinal", "code", "name", "value_number", "value_text", "comparator", "unit")


class ResultStories:
    """Plans what happened to results before the demo begins."""

    def __init__(
        self, database: Database, ward: Ward, timeline: Timeline, history: History
    ) -> None:
        self._database, self._ward = database, ward
        self._timeline, self._history = timeline, history
        self._desk = Desk(database, ward)

    def tell(self, drafts: Iterable[Draft]) -> None:
        """Take a result for each story, the plain ones first, and leave the others alone."""
        waiting = [one for one in drafts if one.kind == "result" and self._is_old(one)]
        plain, critical = _sorted(waiting, CRITICAL, wanted=False), _sorted(waiting, CRITICAL)
        today = self._ward.day(self._ward.now)
        stories: list[tuple[Iterator[Draft], Callable[[Draft], None]]] = [
            (plain, self._corrected),
            (plain, self._recalled),
            (plain, self._by("review", {"assessment": "normal", "note": ""})),
            (critical, self._told),
            (plain, self._by("review", {"assessment": "follow_up", "note": "Repeat in 3 months."})),
            (
                plain,
                self._by(
                    "hold",
                    {
                        "basis": "PRIVACY_PATIENT_REQUEST",
                        "rationale": "Wants to hear it at the visit, and not to find it before.",
                        "requested_by": "The patient",
                        "requested_on": today.isoformat(),
                        "review_on": today.isoformat(),
                    },
                ),
            ),
        ]
        for pile, story in stories:
            draft = next(pile, None)
            if draft is not None:
                story(draft)

    def _corrected(self, draft: Draft) -> None:
        """Release a result, let the patient read it, and let the laboratory correct it."""
        begin = self._begin(draft)
        self._at(begin + 20 * MINUTE, lambda: self._decide(draft, "provider", "release", {}))
        report_id = draft.content["report"]["id"]
        self._at(begin + 40 * MINUTE, lambda: self._write(_seen(self._ward, report_id)))
        self._at(begin + 90 * MINUTE, lambda: self._write(_correction(self._ward, report_id)))

    def _recalled(self, draft: Draft) -> None:
        begin = self._begin(draft)
        report_id = draft.content["report"]["id"]
        self._at(begin + 15 * MINUTE, lambda: self._decide(draft, "provider", "release", {}))
        self._at(begin + 25 * MINUTE, lambda: self._write(_seen(self._ward, report_id)))
        wrong = {"reason_code": "RELEASED_TOO_EARLY", "internal_note": "Meant for the visit."}
        self._at(begin + 60 * MINUTE, lambda: self._decide(draft, "provider", "recall", wrong))

    def _told(self, draft: Draft) -> None:
        begin = self._begin(draft)

        def tell() -> None:
            told = {
                "told_name": draft.subject_name,
                "told_role": "patient",
                "told_at": (begin + 5 * MINUTE).isoformat(),
                "read_back": True,
                "note": "Goes to the emergency department now.",
            }
            self._decide(draft, "nurse", "record_contact", told)

        self._at(begin + 8 * MINUTE, tell)

    def _by(self, action: str, params: Params) -> Callable[[Draft], None]:
        def story(draft: Draft) -> None:
            begin = self._begin(draft)
            self._at(begin + 30 * MINUTE, lambda: self._decide(draft, "physician", action, params))

        return story

    def _begin(self, draft: Draft) -> datetime:
        self._history.told.add(draft.item_id)
        self._timeline.at(draft.submitted_at, lambda: self._history.submit([draft]))
        return draft.submitted_at

    def _at(self, moment: datetime, event: Callable[[], None]) -> None:
        self._timeline.at(min(moment, self._ward.now - MINUTE), event)

    def _decide(self, draft: Draft, who: str, action: str, params: Params) -> None:
        self._desk.decide(who, draft.item_id, action, params)

    def _write(self, work: Callable[[UnitOfWork], object]) -> None:
        self._database.write(Scope.of([self._ward.practice_id]), work)

    def _is_old(self, draft: Draft) -> bool:
        """Tell whether a story fits between its arrival and now, on one day of the practice."""
        if not draft.content["releasable"] or draft.item_id in self._history.told:
            return False
        return timedelta(hours=2) < self._ward.now - draft.submitted_at < timedelta(hours=60)


def _sorted(drafts: list[Draft], name: str, *, wanted: bool = True) -> Iterator[Draft]:
    fits = [one for one in drafts if bool(one.content[name]) is wanted]
    numbers = [one for one in fits if not one.content["text_only"]]
    watched = [one for one in numbers if one.content["audience"]["viewers"]]
    return iter(watched or numbers)


def _seen(ward: Ward, report_id: str) -> Callable[[UnitOfWork], object]:
    return lambda uow: reports.mark_seen(uow, ward.practice_id, [report_id], uow.now)


def _correction(ward: Ward, report_id: str) -> Callable[[UnitOfWork], object]:
    """Let the laboratory send the same order again, its first number put right."""

    def work(uow: UnitOfWork) -> object:
        old = reports.report_of(uow, ward.practice_id, report_id)
        rows = reports.observations_of(uow, ward.practice_id, [report_id])
        report = {name: old[name] for name in _COLUMNS} | {
            "raw_status": "C",
            "effective_at": old["effective_at"],
            "issued_at": uow.now,
            "text": "",
            "change_reason": "The first sample had been diluted; it was measured again.",
        }
        return result_intake.receive(uow, report, [_righted(row) for row in rows])

    return work


def _righted(row: Mapping[str, Any]) -> dict[str, Any]:
    low, high = row["range_low"], row["range_high"]
    value = row["value_number"]
    if row["ordinal"] == 1 and value is not None:
        value = round(value * 1.18, 1)
    made = {name: row[name] for name in _VALUES} | {"value_number": value}
    return made | {
        "range_low": low,
        "range_high": high,
        "flag": flag_of(value, low, high) if row["ordinal"] == 1 else row["flag"],
        "raw_status": "C" if row["ordinal"] == 1 else "F",
    }
