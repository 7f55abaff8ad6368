-- Findings that do not count, with who decided so, why and until when.
CREATE OR REPLACE VIEW main.waived_findings AS
SELECT
    f.source,
    f.document_title,
    f.published,
    f.rule,
    f.severity,
    f.quoted,
    f.sentence,
    f.message,
    f.waived,
    f.waived_as,
    f.waived_by,
    f.waived_until,
    d.ledger,
    d.line,
    f.document_id,
    f.finding_id
FROM main.findings AS f
LEFT JOIN main.decisions AS d ON f.decision_id = d.decision_id
WHERE f.waived IS NOT NULL
ORDER BY f.source, f.published, f.document_id, f.span_start;

COMMENT ON VIEW main.waived_findings IS
'Findings that do not count, with the decision on them, its reason and its last day.';
