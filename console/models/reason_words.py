"""Titles of coded reasons in the user's language.

The portal sends them in English. A title that a practice has worded itself is shown as it comes.
What the patient reads is never translated here: the patient's language is the portal's to know.
"""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from console.domain.session import Reason

TITLES = (
    QT_TRANSLATE_NOOP("Reasons", "Not a patient of the practice"),
    QT_TRANSLATE_NOOP("Reasons", "Identity can not be verified"),
    QT_TRANSLATE_NOOP("Reasons", "The information does not fit together"),
    QT_TRANSLATE_NOOP("Reasons", "The same person has asked before"),
    QT_TRANSLATE_NOOP("Reasons", "The person already has an account"),
    QT_TRANSLATE_NOOP("Reasons", "Meant for another practice"),
    QT_TRANSLATE_NOOP("Reasons", "A minor needs a parent or guardian"),
    QT_TRANSLATE_NOOP("Reasons", "The guardian can not be verified"),
    QT_TRANSLATE_NOOP("Reasons", "The practice takes no new patients"),
    QT_TRANSLATE_NOOP("Reasons", "Suspected fraud; the applicant is not told so"),
    QT_TRANSLATE_NOOP("Reasons", "The same renewal has been asked for before"),
    QT_TRANSLATE_NOOP("Reasons", "Not a patient of this prescriber"),
    QT_TRANSLATE_NOOP("Reasons", "Prescribed elsewhere"),
    QT_TRANSLATE_NOOP("Reasons", "Refills are left at the pharmacy"),
    QT_TRANSLATE_NOOP("Reasons", "Answered by phone or by the pharmacy"),
    QT_TRANSLATE_NOOP("Reasons", "No longer under this prescriber's care"),
    QT_TRANSLATE_NOOP("Reasons", "The patient does not want it any more"),
    QT_TRANSLATE_NOOP("Reasons", "An allergy speaks against it"),
    QT_TRANSLATE_NOOP("Reasons", "The medicine has been stopped"),
    QT_TRANSLATE_NOOP("Reasons", "Requested too soon"),
    QT_TRANSLATE_NOOP("Reasons", "A visit is needed first"),
    QT_TRANSLATE_NOOP("Reasons", "The patient should talk to the prescriber first"),
    QT_TRANSLATE_NOOP("Reasons", "Not appropriate any more"),
    QT_TRANSLATE_NOOP("Reasons", "Never prescribed here"),
    QT_TRANSLATE_NOOP("Reasons", "The law asks for a new prescription"),
    QT_TRANSLATE_NOOP("Reasons", "The patient does not want it any more"),
    QT_TRANSLATE_NOOP("Reasons", "No longer under this prescriber's care"),
    QT_TRANSLATE_NOOP("Reasons", "The medicine has been stopped"),
    QT_TRANSLATE_NOOP("Reasons", "An allergy speaks against it"),
    QT_TRANSLATE_NOOP("Reasons", "No suitable time"),
    QT_TRANSLATE_NOOP("Reasons", "Another kind of visit is needed"),
    QT_TRANSLATE_NOOP("Reasons", "A referral is needed"),
    QT_TRANSLATE_NOOP("Reasons", "The insurance must agree first"),
    QT_TRANSLATE_NOOP("Reasons", "No new patients at this time"),
    QT_TRANSLATE_NOOP("Reasons", "The symptoms need a call"),
    QT_TRANSLATE_NOOP("Reasons", "Asked for before"),
    QT_TRANSLATE_NOOP("Reasons", "Too far ahead, or too soon"),
    QT_TRANSLATE_NOOP("Reasons", "A form is missing"),
    QT_TRANSLATE_NOOP("Reasons", "Not possible for this person"),
    QT_TRANSLATE_NOOP("Reasons", "The enrollment it belonged to was denied"),
    QT_TRANSLATE_NOOP("Reasons", "The statement has been paid"),
    QT_TRANSLATE_NOOP("Reasons", "A payment is on its way"),
    QT_TRANSLATE_NOOP("Reasons", "The amount is right"),
    QT_TRANSLATE_NOOP("Reasons", "The statement goes out on paper"),
    QT_TRANSLATE_NOOP("Reasons", "The next statement has not been made"),
    QT_TRANSLATE_NOOP("Reasons", "Somebody else has sent the bill"),
    QT_TRANSLATE_NOOP("Reasons", "It needs a call"),
    QT_TRANSLATE_NOOP("Reasons", "Belongs to another patient"),
    QT_TRANSLATE_NOOP("Reasons", "The laboratory made a mistake"),
    QT_TRANSLATE_NOOP("Reasons", "A corrected result is coming"),
    QT_TRANSLATE_NOOP("Reasons", "The document is wrong"),
    QT_TRANSLATE_NOOP("Reasons", "A corrected document is coming"),
    QT_TRANSLATE_NOOP("Reasons", "Released by mistake"),
    QT_TRANSLATE_NOOP("Reasons", "Risk of harm, judged for this patient (171.201 c 1)"),
    QT_TRANSLATE_NOOP("Reasons", "Misidentified, mismatched or erroneous data (171.201 c 2)"),
    QT_TRANSLATE_NOOP("Reasons", "The patient asked not to share it (171.202)"),
    QT_TRANSLATE_NOOP("Reasons", "A consent or legal condition is not met (171.202)"),
    QT_TRANSLATE_NOOP("Reasons", "State law demands a delay"),
    QT_TRANSLATE_NOOP("Reasons", "Security of the record (171.203)"),
    QT_TRANSLATE_NOOP("Reasons", "Can not be done at present (171.204)"),
    QT_TRANSLATE_NOOP("Reasons", "Maintenance of the system (171.205)"),
    QT_TRANSLATE_NOOP("Reasons", "Protecting access to care (171.206)"),
    QT_TRANSLATE_NOOP("Reasons", "Nobody of this practice"),
    QT_TRANSLATE_NOOP("Reasons", "Sent to the wrong practice"),
    QT_TRANSLATE_NOOP("Reasons", "We have this result already"),
    QT_TRANSLATE_NOOP("Reasons", "A test of the laboratory"),
    QT_TRANSLATE_NOOP("Reasons", "There is no result in it"),
    QT_TRANSLATE_NOOP("Reasons", "The laboratory has sent it again"),
)
"""Every title the portal's own queues have; here so that they are extracted for translation."""


def reason_title(reason: Reason) -> str:
    """The title in the user's language, or as the portal words it."""
    return QCoreApplication.translate("Reasons", reason.title)
