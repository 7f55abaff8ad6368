-- The rates that the run judges by, and no others: one that was revised replaces the stored one.
CREATE OR REPLACE TEMP TABLE arrived AS
SELECT
    i.rate_date,
    i.currency,
    i.rate,
    i.provider,
    getvariable('run_id') AS run_id
FROM incoming AS i;

DELETE FROM core.fx_rates AS stored
WHERE
    NOT EXISTS (
        SELECT 1
        FROM arrived AS a
        WHERE
            a.currency = stored.currency
            AND a.rate_date = stored.rate_date
            AND a.rate = stored.rate
            AND a.provider = stored.provider
    );

INSERT INTO core.fx_rates BY NAME
SELECT a.* FROM arrived AS a
ANTI JOIN core.fx_rates AS r
    ON a.currency = r.currency AND a.rate_date = r.rate_date;
