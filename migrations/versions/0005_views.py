"""Views: predictions, forecasts, resolutions and scores as they stand now, for everybody who speaks SQL.

Each has the columns of the export table of its name, as far as plain SQL can say them, and the same rows. Frozen: later
migrations change these views from here. One that rebuilds a table drops them first, and makes them again.
"""

from alembic import op

revision = "0005"
down_revision = "0004"

UNDONE = """\
undone AS (
  SELECT target_entry_id AS entry_id FROM undos
  WHERE act = 'undo' AND NOT EXISTS (
    SELECT 1 FROM undos AS later WHERE later.target_entry_id = undos.target_entry_id AND later.id > undos.id
  )
)"""

# Whose name stands for whose: of each name the newest word, along chains. Undoing can leave a circle: the word that closes
# it, which is the newest of the circle, has no effect.
PEOPLE = """\
links AS (
  SELECT id, forecaster_id, same_as_id FROM aliases
  WHERE removed = 0 AND entry_id NOT IN (SELECT entry_id FROM undone) AND NOT EXISTS (
    SELECT 1 FROM aliases AS later
    WHERE later.forecaster_id = aliases.forecaster_id AND later.id > aliases.id
      AND later.entry_id NOT IN (SELECT entry_id FROM undone)
  )
),
earlier (link, reached) AS (
  SELECT id, same_as_id FROM links
  UNION
  SELECT earlier.link, links.same_as_id FROM earlier
  JOIN links ON links.forecaster_id = earlier.reached AND links.id < earlier.link
),
kept AS (
  SELECT forecaster_id, same_as_id FROM links
  WHERE NOT EXISTS (SELECT 1 FROM earlier WHERE earlier.link = links.id AND earlier.reached = links.forecaster_id)
),
steps (forecaster_id, reached) AS (
  SELECT forecaster_id, same_as_id FROM kept
  UNION
  SELECT steps.forecaster_id, kept.same_as_id FROM steps JOIN kept ON kept.forecaster_id = steps.reached
),
people AS (
  SELECT one.id, same.id AS same_as_id, coalesce(one.foreign_key, one.public_id) AS name,
    coalesce(same.foreign_key, same.public_id) AS stands_for
  FROM forecasters AS one
  LEFT JOIN steps ON steps.forecaster_id = one.id AND steps.reached NOT IN (SELECT forecaster_id FROM kept)
  JOIN forecasters AS same ON same.id = coalesce(steps.reached, one.id)
)"""

TEXTS = """\
texts AS (
  SELECT source_id, url, title FROM source_texts
  WHERE entry_id NOT IN (SELECT entry_id FROM undone) AND NOT EXISTS (
    SELECT 1 FROM source_texts AS later
    WHERE later.source_id = source_texts.source_id AND later.id > source_texts.id
      AND later.entry_id NOT IN (SELECT entry_id FROM undone)
  )
)"""

# A rule that got a new version scored the same pairs again.
SCORED = """\
scored AS (
  SELECT forecast_id, resolution_id, rule, rule_version, value FROM scores
  WHERE NOT EXISTS (
    SELECT 1 FROM scores AS newer
    WHERE newer.forecast_id = scores.forecast_id AND newer.resolution_id = scores.resolution_id
      AND newer.rule = scores.rule
      AND (length(newer.rule_version), newer.rule_version) > (length(scores.rule_version), scores.rule_version)
  )
)"""

AS_OF = "(SELECT max(id) FROM entries) AS as_of"


def _anchored(now: str, held: str) -> str:
    """Whether the first such anchor of the forecast was recorded before its question closed and was known."""
    return f"""\
EXISTS (
        SELECT 1 FROM entries AS anchored
        WHERE anchored.id = (
          SELECT anchors.entry_id FROM anchors
          WHERE anchors.at_entry_id >= recorded.id AND anchors.entry_id NOT IN (SELECT entry_id FROM undone){held}
          ORDER BY anchors.at_entry_id, anchors.id LIMIT 1
        ) AND {_before_close("anchored", now)} AND (
          resolutions.id IS NULL OR anchored.recorded_on < resolutions.known_on
          OR (anchored.recorded_on = resolutions.known_on AND anchored.recorded_at < resolutions.known_at)
        )
      )"""  # nosec B608 # our own names


