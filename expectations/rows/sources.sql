-- Published counts by source beside the same counts taken anew from the documents.
WITH figures AS (
    SELECT
        f.document_id,
        count(*) AS figures
    FROM core.figures AS f
    GROUP BY f.document_id
),

statuses AS (
    SELECT
        m.document_id,
        count(*) FILTER (WHERE m.status = 'consistent') AS consistent,
        count(*) FILTER (WHERE m.status = 'stale_rate') AS stale_rate,
        count(*) FILTER (WHERE m.status = 'inconsistent') AS inconsistent,
        count(*) FILTER (WHERE m.status = 'uncheckable') AS uncheckable
    FROM main.checked_metrics AS m
    GROUP BY m.document_id
),

findings AS (
    SELECT
        x.document_id,
        count(*) FILTER (WHERE x.severity = 'error' AND x.waived IS NULL) AS errors,
        count(*) FILTER (WHERE x.severity = 'warning' AND x.waived IS NULL) AS warnings,
        count(x.waived) AS waived_findings
    FROM main.findings AS x
    GROUP BY x.document_id
),

counted AS (
    SELECT
        d.source,
        count(*) AS documents,
        coalesce(sum(f.figures), 0) AS figures,
        coalesce(sum(t.consistent + t.stale_rate + t.inconsistent), 0) AS checked_figures,
        coalesce(sum(t.inconsistent), 0) AS inconsistent_figures,
        coalesce(sum(t.stale_rate), 0) AS stale_rate_figures,
        coalesce(sum(t.uncheckable), 0) AS uncheckable_figures,
        coalesce(sum(x.errors), 0) AS errors,
        coalesce(sum(x.warnings), 0) AS warnings,
        coalesce(sum(x.waived_findings), 0) AS waived_findings,
        min(d.published_on) AS first_published,
        max(d.published_on) AS last_published
    FROM core.documents AS d
    LEFT JOIN figures AS f ON d.document_id = f.document_id
    LEFT JOIN statuses AS t ON d.document_id = t.document_id
    LEFT JOIN findings AS x ON d.document_id = x.document_id
    GROUP BY d.source
)

SELECT
    coalesce(s.source, c.source) AS source,
    s.documents,
    s.figures,
    s.source IS NOT NULL AS is_published,
    c.source IS NOT NULL AS has_documents,
    s.first_published,
    s.last_published,
    CASE
        WHEN s.source = c.source
            THEN array_to_string(
                [
                    CASE WHEN s.documents IS DISTINCT FROM c.documents THEN 'documents' END,
                    CASE WHEN s.figures IS DISTINCT FROM c.figures THEN 'figures' END,
                    CASE
                        WHEN
                            s.checked_figures
                            IS DISTINCT FROM
                            c.checked_figures
                            THEN 'checked_figures'
                    END,
                    CASE
                        WHEN s.inconsistent_figures IS DISTINCT FROM c.inconsistent_figures
                            THEN 'inconsistent_figures'
                    END,
                    CASE
                        WHEN s.stale_rate_figures IS DISTINCT FROM c.stale_rate_figures
                            THEN 'stale_rate_figures'
                    END,
                    CASE
                        WHEN s.uncheckable_figures IS DISTINCT FROM c.uncheckable_figures
                            THEN 'uncheckable_figures'
                    END,
                    CASE WHEN s.errors IS DISTINCT FROM c.errors THEN 'errors' END,
                    CASE WHEN s.warnings IS DISTINCT FROM c.warnings THEN 'warnings' END,
                    CASE
                        WHEN
                            s.waived_findings
                            IS DISTINCT FROM
                            c.waived_findings
                            THEN 'waived_findings'
                    END,
                    CASE
                        WHEN
                            s.first_published IS DISTINCT FROM c.first_published
                            THEN 'first_published'
                    END,
                    CASE
                        WHEN
                            s.last_published IS DISTINCT FROM c.last_published
                            THEN 'last_published'
                    END
                ],
                ', '
            )
    END AS columns_that_differ
FROM main.sources AS s
FULL OUTER JOIN counted AS c ON s.source = c.source
ORDER BY source;
