-- What the run flagged, errors first.
SELECT
    f.severity,
    f.rule,
    f.source,
    f.document_title,
    f.document_id,
    f.published,
    f.quoted,
    f.sentence,
    f.message,
    f.explanation,
    f.suggestion
FROM main.findings AS f
INNER JOIN draft.batch AS b ON f.document_id = b.document_id AND b.given
WHERE f.severity <> 'note' AND f.waived IS NULL
ORDER BY
    list_position(['error', 'warning'], f.severity), f.source, f.document_id, f.span_start;
