"""Why a message does not become a result: what waits in quarantine, and what is refused for good.

Quarantined is what may be a result and could not be read: a person looks at it, and it can be tried
again. Refused is what is no laboratory result at all; it is kept, and nobody has to see to it.
"""

QUARANTINED = frozenset(
    {
        "UNREADABLE",  # no message could be found in the bytes
        "NO_HEADER",  # no MSH, or one that can not be read
        "BAD_ENCODING",  # not the characters that it says it is
        "TRUNCATED",  # it ends in the middle
        "TOO_LARGE",
        "TOO_LONG",  # a field is longer than any that we keep
        "NO_REPORT",  # a result message without a report in it
        "BAD_STRUCTURE",
        "BAD_VALUE",
        "BAD_TIME",
        "MISSING_PART",  # refers to something that did not come with it
        "SEVERAL_PATIENTS",  # one message about several people
        "PARSER_FAILED",
        "LANDING_FAILED",  # it was read, and putting it away failed
    }
)
REFUSED = frozenset(
    {
        "NOT_A_RESULT_MESSAGE",  # ADT, ORM, SIU, … or another FHIR resource
        "CASE_NOTIFICATION",  # what public health is told of a case
        "DEATH_CERTIFICATE",
        "NOT_LABORATORY",  # a result, and of no laboratory
        "TEST_MESSAGE",  # for training or testing, and the practice wants none (MSH-11)
    }
)
