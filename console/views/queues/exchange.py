"""What the practice has asked an applicant, and what they said: the newest answer stands out."""

from collections.abc import Mapping, Sequence
from typing import Any

from console.models.when import Calendar, ms_of
from console.views.queues.banner import Banner
from console.views.queues.quote import Quote
from console.views.queues.reading import line, names, prose
from console.views.queues.section import Section, reveal


class Exchange(Section):
    """The rounds of questions and answers, oldest first; hidden while there is none."""

    def __init__(self, calendar: Calendar) -> None:
        super().__init__(self.tr("Asked and answered"))
        self._calendar = calendar
        self._new = Banner("info", "mail")
        self.content.addWidget(self._new)
        self._quotes: list[tuple[Quote, Quote]] = []
        reveal(self, shown=False)

    def show_rounds(self, rounds: Sequence[Mapping[str, Any]]) -> None:
        """Show these rounds and no others."""
        while len(self._quotes) < len(rounds):
            pair = Quote(), Quote()
            self._quotes.append(pair)
            for quote in pair:
                self.content.addWidget(quote)
        for number, (question, answer) in enumerate(self._quotes):
            told = rounds[number] if number < len(rounds) else {}
            question.say(self._when(told, "asked_at", self.tr("Asked")), prose(told, "question"))
            answer.say(self._when(told, "answered_at", self.tr("Answered")), prose(told, "answer"))
        self._show_new(rounds[-1] if rounds else {})
        reveal(self, shown=bool(rounds))

    def new_answer(self) -> str:
        """Give the sentence about the newest answer; empty while none stands out."""
        return "" if self._new.isHidden() else self._new.text()

    def _show_new(self, last: Mapping[str, Any]) -> None:
        if not line(last, "answered_at"):
            self._new.say("")
            return
        changed = [self._field(name) for name in names(last, "changed")]
        if changed:
            form = self.tr("The applicant has answered, and corrected: {fields}.")
            title = form.format(fields=", ".join(changed))
        else:
            title = self.tr("The applicant has answered.")
        self._new.say(title)

    def _when(self, told: Mapping[str, Any], key: str, word: str) -> str:
        when = self._calendar.moment(ms_of(line(told, key)))
        return f"{word} {when}" if when else word

    def _field(self, name: str) -> str:
        return {
            "given_name": self.tr("given name"),
            "middle_name": self.tr("middle name"),
            "family_name": self.tr("family name"),
            "suffix": self.tr("suffix"),
            "birth_date": self.tr("birth date"),
            "sex": self.tr("sex"),
            "address": self.tr("address"),
            "phone": self.tr("phone"),
            "email": self.tr("e-mail"),
            "insurance": self.tr("insurance"),
        }.get(name, name.replace("_", " "))
