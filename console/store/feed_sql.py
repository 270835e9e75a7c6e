"""The statements that take a feed page apart inside SQLite.

The page's text is parsed once, into SQLite's binary JSON, and its changes are laid into a temporary
table (in memory) that all other statements read. Mind that `->>` and `||` bind equally strongly.
"""

from console.store.door import NO_DUE


def _ms(expression: str) -> str:
    return f"CAST(round(unixepoch({expression}, 'subsec') * 1000) AS INTEGER)"


def _folded(expression: str) -> str:
    """Almost every text is ASCII and folds without Python, hence without the interpreter's lock."""
    return f"CASE WHEN {expression} GLOB '*[^ -~]*' THEN fold({expression}) ELSE lower({expression}) END"


CREATE_INCOMING = (
    "CREATE TEMP TABLE IF NOT EXISTS page (n INTEGER PRIMARY KEY, body BLOB)",
    "CREATE TEMP TABLE IF NOT EXISTS incoming (kind, id, version, op, e BLOB)",
)
"""In the transaction that fills them: one that fails takes them back. Nothing where they are."""
CLEAR_INCOMING = "DELETE FROM temp.incoming"
TAKE_PAGE = "INSERT OR REPLACE INTO temp.page SELECT 1, jsonb(:page)"

HEAD = """
SELECT json_type(body, '$.cursor') = 'text' AND json_type(body, '$.changes') = 'array'
       AND json_type(body, '$.more') IN ('true', 'false'),
       body ->> '$.cursor', body ->> '$.more', json_array_length(body, '$.changes'),
       coalesce(body ->> '$.head.seq', 0)
  FROM temp.page
"""
TAKE_CHANGES = """
INSERT INTO temp.incoming
SELECT value ->> '$.kind', value ->> '$.id', value ->> '$.version', value ->> '$.op',
       jsonb_extract(value, '$.entity')
  FROM temp.page, jsonb_each(body, '$.changes')
"""
WHAT = """
SELECT DISTINCT op, CASE WHEN kind IN ('slot', 'desk') THEN kind ELSE 'item' END FROM temp.incoming
"""
KEYS = "SELECT DISTINCT kind, id FROM temp.incoming WHERE typeof(id) = 'text'"

UPSERT_ITEMS = f"""
WITH plain AS MATERIALIZED (
    SELECT kind, id, version, e ->> '$.content_hash' AS content_hash, e ->> '$.state' AS state,
           e ->> '$.is_open' AS is_open, e ->> '$.priority' AS priority,
           {_ms("e ->> '$.submitted_at'")} AS submitted_ms, {_ms("e ->> '$.due_at'")} AS due_ms,
           coalesce(e ->> '$.patient.name', e ->> '$.subject.name', '') AS patient,
           coalesce(e ->> '$.patient.birth_date', e ->> '$.subject.birth_date', '') AS birth_date,
           coalesce(e ->> '$.patient.record_number', '') AS record_number,
           coalesce(e ->> '$.summary', '') AS summary,
           coalesce(e ->> '$.requested_by', '') AS requested_by,
           coalesce(e ->> '$.assigned_to.name', '') AS assigned_to,
           coalesce(e ->> '$.claim.name', '') AS claimed_by,
           {_ms("e ->> '$.claim.until'")} AS claim_until_ms,
           coalesce(e ->> '$.waiting.on', '') AS waiting_on,
           {_ms("e ->> '$.waiting.until'")} AS waiting_until_ms
      FROM temp.incoming WHERE kind NOT IN ('slot', 'desk') AND op = 'upsert'
), searched AS MATERIALIZED (
    SELECT *, patient || ' ' || birth_date || ' '
              || coalesce(strftime('%m/%d/%Y', birth_date), '') || ' ' || record_number
              || ' ' || summary || ' ' || requested_by AS search
      FROM plain
)
INSERT INTO cache.item (practice_id, kind, id, version, content_hash, state, is_open, priority,
    submitted_ms, due_ms, patient, patient_key, birth_date, summary, summary_key, requested_by,
    assigned_to, claimed_by, claim_until_ms, search, waiting_on, waiting_until_ms, load)
SELECT :practice, kind, id, version, coalesce(content_hash, ''), state, is_open,
       coalesce(priority, ''), submitted_ms, coalesce(due_ms, {NO_DUE}), patient,
       {_folded("patient")}, birth_date, summary, {_folded("summary")}, requested_by, assigned_to,
       claimed_by, coalesce(claim_until_ms, 0), {_folded("search")}, waiting_on,
       coalesce(waiting_until_ms, 0), :load
  FROM searched
 WHERE typeof(id) = 'text' AND typeof(version) = 'integer' AND submitted_ms IS NOT NULL
   AND typeof(state) = 'text' AND is_open IN (0, 1)
ON CONFLICT (practice_id, kind, id) DO UPDATE SET
    version = excluded.version, content_hash = excluded.content_hash, state = excluded.state,
    is_open = excluded.is_open, priority = excluded.priority, submitted_ms = excluded.submitted_ms,
    due_ms = excluded.due_ms, patient = excluded.patient, patient_key = excluded.patient_key,
    birth_date = excluded.birth_date, summary = excluded.summary,
    summary_key = excluded.summary_key, requested_by = excluded.requested_by,
    assigned_to = excluded.assigned_to, claimed_by = excluded.claimed_by,
    claim_until_ms = excluded.claim_until_ms, search = excluded.search, waiting_on = excluded.waiting_on,
    waiting_until_ms = excluded.waiting_until_ms, load = excluded.load
 WHERE excluded.version >= item.version OR excluded.load > item.load
"""  # noqa: S608 - made of constants; all values are bound

