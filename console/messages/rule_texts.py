"""What is said about a decision that a rule forbids, by the code of the rule (DOMAIN §5.2–§5.5)."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication


def rule_text(code: str) -> str:
    """A sentence for the portal's code; of a rule that we do not know, that there is one."""
    text = _TEXTS.get(code)
    if text is None:
        return QCoreApplication.translate(
            "Problems", "A rule of the practice or of the law forbids it."
        )
    return text()


_TEXTS: Mapping[str, Callable[[], str]] = {
    "ANOTHER_PERSON": lambda: QCoreApplication.translate(
        "Rules", "That item is about another person."
    ),
    "ASKED_AGAIN": lambda: QCoreApplication.translate(
        "Rules", "The same account has asked again since; decide that request."
    ),
    "AUDIENCE_CHANGED": lambda: QCoreApplication.translate(
        "Rules", "Who will see it has changed since you looked."
    ),
    "BIRTH_DATE_DIFFERS": lambda: QCoreApplication.translate(
        "Rules", "The laboratory sent another birth date than the chart has; say why it fits."
    ),
    "CHART_DECEASED": lambda: QCoreApplication.translate(
        "Rules", "The chart is marked as deceased."
    ),
    "CHART_HAS_ACCOUNT": lambda: QCoreApplication.translate(
        "Rules", "The chart already has an active account."
    ),
    "CHART_MERGED": lambda: QCoreApplication.translate(
        "Rules", "The chart was merged into another one."
    ),
    "CHART_OF_ANOTHER": lambda: QCoreApplication.translate(
        "Rules", "A colleague has marked this chart as another person's."
    ),
    "CHART_RESTRICTED": lambda: QCoreApplication.translate(
        "Rules", "The chart is restricted; the practice's administrator decides."
    ),
    "CHART_UNKNOWN": lambda: QCoreApplication.translate(
        "Rules", "The chart is not one of this practice."
    ),
    "CLINICAL_REFUSAL": lambda: QCoreApplication.translate(
        "Rules", "Only who refused it, or a peer of theirs, can reopen it."
    ),
    "CONTACT_NEEDED": lambda: QCoreApplication.translate(
        "Rules", "Nobody has been told about the critical value yet; record the call first."
    ),
    "CONTACT_TIME": lambda: QCoreApplication.translate(
        "Rules", "The time of the call is before the sample was taken, or is yet to come."
    ),
    "CONTROLLED_CHANGE": lambda: QCoreApplication.translate(
        "Rules", "A change of a controlled drug needs a new prescription."
    ),
    "CONTROLLED_LIMIT": lambda: QCoreApplication.translate(
        "Rules", "A controlled drug has five refills within six months at most; prescribe it anew."
    ),
    "DECEASED": lambda: QCoreApplication.translate("Rules", "The chart is marked as deceased."),
    "DESK_MAY_NOT_DENY": lambda: QCoreApplication.translate(
        "Rules", "In this practice only a provider denies renewals."
    ),
    "DOCUMENT_UNKNOWN": lambda: QCoreApplication.translate(
        "Rules", "The document is not in the chart any more."
    ),
    "DUPLICATE_OF_DUPLICATE": lambda: QCoreApplication.translate(
        "Rules", "That item is marked as a duplicate itself."
    ),
    "DUPLICATE_OPEN": lambda: QCoreApplication.translate(
        "Rules", "Another request for the same is open; decide that one."
    ),
    "FACTS_CHANGED": lambda: QCoreApplication.translate(
        "Rules", "Something has come up since it was checked."
    ),
    "GUARDIAN_IS_A_MINOR": lambda: QCoreApplication.translate(
        "Rules", "The chart named for the guardian is of a minor."
    ),
    "GUARDIAN_MISSING": lambda: QCoreApplication.translate(
        "Rules", "A minor needs a guardian, and what was seen of them."
    ),
    "GUARDIAN_UNKNOWN": lambda: QCoreApplication.translate(
        "Rules", "No living guardian has this record number here."
    ),
    "HOLD_DEMANDS": lambda: QCoreApplication.translate(
        "Rules", "This reason for a hold demands more than a rationale."
    ),
    "IS_CANCELLATION": lambda: QCoreApplication.translate(
        "Rules", "The patient asks to cancel; there is nothing to book."
    ),
    "LATE_CANCELLATION": lambda: QCoreApplication.translate(
        "Rules", "The visit is closer than the notice the practice asks for."
    ),
    "LINKED_UNDECIDED": lambda: QCoreApplication.translate(
        "Rules", "An appointment request came along; say whether to decline it or to keep it."
    ),
    "MAIL_WAITS": lambda: QCoreApplication.translate(
        "Rules", "The confirmation is still on its way."
    ),
    "MEDICATION_UNKNOWN": lambda: QCoreApplication.translate(
        "Rules", "The medicine is not in the chart any more."
    ),
    "NOTHING_CHANGED": lambda: QCoreApplication.translate(
        "Rules", "It is prescribed so already; approve it as it is."
    ),
    "NOTHING_PAYABLE": lambda: QCoreApplication.translate(
        "Rules", "No statement of this account can be paid now; answer in your own words."
    ),
    "NOTICE_QUEUED": lambda: QCoreApplication.translate(
        "Rules", "A notice of this statement is on its way already."
    ),
    "NOT_OF_ACCOUNT": lambda: QCoreApplication.translate(
        "Rules", "That is no published statement of this account."
    ),
    "NOT_PAYABLE": lambda: QCoreApplication.translate(
        "Rules", "Only the statement that can be paid is sent again."
    ),
    "NOT_AN_ORIGINAL": lambda: QCoreApplication.translate(
        "Rules", "It can only be a duplicate of another item of this queue."
    ),
    "NOT_A_CANCELLATION": lambda: QCoreApplication.translate(
        "Rules", "The patient has not asked to cancel."
    ),
    "NOT_A_CANDIDATE": lambda: QCoreApplication.translate(
        "Rules", "The chart is none of those that the item shows."
    ),
    "NOT_A_COLLEAGUE": lambda: QCoreApplication.translate(
        "Rules", "That colleague does not work on this queue."
    ),
    "NOT_A_LAB_RESULT": lambda: QCoreApplication.translate(
        "Rules", "This is not a laboratory result."
    ),
    "NOT_A_MINOR": lambda: QCoreApplication.translate(
        "Rules", "The applicant is of age and needs no guardian."
    ),
    "NOT_A_PRESCRIBER": lambda: QCoreApplication.translate(
        "Rules", "That colleague does not approve renewals."
    ),
    "NOT_BOOKED": lambda: QCoreApplication.translate(
        "Rules", "The appointment is not booked any more."
    ),
    "NOT_DELEGABLE": lambda: QCoreApplication.translate(
        "Rules", "This can be decided in one's own right only."
    ),
    "NOT_FINAL": lambda: QCoreApplication.translate("Rules", "The result is not final."),
    "NOT_SHOWN": lambda: QCoreApplication.translate(
        "Rules", "Patients read a newer version; take that one back."
    ),
    "NOT_WAITING": lambda: QCoreApplication.translate(
        "Rules", "The item does not wait for anybody any more."
    ),
    "NO_ACCOUNT": lambda: QCoreApplication.translate("Rules", "The request carries no account."),
    "NO_CHART": lambda: QCoreApplication.translate(
        "Rules", "The enrollment is still undecided; decide it first."
    ),
    "NO_MAIL": lambda: QCoreApplication.translate(
        "Rules", "No confirmation belongs to this enrollment."
    ),
    "OVERLAP": lambda: QCoreApplication.translate(
        "Rules", "The patient has another appointment at that time."
    ),
    "REPORT_UNKNOWN": lambda: QCoreApplication.translate(
        "Rules", "The report is not in the chart any more."
    ),
    "REVIEW_DATE": lambda: QCoreApplication.translate(
        "Rules", "The day on which the hold is looked at again is not allowed."
    ),
    "SCHEDULE_II": lambda: QCoreApplication.translate(
        "Rules", "A drug of schedule II has no refills; prescribe it anew."
    ),
    "SECOND_CHART": lambda: QCoreApplication.translate(
        "Rules", "The person may have a chart already; confirm that it is a second one."
    ),
    "SHORT_NOTICE": lambda: QCoreApplication.translate(
        "Rules", "That time is sooner than the practice usually sees anybody."
    ),
    "SLOT_PAST": lambda: QCoreApplication.translate("Rules", "That time has already begun."),
    "SLOT_UNKNOWN": lambda: QCoreApplication.translate("Rules", "There is no such time any more."),
    "STATE_LAW_DELAY": lambda: QCoreApplication.translate(
        "Rules", "The law of the patient's state demands a delay."
    ),
    "SUPERSEDED": lambda: QCoreApplication.translate(
        "Rules", "A newer version has come in; decide on that one."
    ),
    "TEXT_REVEALS_CHART": lambda: QCoreApplication.translate(
        "Rules", "The words to the applicant hold something that only a chart says."
    ),
    "TOO_MANY": lambda: QCoreApplication.translate(
        "Rules", "Fewer of these are decided at once; look at the rest again."
    ),
    "TOO_SHORT": lambda: QCoreApplication.translate(
        "Rules", "The free time is shorter than the visit."
    ),
    "VISIBLE": lambda: QCoreApplication.translate(
        "Rules", "Patients see it already; review it, or recall it."
    ),
    "VISIT_BEGUN": lambda: QCoreApplication.translate("Rules", "The visit has begun."),
    "WAIT_DATE": lambda: QCoreApplication.translate(
        "Rules", "It can wait until a day after today, within a year."
    ),
    "ACCOUNT_ACTIVE": lambda: QCoreApplication.translate(
        "Rules", "The applicant's account is active in this practice already."
    ),
    "ALLERGY": lambda: QCoreApplication.translate(
        "Rules", "An allergy speaks against it; say why it is right all the same."
    ),
    "CAPTCHA_MISSING": lambda: QCoreApplication.translate(
        "Rules",
        "The application came without the check for programs; ask the applicant to sign up again.",
    ),
    "CLOSED_DAY": lambda: QCoreApplication.translate(
        "Rules", "The practice is closed on that day."
    ),
    "ON_LEAVE": lambda: QCoreApplication.translate("Rules", "The provider is away at that time."),
    "PRACTITIONER_LEFT": lambda: QCoreApplication.translate(
        "Rules", "The provider does not see patients here any more."
    ),
    "TERMS_MISSING": lambda: QCoreApplication.translate(
        "Rules", "The applicant has not accepted the terms; ask the applicant to do so."
    ),
    "TOO_SOON": lambda: QCoreApplication.translate(
        "Rules", "It is too soon for this renewal; give a reason why it is granted all the same."
    ),
    "WAIT_ENDS_PAST": lambda: QCoreApplication.translate(
        "Rules", "The wait would end before it begins; choose a later day."
    ),
}
