-- The published metrics of the batch: each figure with its value in dollars and whether it holds.
CREATE OR REPLACE TEMP TABLE arrived AS
WITH pointed_at AS (
    SELECT
        unnest(f.metric_ids) AS figure_id,
        f.rule,
        f.message,
        coalesce(f.waived_as = 'waived', FALSE) AS is_right,
        CASE f.waived_by WHEN 'comment' THEN 'waived: ' || f.waived ELSE f.waived END AS review,
        list_position(['warning', 'error'], f.severity) AS weight,
        f.span_start,
        f.finding_id
    FROM main.findings AS f
    INNER JOIN draft.batch AS b ON f.document_id = b.document_id
    WHERE f.severity IN ('error', 'warning')
),

-- A conversion whose finding was waived as right holds: someone has looked.
judged AS (
    SELECT
        unnest([c.from_metric_id, c.to_metric_id]) AS figure_id,
        c.verdict,
        c.reason
    FROM main.conversions AS c
    INNER JOIN draft.batch AS b ON c.document_id = b.document_id
    WHERE
        NOT EXISTS (
            SELECT 1
            FROM main.findings AS f
            WHERE
                f.document_id = c.document_id
                AND f.rule IN ('FX01', 'FX02')
                AND f.waived_as = 'waived'
                AND list_has_all(f.metric_ids, [c.from_metric_id, c.to_metric_id])
        )
    UNION ALL
    SELECT
        p.figure_id,
        'consistent' AS verdict,
        p.review AS reason
    FROM pointed_at AS p
    WHERE p.is_right
),

verdicts AS (
    SELECT
        j.figure_id,
        arg_max(j.verdict, j.weight) AS verdict,
        arg_max(j.reason, j.weight) AS reason
    FROM (
        SELECT
            judged.figure_id,
            judged.verdict,
            judged.reason,
            list_position(
                ['uncheckable', 'consistent', 'stale_rate', 'inconsistent'], judged.verdict
            ) AS weight
        FROM judged
    ) AS j
    GROUP BY j.figure_id
),

flags AS (
    SELECT
        p.figure_id,
        -- An old rate is a status of its own; every other error or warning is a contradiction.
        bool_or(p.rule <> 'FX02' AND NOT p.is_right) AS contradicted,
        first(p.message ORDER BY p.weight DESC, p.span_start ASC, p.finding_id ASC)
        FILTER (WHERE NOT p.is_right) AS message,
        first(p.review ORDER BY p.weight DESC, p.span_start ASC, p.finding_id ASC)
        FILTER (WHERE p.review IS NOT NULL) AS review
    FROM pointed_at AS p
    GROUP BY p.figure_id
)

SELECT
    f.figure_id AS metric_id,
    f.document_id,
    f.subject,
    coalesce(f.metric, CASE WHEN f.kind = 'count' THEN f.unit END) AS metric,
    f.as_of,
    core.period_end(f.as_of) AS as_of_date,
    f.surface AS quoted,
    f.kind,
    f.modifier,
    f.statement,
    f.low AS value_low,
    f.value,
    f.high AS value_high,
    f.value_reason,
    f.unit,
    f.value_usd,
    f.usd_rate AS rate,
    f.usd_rate_date AS rate_date,
    f.usd_rate_provider AS rate_provider,
    CASE
        WHEN coalesce(g.contradicted, FALSE) THEN 'inconsistent'
        ELSE coalesce(v.verdict, 'unchecked')
    END AS status,
    coalesce(g.message, v.reason) AS status_reason,
    f.attribution,
    d.source,
    d.url AS source_url,
    d.title AS document_title,
    d.published,
    core.sentence_at(r.text, f.span_start, f.span_end) AS sentence,
    f.span_start,
    f.span_end,
    g.review,
    getvariable('run_id') AS run_id
FROM core.valued_figures AS f
INNER JOIN draft.batch AS b ON f.document_id = b.document_id
INNER JOIN core.documents AS d ON f.document_id = d.document_id
INNER JOIN raw.documents AS r ON f.document_id = r.document_id
LEFT JOIN verdicts AS v ON f.figure_id = v.figure_id
LEFT JOIN flags AS g ON f.figure_id = g.figure_id;

DELETE FROM main.checked_metrics
WHERE
    document_id IN (SELECT b.document_id FROM draft.batch AS b)
    AND metric_id NOT IN (
        SELECT same.metric_id
        FROM (
            SELECT * EXCLUDE (run_id) FROM main.checked_metrics
            INTERSECT
            SELECT * EXCLUDE (run_id) FROM arrived
        ) AS same
    );

INSERT INTO main.checked_metrics BY NAME
SELECT * FROM arrived
WHERE metric_id NOT IN (SELECT m.metric_id FROM main.checked_metrics AS m);

-- From here on the rows are those of the version that the run began with.
INSERT INTO core.scripts (name, sha256)
SELECT
    'derivation' AS name,
    d.sha256
FROM draft.derivation AS d
ON CONFLICT (name) DO UPDATE SET sha256 = excluded.sha256;
