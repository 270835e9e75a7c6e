"""The screens of the token letters, for looking at them as at all others."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from PySide6.QtWidgets import QWidget

from console.domain.access import Found, FoundChart
from console.domain.letters import Addressee
from console.domain.person_search import read
from console.models.bulk_outcomes import BulkOutcome
from console.models.when import Calendar
from console.views.access.letter_dialog import LetterDialog
from console.views.access.letter_people_dialog import LetterPeopleDialog
from console.views.access.letter_run_dialog import LetterReport, LetterRunDialog
from tests.support.letters import letter, turned_back
from tests.support.screen_items import EIGHTY
from tests.support.window_data import LONGEST

WARNING = "The last name on the chart looks like a test entry. The patient types it with the code."
PEOPLE = [
    Addressee("p-1", "Ada Byron", "R-10442"),
    Addressee("p-2", "María José Núñez", "R-10871"),
    Addressee("p-3", LONGEST, "R-11002"),
    Addressee("p-4", EIGHTY, "R-11317"),
]


def _letter(host: QWidget) -> QWidget:
    return LetterDialog(letter(), parent=host, choose=turned_back)


def _spanish(host: QWidget) -> QWidget:
    one = letter(patient="María José Núñez", language="es")
    return LetterDialog(one, [WARNING], host, choose=turned_back)


def _out(host: QWidget) -> QWidget:
    made = LetterDialog(letter(patient=LONGEST), parent=host, choose=turned_back)
    made._let_out("The letter has gone to the printer. If nothing comes out, print it anew.")
    made.say_wrong("The printer did not take the letter. Choose another, or save it as a PDF.")
    return made


def _people(host: QWidget) -> QWidget:
    calendar = Calendar("America/New_York", now=lambda: datetime(2026, 11, 22, 15, tzinfo=UTC))
    made = LetterPeopleDialog(calendar, host)
    charts = [
        FoundChart(one.patient_id, one.name, "1980-02-01", one.record_number, "ada@example.org")
        for one in PEOPLE
    ]
    for one in charts[:3]:
        made.show_found(Found((one,)), ())
        made._on_chosen(one.id)
    made.show_found(Found(tuple(charts[2:])), read("van der", calendar.today()).readings)
    made.say_wrong("Choose at least one patient first.")
    return made


def _run(host: QWidget) -> QWidget:
    return LetterRunDialog(PEOPLE, host, choose=turned_back)


def _running(host: QWidget) -> QWidget:
    made = LetterRunDialog(PEOPLE, host, choose=turned_back)
    made._run(is_running=True)
    made.show_made(3)
    return made


def _report(host: QWidget) -> QWidget:
    why = "It can only be done while the portal is reachable."
    done = [
        BulkOutcome(one.name, f"{one.record_number} · Letter 1C2B-4F2{place}", done=True)
        for place, one in enumerate(PEOPLE[:3])
    ]
    return LetterReport([*done, BulkOutcome(EIGHTY, "R-11317", why)], host)


LETTER_SCREENS: Mapping[str, Callable[[QWidget], QWidget]] = {
    "letter": _letter,
    "letter.spanish": _spanish,
    "letter.out": _out,
    "letter.people": _people,
    "letter.run": _run,
    "letter.running": _running,
    "letter.report": _report,
}
