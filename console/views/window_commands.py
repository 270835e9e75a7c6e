"""Every command of the window: its words for the palette, its key, and what it does."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QKeySequence, QShortcut

from console.domain.items import QueueView
from console.models.command_list import PaletteCommand
from console.models.desk_words import DESK_KEYS
from console.models.one_line import one_line
from console.models.queue_faces import FACES
from console.models.queue_list import ATTENTION, MORNING, VIEW_PREFIX
from console.views.command_palette import CommandPalette
from console.views.shortcut_sheet import ShortcutSheet
from console.views.theme import Density, Scheme, theme

if TYPE_CHECKING:
    from console.views.main_window import MainWindow

TEXT_SCALES = (1.0, 1.25, 1.5, 2.0)
LAST_PLACE = 9
"""As many places of the list have a key of their own."""


class Command(NamedTuple):
    """One command: what the palette shows, and what it does."""

    shown: PaletteCommand
    run: Callable[[], None]


class WindowCommands(QObject):
    """Builds the commands anew each time they are asked for: what fits depends on the item shown.

    Keys act while the window is in front and nobody types: text fields keep letters to themselves.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._recent: list[str] = []
        self._keys: list[QShortcut] = []
        self._sources: list[Callable[[], list[Command]]] = []
        for sequence, run in self._bound().items():
            self._bind(sequence, run)

    def add(self, source: Callable[[], list[Command]], keys: dict[str, Callable[[], None]]) -> None:
        """Take further commands, asked for each time, and keys that stay."""
        self._sources.append(source)
        for sequence, run in keys.items():
            self._bind(sequence, run)

    def _bind(self, sequence: str, run: Callable[[], None]) -> None:
        key = QShortcut(QKeySequence(sequence), self._window)
        key.activated.connect(run)
        self._keys.append(key)

    def set_enabled(self, enabled: bool) -> None:  # noqa: FBT001 - as Qt's own setter
        """Let the keys act, or not: a locked window has none."""
        for key in self._keys:
            key.setEnabled(enabled)

    def _bound(self) -> dict[str, Callable[[], None]]:
        window = self._window
        bound: dict[str, Callable[[], None]] = {
            "J": lambda: window.step(1),
            "K": lambda: window.step(-1),
            "A": lambda: window.panel.take("primary"),
            "S": lambda: window.panel.take("secondary"),
            "D": lambda: window.panel.take("refuse"),
            "C": window.panel.toggle_claim,
            **{key: lambda key=key: window.panel.take_key(key) for key in DESK_KEYS.values()},  # type: ignore[misc] # mypy can not infer a lambda's default
            "U": window.undo,
            "/": window.focus_search,
            "?": self.show_keys,
            "F5": window.refreshed.emit,
            "Ctrl+L": window.lock,
            "Ctrl+K": self.show_palette,
            "Ctrl+F": window.focus_search,
        }
        for number in range(1, LAST_PLACE + 1):
            bound[f"Alt+{number}"] = lambda at=number - 1: window.go_to_place(at)  # type: ignore[misc] # mypy can not infer a lambda's default
        return bound

    def show_keys(self) -> None:
        """Show the keys and what they do."""
        sheet = ShortcutSheet(parent=self._window)
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    def show_palette(self) -> None:
        """Show every command by its name."""
        commands = {command.shown.id: command for command in self.all()}
        palette = CommandPalette(
            [command.shown for command in commands.values()],
            recent=self._recent,
            parent=self._window,
        )

        def on_chosen(name: str) -> None:
            self._recent = [name, *(one for one in self._recent if one != name)][:5]
            commands[name].run()

        palette.chosen.connect(on_chosen)
        palette.finished.connect(palette.deleteLater)
        palette.open()

    def all(self) -> list[Command]:
        """All commands that make sense now, those for the item first."""
        added = [command for source in self._sources for command in source()]
        return [*self._of_item(), *self._of_places(), *added, *self._of_window(), *self._of_look()]

    def _of_item(self) -> list[Command]:
        window, commands = self._window, []
        offers = window.panel.offers()
        for offer in (*offers.placed, *offers.more) if offers else ():
            shown = PaletteCommand(
                f"item.{offer.action}", offer.label, offer.key, offer.obstacle, offer.icon
            )
            commands.append(
                Command(shown, lambda name=offer.action: window.panel.take_action(name))  # type: ignore[misc] # mypy can not infer a lambda's default
            )
        if offers:
            label = QCoreApplication.translate("Commands", "Claim or give back")
            commands.append(_command("item.claim", label, "C", "claim", window.panel.toggle_claim))
            label = QCoreApplication.translate("Commands", "Mark the row")
            commands.append(
                _command("item.mark", label, "Space", "check", window.pane.table.toggle_mark)
            )
        label = QCoreApplication.translate("Commands", "Undo the last decision")
        commands.append(_command("undo", label, "U", "undo", window.undo))
        return commands

    def _of_places(self) -> list[Command]:
        window, commands = self._window, []
        for number, place in enumerate(window.places()):
            label = QCoreApplication.translate("Commands", "Go to {place}").format(
                place=self._title_of(place)
            )
            icon = FACES[place].icon if place in FACES else place
            if place.startswith(VIEW_PREFIX):
                icon = "filter"
            commands.append(
                _command(
                    f"go.{place}",
                    label,
                    f"Alt+{number + 1}" if number < LAST_PLACE else "",
                    icon,
                    lambda at=number: window.go_to_place(at),  # type: ignore[misc] # mypy can not infer a lambda's default
                )
            )
        words = {
            QueueView.WAITING: QCoreApplication.translate("Commands", "Show what is to do"),
            QueueView.PARKED: QCoreApplication.translate("Commands", "Show what waits for others"),
            QueueView.DECIDED: QCoreApplication.translate("Commands", "Show what is decided"),
            QueueView.ALL: QCoreApplication.translate("Commands", "Show all items"),
        }
        for view, label in words.items():
            run = lambda chosen=view: window.pane.show_view(chosen)  # noqa: E731 - bound to its view
            commands.append(_command(f"view.{view}", label, "", "filter", run))
        return commands

    def _title_of(self, place: str) -> str:
        view = self._window.page.list_model.view(place)
        return one_line(view.name) if view is not None else place_title(place)

    def _of_window(self) -> list[Command]:
        window = self._window
        translate = QCoreApplication.translate
        return [
            _command("search", translate("Commands", "Search"), "/", "search", window.focus_search),
            _command(
                "refresh", translate("Commands", "Refresh"), "F5", "refresh", window.refreshed.emit
            ),
            _command("keys", translate("Commands", "Show the keys"), "?", "help", self.show_keys),
            _command(
                "lock", translate("Commands", "Lock the window"), "Ctrl+L", "lock", window.lock
            ),
            _command(
                "sign_out",
                translate("Commands", "Sign out"),
                "",
                "sign-out",
                window.sign_out_chosen.emit,
            ),
        ]

    def _of_look(self) -> list[Command]:
        look, commands = theme(), []
        schemes = {
            Scheme.SYSTEM: QCoreApplication.translate("Commands", "Colors: as the system"),
            Scheme.LIGHT: QCoreApplication.translate("Commands", "Colors: light"),
            Scheme.DARK: QCoreApplication.translate("Commands", "Colors: dark"),
            Scheme.CONTRAST: QCoreApplication.translate("Commands", "Colors: high contrast"),
        }
        icons = {Scheme.LIGHT: "sun", Scheme.DARK: "moon"}
        for scheme, label in schemes.items():
            run = lambda chosen=scheme: look.set_scheme(chosen)  # noqa: E731 - bound to its scheme
            icon = icons.get(scheme, "contrast")
            commands.append(_command(f"scheme.{scheme}", label, "", icon, run))
        densities = {
            Density.COMPACT: QCoreApplication.translate("Commands", "Rows: compact"),
            Density.NORMAL: QCoreApplication.translate("Commands", "Rows: normal"),
            Density.COMFORTABLE: QCoreApplication.translate("Commands", "Rows: comfortable"),
        }
        for density, label in densities.items():
            run = lambda chosen=density: look.set_density(chosen)  # noqa: E731 - bound to its density
            commands.append(_command(f"density.{density}", label, "", "rows", run))
        for scale in TEXT_SCALES:
            label = QCoreApplication.translate("Commands", "Text size: {percent} %").format(
                percent=round(scale * 100)
            )
            run = lambda chosen=scale: look.set_text_scale(chosen)  # noqa: E731 - bound to its size
            commands.append(_command(f"text.{scale}", label, "", "text-size", run))
        return commands


def place_title(place: str) -> str:
    """What a place of the queue list is called."""
    if place == MORNING:
        return QCoreApplication.translate("QueueList", "My morning")
    if place == ATTENTION:
        return QCoreApplication.translate("QueueList", "Needs attention")
    return FACES[place].title()


def _command(name: str, label: str, key: str, icon: str, run: Callable[[], None]) -> Command:
    return Command(PaletteCommand(name, label, key, "", icon), run)
