"""Short forms of given names, both ways.

English ones come from the `nicknames` package (pairs of a name and its short form); the families of
names below add the Spanish ones, and English ones that the package lacks.
"""

from collections import defaultdict
from functools import cache

from nicknames import name_triplets

_FAMILIES = """
alexander alex sandy xander alejandro
alexandra alex sandra sandy lexi alejandra
abigail abby gail
albert al bert alberto
alfred al fred alfredo
andrew andy drew andres
anthony tony antonio
barbara barb babs
benjamin ben benny benji
catherine cathy kate katie kathy kitty katherine kathleen kathryn catalina
charles charlie chuck chas carlos
christina chris tina christine christy cristina
christopher chris topher kit cristobal
cynthia cindy
daniel dan danny
david dave davey
deborah deb debbie debra
dolores lola
dorothy dot dottie dorothea
edward ed eddie ned ted teddy eduardo
eleanor ellie nora nell leonor
elizabeth beth betty eliza ella elsie libby lisa liz lizzie isabel isabella
emily em emmy
francis frank franky
francisco paco pancho frank
frances fran frannie francisca
frederick fred freddie rick federico
gabriel gabe
gerald gerry jerry
gregory greg
guadalupe lupe
harold harry hal
helen nell elena
henry hank harry enrique
ignacio nacho
jacob jake jacobo
james jim jimmy jamie jaime
jane jenny janie juana
janet jan
jennifer jen jenny
jeffrey jeff
jessica jess jessie
jesus chuy
john jack johnny jon juan
jonathan jon jonny
jose pepe joseph
joseph joe joey jose
josefina pepa josephine
joshua josh
judith judy
kenneth ken kenny
kimberly kim
lawrence larry lorenzo
leonard leo len lenny leonardo
louis lou louie luis
manuel manolo manny
margaret maggie meg peg peggy marge margie greta margarita daisy
maria mary marie mia
martha marty marta
matthew matt matty mateo
michael mike mickey mick miguel
mildred millie
nancy nan
natalie nat natalia
nathaniel nate nathan nat
nicholas nick nicky nicolas
olivia liv livvy
pamela pam
patricia pat patty tricia trish
patrick pat paddy patricio
peter pete pedro
philip phil pip felipe phillip
raymond ray ramon
rebecca becky becca rebeca
richard dick rich rick ricky ricardo
robert bob bobby rob robbie bert roberto
ronald ron ronnie
rosario charo
samantha sam sammy
samuel sam sammy
sarah sally sara
stephanie steph steffi estefania
stephen steve steven esteban
susan sue susie suzanne susana
theodore ted teddy theo teodoro
teresa terry tess theresa
thomas tom tommy tomas
timothy tim timmy timoteo
valerie val valeria
victoria vicky tori
vincent vince vinny vicente
virginia ginny
walter walt wally
william bill billy liam will willy guillermo
"""


def share_a_family(one: str, other: str) -> bool:
    """Whether two folded given names may be forms of one name.

    A pair of the package counts as it is and does not chain: *Christian* and *Christopher* are both
    *Chris*, and nobody is both.
    """
    if other in _pairs().get(one, ()):
        return True
    return not _families().get(one, frozenset()).isdisjoint(_families().get(other, frozenset()))


@cache
def _families() -> dict[str, frozenset[int]]:
    families: dict[str, set[int]] = defaultdict(set)
    for number, line in enumerate(_FAMILIES.split("\n")):
        for name in line.split():
            families[name].add(number)
    return {name: frozenset(numbers) for name, numbers in families.items()}


@cache
def _pairs() -> dict[str, frozenset[str]]:
    pairs: dict[str, set[str]] = defaultdict(set)
    for one, _, other in name_triplets():
        pairs[one].add(other)
        pairs[other].add(one)
    return {name: frozenset(others) for name, others in pairs.items()}


def forms_of(name: str) -> set[str]:
    """Give the other forms of a folded given name."""
    together = _families().get(name, frozenset())
    related = {other for other, numbers in _families().items() if numbers & together}
    return (related | _pairs().get(name, frozenset())) - {name}
