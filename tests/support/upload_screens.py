"""The place *Statements* as on a busy day: its batches, a batch on its way, one that has stopped."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from console.domain.batch_files import Added, BatchFile, FileState, Remembered, Tally
from console.domain.errors import NotPermittedError
from console.domain.statement_batch import Batch, Counts, Totals
from console.domain.statements import Statement, StatementAccount
from console.messages.upload_texts import upload_message
from console.views.statements.statements_view import StatementsView
from tests.support.window_data import LONGEST, calendar

STATES = ("ready", "ready", "quarantined", "refused", "ready", "payable")
REASONS = {"quarantined": ("NAME_DIFFERS", "ONE_SIGNAL"), "refused": ("ENCRYPTED",)}
OCTOBER = Batch(
    "b-1",
    "Statements October 2026",
    version=3,
    created_at="2026-11-21T09:00:00Z",
    created_by="Kim Osei",
    counts=Counts(6, 2, 2, 2),
    totals=Totals(12, 17, 1_234_500),
    expected=Totals(24, 30, 2_234_500),
    manifest_rows=24,
    missing=("statement-0101.pdf", "statement-0102.pdf"),
)


def one_file(number: int, **changed: object) -> BatchFile:
    name = f"statement-{number:04d}.pdf"
    made = BatchFile(number, 1, "b-1", f"/in/{name}", name, 400_000, 5)
    return replace(made, **changed)  # type: ignore[arg-type] # names of its fields


def one_statement(number: int, state: str, **changed: object) -> Statement:
    made = Statement(
        f"s-{number}",
        state=state,
        version=1,
        batch_id="b-1",
        file_name=f"statement-{number:04d}.pdf",
        pages=1,
        reasons=REASONS.get(state, ()),
        account=StatementAccount(f"a-{number}", f"G-{204800 + number}", "Ada Byron", "1980-02-01"),
        period="2026-10",
        statement_date="2026-10-31",
        amount_cents=12_345 + 977 * number,
        kind="standard",
    )
    return replace(made, **changed)  # type: ignore[arg-type] # names of its fields


def files_on_their_way() -> tuple[list[BatchFile], list[Statement]]:
    """Twelve files with their statements, one in each state before that."""
    made = [one_statement(at, STATES[at % len(STATES)]) for at in range(12)]
    made[4] = replace(made[4], question="replaces")
    made[5] = replace(made[5], account=StatementAccount("a", "G-204805", LONGEST, "1980-02-01"))
    done = [one_file(at, state=FileState.DONE, statement_id=one.id) for at, one in enumerate(made)]
    rest = [one_file(20 + at, state=state) for at, state in enumerate(FileState)]
    rest = [
        replace(one, moved=250_000) if one.state is FileState.SENDING else one
        for one in rest
        if one.state is not FileState.DONE
    ]
    return [*done, *rest], made


def _view(host: QWidget) -> StatementsView:
    return StatementsView(calendar(), date(2026, 11, 22), host)


def _list(host: QWidget) -> QWidget:
    view = _view(host)
    closed = replace(OCTOBER, id="b-0", name=LONGEST, state="closed")
    view.show_list()
    view.show_batches([OCTOBER, closed], [Remembered(1, "b-1", 312, 500, 188)])
    return view


def _nothing(host: QWidget) -> QWidget:
    view = _view(host)
    view.show_list()
    view.show_batches([], [])
    return view


def _batch(host: QWidget) -> QWidget:
    view = _view(host)
    files, made = files_on_their_way()
    view.show_batch(OCTOBER)
    view.show_files("running", Tally.of(files), files, made)
    view.show_added(Added(24, 3, 2, 1, ("/in/list.csv",)))
    view.room.table.go_to(2)
    return view


def _stopped(host: QWidget) -> QWidget:
    view = _view(host)
    files, made = files_on_their_way()
    view.show_batch(OCTOBER)
    view.show_files("stopped", Tally.of(files), files, made)
    view.show_problem(upload_message(NotPermittedError()))
    view.room.table.go_to(2)
    view.room.open_row()
    return view


UPLOAD_SCREENS: Mapping[str, Callable[[QWidget], QWidget]] = {
    "statement batches": _list,
    "statement batches, none yet": _nothing,
    "statement batch on its way": _batch,
    "statement batch stopped, a file open": _stopped,
}
