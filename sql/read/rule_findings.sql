-- What the rules found in every stored document.
SELECT
    f.finding_id,
    f.document_id,
    f.rule,
    f.severity,
    f.span_start AS start,
    f.span_end AS "end",
    f.message
FROM core.findings AS f
ORDER BY f.document_id, f.finding_index;
