"""Titles, explanations, units and choices of policies in the user's language.

The portal sends a policy's form in English. Words that this version does not know are shown as
they come, so that a newer portal's settings can be read all the same.
"""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from console.models.queue_faces import FACES
from console.models.role_words import ROLES, role_words

WORDS = (
    # every queue
    QT_TRANSLATE_NOOP("Policy", "Target"),
    QT_TRANSLATE_NOOP(
        "Policy", "An item that waits longer is overdue. Counted in the practice's working hours."
    ),
    QT_TRANSLATE_NOOP("Policy", "working hours"),
    QT_TRANSLATE_NOOP("Policy", "Stop the clock while the patient is asked"),
    QT_TRANSLATE_NOOP(
        "Policy", "Time that an item waits for the patient does not count toward the target."
    ),
    QT_TRANSLATE_NOOP("Policy", "Expires after"),
    QT_TRANSLATE_NOOP(
        "Policy", "An open item that nobody has decided is closed as expired; never: it stays open."
    ),
    QT_TRANSLATE_NOOP("Policy", "hours"),
    QT_TRANSLATE_NOOP("Policy", "days"),
    QT_TRANSLATE_NOOP("Policy", "any"),
    QT_TRANSLATE_NOOP("Policy", "months"),
    QT_TRANSLATE_NOOP("Policy", "years"),
    # the desk
    QT_TRANSLATE_NOOP("Policy", "Working hours"),
    QT_TRANSLATE_NOOP(
        "Policy", "Targets are counted in these hours, in the practice's own time zone."
    ),
    QT_TRANSLATE_NOOP("Policy", "Days closed"),
    QT_TRANSLATE_NOOP("Policy", "On these days the clock of the queues stands still."),
    # enrollments
    QT_TRANSLATE_NOOP("Policy", "Terms must be accepted"),
    QT_TRANSLATE_NOOP("Policy", "Without accepted terms no enrollment is approved."),
    QT_TRANSLATE_NOOP("Policy", "The bot check must have been passed"),
    QT_TRANSLATE_NOOP(
        "Policy", "Off: a sign-up without it is marked as a risk and may be approved."
    ),
    QT_TRANSLATE_NOOP("Policy", "A guardian stands behind who is younger than"),
    QT_TRANSLATE_NOOP(
        "Policy", "The age counts on the day of the decision; 0: nobody needs a guardian."
    ),
    QT_TRANSLATE_NOOP("Policy", "A parent must consent for who is younger than"),
    QT_TRANSLATE_NOOP(
        "Policy", "Children's Online Privacy Protection Act, 15 U.S.C. 6501: under 13."
    ),
    QT_TRANSLATE_NOOP("Policy", "Reminds the applicant after"),
    QT_TRANSLATE_NOOP(
        "Policy", "An applicant who was asked and has not answered is reminded once."
    ),
    QT_TRANSLATE_NOOP("Policy", "An unanswered question closes the request after"),
    QT_TRANSLATE_NOOP("Policy", "The applicant is told and may ask again."),
    QT_TRANSLATE_NOOP("Policy", "The user name of a denied applicant"),
    QT_TRANSLATE_NOOP("Policy", "Reserved: it stays theirs. Freed: somebody else may choose it."),
    QT_TRANSLATE_NOOP("Policy", "Reserved"),
    QT_TRANSLATE_NOOP("Policy", "Freed"),
    QT_TRANSLATE_NOOP("Policy", "A denied applicant may ask again after"),
    QT_TRANSLATE_NOOP("Policy", "0: at once."),
    # renewals
    QT_TRANSLATE_NOOP("Policy", "Renewal is due after"),
    QT_TRANSLATE_NOOP(
        "Policy", "The share of the last supply that must be used up before a renewal is due."
    ),
    QT_TRANSLATE_NOOP("Policy", "share of the supply"),
    QT_TRANSLATE_NOOP("Policy", "Stopped medicines may be asked for"),
    QT_TRANSLATE_NOOP(
        "Policy", "A medicine stopped longer ago is not offered to patients and not restarted."
    ),
    QT_TRANSLATE_NOOP("Policy", "Restart medicines stopped long ago"),
    QT_TRANSLATE_NOOP(
        "Policy", "Offer stopped medicines to patients however long ago they were stopped."
    ),
    QT_TRANSLATE_NOOP("Policy", "Last visit within"),
    QT_TRANSLATE_NOOP(
        "Policy", "A renewal without a visit in this time is for a provider to weigh."
    ),
    QT_TRANSLATE_NOOP("Policy", "Refills may be used for"),
    QT_TRANSLATE_NOOP(
        "Policy", "How long the refills of a prescription can be filled; schedule III and IV: six."
    ),
    QT_TRANSLATE_NOOP("Policy", "Front desk and nurses deny renewals"),
    QT_TRANSLATE_NOOP(
        "Policy", "For administrative reasons only; clinical ones are always the provider's."
    ),
    QT_TRANSLATE_NOOP("Policy", "Laboratory values that drugs ask for"),
    QT_TRANSLATE_NOOP("Policy", "Shown as facts: a value that is due stops no approval."),
    QT_TRANSLATE_NOOP("Policy", "Drugs"),
    QT_TRANSLATE_NOOP("Policy", "Lab"),
    QT_TRANSLATE_NOOP("Policy", "Codes"),
    QT_TRANSLATE_NOOP("Policy", "Months"),
    # appointments
    QT_TRANSLATE_NOOP("Policy", "Patients may ask for appointments"),
    QT_TRANSLATE_NOOP(
        "Policy", "When off, the portal takes no new requests; what waits is decided. (F5)"
    ),
    QT_TRANSLATE_NOOP("Policy", "Patients may book free times themselves"),
    QT_TRANSLATE_NOOP("Policy", "When off, they ask, and the practice decides. (F6)"),
    QT_TRANSLATE_NOOP("Policy", "Appointments that patients see"),
    QT_TRANSLATE_NOOP("Policy", "All, or only those that were made through the portal. (F8, F58)"),
    QT_TRANSLATE_NOOP("Policy", "All"),
    QT_TRANSLATE_NOOP("Policy", "Portal only"),
    QT_TRANSLATE_NOOP("Policy", "Offered times are held for"),
    QT_TRANSLATE_NOOP("Policy", "Then they are free again, and the patient and the desk are told."),
    QT_TRANSLATE_NOOP("Policy", "Shortest notice for a visit"),
    QT_TRANSLATE_NOOP("Policy", "What begins sooner is booked only by somebody who says so."),
    QT_TRANSLATE_NOOP("Policy", "Late cancellation"),
    QT_TRANSLATE_NOOP("Policy", "A visit that is closer is canceled only by somebody who says so."),
    # results
    QT_TRANSLATE_NOOP("Policy", "When results go out"),
    QT_TRANSLATE_NOOP(
        "Policy",
        "The first rule that fits decides. Critical, sensitive, corrected and not final results "
        "never go out by themselves.",
    ),
    QT_TRANSLATE_NOOP("Policy", "Categories"),
    QT_TRANSLATE_NOOP("Policy", "States"),
    QT_TRANSLATE_NOOP("Policy", "Statuses"),
    QT_TRANSLATE_NOOP("Policy", "Mode"),
    QT_TRANSLATE_NOOP("Policy", "Immediate"),
    QT_TRANSLATE_NOOP("Policy", "Provider first"),
    QT_TRANSLATE_NOOP("Policy", "Manual"),
    QT_TRANSLATE_NOOP("Policy", "Deadline Hours"),
    QT_TRANSLATE_NOOP("Policy", "All other results"),
    QT_TRANSLATE_NOOP(
        "Policy",
        "Immediate, after a provider with or without a deadline, or by hand. A delay of all results "
        "without a deadline is likely information blocking (45 CFR 171).",
    ),
    QT_TRANSLATE_NOOP("Policy", "Delays by state law"),
    QT_TRANSLATE_NOOP(
        "Policy", "Results of these categories are not released before the day the law names."
    ),
    QT_TRANSLATE_NOOP("Policy", "State"),
    QT_TRANSLATE_NOOP("Policy", "Until Day"),
    QT_TRANSLATE_NOOP("Policy", "Law"),
    QT_TRANSLATE_NOOP("Policy", "Routine kinds"),
    QT_TRANSLATE_NOOP(
        "Policy", "Only results of these kinds may be released together with others."
    ),
    QT_TRANSLATE_NOOP("Policy", "More sensitive tests"),
    QT_TRANSLATE_NOOP("Policy", "LOINC codes that the practice counts to a sensitive category."),
    QT_TRANSLATE_NOOP("Policy", "Age bands"),
    QT_TRANSLATE_NOOP(
        "Policy", "What care managers of patients of an age see, and which categories never."
    ),
    QT_TRANSLATE_NOOP("Policy", "From Age"),
    QT_TRANSLATE_NOOP("Policy", "To Age"),
    QT_TRANSLATE_NOOP("Policy", "Proxy Scope"),
    QT_TRANSLATE_NOOP("Policy", "Full"),
    QT_TRANSLATE_NOOP("Policy", "Limited"),
    QT_TRANSLATE_NOOP("Policy", "None"),
    QT_TRANSLATE_NOOP("Policy", "Own Account"),
    QT_TRANSLATE_NOOP("Policy", "Blocked"),
    QT_TRANSLATE_NOOP("Policy", "Longest hold"),
    QT_TRANSLATE_NOOP("Policy", "A hold is looked at again within so many days."),
    # statements
    QT_TRANSLATE_NOOP("Policy", "Patients read statements in the portal"),
    QT_TRANSLATE_NOOP(
        "Policy", "Without it every statement goes out on paper, and nobody is sent a notice."
    ),
    QT_TRANSLATE_NOOP("Policy", "Patients pay statements in the portal"),
    QT_TRANSLATE_NOOP(
        "Policy",
        "Only the latest statement of an account can be paid, and only while they read it.",
    ),
    # what laboratories send
    QT_TRANSLATE_NOOP("Policy", "Record numbers are ours when they come from"),
    QT_TRANSLATE_NOOP(
        "Policy",
        "A laboratory names, beside a patient's record number, who gave the number out. List every "
        "name under which yours arrives, as the laboratories write it. While the list has no name but "
        "web addresses, a number counts when it names the practice that the message is addressed to.",
    ),
    QT_TRANSLATE_NOOP("Policy", "the practice addressed"),
    QT_TRANSLATE_NOOP("Policy", "Take in messages that are marked as training or testing"),
    QT_TRANSLATE_NOOP(
        "Policy",
        "Some laboratories mark everything that they send in this way. Turned off, such messages "
        "are kept and refused as tests.",
    ),
    # letting patients in
    QT_TRANSLATE_NOOP("Policy", "minutes"),
    QT_TRANSLATE_NOOP("Policy", "Enrollment tokens are good for"),
    QT_TRANSLATE_NOOP("Policy", "NIST SP 800-63A: at most 30 days for a code sent by post."),
    QT_TRANSLATE_NOOP("Policy", "Temporary credentials are good for"),
    QT_TRANSLATE_NOOP(
        "Policy", "They open nothing but the choice of one's own user name and password."
    ),
    QT_TRANSLATE_NOOP("Policy", "Invitations are good for"),
    QT_TRANSLATE_NOOP("Policy", "The link in the mail; sending it again starts the time anew."),
    QT_TRANSLATE_NOOP("Policy", "Password links are good for"),
    QT_TRANSLATE_NOOP("Policy", "A password link asks two security questions"),
    QT_TRANSLATE_NOOP(
        "Policy", "Only where the account has answered five, and never in place of the link."
    ),
    QT_TRANSLATE_NOOP("Policy", "A recorded proof of identity holds for"),
    QT_TRANSLATE_NOOP(
        "Policy", "After that the person is asked again before anything is handed out."
    ),
    QT_TRANSLATE_NOOP("Policy", "Temporary credentials need two staff members"),
    QT_TRANSLATE_NOOP("Policy", "One checks who the person is, another hands out."),
    QT_TRANSLATE_NOOP("Policy", "Care managers may act for dependents"),
    QT_TRANSLATE_NOOP(
        "Policy", "When off, no new link is made; those that hold go on until they end."
    ),
    QT_TRANSLATE_NOOP("Policy", "Access to an adult's record needs a second person"),
    QT_TRANSLATE_NOOP(
        "Policy", "One staff member prepares the link, an administrator approves it."
    ),
    QT_TRANSLATE_NOOP("Policy", "Links are listed as ending when they end within"),
    # workstations
    QT_TRANSLATE_NOOP("Policy", "The window locks after"),
    QT_TRANSLATE_NOOP("Policy", "Without a key or a click. The password unlocks it."),
    QT_TRANSLATE_NOOP("Policy", "The program forgets everything and asks for a sign-in after"),
    QT_TRANSLATE_NOOP(
        "Policy", "HIPAA 45 CFR 164.312(a)(2)(iii) asks for automatic logoff and names no time."
    ),
    QT_TRANSLATE_NOOP("Policy", "Items may be reviewed while the portal can not be reached"),
    QT_TRANSLATE_NOOP(
        "Policy", "A copy of open items lies on the computer, encrypted under a passphrase."
    ),
    QT_TRANSLATE_NOOP("Policy", "Of these queues"),
    QT_TRANSLATE_NOOP("Policy", "no queue"),
    QT_TRANSLATE_NOOP("Policy", "Of an item the copy holds"),
    QT_TRANSLATE_NOOP("Policy", "Row: only what the list shows; it can be read, not decided on."),
    QT_TRANSLATE_NOOP("Policy", "Whole"),
    QT_TRANSLATE_NOOP("Policy", "Row"),
    QT_TRANSLATE_NOOP("Policy", "The copy may be read for"),
    QT_TRANSLATE_NOOP(
        "Policy", "Counted from the last contact with the portal; then it is deleted."
    ),
    QT_TRANSLATE_NOOP("Policy", "The copy holds at most"),
    QT_TRANSLATE_NOOP("Policy", "What is overdue first, then what has waited longest."),
    QT_TRANSLATE_NOOP("Policy", "items"),
    QT_TRANSLATE_NOOP("Policy", "By these roles"),
    QT_TRANSLATE_NOOP("Policy", "nobody"),
    QT_TRANSLATE_NOOP("Policy", "Documents may be kept for reading without the portal"),
    QT_TRANSLATE_NOOP("Policy", "Only those that a person has chosen one by one."),
)
"""Every text of the forms of the portal's own policies; here so that they are extracted."""


def policy_text(text: str) -> str:
    """A text of a form in the user's language, or as the portal words it."""
    return QCoreApplication.translate("Policy", text) if text else ""


def choice_text(code: str) -> str:
    """What a choice is called: a queue or a role as everywhere, another one by its code in words."""
    if code in FACES:
        return FACES[code].title()
    if code in ROLES:
        return role_words([code])
    return policy_text(code.replace("_", " ").capitalize())
