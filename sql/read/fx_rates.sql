-- Every stored rate.
SELECT
    r.rate_date,
    r.currency,
    r.rate,
    r.provider
FROM core.fx_rates AS r
ORDER BY r.currency, r.rate_date, r.provider;
