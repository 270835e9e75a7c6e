"""Which queues a staff member sees is what the portal sends, no more and no less."""

import pytest

from console.models.queue_faces import FACES
from console.models.rights import decidable_kinds, readable_kinds
from portal.queues.registry import QUEUES
from portal.security.permissions import Role, permissions_of
from tests.support.window_data import staff


@pytest.mark.parametrize("role", list(Role))
def test_every_queue_that_the_portal_sends_is_shown(role: Role) -> None:
    me = staff(role)
    held = permissions_of([role])
    sent = {spec.kind for spec in QUEUES.values() if spec.read_permission in held}
    assert set(readable_kinds(me, me.practices[0].id, FACES)) == sent


@pytest.mark.parametrize("role", list(Role))
def test_nobody_decides_what_is_not_shown(role: Role) -> None:
    me = staff(role)
    practice_id = me.practices[0].id
    shown = readable_kinds(me, practice_id, FACES)
    assert set(decidable_kinds(me, practice_id, FACES)) <= set(shown)