def _before_close(entry: str, now: str) -> str:
    closed = f"coalesce({now}.closes_on, {now}.deadline)"
    instant = f"CASE WHEN {now}.closes_on IS NOT NULL THEN {now}.closes_at ELSE {now}.deadline_at END"
    return f"""\
({closed} IS NULL OR {entry}.recorded_on < {closed} OR (
          {entry}.recorded_on = {closed} AND coalesce({entry}.recorded_at < {instant}, TRUE)
        ))"""  # nosec B608 # our own names


def _evidence(now: str) -> str:
    """The grade of a forecast: it is there from the entry that recorded it, or that committed to it."""
    return f"""\
(
    SELECT CASE
      WHEN {_anchored(now, " AND (anchors.held IS NOT NULL OR anchors.signature IS NOT NULL)")} THEN 'witnessed'
      WHEN recorded.action IN ('import', 'demo') THEN 'imported'
      WHEN recorded.recorded_on > resolutions.known_on
        OR (recorded.recorded_on = resolutions.known_on AND recorded.recorded_at > resolutions.known_at)
        THEN 'retrospective'
      WHEN NOT {_before_close("recorded", now)} THEN 'late'
      WHEN {_anchored(now, "")} THEN 'anchored'
      ELSE 'recorded'
    END
    FROM entries AS recorded
    WHERE recorded.id = coalesce((
      SELECT min(commitments.entry_id) FROM reveals JOIN commitments ON commitments.id = reveals.commitment_id
      WHERE reveals.forecast_id = forecasts.id AND reveals.entry_id NOT IN (SELECT entry_id FROM undone)
    ), forecasts.entry_id)
  )"""  # nosec B608 # our own names

PREDICTIONS = f"""\
CREATE VIEW v_predictions AS
WITH {UNDONE},
{TEXTS},
{SCORED}
SELECT
  questions.public_id AS question,
  coalesce(forecasters.foreign_key, forecasters.public_id) AS forecaster,
  wordings.claim,
  wordings.type,
  forecasts.probability AS p,
  coalesce(forecasts.made_at, forecasts.made_on) AS made,
  forecasts.basis,
  forecasts.phrase,
  forecasts.scale,
  coalesce(texts.url, texts.title, sources.foreign_key, sources.public_id) AS source,
  series.public_id AS series,
  counted.deadline,
  current_questions.state,
  counted.reason,
  counted.retrospective,
  resolutions.outcome,
  resolutions.value,
  resolutions.happened_on,
  resolutions.known_on,
  brier.value AS brier,
  log.value AS log,
  forecasts.kind,
  {_evidence("wordings")} AS evidence,
  quotes.attribution,
  {AS_OF}
FROM counted
JOIN questions ON questions.id = counted.question_id
JOIN forecasters ON forecasters.id = counted.forecaster_id
JOIN forecasts ON forecasts.id = counted.forecast_id
JOIN current_questions ON current_questions.question_id = counted.question_id
JOIN wordings ON wordings.id = current_questions.wording_id
LEFT JOIN resolutions ON resolutions.id = counted.resolution_id
LEFT JOIN series ON series.id = wordings.series_id
LEFT JOIN sources ON sources.id = forecasts.source_id
LEFT JOIN texts ON texts.source_id = sources.id
LEFT JOIN quotes ON quotes.id = forecasts.quote_id
LEFT JOIN scored AS brier ON brier.forecast_id = counted.forecast_id AND brier.resolution_id = counted.resolution_id
  AND brier.rule = 'brier' AND counted.reason IN ('counts', 'other_type')
LEFT JOIN scored AS log ON log.forecast_id = counted.forecast_id AND log.resolution_id = counted.resolution_id
  AND log.rule = 'log' AND counted.reason IN ('counts', 'other_type')"""  # nosec B608 # our own names

