"""What a desk is shown at the console stays there: no secret on the disk, none in the clipboard (F79, I9)."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from console.domain.access import TOKEN
from console.tour.hand import press
from console.views.access.credential_card import CredentialCard
from console.views.access.enroll_sheet import EnrollSheet
from console.views.access.letter_dialog import LetterDialog
from console.views.access.proof_dialog import ProofDialog
from tests.support.at_desk import online, opened, passed, submit
from tests.support.canary import Search
from tests.support.hand_out_house import House, Person
from tests.support.staff import PASSWORD
from tests.support.until import until

USERNAME = "pat.desk"
OF_OTHERS = "a telephone number that somebody else has copied"


@asynccontextmanager
async def at_the_desk(house: House, folder: Path) -> AsyncIterator[Any]:
    url = house.process.url
    async with opened(url, folder, username=USERNAME) as console:
        await submit(console, url, USERNAME, PASSWORD)
        desk = await passed(console)
        await online(desk)
        desk.window.activateWindow()
        yield desk


async def shown(desk: Any, kind: type[QWidget]) -> Any:
    return await until(
        lambda: next((one for one in desk.window.findChildren(kind) if one.isVisible()), None),
        what=kind.__name__,
    )


async def letter_for(desk: Any, who: Person) -> LetterDialog:
    """From Ctrl+E to the letter on the screen."""
    await until(desk.window.isActiveWindow)
    press(desk.window, "Ctrl+E")
    sheet: EnrollSheet = await shown(desk, EnrollSheet)
    await until(sheet.isActiveWindow)
    QTest.keyClicks(sheet.search, who.family_name)
    press(sheet, "Return")
    await until(
        lambda: (
            (found := sheet.access())
            and found.patient_id == who.chart
            and not sheet.busy.is_busy
            and (at := QApplication.focusWidget())
            and at.objectName() == f"go_{TOKEN}"
        ),
        what="the way",
    )
    press(sheet, "Return")
    letter: LetterDialog = await shown(desk, LetterDialog)
    return letter


async def credentials_for(desk: Any, who: Person) -> CredentialCard:
    """From the proof to the card on the screen."""
    name = f"{who.given_name} {who.family_name}"
    desk._side.accounts.give_credentials({"id": who.chart, "name": name})
    proof: ProofDialog = await shown(desk, ProofDialog)
    proof.findChild(QWidget, "evidence_photo_id").click()
    proof.try_accept()
    card: CredentialCard = await shown(desk, CredentialCard)
    return card


def files_of(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def clipboards() -> str:
    modes = (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection)
    return " ".join(QGuiApplication.clipboard().text(mode) for mode in modes)


async def test_a_letter_and_credentials_leave_nothing_at_the_desk(
    house: House, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    data, drawer = tmp_path / "data", tmp_path / "meant.pdf"
    data.mkdir()
    reader, caller = house.person("Nora", "Lindqvist"), house.person("Carl", "Castellanos")
    async with at_the_desk(house, data) as desk:
        letter = await letter_for(desk, reader)
        token = letter._letter.token
        letter.save_to(str(drawer))
        letter.done(0)
        desk._side.access.sheet.close()
        card = await credentials_for(desk, caller)
        username, password = (line.secret.text() for line in card._lines)
        card.findChild(QWidget, "copy_password").click()
        assert password in clipboards(), "for ten seconds it is there"
        card.end()
        assert password not in clipboards()
        await until(lambda: not desk._side.accounts._is_acting)
        search = Search([token, password, f"{house.process.url}/enroll/1#{token}"])
        assert {"cache.db", "outbox.db"} <= {path.name for path in files_of(data)}
        assert search.found_in_files(files_of(data)) == {}, "while the window is open"
    assert search.found_in_files(files_of(data)) == {}
    assert search.found_in(clipboards().encode()) == set()
    assert search.found_in(caplog.text.encode()) == set()
    patient = house.stranger()
    assert patient.redeem(token, reader, "nora.lindqvist").status_code == 201, "it was the real one"
    assert patient.sign_in(username, password).status_code == 200


async def test_f79_what_somebody_else_has_copied_stays(house: House, tmp_path: Path) -> None:
    who = house.person("Cora", "Castellanos")
    async with at_the_desk(house, tmp_path) as desk:
        card = await credentials_for(desk, who)
        card.findChild(QWidget, "copy_password").click()
        QGuiApplication.clipboard().setText(OF_OTHERS)
        card.end()
        await until(lambda: not desk._side.accounts._is_acting)
        assert clipboards().strip() == OF_OTHERS
    QGuiApplication.clipboard().clear()
