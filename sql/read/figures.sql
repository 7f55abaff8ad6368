-- Figures of the batch as the engine gave them, before they were normalised,
-- with the publication date that decides the rate where the text gives no other.
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
    f.value_reason,
    d.published
FROM core.figures AS f
INNER JOIN draft.batch AS b ON f.document_id = b.document_id
INNER JOIN raw.documents AS d ON f.document_id = d.document_id
ORDER BY f.document_id, f.figure_index;
