"""Who may reach the database past the unit of work: nobody outside `portal/db`."""

import ast
from pathlib import Path

import pytest

PORTAL = Path(__file__).parents[3] / "portal"
OUTSIDE = sorted(path for path in PORTAL.rglob("*.py") if path.relative_to(PORTAL).parts[0] != "db")
# names that lead around the fence or the commit
FORBIDDEN = {
    "create_engine",
    "exec_driver_sql",
    "text",
    "literal_column",
    "TextClause",
    "build_engines",
    "migration_engine",
    "finish",
    "sqlite3",
    "psycopg",
    "Session",
}
# the command line looks at a database before it has a schema, and names what a driver said
ALLOWED = {"cli": {"migration_engine", "sqlite3"}}


def reached(tree):
    """What a module imports by name, from SQLAlchemy, the drivers or our own database package."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            if node.module.split(".")[0] == "sqlalchemy" or node.module.startswith("portal.db"):
                yield from (alias.name for alias in node.names)
            elif node.module.split(".")[0] in {"sqlite3", "psycopg"}:
                yield node.module.split(".")[0]
        elif isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.Attribute) and node.attr in {"_connection", "exec_driver_sql"}:
            yield "exec_driver_sql"


@pytest.mark.parametrize("path", OUTSIDE, ids=lambda path: str(path.relative_to(PORTAL)))
def test_nobody_goes_around_the_unit_of_work(path):
    forbidden = FORBIDDEN - ALLOWED.get(path.relative_to(PORTAL).parts[0], set())
    assert set(reached(ast.parse(path.read_text()))) & forbidden == set()


def test_the_rule_sees_what_it_forbids():
    bad = "from sqlalchemy import text\nimport sqlite3\nreader._connection\n"
    assert set(reached(ast.parse(bad))) & FORBIDDEN == {"text", "sqlite3", "exec_driver_sql"}
