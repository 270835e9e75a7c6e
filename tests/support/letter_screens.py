"""The screens of the token letters, for looking at them as at all others."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from console.domain.letters import Addressee
from console.models.bulk_outcomes import BulkOutcome
from console.views.access.letter_dialog import LetterDialog
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
    "letter.run": _run,
    "letter.running": _running,
    "letter.report": _report,
}
