"""Broken FHIR: messages changed in one to three places, by bytes and by structure, from a seed."""

import json
import random

NOTHING = "nothing"
STRANGE = (
    None,
    True,
    0,
    -1,
    1e308,
    10**300,
    "",
    " ",
    "\ud800",
    "\x00",
    "x" * 5_000,
    "0000-00-00",
    "9999-12-31T23:59:60+14:00",
    "#",
    "#x",
    "Patient/",
    "urn:uuid:",
    "http://127.0.0.1:1/Patient/1",
    "<script>alert(1)</script>",
    [],
    {},
    [None],
    [[]],
    [{}],
    {"resourceType": "Bundle"},
    {"reference": "#"},
    {"coding": [{"code": 5, "system": []}]},
    {"value": "NaN"},
    {"value": 1e400, "unit": {"x": 1}},
    {"extension": [{"url": "x", "valueString": "y"}]},
)
TEXTS = (
    b"NaN",
    b"Infinity",
    b"1e999999",
    b"-0",
    b"{}",
    b"[]",
    b"null",
    b'"',
    b"\\u0000",
    b"\xff\xfe",
)
KINDS = (
    "Quantity",
    "String",
    "Boolean",
    "Integer",
    "Range",
    "Ratio",
    "SampledData",
    "Time",
    "Period",
)


def mutants(seeds, count, seed):
    """Give `count` mutants of messages, each as bytes."""
    chance = random.Random(f"fhir mutants:{seed}")
    for _ in range(count):
        yield mutant(chance.choice(seeds), chance)


def mutant(message, chance):
    """Give one message with something wrong in it, or nothing."""
    steps = chance.choice((_of_bytes, _of_structure, _of_structure, _of_structure, _grown))
    return steps(message, chance)


def _of_bytes(message, chance):
    changed = bytearray(message)
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(changed) + 1)
        match chance.randrange(5):
            case 0:
                del changed[at : at + chance.randint(1, 40)]
            case 1:
                changed[at:at] = chance.choice(TEXTS)
            case 2:
                changed[at : at + 1] = bytes([chance.randrange(256)])
            case 3:
                del changed[at:]
            case _:
                begin = chance.randrange(len(changed) + 1)
                changed[at:at] = changed[begin : begin + chance.randint(1, 200)]
        if not changed:
            return b""
    return bytes(changed)


def _of_structure(message, chance):
    value = json.loads(message)
    for _ in range(chance.randint(1, 3)):
        holder, key = chance.choice(list(_places(value)))
        _change(holder, key, chance)
    return json.dumps(value, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")


def _change(holder, key, chance):
    match chance.randrange(6):
        case 0:
            del holder[key]
        case 1:
            holder[key] = chance.choice(STRANGE)
        case 2:
            holder[key] = [holder[key]]
        case 3 if isinstance(holder, dict):
            holder[chance.choice(("value", "id", "status", "code", "subject", "x", "_" + key))] = (
                chance.choice(STRANGE)
            )
        case 4 if isinstance(holder, dict):
            holder["value" + chance.choice(KINDS)] = chance.choice(STRANGE)
        case _:
            holder[key] = chance.choice((str(holder[key])[:100], {"x": holder[key]}))


def _grown(message, chance):
    """Make a bomb of it: deep, wide, long, or referring to itself."""
    value = json.loads(message)
    holder, key = chance.choice(list(_places(value)))
    match chance.randrange(5):
        case 0:
            deep = b"[" * chance.choice((90, 500, 5_000, 100_000))
            return message[:-1] + b',"x":' + deep
        case 1:
            holder[key] = [holder[key]] * chance.choice((100, 1_000, 6_000))
        case 2:
            holder[key] = "9" * chance.choice((500, 5_000, 50_000))
        case 3:
            holder[key] = {str(n): {} for n in range(chance.choice((100, 5_000)))}
        case _:
            members = [{"reference": f"Observation/{n}"} for n in ("o1", "o2", "o3")] * 50
            for inner, name in list(_places(value)):
                if name == "resourceType" and inner[name] == "Observation":
                    inner["hasMember"] = members
    return json.dumps(value).encode()


def _places(value):
    """Every place in a value, as its holder and key."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        for key in one if isinstance(one, dict) else range(len(one)):
            yield one, key
            if isinstance(one[key], dict | list):
                waiting.append(one[key])
