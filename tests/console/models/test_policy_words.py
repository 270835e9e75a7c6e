"""What the settings of a practice say can be said in the user's language."""

from collections.abc import Iterator, Sequence

from console.models.policy_fields import PolicyField, fields_of
from console.models.policy_words import WORDS, choice_text, policy_text
from console.models.queue_faces import FACES
from console.models.role_words import ROLES, role_words
from portal.queues.registry import QUEUES
from portal.services.policies.documents import form_of, models


def texts(fields: Sequence[PolicyField]) -> Iterator[str]:
    for field in fields:
        yield from (field.title, field.description, field.unit, field.empty)
        yield from (choice_text(one) for one in field.choices if one not in (*FACES, *ROLES))
        yield from texts(field.fields)


def test_every_text_of_the_portals_policies_can_be_translated():
    """And none is kept for translation that no policy says."""
    said = {
        text
        for model in models(QUEUES).values()
        for text in texts(fields_of(form_of(model)))
        if text
    }
    assert said == set(WORDS)


def test_words_of_a_newer_portal_are_shown_as_they_come():
    assert policy_text("A rule of next year") == "A rule of next year"
    assert choice_text("next_year") == "Next year"


def test_queues_and_roles_are_called_as_everywhere():
    assert choice_text("refill") == "Renewals"
    assert choice_text("admin") == "Administrator"
    assert all(role_words([one]) for one in ROLES)
