-- The largest amounts, in dollars and in euros at the rate of the day they are about.
SELECT
    m.subject,
    m.metric,
    m.quoted,
    m.value_usd,
    convert(m.value, m.unit, 'EUR', m.rate_date) AS value_eur,
    m.status
FROM checked_metrics AS m
WHERE m.kind = 'money'
ORDER BY m.value_usd DESC NULLS LAST
LIMIT 20;
