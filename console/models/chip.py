"""The smallest pieces of a face: a status, and the words of one action."""

from typing import NamedTuple


class Chip(NamedTuple):
    """A status: shape, word and colour together, so that none of them carries it alone."""

    icon: str
    text: str
    tone: str


class ActionFace(NamedTuple):
    """The words of one action.

    `label` is the button, `done` the past ("Approved"), `sentence` says what will happen with
    `{who}` for the patient, in words that fit before the act and in *Needs attention*. `not_permitted`
    says who may do it instead, where that is more than that one's role does not allow it.
    """

    icon: str
    label: str
    done: str
    sentence: str
    not_permitted: str = ""
