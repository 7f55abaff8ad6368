-- The newest rate beside the newest document that was published by today.
WITH rates AS (
    SELECT
        max(r.rate_date) AS newest_rate,
        arg_max(r.provider, r.rate_date) AS provider
    FROM core.fx_rates AS r
),

documents AS (
    SELECT max(least(d.published_on, current_date)) AS newest_document
    FROM core.documents AS d
)

SELECT
    rates.provider,
    rates.newest_rate,
    documents.newest_document,
    documents.newest_document - rates.newest_rate AS days_behind
FROM rates
CROSS JOIN documents;