FORECASTS = f"""\
CREATE VIEW v_forecasts AS
WITH RECURSIVE {UNDONE},
{PEOPLE},
{TEXTS},
versions AS (
  SELECT id, row_number() OVER (PARTITION BY question_id ORDER BY id) AS n FROM wordings
  WHERE entry_id NOT IN (SELECT entry_id FROM undone)
)
SELECT
  questions.public_id AS question,
  people.stands_for AS forecaster,
  row_number() OVER (
    PARTITION BY forecasts.question_id, people.same_as_id
    ORDER BY forecasts.made_on, coalesce(forecasts.made_at, '~'), forecasts.id
  ) AS n,
  forecasts.probability AS p,
  forecasts.said,
  forecasts.basis,
  forecasts.phrase,
  forecasts.scale,
  forecasts.low,
  forecasts.high,
  forecasts.made_on AS made,
  forecasts.made_text,
  forecasts.made_basis,
  substr(entries.recorded_at, 1, 19) || 'Z' AS recorded_at,
  entries.actor AS recorded_by,
  forecasts.entry_id AS entry,
  versions.n AS wording,
  CASE WHEN (
    entries.recorded_on > resolutions.known_on
    OR (entries.recorded_on = resolutions.known_on AND entries.recorded_at > resolutions.known_at)
  ) AND NOT EXISTS (
    SELECT 1 FROM reveals
    JOIN commitments ON commitments.id = reveals.commitment_id
    JOIN entries AS committed ON committed.id = commitments.entry_id
    WHERE reveals.forecast_id = forecasts.id AND reveals.entry_id NOT IN (SELECT entry_id FROM undone) AND NOT (
      committed.recorded_on > resolutions.known_on
      OR (committed.recorded_on = resolutions.known_on AND coalesce(committed.recorded_at > resolutions.known_at, FALSE))
    )
  ) THEN 1 ELSE 0 END AS retrospective,
  CASE WHEN (
    coalesce(now.closes_on, now.deadline) IS NULL
    OR forecasts.made_on < coalesce(now.closes_on, now.deadline)
    OR (forecasts.made_on = coalesce(now.closes_on, now.deadline) AND forecasts.made_at IS NOT NULL AND coalesce(
      forecasts.made_at < CASE WHEN now.closes_on IS NOT NULL THEN now.closes_at ELSE now.deadline_at END, TRUE
    ))
  ) AND (
    resolutions.id IS NULL
    OR forecasts.made_on < resolutions.known_on
    OR (forecasts.made_on = resolutions.known_on AND forecasts.made_at < resolutions.known_at)
  ) THEN 1 ELSE 0 END AS counts,
  forecasts.reporter,
  forecasts.replaces >> 26 AS replaces,
  forecasts.note,
  quotes.exact AS quote,
  quotes.start_offset AS quote_start,
  quotes.end_offset AS quote_end,
  sources.public_id AS source,
  coalesce(texts.url, CASE WHEN sources.system = 'url' THEN sources.foreign_key END) AS source_url,
  texts.title AS source_title,
  forecasts.kind,
  coalesce(substr(forecasts.expires_at, 1, 19) || 'Z', forecasts.expires_on) AS expires,
  CASE WHEN EXISTS (SELECT 1 FROM reaffirmations WHERE reaffirmations.forecast_id = forecasts.id)
    THEN 1 ELSE 0 END AS unchanged,
  {_evidence("now")} AS evidence,
  quotes.attribution,
  quotes.place AS quote_place,
  {AS_OF}
FROM forecasts
JOIN current_questions ON current_questions.question_id = forecasts.question_id
JOIN questions ON questions.id = forecasts.question_id
JOIN people ON people.id = forecasts.forecaster_id
JOIN entries ON entries.id = forecasts.entry_id
JOIN wordings AS now ON now.id = current_questions.wording_id
LEFT JOIN versions ON versions.id = forecasts.wording_id
LEFT JOIN resolutions ON resolutions.id = current_questions.resolution_id
LEFT JOIN quotes ON quotes.id = forecasts.quote_id
LEFT JOIN sources ON sources.id = coalesce(forecasts.source_id, quotes.source_id)
LEFT JOIN texts ON texts.source_id = sources.id
WHERE forecasts.entry_id NOT IN (SELECT entry_id FROM undone) AND NOT EXISTS (
  SELECT 1 FROM forecasts AS correction
  WHERE correction.replaces = forecasts.id AND correction.entry_id NOT IN (SELECT entry_id FROM undone)
)"""  # nosec B608 # our own names

