"""Yes and no are said as such: a number or a word in their place is a mistake of whoever asks."""

import pytest
from pydantic import ValidationError

from portal.api.accounts import AccountSearchBody
from portal.api.proxies import PrepareBody


@pytest.mark.parametrize("wrong", [0, 1, "yes", "false"])
@pytest.mark.parametrize(
    ("body", "name"),
    [
        (AccountSearchBody, "locked"),
        (AccountSearchBody, "unverified"),
        (AccountSearchBody, "bounced"),
        (AccountSearchBody, "never_signed_in"),
        (PrepareBody, "mutual"),
    ],
)
def test_a_flag_is_true_or_false_and_nothing_else(body, name, wrong):
    with pytest.raises(ValidationError) as caught:
        body.model_validate({name: wrong})
    assert (name,) in [one["loc"] for one in caught.value.errors()]
