"""Two desks on one portal: from a decision at the one to the other's screen."""

import statistics
import time
from pathlib import Path

from bench import stage
from bench.listed import Figure
from console.desk import Desk

ROUNDS = 9


async def desk_figures(folder: Path, rows: int) -> list[Figure]:
    """Click to saved, and to shown at the other desk; the undo window is left out (0 s)."""
    saved, seen = [], []
    with stage.demo(folder, rows) as portal:
        async with (
            stage.program(portal, folder / f"here-{rows}") as here_program,
            stage.program(portal, folder / f"there-{rows}") as there_program,
        ):
            here = await stage.sign_in(here_program, portal)
            there = await stage.sign_in(there_program, portal, "nurse")
            for desk in (here, there):
                await stage.caught_up(desk)
                desk.window.queue_list.choose("refill")
                await stage.until(lambda desk=desk: _shows_refills(desk), "the queue")  # type: ignore[misc] # mypy can not infer a lambda's default
            for row in range(ROUNDS):
                both = await _decide(here, there, row)
                saved.append(both[0])
                seen.append(both[1])
    return [
        Figure("decided → saved in the outbox, median", statistics.median(saved), "ms", must=25),
        Figure("decided → on the other's screen, median", statistics.median(seen), "ms", must=1000),
        Figure("decided → on the other's screen, longest", max(seen), "ms", must=1000),
    ]


def _shows_refills(desk: Desk) -> bool:
    keys = [desk.model.key_at(row) for row in range(min(30, desk.model.rowCount()))]
    return bool(keys) and all(key is not None and key.kind == "refill" for key in keys)


async def _decide(here: Desk, there: Desk, row: int) -> tuple[float, float]:
    key = here.model.key_at(row)
    item = here.item(key) if key else None
    assert item is not None
    rule = here.me.rule("refill", "deny")
    assert rule is not None
    reason = next(one for one in rule.reasons if not one.permission)
    params = {"reason_code": reason.code, "text_to_patient": reason.text_to_patient}
    began = time.perf_counter()
    here.window.decided.emit(item, "deny", params)
    await stage.until(
        lambda: (
            (now := here.item(item.key)) is not None and (now.decision_state or not now.is_open)
        ),
        "saved",
    )
    saved = (time.perf_counter() - began) * 1000
    await stage.until(
        lambda: (now := there.item(item.key)) is not None and now.state == "denied", "seen"
    )
    return saved, (time.perf_counter() - began) * 1000
