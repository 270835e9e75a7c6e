# Says in plain words that no usable Python was found, and how to get one.
cat >&2 <<'TEXT'
No Python 3.11, 3.12 or 3.13 that can make virtual environments was found.

  Debian, Ubuntu:  sudo apt-get install -y python3 python3-venv
  Fedora:          sudo dnf install python3.12
  macOS:           install Python 3.12 from python.org, or: brew install python@3.12
  Windows:         install Python 3.12 from python.org

Then run the same command again.
TEXT
