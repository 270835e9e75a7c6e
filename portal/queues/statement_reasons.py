"""Why a request about a statement is declined, with the words proposed to the patient (DOMAIN F71, F72).

None says anything of a visit or an insurance's decision: who pays is not always the patient.
"""

from portal.queues.spec import Reason

STATEMENT_DECLINES = (
    Reason(
        "ALREADY_PAID",
        "The statement has been paid",
        "Our records show this statement as paid. There is nothing more to do.",
    ),
    Reason(
        "PAYMENT_IN_FLIGHT",
        "A payment is on its way",
        "A payment of yours is being processed. Please look again in a few days.",
    ),
    Reason(
        "AMOUNT_IS_RIGHT",
        "The amount is right",
        "We have checked the statement: the amount is right. Please call us with any question.",
        next_step="message_practice",
    ),
    Reason(
        "SENT_ON_PAPER",
        "The statement goes out on paper",
        "This statement comes to you by post. Please call us if it has not arrived in ten days.",
    ),
    Reason(
        "NOT_DUE_YET",
        "The next statement has not been made",
        "Your next statement has not been made yet. We will tell you when it is here.",
    ),
    Reason(
        "OTHER_BILLER",
        "Somebody else has sent the bill",
        "This bill is not ours. Please ask whoever has sent it to you.",
    ),
    Reason(
        "CALL_REQUIRED",
        "It needs a call",
        "We will call you about this statement.",
        next_step="call_patient",
    ),
    Reason(
        "DUPLICATE",
        "Asked for before",
        "You have asked about this before. We will answer the first request.",
    ),
)
