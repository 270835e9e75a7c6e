"""How Python runs in a served portal; in a process of its own, for it holds for the whole process."""

import subprocess
import sys

_SCRIPT = """
import gc, sys
from portal import interpreter
interpreter.give_way_often()
interpreter.forget_the_start()
frozen = gc.get_freeze_count()
class Knot: pass
knot = Knot(); knot.self = knot
import weakref
seen = weakref.ref(knot)
del knot
gc.collect()
print(sys.getswitchinterval() < 0.001, frozen > 1_000, gc.isenabled(), seen() is None)
"""


def test_threads_give_way_soon_and_only_what_the_start_made_is_left_out_of_collections():
    told = subprocess.run(
        [sys.executable, "-c", _SCRIPT], capture_output=True, text=True, check=True, timeout=60
    )
    assert told.stdout.split() == ["True"] * 4
