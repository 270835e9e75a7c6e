"""No token is anywhere but in the answer that hands it out (I9, T6)."""

from pathlib import Path

from sqlalchemy import select

from portal.db.columns import metadata
from portal.db.unit_of_work import Scope
from portal.services.hand_outs import FREE_TRIES
from tests.portal.tokens.conftest import Letter, Office
from tests.support.canary import disguises, found_in


def day(office: Office) -> list[Letter]:
    """Letters in every state, as a day leaves them."""
    letters = [office.letter() for _ in range(6)]
    printed, used, revoked, burnt, replaced, expired = letters
    base = "/v1/practices/1/enrollment-tokens"
    assert office.desk.post(f"{base}/{printed.id}/printed").status_code == 204
    assert office.call("redeem", used.token).status_code == 201
    revoke = office.desk.post(f"{base}/{revoked.id}/revoke", json={"reason": "OTHER"})
    assert revoke.status_code == 204
    for _ in range(FREE_TRIES):
        office.call("check", burnt.token, family_name="Nobody")
    letters.append(office.letter(replaced.patient_id))
    office.expire(expired)
    for letter in letters:
        office.call("check", letter.token)
        office.desk.post(f"{base}/check", json={"token": letter.token})
        office.access(letter.patient_id)
    return letters


def parts_of(letter: Letter) -> list[str]:
    """The token as printed, in one piece, and its secret alone."""
    symbols = letter.token.replace("-", "")
    return [letter.token, symbols, symbols[5:15]]


def test_i9_t6_no_token_is_in_the_database_its_files_or_the_log(office: Office):
    letters = day(office)
    words = [word for letter in letters for word in parts_of(letter)]
    with office.database.read(Scope.ALL) as reader:
        tables = metadata.tables.values()
        dump = "\n".join(
            str(value) for table in tables for row in reader.execute(select(table)) for value in row
        ).encode()
    assert [word for word in words if any(form in dump for form in disguises(word))] == []
    files = [path for path in Path(office.process.data_dir).rglob("*") if path.is_file()]
    assert found_in(words, *files) == []
    known = office.row(letters[0])
    assert known["id"].encode() in dump  # the search sees what is there


def test_t6_what_a_dump_holds_opens_no_letter(office: Office):
    """Tag, hash and locator of a row, in whatever order, are no token."""
    letter = office.letter()
    row = office.row(letter)
    for tried in (row["secret_hash"], row["locator"] * 3 + "0", str(row["tag"]), row["id"]):
        assert office.call("check", tried[:200]).status_code == 403
    assert office.state(letter) == "issued"


def test_i9_asking_again_gives_another_token_and_never_the_same_one(office: Office):
    patient_id = office.world.chart()
    made = [office.letter(patient_id) for _ in range(4)]
    assert len({letter.token for letter in made}) == 4
    assert [office.state(letter) for letter in made] == ["superseded"] * 3 + ["issued"]


def test_every_answer_with_a_token_is_kept_nowhere_on_the_way(office: Office):
    reply = office.issue(office.world.chart())
    assert reply.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in reply.headers
