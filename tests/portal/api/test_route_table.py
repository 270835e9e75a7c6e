"""The table finds the route that Starlette finds by trying one after the other."""

import random

import pytest
from starlette.exceptions import HTTPException
from starlette.routing import Match

from portal.api.route_table import RouteTable
from portal.app import build_routes

ROUTES = build_routes().routes
WORDS = ("x", "1", "", "search", "changes", "{practice_id}", "a b", "ü", "..")
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")


def by_trying(scope, routes=ROUTES):
    """What Starlette's router does: the first that fits, or the first that fits but for its method."""
    partial = None
    for route in routes:
        match, child = route.matches(dict(scope))
        if match is Match.FULL:
            return route, child["path_params"]
        if match is Match.PARTIAL and partial is None:
            partial = route
    return (405, partial) if partial else (404, None)


def fitting(path):
    """The routes that fit a path with some method; with which does not matter to the others."""
    scope = {"type": "http", "method": "GET", "path": path, "root_path": ""}
    return [route for route in ROUTES if route.matches(dict(scope))[0] is not Match.NONE]


def by_table(table, scope):
    scope = dict(scope)
    try:
        return table.find(scope), scope["path_params"]
    except HTTPException as error:
        return error.status_code, scope.get("route")


def paths():
    """Each route's path filled with all kinds of words, and bent in ways that make another path of it."""
    chance = random.Random(20261120)
    for route in ROUTES:
        for word in WORDS:
            path = "/".join(word if p.startswith("{") else p for p in route.path.split("/"))
            bent = path.split("/")
            bent[chance.randrange(1, len(bent))] = chance.choice(WORDS)
            yield from (path, path + "/", path + "x", path.rpartition("/")[0], "/".join(bent))
    yield from ("", "/", "//", "/v1", "*", "/v1/practices/1/2/3/4/5/6/7/8/9")


def test_it_finds_what_trying_one_after_the_other_finds():
    table, seen = RouteTable(ROUTES), set()
    for path in sorted(set(paths())):
        routes = fitting(path)
        for method in METHODS:
            scope = {"type": "http", "method": method, "path": path, "root_path": ""}
            found = by_table(table, scope)
            assert found == by_trying(scope, routes), (method, path)
            seen.add(found[0] if isinstance(found[0], int) else found[0].path)
    assert seen == {404, 405} | {route.path for route in ROUTES}


def test_a_proxys_prefix_is_no_part_of_the_path():
    table = RouteTable(ROUTES)
    scope = {"type": "http", "method": "GET", "path": "/clinic/v1/me", "root_path": "/clinic"}
    assert table.find(scope).path == "/v1/me"


def test_only_few_are_tried():
    """What the table is for: whoever adds routes whose paths end alike should know what each call pays."""
    table = RouteTable(ROUTES)
    lengths = {form: len(found) for form, found in table._ending.items()}
    assert max(lengths.values()) <= len(ROUTES) // 4
    hot = [("/v1/practices/1/changes", "GET"), ("/v1/decisions", "POST"), ("/v1/wait", "GET")]
    for path, method in hot:
        parts, last = path.count("/"), path.rpartition("/")[2]
        tried = table._ending[parts, last]
        place = [route.path_regex.match(path) is not None for route in tried].index(True)
        assert place < 3, (path, method)


@pytest.mark.parametrize("one", ROUTES[:3])
def test_the_route_is_noted_for_the_log(one):
    scope = {"type": "http", "method": "TRACE", "path": one.path, "root_path": ""}
    with pytest.raises(HTTPException) as caught:
        RouteTable(ROUTES).find(scope)
    assert caught.value.status_code == 405
    assert scope["route"].path == one.path
