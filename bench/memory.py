"""`python -m bench.memory ROWS FOLDER`: megabytes (PSS) of the console after search, sort and scroll.

PySide's own `import`, which the program does without, keeps the sources of all modules in memory: 27 MB.
"""

from console import quick_imports

quick_imports.begin()  # as the program does before it imports Qt

from bench.after_use import main  # noqa: E402

if __name__ == "__main__":
    main()
