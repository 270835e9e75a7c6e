"""How soon one pull follows another while news come without a pause. Pure.

In a practice of fifty desks something changes several times a second, and each change rings at every
desk. To fetch each by itself would keep all of them and the portal at it all day, and nobody reads so fast.
"""

import math

CLOSE_S = 0.25
"""A ring so soon after the pull before it, in seconds, is the first sign of many. Where all calls are slow, a ring is, too:
it may then come as late as three rounds take.
"""
LONGEST_S = 0.6
"""No rest is longer where the portal answers as fast as it can: with the pull itself, what a colleague did is seen within
0.8 s in a practice that never rests.
"""
STEP = 1.5
SHARE = 20.0
"""A rest is so many times as long as rounds are slower than the fastest: who stands in line asks less, until nobody does.
What a long way to the portal takes is in the fastest, too, and asks for no rest.
"""
SLOWEST_S = 3.0
"""No rest is longer for that; however slow everything is, a colleague's act is seen some time."""
_WEIGHT = 0.25  # of the last rounds
_FORGET = 1.002  # a round: the way may be another one in an hour


class Pace:
    """The rest between two pulls: none while news are rare, longer as long as each pull brings some.

    While there is a rest nobody need ask whether there is anything: a pull follows it by itself, half
    the calls. The first that brings nothing makes the next rest a step shorter.
    """

    def __init__(self) -> None:
        self._rest_s = 0.0
        self._took_s = self._last_s = 0.0
        self._fastest_s = math.inf

    def rest_s(self, chance: float) -> float:
        """Seconds to the next pull; 0 to wait until the portal rings.

        `chance` in [0, 1) takes off up to a quarter: those whom one change has rung do not stay together.
        """
        if not self._rest_s:
            return 0.0
        in_line = SHARE * max(0.0, self._took_s - self._fastest_s)
        return max(self._rest_s, min(in_line, SLOWEST_S)) * (1.0 - chance / 4.0)

    def took(self, seconds: float) -> None:
        """A round is done, and took so long. One alone, as a first load, is no sign of a line; two are."""
        self._fastest_s = min(seconds, self._fastest_s * _FORGET)
        self._took_s += _WEIGHT * (min(seconds, self._last_s) - self._took_s)
        self._last_s = seconds

    def rang(self, since_s: float) -> None:
        """The portal rang, so many seconds after the last pull had ended."""
        if since_s < max(CLOSE_S, 3 * self._took_s):
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