RESOLUTIONS = f"""\
CREATE VIEW v_resolutions AS
WITH RECURSIVE {UNDONE},
{PEOPLE}
SELECT
  questions.public_id AS question,
  wordings.claim,
  row_number() OVER (PARTITION BY resolutions.question_id ORDER BY resolutions.id) AS n,
  CASE WHEN resolutions.id = current_questions.resolution_id THEN 1 ELSE 0 END AS stands,
  resolutions.verdict,
  resolutions.outcome,
  resolutions.value,
  resolutions.happened_on,
  resolutions.known_on,
  substr(entries.recorded_at, 1, 19) || 'Z' AS recorded_at,
  entries.actor AS recorded_by,
  resolutions.entry_id AS entry,
  {{evidence}} AS evidence,
  resolutions.note,
  CASE WHEN resolutions.made_by IS NULL THEN coalesce((
    SELECT same.stands_for FROM people AS one
    JOIN people AS same ON same.same_as_id = one.same_as_id
    WHERE one.id <> one.same_as_id AND lower(same.name) = lower(coalesce(resolutions.judge, entries.actor))
    ORDER BY same.same_as_id LIMIT 1
  ), resolutions.judge, entries.actor) END AS judge,
  resolutions.made_by,
  {{because}} AS because,
  {AS_OF}
FROM resolutions
JOIN current_questions ON current_questions.question_id = resolutions.question_id
JOIN questions ON questions.id = resolutions.question_id
JOIN wordings ON wordings.id = current_questions.wording_id
JOIN entries ON entries.id = resolutions.entry_id
WHERE resolutions.entry_id NOT IN (SELECT entry_id FROM undone)"""  # nosec B608 # our own names

SCORES = f"""\
CREATE VIEW v_scores AS
WITH {SCORED}
SELECT
  coalesce(forecasters.foreign_key, forecasters.public_id) AS forecaster,
  questions.public_id AS question,
  scored.rule,
  'ledger' AS dialect,
  'last' AS timing,
  scored.value,
  1 AS n,
  scored.rule_version,
  forecasts.probability AS p,
  resolutions.outcome,
  coalesce(forecasts.made_at, forecasts.made_on) AS made,
  resolutions.known_on,
  counted.retrospective,
  'scored' AS reading,
  wordings.type,
  {AS_OF}
FROM counted
JOIN scored ON scored.forecast_id = counted.forecast_id AND scored.resolution_id = counted.resolution_id
JOIN questions ON questions.id = counted.question_id
JOIN forecasters ON forecasters.id = counted.forecaster_id
JOIN forecasts ON forecasts.id = counted.forecast_id
JOIN resolutions ON resolutions.id = counted.resolution_id
JOIN current_questions ON current_questions.question_id = counted.question_id
JOIN wordings ON wordings.id = current_questions.wording_id
WHERE counted.reason IN ('counts', 'other_type')"""  # nosec B608 # our own names

EVIDENCE = "text, id FROM evidence WHERE evidence.resolution_id = resolutions.id"
BECAUSE = """\
coalesce(asked.public_id, metrics.foreign_key || ' ' || observations.value || ' on ' || observations.observed_on) AS text,
    causes.id
  FROM causes
  LEFT JOIN resolutions AS other ON other.id = causes.because_id
  LEFT JOIN questions AS asked ON asked.id = other.question_id
  LEFT JOIN observations ON observations.id = causes.observation_id
  LEFT JOIN metrics ON metrics.id = observations.metric_id
  WHERE causes.resolution_id = resolutions.id AND resolutions.made_by IS NOT NULL"""


def _joined(dialect: str, rows: str, sign: str) -> str:
    """The texts of some rows in the order of their keys, with a sign between them; NULL for none."""
    if dialect == "sqlite":
        return f"(SELECT group_concat(text, {sign}) FROM (SELECT {rows} ORDER BY 2))"  # nosec B608 # our own names
    return f"(SELECT string_agg(text, {sign} ORDER BY id) FROM (SELECT {rows}) AS texts)"  # nosec B608 # our own names


def statements(dialect: str) -> list[str]:
    """What makes the views on that database."""
    line_feed = "char(10)" if dialect == "sqlite" else "chr(10)"
    resolutions = RESOLUTIONS.format(
        evidence=_joined(dialect, EVIDENCE, line_feed), because=_joined(dialect, BECAUSE, "'; '")
    )
    return [PREDICTIONS, FORECASTS, resolutions, SCORES]


def upgrade() -> None:
    """Make the views."""
    connection = op.get_bind()
    for statement in statements(connection.dialect.name):
        connection.exec_driver_sql(statement)
