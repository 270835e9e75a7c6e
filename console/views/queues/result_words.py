"""What holds a result back, who sees it and when it goes out, in words (DOMAIN §5.4)."""

from PySide6.QtCore import QCoreApplication

from console.models.queue_face import Chip

MINUTE_MS, HOUR_MS, DAY_MS = 60_000, 3_600_000, 86_400_000


def lasting(ms: int) -> str:
    """Say how long it still is: "4 h 10 min", "2 d 5 h", "8 min"."""
    days, rest = divmod(max(0, ms), DAY_MS)
    hours, rest = divmod(rest, HOUR_MS)
    minutes = rest // MINUTE_MS
    if days:
        text = QCoreApplication.translate("Clock", "{days} d {hours} h")
        return text.format(days=days, hours=hours)
    if hours:
        text = QCoreApplication.translate("Clock", "{hours} h {minutes} min")
        return text.format(hours=hours, minutes=minutes)
    return QCoreApplication.translate("Clock", "{minutes} min").format(minutes=minutes)


def bar_words(code: str) -> str:
    """Say why a result never goes out by itself, or not among many."""
    words = {
        "CRITICAL": QCoreApplication.translate("Clock", "it is critical"),
        "SENSITIVE": QCoreApplication.translate("Clock", "it is of a sensitive kind"),
        "NOT_FINAL": QCoreApplication.translate("Clock", "it is not final"),
        "NOT_A_LAB_RESULT": QCoreApplication.translate("Clock", "it is no laboratory result"),
        "UNMATCHED": QCoreApplication.translate("Clock", "its patient is not certain"),
        "DECEASED": QCoreApplication.translate("Clock", "the chart is marked as deceased"),
        "CORRECTION": QCoreApplication.translate("Clock", "it corrects an earlier one"),
        "HOLD_ENDED": QCoreApplication.translate("Clock", "its hold has run out: decide again"),
        "ON_HOLD": QCoreApplication.translate("Clock", "it is on hold"),
    }
    return words.get(code) or code.replace("_", " ").lower()


def basis_words(code: str) -> str:
    """Name the basis of a hold (45 CFR 171.201 to .206)."""
    words = {
        "HARM_INDIVIDUAL": QCoreApplication.translate("Holds", "risk of harm to this patient"),
        "HARM_DATA": QCoreApplication.translate("Holds", "doubtful data"),
        "PRIVACY_PATIENT_REQUEST": QCoreApplication.translate("Holds", "the patient's own wish"),
        "PRIVACY_PRECONDITION": QCoreApplication.translate("Holds", "a consent or law not met"),
        "STATE_LAW_DELAY": QCoreApplication.translate("Holds", "a delay by state law"),
        "SECURITY": QCoreApplication.translate("Holds", "security of the record"),
        "INFEASIBLE": QCoreApplication.translate("Holds", "not possible at present"),
        "PERFORMANCE": QCoreApplication.translate("Holds", "maintenance of the system"),
        "CARE_ACCESS": QCoreApplication.translate("Holds", "protecting access to care"),
    }
    return words.get(code) or code.replace("_", " ").lower()


def relation_words(relation: str) -> str:
    """Name who somebody is to the patient."""
    words = {
        "self": QCoreApplication.translate("Audience", "the patient"),
        "parent": QCoreApplication.translate("Audience", "parent"),
        "guardian": QCoreApplication.translate("Audience", "guardian"),
        "spouse": QCoreApplication.translate("Audience", "spouse"),
        "child": QCoreApplication.translate("Audience", "child"),
        "caregiver": QCoreApplication.translate("Audience", "caregiver"),
    }
    return words.get(relation) or relation.replace("_", " ")


def why_words(code: str) -> str:
    """Say why somebody does not see a result."""
    words = {
        "BAND_NO_ACCOUNT": QCoreApplication.translate("Audience", "too young for an own account"),
        "BAND_NO_PROXY": QCoreApplication.translate("Audience", "no access at the patient's age"),
        "LIMITED_SCOPE": QCoreApplication.translate("Audience", "limited access, without results"),
        "CATEGORY_BLOCKED": QCoreApplication.translate("Audience", "private at the patient's age"),
        "CHILD_IS_OF_AGE": QCoreApplication.translate("Audience", "the child is of age"),
        "DECEASED": QCoreApplication.translate("Audience", "the patient has died"),
    }
    return words.get(code) or code.replace("_", " ").lower()


def sensitive_words(category: str) -> str:
    """Name a sensitive category; "" for none."""
    words = {
        "hiv": QCoreApplication.translate("Sensitive", "HIV"),
        "sti": QCoreApplication.translate("Sensitive", "sexual health"),
        "pregnancy": QCoreApplication.translate("Sensitive", "pregnancy"),
        "reproductive": QCoreApplication.translate("Sensitive", "reproductive health"),
        "substance_use": QCoreApplication.translate("Sensitive", "substance use"),
        "mental_health": QCoreApplication.translate("Sensitive", "mental health"),
        "genetic": QCoreApplication.translate("Sensitive", "genetic"),
        "malignancy": QCoreApplication.translate("Sensitive", "malignancy"),
        "abuse": QCoreApplication.translate("Sensitive", "abuse"),
    }
    return words.get(category) or category.replace("_", " ")


def assessment_chip(assessment: str) -> Chip | None:
    """Give what a clinician made of a result as a chip; None for a mere reading."""
    known = {
        "normal": Chip("check", QCoreApplication.translate("Review", "Normal"), "ok"),
        "abnormal": Chip("warning", QCoreApplication.translate("Review", "Abnormal"), "warn"),
        "follow_up": Chip("clock", QCoreApplication.translate("Review", "Follow up"), "warn"),
    }
    return known.get(assessment)
