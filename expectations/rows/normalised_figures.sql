-- Money figures beside their amount in dollars, and both recomputed from what is stored.
WITH money AS (
    SELECT
        m.figure_id,
        m.document_id,
        m.surface,
        m.unit,
        m.value,
        m.as_of
    FROM core.figures AS m
    WHERE m.kind = 'money'
)

SELECT
    coalesce(f.figure_id, n.figure_id) AS figure_id,
    f.surface,
    f.unit,
    f.value,
    n.value_usd,
    n.usd_rate,
    n.usd_rate_date,
    n.usd_rate_provider,
    f.figure_id IS NOT NULL AS is_of_a_money_figure,
    n.figure_id IS NOT NULL AS is_normalised,
    try(core.multiply_digits(core.amount_digits(f.value), core.rate_digits(n.usd_rate)))
        AS value_usd_again,
    -- The rate is kept to 18 decimals, the amount to 6.
    abs(
        n.value_usd
        - try(core.multiply_digits(core.amount_digits(f.value), core.rate_digits(n.usd_rate)))
    ) <= 0.00001 + abs(f.value) / 1e18 AS is_value_times_rate,
    CASE WHEN f.unit = 'USD' THEN n.usd_rate END AS rate_of_dollars,
    (n.usd_rate IS NULL) = (n.usd_rate_date IS NULL)
    AND (n.usd_rate IS NULL) = (n.usd_rate_provider IS NULL) AS rate_has_provenance,
    f.value IS NULL OR n.usd_rate IS NULL OR n.value_usd IS NOT NULL AS is_converted,
    n.usd_rate_date > current_date AS rate_is_still_to_come,
    abs(
        datediff(
            'day',
            n.usd_rate_date,
            -- A figure for a time still to come has the rate of its publication.
            least(core.period_end(f.as_of), d.published_on, current_date)
        )
    ) AS days_from_rate
FROM money AS f
LEFT JOIN core.documents AS d ON f.document_id = d.document_id
FULL OUTER JOIN core.normalised_figures AS n ON f.figure_id = n.figure_id
ORDER BY figure_id;
