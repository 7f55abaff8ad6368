-- Everything that is flagged in the warehouse, by source, what was waived last, errors first.
SELECT
    f.source,
    f.severity,
    f.rule,
    r.name AS rule_name,
    f.document_title,
    f.document_id,
    f.published,
    f.source_url,
    f.quoted,
    f.sentence,
    f.message,
    f.explanation,
    f.suggestion,
    f.waived,
    f.waived_until
FROM main.findings AS f
LEFT JOIN main.rules AS r ON f.rule = r.rule
WHERE f.severity <> 'note'
ORDER BY
    f.source,
    f.waived IS NOT NULL,
    list_position(['error', 'warning'], f.severity),
    f.published,
    f.document_id,
    f.span_start;