# Only where the row took this very version: an older page never overwrites a newer entity.
UPSERT_ENTITIES = """
INSERT INTO cache.item_entity (n, entity)
SELECT i.n, c.e
  FROM temp.incoming AS c
  CROSS JOIN cache.item AS i
    ON i.practice_id = :practice AND i.kind = c.kind AND i.id = c.id AND i.version = c.version
 WHERE c.op = 'upsert'
ON CONFLICT (n) DO UPDATE SET entity = excluded.entity
"""

UPSERT_SLOTS = f"""
WITH plain AS MATERIALIZED (
    SELECT id, version, e ->> '$.state' AS state, {_ms("e ->> '$.starts_at'")} AS starts_ms,
           {_ms("e ->> '$.ends_at'")} AS ends_ms, e
      FROM temp.incoming WHERE kind = 'slot' AND op = 'upsert'
)
INSERT INTO cache.slot (practice_id, id, version, state, starts_ms, ends_ms, load, entity)
SELECT :practice, id, version, state, starts_ms, ends_ms, :load, e
  FROM plain
 WHERE typeof(id) = 'text' AND typeof(version) = 'integer' AND typeof(state) = 'text'
   AND starts_ms IS NOT NULL AND ends_ms IS NOT NULL
ON CONFLICT (practice_id, id) DO UPDATE SET
    version = excluded.version, state = excluded.state, starts_ms = excluded.starts_ms,
    ends_ms = excluded.ends_ms, load = excluded.load, entity = excluded.entity
 WHERE excluded.version >= slot.version OR excluded.load > slot.load
"""  # noqa: S608 - made of constants; all values are bound

# The practice's settings: one text a practice, replaced by every newer one.
UPSERT_DESK = """
INSERT INTO cache.remembered (name, value)
SELECT 'desk:' || :practice, json(e) FROM temp.incoming
 WHERE kind = 'desk' AND op = 'upsert' AND json_type(e) = 'object'
ON CONFLICT (name) DO UPDATE SET value = excluded.value
"""

REMOVE_ITEMS = """
DELETE FROM cache.item WHERE n IN (
    SELECT i.n FROM temp.incoming AS c
     CROSS JOIN cache.item AS i ON i.practice_id = :practice AND i.kind = c.kind AND i.id = c.id
     WHERE c.op = 'remove' AND (i.version <= c.version OR i.load < :load))
"""
REMOVE_SLOTS = """
DELETE FROM cache.slot WHERE practice_id = :practice AND id IN (
    SELECT id FROM temp.incoming WHERE op = 'remove' AND kind = 'slot')
"""

STEPS = (
    ({("upsert", "item")}, UPSERT_ITEMS),
    ({("upsert", "slot")}, UPSERT_SLOTS),
    ({("upsert", "item")}, UPSERT_ENTITIES),
    ({("upsert", "desk")}, UPSERT_DESK),
    ({("remove", "item"), ("remove", "slot"), ("remove", "desk")}, REMOVE_ITEMS),
    ({("remove", "slot")}, REMOVE_SLOTS),
)
"""What each statement is for: a page says one thing as a rule, and five of six would find nothing."""

# The answer to a decision says what became of the item, not the whole of it: the feed brings the rest.
# Where it has, as before a repeated answer, that stands: it knows whether the state is an open one.
MARK = """
UPDATE cache.item SET version = :version, state = :state, is_open = :is_open
 WHERE practice_id = :practice AND kind = :kind AND id = :id AND version < :version
"""

DIGEST = """
SELECT kind, count(*), sum(version) FROM cache.item
 WHERE practice_id = :practice AND is_open = 1 GROUP BY kind
"""
