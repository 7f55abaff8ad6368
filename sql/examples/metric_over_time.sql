-- What was said of one subject over time; replace the name, % stands for any text.
SELECT
    t.as_of,
    t.metric,
    t.quoted,
    t.value_usd,
    t.status,
    t.source
FROM metric_timeline('%market%') AS t;
