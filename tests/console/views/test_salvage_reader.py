"""What was saved from a damaged outbox is read back with its passphrase, so that it can be entered again."""

import asyncio
from pathlib import Path

from PySide6.QtWidgets import QApplication

from console.domain.decisions import Command
from console.domain.items import ItemKey
from console.saved_file import show_saved
from console.store.salvage import Salvage, write_sealed
from console.views.salvage_reader import SalvageReader
from tests.support.cheap_keys import CHEAP
from tests.support.looking import not_plain, said, unnamed
from tests.support.until import until

PHRASE = "a phrase for the saved file"


def written(folder: Path) -> Path:
    """Two decisions of two queues, the later one first."""
    refill = Command(
        *("k1", ItemKey(1, "refill", "i1"), 1, "0" * 64, "deny"),
        {"reason_code": "not_due_yet", "text_to_patient": "Please call <b>us</b>."},
        "2026-11-22T15:04:00Z",
        0,
        label="Ada Canarywood · Lisinopril 10 MG",
    )
    visit = Command(
        *("k2", ItemKey(1, "appointment", "i2"), 1, "0" * 64, "book", {}),
        "2026-11-20T09:00:00Z",
        0,
        label="Ivo Ibarra · Follow-up",
    )
    path = folder / "saved"
    write_sealed(path, Salvage((refill, visit), is_whole=False), PHRASE, cost=CHEAP)
    return path


async def test_the_decisions_are_listed_once_the_passphrase_fits(
    qapp: QApplication, english: None, tmp_path: Path
) -> None:
    path = written(tmp_path)
    program = asyncio.ensure_future(show_saved(path))
    window = await until(
        lambda: next((w for w in qapp.topLevelWidgets() if isinstance(w, SalvageReader)), None)
    )
    assert "Canarywood" not in said(window)
    window.try_accept()
    assert window.wrong()
    window.field.edit.setText("not the passphrase")
    window.try_accept()
    await until(lambda: "does not open" in window.wrong(), 20, "said in place")
    window.field.edit.setText(PHRASE)
    window.try_accept()
    await until(lambda: "2 decisions" in said(window), 20, "the list")
    words = said(window)
    for wanted in (
        "Ada Canarywood",
        "Deny",
        "Not due yet",
        "To the patient: Please call <b>us</b>.",
        "2026",
    ):
        assert wanted in words
    assert words.index("Ivo Ibarra") < words.index("Ada Canarywood")  # in the order of deciding
    assert "There may have been more" in words
    assert not_plain(window) == unnamed(window) == []
    assert window.field.text() == ""
    window.cancel_button.click()
    assert await program == 0
