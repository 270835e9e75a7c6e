"""How soon one pull follows another while news come without a pause. Pure.

In a practice of fifty desks something changes several times a second, and each change rings at every
desk. To fetch each by itself would keep all of them and the portal at it all day, and nobody reads so fast.
"""

CLOSE_S = 0.25
"""A ring so soon after the pull before it, in seconds, is the first sign of many."""
LONGEST_S = 0.6
"""No rest is longer: with the pull itself, what a colleague did is seen within 0.8 s in a practice that never rests."""
STEP = 1.5


class Pace:
    """The rest between two pulls: none while news are rare, longer as long as each pull brings some.

    While there is a rest nobody need ask whether there is anything: a pull follows it by itself, half
    the calls. The first that brings nothing makes the next rest a step shorter.
    """

    def __init__(self) -> None:
        self._rest_s = 0.0

    def rest_s(self, chance: float) -> float:
        """Seconds to the next pull; 0 to wait until the portal rings.

        `chance` in [0, 1) takes off up to a quarter: those whom one change has rung do not stay together.
        """
        return self._rest_s * (1.0 - chance / 4.0)

    def rang(self, since_s: float) -> None:
        """The portal rang, so many seconds after the last pull had ended."""
        if since_s < CLOSE_S:
            self._longer()

    def rested(self, *, brought: bool) -> None:
        """The pull after a rest is done, and brought something or not."""
        if brought:
            self._longer()
        else:
            self._rest_s /= STEP
            if self._rest_s < CLOSE_S:
                self._rest_s = 0.0

    def _longer(self) -> None:
        self._rest_s = min(max(CLOSE_S, self._rest_s * STEP), LONGEST_S)
