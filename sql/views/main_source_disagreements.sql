-- The same metric of the same subject at the same time, in two documents that cannot both hold.
CREATE OR REPLACE VIEW main.source_disagreements AS
SELECT
    a.subject,
    a.metric,
    a.as_of,
    a.unit,
    a.quoted AS first_quoted,
    b.quoted AS second_quoted,
    a.source AS first_source,
    b.source AS second_source,
    a.document_title AS first_title,
    b.document_title AS second_title,
    a.sentence AS first_sentence,
    b.sentence AS second_sentence,
    a.metric_id AS first_metric_id,
    b.metric_id AS second_metric_id
FROM main.checked_metrics AS a
INNER JOIN main.checked_metrics AS b
    ON
        a.document_id < b.document_id
        AND lower(a.subject) = lower(b.subject)
        AND lower(a.metric) = lower(b.metric)
        AND a.as_of = b.as_of
        AND a.unit = b.unit
        AND a.statement = b.statement
WHERE a.value_low > b.value_high OR b.value_low > a.value_high
ORDER BY a.subject, a.metric, a.as_of;

COMMENT ON VIEW main.source_disagreements IS
'Pairs of figures on one subject, metric and date in two documents, whose intervals do not meet.';
