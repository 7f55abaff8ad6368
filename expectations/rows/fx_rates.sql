-- Rates beside the rate of the same currency and provider that was published before.
SELECT
    r.currency,
    r.rate_date,
    r.provider,
    r.rate,
    r.rate_date > current_date AS is_still_to_come,
    CASE
        WHEN
            r.rate_date
            - lag(r.rate_date) OVER (PARTITION BY r.currency, r.provider ORDER BY r.rate_date)
            <= 31
            THEN
                CAST(r.rate AS DOUBLE)
                / lag(r.rate) OVER (PARTITION BY r.currency, r.provider ORDER BY r.rate_date)
    END AS change_factor
FROM core.fx_rates AS r
ORDER BY r.currency, r.provider, r.rate_date;
