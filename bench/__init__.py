"""How fast the two programs are, each figure beside its floor in the same run: `python -m bench`."""
