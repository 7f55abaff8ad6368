-- Counts by source over all that is stored; a source whose counts changed gets a new row.
CREATE OR REPLACE TEMP TABLE arrived AS
WITH metrics AS (
    SELECT
        m.source,
        count(*) AS figures,
        count(*) FILTER (WHERE m.status IN ('consistent', 'stale_rate', 'inconsistent'))
            AS checked_figures,
        count(*) FILTER (WHERE m.status = 'inconsistent') AS inconsistent_figures,
        count(*) FILTER (WHERE m.status = 'stale_rate') AS stale_rate_figures,
        count(*) FILTER (WHERE m.status = 'uncheckable') AS uncheckable_figures
    FROM main.checked_metrics AS m
    GROUP BY m.source
),

flagged AS (
    SELECT
        f.source,
        count(*) FILTER (WHERE f.severity = 'error' AND f.waived IS NULL) AS errors,
        count(*) FILTER (WHERE f.severity = 'warning' AND f.waived IS NULL) AS warnings,
        count(f.waived) AS waived_findings
    FROM main.findings AS f
    GROUP BY f.source
),

published AS (
    SELECT
        d.source,
        count(*) AS documents,
        min(d.published_on) AS first_published,
        max(d.published_on) AS last_published
    FROM core.documents AS d
    GROUP BY d.source
)

SELECT
    p.source,
    p.documents,
    coalesce(m.figures, 0) AS figures,
    coalesce(m.checked_figures, 0) AS checked_figures,
    coalesce(m.inconsistent_figures, 0) AS inconsistent_figures,
    coalesce(m.stale_rate_figures, 0) AS stale_rate_figures,
    coalesce(m.uncheckable_figures, 0) AS uncheckable_figures,
    coalesce(f.errors, 0) AS errors,
    coalesce(f.warnings, 0) AS warnings,
    p.first_published,
    p.last_published,
    coalesce(f.waived_findings, 0) AS waived_findings,
    getvariable('run_id') AS run_id
FROM published AS p
LEFT JOIN metrics AS m ON p.source = m.source
LEFT JOIN flagged AS f ON p.source = f.source;

DELETE FROM main.sources
WHERE
    source NOT IN (
        SELECT same.source
        FROM (
            SELECT * EXCLUDE (run_id) FROM main.sources
            INTERSECT
            SELECT * EXCLUDE (run_id) FROM arrived
        ) AS same
    );

INSERT INTO main.sources BY NAME
SELECT * FROM arrived
WHERE source NOT IN (SELECT s.source FROM main.sources AS s);
