"""The checks of a renewal in words: what was looked at, what was found, what to do about it.

The portal checks (DOMAIN §5.3; 21 CFR 1306.12, 1306.22); this only says it.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from console.models.when import Calendar
from console.views.queues.check_advice import advice_for
from console.views.queues.check_sentences import SENTENCES, unknown
from console.views.queues.reading import line, part, parts


class Finding(NamedTuple):
    """One check: its code, its level, what it says, what to do, and the item that it points to."""

    code: str
    level: str
    text: str
    advice: str = ""
    item_id: str = ""


def findings(content: Any, calendar: Calendar) -> list[Finding]:
    """Give what the checks say, the gravest first, what goes without saying left out.

    `content` is that of a renewal. What its medicine alone implies is said even if the portal did
    not check it.
    """
    found = []
    checks = parts(content, "checks")
    for check in [*checks, *_implied(part(content, "medication"), checks)]:
        code, level = line(check, "code"), line(check, "level")
        level = level if level in _ORDER else "warn"
        text = SENTENCES.get(code, unknown)(check, level, calendar)
        if text:
            target = line(part(check, "facts"), "item_id")
            found.append(Finding(code, level, text, advice_for(check, level), target))
    return sorted(found, key=lambda one: _ORDER[one.level])


def _implied(
    medication: Mapping[str, Any], checks: list[Mapping[str, Any]]
) -> list[Mapping[str, Any]]:
    codes = {line(check, "code") for check in checks}
    implied: list[Mapping[str, Any]] = []
    schedule = line(medication, "schedule")
    if schedule and "CONTROLLED" not in codes:
        level = "stop" if schedule == "II" else "warn"
        implied.append({"code": "CONTROLLED", "level": level, "facts": {"schedule": schedule}})
    if line(medication, "status") == "inactive" and "INACTIVE" not in codes:
        facts = {"stopped_on": line(medication, "stopped_on")}
        facts["reason"] = line(medication, "stop_reason")
        implied.append({"code": "INACTIVE", "level": "warn", "facts": facts})
    return implied


_ORDER = {"stop": 0, "warn": 1, "info": 2, "ok": 3}
