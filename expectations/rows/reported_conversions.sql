-- Conversions that do not hold, beside the findings that are about both of their figures.
SELECT
    c.conversion_id,
    c.document_id,
    c.verdict,
    CASE c.verdict WHEN 'inconsistent' THEN 'FX01' ELSE 'FX02' END AS rule,
    (
        SELECT count(*)
        FROM core.findings AS f
        WHERE
            f.document_id = c.document_id
            AND f.rule = CASE c.verdict WHEN 'inconsistent' THEN 'FX01' ELSE 'FX02' END
            AND list_has_all(f.figures, [c.from_figure, c.to_figure])
    ) AS findings
FROM core.conversions AS c
WHERE c.verdict IN ('inconsistent', 'stale_rate')
ORDER BY c.conversion_id;
