"""The window's side of what a practice sets: views, texts, standing in, the practice's settings."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QDialog

from console.domain.desk import DeskSettings, SavedView
from console.domain.desk_wish import Change, DeskWish
from console.domain.items import QueueQuery
from console.domain.session import Me
from console.messages import Message
from console.models.command_list import PaletteCommand
from console.models.queue_faces import FACES
from console.models.queue_list import ATTENTION, MORNING
from console.models.rights import decidable_kinds
from console.models.when import Calendar
from console.views.delegations_view import DelegationsView
from console.views.leave_view import LeaveView
from console.views.main_window import MainWindow
from console.views.practice_settings import PracticeSettings
from console.views.saved_views import SaveViewDialog
from console.views.step_up_dialog import StepUpDialog
from console.views.window_commands import Command

STAFF_MANAGE = "staff:manage"
GIVES_LEAVE = ("appointment:decide", STAFF_MANAGE)
Place = tuple[str, QueueQuery]
_VIEWS = {Change.SAVE_VIEW, Change.CHANGE_VIEW, Change.DELETE_VIEW}
_STANDING_IN = {
    *(Change.MAKE_DELEGATION, Change.END_DELEGATION),
    *(Change.ANNOUNCE_ABSENCE, Change.END_ABSENCE),
}


class DeskViews(QObject):
    """Opens the dialogs and passes on what is wished; knows neither the store nor the portal.

    Signals: `wished(DeskWish)`, answered by `show_done` or `show_problem`; `policies_wanted()`,
    answered by `show_policies`; `leave_wanted()`, answered by `show_leave`; `proof_given(str)` for a step-up;
    `computers_wanted()` from the settings about workstations.
    """

    wished = Signal(object)
    policies_wanted = Signal()
    leave_wanted = Signal()
    proof_given = Signal(str)
    computers_wanted = Signal()

    def __init__(self, window: MainWindow, calendar: Calendar) -> None:
        super().__init__(window)
        self._window, self._calendar = window, calendar
        self._me: Me | None = None
        self._practice_id = 0
        self._desk = DeskSettings()
        self._open: QDialog | None = None
        self._step_up: StepUpDialog | None = None
        self.is_online = True
        window.commands.add(self._commands, {"Ctrl+S": self.save_view})

    # What it gets

    def show_me(self, me: Me, practice_id: int) -> None:
        """Offer what the staff member may do in the practice."""
        self._me, self._practice_id = me, practice_id

    def show_desk(self, desk: DeskSettings) -> None:
        """Take what the practice has set."""
        if desk == self._desk:
            return
        self._desk = desk
        self._window.panel.show_settings(desk)
        self._window.page.list_model.show_views(desk.views)
        if isinstance(self._open, DelegationsView):
            self._open.show_desk(desk)

    def place(self) -> Place:
        """What is shown: the queue or view, and what of it."""
        return self._window.queue_list.place(), self._window.pane.query

    def restore(self, kept: Mapping[str, Any]) -> None:
        """Show the table as it was left, if its queue is still there."""
        place = str(kept.get("kind") or "") or MORNING
        if place in self._window.places():
            self._window.queue_list.choose(place)
            self._window.navigation.show_kept(str(kept.get("kind") or ""), kept)

    def show_policies(self, documents: Sequence[Mapping[str, Any]], why_not: str = "") -> None:
        """Show the practice's policies, if somebody still looks; `why_not` bars changes."""
        if isinstance(self._open, PracticeSettings):
            self._open.show_policies(documents, why_not or self._why_not(STAFF_MANAGE))

    def show_leave(self, found: Mapping[str, Any]) -> None:
        """Show which practitioners are away, if somebody still looks."""
        if isinstance(self._open, LeaveView):
            self._open.show_leave(found)

    def show_done(self, wish: DeskWish) -> None:
        """Say that the portal has taken it."""
        if isinstance(self._open, SaveViewDialog) and wish.change in _VIEWS:
            self._open.accept()
        elif isinstance(self._open, LeaveView) or (
            isinstance(self._open, DelegationsView) and wish.change in _STANDING_IN
        ):
            self._open.show_done()
        elif isinstance(self._open, PracticeSettings):
            self._open.show_saved()

    def show_problem(self, message: Message, problem: Mapping[str, Any] | None = None) -> None:
        """Say why something was not taken, where it was asked for."""
        if isinstance(self._open, PracticeSettings):
            self._open.show_problem(message, problem)
        elif isinstance(self._open, SaveViewDialog | DelegationsView | LeaveView):
            self._open.show_problem(message)
        else:
            self._window.show_message(message)

    def ask_proof(self) -> StepUpDialog:
        """Ask for the password once more; `end_proof` closes the dialog."""
        dialog = self._step_up = StepUpDialog(self._open or self._window)
        dialog.given.connect(self.proof_given)
        return dialog

    def show_wrong_proof(self, message: Message) -> None:
        """Say that it was not right."""
        if self._step_up is not None:
            self._step_up.show_problem(message)

    def end_proof(self) -> None:
        """The proof was right."""
        if self._step_up is not None:
            self._step_up.accept()

    # What the user does

    def save_view(self) -> None:
        """Keep what the table shows now, or change the view one is in."""
        query, place = self._window.pane.query, self._window.queue_list.place()
        if not query.practice_id or place == ATTENTION:
            return
        view = self._own_view(place)
        self._show(SaveViewDialog(query, view, self._window))

    def open_settings(self) -> None:
        """Show what the practice has set."""
        dialog = PracticeSettings(self._calendar, self._why_not(STAFF_MANAGE), self._window)
        if self._me is not None and self._me.may(self._practice_id, STAFF_MANAGE):
            dialog.offer_computers().clicked.connect(self.computers_wanted)
        self._show(dialog)
        self.policies_wanted.emit()

    def open_delegations(self) -> None:
        """Show who stands in for whom."""
        if self._me is None:
            return
        practice = self._me.practice(self._practice_id)
        dialog = DelegationsView(
            self._me.staff_id,
            [(one.id, one.name) for one in practice.colleagues],
            decidable_kinds(self._me, self._practice_id, FACES),
            self._calendar,
            self._why_not(),
            self._window,
        )
        dialog.show_desk(self._desk)
        self._show(dialog)

    def open_leave(self) -> None:
        """Show which practitioners are away."""
        self._show(LeaveView(self._calendar, self._why_not(), self._window))
        self.leave_wanted.emit()

    # Inside

    def _show(
        self, dialog: SaveViewDialog | PracticeSettings | DelegationsView | LeaveView
    ) -> None:
        def on_finished(_result: int) -> None:
            if self._open is dialog:
                self._open = None
            dialog.deleteLater()

        self._open = dialog
        dialog.wished.connect(self.wished)
        dialog.finished.connect(on_finished)
        dialog.open()

    def _own_view(self, place: str) -> SavedView | None:
        view = self._window.page.list_model.view(place)
        mine = view is not None and self._me is not None and view.owner.id == self._me.staff_id
        return view if mine else None

    def _why_not(self, permission: str = "") -> str:
        if not self.is_online:
            return self.tr("The portal can not be reached: nothing can be changed just now.")
        if permission and not (self._me and self._me.may(self._practice_id, permission)):
            return self.tr("Only who manages the practice changes this; everybody may read it.")
        return ""

    def _leave_command(self) -> list[Command]:
        """For who books, and who manages the practice."""
        me = self._me
        if me is None or not any(me.may(self._practice_id, one) for one in GIVES_LEAVE):
            return []
        translate = QCoreApplication.translate
        shown = PaletteCommand(
            "leave",
            translate("Commands", "Leave of providers…"),
            "",
            "",
            "clock",
            translate("Commands", "away, holiday, vacation, absent"),
        )
        return [Command(shown, self.open_leave)]

    def _commands(self) -> list[Command]:
        translate = QCoreApplication.translate
        save = translate("Commands", "Save this view…")
        if self._own_view(self._window.queue_list.place()) is not None:
            save = translate("Commands", "Change this saved view…")
        barred = "" if self._window.queue_list.place() != ATTENTION else save
        return [
            Command(PaletteCommand("save_view", save, "Ctrl+S", barred, "filter"), self.save_view),
            Command(
                PaletteCommand(
                    "delegations",
                    translate("Commands", "Standing in…"),
                    "",
                    "",
                    "people",
                    translate("Commands", "delegation, away, on behalf of"),
                ),
                self.open_delegations,
            ),
            Command(
                PaletteCommand(
                    "settings",
                    translate("Commands", "Practice settings…"),
                    "",
                    "",
                    "practice",
                    translate("Commands", "policies, working hours, rules"),
                ),
                self.open_settings,
            ),
            *self._leave_command(),
        ]
