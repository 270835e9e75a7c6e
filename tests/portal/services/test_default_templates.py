"""The texts a practice begins with fit their queues, and are there in both languages."""

import pytest

from portal.queues.registry import QUEUES
from portal.services import default_templates, text_templates

DRAFTS = list(default_templates.drafts(QUEUES))


@pytest.mark.parametrize("draft", DRAFTS, ids=lambda draft: f"{draft.kind} {draft.title}")
def test_each_text_may_be_kept(draft):
    text_templates.check(QUEUES[draft.kind], draft)
    assert 1 <= len(draft.title) <= 120
    assert len(draft.body) <= 2000


def test_each_text_is_there_in_both_languages():
    for language in text_templates.LANGUAGES:
        places = [(one.kind, one.action) for one in DRAFTS if one.language == language]
        assert len(places) == len(DRAFTS) / 2
    assert {one.kind for one in DRAFTS} >= {"enrollment", "refill", "appointment", "result"}
