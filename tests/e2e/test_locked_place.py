"""After a hard lock and a new sign-in: the same practice, queue, item, and words half written."""

from pathlib import Path

from PySide6.QtWidgets import QPlainTextEdit

from console.domain.items import QueueView
from tests.support.at_desk import (
    denial,
    first,
    online,
    opened,
    passed,
    shown,
    submit,
)
from tests.support.demo_portal import DemoUnderTest
from tests.support.until import until

WORDS = "Please bring the letter of your other doctor."


async def test_what_was_begun_is_there_again_after_a_hard_lock(
    demo: DemoUnderTest, tmp_path: Path
) -> None:
    async with opened(demo.url, tmp_path, username="provider") as console:
        await submit(console, demo.url, "provider")
        desk = await passed(console)
        await online(desk)
        item = await first(desk, "refill", skip=3)
        desk.window.panel.take_action("deny")
        begun = desk.window.findChild(QPlainTextEdit, "text_to_patient")
        begun.window().choose(denial(desk, "refill")["reason_code"])
        reason = begun.window().reason()
        begun.setPlainText(WORDS)

        desk.guard.hard_lock("suspend")

        await until(lambda: console.desk is None and console.dialog)
        assert console.dialog.findChild(object, "locked_head") is not None
        await until(lambda: console.takes_input)
        await submit(console, demo.url, "provider")
        again = await passed(console)
        assert again is not desk
        await until(lambda: shown(again) == item.key, 20, "the item")
        assert again.window.queue_list.place() == "refill"
        assert again.window.pane.query.view is QueueView.WAITING
        assert again.window.pane.table.current_key() == item.key
        field = await until(lambda: again.window.findChild(QPlainTextEdit, "text_to_patient"))
        assert field.toPlainText() == WORDS
        assert field.window().reason() == reason is not None
        assert field.window().isVisible()
