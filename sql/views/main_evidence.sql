-- Each metric beside the characters it was read from, to trace a row to its text.
CREATE OR REPLACE VIEW main.evidence AS
SELECT
    m.metric_id,
    m.quoted,
    substring(d.text, m.span_start + 1, m.span_end - m.span_start) AS text_at_span,
    substring(
        d.text, greatest(m.span_start - 120, 0) + 1, least(m.span_start, 120)
    ) AS text_before,
    substring(d.text, m.span_end + 1, 120) AS text_after,
    m.document_id,
    m.document_title,
    m.source_url,
    d.path
FROM main.checked_metrics AS m
INNER JOIN raw.documents AS d ON m.document_id = d.document_id;

COMMENT ON VIEW main.evidence IS
'Metrics with the text at their span and 120 characters either side of it.';
