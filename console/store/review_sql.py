"""The statements that copy out of the cache (`source`) into a new review copy (`main`).

What is copied is listed, never what is left out: a key that the portal adds later is not in a copy of rows
until somebody puts it here.
"""

# Plain texts of the row, as the list shows them.
_ITEM = (
    "n, practice_id, kind, id, version, content_hash, state, is_open, priority, submitted_ms, due_ms,"
    " patient, patient_key, birth_date, summary, summary_key, requested_by, assigned_to, claimed_by,"
    " claim_until_ms, waiting_on, waiting_until_ms, load"
)
_ROW_KEYS = (
    "('kind', 'id', 'practice_id', 'version', 'content_hash', 'state', 'is_open', 'priority',"
    " 'submitted_at', 'due_at', 'summary', 'requested_by', 'assigned_to', 'claim', 'waiting')"
)
_SLOT_KEYS = (
    "('kind', 'id', 'practice_id', 'version', 'state', 'starts_at', 'ends_at', 'practitioner',"
    " 'location', 'visit_type', 'blocked')"
)


def _only(keys: str, entity: str) -> str:
    """The listed keys of an entity, as JSON text."""
    return f"""(SELECT json_group_object(key, CASE type
        WHEN 'object' THEN json(value) WHEN 'array' THEN json(value)
        WHEN 'true' THEN json('true') WHEN 'false' THEN json('false') ELSE value END)
       FROM json_each({entity}) WHERE key IN {keys})"""  # noqa: S608 - constants of this module


# A pinned document's item comes first, then what is overdue, then what waits longest.
_CHOSEN = """
WITH chosen AS MATERIALIZED (
    SELECT i.n FROM source.item AS i
     WHERE i.practice_id = :practice AND i.is_open = 1
       AND i.kind IN (SELECT value FROM json_each(:kinds))
     ORDER BY EXISTS (SELECT 1 FROM temp.pin AS p WHERE p.practice_id = i.practice_id
                         AND p.kind = i.kind AND p.item_id = i.id) DESC,
              i.due_ms < :now DESC, i.submitted_ms, i.n
     LIMIT :most
)
"""
ITEMS_WHOLE = f"""{_CHOSEN}
INSERT INTO main.item ({_ITEM}, search)
SELECT {_ITEM}, search FROM source.item WHERE n IN (SELECT n FROM chosen)
"""  # noqa: S608 - constants of this module
ENTITIES_WHOLE = """
INSERT INTO main.item_entity (n, entity)
SELECT e.n, e.entity FROM main.item AS i CROSS JOIN source.item_entity AS e ON e.n = i.n
 WHERE i.practice_id = :practice
"""
# The search of a list row finds by what the row shows, not by the record number.
ITEMS_ROWS = f"""{_CHOSEN}
INSERT INTO main.item ({_ITEM}, search)
SELECT {_ITEM}, patient_key || ' ' || birth_date || ' ' || summary_key
  FROM source.item WHERE n IN (SELECT n FROM chosen)
"""  # noqa: S608 - constants of this module
ENTITIES_ROWS = f"""
INSERT INTO main.item_entity (n, entity)
SELECT i.n, jsonb_set({_only(_ROW_KEYS, "e.entity")}, '$.content', json('{{}}'),
         '$.subject', json_object('name', i.patient, 'birth_date', i.birth_date),
         '$.patient', json_object('name', i.patient, 'birth_date', i.birth_date))
  FROM main.item AS i CROSS JOIN source.item_entity AS e ON e.n = i.n
 WHERE i.practice_id = :practice
"""  # noqa: S608 - constants of this module

# When there is room, not whose appointment a taken slot is.
SLOTS = f"""
INSERT INTO main.slot (practice_id, id, version, state, starts_ms, ends_ms, load, entity)
SELECT practice_id, id, version, state, starts_ms, ends_ms, load,
       jsonb({_only(_SLOT_KEYS, "entity")})
  FROM source.slot WHERE practice_id = :practice AND starts_ms >= :now
"""  # noqa: S608 - constants of this module

STATE = """
INSERT INTO main.sync_state SELECT * FROM source.sync_state WHERE practice_id = :practice
"""
REMEMBERED_OF_PRACTICE = """
INSERT INTO main.remembered SELECT * FROM source.remembered
 WHERE name IN ('desk:' || :practice, 'policies:' || :practice)
"""
ME = "INSERT INTO main.remembered SELECT * FROM source.remembered WHERE name = 'me'"

PINS = "CREATE TEMP TABLE pin (practice_id INTEGER, kind TEXT, item_id TEXT)"
PINS_OF_OLD = "INSERT INTO temp.pin SELECT practice_id, kind, item_id FROM old.pinned"
KEEP_PINNED = """
INSERT INTO main.pinned SELECT p.* FROM old.pinned AS p
 WHERE p.practice_id = :practice AND EXISTS (
    SELECT 1 FROM main.item AS i
     WHERE i.practice_id = p.practice_id AND i.kind = p.kind AND i.id = p.item_id)
"""

_KEY = "practice_id = :practice AND kind = :kind AND item_id = :item"
PIN = f"""
INSERT INTO pinned (practice_id, kind, item_id, content)
SELECT practice_id, kind, id, :content FROM item
 WHERE practice_id = :practice AND kind = :kind AND id = :item
   AND (SELECT count(*) FROM pinned WHERE NOT ({_KEY})) < :most
   AND (SELECT coalesce(sum(length(content)), 0) FROM pinned WHERE NOT ({_KEY}))
       + length(:content) <= :most_bytes
ON CONFLICT DO UPDATE SET content = excluded.content
"""  # noqa: S608 - constants of this module
UNPIN = f"DELETE FROM pinned WHERE {_KEY}"  # noqa: S608 - a constant of this module
PINNED = "SELECT practice_id, kind, item_id FROM pinned"
DOCUMENT = f"SELECT content FROM pinned WHERE {_KEY}"  # noqa: S608 - a constant of this module
