-- Whom the texts name as the origin of their figures, and how many of those hold.
SELECT
    m.attribution,
    count(*) AS figures,
    count(*) FILTER (WHERE m.status = 'consistent') AS consistent,
    count(*) FILTER (WHERE m.status = 'inconsistent') AS inconsistent
FROM checked_metrics AS m
WHERE m.attribution IS NOT NULL
GROUP BY m.attribution
ORDER BY figures DESC, m.attribution ASC;
