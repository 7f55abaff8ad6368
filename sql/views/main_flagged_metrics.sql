-- Figures that do not hold or were converted at an old rate, by source. One that someone has
-- waived as right is not among them; one that was accepted or corrected is, and says so.
CREATE OR REPLACE VIEW main.flagged_metrics AS
SELECT
    m.source,
    m.document_title,
    m.published,
    m.subject,
    m.metric,
    m.quoted,
    m.value,
    m.unit,
    m.value_usd,
    m.status,
    m.status_reason,
    m.review,
    m.sentence,
    m.source_url,
    m.document_id,
    m.metric_id
FROM main.checked_metrics AS m
WHERE m.status IN ('inconsistent', 'stale_rate')
ORDER BY m.source, m.published, m.document_id, m.span_start;

COMMENT ON VIEW main.flagged_metrics IS
'Figures that do not hold or were converted at an old rate, by source.';
