"""The real program in a process of its own, with a script in the person's place: when what happened.

    python -m bench.started slow|down typed|at_once URL USERNAME DATA_DIR     # the password on standard input

`slow`: sign in; once the portal has answered that, it answers nothing any more (the parent pulls the
cable when it reads "answered"). `down`: the portal is away from the beginning, and the review copy is
opened. `typed`: password and passphrase are typed, key by key into the window that has the keyboard, as a
quick typist does. `at_once`: everything is said the moment that the program can take it. What is printed
last, as JSON, are readings of CLOCK_MONOTONIC in seconds, and how long the passphrase's Argon2id took.
"""

import sys

from console import quick_imports

quick_imports.begin()  # as the program does before it imports Qt

from bench.start_script import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main())
