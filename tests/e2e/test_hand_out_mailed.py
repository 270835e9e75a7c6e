"""The way in by a mailed invitation, and each wrong turn on it (DOMAIN F19)."""

from typing import Any

from portal.services.hand_outs import FREE_TRIES, INVITATION
from tests.support.hand_out_house import REFUSED, House, Person, Turns, said_by


def test_way_4_a_mailed_invitation_opens_the_record_and_proves_the_address(
    house_on_both: House,
) -> None:
    house = house_on_both
    ada, _ = house.person("Adalgisa", "Byronfeld"), house.person("Bob", "Curie")
    house.invite(ada)
    secret = house.mailed(ada.email, "invitation")
    patient = house.stranger()
    opened = patient.post("invitations/open", {"secret": secret})
    assert opened.status_code == 200, opened.text
    for fact in (ada.given_name, ada.family_name, ada.birth_date, ada.email):
        assert fact not in opened.text, "the link alone tells nothing of the patient"
    assert patient.accept(secret, ada, "ada.mail").status_code == 201
    session = patient.enter("ada.mail")
    assert patient.medicines(session) == [ada.medicine]
    account = patient.get("me", session).json()["account"]
    assert (account["email"], bool(account["email_verified_at"])) == (ada.email, True)


def test_every_wrong_turn_with_an_invitation_reads_one_answer_and_changes_nothing(
    house: House,
) -> None:
    turns, bob = Turns(house), house.person("Bob", "Curie")
    expired, used, revoked, replaced, resent, burnt, whole = (house.person() for _ in range(7))
    people = (expired, used, revoked, replaced, resent, burnt, whole, bob)
    ids = {who.chart: house.invite(who) for who in people}
    secrets = {who.chart: house.mailed(who.email, "invitation") for who in people}
    house.settle()
    house.outdate(INVITATION, ids[expired.chart])
    assert house.stranger().accept(secrets[used.chart], used, "used.mail").status_code == 201
    house.done(f"invitations/{ids[revoked.chart]}/revoke", {"reason": "NOT_NEEDED"})
    house.invite(replaced)
    house.done(f"invitations/{ids[resent.chart]}/resend", {})
    for number in range(FREE_TRIES):
        wrong = {"birth_date": "1940-02-03"}
        house.stranger().accept(secrets[burnt.chart], burnt, f"burn.{number}", **wrong)

    def accept(name: str, who: Person, claimed: Person, **more: Any) -> None:
        secret = more.pop("secret", secrets.get(who.chart, ""))
        turns.take(name, lambda: house.stranger().accept(secret, claimed, f"u.{name}", **more))
        if claimed is who and not more:
            turns.take(
                f"{name}-open",
                lambda: house.stranger().post("invitations/open", {"secret": secret}),
            )

    for who, name in (
        (expired, "expired"),
        (used, "used"),
        (revoked, "revoked"),
        (replaced, "superseded"),
        (resent, "sent-again"),
        (burnt, "sixth"),
    ):
        accept(name, who, who)
    accept("birth-date", whole, whole, birth_date="1940-02-03")
    accept("last-name", whole, whole, family_name="Somebody")
    accept("other-patient", whole, bob)
    assert house.tries(INVITATION, ids[whole.chart]) == 3
    secret = secrets[whole.chart]
    accept("changed", whole, whole, secret=secret[:-8] + secret[-8:].swapcase())
    accept("longer", whole, whole, secret=secret + "AAAA")
    accept("no-secret", whole, whole, secret="hello")
    turns.are_all(REFUSED)
    assert house.tries(INVITATION, ids[whole.chart]) == 3, "strangers burn nothing"
    assert house.stranger().accept(secret, whole, "whole.mail").status_code == 201


def test_one_text_for_tokens_and_invitations(house: House) -> None:
    """Not even the kind of thing that was refused is told."""
    stranger = house.stranger()
    token = said_by(stranger.redeem("0000-0000-0000-0000", house.person(), "ada.none"))
    mailed = said_by(stranger.accept("hello", house.person(), "ada.none"))
    assert token == mailed == REFUSED
