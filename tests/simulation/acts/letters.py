"""Letters with tokens: handed out, brought home, used by several at once, taken back (I10, I14)."""

from datetime import date

from portal.db.unit_of_work import Scope
from portal.services import hand_outs
from portal.services.activation import Login
from portal.services.enrollment_tokens import Wanted
from portal.services.hand_outs import TOKEN
from portal.services.sign_up_rules import TERMS_VERSION
from portal.services.token_redeeming import Claim
from tests.simulation.acts.house import House, Letter, act
from tests.simulation.acts.seeding import Person

PASSWORD = "violet harbor lantern 7"
# what people make of one name: wide letters, capitals, a space that is not seen
SPELLINGS = ("{}", "{}", "{}", "\uff41{}", "A{}", "{}\u200b", "{}\u00ad")
NAMES = ("ada.byron", "ida.byron", "grace.h")


def login_of(house: House) -> Login:
    """What somebody chooses; not seldom what another has chosen, spelled otherwise."""
    name = house.rng.choice(NAMES)
    spelled = house.rng.choice(SPELLINGS)
    username = spelled.format(name if spelled.startswith("{") else name[1:])
    return Login(username=username, password=PASSWORD, terms={"version": TERMS_VERSION})


def hand_out(house: House) -> str:
    """A desk makes a letter for a patient; the one before it dies."""
    person = house.focus.person if house.focus else house.rng.choice(house.sown.persons)
    wanted = Wanted(person.practice_id, person.chart, house.sown.desk["front_desk"], "letter", "en")

    def issue() -> None:
        issued = house.tokens.issue(wanted)
        house.keep_secret("token", issued.token.symbols)
        house.told.letters.append(Letter(issued.id, person, issued.token))

    return house.call(issue).word


def take_back(house: House) -> str:
    """A desk revokes a letter, whatever its holder does meanwhile."""
    letter = house.focus or house.rng.choice(house.told.letters[-3:])
    scope = Scope.of([letter.person.practice_id])

    def revoke() -> None:
        house.database.write(
            scope,
            lambda uow: hand_outs.revoke(
                uow,
                TOKEN,
                letter.person.practice_id,
                letter.id,
                by=house.sown.desk["front_desk"],
                reason="LOST",
            ),
        )

    return house.call(revoke).word


def redeem(house: House) -> str:
    """Somebody opens an account with a letter, perhaps one that was opened before."""
    if not house.told.letters:
        hand_out(house)
    if not house.told.letters:
        return "no letter"
    letter = house.focus or house.rng.choice(house.told.letters[-3:])
    login, claim, address = login_of(house), _claim(house, letter), house.address()

    def open_account() -> None:
        username = house.redeeming.open_account(claim, login, address=address)
        house.told.redeemed[letter.id] = house.told.redeemed.get(letter.id, 0) + 1
        house.told.passwords[username] = PASSWORD
        house.keep_secret("password", PASSWORD)

    return house.call(open_account).word


def _claim(house: House, letter: Letter) -> Claim:
    """What the holder says: mostly the truth; sometimes in the name of somebody else."""
    who: Person = letter.person
    if house.rng.random() < 0.15:
        who = house.rng.choice(house.sown.persons)
    born = date.fromisoformat(who.birth_date)
    return Claim(letter.person.practice_id, letter.token.symbols, born, who.family_name)


ACTS = (
    act("letter out", 0.2, hand_out),
    act("letter back", 0.4, take_back, lambda house: house.told.letters),
    act("letter used", 0.5, redeem),
)
