"""Staff sessions as their holders renew them: replies get lost, tokens get stolen (I16, I17)."""

from portal.domain.problems import Problem, ProblemType
from portal.security.sessions import IDLE_LIFE, NOBODY
from tests.simulation.acts.house import Browser, House, act


def open_one(house: House) -> str:
    """Somebody of the desk signs in (the password is another test's matter)."""
    staff_id = house.rng.choice(sorted(house.sown.desk.values()))
    tokens = house.database.write(NOBODY, lambda uow: house.sessions.open(uow, staff_id, "sim"))
    _remember(house, tokens.access_token, tokens.refresh_token)
    now = house.database.clock()
    house.told.browsers.append(Browser(tokens.access_token, tokens.refresh_token, asked=now))
    return "ok"


def renew(house: House) -> str:
    """Renew; when nothing comes back, ask again with the same token, as the console does."""
    if not house.told.browsers:
        open_one(house)
    browser = house.rng.choice(house.told.browsers[-3:])
    token, asked = browser.refresh, house.database.clock()
    answer = house.call(lambda: house.sessions.renew(token))
    tries = 0
    while answer.lost and tries < 3:
        tries += 1
        answer = house.call(lambda: house.sessions.renew(token))
    if answer.ok:
        browser.before, browser.asked = token, asked
        browser.access, browser.refresh = answer.value.access_token, answer.value.refresh_token
        browser.spent = ""
        _remember(house, browser.access, browser.refresh)
    return answer.word


def use(house: House) -> str:
    """Ask for something with the access token; that spends the refresh token before it."""
    browser = house.rng.choice(house.told.browsers[-3:])
    answer = house.call(lambda: house.sessions.recognise(browser.access))
    if answer.ok:
        browser.spent = browser.before
    return answer.word


def steal(house: House) -> str:
    """A thief renews with a token that is spent: the session has to be dead from then on."""
    browser = house.rng.choice([one for one in house.told.browsers if one.spent])
    browser.robbed = browser.spent  # whether or not the portal lives to say so
    try:
        house.sessions.renew(browser.spent)
    except Problem as problem:
        alive = house.database.clock() < browser.asked + IDLE_LIFE  # else it was over anyway
        if problem.type is ProblemType.SESSION_EXPIRED and alive:
            browser.stolen = True
        return problem.type.slug
    house.told.wrong.append("I16 a spent refresh token was taken")
    return "taken"


def sign_out(house: House) -> str:
    """Sign out; nothing of that session is taken from then on."""
    browser = house.rng.choice(house.told.browsers[-3:])

    def leave() -> None:
        house.sessions.sign_out(house.sessions.recognise(browser.access))

    return house.call(leave).word


def _remember(house: House, *tokens: str) -> None:
    for token in tokens:
        house.keep_secret("staff token", token)


ACTS = (
    act("browser opened", 0.1, open_one),
    act("browser renewed", 0.7, renew),
    act("browser used", 1.0, use, lambda house: house.told.browsers),
    act(
        "browser robbed",
        4.0,
        steal,
        lambda house: any(one.spent for one in house.told.browsers),
    ),
    act("browser left", 0.05, sign_out, lambda house: house.told.browsers),
)
