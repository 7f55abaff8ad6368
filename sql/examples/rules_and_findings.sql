-- Which rules flagged how often, with the statement that each checks.
SELECT
    r.rule,
    r.name,
    r.severity,
    count(f.finding_id) AS findings,
    r.statement
FROM rules AS r
LEFT JOIN findings AS f ON r.rule = f.rule
GROUP BY r.rule, r.name, r.severity, r.statement
ORDER BY findings DESC, r.rule ASC;
