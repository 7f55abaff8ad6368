-- The documents of the run, those with most that does not hold first.
SELECT
    d.document_id,
    d.title,
    d.source,
    d.published,
    count(m.metric_id) AS figures,
    count(m.metric_id) FILTER (WHERE m.status <> 'unchecked') AS judged,
    count(m.metric_id) FILTER (WHERE m.status IN ('inconsistent', 'stale_rate')) AS flagged
FROM core.documents AS d
INNER JOIN draft.batch AS b ON d.document_id = b.document_id AND b.given
LEFT JOIN main.checked_metrics AS m ON d.document_id = m.document_id
GROUP BY d.document_id, d.title, d.source, d.published
ORDER BY flagged DESC, d.document_id ASC
LIMIT 100;
