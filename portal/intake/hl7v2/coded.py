"""Coded elements (CE, CWE, CNE) and the people and places that are written in components."""

from portal.intake.hl7v2.segments import Repetition, Segment
from portal.intake.prose import one_line
from portal.intake.shape import Coded


def codings(repetitions: tuple[Repetition, ...], segment: Segment) -> tuple[Coded, ...]:
    """Give the code of the first repetition, its alternate, and its second alternate, as sent.

    Components 1 to 3, 4 to 6, and 10 to 12; component 9 is the text that the coding came from.
    """
    found = []
    for first in (1, 4, 10):
        code, text, system = (
            one_line(segment.pick(repetitions, first + place)) for place in range(3)
        )
        if code or text:
            found.append(Coded(code, text, system))
    original = one_line(segment.pick(repetitions, 9))
    if not original:
        return tuple(found)
    if not found:
        return (Coded("", original, ""),)
    if not any(one.text for one in found):
        found[0] = Coded(found[0].code, original, found[0].system)
    return tuple(found)


def coded(segment: Segment, field: int) -> Coded:
    """Give a field's code with its alternates in `others`; where it has no text, an alternate's."""
    found = codings(segment.repetitions(field), segment)
    if not found:
        return Coded()
    first = found[0]
    text = first.text or next((one.text for one in found if one.text), "") or first.code
    return Coded(first.code, text, first.system, found[1:])


def shown(repetition: Repetition, segment: Segment) -> str:
    """Give what a coded value says, in the laboratory's own words (component 9) where it has any.

    Else it is the text of its code, else that of an alternate, else the code alone.
    """
    original = one_line(segment.pick((repetition,), 9))
    if original:
        return original
    found = codings((repetition,), segment)
    return next((one.text for one in found if one.text), "") or next(
        (one.code for one in found if one.code), ""
    )


def designator(repetitions: tuple[Repetition, ...], segment: Segment, component: int) -> str:
    """Give an assigning authority (HD within a component): namespace id, else universal id."""
    return segment.pick(repetitions, component) or segment.pick(repetitions, component, sub=2)
