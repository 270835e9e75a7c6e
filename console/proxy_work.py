"""Behind the care managers: asks the portal, shows what came of it, keeps nothing (F46–F51, PEERS B11).

Nothing of it is ever saved for later: access to somebody's record is given and ended while the portal
answers, or not at all (PEERS B2).
"""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QApplication

from console.api_client.access_calls import AccessCalls
from console.api_client.client import PortalClient
from console.api_client.proxy_calls import ProxyCalls
from console.at_desk import AtDesk
from console.domain import person_search
from console.domain.errors import ConsoleError
from console.domain.link import Link, LinkState
from console.domain.proxies import ProxyAct, ProxyWish
from console.messages import Message
from console.messages.proxy_texts import proxy_message
from console.models.command_list import PaletteCommand
from console.models.when import Calendar
from console.runtime import Lanes, TaskScope
from console.views.access.accounts_view import AccountsView
from console.views.access.proxy_list import ProxyListView
from console.views.access.proxy_panel import ProxyPanel
from console.views.access.proxy_sheet import ProxySheet
from console.views.window_commands import Command

RIGHTS = ("proxy:prepare", "proxy:approve")


class ProxyWork(QObject):
    """Connects itself; made with the desk, ends with it."""

    def __init__(
        self,
        desk: AtDesk,
        client: PortalClient,
        lanes: Lanes,
        calendar: Calendar,
        tasks: TaskScope,
    ) -> None:
        super().__init__(desk.window)
        self._desk, self._lanes, self._calendar = desk, lanes, calendar
        self._calls, self._access = ProxyCalls(client), AccessCalls(client)
        self._slot, self._start = tasks.slot, tasks.start
        self._is_online = True
        self._panels: list[ProxyPanel] = []
        self._embedded: ProxyPanel | None = None
        self.sheet: ProxySheet | None = None
        self.list: ProxyListView | None = None
        desk.window.commands.add(self._commands, {})
        desk.bus.link_changed.connect(self._link_changed)

    # What others ask for

    def attach(self, panel: ProxyPanel) -> None:
        """Serve a panel that another view holds, until it is gone."""
        self._panels.append(panel)
        panel.destroyed.connect(lambda: self._forget(panel))
        panel.wanted.connect(self._slot(lambda key: self._read(panel, key)))
        panel.search_wanted.connect(self._slot(lambda typed: self._search(panel, typed)))
        panel.prepared.connect(self._slot(lambda key, fields: self._prepare(panel, key, fields)))
        wished = self._slot(self._wish_of)
        panel.wished.connect(lambda wish: wished(panel, panel.patient_id(), wish))
        panel.set_barred(self._bar())

    def embed(self, view: AccountsView) -> None:
        """Put a panel where *Accounts* shows what belongs to the patient."""
        panel = self._embedded = ProxyPanel(self._calendar)
        view.detail.extra.addWidget(panel)
        panel.hide()
        self.attach(panel)

    def show_embedded(self, patient: Mapping[str, Any]) -> None:
        """Show in *Accounts* the care managers of the account's chart; none for who may not see them."""
        panel = self._embedded
        if panel not in self._panels or panel is None:
            return
        panel.setVisible(bool(patient.get("id")) and self._may())
        if not panel.isHidden():
            panel.show_patient(patient, may_prepare=self._may(RIGHTS[:1]))

    def show_patient(self, patient: Mapping[str, Any]) -> None:
        """Show the care managers of a patient in a window of their own."""
        if self.sheet is not None or not self._may():
            return
        parent = QApplication.activeModalWidget() or self._desk.window
        sheet = self.sheet = ProxySheet(patient, self._calendar, parent)
        self.attach(sheet.panel)
        sheet.finished.connect(self._end_sheet)
        sheet.open()
        sheet.panel.show_patient(patient, may_prepare=self._may(RIGHTS[:1]))

    def show_ending(self) -> None:
        """Show the links that end soon or wait, and the birthdays that change who sees what."""
        if self.list is not None or not self._may():
            return
        view = self.list = ProxyListView(self._calendar, self._bar(), self._desk.window)
        view.wished.connect(self._slot(self._wish_of_list))
        view.patient_wanted.connect(self.show_patient)
        view.finished.connect(self._end_list)
        view.open()
        self._start(self._find())

    def shows_too_much(self) -> bool:
        """Whether care managers are open for who may not see them any more."""
        return (self.sheet is not None or self.list is not None) and not self._may()

    # Asking

    async def _read(self, panel: ProxyPanel, patient_id: str) -> None:
        try:
            found = await self._lanes.network.run(
                self._calls.of_patient, self._desk.practice_id, patient_id
            )
        except ConsoleError as error:
            if self._shows(panel, patient_id):
                panel.show_problem(proxy_message(error))
            return
        if self._shows(panel, patient_id):
            panel.show_links(found)
            panel.set_barred(self._bar())

    async def _search(self, panel: ProxyPanel, typed: str) -> None:
        readings = person_search.read(typed, self._calendar.today()).readings
        dialog, own = panel.add_dialog, panel.patient_id()
        if not readings or dialog is None:
            return
        try:
            found = await self._lanes.network.run(
                self._access.search, self._desk.practice_id, readings
            )
        except ConsoleError as error:
            if dialog is panel.add_dialog:
                dialog.show_problem(proxy_message(error))
            return
        if dialog is panel.add_dialog:
            dialog.show_found([one for one in found.charts if one.id != own])

    async def _prepare(self, panel: ProxyPanel, patient_id: str, fields: dict[str, Any]) -> None:
        dialog = panel.add_dialog
        try:
            await self._lanes.network.run(
                self._calls.prepare, self._desk.practice_id, patient_id, fields
            )
        except ConsoleError as error:
            if dialog is not None and dialog is panel.add_dialog:
                dialog.show_problem(proxy_message(error))
            else:
                self._tell(panel, patient_id, proxy_message(error))
            return
        if dialog is not None and dialog is panel.add_dialog:
            dialog.end()
        self._tell(panel, patient_id, Message(self.tr("The link is written down."), tone="ok"))
        if self._shows(panel, patient_id):
            await self._read(panel, patient_id)

    async def _wish_of(self, panel: ProxyPanel, patient_id: str, wish: ProxyWish) -> None:
        self._tell(panel, patient_id, await self._carry_out(wish))
        if self._shows(panel, patient_id):
            await self._read(panel, patient_id)
        if self.list is not None:
            await self._find()

    def _shows(self, panel: ProxyPanel, patient_id: str) -> bool:
        return panel in self._panels and panel.patient_id() == patient_id

    def _tell(self, panel: ProxyPanel, patient_id: str, message: Message) -> None:
        """Say what came of it beside its patient; where another one is on show, in the window."""
        if not self._shows(panel, patient_id):
            self._desk.bus.message.emit(message)
        elif message.tone == "ok":
            panel.show_done(message)
        else:
            panel.show_problem(message)

    async def _wish_of_list(self, wish: ProxyWish) -> None:
        message = await self._carry_out(wish)
        if self.list is not None:
            (self.list.show_done if message.tone == "ok" else self.list.show_problem)(message)
            await self._find()

    async def _carry_out(self, wish: ProxyWish) -> Message:
        """Ask for it; gives what to say, in the tone `ok` if it was done."""
        try:
            await self._lanes.network.run(self._calls.carry_out, self._desk.practice_id, wish)
        except ConsoleError as error:
            return proxy_message(error)
        words = {
            ProxyAct.APPROVE: self.tr("Approved. Both are told."),
            ProxyAct.REFUSE: self.tr("Refused."),
            ProxyAct.REVOKE: self.tr("Ended. Nothing is open to the care manager any more."),
            ProxyAct.CHANGE: self.tr("Changed, or waiting for a second person."),
        }
        return Message(words[wish.act], tone="ok")

    async def _find(self) -> None:
        practice_id, run = self._desk.practice_id, self._lanes.network.run
        try:
            waiting = await run(self._calls.found, practice_id, "waiting")
            ending = await run(self._calls.found, practice_id, "ending")
            birthdays = await run(self._calls.birthdays, practice_id)
        except ConsoleError as error:
            if self.list is not None:
                self.list.show_problem(proxy_message(error))
            return
        if self.list is not None:
            self.list.show_found(waiting, ending, birthdays)

    # Inside

    def _may(self, rights: tuple[str, ...] = RIGHTS) -> bool:
        return any(self._desk.me.may(self._desk.practice_id, one) for one in rights)

    def _bar(self) -> str:
        offline = self.tr("Access is given and ended only while the portal answers.")
        return "" if self._is_online else offline

    def _link_changed(self, link: Link) -> None:
        self._is_online = link.state is LinkState.ONLINE
        for panel in self._panels:
            panel.set_barred(self._bar())

    def _forget(self, panel: ProxyPanel) -> None:
        self._panels = [one for one in self._panels if one is not panel]

    def _end_sheet(self) -> None:
        if self.sheet is not None:
            self._forget(self.sheet.panel)
            self.sheet.deleteLater()
        self.sheet = None

    def _end_list(self) -> None:
        if self.list is not None:
            self.list.deleteLater()
        self.list = None

    def _commands(self) -> list[Command]:
        if not self._may():
            return []
        translate = QCoreApplication.translate
        shown = PaletteCommand(
            "proxies.ending",
            translate("Commands", "Care managers whose access ends soon"),
            "",
            "",
            "people",
            translate("Commands", "proxy, guardian, parent, spouse, birthdays, approve"),
        )
        found = [Command(shown, self.show_ending)]
        patient = self._of_item()
        if patient:
            shown = PaletteCommand(
                "proxies.item",
                translate("Commands", "Care managers of this patient"),
                "",
                "",
                "people",
                translate("Commands", "proxy, guardian, parent, spouse, who may act"),
            )
            found.insert(0, Command(shown, lambda: self.show_patient(patient)))
        return found

    def _of_item(self) -> Mapping[str, Any]:
        """The patient whose item is on show; empty for none, or for somebody without a chart."""
        item = self._desk.window.panel.item()
        patient = item.entity.get("patient") if item is not None else None
        return patient if isinstance(patient, Mapping) and patient.get("id") else {}
