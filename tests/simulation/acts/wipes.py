"""A workstation is wiped: its unanswered decisions are saved first, and reach the practice's list.

The order is that of the real wipe: the window stops, the parcel is written, the files go, and the
parcel travels whenever there is a portal, as often as it takes. Keys and the seal of the parcel are the
business of other tests; here it is the portal's half of the bargain and the fates of the decisions.
"""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import insert, select

from console.domain.decisions import Command as Saved
from console.store.outbox_rows import COMMAND_COLUMNS, command_of
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.db.workstation_tables import workstation, workstation_practice
from portal.domain.ids import new_id
from portal.queues.registry import QUEUES
from portal.services.commands import Command
from portal.services.rescue import Parcel, Rescue
from tests.simulation.acts.house import Answer, house_of
from tests.simulation.world import Act, World

_FILES = ("outbox", "history", "cache.item", "cache.item_entity", "cache.slot", "cache.sync_state")


@dataclass
class Parcels:
    """What wiped workstations have saved: on its way, and received by the portal."""

    waiting: list[tuple[Parcel, list[Command]]] = field(default_factory=list)
    received: list[str] = field(default_factory=list)  # commands


def parcels_of(world: World) -> Parcels:
    """The parcels of a world."""
    found: Parcels = world.memory.setdefault("parcels", Parcels())
    return found


def wipe(world: World) -> None:
    """Wipe one workstation; its person may begin anew on it, with nothing."""
    console = world.rng.choice([one for one in world.consoles.values() if one.is_running])
    world.fatal.pop(console.name, None)
    console.die()
    columns = ", ".join(COMMAND_COLUMNS)
    rows = console.sql(f"SELECT {columns} FROM outbox ORDER BY command_id")
    commands = [_command(command_of(row)) for row in rows]
    world.note("wiped", console.name, len(commands))
    if commands:
        parcel = Parcel(new_id(), console.staff_id, [one.command_id for one in commands])
        parcels_of(world).waiting.append((parcel, commands))
    console.disk.begin_unit()
    for table in _FILES:
        console.disk.execute(f"DELETE FROM {table}")
    console.disk.commit()
    for key in [key for key, one in world.saved.items() if one.console == console.name]:
        del world.saved[key]  # from here on the parcels' law watches over them


def send(world: World) -> None:
    """The oldest parcel goes to the portal; who hears nothing sends it again."""
    parcels, house = parcels_of(world), house_of(world)
    parcel, commands = parcels.waiting[0]
    rescue = Rescue(house.database, QUEUES, None)  # type: ignore[arg-type]  # opened already

    def arrive() -> int:
        house.database.write(Scope.ALL, lambda uow: _know(uow, parcel, commands))
        return rescue.keep(parcel, commands).left_out

    answer: Answer = house.call(arrive)
    world.note("parcel", answer.word)
    world.failures += [f"parcel: {bug}" for bug in house.told.bugs]
    if answer.ok:
        parcels.waiting.pop(0)
        parcels.received += [one.command_id for one in commands]


def _know(uow: UnitOfWork, parcel: Parcel, commands: list[Command]) -> None:
    """The workstation as it registered when its person signed in."""
    mine = workstation.c.id == parcel.workstation_id
    if uow.execute(select(workstation.c.id).where(mine)).one_or_none() is not None:
        return
    row = {
        "id": parcel.workstation_id,
        "staff_id": parcel.staff_id,
        "public_key": "",
        "name": "simulated",
        "state": "wipe_ordered",
        "sequence": 1,
        "nonce": "",
        "session_until": uow.now,
        "created_at": uow.now,
        "last_seen_at": uow.now,
    }
    uow.execute(insert(workstation).values(row))
    for practice in sorted({one.practice_id for one in commands}):
        place = {"practice_id": practice, "workstation_id": parcel.workstation_id}
        uow.execute(insert(workstation_practice).values(place | {"created_at": uow.now}))


def _command(saved: Saved) -> Command:
    return Command(
        command_id=saved.command_id,
        practice_id=saved.key.practice_id,
        kind=saved.key.kind,
        item_id=saved.key.id,
        expected_version=saved.expected_version,
        expected_content_hash=saved.expected_content_hash,
        action=saved.action,
        params=saved.params,
        client_decided_at=datetime.fromisoformat(saved.client_decided_at),
        on_behalf_of=saved.on_behalf_of,
        bulk=saved.bulk,
        offline=saved.offline,
    )


def _any_runs(world: World) -> bool:
    return any(console.is_running for console in world.consoles.values())


ACTS = (
    Act("wipe", 0.25, _any_runs, wipe),
    Act("parcel", 3.0, lambda world: world.portal.is_up and bool(parcels_of(world).waiting), send),
)
