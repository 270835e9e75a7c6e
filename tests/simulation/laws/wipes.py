"""What a wiped workstation had saved is not lost: it counts already, or stands in the practice's list."""

from collections.abc import Iterable

from tests.simulation.acts.wipes import parcels_of
from tests.simulation.world import Law, World

_STANDS = (
    "SELECT (SELECT count(*) FROM decision WHERE command_id = ?1)"
    " + (SELECT count(*) FROM refused_decision WHERE command_id = ?1)"
)
_BOTH = (
    "SELECT refused.command_id FROM refused_decision AS refused JOIN decision"
    " ON decision.practice_id = refused.practice_id AND decision.command_id = refused.command_id"
)


def nothing_lost(world: World) -> Iterable[str]:
    """I8, the practice's side: each command of a parcel that was received stands in one place."""
    if "portal" not in world.changed:
        return
    disk = world.portal.disk
    for command_id in parcels_of(world).received:
        (count,) = disk.execute(_STANDS, (command_id,)).fetchone()
        if count != 1:
            yield f"decision {command_id} of a wiped workstation stands in {count} places"
    for (command_id,) in disk.execute(_BOTH):
        yield f"decision {command_id} counts, and is told to have been refused"


LAWS = (Law("I8 wiped", nothing_lost),)
