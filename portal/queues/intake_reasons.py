"""Why a result or a message from outside is put aside; no patient is told, so no words are proposed."""

from portal.queues.spec import Reason

UNMATCHED_REJECTIONS = (
    Reason("NOT_OURS", "Nobody of this practice", ""),
    Reason("WRONG_RECIPIENT", "Sent to the wrong practice", ""),
    Reason("DUPLICATE", "We have this result already", ""),
    Reason("TEST_MESSAGE", "A test of the laboratory", ""),
)

QUARANTINE_DISCARDS = (
    Reason("NO_RESULT", "There is no result in it", ""),
    Reason("WRONG_RECIPIENT", "Sent to the wrong practice", ""),
    Reason("SENT_AGAIN", "The laboratory has sent it again", ""),
    Reason("TEST_MESSAGE", "A test of the laboratory", ""),
)
