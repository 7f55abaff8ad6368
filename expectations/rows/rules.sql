-- Rules as published.
SELECT
    r.rule,
    r.name,
    r.severity,
    r.statement
FROM main.rules AS r
ORDER BY r.rule;
