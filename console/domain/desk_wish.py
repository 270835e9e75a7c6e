"""What a person wants to change about the desk; the portal has the last word on each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Change(StrEnum):
    """What can be changed."""

    SAVE_VIEW = "save_view"
    CHANGE_VIEW = "change_view"
    DELETE_VIEW = "delete_view"
    MAKE_DELEGATION = "make_delegation"
    END_DELEGATION = "end_delegation"
    ANNOUNCE_ABSENCE = "announce_absence"
    END_ABSENCE = "end_absence"
    ENTER_LEAVE = "enter_leave"
    END_LEAVE = "end_leave"
    SET_POLICY = "set_policy"
    ADD_TEMPLATE = "add_template"
    CHANGE_TEMPLATE = "change_template"
    RETIRE_TEMPLATE = "retire_template"


@dataclass(frozen=True)
class DeskWish:
    """One change: `id` names what is changed (a policy by its name), `fields` what it shall be."""

    change: Change
    id: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)
