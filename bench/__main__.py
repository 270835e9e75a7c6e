"""`python -m bench [--rows N] [--only start|window|desks] [--json FILE]`."""

import argparse
import os
from pathlib import Path

from platformdirs import user_cache_path


def main() -> int:
    """Measure, print, keep; 1 when a bound falls short."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from bench.desks import desk_figures  # noqa: PLC0415 - Qt must see the platform first
    from bench.report import Figure, show, write  # noqa: PLC0415 - as above
    from bench.window import start_figures, window_figures  # noqa: PLC0415 - as above
    from console import qt_loop  # noqa: PLC0415 - as above
    from console.app import make_application  # noqa: PLC0415 - as above
    from console.settings import Settings  # noqa: PLC0415 - as above

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--only", choices=["start", "window", "desks"])
    parser.add_argument("--json", type=Path, default=Path("bench/results.json"))
    wanted = parser.parse_args()
    folder = user_cache_path("portal-console-bench")
    folder.mkdir(parents=True, exist_ok=True)
    figures: list[Figure] = []
    if wanted.only in {None, "start"}:
        figures += start_figures()
    if wanted.only != "start":
        application = make_application(Settings(language="en", color_scheme="light"))

        async def measure() -> int:
            if wanted.only in {None, "window"}:
                figures.extend(await window_figures(folder, wanted.rows))
            if wanted.only in {None, "desks"}:
                figures.extend(await desk_figures(folder, min(wanted.rows, 2_000)))
            return 0

        qt_loop.run(application, measure)
    show(figures)
    write(figures, wanted.json)
    return int(any(one.verdict == "falls short" for one in figures))


if __name__ == "__main__":
    raise SystemExit(main())
