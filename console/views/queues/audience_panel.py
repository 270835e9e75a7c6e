"""Who will see a result once it is released: the patient and each care manager (DOMAIN F67)."""

from collections.abc import Mapping
from typing import Any

from console.views.queues.facts import Fact, FactList
from console.views.queues.reading import flag, line, parts
from console.views.queues.result_words import relation_words, why_words
from console.views.queues.section import Section, reveal
from console.views.queues.wrapped import WrappedLabel


class AudiencePanel(Section):
    """Shows everybody with access to the chart, and what comes of it for this very result."""

    def __init__(self) -> None:
        super().__init__("")
        self._facts = FactList(lead=18)
        self._nobody = WrappedLabel(tone="muted")
        self.content.addWidget(self._facts)
        self.content.addWidget(self._nobody)

    def show_audience(self, audience: Mapping[str, Any], *, is_open: bool) -> None:
        """Show the audience; nothing where the portal did not tell it."""
        self.set_title(self.tr("Who will see it") if is_open else self.tr("Who sees it"))
        self._facts.show_facts([self._fact(one) for one in parts(audience, "viewers")])
        nobody = bool(audience) and not parts(audience, "viewers")
        text = self.tr("Nobody yet: there is no account for this chart. The practice calls.")
        self._nobody.say(text if nobody else "")
        reveal(self._nobody, shown=nobody)
        reveal(self, shown=bool(audience))

    def shown(self) -> list[tuple[str, str]]:
        """Give who is on the screen, with what is said of them."""
        return self._facts.shown()

    def _fact(self, viewer: Mapping[str, Any]) -> Fact:
        name = self.tr("{name}, {relation}").format(
            name=line(viewer, "name"), relation=relation_words(line(viewer, "relation"))
        )
        if flag(viewer, "sees"):
            return Fact(name, self.tr("sees it and is told"), "check", "ok")
        why = why_words(line(viewer, "why"))
        return Fact(name, self.tr("does not see it: {why}").format(why=why), "cross", "muted")
