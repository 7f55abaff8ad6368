-- The same metric of the same subject at the same time, in two documents that cannot both hold:
-- what rule SRC01 found, once for each pair.
CREATE OR REPLACE VIEW main.source_disagreements AS
SELECT
    coalesce(a.subject, b.subject) AS subject,
    coalesce(a.metric, b.metric) AS metric,
    a.as_of,
    a.unit,
    a.quoted AS first_quoted,
    b.quoted AS second_quoted,
    a.value_usd AS first_value_usd,
    b.value_usd AS second_value_usd,
    a.source AS first_source,
    b.source AS second_source,
    a.document_title AS first_title,
    b.document_title AS second_title,
    a.sentence AS first_sentence,
    b.sentence AS second_sentence,
    coalesce(f.waived, g.waived) AS waived,
    a.metric_id AS first_metric_id,
    b.metric_id AS second_metric_id
FROM main.findings AS f
INNER JOIN main.checked_metrics AS a ON f.metric_ids[1] = a.metric_id
INNER JOIN main.checked_metrics AS b ON f.other_metric_id = b.metric_id
LEFT JOIN main.findings AS g
    ON f.rule = g.rule AND f.other_metric_id = g.metric_ids[1] AND a.metric_id = g.other_metric_id
WHERE a.document_id < b.document_id
ORDER BY subject, metric, a.as_of;

COMMENT ON VIEW main.source_disagreements IS
'Pairs of figures on one subject, metric and date in two documents, that cannot both hold.';
