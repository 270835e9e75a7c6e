"""Letting patients in: the way, the hand-out, its history, and the accounts."""
