"""Four signals, by which everything that changed reaches the window."""

from PySide6.QtCore import QObject, Signal


class Bus(QObject):
    """Signals in the past tense, each with one typed value. Emitted on the GUI thread only."""

    store_changed = Signal(object)  # ChangeSet
    decision_refused = Signal(object)  # Attention
    link_changed = Signal(object)  # Link
    message = Signal(object)  # Message
