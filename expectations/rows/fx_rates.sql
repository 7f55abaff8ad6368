-- The extremes of each currency's rates with their days: a row for each of the hundreds of
-- thousands of rates would take longer to check than to convert the articles.
WITH neighbours AS (
    SELECT
        r.currency,
        r.provider,
        r.rate_date,
        r.rate,
        CAST(r.rate AS DOUBLE) AS here,
        nullif(CAST(lag(r.rate) OVER days AS DOUBLE), 0) AS before,
        nullif(CAST(lead(r.rate) OVER days AS DOUBLE), 0) AS after,
        lead(r.rate_date) OVER days - lag(r.rate_date) OVER days AS days_apart
    FROM core.fx_rates AS r
    WINDOW days AS (PARTITION BY r.currency, r.provider ORDER BY r.rate_date)
),

leaps AS (
    SELECT
        n.currency,
        n.provider,
        n.rate_date,
        n.rate,
        -- A devaluation goes one way; what leaps and comes back within a month was mistyped.
        n.days_apart <= 31
        AND (
            least(n.here / n.before, n.here / n.after) > 1.5
            OR greatest(n.here / n.before, n.here / n.after) < 0.67
        ) AS leaps_and_returns
    FROM neighbours AS n
)

SELECT
    x.currency,
    x.provider,
    count(*) AS rates,
    min(x.rate) AS lowest_rate,
    arg_min(x.rate_date, x.rate) AS lowest_rate_on,
    max(x.rate_date) AS newest_rate_on,
    max(x.rate_date) > current_date AS has_rate_to_come,
    count(*) FILTER (WHERE x.leaps_and_returns) AS leaps,
    min(x.rate_date) FILTER (WHERE x.leaps_and_returns) AS first_leap_on
FROM leaps AS x
GROUP BY x.currency, x.provider
ORDER BY x.currency, x.provider;
