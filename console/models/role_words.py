"""Roles as people call them."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

ROLES = ("front_desk", "nurse", "provider", "billing", "admin", "auditor")


def role_words(roles: Iterable[str]) -> str:
    """The roles a staff member holds in a practice, in the user's language."""
    words = {
        "front_desk": QCoreApplication.translate("Roles", "Front desk"),
        "nurse": QCoreApplication.translate("Roles", "Nurse"),
        "provider": QCoreApplication.translate("Roles", "Provider"),
        "billing": QCoreApplication.translate("Roles", "Billing"),
        "admin": QCoreApplication.translate("Roles", "Administrator"),
        "auditor": QCoreApplication.translate("Roles", "Auditor"),
    }
    return ", ".join(words.get(role, role.replace("_", " ").capitalize()) for role in roles)
