-- Rates of the providers in use: a rate that was revised replaces the stored one.
CREATE OR REPLACE TEMP TABLE arrived AS
SELECT
    i.rate_date,
    i.currency,
    i.rate,
    i.provider,
    getvariable('run_id') AS run_id
FROM incoming AS i;

DELETE FROM core.fx_rates AS stored
USING arrived AS a
WHERE
    stored.currency = a.currency
    AND stored.rate_date = a.rate_date
    AND (stored.provider <> a.provider OR stored.rate <> a.rate);

INSERT INTO core.fx_rates BY NAME
SELECT a.* FROM arrived AS a
ANTI JOIN core.fx_rates AS r
    ON a.currency = r.currency AND a.rate_date = r.rate_date;
