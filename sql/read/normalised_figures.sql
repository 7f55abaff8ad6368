-- Figures of the batch with their amounts in US dollars.
SELECT
    f.document_id,
    f.figure_index,
    f.span_start AS start,
    f.span_end AS "end",
    f.surface,
    f.kind,
    f.low,
    f.value,
    f.high,
    f.unit,
    f.unit_candidates,
    f.modifier,
    f.as_of,
    f.subject,
    f.metric,
    f.attribution,
    f.statement,
    coalesce(f.value_reason, n.value_reason) AS value_reason,
    n.value_usd,
    n.usd_rate,
    n.usd_rate_date,
    n.usd_rate_provider
FROM core.figures AS f
INNER JOIN draft.batch AS b ON f.document_id = b.document_id
LEFT JOIN core.normalised_figures AS n ON f.figure_id = n.figure_id
ORDER BY f.document_id, f.figure_index;
