"""The states and territories of the United States: *Massachusetts* and *MA* are one."""

_STATES = """
al alabama, ak alaska, az arizona, ar arkansas, ca california, co colorado, ct connecticut,
de delaware, dc district of columbia, fl florida, ga georgia, hi hawaii, id idaho, il illinois,
in indiana, ia iowa, ks kansas, ky kentucky, la louisiana, me maine, md maryland, ma massachusetts,
mi michigan, mn minnesota, ms mississippi, mo missouri, mt montana, ne nebraska, nv nevada,
nh new hampshire, nj new jersey, nm new mexico, ny new york, nc north carolina, nd north dakota,
oh ohio, ok oklahoma, or oregon, pa pennsylvania, ri rhode island, sc south carolina,
sd south dakota, tn tennessee, tx texas, ut utah, vt vermont, va virginia, wa washington,
wv west virginia, wi wisconsin, wy wyoming, as american samoa, gu guam,
mp northern mariana islands, pr puerto rico, vi virgin islands
"""

_BY_NAME = {
    name: code for code, _, name in (entry.strip().partition(" ") for entry in _STATES.split(","))
}


def state_code(folded: str) -> str:
    """Give the postal code of a folded state; what is none stays as it is."""
    return _BY_NAME.get(folded, folded)
