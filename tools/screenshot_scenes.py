"""What is drawn for docs/screenshots: the window at its work, and every dialog over it."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QRadioButton
from screenshot_accounts import accounts
from screenshot_computers import computers
from screenshot_enroll import enroll
from screenshot_intake import intake
from screenshot_letters import letters
from screenshot_more import details, forms, panels
from screenshot_reconcile import reconcile
from screenshot_statements import statements
from screenshot_window import LOOKS, Screen

from console.domain.link import LinkState
from console.models.bulk_outcomes import BulkOutcome
from console.views.report_dialog import ReportDialog
from portal.security.permissions import Role
from tests.support.until import until
from tests.support.window_data import at, refused
from tests.support.window_items import refill


async def _queues(screen: Screen) -> None:
    await screen.open.go_to("morning")
    await screen.save("my-morning")
    await screen.open.go_to("refill")
    screen.window.step(4)
    await screen.open.settle()
    await screen.save("renewals")
    screen.window.panel.take("refuse")
    dialog = screen.dialog()
    dialog.choose("TOO_SOON")  # type: ignore[attr-defined] # the denial's own
    await screen.save("deny", dialog)
    dialog.reject()
    await screen.open.go_to("enrollment")
    screen.window.panel.findChildren(QRadioButton, "chart_choice")[0].click()
    await screen.save("enrollment")
    await screen.open.go_to("appointment")
    screen.window.step(2)
    await screen.open.settle()
    await asyncio.sleep(0.05)
    await screen.save("appointment")
    await screen.open.go_to("result")
    await screen.save("result")


async def _result(screen: Screen) -> None:
    await screen.open.go_to("result")
    values = screen.open.find("values")
    QTest.keyClick(values, Qt.Key.Key_Home)
    QTest.keyClick(values, Qt.Key.Key_Return)
    dialog = screen.dialog()
    await screen.save("trend", dialog)
    dialog.reject()
    screen.window.panel.take("secondary")
    dialog = screen.dialog()
    dialog.choose("HARM_DATA")  # type: ignore[attr-defined] # the hold's own
    await screen.save("hold", dialog)
    dialog.reject()


async def _many(screen: Screen) -> None:
    await screen.open.go_to("refill")
    for _ in range(3):
        screen.window.pane.table.toggle_mark()
    await screen.open.settle()
    await screen.save("marked")
    screen.open.press("bulk_primary")
    dialog = screen.dialog()
    await screen.save("confirm", dialog)
    dialog.reject()
    screen.window.show_outcomes(
        [
            BulkOutcome("Émile Dvořák", "Albuterol 0.09 MG/ACTUAT Metered Dose Inhaler"),
            BulkOutcome("Yusuf Haddad", "Metformin hydrochloride 500 MG Oral Tablet"),
            BulkOutcome(
                "Li Wei",
                "Zolpidem tartrate 5 MG Oral Tablet",
                "It can only be done while the portal is reachable.",
            ),
        ]
    )
    dialog = screen.dialog()
    await screen.save("outcomes", dialog)
    dialog.accept()


async def _states(screen: Screen) -> None:
    now = screen.open.calendar.now_ms()
    await screen.open.go_to("refill")
    screen.window.show_saved(refill(0), "approve", 5)
    await screen.save("saved")
    screen.window.page.message_bar.clear()
    since = {"since_ms": now - 1_800_000, "data_as_of_ms": now - 1_860_000}
    screen.open.show_link(LinkState.OFFLINE, waiting=3, reason="PortalUnreachableError", **since)
    await screen.save("offline")
    screen.open.show_link(LinkState.ONLINE, loading=48_250)
    await screen.save("first-load")
    screen.open.show_link(LinkState.ONLINE)
    screen.window.page.top_bar.search.setText("nobody of this name")
    await until(lambda: screen.open.model.rowCount() == 0)
    await screen.save("nothing-found")
    screen.window.page.top_bar.search.clear()
    await screen.open.settle()


async def _attention(screen: Screen) -> None:
    decision = {
        "action": "approve",
        "by": {"id": "x", "name": "Dr. Lena Osei"},
        "at": at(minutes=20),
    }
    decided = {"state": "approved", "is_open": False, "decision": decision}
    screen.window.show_attention(
        [
            refused(refill(7), "deny", "decided_differently", decided),
            refused(refill(5), "approve", "content_changed", {}),
            refused(refill(1), "approve", "withdrawn", {"state": "withdrawn", "is_open": False}),
        ]
    )
    screen.window.show_counts(screen.open.items.counts(), 3)
    screen.window.queue_list.choose("attention")
    screen.window.show_item(refill(7, **decided))
    await screen.save("attention")


async def _dialogs(screen: Screen) -> None:
    await screen.open.go_to("refill")
    for name, show in (
        ("commands", screen.window.commands.show_palette),
        ("keys", screen.window.commands.show_keys),
    ):
        show()
        dialog = screen.dialog()
        await asyncio.sleep(0)
        await screen.save(name, dialog)
        dialog.reject()
    report = ReportDialog(
        "Portal Console 1.0\nZeroDivisionError\nconsole/models/when.py:75", screen.window
    )
    report.open()
    await screen.save("report", report)
    report.reject()
    screen.window.lock()
    await screen.save("locked")
    screen.window.unlock()


class Scene(NamedTuple):
    """What is drawn, as whom, in which looks, and whether over items that have everything."""

    draw: Callable[[Screen], Awaitable[None]]
    roles: tuple[Role, ...]
    looks: frozenset[str] = frozenset({"light", "dark"})
    rich: bool = False


_LARGE_DARK = frozenset({"light", "dark", "dark-150"})
SCENES: Sequence[Scene] = (
    Scene(_queues, (Role.FRONT_DESK, Role.PROVIDER), frozenset(LOOKS)),
    Scene(_result, (Role.PROVIDER,)),
    Scene(_many, (Role.PROVIDER,)),
    Scene(_states, (Role.PROVIDER,)),
    Scene(_attention, (Role.PROVIDER,)),
    Scene(reconcile, (Role.PROVIDER,), _LARGE_DARK),
    Scene(_dialogs, (Role.PROVIDER,)),
    Scene(panels, (Role.FRONT_DESK, Role.PROVIDER), _LARGE_DARK, rich=True),
    Scene(details, (Role.FRONT_DESK, Role.PROVIDER), _LARGE_DARK, rich=True),
    Scene(forms, (Role.FRONT_DESK, Role.PROVIDER, Role.ADMIN), _LARGE_DARK),
    Scene(enroll, (Role.FRONT_DESK,), _LARGE_DARK),
    Scene(letters, (Role.FRONT_DESK,), _LARGE_DARK),
    Scene(accounts, (Role.FRONT_DESK,), _LARGE_DARK),
    Scene(computers, (Role.ADMIN,), _LARGE_DARK),
    Scene(statements, (Role.BILLING,), _LARGE_DARK, rich=True),
    Scene(intake, (Role.NURSE,), _LARGE_DARK, rich=True),
)
