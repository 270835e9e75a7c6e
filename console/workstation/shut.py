"""What is done before the first window: the process is shut to others, and the folder held."""

from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from console.views.access.screen_capture import CaptureShield
from console.workstation.hardening import Hardening, harden
from console.workstation.single import SingleInstance


class Shut(NamedTuple):
    """What could be had of it. `instance` holds the folder until the process ends."""

    hardening: Hardening
    capture: CaptureShield | None
    instance: SingleInstance


def shut(data_path: Path) -> Shut | None:
    """Shut the process and hold the folder; None when another console has it, which now shows."""
    application = QCoreApplication.instance()
    hardening, capture = (Hardening(), None) if application is None else shielded(application)
    instance = SingleInstance(data_path)
    return Shut(hardening, capture, instance) if instance.take() else None


def shielded(application: QCoreApplication) -> tuple[Hardening, CaptureShield]:
    """Shut this process to others, and keep all its windows out of screenshots, where the system can."""
    return harden(), CaptureShield(application)
