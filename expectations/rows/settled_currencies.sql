-- Figures whose currency a conversion settled, beside what was read and the verdicts on them.
WITH held_together AS (
    SELECT DISTINCT
        c.document_id,
        unnest([c.from_figure, c.to_figure]) AS figure_index
    FROM core.conversions AS c
    WHERE c.verdict = 'consistent'
)

SELECT
    s.figure_id,
    f.surface,
    f.unit AS unit_read,
    s.unit,
    s.unit <> f.unit AS is_another,
    f.value,
    s.usd_rate,
    s.value_usd,
    f.figure_id IS NOT NULL AND f.kind = 'money' AS is_of_a_money_figure,
    h.figure_index IS NOT NULL AS is_of_a_conversion_that_holds,
    try(core.multiply_digits(core.amount_digits(f.value), core.rate_digits(s.usd_rate)))
        AS value_usd_again,
    abs(
        s.value_usd
        - try(core.multiply_digits(core.amount_digits(f.value), core.rate_digits(s.usd_rate)))
    ) <= 0.00001 + abs(f.value) / 1e18 AS is_value_times_rate
FROM core.settled_currencies AS s
LEFT JOIN core.figures AS f ON s.figure_id = f.figure_id
LEFT JOIN held_together AS h ON s.document_id = h.document_id AND s.figure_index = h.figure_index
ORDER BY s.figure_id;
