"""What the database itself refuses: changing the journal, and reaching another practice."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_TENANT = (
    "practice_head",
    "feed_entry",
    "journal",
    "patient",
    "account_practice",
    "practitioner",
    "medication",
    "lab_report",
    "lab_observation",
    "slot",
    "item",
    "decision",
    "appointment",
    "inbox_entry",
)
# "*" is the scope of the portal's own jobs; no setting, or an empty one, shows nothing. Inside SELECT
# the setting is read once for a statement, outside it would be read and cut up for every row.
_SETTING = "current_setting('app.practices', true)"
_INSIDE = (
    f"(SELECT {_SETTING}) = '*' OR practice_id = ANY"
    f" ((SELECT string_to_array(nullif({_SETTING}, '*'), ',')::integer[])::integer[])"
)


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        _guard_postgresql()
        return
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER journal_no_{verb.lower()} BEFORE {verb} ON journal"
            " BEGIN SELECT RAISE(ABORT, 'the journal is insert-only'); END"
        )


def _guard_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION journal_is_insert_only() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'the journal is insert-only'; END $$"
    )
    op.execute(
        "CREATE TRIGGER journal_insert_only BEFORE UPDATE OR DELETE ON journal"
        " FOR EACH ROW EXECUTE FUNCTION journal_is_insert_only()"
    )
    op.execute(
        "CREATE TRIGGER journal_no_truncate BEFORE TRUNCATE ON journal"
        " FOR EACH STATEMENT EXECUTE FUNCTION journal_is_insert_only()"
    )
    for table in _TENANT:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(
            f"CREATE POLICY {table}_fence ON {table} USING ({_INSIDE}) WITH CHECK ({_INSIDE})"
        )


def downgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        for verb in ("update", "delete"):
            op.execute(f"DROP TRIGGER journal_no_{verb}")
        return
    for table in _TENANT:
        op.execute(f"DROP POLICY {table}_fence ON {table}")
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    op.execute("DROP TRIGGER journal_no_truncate ON journal")
    op.execute("DROP TRIGGER journal_insert_only ON journal")
    op.execute("DROP FUNCTION journal_is_insert_only()")
