"""People come and go: disabled, demoted, asleep for a night, away for a cup of tea, clocks set by hand.

Who was disabled or demoted is known to the laws as `world.memory["people"]`; it is put right again
before the world heals only where the schedule says so, for a practice does not do it by itself.
"""

from dataclasses import dataclass, field

from sqlalchemy import delete, insert, select, update

from portal.db.tables import staff, staff_membership
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.security.permissions import Role
from portal.security.sessions import disable_staff
from tests.simulation.world import Act, World, sign_in

_EVERYBODY = Scope.ALL
NIGHT_MS = 9 * 3600 * 1000
_JUMPS_MS = (-86_400_000, -3_600_000, -290_000, 290_000, 3_600_000, 86_400_000)


@dataclass
class People:
    """Who may not work now, and what has been taken from whom."""

    disabled: list[str] = field(default_factory=list)
    demoted: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    ever_demoted: list[str] = field(default_factory=list)


def people_of(world: World) -> People:
    """What has happened to the people of a world."""
    known: People = world.memory.setdefault("people", People())
    return known


def working(world: World) -> list[str]:
    """Who sits at a console here, and may work as ever."""
    people = people_of(world)
    used = sorted({console.staff_id for console in world.consoles.values()})
    return [one for one in used if one not in people.disabled and one not in people.demoted]


def disable(world: World) -> None:
    """An admin disables somebody who has decisions in the outbox, or a request on its way."""
    who = world.rng.choice(working(world))
    people_of(world).disabled.append(who)  # whether or not the reply comes back
    world.note("disabled", who)
    world.portal.database.write(
        _EVERYBODY, lambda uow: disable_staff(uow, who, actor_id=world.template.sown.desk["admin"])
    )


def enable(world: World) -> None:
    """It was a mistake: they may work again, and sign in."""
    who = people_of(world).disabled[0]

    def work(uow: UnitOfWork) -> None:
        uow.execute(update(staff).where(staff.c.id == who).values(active=True))

    world.portal.database.write(_EVERYBODY, work)
    people_of(world).disabled.remove(who)
    world.note("enabled", who)


def demote(world: World) -> None:
    """Somebody is a nurse from now on: what they may not any more is refused when it arrives."""
    take_rights(world, world.rng.choice(working(world)))


def take_rights(world: World, who: str) -> None:
    """Make a nurse of a staff member, wherever they work."""
    people_of(world).ever_demoted.append(who)

    def work(uow: UnitOfWork) -> list[tuple[int, str]]:
        mine = staff_membership.c.staff_id == who
        held = uow.execute(
            select(staff_membership.c.practice_id, staff_membership.c.role)
            .where(mine)
            .order_by(staff_membership.c.practice_id, staff_membership.c.role)
        ).all()
        taken = [(row.practice_id, row.role) for row in held]
        _replace(uow, who, [(practice, Role.NURSE.value) for practice in {p for p, _ in taken}])
        return taken

    people_of(world).demoted[who] = world.portal.database.write(_EVERYBODY, work)
    world.note("demoted", who)


def promote(world: World) -> None:
    """They get back what they had."""
    give_rights(world, next(iter(people_of(world).demoted)))


def give_rights(world: World, who: str) -> None:
    """Give a staff member back what was taken."""
    held = people_of(world).demoted[who]
    world.portal.database.write(_EVERYBODY, lambda uow: _replace(uow, who, held))
    del people_of(world).demoted[who]
    world.note("promoted", who)


def _replace(uow: UnitOfWork, who: str, roles: list[tuple[int, str]]) -> None:
    uow.execute(delete(staff_membership).where(staff_membership.c.staff_id == who))
    rows = [
        {"practice_id": practice, "staff_id": who, "role": role, "created_at": uow.now}
        for practice, role in sorted(roles)
    ]
    uow.execute(insert(staff_membership), rows)


def sleep(world: World) -> None:
    """Everybody goes home; nine hours later sessions are over and decisions are old."""
    world.clock.pass_ms(NIGHT_MS)
    world.note("nine hours")


def come_back(world: World) -> None:
    """Somebody whose session is over signs in again."""
    away = [
        console
        for console in world.consoles.values()
        if console.is_running and not console.credentials.is_signed_in
    ]
    sign_in(world, world.rng.choice(away))


def set_clock(world: World) -> None:
    """Somebody sets a computer's clock, or it loses its time."""
    console = world.rng.choice(list(world.consoles.values()))
    console.offset_ms = world.rng.choice(_JUMPS_MS)
    world.note("clock", console.name, console.offset_ms)


def _is_up(world: World) -> bool:
    return world.portal.is_up


def _someone_works(world: World) -> bool:
    return world.portal.is_up and bool(working(world))


def _someone_away(world: World) -> bool:
    return any(
        console.is_running and not console.credentials.is_signed_in
        for console in world.consoles.values()
    )


ACTS = (
    Act("disable", 0.12, _someone_works, disable),
    Act("enable", 0.5, lambda world: _is_up(world) and bool(people_of(world).disabled), enable),
    Act("demote", 0.12, _someone_works, demote),
    Act("promote", 0.5, lambda world: _is_up(world) and bool(people_of(world).demoted), promote),
    Act("night", 0.08, lambda _world: True, sleep),
    Act("come back", 1.0, _someone_away, come_back),
    Act("set clock", 0.15, lambda _world: True, set_clock),
)
