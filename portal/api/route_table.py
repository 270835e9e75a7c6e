"""Which route a request is for, found by the form of its path.

Starlette tries one route's expression after the other, in the order in which they stand; the portal has some
two hundred. Here only those are tried, in the same order, that have as many parts as the path, and end
in the same word or in a parameter.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from starlette._utils import get_route_path
from starlette.exceptions import HTTPException
from starlette.types import Scope

from portal.api.routing import Route

_Form = tuple[int, str]  # how many parts a path has, and the last of them
_ANY = "{}"  # what no last part of a route's path is: its parameters have names


class RouteTable:
    """The routes of a portal."""

    def __init__(self, routes: Iterable[Route]) -> None:
        """Sort the routes, which stay as they are; each parameter of a path is one part of it."""
        every = [(_form_of(route), route) for route in routes]
        ending: Mapping[_Form, list[Route]] = defaultdict(list)
        for form in {form for form, _ in every}:
            alike = {form, (form[0], _ANY)}
            ending[form].extend(route for other, route in every if other in alike)
        self._ending: Mapping[_Form, Sequence[Route]] = dict(ending)

    def find(self, scope: Scope) -> Route:
        """Give the route of a request, and note in its scope what the route and the log ask there.

        Raises HTTPException, 404 where there is none, 405 where there is one for another method.
        """
        path, method = get_route_path(scope), scope["method"]
        parts, last = path.count("/"), path.rpartition("/")[2]
        found = self._ending.get((parts, last)) or self._ending.get((parts, _ANY), ())
        for route in found:
            match = route.path_regex.match(path)
            if match is None:
                continue
            scope.setdefault("route", route)  # the first one, where none has this method
            if method in (route.methods or ()):
                scope["route"], scope["endpoint"] = route, route.endpoint
                scope["path_params"] = match.groupdict()
                return route
        raise HTTPException(405 if "route" in scope else 404)


def _form_of(route: Route) -> _Form:
    parts, last = route.path.count("/"), route.path.rpartition("/")[2]
    return parts, _ANY if last.startswith("{") else last
