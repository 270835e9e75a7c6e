"""What a sign-in leads to: the proof by which the window is unlocked."""

from console.runtime import Lanes
from console.signed_in import Proving

PASSWORD = "blue kettles sing at noon"


async def test_f79_a_proof_is_made_once_and_then_what_was_typed_is_forgotten() -> None:
    lanes = Lanes()
    try:
        proving = Proving(lanes.parked, PASSWORD)
        assert PASSWORD in vars(proving).values()
        proof = await proving.begin()
        assert await proving.begin() is proof
        assert proof.holds(PASSWORD)
        assert not proof.holds("")
        assert PASSWORD not in vars(proving).values()
    finally:
        await lanes.close()
