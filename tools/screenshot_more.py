"""Scenes beyond the usual day: bodies with all they can show, forms, settings, many at once."""

from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QPushButton, QRadioButton, QScrollArea
from screenshot_window import Screen

from console.views.notice import Notice
from console.views.queues.document import DocumentBody
from console.views.sheet import Sheet
from tests.support.queue_items import week_of_slots
from tests.support.screen_items import RICH
from tests.support.screens import SCREENS

LETTER = """Harbor Hospital

Discharge letter

The operation on the left knee went well. The stitches come out in ten days.
Please call us if the knee is hot or swollen.
"""
FORMS = {
    "deny-next": ("form.refill.deny", "TOO_SOON"),
    "hold-demands": ("form.result.hold", "HARM_INDIVIDUAL"),
    "wait": ("form.refill.wait", ""),
    "assign": ("form.refill.assign", ""),
    "note": ("form.refill.note", ""),
    "duplicate": ("form.refill.mark_duplicate", ""),
    "reopen": ("form.refill.reopen", ""),
    "behalf": ("behalf", ""),
    "bulk-check": ("bulk", ""),
    "bulk-outcome": ("bulk.outcome", ""),
    "settings-desk": ("settings.desk", ""),
    "settings-refill": ("settings.refill", ""),
    "settings-result": ("settings.result", ""),
    "delegations": ("delegations", ""),
    "leave": ("leave", ""),
    "save-view": ("save_view", ""),
    "step-up": ("step_up", ""),
}
"""Dialogs by the name of their picture: how `SCREENS` calls them, and what is chosen in them."""


async def panels(screen: Screen) -> None:
    """Each queue with an item that has all its parts to show."""
    for kind in RICH:
        await _go(screen, kind)
        if kind == "enrollment":
            screen.window.panel.findChildren(QRadioButton, "chart_choice")[0].click()
        await screen.save(f"rich-{kind}")
        if kind != "task":
            await _down(screen, f"rich-{kind}-below")


async def details(screen: Screen) -> None:
    """What opens inside an item: the match guard, the form for changes, the history."""
    await _go(screen, "enrollment")
    screen.window.panel.findChildren(QRadioButton, "chart_choice")[1].click()
    await screen.save("match-guard")
    await _go(screen, "refill")
    await screen.save("renewal-override")
    _press(screen, "change_prescription")
    await screen.save("renewal-changes")
    _press(screen, "drop_changes")
    await screen.open.go_to("refill")
    screen.open.find("history_toggle").click()
    await _down(screen, "history")


async def forms(screen: Screen) -> None:
    """Every dialog over the queue it is asked in."""
    await screen.open.go_to("refill")
    for name, (built, choice) in FORMS.items():
        dialog = SCREENS[built](screen.window)
        if choice:
            dialog.choose(choice)  # type: ignore[attr-defined] # of the dialogs with reasons
        if isinstance(dialog, Sheet):
            dialog.say_wrong("")
        for notice in dialog.findChildren(Notice):
            notice.clear()
        dialog.show()
        await screen.save(name, dialog)
        dialog.close()
        dialog.deleteLater()


async def _go(screen: Screen, kind: str) -> None:
    """Go to the item of a queue that has everything, and fill what comes from elsewhere."""
    await screen.open.go_to(kind)
    wanted = RICH[kind]().key
    for _ in range(screen.open.model.rowCount()):
        if screen.window.pane.table.current_key() == wanted:
            break
        screen.window.step(1)
        await screen.open.settle()
    if kind == "appointment":
        screen.window.show_slots(week_of_slots())
    if kind == "document":
        body = screen.window.panel.findChild(DocumentBody)
        if body is None:
            raise LookupError("the document is not on show")
        image = QImage(600, 780, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        pen = QPainter(image)
        pen.setPen(QColor("black"))
        pen.drawText(image.rect().adjusted(60, 60, -60, -60), 0, LETTER)
        pen.end()
        body.show_paper("doc-1", 2)
        for page in range(2):
            body.show_page("doc-1", page, image)


async def _down(screen: Screen, name: str) -> None:
    """Save the lower part of an item, if not all of it is in sight."""
    bar = screen.open.find("item_scroll", QScrollArea).verticalScrollBar()
    if bar.maximum() > 0:
        bar.setValue(bar.maximum())
        await screen.save(name)
        bar.setValue(0)


def _press(screen: Screen, name: str) -> None:
    """Press the button of this name in the item."""
    found = screen.window.panel.findChildren(QPushButton, name)
    next(button for button in found if button.isVisible()).click()
