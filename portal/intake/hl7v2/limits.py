"""What a message may be at most, so that reading one takes bounded time and memory (security T8).

python-hl7 makes an object of about 300 bytes and 2 µs for every component and sub-component, so
separators are counted before it sees a message.
"""

MESSAGE_BYTES = 16 * 1024 * 1024
SEGMENTS = 10_000
SEPARATORS = 150_000  # of all kinds in one message
SEPARATORS_OF_A_FIELD = 2_000  # of one that has components; a text may have any
REPORTS = 500
OBSERVATIONS = 5_000
IDENTIFIERS = 50  # repetitions of PID-3 and its like
VALUE_CHARACTERS = 200_000  # of one OBX-5 that is text; a file inside may be as long as the message
MARKUP_CHARACTERS = 2_000_000  # of HTML and RTF, most of which is no text
SHORT_CHARACTERS = 1_000  # of a number, a unit, a range, a code, a name
LINES = 1_000_000  # a file in base64 may be broken over many
HEADER_CHARACTERS = 20_000  # of MSH
MESSAGES = 50_000  # in one batch
DOCUMENTS = 20
