-- Figures with the currency that counts, the one that a conversion settled before the one that was
-- read, and with their amount in dollars.
CREATE OR REPLACE VIEW core.valued_figures AS
SELECT
    f.* REPLACE (
        coalesce(s.unit, f.unit) AS unit,
        CASE
            WHEN s.unit IS NULL THEN coalesce(f.value_reason, n.value_reason)
            ELSE s.value_reason
        END AS value_reason
    ),
    CASE WHEN s.unit IS NULL THEN n.value_usd ELSE s.value_usd END AS value_usd,
    CASE WHEN s.unit IS NULL THEN n.usd_rate ELSE s.usd_rate END AS usd_rate,
    CASE WHEN s.unit IS NULL THEN n.usd_rate_date ELSE s.usd_rate_date END AS usd_rate_date,
    CASE WHEN s.unit IS NULL THEN n.usd_rate_provider ELSE s.usd_rate_provider END
        AS usd_rate_provider
FROM core.figures AS f
LEFT JOIN core.normalised_figures AS n ON f.figure_id = n.figure_id
LEFT JOIN core.settled_currencies AS s ON f.figure_id = s.figure_id;

COMMENT ON VIEW core.valued_figures IS
'Figures in the currency that the text or their conversion settles, with their dollars.';
