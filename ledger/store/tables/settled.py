"""What came out: resolutions with their evidence and causes, observations, and the rules that read them.

`made_by` says which machine made a resolution: a `rule` over observations, a bundle's `parts`, or the
`condition` of a branch; empty for a judge's.
"""

from typing import Final

from sqlalchemy import CheckConstraint, Column, Index, Integer

from ledger.store.columns import one_of_words, ppm, reference, rows, words

VERDICTS: Final = ("resolved", "ambiguous", "annulled", "reopened")

resolutions = rows(
    "resolutions",
    reference("question_id", "questions", index=True),
    reference("wording_id", "wordings"),
    words("verdict", null=False),
    one_of_words("verdict", VERDICTS),
    words("outcome"),
    words("value"),
    Column("y_ppm", Integer),
    ppm("y_ppm"),
    CheckConstraint("(verdict = 'resolved') = (outcome IS NOT NULL)", name="outcome"),
    words("happened_on"),
    words("known_on", null=False),
    words("known_at"),
    words("zone", null=False),
    words("note"),
    words("judge"),
    words("made_by"),
)

evidence = rows(
    "evidence",
    reference("resolution_id", "resolutions", index=True),
    words("text", null=False),
)

observations = rows(
    "observations",
    reference("metric_id", "metrics"),
    words("observed_on", null=False),
    words("value", null=False),
    words("source"),
    words("evidence"),
    words("note"),
    reference("replaces", "observations", null=True, index=True),
    Index("ix_observations_metric_id_observed_on", "metric_id", "observed_on"),
)

rules = rows(
    "rules",
    reference("question_id", "questions", null=True, index=True),
    reference("series_id", "series", null=True, index=True),
    reference("metric_id", "metrics", index=True),
    reference("than_metric_id", "metrics", null=True, index=True),
    words("pick", null=False),
    words("comparison"),
    words("threshold"),
    Column("days", Integer),
    words("said", null=False),
    CheckConstraint("(question_id IS NULL) <> (series_id IS NULL)", name="target"),
)

causes = rows(
    "causes",
    reference("resolution_id", "resolutions", index=True),
    reference("because_id", "resolutions", null=True, index=True),
    reference("observation_id", "observations", null=True, index=True),
    reference("rule_id", "rules", null=True),
)
