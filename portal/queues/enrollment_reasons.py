"""The coded reasons for which an enrollment is denied (DOMAIN §5.2, PEERS B16).

No proposed text says whether a chart exists (DOMAIN F22, invariant 7). Who is suspected of fraud
reads, and is offered, what an unknown person is.
"""

from portal.queues.spec import Reason

ENROLLMENT_DENIALS = (
    Reason(
        "NOT_A_PATIENT",
        "Not a patient of the practice",
        "We could not complete your enrollment. Please call the practice so that we can help you.",
        next_step="message_practice",
    ),
    Reason(
        "CANNOT_VERIFY_IDENTITY",
        "Identity can not be verified",
        "We could not confirm who you are from what you sent. "
        "Please bring a photo ID to your next visit, or call us.",
        next_step="message_practice",
    ),
    Reason(
        "INFO_MISMATCH",
        "The information does not fit together",
        "Some of what you sent needs to be checked with you. Please call the practice.",
        next_step="call_patient",
    ),
    Reason(
        "DUPLICATE_REQUEST",
        "The same person has asked before",
        "We have received this request more than once and keep only one. "
        "You do not need to do anything.",
    ),
    Reason(
        "ACCOUNT_EXISTS",
        "The person already has an account",
        "We could not complete this enrollment. If you have signed up before, please recover your "
        "user name or password instead, or call us.",
        next_step="recover_account",
    ),
    Reason(
        "WRONG_PRACTICE",
        "Meant for another practice",
        "This request seems to be meant for another practice. Please choose yours and try again.",
        next_step="resubmit",
    ),
    Reason(
        "MINOR_NEEDS_GUARDIAN",
        "A minor needs a parent or guardian",
        "A parent or guardian must ask for this account. Please have them call the practice.",
        next_step="resubmit",
    ),
    Reason(
        "GUARDIAN_NOT_VERIFIED",
        "The guardian can not be verified",
        "We need to see proof of guardianship first. Please call the practice or bring it along.",
        next_step="message_practice",
    ),
    Reason(
        "NOT_ACCEPTING_PATIENTS",
        "The practice takes no new patients",
        "We are sorry: the practice is not taking new patients at this time.",
    ),
    Reason(
        "SUSPECTED_FRAUD",
        "Suspected fraud; the applicant is not told so",
        "We could not complete your enrollment. Please call the practice so that we can help you.",
        next_step="message_practice",
    ),
)
