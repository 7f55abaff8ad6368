-- The published metrics of the batch: each figure with its value in dollars and whether it holds.
CREATE OR REPLACE TEMP TABLE arrived AS
WITH judged AS (
    SELECT
        c.document_id,
        unnest([c.from_figure, c.to_figure]) AS figure_index,
        c.verdict,
        c.reason
    FROM core.conversions AS c
    INNER JOIN draft.batch AS b ON c.document_id = b.document_id
),

verdicts AS (
    SELECT
        j.document_id,
        j.figure_index,
        arg_max(j.verdict, j.weight) AS verdict,
        arg_max(j.reason, j.weight) AS reason
    FROM (
        SELECT
            judged.document_id,
            judged.figure_index,
            judged.verdict,
            judged.reason,
            list_position(
                ['uncheckable', 'consistent', 'stale_rate', 'inconsistent'], judged.verdict
            ) AS weight
        FROM judged
    ) AS j
    GROUP BY j.document_id, j.figure_index
),

pointed_at AS (
    SELECT
        f.document_id,
        unnest(f.figures) AS figure_index,
        f.rule,
        f.message,
        f.finding_index,
        list_position(['warning', 'error'], f.severity) AS weight
    FROM core.findings AS f
    INNER JOIN draft.batch AS b ON f.document_id = b.document_id
    WHERE f.severity IN ('error', 'warning')
),

flags AS (
    SELECT
        p.document_id,
        p.figure_index,
        -- An old rate is a status of its own; every other error or warning is a contradiction.
        bool_or(p.rule <> 'FX02') AS contradicted,
        first(p.message ORDER BY p.weight DESC, p.finding_index ASC) AS message
    FROM pointed_at AS p
    GROUP BY p.document_id, p.figure_index
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
    coalesce(f.value_reason, n.value_reason) AS value_reason,
    f.unit,
    n.value_usd,
    n.usd_rate AS rate,
    n.usd_rate_date AS rate_date,
    n.usd_rate_provider AS rate_provider,
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
    getvariable('run_id') AS run_id
FROM core.figures AS f
INNER JOIN draft.batch AS b ON f.document_id = b.document_id
INNER JOIN core.documents AS d ON f.document_id = d.document_id
INNER JOIN raw.documents AS r ON f.document_id = r.document_id
LEFT JOIN core.normalised_figures AS n ON f.figure_id = n.figure_id
LEFT JOIN verdicts AS v ON f.document_id = v.document_id AND f.figure_index = v.figure_index
LEFT JOIN flags AS g ON f.document_id = g.document_id AND f.figure_index = g.figure_index;

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
