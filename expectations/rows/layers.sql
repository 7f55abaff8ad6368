-- Rows of each document in the layer that reads and judges, and in the one that is published.
WITH counted AS (
    SELECT
        f.document_id,
        'figures_read' AS layer
    FROM core.figures AS f
    UNION ALL
    SELECT
        m.document_id,
        'metrics_published' AS layer
    FROM main.checked_metrics AS m
    UNION ALL
    SELECT
        c.document_id,
        'conversions_judged' AS layer
    FROM core.conversions AS c
    UNION ALL
    SELECT
        p.document_id,
        'conversions_published' AS layer
    FROM main.conversions AS p
    UNION ALL
    SELECT
        x.document_id,
        'findings_made' AS layer
    FROM core.findings AS x
    UNION ALL
    SELECT
        y.document_id,
        'findings_published' AS layer
    FROM main.findings AS y
)

SELECT
    n.document_id,
    count(*) FILTER (WHERE n.layer = 'figures_read') AS figures_read,
    count(*) FILTER (WHERE n.layer = 'metrics_published') AS metrics_published,
    count(*) FILTER (WHERE n.layer = 'conversions_judged') AS conversions_judged,
    count(*) FILTER (WHERE n.layer = 'conversions_published') AS conversions_published,
    count(*) FILTER (WHERE n.layer = 'findings_made') AS findings_made,
    count(*) FILTER (WHERE n.layer = 'findings_published') AS findings_published
FROM counted AS n
GROUP BY n.document_id
ORDER BY n.document_id;
